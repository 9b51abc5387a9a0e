"""Ask the same questions on a terminal that cannot redraw a line (TERM=dumb): each answer is a line.

Ctrl-B goes back and Esc ends, without Enter; `?` shows the whole list.
"""

from __future__ import annotations

import sys
from typing import TypeVar

from relational_journal.cli.asking import hangup
from relational_journal.cli.asking.line_reader import BACK, END, LineReader, key_by_key
from relational_journal.cli.asking.transcript import columns
from relational_journal.forms.key_questions import Amounts
from relational_journal.forms.numbered_text import NumberedText
from relational_journal.forms.picker import Picker
from relational_journal.forms.question import Answered, Incomplete, Line, Question, Reply, Skipped, folded
from relational_journal.forms.sentence import Sentence

T = TypeVar("T")


def ask_plain(question: Question[T]) -> tuple[Reply[T], str]:
    """Ask one question by lines.

    Returns:
        The reply, and the text in the field at the end.
    """
    hangup.watch()
    reader = LineReader()
    try:
        with key_by_key() as echoes:
            typed, initial = "", question.initial
            while True:
                _show(question, typed)
                reader = LineReader(echoes=echoes, takes_lines=question.has_lines, text=initial)
                line, initial = reader.read(), ""
                if isinstance(question, (Sentence, NumberedText)) and (put := question.chosen(line)) is not None:
                    initial = put
                    continue
                reply = _left_by(question, line, reader.text) or _settled(question, line, typed)
                if reply is not None:
                    return reply, reader.text
                typed = line if question.note and isinstance(question, Picker) and not line.isdigit() else ""
    except KeyboardInterrupt:
        return Reply("interrupted", question.kept(reader.text)), reader.text
    except EOFError:
        return Reply("interrupted" if hangup.has_come() else "ended", question.kept(reader.text)), reader.text
    except OSError:  # the terminal went away during a write
        hangup.terminal_is_gone()
        return Reply("interrupted", question.kept(reader.text)), reader.text


def _left_by(question: Question[T], line: str, typed: str) -> Reply[T] | None:
    """Return how Ctrl-B or Esc left the question, or None."""
    if line == BACK and not question.on_back():
        return Reply("back")
    return Reply("ended", question.kept(typed)) if line == END else None


def _settled(question: Question[T], line: str, typed: str) -> Reply[T] | None:
    """Return what a line means for the question; None to ask again."""
    if line == BACK:  # inside the question
        return None
    if line == "?" and isinstance(question, Picker):
        for option in question.options:
            for row in folded(f"{option.label}   {option.note}" if option.note else option.label, columns() - 3):
                print(f"  {row}", file=sys.stderr)
        return None
    outcome = _settle(question, line, typed)
    if isinstance(outcome, Answered):
        if question.tells_answer:
            print(f"  = {question.format_answer(outcome.value)}", file=sys.stderr)
        return Reply("answered", outcome.value)
    if isinstance(outcome, Skipped):
        return Reply("skipped")
    question.note = outcome.note
    return None


def _settle(question: Question[T], line: str, typed: str) -> Answered[T] | Skipped | Incomplete:
    """Return the reply to a whole line: a key that answers by itself, or all that was typed."""
    if line and (not question.has_field or (isinstance(question, Picker) and line.isdigit())):
        outcome = question.on_key(line[0], typed)
        if isinstance(outcome, Incomplete) and outcome.typed is not None:
            return question.on_enter(outcome.typed)
        return outcome or Incomplete(note="no such number here")
    return question.on_enter(line)


def _show(question: Question[T], typed: str) -> None:
    """Print the question from the top."""
    if isinstance(question, Amounts) and question.at and not question.note:
        print(question.items[question.at][1], file=sys.stderr)
        return
    view = question.view(typed, columns())
    hints = [hint for hint in (view.empty, "? shows the list") if hint]
    if isinstance(question, Sentence) and (offer := question.offer("1 takes it up", "1 takes up the newest")):
        print(offer, file=sys.stderr)
    # Arrow keys mean nothing here.
    below = [line for line in view.below if not any("arrow" in text for _, text in line)]
    lines: list[Line] = [*view.above, [("", view.before)]]
    if isinstance(question, Picker):
        lines += [[("", line)] for line in folded(f"({'; '.join(hints)})", columns())]
    lines += below
    if isinstance(question, Amounts):
        lines.append([("", question.items[question.at][1])])
    for line in lines:
        text = "".join(part for _, part in line).rstrip()
        if text and text != ">":
            print(text, file=sys.stderr)
