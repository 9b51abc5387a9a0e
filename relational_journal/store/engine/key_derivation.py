"""The key of a passphrase, derived as SQLCipher 4 does."""

from __future__ import annotations

from pathlib import Path

from relational_journal.errors import StoreError
from relational_journal.store.engine import open_files
from relational_journal.store.engine.first_page import SALT_BYTES

_ROUNDS = 256_000
KEY_BYTES = 32


def derive(passphrase: str, salt: bytes) -> bytes:
    """The 32-byte key of a passphrase (RFC 8018 PBKDF2, as SQLCipher 4 derives it)."""
    import hashlib  # which loads OpenSSL: not where the key is kept

    return hashlib.pbkdf2_hmac("sha512", passphrase.encode("utf-8"), salt, _ROUNDS, KEY_BYTES)


def salt_of(path: Path) -> bytes:
    """The salt an encrypted journal begins with.

    Of a file that this process has open it is the one seen when it was opened: reading the file beside the engine
    would drop the engine's locks on it.

    Raises:
        StoreError: this process has made the file just now and has it open still.
    """
    if open_files.is_open_here(path):
        salt = open_files.salt_seen(path)
        if salt is None:
            raise StoreError(f"{path} is open in this program", "Close it first.")
        return salt
    with path.open("rb") as opened:
        return opened.read(SALT_BYTES)
