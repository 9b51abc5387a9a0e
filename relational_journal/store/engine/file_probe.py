"""What a file is, told by its first page and without the engine; and making an empty one for its owner only."""

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

LONGEST_PATH = 504  # bytes, where the engine is built for POSIX: 512, less its "-journal"
_BESIDE = len("/backups") + len(
    "-2026-11-22-184000-before-passphrase-99.4194304.part"
)  # the longest name we put beside


def see_that_engine_files_are_files(path: Path) -> None:
    """Refuse a journal beside which a pipe, a link or a folder has a name of the engine's: it would wait, or be lost.

    Raises:
        StoreError: one has.
    """
    for suffix in ("-wal", "-shm", "-journal"):
        beside = path.with_name(path.name + suffix)
        try:
            status = beside.lstat()
        except OSError:
            continue
        if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:
            raise StoreError(
                f"{beside} is no file of its own, so the journal cannot be opened",
                "rj did not put it there. See what it is, then take it away.",
            )


def is_encrypted(path: Path) -> bool | None:
    """Whether the file is encrypted; None where there is none, or nothing in it."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"{path} cannot be reached", f"See that {path.parent} is a folder you may open.") from error
    if not path.is_file():
        raise _faults().not_a_journal(path)
    known = open_here.get((status.st_dev, status.st_ino))
    if known is not None:
        return known[1]
    try:
        with path.open("rb", buffering=0) as file:
            start = file.read(PAGE)
    except OSError as error:
        raise StoreError(f"{path} cannot be read", "See that the file belongs to you.") from error
    salts.pop((status.st_dev, status.st_ino), None)
    if not start:
        return None
    if start.startswith(HEADER):
        application, version = int.from_bytes(start[68:72], "big"), int.from_bytes(start[60:64], "big")
        if application == APPLICATION_ID and version > VERSION:
            raise _faults().newer(path)
        # Without our mark it can only be one whose making broke off: a page at most, or all of it in the WAL yet.
        if application != APPLICATION_ID and (application or _is_whole(path, status.st_size)):
            raise _faults().not_a_journal(path)
        return False
    if not looks_random(start) or (status.st_size % PAGE and not _has_closed_copy(path)):
        raise _faults().not_a_journal(path)
    salts[status.st_dev, status.st_ino] = start[:SALT_BYTES]
    return True


def close_to_others(path: Path) -> None:
    """Let its owner alone read a file that is known to be a journal; one that is another's is left as it is."""
    if os.name != "posix":
        return
    with suppress(OSError):  # where nothing can be written, rj doctor tells of it
        status = path.stat()
        if status.st_mode & 0o077 and status.st_uid == os.geteuid():
            path.chmod(0o600)


def _is_whole(path: Path, size: int) -> bool:
    """Whether a database has content, and all of it in this file."""
    write_ahead = path.with_name(path.name + "-wal")
    return size > PAGE and not (write_ahead.exists() and write_ahead.stat().st_size)


def _has_closed_copy(path: Path) -> bool:
    """Whether a file whose length is no journal's is one that was cut short: a copy beside it tells."""
    from relational_journal.store.engine import backup_names

    try:
        return any(is_encrypted(copy) for copy in backup_names.copies_of(path)[-1:])
    except StoreError:
        return False


def make(path: Path) -> None:
    """An empty file for the owner only, in a folder for the owner only; the engine gives its own files its mode.

    Raises:
        StoreError: it cannot be made, or its path is too long for it and the copies beside it.
    """
    see_that_it_fits(path, room=_BESIDE)
    try:
        private_files.make_folder(path.parent)
        if not path.exists():
            with suppress(FileExistsError):  # another first run has been faster
                os.close(private_files.create(path))
    except OSError as error:
        raise StoreError(
            f"{path} cannot be made: {error.strerror}",
            "See that the folder is yours and the disk not full; --journal or RJ_JOURNAL names another place.",
        ) from error


def is_sealed(path: Path) -> bool:
    """Whether nothing can be written here, by anyone, and all of the journal stands in its one file.

    Such a journal is only read: the engine would else want a file beside it.
    """
    ahead = path.with_name(path.name + "-wal")
    return not os.access(path.parent, os.W_OK) and not ahead.exists()


def see_that_it_fits(path: Path, *, room: int = 0) -> None:
    """Refuse a path that the engine could not take, with so many bytes behind it.

    Raises:
        StoreError: it is too long.
    """
    length = len(os.fsencode(path))
    if os.name == "posix" and length + room > LONGEST_PATH:
        raise StoreError(
            f"the path of {path.name} is too long: {length} bytes with its folders, {LONGEST_PATH - room} at most",
            "Name a place nearer to the top, or a shorter name.",
        )


def _faults() -> Any:
    """What to say of errors, loaded when there is one."""
    from relational_journal.store.engine import engine_errors

    return engine_errors
