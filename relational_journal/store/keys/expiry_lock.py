"""The lock that the process which waits for a key's end holds as long as it lives: whether it does can be asked."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from relational_journal.store.engine import private_files

try:
    import fcntl
except ImportError:  # Windows: whether it lives is not asked there
    fcntl = None  # type: ignore[assignment]


class Taken(Exception):
    """Another process has it."""


def is_watched(journal: Path, place: Path | None) -> bool:
    """Whether a process waits for the end of this journal's key; True if that cannot be asked here.

    Args:
        place: where in memory things of this journal lie, as `memory.private_place` says.
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
    """The lock, as an open file; None if none can be had here.

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
    """Write into the lock which process has it."""
    if handle is not None:
        os.truncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())


def put_back(journal: Path, place: Path | None, handle: int | None) -> None:
    """Remove the lock's file and let go of it."""
    if handle is not None:
        with suppress(OSError):
            file_of(journal, place).unlink()
        os.close(handle)


def file_of(journal: Path, place: Path | None) -> Path:
    """Where it lies: in memory with the key, else next to the journal. In it stands the number of the process."""
    return journal.with_name(f"{journal.name}.watch") if place is None else place.with_name(f".{place.name}.watch")
