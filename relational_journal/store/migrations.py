"""Making and changing the schema, after a copy of what there is to lose; loaded only when a journal is behind."""

from __future__ import annotations

import time
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2
from sqlite_utils import Database as Utils
from sqlite_utils.migrations import Migrations

from relational_journal.store import faults, schema
from relational_journal.store.columns import APPLICATION_ID, VERSION

if TYPE_CHECKING:
    from relational_journal.store.database import Database

migrations = Migrations("relational-journal")


@migrations()
def m001_first_schema(db: Utils) -> None:
    """The schema of the first release."""
    for statement in schema.STATEMENTS:
        if statement is not schema.MIGRATIONS:
            db.conn.execute(statement)


def migrate(database: Database) -> None:
    """Bring the journal to this version's schema, in one transaction; a journal with a schema is copied first.

    Raises:
        StoreError: it could not be done; the journal is as it was.
    """
    connection = database.connection
    try:
        if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            from relational_journal.store.backup import copy_beside

            copy_beside(database, datetime.now().astimezone(), before="migration")
        else:
            _write_ahead(connection)
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have done it while this one waited.
            if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
                _apply(connection)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    except dbapi2.Error as error:
        raise faults.said(error, database.path) or error from error


def _apply(connection: Any) -> None:
    utils = Utils(connection, execute_plugins=False)
    if not utils["_sqlite_migrations"].exists():
        connection.execute(schema.MIGRATIONS)  # ours is the same table with its comments
        connection.execute(schema.MIGRATIONS_ONCE)
    migrations.apply(utils)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _write_ahead(connection: Any) -> None:
    """Switch to WAL, which the engine refuses at once rather than waits for while another process does the same."""
    until = time.monotonic() + 30
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except dbapi2.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
