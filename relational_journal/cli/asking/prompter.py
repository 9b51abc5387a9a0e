"""Ask one question at a terminal.

It is drawn on stderr, in place, without mouse or alternate screen; an answered question stays as one line. Styles only
repeat what the words say and there is no colour, so light and dark terminals and NO_COLOR look alike.
"""

from __future__ import annotations

import sys
from typing import TypeVar

from relational_journal.cli.asking import hangup, keyboard
from relational_journal.cli.asking.line_prompter import ask_plain
from relational_journal.cli.asking.transcript import leave
from relational_journal.cli.output import hint
from relational_journal.forms.key_questions import Letter, Word
from relational_journal.forms.question import Question, Reply

T = TypeVar("T")


def ask(question: Question[T]) -> Reply[T]:
    """Ask one question and leave its answer as one line.

    If the terminal is closed meanwhile, the words in the field are stored as a draft.
    """
    if keyboard.is_plain():
        reply, typed = ask_plain(question)
    else:
        hangup.watch()
        keyboard.hold()
        sys.stderr.flush()
        from relational_journal.cli.asking.screen import Screen

        screen = Screen(question)
        reply = screen.ask()
        typed = screen.buffer.text
    if hangup.has_come() and reply.how == "interrupted":
        return _hung_up(question, typed)
    if not keyboard.is_plain() and (reply.how in ("answered", "skipped") or reply.value is not None):
        leave(question, reply.value)
    return reply


def _hung_up(question: Question[T], typed: str) -> Reply[T]:
    """End a question on a hang-up: words in its field are not an answer yet, and are stored as a draft."""
    if not question.has_words:
        return Reply("interrupted", question.kept(typed))
    if question.is_worth_keeping(typed):
        from relational_journal.cli.drafts import keep_words

        hint(keep_words(typed))
    return Reply("interrupted")


def ask_yes(label: str) -> bool:
    """Ask yes or no; Enter and Esc mean no.

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    reply = ask(Letter(label, (Word("y", "yes", "yes"), Word("n", "no", "no"))))
    keyboard.release()
    if reply.how == "interrupted":
        raise KeyboardInterrupt
    return reply.value == "yes"
