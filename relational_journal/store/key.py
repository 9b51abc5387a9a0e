"""A passphrase made a key, and the key held in memory-backed storage for a while. Never on a disk.

SQLCipher 4's own derivation is used, so that any SQLCipher opens the file with the passphrase alone:
PBKDF2-HMAC-SHA512, 256,000 rounds, the first 16 bytes of the file as salt.
"""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

from relational_journal.store.memory import place_of, private_place

_ROUNDS = 256_000
_KEY_BYTES = 32
SALT_BYTES = 16


def derive(passphrase: str, salt: bytes) -> bytes:
    """The 32-byte key of a passphrase (RFC 8018 PBKDF2, as SQLCipher 4 derives it)."""
    return hashlib.pbkdf2_hmac("sha512", passphrase.encode("utf-8"), salt, _ROUNDS, _KEY_BYTES)


def salt_of(path: Path) -> bytes:
    """The salt an encrypted journal begins with. The journal must not be open in this process."""
    with path.open("rb") as file:
        return file.read(SALT_BYTES)


def hold(path: Path, key: bytes, minutes: int) -> bool:
    """Keep the key until `minutes` have passed without use; False where there is no memory-backed storage.

    Args:
        path: the journal's file.
        key: 32 bytes.
        minutes: 0 keeps nothing.
    """
    place = private_place(path) if minutes > 0 else None
    if place is None:
        return False
    fresh = place.with_name(f"{place.name}.key-{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key + str(minutes).encode())
    fresh.replace(place)
    return True


def held(path: Path, minutes: int | None = None) -> bytes | None:
    """The key kept for this journal, its time begun anew; None where none is kept or it has not been used in time.

    Args:
        path: the journal's file.
        minutes: else those it was to be held for.
    """
    place = place_of(path)
    if place is None:
        return None
    try:
        age = time.time() - place.stat().st_mtime
        content = place.read_bytes()
        key, told = content[:_KEY_BYTES], content[_KEY_BYTES:]
        if minutes is None:
            minutes = int(told) if told.isdigit() else 0
        # A clock set back would keep a key for ever: an age below zero counts as expired.
        if len(key) < _KEY_BYTES or not 0 <= age + 1 <= minutes * 60 + 1 or minutes == 0:
            place.unlink()
            return None
        os.utime(place)
    except OSError:
        return None
    return key


def hold_for(path: Path, minutes: int) -> None:
    """From now on keep the key, if it is kept, for so many minutes."""
    key = held(path)
    if key is not None:
        forget(path)
        hold(path, key, minutes)


def forget(path: Path) -> bool:
    """Let the key of this journal go at once; whether there was one."""
    place = place_of(path)
    if place is None or not place.is_file():
        return False
    place.unlink(missing_ok=True)
    return True
