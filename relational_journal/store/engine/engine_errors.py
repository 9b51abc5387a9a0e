"""Translate errors of SQLite into what could not be done and what to do next."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

from relational_journal.errors import (
    DamagedJournal,
    JournalError,
    NewerJournal,
    NotAJournal,
    StoreError,
    WordingError,
    WrongPassphrase,
)

# SQLite's result codes: https://www.sqlite.org/rescode.html
_ANY = 1
_IN_WORDS = {
    "disk is full": 13,
    "disk I/O error": 10,
    "readonly database": 8,
    "unable to open": 14,
    "rekey": 10,
    "malformed": 11,
    "unsupported file format": 11,
}
_BUSY = (5, 6)
_NOT_WRITABLE = (3, 8, 14, 23)
_IO = (10, 15)  # 15: the shared-memory file of the writers cannot be made
_DAMAGED = (11, 26)
_FULL = 13
_TOO_BIG = 18
_CLOSED = "closed database"
_BROKEN_TEXT = "Could not decode to UTF-8"


def translate(error: Any, path: Path) -> JournalError | None:
    """Translate an error of SQLite; None if it can only be a mistake in this program."""
    if isinstance(error, UnicodeEncodeError):
        return WordingError(
            "the text contains half a character", "Type it again; a terminal set to UTF-8 sends whole ones."
        )
    if isinstance(error, UnicodeDecodeError) or _BROKEN_TEXT in str(error):
        return damaged(path)
    code = getattr(error, "sqlite_errorcode", None)
    kind = None if code is None else code & 0xFF
    if kind == _ANY:  # SQLCipher's SQL functions report no code, only words
        kind = next((kind for words, kind in _IN_WORDS.items() if words in str(error)), kind)
    if kind in _BUSY:
        return StoreError(
            "another rj is writing in this journal and has not ended",
            "Wait until it is done, then do this again; nothing was changed.",
        )
    if kind == _FULL:
        return disk_full()
    if kind in _NOT_WRITABLE and not _has_handles():
        return StoreError("too many files are open on this computer", "Close other programs, then do this again.")
    if kind in _NOT_WRITABLE:
        return StoreError(
            f"{path} cannot be opened for writing",
            f"Check that {path.parent} and the files in it belong to you and are not write-protected.",
        )
    if kind in _IO and not _has_space(path):
        return disk_full()
    if kind in _IO:
        return StoreError(
            f"the disk failed to read or write {path}",
            "Check that the disk is connected and healthy, then do this again; rj doctor checks the journal.",
        )
    if kind in _DAMAGED:
        return damaged(path)
    if kind == _TOO_BIG:
        return StoreError("this is longer than a journal can hold", "Log it in parts.")
    if code is None and _CLOSED in str(error):
        return StoreError("this journal is closed", "Open it again.")
    return None


def damaged(path: Path) -> DamagedJournal:
    """Return the error for a page or character of the file that is not what was written."""
    return DamagedJournal(
        f"{path} does not read as it should",
        "Leave the file as it is and run rj doctor; copies are in the folder backups next to it.",
    )


def disk_full() -> StoreError:
    """Return the error for a full disk."""
    return StoreError("the disk is full", "Free some space, then do this again; nothing was changed.")


def _has_handles() -> bool:
    """Whether a file can be opened at all: none left is also reported as one that cannot be opened."""
    import os

    try:
        os.close(os.open(os.devnull, os.O_RDONLY))
    except OSError:
        return False
    return True


def _has_space(path: Path) -> bool:
    """Whether the disk has space left: some file systems report a full disk as a failed write."""
    from shutil import disk_usage

    try:
        return disk_usage(path.parent).free > 256 * 1024
    except OSError:
        return True


def not_reached(path: Path, error: OSError) -> StoreError:
    """Return the error for a path of which the system does not say what is there.

    Args:
        path: with its links followed as far as they lead.
        error: what the system said.
    """
    if error.errno == errno.ELOOP:
        return StoreError(f"{path} is a link that leads back to itself", "Remove it, or name another file.")
    if error.errno == errno.ENOTDIR:
        file = next((folder for folder in reversed(path.parents) if not folder.is_dir()), path.parent)
        return StoreError(f"{file} is a file, and {path.name} would need a folder there", "Name a path in a folder.")
    reason = (error.strerror or "refused").lower()
    return StoreError(f"{path} cannot be reached: {reason}", f"Check that {path.parent} is a folder you may open.")


def not_a_journal(path: Path) -> NotAJournal:
    """Return the error for what is no journal: another file, a folder, a socket."""
    if path.is_dir():
        return NotAJournal(f"{path} is a folder", f"Name the journal's file in it, such as {path / 'journal.db'}.")
    return NotAJournal(
        f"{path} is not a journal of this program", "It was left untouched; --journal or RJ_JOURNAL names another file."
    )


def newer(path: Path) -> NewerJournal:
    """Return the error for a journal written by a newer version."""
    return NewerJournal(
        f"{path} was written by a newer version of rj", "Install the newer version; the file was left untouched."
    )


def wrong_passphrase(path: Path, *, given: bool) -> WrongPassphrase:
    """Return the error for a wrong passphrase, or (`given` is False) for a missing one."""
    if given:
        return WrongPassphrase(
            f"the passphrase does not open {path}",
            "Try again; the file was left untouched. A forgotten passphrase cannot be recovered.",
        )
    return WrongPassphrase(f"{path} has a passphrase", "Run rj on a terminal to be asked for it, or set RJ_PASSPHRASE.")


def gone(path: Path) -> StoreError:
    """Return the error for an open file that is no longer the journal: it was moved, deleted or replaced."""
    return StoreError(
        f"{path} or its lock was removed or replaced while this rj had it open",
        "What was stored before is in the old file. Do this again once the journal is back in its place.",
    )


def locked_meanwhile() -> StoreError:
    """Return the error for a change in a journal that `rj lock` locked after it was opened."""
    return StoreError("the journal was locked after this rj opened it", "Open it again with its passphrase.")


def no_journal() -> StoreError:
    """Return the error for a change in a journal that does not exist."""
    return StoreError("there is no journal yet", "rj init makes one; so does the first rj log.")
