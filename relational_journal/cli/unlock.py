"""Opening the journal for a command: the first run, the passphrase, and the key kept for a while."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from relational_journal import config
from relational_journal.errors import JournalError, NeedsTerminal, WrongPassphrase

if TYPE_CHECKING:
    from relational_journal.journal import Journal

KEEP_MINUTES = 30
STATEMENT = """\
A journal for noticing how you relate. It does not diagnose, treat or judge,
and is no substitute for a professional or for help in danger (rj help).
It stays on this computer and tells no one. It cannot protect you on a computer
that someone else controls, or from someone who watches your screen or keys.
"""
_OFFER = """\
A passphrase keeps your words closed to anyone who has this computer or a copy
of it. If it is forgotten, nobody can open the journal: not you, not us.
"""
_TRIES = 3


def opened(path: Path, *, create: bool) -> Journal:
    """The journal at `path`: with the key kept, RJ_PASSPHRASE, or a passphrase asked up to three times.

    Args:
        path: its file.
        create: a journal that is not there is made, asking on a terminal what the first run asks.

    Raises:
        WrongPassphrase: none given where one is needed and nobody can be asked, or three wrong ones.
        StoreError: whatever else keeps the file from opening.
    """
    from relational_journal.journal import Journal

    if not path.exists():
        if not create:
            return Journal.open(path, now=config.now, create=False)
        first_run(path, with_passphrase=None)
    if not _is_encrypted(path):
        return Journal.open(path, now=config.now)
    key = _kept_key(path)
    if key is not None:
        try:
            return Journal.open(path, key=key, now=config.now)
        except WrongPassphrase:
            _forget_key(path)
    given = os.environ.get("RJ_PASSPHRASE")
    if given:
        return _open_with(path, given)
    return _asked(path)


def first_run(path: Path, *, with_passphrase: bool | None) -> None:
    """Make the journal. On a terminal: what it is, and the one decision; else RJ_PASSPHRASE closes it, or nothing does.

    Args:
        path: a file that is not there yet.
        with_passphrase: decided already (`rj init`), or None.

    Raises:
        NeedsTerminal: a passphrase is wanted, there is none in RJ_PASSPHRASE and nobody to ask.
    """
    from relational_journal.cli.output import can_ask, hint, hint_at_the_end
    from relational_journal.journal import Journal

    passphrase = (os.environ.get("RJ_PASSPHRASE") or None) if with_passphrase is not False else None
    if can_ask() and passphrase is None:
        hint(STATEMENT)
        if with_passphrase is not False:
            hint(_OFFER)
            passphrase = new_passphrase("Choose a passphrase (Enter alone: go on without one): ", with_passphrase)
    elif passphrase is None and with_passphrase:
        raise NeedsTerminal("there is nobody to ask for a passphrase", "Put it into RJ_PASSPHRASE for this once.")
    with Journal.open(path, passphrase, now=config.now, create=True) as journal:
        journal.set_setting("told-first-run", "yes", quietly=True)
    if passphrase is not None:
        _open_with(path, passphrase).close()
        kept = f"it is kept until {keep_minutes()} minutes without use, or until rj lock"
        hint(f"Ready. You type it once an evening: {kept}.")
    elif with_passphrase is None:
        hint_at_the_end("Open to anyone who uses this login; rj passphrase changes that.")


def new_passphrase(question: str, is_wanted: bool | None = None) -> str | None:
    """A new passphrase, typed twice alike, or None for none; asked again until both are the same."""
    from getpass import getpass

    from relational_journal.cli.output import hint

    while True:
        first = getpass(f"  {question}")
        if not first and not is_wanted:
            return None
        if first and first == getpass("  Once more: "):
            return first
        hint("  These two differ; please choose again." if first else "  Nothing was typed; please choose one.")


def keep_minutes() -> int:
    """How long the key is kept without use: RJ_KEEP, else 30; 0 never."""
    told = os.environ.get("RJ_KEEP", "")
    return int(told) if told.isdigit() else KEEP_MINUTES


def _asked(path: Path) -> Journal:
    from relational_journal.cli.output import can_ask, hint

    if not can_ask():
        raise WrongPassphrase(
            "this journal is closed by a passphrase, and there is nobody to ask",
            "Put it into RJ_PASSPHRASE for this once, or run rj at a terminal.",
        )
    from getpass import getpass

    for left in range(_TRIES - 1, -1, -1):
        try:
            return _open_with(path, getpass("Passphrase: "))
        except WrongPassphrase:
            if not left:
                raise
            hint(f"That is not it. {'Two more tries' if left == 2 else 'One more try'}.")
    raise AssertionError("unreachable")


def _open_with(path: Path, passphrase: str) -> Journal:
    """Open with the key of this passphrase, derived once, and keep the key for a while."""
    from relational_journal.journal import Journal
    from relational_journal.store import key

    derived = key.derive(passphrase, key.salt_of(path))
    journal = Journal.open(path, key=derived, now=config.now)
    key.hold(path, derived, keep_minutes())
    return journal


def _is_encrypted(path: Path) -> bool:
    """Whether the file looks like a closed journal: whole pages that begin with no header and no text."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            begins = file.read(16)
    except OSError as error:
        raise JournalError(
            f"{path} cannot be read: {(error.strerror or 'refused').lower()}", "Look at who may read it, or --journal."
        ) from error
    is_text = all(32 <= byte < 127 or byte in (9, 10, 13) for byte in begins)
    return size > 0 and size % 4096 == 0 and begins != b"SQLite format 3\0" and not is_text


def _kept_key(path: Path) -> bytes | None:
    from relational_journal.store import key

    return key.held(path, keep_minutes())


def _forget_key(path: Path) -> None:
    from relational_journal.store import key

    key.forget(path)
