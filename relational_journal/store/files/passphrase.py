"""Set, change or remove the passphrase; until the new state is complete, everything stays as it was.

The order makes it safe to be killed at any moment. First each copy in `backups/` gets a twin under the new key; then
the journal itself changes in one step; then the twins replace the copies. The file `.unfinished` next to the journal
marks that this has begun. Whoever opens the journal next finishes it: twins that fit the journal's key replace their
copies, others are removed.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from relational_journal.errors import (
    DamagedJournal,
    JournalError,
    NewerJournal,
    NotAJournal,
    StoreError,
    WrongPassphrase,
)
from relational_journal.store.engine import backup_names, file_probe, private_files
from relational_journal.store.engine.backup_names import TWIN
from relational_journal.store.engine.database import Database, is_encrypted, key_of, open_as_it_is, unfinished
from relational_journal.store.engine.file_lock import BorrowedLock, FileLock
from relational_journal.store.engine.first_page import SALT_BYTES
from relational_journal.store.engine.key_derivation import derive, salt_of
from relational_journal.store.files import backup, reencrypt
from relational_journal.store.files.opening import open_database
from relational_journal.store.files.rekey_recovery import finish, is_open, mark, spec_of, tidy
from relational_journal.store.keys import cipher_parameters, passphrase_text

COPIES_KEPT = 1
_LATER = "The copies in the folder backups follow when rj runs next."


class Changed(NamedTuple):
    """The result: the new key (None: no passphrase), the number of copies re-encrypted, and a line for each problem."""

    key: bytes | None
    copies: int
    lines: tuple[str, ...]


def make(path: Path, key: bytes, salt: bytes) -> None:
    """Create an empty journal encrypted with a derived key and this salt; an existing one is left as it is."""
    path = private_files.resolve(path)
    file_probe.make(path)
    with FileLock(path, alone=True):  # if several first runs do this at once, one of them creates it
        if is_encrypted(path) is None:
            with open_database(path, key_of(key + salt), create=True, holding=BorrowedLock()) as database:
                cipher_parameters.write(database)


def change(path: Path, old: str | None, new: str | None, *, now: Callable[[], datetime]) -> Changed:
    """Give the journal the passphrase `new` instead of `old`; None means no passphrase.

    Raises:
        WrongPassphrase: `old` does not open the journal.
        StoreError: another rj had it open for more than 10 s, the disk is full, …; nothing was changed.
    """
    path = private_files.resolve(path)
    new = passphrase_text.new_passphrase(new) if new is not None else None
    with FileLock(path, alone=True):
        closed = is_encrypted(path)
        if closed is None:
            raise StoreError("there is no journal yet", "rj init makes one.")
        salt = salt_of(path) if closed else os.urandom(SALT_BYTES)
        old, was, database = _opened(path, old if closed else None, salt)
        will = derive(new, salt) if new else None
        spec = reencrypt.keyspec(will, salt) if will else ""
        fresh = path.with_name(path.name + TWIN)
        is_in_place = False
        try:
            backup.copy_into_backups(database, now(), before="passphrase")
            backup.thin(path, before="passphrase", keep=COPIES_KEPT)
            mark(path)
            # with the exclusive lock held, nobody is writing them
            for part in backup_names.leftovers_of(path, backup_names.PART):
                reencrypt.shred(part)
            lines = _make_twins(path, (was, old), spec)
            if will and closed:
                is_in_place = True
                database.run(f"PRAGMA rekey = \"x'{will.hex()}'\"")
                with suppress(StoreError):  # the key has changed already; closing does the checkpoint too
                    database.run("PRAGMA wal_checkpoint(TRUNCATE)")
            else:
                reencrypt.write_under(database, fresh, spec)
                reencrypt.keep_owner(fresh, path)
        except BaseException:
            with suppress(StoreError):
                database.close()
            # A failing disk may have written what it reports as failed, so the key that opens the file decides.
            if not (will and is_in_place and _opens(path, will)):
                _give_up(path, fresh)
                raise
        with suppress(StoreError):
            database.close()
        if not (will and closed):
            reencrypt.take_name(fresh, path)
        copies = _finish_at_once(path, fresh, will, lines)
        if will:
            lines += _remove_open_bytes(path)
    return Changed(will, copies, tuple(lines))


def _opened(path: Path, old: str | None, salt: bytes) -> tuple[str | None, bytes | None, Database]:
    """Return the spelling of the passphrase that opens the journal, its key, and the open journal."""

    def opened_with(spelled: str | None) -> tuple[str | None, bytes | None, Database]:
        key = derive(spelled, salt) if spelled else None
        return spelled, key, open_database(path, key_of(key), create=False, holding=BorrowedLock())

    return passphrase_text.opened_by(old, opened_with) if old else opened_with(None)


def _opens(path: Path, key: bytes) -> bool:
    """Whether this key opens the journal now."""
    try:
        open_as_it_is(path, key_of(key)).close()
    except JournalError:
        return False
    return True


def _remove_open_bytes(path: Path) -> list[str]:
    """Remove the bytes of a damaged plain journal kept in `backups/`: they cannot be encrypted."""
    lines = []
    for kept in backup_names.leftovers_of(path, backup_names.BYTES):
        if is_open(kept):
            reencrypt.shred(kept)
            reencrypt.shred(kept.with_name(kept.name + "-wal"))
            lines.append(f"{kept}, kept of a damaged journal, lay open and was removed.")
    return lines


def _finish_at_once(path: Path, fresh: Path, key: bytes | None, lines: list[str]) -> int:
    try:
        database = open_database(path, key_of(key), create=False, holding=BorrowedLock())
    except WrongPassphrase as error:  # SQLCipher does not report a rekey that it had to roll back
        _give_up(path, fresh)
        raise StoreError(
            "the passphrase could not be changed: the disk is full, or failed",
            "Nothing was changed; check the disk, then do this again.",
        ) from error
    except JournalError:
        lines.append(_LATER)
        return 0
    try:
        with database:
            database.run("PRAGMA journal_mode = WAL")
            return finish(database)
    except (JournalError, OSError):
        lines.append(_LATER)
        return 0


def key_made_of(database: Database, passphrase: str) -> bytes | None:
    """Return the key derived from a passphrase if it is the open journal's key; else None."""
    salt = bytes.fromhex(database.fetch_one("PRAGMA cipher_salt")[0])
    passphrase_text.refuse_unreadable(passphrase)
    for spelled in passphrase_text.spellings(passphrase):
        derived = derive(spelled, salt)
        if reencrypt.keyspec(derived, salt) == spec_of(database):
            return derived
    return None


def _make_twins(path: Path, old: tuple[bytes | None, str | None], spec: str) -> list[str]:
    """Re-encrypt each copy into a twin; return a line for each that cannot be read, which is removed if it is plain."""
    lines = []
    for copy in backup_names.copies_of(path):
        try:
            try:
                _make_twin(copy, old, spec)
            except JournalError:  # Try again: a single failed read looks like damage or like another passphrase.
                _make_twin(copy, old, spec)
        except (DamagedJournal, NotAJournal, NewerJournal, WrongPassphrase):
            if spec and is_open(copy):
                lines.append(f"{copy} could not be read and was removed.")
            elif not is_open(copy):
                lines.append(f"{copy} is under another passphrase and stays as it is.")
        finally:
            tidy(copy)
    return lines


def _make_twin(copy: Path, old: tuple[bytes | None, str | None], spec: str) -> None:
    with _opened_copy(copy, *old) as database:
        reencrypt.write_under(database, copy.with_name(copy.name + TWIN), spec)


def _opened_copy(copy: Path, key: bytes | None, passphrase: str | None) -> Database:
    """Open a copy by the journal's key, or by the passphrase if the copy has a salt of its own."""
    try:
        return open_as_it_is(copy, key_of(key))
    except JournalError:
        if not passphrase:
            raise
        return passphrase_text.opened_by(
            passphrase,
            lambda typed: open_as_it_is(copy, key_of(typed)),
        )


def _give_up(path: Path, fresh: Path) -> None:
    """Remove what was begun; if the disk refuses, the next opening does it."""
    with suppress(OSError):
        reencrypt.shred(fresh)
        for twin in backup_names.leftovers_of(path, TWIN):
            reencrypt.shred(twin)
        unfinished(path).unlink(missing_ok=True)
