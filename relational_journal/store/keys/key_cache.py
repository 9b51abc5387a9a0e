"""A passphrase made a key, and the key held in memory-backed storage for a while. Never in clear on a disk.

SQLCipher 4's own derivation is used, so that any SQLCipher opens the file with the passphrase alone:
PBKDF2-HMAC-SHA512, 256,000 rounds, the first 16 bytes of the file as salt.

The key is held in the login's folder on tmpfs or ramfs where there is one: it is never written to a disk, ends with the
login, and costs a command nothing to read. Only where there is none the keychain is asked, through an extra whose
import alone takes longer than a command.
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
from relational_journal.store.keys.keychain import Kept

_MARK_ROUNDS, _MARK_BYTES = 20_000, 8  # slow enough that the mark helps nobody to guess
_FRESH_SECONDS = 60  # a keychain is told of a use only so often: each telling takes it a while


def cache_key(path: Path, key: bytes, minutes: int, passphrase: str | None = None) -> bool:
    """Keep the key until `minutes` have passed without use; False where there is nowhere to keep it.

    Args:
        path: the journal's file.
        key: 32 bytes.
        minutes: 0 keeps nothing.
        passphrase: what the key was made of, so that another one given beside it is refused at once.
    """
    if minutes <= 0:
        return False
    place = private_place(path)
    is_held = _write(path, place, Kept(key, minutes, time.time(), _mark(key, passphrase) if passphrase else b""))
    if is_held:
        _see_that_it_ends(path, place)
    return is_held


def cached_key(path: Path, minutes: int | None = None) -> bytes | None:
    """The key kept for this journal, its time begun anew; None where none is kept or it has not been used in time.

    Args:
        path: the journal's file.
        minutes: else those it was to be held for.
    """
    place = private_place(path)
    kept = _read(path, place)
    if kept is None:
        return None
    if _seconds_left(kept, minutes) <= 0:
        forget(path)
        return None
    _renew(path, place, kept)
    _see_that_it_ends(path, place)
    return kept.key


def kept_unused(path: Path) -> bytes | None:
    """The key kept for this journal, its time going on as if nobody had asked; None where none is kept in time."""
    kept = _read(path, private_place(path))
    return kept.key if kept is not None and _seconds_left(kept, None) > 0 else None


def _see_that_it_ends(path: Path, place: Path | None) -> None:
    """Start the process that waits for the key's end, unless it is there; one that was killed is not."""
    if not expiry_lock.is_watched(path, place):
        from relational_journal.store.keys import key_expiry_start

        key_expiry_start.watch_from_now_on(path)


def cached_key_matches(path: Path, passphrase: str) -> bool:
    """Whether the key that is kept is known to be of this passphrase: then it need not be derived again."""
    kept = _read(path, private_place(path))
    if kept is None or not kept.mark:
        return False
    passphrase_text.refuse_unreadable(passphrase)
    return any(kept.mark == _mark(kept.key, spelled) for spelled in passphrase_text.spellings(passphrase))


def _mark(key: bytes, passphrase: str) -> bytes:
    import hashlib

    return hashlib.pbkdf2_hmac("sha512", passphrase.encode("utf-8"), key, _MARK_ROUNDS, _MARK_BYTES)


def is_held(path: Path, minutes: int | None = None) -> bool:
    """Whether a key is kept that still opens; its time goes on."""
    return seconds_left(path, minutes) > 0


def seconds_left(path: Path, minutes: int | None = None) -> float:
    """How long the key is kept if it is not used; 0 where none is, or its time is over."""
    kept = _read_time(path, private_place(path))
    return 0.0 if kept is None else _seconds_left(kept, minutes)


def _read_time(path: Path, place: Path | None) -> Kept | None:
    """What is kept, without the key if that lies in memory: whoever asks for the time alone does not hold it."""
    if place is None:
        return keychain.read(path)
    try:
        with place.open("rb", buffering=0) as opened:
            opened.seek(KEY_BYTES)
            return _kept(b"", opened.read(), os.fstat(opened.fileno()).st_mtime)
    except OSError:
        return None


def _seconds_left(kept: Kept, minutes: int | None) -> float:
    if minutes is None:
        minutes = kept.minutes
    age = time.time() - kept.used
    # A clock set back would keep a key for ever: an age below zero, but for a rounding, counts as over.
    return max(0.0, minutes * 60 - age) if minutes and age >= -1 else 0.0


def hold_for(path: Path, minutes: int) -> None:
    """From now on keep the key, if it is kept, for so many minutes."""
    key = cached_key(path)
    if key is None:
        return
    if minutes:
        cache_key(path, key, minutes)
    else:
        forget(path)


def forget(path: Path) -> bool:
    """Let the key of this journal go at once, wherever it is kept; whether there was one."""
    was_kept = False
    for place in places_of(path):
        was_kept = place.is_file() or was_kept
        place.unlink(missing_ok=True)
        for half in place.parent.glob(f".{place.name}.*.part"):  # of a run that was killed while it wrote the key
            half.unlink(missing_ok=True)
    return keychain.remove(path) or was_kept


def _read(path: Path, place: Path | None) -> Kept | None:
    if place is None:
        return keychain.read(path)
    try:
        used = place.stat().st_mtime
        content = private_files.read(place)
    except OSError:
        return None
    key, rest = content[:KEY_BYTES], content[KEY_BYTES:]
    return _kept(key, rest, used) if len(key) == KEY_BYTES else None


def _kept(key: bytes, rest: bytes, used: float) -> Kept:
    """What a file in memory holds: behind the key the minutes, a space and the mark."""
    minutes, _, mark = rest.partition(b" ")
    return Kept(key, int(minutes) if minutes.isdigit() else 0, used, mark)


def _write(path: Path, place: Path | None, kept: Kept) -> bool:
    if place is None:
        return keychain.write(path, kept)
    try:
        private_files.write_anew(place, kept.key + str(kept.minutes).encode() + b" " + kept.mark)
    except OSError:  # no room left in memory: then the passphrase is asked for each time
        return False
    return True


def _renew(path: Path, place: Path | None, kept: Kept) -> None:
    """Note a use. Where that fails its time goes on, and the key ends earlier."""
    if place is None:
        if time.time() - kept.used > _FRESH_SECONDS:
            keychain.write(path, kept._replace(used=time.time()))
        return
    with suppress(OSError):
        os.utime(place)
