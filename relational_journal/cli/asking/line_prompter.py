"""The same questions where a terminal cannot redraw a line (TERM=dumb): each answer is a line, ended by Enter.

A line of Ctrl-B alone goes back, one of Esc alone or the end of input ends, `?` shows the whole list.
"""

from __future__ import annotations

import sys
from typing import TypeVar

from relational_journal.cli.asking.transcript import columns
from relational_journal.cli.reply import Reply
from relational_journal.forms.key_questions import Amounts
from relational_journal.forms.picker import Choice
from relational_journal.forms.question import Done, Line, Question, Skip, Stay
from relational_journal.text.safe import one_line

T = TypeVar("T")
_WAYS_OUT = {"\x02": "back", "\x1b": "ended"}


def ask_plain(question: Question[T]) -> Reply[T]:
    """Ask one question, by lines."""
    typed = ""
    while True:
        _show(question, typed)
        try:
            line = _read()
        except KeyboardInterrupt:
            return Reply("interrupted", question.kept(""))
        except EOFError:
            return Reply("ended", question.kept(""))
        if line in _WAYS_OUT:
            if line == "\x02" and question.on_back():
                continue
            how = _WAYS_OUT[line]
            return Reply(how, question.kept("") if how == "ended" else None)
        if line == "?" and isinstance(question, Choice):
            for option in question.options:
                print(f"  {one_line(option.label)}   {one_line(option.note)}".rstrip(), file=sys.stderr)
            continue
        outcome = _settle(question, line, typed)
        if isinstance(outcome, Done):
            if isinstance(question, Choice):
                print(f"  = {question.told(outcome.value)}", file=sys.stderr)
            return Reply("answered", outcome.value)
        if isinstance(outcome, Skip):
            return Reply("skipped")
        typed = line if outcome.note and isinstance(question, Choice) and not line.isdigit() else ""
        question.note = outcome.note


def _settle(question: Question[T], line: str, typed: str) -> Done[T] | Skip | Stay:
    """What a whole line settles: a key that answers by itself, or all that was typed."""
    if line and (not question.has_field or (isinstance(question, Choice) and line.isdigit())):
        outcome = question.on_key(line[0], typed)
        if isinstance(outcome, Stay) and outcome.typed is not None:
            return question.on_enter(outcome.typed)
        return outcome or Stay(note="no such number here")
    return question.on_enter(line)


def _show(question: Question[T], typed: str) -> None:
    """The question as it stands, from above."""
    view = question.view(typed, columns())
    hints = [hint for hint in (view.empty, "? shows the list") if hint]
    below = [line for line in view.below if not any("down arrow" in text for _, text in line)]
    lines: list[Line] = [*view.above, [("", view.before)]]
    lines += [[("", f"({'; '.join(hints)})")]] if isinstance(question, Choice) else []
    lines += below
    if isinstance(question, Amounts):
        lines.append([("", question.items[question.at][1])])
    for line in lines:
        text = "".join(part for _, part in line).rstrip()
        if text and text != ">":
            print(text, file=sys.stderr)


def _read() -> str:
    print("> ", end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\n").rstrip("\r")
