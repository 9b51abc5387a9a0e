"""The key in the platform's keychain, through the optional library `keyring`, if there is no memory folder.

Only keychains that hold it in memory, or are locked with the login, are used: of Secret Service the session
collection, which is never written to a disk and ends with the login; of Windows an entry of the session; of macOS the
login keychain. Any other, such as a file of passwords, could reveal the key.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from relational_journal.store.engine.memory_folder import name_of

_SERVICE = "relational-journal"
_SESSION = "/org/freedesktop/secrets/collection/session"
# Module of a keychain class → the attribute and value that make it hold a secret no longer than the login.
_KNOWN: dict[str, tuple[str, str]] = {
    "keyring.backends.SecretService": ("preferred_collection", _SESSION),
    "keyring.backends.libsecret": ("collection", "session"),
    "keyring.backends.Windows": ("persist", "session"),
    "keyring.backends.macOS": ("", ""),
}


class CachedKey(NamedTuple):
    """A cached key, the minutes until it expires without use, its last use in seconds since the epoch, and its mark.

    The mark shows whether a passphrase is the one the key was derived from; b"" if there is none.
    """

    key: bytes
    minutes: int
    used: float
    mark: bytes = b""


def name() -> str | None:
    """Return the name of the keychain in use; None if `keyring` is not installed or there is no known keychain."""
    keychain = _keychain()
    return None if keychain is None else type(keychain).__module__.rpartition(".")[2]


def read(journal: Path) -> CachedKey | None:
    """Return what the keychain holds for this journal."""
    keychain = _keychain()
    if keychain is None:
        return None
    try:
        key, minutes, used = (keychain.get_password(_SERVICE, name_of(journal)) or "").split()
        return CachedKey(bytes.fromhex(key), int(minutes), float(used))
    except Exception:  # whatever a keychain does, the passphrase can be asked for
        return None


def write(journal: Path, cached: CachedKey) -> bool:
    """Store the key; return whether it was stored."""
    keychain = _keychain()
    if keychain is None:
        return False
    try:
        keychain.set_password(_SERVICE, name_of(journal), f"{cached.key.hex()} {cached.minutes} {cached.used:.0f}")
    except Exception:
        return False
    return True


def remove(journal: Path) -> bool:
    """Remove the key; return whether there was one."""
    keychain = _keychain()
    if keychain is None:
        return False
    try:
        keychain.delete_password(_SERVICE, name_of(journal))
    except Exception:  # most keychains report a missing entry as an error
        return False
    return True


def _keychain() -> Any:
    """Return the keychain the library chose, or the first known one of a chain; None if there is none."""
    try:
        import keyring
    except ImportError:
        return None
    try:
        chosen = keyring.get_keyring()
        for keychain in getattr(chosen, "backends", None) or [chosen]:
            known = _KNOWN.get(type(keychain).__module__)
            if known is not None and keychain.priority > 0:
                if known[0]:
                    setattr(keychain, *known)
                return keychain
    except Exception:  # no session bus, nobody at the desktop, or a library half installed
        return None
    return None
