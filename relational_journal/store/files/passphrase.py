"""Setting, changing and removing the passphrase: everything as it was until the new state is whole.

The order is what makes it safe to be killed at any moment. First every copy in `backups/` gets a twin under the new
key; then the journal itself changes in one step; then the twins take the place of the copies. `.unfinished` beside the
journal says that this has begun, and whoever opens the journal next finishes it: twins that fit the journal's key take
their places, others are thrown away.
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
    """What became of it: the new key (None: no passphrase), how many copies followed, and what could not."""

    key: bytes | None
    copies: int
    lines: tuple[str, ...]


def make(path: Path, key: bytes, salt: bytes) -> None:
    """Make an empty journal closed by a derived key, its file beginning with this salt; one that is there stays."""
    path = private_files.resolve(path)
    file_probe.make(path)
    with FileLock(path, alone=True):  # of several first runs at once one makes it
        if is_encrypted(path) is None:
            with open_database(path, key_of(key + salt), create=True, holding=BorrowedLock()) as database:
                cipher_parameters.write(database)


def change(path: Path, old: str | None, new: str | None, *, now: Callable[[], datetime]) -> Changed:
    """Give the journal the passphrase `new` instead of `old`; None is none.

    Raises:
        WrongPassphrase: `old` is not it.
        StoreError: another rj has the journal open for more than 10 s, the disk is full, …; nothing was changed.
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
            backup.copy_beside(database, now(), before="passphrase")
            backup.thin(path, before="passphrase", keep=COPIES_KEPT)
            mark(path)
            for part in backup_names.leftovers_of(path, backup_names.PART):  # held alone, so nobody is writing them
                reencrypt.shred(part)
            lines = _make_twins(path, (was, old), spec)
            if will and closed:
                is_in_place = True
                database.run(f"PRAGMA rekey = \"x'{will.hex()}'\"")
                with suppress(StoreError):  # it is changed; the closing brings it into the file too
                    database.run("PRAGMA wal_checkpoint(TRUNCATE)")
            else:
                reencrypt.write_under(database, fresh, spec)
                reencrypt.keep_owner(fresh, path)
        except BaseException:
            with suppress(StoreError):
                database.close()
            # A device that fails may have written what it says it has not: which key opens the file decides.
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
    """The passphrase in the spelling that opens the journal, its key, and the journal opened by it."""

    def opened_with(spelled: str | None) -> tuple[str | None, bytes | None, Database]:
        key = derive(spelled, salt) if spelled else None
        return spelled, key, open_database(path, key_of(key), create=False, holding=BorrowedLock())

    return passphrase_text.opened_by(old, opened_with) if old else opened_with(None)


def _opens(path: Path, key: bytes) -> bool:
    """Whether this is the journal's key as it stands."""
    try:
        open_as_it_is(path, key_of(key)).close()
    except JournalError:
        return False
    return True


def _remove_open_bytes(path: Path) -> list[str]:
    """Take away what was kept of a damaged journal that had no passphrase: it cannot be put under one."""
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
    except WrongPassphrase as error:  # the engine does not report a rekey that it had to take back
        _give_up(path, fresh)
        raise StoreError(
            "the passphrase could not be changed: the disk is full, or failed",
            "Nothing was changed; look at the disk, then do this again.",
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
    """The key that a passphrase makes, if it is that of an open journal; else None."""
    salt = bytes.fromhex(database.fetch_one("PRAGMA cipher_salt")[0])
    passphrase_text.refuse_unreadable(passphrase)
    for spelled in passphrase_text.spellings(passphrase):
        derived = derive(spelled, salt)
        if reencrypt.keyspec(derived, salt) == spec_of(database):
            return derived
    return None


def _make_twins(path: Path, old: tuple[bytes | None, str | None], spec: str) -> list[str]:
    """Write each copy again under the new key; a line for each that cannot be, and is removed if it lies open."""
    lines = []
    for copy in backup_names.copies_of(path):
        try:
            try:
                _make_twin(copy, old, spec)
            except JournalError:  # once more: one reading that failed looks like damage, or like another passphrase
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
    """A copy, by the journal's key, or by the passphrase if the copy has a salt of its own."""
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
    """Throw away what was begun; where the disk refuses, whoever opens the journal next does it."""
    with suppress(OSError):
        reencrypt.shred(fresh)
        for twin in backup_names.leftovers_of(path, TWIN):
            reencrypt.shred(twin)
        unfinished(path).unlink(missing_ok=True)
