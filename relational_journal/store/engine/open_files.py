"""Which files this process has open: the engine's locks end when any other handle of a file is closed."""

from __future__ import annotations

from pathlib import Path

Identity = tuple[int, int]
# Files this process holds open, by device and number. A file must not be opened and closed a second time beside the
# engine: closing any handle of it drops the engine's locks of the whole process (a rule of POSIX).
open_here: dict[Identity, tuple[int, bool]] = {}
_closed_paths: set[Path] = set()
# The salts seen while they could be read: what `salt_seen` tells of a file that is open.
salts: dict[Identity, bytes] = {}


def is_open_here(path: Path, *, besides: int = 0) -> bool:
    """Whether this process has the file open (more than `besides` times), and must not open it beside the engine."""
    return open_here.get(_identity(path), (0, False))[0] > besides


def salt_seen(path: Path) -> bytes | None:
    """The salt of an encrypted file as it was when `is_encrypted` last read it; None where it held none yet."""
    return salts.get(_identity(path))


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


def opened(path: Path, *, encrypted: bool) -> Identity:
    """Note that this process has the file open; what `closed` is to be told."""
    identity = _identity(path)
    count = open_here.get(identity, (0, False))[0]
    open_here[identity] = (count + 1, encrypted)
    (_closed_paths.add if encrypted else _closed_paths.discard)(path)
    return identity


def closed(identity: Identity | None) -> None:
    """Note that one opening of the file has ended."""
    if identity is None:
        return
    count, encrypted = open_here.pop(identity)
    if count > 1:
        open_here[identity] = (count - 1, encrypted)
