"""Let the person pick an entry, a person or a pattern if a command needs one and was given none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import typer

from relational_journal.cli.output import can_ask, hint
from relational_journal.model import Entry, Query

if TYPE_CHECKING:
    from relational_journal.forms.option_search import Option
    from relational_journal.journal.journal import Journal

_MOST = 500  # The number of newest entries offered; an older one is given by its number.


def pick_entry(
    journal: Journal,
    question: str,
    *,
    among: Iterable[Entry] | None = None,
    or_newest: bool = False,
    without: str = "",
) -> Entry | None:
    """Let the person pick an entry.

    Args:
        question: the question to ask.
        among: the entries to pick from; None for the newest of all kinds.
        or_newest: whether Enter picks the newest instead of none.
        without: the uid of an entry to leave out.

    Returns:
        The entry; None without a terminal or an entry to pick.

    Raises:
        typer.Exit: nothing was chosen (exit 0).
        KeyboardInterrupt: Ctrl-C.
    """
    if not can_ask():
        return None
    from relational_journal.cli.asking.transcript import columns
    from relational_journal.forms.journal_options import JournalOptions

    found = journal.entries(Query(limit=_MOST)) if among is None else among
    entries = {entry.uid: entry for entry in found if entry.uid != without}
    if not entries:
        return None
    if len(entries) == 1 and or_newest:
        return next(iter(entries.values()))
    room = JournalOptions(journal, width=columns())
    how = "number, or words of it; Enter takes the newest" if or_newest else "number, or words of it"
    options = [room.entry_option(entry, is_numbered=False) for entry in entries.values()]
    uid = _picked(question, options, hint=how, may_skip=or_newest)
    return entries[uid] if uid else next(iter(entries.values()))


def pick_person(journal: Journal, question: str, *, without: str = "") -> str | None:
    """Let the person pick somebody; return None without a terminal or anybody to pick.

    Raises:
        typer.Exit: nothing was chosen (exit 0).
        KeyboardInterrupt: Ctrl-C.
    """
    if not can_ask():
        return None
    from relational_journal.cli.asking.transcript import columns
    from relational_journal.forms.journal_options import JournalOptions
    from relational_journal.model import MYSELF

    people = [
        option for option in JournalOptions(journal, width=columns()).people() if option.value not in (MYSELF, without)
    ]
    return _picked(question, people, hint="number, or a few letters", is_compact=True) if people else None


def pick_one(
    question: str, options: Sequence[Option], *, hint: str = "number, or a few letters", may_skip: bool = False
) -> str | None:
    """Let the person pick one of a few.

    Args:
        may_skip: whether Enter alone is an answer, "".

    Returns:
        The value of the option; None without a terminal.

    Raises:
        typer.Exit: nothing was chosen (exit 0).
        KeyboardInterrupt: Ctrl-C.
    """
    return _picked(question, options, hint=hint, may_skip=may_skip) if can_ask() else None


def _picked(
    question: str, options: Sequence[Option], *, hint: str, may_skip: bool = False, is_compact: bool = False
) -> str:
    """Return the value of the option picked; "" for Enter if that is an answer."""
    from relational_journal.cli.asking import keyboard, prompter
    from relational_journal.forms.picker import Picker

    asked = Picker(question, options, open_=True, hint=hint, is_compact=is_compact)
    asked.has_words = False  # letters typed to search a list are no draft
    reply = prompter.ask(asked)
    keyboard.release()
    if reply.how == "interrupted":
        raise KeyboardInterrupt
    if reply.value:
        return reply.value[0].value
    if reply.how == "skipped" and may_skip:
        return ""
    return _leave()


def _leave() -> str:
    hint("Nothing was chosen.")
    raise typer.Exit(0)
