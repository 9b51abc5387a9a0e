"""Finish an interrupted change of passphrase at the next opening of the journal."""

from __future__ import annotations

import os
from pathlib import Path

from relational_journal.errors import (
    DamagedJournal,
    JournalError,
    NewerJournal,
    NotAJournal,
    StoreError,
)
from relational_journal.store.drafts import draft_files, draft_rows
from relational_journal.store.engine import backup_names, private_files
from relational_journal.store.engine.backup_names import TWIN
from relational_journal.store.engine.database import Database, is_encrypted, open_as_it_is, unfinished
from relational_journal.store.engine.key_derivation import derive
from relational_journal.store.files import reencrypt
from relational_journal.store.keys import cipher_parameters


def finish(database: Database) -> int:
    """Finish a change of passphrase that has begun; the journal's present key decides. Repeating it does no harm.

    Returns:
        The number of copies that have the journal's key now.
    """
    path = database.path
    reencrypt.shred(path.with_name(path.name + TWIN))
    copies = 0
    for twin in backup_names.leftovers_of(path, TWIN):
        copy = twin.with_name(twin.name.removesuffix(TWIN))
        if not (_is_whole(twin, database) or _is_whole(twin, database)):  # twice, because a single read may fail
            reencrypt.shred(twin)
        elif twin.exists():  # otherwise another rj that does the same was faster
            reencrypt.take_name(twin, copy)
            copies += 1
    if database.encrypted:
        for copy in backup_names.copies_of(path):
            if is_open(copy):
                _close_copy(copy, database)
        draft_files.remove_leftovers(path)
        for draft in draft_files.list_drafts(path):
            draft_rows.put(database, draft.name, draft_files.read(draft))
            draft_files.remove(draft)
    cipher_parameters.write(database)
    unfinished(path).unlink(missing_ok=True)
    return copies


def _close_copy(copy: Path, database: Database) -> None:
    """Re-encrypt a plain copy under the journal's key; a copy that cannot be read is removed."""
    twin = copy.with_name(copy.name + TWIN)
    try:
        with open_as_it_is(copy, None) as opened:
            reencrypt.write_under(opened, twin, spec_of(database))
        reencrypt.take_name(twin, copy)
    except (DamagedJournal, NotAJournal, NewerJournal):
        reencrypt.shred(copy)
    finally:
        tidy(copy)


def spec_of(database: Database) -> str:
    """Return the key and salt of an open journal in the form of `reencrypt.keyspec`; "" without a passphrase."""
    if database.key is None:
        return ""
    salt = bytes.fromhex(database.fetch_one("PRAGMA cipher_salt")[0])
    if database.key.startswith('"'):
        return reencrypt.keyspec(bytes.fromhex(database.key[3:-2]), salt)
    return reencrypt.keyspec(derive(database.key[1:-1].replace("''", "'"), salt), salt)


def mark(path: Path) -> None:
    """Create the file that marks that the journal is about to be replaced, so that the next opening can tidy up."""
    try:
        os.close(private_files.create_anew(unfinished(path), like=path))
        reencrypt.force_to_disk(path.parent)
    except OSError as error:
        raise StoreError(
            f"no file can be created next to {path}: {(error.strerror or 'refused').lower()}",
            f"Nothing was changed. Check that {path.parent} is yours, and {unfinished(path).name} no folder.",
        ) from error


def _is_whole(twin: Path, database: Database) -> bool:
    """Whether a twin opens with the journal's key and is sound."""
    try:
        if bool(is_encrypted(twin)) != database.encrypted:
            return False
        with open_as_it_is(twin, database.key) as copy:
            return bool(copy.fetch_one("PRAGMA integrity_check(1)")[0] == "ok")
    except JournalError:
        return False
    finally:
        tidy(twin)


def is_open(copy: Path) -> bool:
    """Whether anyone can read a copy: it is plain, or not a journal at all."""
    try:
        return not is_encrypted(copy)
    except JournalError:
        return True


def tidy(copy: Path) -> None:
    """Remove the files that opening a copy leaves next to it."""
    for suffix in ("-wal", "-shm"):
        left = copy.with_name(copy.name + suffix)
        if not left.is_dir() or left.is_symlink():
            left.unlink(missing_ok=True)
