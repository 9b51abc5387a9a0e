"""Distinguish a damaged first page of an encrypted journal from a wrong key."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


def is_first_page_lost(path: Path, key: str) -> bool:
    """Whether a key that does not open a journal fits one of its pages 2 to 17: then the first page is damaged.

    To SQLCipher a damaged first page looks like a wrong key. Each page ends with an HMAC-SHA512 over its content and
    its number, with a key derived from the journal's key in two rounds and another salt (SQLCipher's design document).
    """
    import hashlib
    import hmac

    from relational_journal.store.engine.first_page import SALT_BYTES
    from relational_journal.store.engine.key_derivation import derive
    from relational_journal.store.engine.open_files import is_open_here

    if is_open_here(path, besides=1):  # a second handle would drop SQLite's locks
        return False
    ahead = path.with_name(path.name + "-wal")
    # The write-ahead file may hold pages under a new passphrase.
    if ahead.exists() and ahead.stat().st_size:  # pages under a new passphrase may wait there
        return False
    with suppress(OSError), path.open("rb") as file:
        salt = file.read(SALT_BYTES)
        is_derived = key.startswith('"')
        derived = bytes.fromhex(key[3:67]) if is_derived else derive(key[1:-1].replace("''", "'"), salt)
        # SQLCipher derives the HMAC key from the salt XORed with 0x3A.
        code_key = hashlib.pbkdf2_hmac("sha512", derived, bytes(byte ^ 0x3A for byte in salt), 2, 32)
        for number in range(2, 18):
            file.seek((number - 1) * _PAGE)
            page = file.read(_PAGE)
            expected = hmac.digest(code_key, page[:-_CODE] + number.to_bytes(4, "little"), "sha512")
            if len(page) == _PAGE and hmac.compare_digest(expected, page[-_CODE:]):
                return True
    return False


_PAGE, _CODE = 4096, 64
