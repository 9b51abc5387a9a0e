"""Track the files this process has open: POSIX drops SQLite's locks when any other handle of a file is closed."""

from __future__ import annotations

from pathlib import Path

Identity = tuple[int, int]
# Open files by device and inode: how many times, and whether encrypted. Such a file must not be opened and closed
# outside SQLite, because closing any handle of it drops all locks of the process on it (POSIX).
open_here: dict[Identity, tuple[int, bool]] = {}
_closed_paths: set[Path] = set()
# Salts read before the files were opened; see `salt_seen`.
salts: dict[Identity, bytes] = {}


def is_open_here(path: Path, *, besides: int = 0) -> bool:
    """Whether this process has the file open more than `besides` times, so that it must not open it outside SQLite."""
    return open_here.get(_identity(path), (0, False))[0] > besides


def salt_seen(path: Path) -> bytes | None:
    """Return the salt of an encrypted file when `is_encrypted` last read it; None if it had none yet."""
    return salts.get(_identity(path))


def _identity(path: Path) -> Identity:
    status = path.stat()
    return (status.st_dev, status.st_ino)


def identity(path: Path) -> Identity | None:
    """Return device and inode of the file with this name, not following a link; None if there is none."""
    try:
        status = path.lstat()
    except OSError:
        return None
    return (status.st_dev, status.st_ino)


def was_closed_here(path: Path) -> bool:
    """Whether this process has had an encrypted journal open at this path, whatever is there now."""
    return path in _closed_paths


def opened(path: Path, *, encrypted: bool) -> Identity:
    """Record one more opening of the file.

    Returns:
        The identity to pass to `closed`.
    """
    identity = _identity(path)
    count = open_here.get(identity, (0, False))[0]
    open_here[identity] = (count + 1, encrypted)
    (_closed_paths.add if encrypted else _closed_paths.discard)(path)
    return identity


def closed(identity: Identity | None) -> None:
    """Record that one opening of the file has ended."""
    if identity is None:
        return
    count, encrypted = open_here.pop(identity)
    if count > 1:
        open_here[identity] = (count - 1, encrypted)
