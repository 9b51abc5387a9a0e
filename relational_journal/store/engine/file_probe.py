"""Find out what a file is from its first page, without SQLite; create an empty file for its owner only."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Any

from relational_journal.errors import StoreError
from relational_journal.store.engine import private_files
from relational_journal.store.engine.columns import APPLICATION_ID, VERSION
from relational_journal.store.engine.first_page import HEADER, PAGE, SALT_BYTES, looks_random
from relational_journal.store.engine.open_files import open_here, salts

LONGEST_PATH = 504  # in bytes; SQLite on POSIX allows 512, of which "-journal" takes 8
_LONGEST_SUFFIX = len("/backups") + len(
    "-2026-11-22-184000-before-passphrase-99.4194304.part"
)  # the longest name this program puts next to a journal


def see_that_engine_files_are_files(path: Path) -> None:
    """Refuse a journal if SQLite's -wal, -shm or -journal next to it is a pipe, a link or a folder.

    SQLite would wait for such a file for ever, or write the entries somewhere else.

    Raises:
        StoreError: one of them is no regular file of its own.
    """
    for suffix in ("-wal", "-shm", "-journal"):
        neighbour = path.with_name(path.name + suffix)
        try:
            status = neighbour.lstat()
        except OSError:
            continue
        if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:
            raise StoreError(
                f"{neighbour} is not a regular file, so the journal cannot be opened",
                "rj did not put it there. Look what it is, then remove it.",
            )


def is_encrypted(path: Path) -> bool | None:
    """Whether the file is encrypted; None if it is missing or empty.

    Raises:
        NotAJournal, NewerJournal: it is something else, or too new.
        StoreError: it cannot be read.
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _errors().not_reached(path, error) from error
    if not path.is_file():
        raise _errors().not_a_journal(path)
    known = open_here.get((status.st_dev, status.st_ino))
    if known is not None:
        return known[1]
    try:
        with path.open("rb", buffering=0) as file:
            start = file.read(PAGE)
    except OSError as error:
        raise StoreError(f"{path} cannot be read", "Check that the file belongs to you.") from error
    salts.pop((status.st_dev, status.st_ino), None)
    if not start:
        return None
    if start.startswith(HEADER):
        application, version = int.from_bytes(start[68:72], "big"), int.from_bytes(start[60:64], "big")
        if application == APPLICATION_ID and version > VERSION:
            raise _errors().newer(path)
        # A file without our mark can only be one whose creation was interrupted: at most one page, or everything still
        # in the write-ahead file.
        if application != APPLICATION_ID and (application or _is_whole(path, status.st_size)):
            raise _errors().not_a_journal(path)
        return False
    # SQLite writes whole pages: another length means a foreign file, or a journal that was cut short.
    if not looks_random(start) or (status.st_size % PAGE and not _has_closed_copy(path)):
        raise _errors().not_a_journal(path)
    salts[status.st_dev, status.st_ino] = start[:SALT_BYTES]
    return True


def close_to_others(path: Path) -> None:
    """Make a known journal readable for its owner only; a file of another user is left as it is."""
    if os.name != "posix":
        return
    with suppress(OSError):  # on a read-only disk rj doctor reports the mode
        status = path.stat()
        if status.st_mode & 0o077 and status.st_uid == os.geteuid():
            path.chmod(0o600)


def _is_whole(path: Path, size: int) -> bool:
    """Whether a database has content, all of it in this file and none in the write-ahead file."""
    write_ahead = path.with_name(path.name + "-wal")
    return size > PAGE and not (write_ahead.exists() and write_ahead.stat().st_size)


def _has_closed_copy(path: Path) -> bool:
    """Whether a file of an odd length is a journal that was cut short: its latest copy is encrypted."""
    from relational_journal.store.engine import backup_names

    try:
        return any(is_encrypted(copy) for copy in backup_names.copies_of(path)[-1:])
    except StoreError:
        return False


def make(path: Path) -> None:
    """Create an empty file with mode 0600 in a folder with mode 0700; SQLite gives its own files the same mode.

    Raises:
        StoreError: it cannot be created, or the path is too long for it or the copies next to it.
    """
    see_that_it_fits(path, room=_LONGEST_SUFFIX)
    try:
        private_files.make_folder(path.parent)
        if not path.exists():
            with suppress(FileExistsError):  # another first run was faster
                os.close(private_files.create(path))
    except OSError as error:
        raise StoreError(
            f"{path} cannot be made: {(error.strerror or 'refused').lower()}",
            "Check that the folder is yours and the disk is not full; --journal or RJ_JOURNAL names another place.",
        ) from error


def is_sealed(path: Path) -> bool:
    """Whether nobody can write here and the whole journal is in its one file.

    Such a journal is opened as immutable: SQLite would otherwise want to create a file next to it.
    """
    ahead = path.with_name(path.name + "-wal")
    return not os.access(path.parent, os.W_OK) and not ahead.exists()


def see_that_it_fits(path: Path, *, room: int = 0) -> None:
    """Refuse a path that is too long for SQLite, with `room` bytes to spare for a suffix.

    Raises:
        StoreError: it is too long.
    """
    length = len(os.fsencode(path))
    if os.name == "posix" and length + room > LONGEST_PATH:
        raise StoreError(
            f"the path of {path.name} is too long: {length} bytes with its folders, {LONGEST_PATH - room} at most",
            "Choose a folder nearer to the root, or a shorter name.",
        )


def _errors() -> Any:
    """Import the error messages only when one is needed: it keeps the start fast."""
    from relational_journal.store.engine import engine_errors

    return engine_errors
