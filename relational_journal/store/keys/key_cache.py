"""Cache the key derived from a passphrase in memory-backed storage for a while, never in clear on a disk.

The derivation is SQLCipher 4's own, so that any SQLCipher opens the file with the passphrase alone:
PBKDF2-HMAC-SHA512, 256,000 rounds, the first 16 bytes of the file as salt.

The key is cached in a folder on tmpfs or ramfs if there is one: that never reaches a disk, ends with the login, and
takes no time to read. Otherwise the keychain is used, through an optional library that takes longer to import than a
command to run.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

from relational_journal.store.engine import private_files
from relational_journal.store.engine.key_derivation import KEY_BYTES
from relational_journal.store.engine.memory_folder import places_of, private_place
from relational_journal.store.keys import expiry_lock, keychain, passphrase_text
from relational_journal.store.keys.keychain import CachedKey

_MARK_ROUNDS, _MARK_BYTES = 20_000, 8  # slow enough that the mark does not help to guess the passphrase
_FRESH_SECONDS = 60  # seconds between updates of the time of use in a keychain, which are slow


def cache_key(path: Path, key: bytes, minutes: int, passphrase: str | None = None) -> bool:
    """Cache a key until it has not been used for `minutes`.

    Args:
        path: the journal's file.
        key: 32 bytes.
        minutes: 0 caches nothing.
        passphrase: what the key was derived from, so that a wrong one given later is refused at once.

    Returns:
        Whether the key is cached; False if there is no place for it.
    """
    if minutes <= 0:
        return False
    place = private_place(path)
    is_held = _write(path, place, CachedKey(key, minutes, time.time(), _mark(key, passphrase) if passphrase else b""))
    if is_held:
        _ensure_expiry(path, place)
    return is_held


def cached_key(path: Path, minutes: int | None = None) -> bytes | None:
    """Return the cached key of this journal and restart its time; None if there is none or it has expired.

    Args:
        path: the journal's file.
        minutes: the time without use after which it expires; by default the one it was cached with.
    """
    place = private_place(path)
    cached = _read(path, place)
    if cached is None:
        return None
    if _seconds_left(cached, minutes) <= 0:
        forget(path)
        return None
    _renew(path, place, cached)
    _ensure_expiry(path, place)
    return cached.key


def kept_unused(path: Path) -> bytes | None:
    """Return the cached key of this journal without restarting its time; None if there is none or it has expired."""
    cached = _read(path, private_place(path))
    return cached.key if cached is not None and _seconds_left(cached, None) > 0 else None


def _ensure_expiry(path: Path, place: Path | None) -> None:
    """Start the process that waits for the key to expire, unless one is running; it may have been killed."""
    if not expiry_lock.is_watched(path, place):
        from relational_journal.store.keys import key_expiry_start

        key_expiry_start.watch_from_now_on(path)


def cached_key_matches(path: Path, passphrase: str) -> bool:
    """Whether the cached key is known to come from this passphrase, so that it need not be derived again."""
    cached = _read(path, private_place(path))
    if cached is None or not cached.mark:
        return False
    passphrase_text.refuse_unreadable(passphrase)
    return any(cached.mark == _mark(cached.key, spelled) for spelled in passphrase_text.spellings(passphrase))


def _mark(key: bytes, passphrase: str) -> bytes:
    import hashlib

    return hashlib.pbkdf2_hmac("sha512", passphrase.encode("utf-8"), key, _MARK_ROUNDS, _MARK_BYTES)


def is_held(path: Path, minutes: int | None = None) -> bool:
    """Whether a key is cached that has not expired; does not restart its time."""
    return seconds_left(path, minutes) > 0


def seconds_left(path: Path, minutes: int | None = None) -> float:
    """Return the seconds until the cached key expires; 0 if there is none or it has expired."""
    cached = _read_time(path, private_place(path))
    return 0.0 if cached is None else _seconds_left(cached, minutes)


def _read_time(path: Path, place: Path | None) -> CachedKey | None:
    """Return the cached record; without the key if it lies in memory, so that asking for the time does not load it."""
    if place is None:
        return keychain.read(path)
    try:
        with place.open("rb", buffering=0) as opened:
            opened.seek(KEY_BYTES)
            return _parse(b"", opened.read(), os.fstat(opened.fileno()).st_mtime)
    except OSError:
        return None


def _seconds_left(cached: CachedKey, minutes: int | None) -> float:
    if minutes is None:
        minutes = cached.minutes
    age = time.time() - cached.used
    # If the clock was set back, the key would never expire, so a negative age counts as expired; -1 allows for
    # rounding.
    return max(0.0, minutes * 60 - age) if minutes and age >= -1 else 0.0


def hold_for(path: Path, minutes: int) -> None:
    """Change the minutes after which the cached key expires; 0 removes it."""
    key = cached_key(path)
    if key is None:
        return
    if minutes:
        cache_key(path, key, minutes)
    else:
        forget(path)


def forget(path: Path) -> bool:
    """Remove the cached key of this journal wherever it is; return whether there was one."""
    was_kept = False
    for place in places_of(path):
        was_kept = place.is_file() or was_kept
        place.unlink(missing_ok=True)
        for half in place.parent.glob(f".{place.name}.*.part"):  # left by a run that was killed while writing the key
            half.unlink(missing_ok=True)
    return keychain.remove(path) or was_kept


def _read(path: Path, place: Path | None) -> CachedKey | None:
    if place is None:
        return keychain.read(path)
    try:
        used = place.stat().st_mtime
        content = private_files.read(place)
    except OSError:
        return None
    key, rest = content[:KEY_BYTES], content[KEY_BYTES:]
    return _parse(key, rest, used) if len(key) == KEY_BYTES else None


def _parse(key: bytes, rest: bytes, used: float) -> CachedKey:
    """Parse what follows the key in the file: minutes, a space, and the mark."""
    minutes, _, mark = rest.partition(b" ")
    return CachedKey(key, int(minutes) if minutes.isdigit() else 0, used, mark)


def _write(path: Path, place: Path | None, cached: CachedKey) -> bool:
    if place is None:
        return keychain.write(path, cached)
    try:
        private_files.write_anew(place, cached.key + str(cached.minutes).encode() + b" " + cached.mark)
    except OSError:  # no room left in memory: the passphrase is asked for each time
        return False
    return True


def _renew(path: Path, place: Path | None, cached: CachedKey) -> None:
    """Record a use. If that fails, the key only expires earlier."""
    if place is None:
        if time.time() - cached.used > _FRESH_SECONDS:
            keychain.write(path, cached._replace(used=time.time()))
        return
    with suppress(OSError):
        os.utime(place)
