"""Open a journal: the file, then its schema up to date, then what a killed change of passphrase left to finish."""

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
    """Open the journal at `path`, its schema up to date.

    Args:
        path: the file; missing folders are made for the owner only (0700), the file 0600.
        key: of `key_of`; needed if the file is encrypted, and makes a new one encrypted; of no use to a plain one.
        create: make the journal if there is none; else an empty one in memory stands for it.
        migrate: bring its schema up to date.
        copied: copy it into `backups/` before its schema is changed; a copy itself needs none.
        holding: of whoever holds the file alone already; else it is held shared while it is open.

    Raises:
        NotAJournal, NewerJournal, WrongPassphrase, DamagedJournal, StoreError: and the file is untouched.
    """
    path = private_files.resolve(path)
    database = open_file(path, key, create=create, holding=holding)
    if database is None:
        return _empty(path)
    database.has_lost_its_schema = _has_lost_its_schema
    try:
        if database.version != VERSION and migrate:
            from relational_journal.store.schema import migrations

            migrations.migrate(database, copy_first=_copy_before_migration if copied else None)
        if unfinished(path).exists() and not isinstance(holding, BorrowedLock):
            from relational_journal.store.files import rekey_recovery

            with suppress(JournalError, OSError):  # not now, then by the next who opens it
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

    backup.copy_beside(database, config.now(), before="migration")
    backup.thin(database.path, before="migration", keep=COPIES_KEPT)


def _has_lost_its_schema(connection: Any) -> bool:
    """Say whether tables or triggers are not what they are by the journal's own version: letters have changed."""
    from relational_journal.store.schema import schema_shape

    try:
        is_of_today = connection.execute("PRAGMA user_version").fetchone()[0] == VERSION
        return is_of_today and schema_shape.shape(connection) != schema_shape.shape_of_today()
    except (dbapi2.Error, UnicodeError):
        return True


def _empty(path: Path) -> Database:
    """Return an empty journal in memory that takes no writing, for reading commands if there is no file."""
    from relational_journal.store.schema import tables

    connection = dbapi2.connect(":memory:", isolation_level=None)
    for statement in tables.STATEMENTS:
        connection.execute(statement)
    connection.execute("PRAGMA query_only = ON")
    return Database(path, connection)
