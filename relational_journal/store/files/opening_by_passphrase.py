"""Open a journal by a passphrase in any of its spellings, or create one encrypted with it."""

from __future__ import annotations

from pathlib import Path

from relational_journal.store.engine.database import Database, is_encrypted, key_of, refuse_plain
from relational_journal.store.files.opening import open_database
from relational_journal.store.keys import passphrase_text


def open_by_passphrase(path: Path, passphrase: str, *, create: bool) -> Database:
    """Open the journal at `path` by its passphrase as typed, composed or decomposed.

    Args:
        path: the journal's file.
        passphrase: as typed.
        create: make an encrypted journal if there is none; otherwise an empty one in memory stands in for it.

    Raises:
        WrongPassphrase: it does not open the file in any of these forms.
        StoreError: the journal has no passphrase, or this cannot be one.
    """
    refuse_plain(path)
    if create and is_encrypted(path.absolute()) is None:
        return open_database(path, key_of(passphrase_text.new_passphrase(passphrase)), create=True)
    return passphrase_text.opened_by(passphrase, lambda typed: open_database(path, key_of(typed), create=create))
