"""Replace the journal by a copy, after making a copy of the journal."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from relational_journal.errors import DamagedJournal, JournalError, NotAJournal, StoreError
from relational_journal.store.engine import backup_names, private_files
from relational_journal.store.engine.database import Database, is_encrypted, key_of, unfinished
from relational_journal.store.engine.file_lock import BorrowedLock, FileLock
from relational_journal.store.files import backup, reencrypt, rekey_recovery
from relational_journal.store.files.copy_check import check_copy
from relational_journal.store.files.opening import open_database
from relational_journal.store.schema import derived_tables

COPIES_KEPT = 5


class Contents(NamedTuple):
    """The uids of the entries in a journal or copy, without those in the bin, and the newest day."""

    uids: frozenset[str]
    newest: str | None


class Restored(NamedTuple):
    """The result: the copy of the former journal (None without one), the number of entries, if it is encrypted."""

    kept: Path | None
    entries: int
    is_closed: bool


def contents(path: Path, key: bytes | None, *, checked: bool = False) -> Contents:
    """Read what a journal or copy holds, without changing it.

    Args:
        path: the file.
        key: its key; None without a passphrase.
        checked: refuse a copy that may not replace a journal.

    Raises:
        NotAJournal, NewerJournal, WrongPassphrase, DamagedJournal: it cannot be read.
    """
    with _opened(path, key) as database:
        if checked:
            check_copy(database, path)
        uids = frozenset(row[0] for row in database.rows("SELECT uid FROM entries WHERE deleted_at IS NULL"))
        newest = database.fetch_one("SELECT max(substr(begins, 1, 10)) FROM entries WHERE deleted_at IS NULL")[0]
    return Contents(uids, newest)


def try_key(path: Path, key: bytes | None) -> None:
    """Check that the key opens a journal or copy, damaged or not.

    Raises:
        WrongPassphrase: it does not.
    """
    with suppress(DamagedJournal), _opened(path, key):
        pass


def restore(
    path: Path, file: Path, *, key: bytes | None, file_key: bytes | None, now: Callable[[], datetime]
) -> Restored:
    """Make the copy `file` the journal at `path`; `file` itself is not changed.

    An encrypted journal keeps its passphrase, whatever the copy has; a plain one takes that of the copy.

    Args:
        path: the journal.
        file: the copy.
        key: the journal's present key; None without a passphrase.
        file_key: the copy's key.
        now: returns the time, for the name of the copy of the former journal.

    Raises:
        StoreError: another rj had the journal open for more than 10 s, the copy is damaged, …; nothing was changed.
    """
    path, file = private_files.resolve(path), private_files.resolve(file)
    if path.exists() and path.samefile(file):
        raise StoreError(f"{file} is the journal itself", "Name the copy to restore; rj doctor lists what is there.")
    private_files.make_folder(path.parent)
    fresh = path.with_name(path.name + ".new")
    with FileLock(path, alone=True):
        rekey_recovery.mark(path)
        try:
            kept, spec = _keep(path, key, now)
            with _opened(file, file_key) as copy:
                check_copy(copy, file)
                reencrypt.write_under(copy, fresh, spec or rekey_recovery.spec_of(copy))
            new_key = key_of(key if spec else file_key)
            # Everything that can fail happens before the swap: an old schema is migrated in the new file, not in the
            # copy.
            with open_database(fresh, new_key, create=False, copied=False, holding=BorrowedLock()) as journal:
                journal.run("PRAGMA journal_mode = WAL")
                derived_tables.rebuild(journal)  # do not trust the index inside a copy
                number = int(journal.fetch_one("SELECT count(*) FROM entries WHERE deleted_at IS NULL")[0])
                is_closed = journal.encrypted
            reencrypt.force_to_disk(fresh)
            reencrypt.keep_owner(fresh, path)
        except BaseException:
            throw_away(fresh)
            unfinished(path).unlink(missing_ok=True)
            raise
        reencrypt.take_name(fresh, path)
        with (
            suppress(JournalError, OSError),  # what fails here is done at the next opening
            open_database(path, new_key, create=False, holding=BorrowedLock()) as journal,
        ):
            rekey_recovery.finish(journal)
    return Restored(kept, number, is_closed)


def throw_away(fresh: Path) -> None:
    """Remove a new file that is not needed, and the files SQLite put next to it."""
    for suffix in ("-wal", "-shm", "-journal", ""):
        with suppress(OSError):
            reencrypt.shred(fresh.with_name(fresh.name + suffix))


def _keep(path: Path, key: bytes | None, now: Callable[[], datetime]) -> tuple[Path | None, str]:
    """Copy the journal, byte for byte if it is damaged; return the copy and the journal's key."""
    if is_encrypted_or_damaged(path) is None:
        return None, ""
    try:
        with open_database(path, key_of(key), create=False, migrate=False, holding=BorrowedLock()) as journal:
            kept = backup.copy_into_backups(journal, now(), before="restore")
            backup.thin(path, before="restore", keep=COPIES_KEPT)
            return kept, rekey_recovery.spec_of(journal)
    except (DamagedJournal, NotAJournal):
        return keep_bytes(path, now()), ""


def is_encrypted_or_damaged(path: Path) -> bool | None:
    """Whether the journal is encrypted; True also if that cannot be known; None if there is none."""
    try:
        return is_encrypted(path)
    except NotAJournal:
        return True


def keep_bytes(path: Path, now: datetime) -> Path:
    """Copy a damaged journal and its write-ahead file unchanged into `backups/`; such a copy is never thinned out."""
    folder = backup_names.folder_of(path)
    try:
        private_files.make_folder(folder, like=path)
        kept = backup.free_name(folder, f"{path.stem}-{now:%Y-%m-%d-%H%M%S}-damaged", backup_names.BYTES, like=path)
        for suffix in ("", "-wal"):
            source = path.with_name(path.name + suffix)
            if private_files.is_regular(source):
                private_files.write_anew(kept.with_name(kept.name + suffix), private_files.read(source), like=path)
        reencrypt.force_to_disk(folder)
    except OSError as error:
        with suppress(OSError, UnboundLocalError):
            for half in (kept, kept.with_name(kept.name + "-wal")):
                half.unlink(missing_ok=True)
        raise StoreError(
            f"the damaged journal cannot be copied into {folder}: {error.strerror}",
            "Nothing was changed. Check that the folder is yours and the disk is not full.",
        ) from error
    return kept


def _opened(path: Path, key: bytes | None) -> Database:
    database = open_database(path, key_of(key), create=False, migrate=False, holding=BorrowedLock())
    if database.in_memory:
        database.close()
        raise NotAJournal(f"{path} holds no journal", "Name a copy made by rj backup.")
    return database
