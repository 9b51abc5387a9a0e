"""Store the words of a command that failed, and say where they are."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from relational_journal.capture.syntax.draft import Draft
    from relational_journal.journal.journal import Journal
    from relational_journal.model import Entry


def add_and_note(
    journal: Journal,
    draft: Draft,
    *,
    repairs: str | None = None,
    verb: str = "add",
    stored_as: Callable[[int | None], None],
) -> Entry:
    """Store a draft as a new entry and note its number.

    Ctrl-C can come when the entry is stored and its number not yet known; without a look in the journal its words would
    then be kept a second time, as a draft.

    Args:
        journal: open for writing.
        draft: as capture read it.
        repairs, verb: as for `Journal.add`.
        stored_as: called with the number.
    """
    from relational_journal.model import replace
    from relational_journal.uuid7 import new_uid

    uid = draft.moment.uid or new_uid()
    try:
        moment = journal.add(draft._replace(moment=replace(draft.moment, uid=uid)), repairs=repairs, verb=verb)
        stored_as(moment.id)
    except KeyboardInterrupt:
        from relational_journal.errors import JournalError

        with suppress(JournalError):  # it is not there
            stored_as(journal.find(uid).id)
        raise
    return moment


def replace_and_note(
    journal: Journal, moment: Entry, draft: Draft | None, *, verb: str, stored_as: Callable[[int | None], None]
) -> Entry:
    """Store the new state of an entry and note its number; Ctrl-C is met as in `add_and_note`.

    Args:
        journal: open for writing.
        moment: the new state.
        draft, verb: as for `Journal.replace`.
        stored_as: called with the number.
    """
    try:
        stored = journal.replace(moment, draft=draft, verb=verb)
        stored_as(stored.id)
    except KeyboardInterrupt:
        from relational_journal.errors import JournalError
        from relational_journal.model import replace

        with suppress(JournalError):
            now = journal.find(moment.uid)
            if replace(now, changed=moment.changed) == moment:
                stored_as(now.id)
        raise
    return stored


def keep_words(typed: str) -> str:
    """Store the words as a draft and return the sentence that says where.

    For a journal with a passphrase they are stored in memory, never on a disk. If no draft can be stored, or the file
    is not a journal that could take it in, the words are shown again on stderr and stored nowhere (docs/privacy.md).
    """
    from relational_journal.cli.output import hint_words
    from relational_journal.cli.this_run import journal_path
    from relational_journal.errors import JournalError
    from relational_journal.store.drafts.draft_files import keep_draft
    from relational_journal.store.drafts.memory_drafts import keep_in_memory

    try:
        closed = _is_closed()
        if closed is None:
            raise OSError
        if closed:
            kept = keep_in_memory(journal_path(), typed, _now())
            if kept is None:
                raise OSError
            return "Your words are kept in memory; the next rj that opens the journal takes them in as a draft."
        return f"Your words are kept in {keep_draft(journal_path(), typed, _now())}"
    except (OSError, JournalError):
        hint_words(typed)
        return "Your words stand above; they are kept nowhere else."


class kept_on_failure:
    """A context manager that stores the typed words as a draft if anything fails; the error says where."""

    def __init__(self, typed: str) -> None:
        self.typed = typed
        self._number: int | str | None = None

    def __enter__(self) -> Self:
        return self

    @property
    def is_stored(self) -> bool:
        """Whether the words are in the journal."""
        return self._number is not None

    def stored_as(self, number: int | str | None) -> None:
        """Note that the words are in the journal: what fails from here on stores no draft, and says so."""
        from relational_journal.cli import this_run

        self._number = number
        if number is not None:  # also for what fails when the command has ended
            this_run.words_are_stored(where_stored(number))

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if error is None:
            return
        # The command-line library is only loaded if it was needed, and can only have ended the command if it was.
        ends_well = getattr(sys.modules.get("typer"), "Exit", SystemExit)
        if isinstance(error, (BrokenPipeError, SystemExit, ends_well)):
            return
        if getattr(error, "words_are_kept", False):
            return
        from relational_journal.errors import JournalError

        where = self._where()
        # An OSError has no next step to carry the sentence, so it becomes an error that has one.
        if isinstance(error, OSError):
            what = (error.strerror or "the system refused").lower()
            if self._number is not None:
                what = f"the answer could not be written: {what}"
            said = JournalError(what, where or "rj list shows what the journal holds.")
            said.words_are_kept = True  # type: ignore[attr-defined]
            raise said from error
        error.words_are_kept = True  # type: ignore[attr-defined]
        if isinstance(error, JournalError):
            error.next_step = f"{error.next_step} {where}".strip()
        else:
            error.where_kept = where  # type: ignore[attr-defined]

    def _where(self) -> str:
        """Return the sentence that says where the words are, or "" if there are none."""
        if self._number is not None:
            return where_stored(self._number)
        if not self.typed.strip():
            return ""
        return keep_words(self.typed)


def where_stored(number: int | str) -> str:
    """Return the sentence that says under which number the words are in the journal."""
    return f"It is stored as {number}."


def has_passphrase() -> bool:
    """Return whether words for this journal must not be readable on disk: it has a passphrase or will get one."""
    return _is_closed() is not False  # a file that cannot be read may have one


def _is_closed() -> bool | None:
    """Return whether the journal has a passphrase or will get one; None if the file is not a journal."""
    import os

    from relational_journal.cli.this_run import journal_path
    from relational_journal.errors import JournalError
    from relational_journal.store.engine.database import is_encrypted
    from relational_journal.store.engine.open_files import was_closed_here

    if was_closed_here(journal_path()):  # also if it was taken away or replaced since
        return True
    try:
        closed = is_encrypted(journal_path())
    except JournalError:
        return None
    return bool(os.environ.get("RJ_PASSPHRASE")) if closed is None else closed


def _now() -> datetime:
    """Return the time for a draft's name; if RJ_NOW cannot be read, that of the machine, else a fixed day."""
    from datetime import UTC, datetime

    from relational_journal.cli.this_run import now
    from relational_journal.errors import JournalError

    try:
        return now()
    except JournalError:
        try:
            return datetime.now().astimezone()
        except (ValueError, OverflowError, OSError):
            return datetime(1970, 1, 1, tzinfo=UTC)
