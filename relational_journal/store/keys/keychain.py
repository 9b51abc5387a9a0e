"""The key in the platform's keychain, through the extra `keyring`: where no folder in memory is the login's own.

Only keychains that are known to keep it in memory, or closed by the login, are used. Of Secret Service it is the
session's collection, which is never written to a disk and ends with the login; of Windows an entry of the session;
of macOS the login keychain. Any other, such as a file of passwords, could lay the key open.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from relational_journal.store.engine.memory_folder import name_of

_SERVICE = "relational-journal"
_SESSION = "/org/freedesktop/secrets/collection/session"
# Where the class of a keychain comes from, and what makes it keep a secret no longer than the login.
_KNOWN: dict[str, tuple[str, str]] = {
    "keyring.backends.SecretService": ("preferred_collection", _SESSION),
    "keyring.backends.libsecret": ("collection", "session"),
    "keyring.backends.Windows": ("persist", "session"),
    "keyring.backends.macOS": ("", ""),
}


class Kept(NamedTuple):
    """A key, the minutes it is kept without use, when it was last used, in seconds of the clock, and its mark.

    The mark tells whether a passphrase given beside the key is the one it was made of; b"" where none is kept.
    """

    key: bytes
    minutes: int
    used: float
    mark: bytes = b""


def name() -> str | None:
    """The keychain that is used; None where the extra is not installed, or no keychain is there that is known."""
    keychain = _keychain()
    return None if keychain is None else type(keychain).__module__.rpartition(".")[2]


def read(journal: Path) -> Kept | None:
    """What is kept for this journal."""
    keychain = _keychain()
    if keychain is None:
        return None
    try:
        key, minutes, used = (keychain.get_password(_SERVICE, name_of(journal)) or "").split()
        return Kept(bytes.fromhex(key), int(minutes), float(used))
    except Exception:  # whatever a keychain does, the passphrase can be asked for
        return None


def write(journal: Path, kept: Kept) -> bool:
    """Keep it; False where it cannot be kept."""
    keychain = _keychain()
    if keychain is None:
        return False
    try:
        keychain.set_password(_SERVICE, name_of(journal), f"{kept.key.hex()} {kept.minutes} {kept.used:.0f}")
    except Exception:
        return False
    return True


def remove(journal: Path) -> bool:
    """Let it go; whether there was one."""
    keychain = _keychain()
    if keychain is None:
        return False
    try:
        keychain.delete_password(_SERVICE, name_of(journal))
    except Exception:  # that there is none is an error to most
        return False
    return True


def _keychain() -> Any:
    """The keychain that the library chose, or the first known one of a chain; None where there is none."""
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
    except Exception:  # no session bus, nobody at the desktop, a library half installed
        return None
    return None
