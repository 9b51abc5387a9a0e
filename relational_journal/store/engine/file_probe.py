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

_HEADER = b"SQLite format 3\x00"
_PAGE = 4096
LONGEST_PATH = 504  # bytes, where the engine is built for POSIX: 512, less its "-journal"
_BESIDE = len("/backups") + len(
    "-2026-11-22-184000-before-passphrase-99.4194304.part"
)  # the longest name we put beside
SALT_BYTES = 16  # an encrypted file begins with its salt

Identity = tuple[int, int]
# Files this process holds open, by device and number. A file must not be opened and closed a second time beside the
# engine: closing any handle of it drops the engine's locks of the whole process (a rule of POSIX).
_open_here: dict[Identity, tuple[int, bool]] = {}
_closed_paths: set[Path] = set()
# The salts seen while they could be read: what `salt_seen` tells of a file that is open.
_salts: dict[Identity, bytes] = {}


def is_open_here(path: Path, *, besides: int = 0) -> bool:
    """Whether this process has the file open (more than `besides` times), and must not open it beside the engine."""
    return _open_here.get(_identity(path), (0, False))[0] > besides


def salt_seen(path: Path) -> bytes | None:
    """The salt of an encrypted file as it was when `is_encrypted` last read it; None where it held none yet."""
    return _salts.get(_identity(path))


def _identity(path: Path) -> Identity:
    status = path.stat()
    return (status.st_dev, status.st_ino)


def identity(path: Path) -> Identity | None:
    """Device and number of the file that has this name, a link being a file of its own; None if there is none."""
    try:
        status = path.lstat()
    except OSError:
        return None
    return (status.st_dev, status.st_ino)


def was_closed_here(path: Path) -> bool:
    """Whether this process has had a journal with a passphrase open at this path, whatever is there now."""
    return path in _closed_paths


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


def opened(path: Path, *, encrypted: bool) -> Identity:
    """Note that this process has the file open; what `closed` is to be told."""
    identity = _identity(path)
    count = _open_here.get(identity, (0, False))[0]
    _open_here[identity] = (count + 1, encrypted)
    (_closed_paths.add if encrypted else _closed_paths.discard)(path)
    return identity


def closed(identity: Identity | None) -> None:
    """Note that one opening of the file has ended."""
    if identity is None:
        return
    count, encrypted = _open_here.pop(identity)
    if count > 1:
        _open_here[identity] = (count - 1, encrypted)


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
    known = _open_here.get((status.st_dev, status.st_ino))
    if known is not None:
        return known[1]
    try:
        with path.open("rb", buffering=0) as file:
            start = file.read(_PAGE)
    except OSError as error:
        raise StoreError(f"{path} cannot be read", "See that the file belongs to you.") from error
    _salts.pop((status.st_dev, status.st_ino), None)
    if not start:
        return None
    if start.startswith(_HEADER):
        application, version = int.from_bytes(start[68:72], "big"), int.from_bytes(start[60:64], "big")
        if application == APPLICATION_ID and version > VERSION:
            raise _faults().newer(path)
        # Without our mark it can only be one whose making broke off: a page at most, or all of it in the WAL yet.
        if application != APPLICATION_ID and (application or _is_whole(path, status.st_size)):
            raise _faults().not_a_journal(path)
        return False
    if not _looks_random(start) or (status.st_size % _PAGE and not _has_closed_copy(path)):
        raise _faults().not_a_journal(path)
    _salts[status.st_dev, status.st_ino] = start[:SALT_BYTES]
    return True


def close_to_others(path: Path) -> None:
    """Let its owner alone read a file that is known to be a journal; one that is another's is left as it is."""
    if os.name != "posix":
        return
    with suppress(OSError):  # where nothing can be written, rj doctor tells of it
        status = path.stat()
        if status.st_mode & 0o077 and status.st_uid == os.geteuid():
            path.chmod(0o600)


def may_be_a_journal(path: Path) -> bool:
    """Whether a file is a journal of this program or an encrypted one, by its first page; it is left as it is."""
    try:
        if is_open_here(path):
            return True
        start = private_files.read(path, _PAGE)
    except OSError:
        return False
    if start.startswith(_HEADER):
        return int.from_bytes(start[68:72], "big") == APPLICATION_ID
    return len(start) == _PAGE and _looks_random(start)


def _is_whole(path: Path, size: int) -> bool:
    """Whether a database has content, and all of it in this file."""
    write_ahead = path.with_name(path.name + "-wal")
    return size > _PAGE and not (write_ahead.exists() and write_ahead.stat().st_size)


def _has_closed_copy(path: Path) -> bool:
    """Whether a file whose length is no journal's is one that was cut short: a copy beside it tells."""
    from relational_journal.store.files import backup

    try:
        return any(is_encrypted(copy) for copy in backup.copies_of(path)[-1:])
    except StoreError:
        return False


def _looks_random(start: bytes) -> bool:
    """Whether each byte value is about as frequent as any other, as in an encrypted page and in no text or program.

    The sum below is 255 on average in random bytes, with a deviation of 23; texts and programs run to thousands.
    """
    expected = len(start) / 256
    return sum((start.count(value) - expected) ** 2 for value in range(256)) / expected < 500


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
