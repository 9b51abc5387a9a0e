"""Derive the key of a passphrase as SQLCipher 4 does."""

from __future__ import annotations

from pathlib import Path

from relational_journal.errors import StoreError
from relational_journal.store.engine import open_files
from relational_journal.store.engine.first_page import SALT_BYTES

# PBKDF2 iterations of SQLCipher 4.
_ROUNDS = 256_000
KEY_BYTES = 32


def derive(passphrase: str, salt: bytes) -> bytes:
    """Return the 32-byte key of a passphrase: PBKDF2-HMAC-SHA512 (RFC 8018) with SQLCipher 4's number of rounds."""
    import hashlib  # loads OpenSSL, which is slow; a cached key does not need it

    return hashlib.pbkdf2_hmac("sha512", passphrase.encode("utf-8"), salt, _ROUNDS, KEY_BYTES)


def salt_of(path: Path) -> bytes:
    """Return the salt at the start of an encrypted journal.

    If this process has the file open, return the salt seen when it was opened: opening and closing the file a second
    time would drop SQLite's locks on it.

    Raises:
        StoreError: this process created the file and still has it open, so its salt was never seen.
    """
    if open_files.is_open_here(path):
        salt = open_files.salt_seen(path)
        if salt is None:
            raise StoreError(f"{path} is open in this program", "Close it first.")
        return salt
    with path.open("rb") as opened:
        return opened.read(SALT_BYTES)
