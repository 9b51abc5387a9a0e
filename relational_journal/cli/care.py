"""Print notes of care on stderr, after what was written is saved and at most once a day for each topic."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from relational_journal.journal.open_file import OpenFile

_WIDEST = 80


def say_notes(journal: OpenFile) -> bool:
    """Print the notes that are due for what was written; return whether there was one."""
    from relational_journal.cli.output import hint

    return _say(journal, hint)


def stops_here(journal: OpenFile) -> bool:
    """Print the notes that are due between two questions, and offer to stop.

    Returns:
        whether the person stops; without a note nothing is asked.

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    from relational_journal.cli.asking.transcript import say

    if not _say(journal, say):
        return False
    from relational_journal.cli.asking import keyboard, prompter
    from relational_journal.forms.key_questions import Letter, Word

    words = (Word("s", "stop", "stop here, all is kept"), Word("g", "go", "go on"))
    reply = prompter.ask(Letter("The questions can wait.", words, skipping="go on"))
    if reply.how == "interrupted":
        keyboard.release()
        raise KeyboardInterrupt
    return reply.how == "ended" or reply.value == "stop"


def _say(journal: OpenFile, say: Callable[[str], None]) -> bool:
    """Print what is due through `say`. An error here is dropped: what was written is saved, and the command goes on."""
    try:
        due = journal.care.due() if journal.care is not None else ()
        if not due:
            return False
        from relational_journal.care.help import ANYWHERE, find_region
        from relational_journal.care.notes import MAY_BE_MISTAKEN, note
        from relational_journal.care.topics import HARM

        region = find_region(journal.settings.get("region", ANYWHERE))
        lines: list[str] = []
        for topic in due:
            said = note(topic, region)
            lines += ["", *_wrapped(said.text, ""), *(row for line in said.help for row in _wrapped(line, "  "))]
            if topic == HARM and (kept_out := _kept_out(journal)):
                lines += _wrapped(kept_out, "")
        lines += ["", *_wrapped(MAY_BE_MISTAKEN, ""), ""]
    except Exception:  # nothing about a note may keep a command from its end
        return False
    for line in lines:
        say(line)
    return True


def _kept_out(journal: OpenFile) -> str:
    """Return how to keep the moment just written out of patterns; "" if it is unsafe already, or is no moment."""
    last = journal.care.last if journal.care is not None else None
    if last is None or last.kind != "moment" or not last.id or journal.people.safety().is_unsafe(last):
        return ""
    return f"If it was not safe: rj edit {last.id} --unsafe keeps it out of patterns and off the page."


def _wrapped(text: str, indent: str) -> list[str]:
    """Wrap a paragraph to the terminal, at most eighty columns; without a terminal it stays one line."""
    import sys
    from textwrap import wrap

    if not sys.stderr.isatty():
        return [indent + text]
    from relational_journal.cli.asking.transcript import columns

    return wrap(
        text, min(columns(), _WIDEST), initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False,
        break_long_words=False,
    )  # fmt: skip
