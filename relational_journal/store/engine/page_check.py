"""Whether the first page of an encrypted journal is lost, or its key is wrong."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


def is_first_page_lost(path: Path, key: str) -> bool:
    """Whether a key that does not open a journal fits its further pages: then it is not the key that is wrong.

    A damaged first page looks to the engine like a wrong key. Each page ends with a code made with the key: HMAC-SHA512
    over page and number, its key derived from the journal's in two rounds, with another salt (SQLCipher's design page).
    """
    import hashlib
    import hmac

    from relational_journal.store.engine.first_page import SALT_BYTES
    from relational_journal.store.engine.key_derivation import derive
    from relational_journal.store.engine.open_files import is_open_here

    if is_open_here(path, besides=1):  # a second handle beside the engine's would drop its locks
        return False
    ahead = path.with_name(path.name + "-wal")
    if ahead.exists() and ahead.stat().st_size:  # pages under a new passphrase may wait there
        return False
    with suppress(OSError), path.open("rb") as file:
        salt = file.read(SALT_BYTES)
        is_derived = key.startswith('"')
        derived = bytes.fromhex(key[3:67]) if is_derived else derive(key[1:-1].replace("''", "'"), salt)
        code_key = hashlib.pbkdf2_hmac("sha512", derived, bytes(byte ^ 0x3A for byte in salt), 2, 32)
        for number in range(2, 18):
            file.seek((number - 1) * _PAGE)
            page = file.read(_PAGE)
            told = hmac.digest(code_key, page[:-_CODE] + number.to_bytes(4, "little"), "sha512")
            if len(page) == _PAGE and hmac.compare_digest(told, page[-_CODE:]):
                return True
    return False


_PAGE, _CODE = 4096, 64
