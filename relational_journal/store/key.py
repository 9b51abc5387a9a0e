"""A passphrase made a key, and the key held in memory-backed storage for a while. Never on a disk.

SQLCipher 4's own derivation is used, so that any SQLCipher opens the file with the passphrase alone:
PBKDF2-HMAC-SHA512, 256,000 rounds, the first 16 bytes of the file as salt.
"""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

from relational_journal.store.memory import memory_backed_folder

_ROUNDS = 256_000
SALT_BYTES = 16


def derive(passphrase: str, salt: bytes) -> bytes:
    """The 32-byte key of a passphrase (RFC 8018 PBKDF2, as SQLCipher 4 derives it)."""
    return hashlib.pbkdf2_hmac("sha512", passphrase.encode("utf-8"), salt, _ROUNDS, 32)


def salt_of(path: Path) -> bytes:
    """The salt an encrypted journal begins with."""
    with path.open("rb") as file:
        return file.read(SALT_BYTES)


def hold(path: Path, key: bytes, minutes: int) -> bool:
    """Keep the key until `minutes` have passed without use; False where there is no memory-backed storage.

    Args:
        path: the journal's file.
        key: 32 bytes.
        minutes: 0 keeps nothing.
    """
    place = _place(path)
    if place is None or minutes <= 0:
        return False
    place.parent.mkdir(mode=0o700, exist_ok=True)
    if not _is_ours_alone(place.parent):
        return False
    fresh = place.with_suffix(f".{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)
    fresh.replace(place)
    return True


def held(path: Path, minutes: int) -> bytes | None:
    """The key kept for this journal, its time begun anew; None where none is kept or it has not been used in time."""
    place = _place(path)
    if place is None or not _is_ours_alone(place.parent):
        return None
    try:
        age = time.time() - place.stat().st_mtime
        # A clock set back would keep a key for ever: an age below zero counts as expired.
        if not 0 <= age + 1 <= minutes * 60 + 1:
            place.unlink()
            return None
        key = place.read_bytes()
        os.utime(place)
    except OSError:
        return None
    return key if len(key) == 32 else None


def forget(path: Path) -> None:
    """Let the key of this journal go at once."""
    place = _place(path)
    if place is not None:
        place.unlink(missing_ok=True)


def _place(path: Path) -> Path | None:
    folder = memory_backed_folder()
    if folder is None:
        return None
    name = hashlib.sha256(os.fsencode(path.absolute())).hexdigest()[:32]
    return folder / f"relational-journal-{os.getuid()}" / name


def _is_ours_alone(folder: Path) -> bool:
    """Whether the folder is a real one, ours, and closed to others: /dev/shm is open to every user."""
    try:
        status = folder.lstat()
    except OSError:
        return False
    return not folder.is_symlink() and status.st_uid == os.getuid() and not status.st_mode & 0o077
