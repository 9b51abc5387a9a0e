"""Open a journal: connect, migrate its schema, and finish an interrupted change of passphrase."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2

from relational_journal.errors import JournalError
from relational_journal.store.engine import private_files
from relational_journal.store.engine.columns import VERSION
from relational_journal.store.engine.database import Database, open_file, unfinished
from relational_journal.store.engine.file_lock import BorrowedLock

if TYPE_CHECKING:
    from relational_journal.store.engine.file_lock import FileLock


def open_database(
    path: Path,
    key: str | None,
    *,
    create: bool,
    migrate: bool = True,
    copied: bool = True,
    holding: FileLock | None = None,
) -> Database:
    """Open the journal at `path` with the present schema.

    Args:
        path: the file. With `create`, missing folders are made with mode 0700 and the file with 0600.
        key: from `key_of`. An encrypted file needs it; a new file is encrypted with it; a plain file ignores it.
        create: make the journal if there is none; otherwise an empty read-only one in memory stands in for it.
        migrate: bring the schema up to date.
        copied: copy the journal into `backups/` before a migration; False if the file is itself a copy.
        holding: the lock of a caller that already has one; otherwise a shared lock is held while the file is open.

    Raises:
        NotAJournal, NewerJournal, WrongPassphrase, DamagedJournal, StoreError: the file is left untouched.
    """
    path = private_files.resolve(path)
    database = open_file(path, key, create=create, holding=holding)
    if database is None:
        return _empty(path)
    # The engine must not import schema/, so it gets the check from here.
    database.has_lost_its_schema = _has_lost_its_schema
    try:
        if database.version != VERSION and migrate:
            from relational_journal.store.schema import migrations

            migrations.migrate(database, copy_first=_copy_before_migration if copied else None)
        if unfinished(path).exists() and not isinstance(holding, BorrowedLock):
            from relational_journal.store.files import rekey_recovery

            with suppress(JournalError, OSError):  # if it fails now, the next opening does it
                rekey_recovery.finish(database)
        database.remember_write_ahead()
    except BaseException:
        database.close()
        raise
    return database


def _copy_before_migration(database: Database) -> None:
    from relational_journal import config
    from relational_journal.store.files import backup
    from relational_journal.store.schema.migrations import COPIES_KEPT

    backup.copy_into_backups(database, config.now(), before="migration")
    backup.thin(database.path, before="migration", keep=COPIES_KEPT)


def _has_lost_its_schema(connection: Any) -> bool:
    """Whether tables or triggers differ from those of the journal's version, which means that bytes have changed."""
    from relational_journal.store.schema import schema_shape

    try:
        is_of_today = connection.execute("PRAGMA user_version").fetchone()[0] == VERSION
        return is_of_today and schema_shape.shape(connection) != schema_shape.shape_of_today()
    except (dbapi2.Error, UnicodeError):
        return True


def _empty(path: Path) -> Database:
    """Return an empty read-only journal in memory, for commands that read while there is no file."""
    from relational_journal.store.schema import tables

    connection = dbapi2.connect(":memory:", isolation_level=None)
    for statement in tables.STATEMENTS:
        connection.execute(statement)
    connection.execute("PRAGMA query_only = ON")
    return Database(path, connection)
