"""A lock held by the process that waits for a key to expire, so that others can see whether it is alive."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from relational_journal.store.engine import private_files

try:
    import fcntl
except ImportError:  # Windows has no fcntl; there it is not checked
    fcntl = None  # type: ignore[assignment]


class Taken(Exception):
    """Another process has the lock."""


def is_watched(journal: Path, place: Path | None) -> bool:
    """Whether a process waits for this journal's key to expire; True if that cannot be found out here.

    Args:
        journal: the journal's file.
        place: the journal's path in memory, from `memory_folder.private_place`; None if there is none.
    """
    try:
        handle = take(journal, place)
    except Taken:
        return True
    if handle is None:
        return True
    os.close(handle)
    return False


def take(journal: Path, place: Path | None) -> int | None:
    """Take the lock and return its open file; None if there can be none here.

    Raises:
        Taken: another process has it.
    """
    if fcntl is None:
        return None
    try:
        handle = private_files.open_own(file_of(journal, place))
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        raise Taken from error
    return handle


def sign(handle: int | None) -> None:
    """Write this process's number into the lock file."""
    if handle is not None:
        os.truncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())


def put_back(journal: Path, place: Path | None, handle: int | None) -> None:
    """Remove the lock file and release the lock."""
    if handle is not None:
        with suppress(OSError):
            file_of(journal, place).unlink()
        os.close(handle)


def file_of(journal: Path, place: Path | None) -> Path:
    """Return the path of the lock file, which holds a process id: next to the key in memory, else to the journal."""
    return journal.with_name(f"{journal.name}.watch") if place is None else place.with_name(f".{place.name}.watch")
