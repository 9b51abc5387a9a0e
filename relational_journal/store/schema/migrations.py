"""Create and migrate the schema; imported only when a journal is new or out of date.

A migration changes only the tables a person fills. Derived tables, search, views and triggers are remade from the
present schema after the last migration. A new journal gets the present schema at once. tests/store/journals has a
small journal of every schema there ever was, and a test compares schema, version and journals.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2
from sqlite_utils import Database as Utils
from sqlite_utils.migrations import Migrations

from relational_journal.store.engine import engine_errors
from relational_journal.store.engine.columns import APPLICATION_ID, COLUMNS, VERSION
from relational_journal.store.schema import former_names, tables
from relational_journal.store.schema.schema_shape import shape, shape_of_today

if TYPE_CHECKING:
    from relational_journal.store.engine.database import Database

COPIES_KEPT = 5

migrations = Migrations("relational-journal")


@migrations()
def m001_first_schema(db: Utils) -> None:
    """The schema of the first journals."""


@migrations()
def m002_one_schema_for_all(db: Utils) -> None:
    """Journals of version 1 differ in their derived tables; the oldest lack the table of the program's own notes."""
    if not db["remembered"].exists():
        db.conn.execute("CREATE TABLE remembered (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")


@migrations()
def m003_plain_names(db: Utils) -> None:
    """Name tables and columns after what they hold, let people be marked safe or not, and make the index countable.

    Tables are made anew and filled instead of renamed: SQLite keeps the text of each CREATE TABLE with its comments,
    and it has to equal that of a new journal to be compared with it.
    """
    connection = db.conn
    for kind in ("trigger", "view"):
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = ?", (kind,)).fetchall():
            connection.execute(f'DROP {kind} "{name}"')
    for name in ("tagged", "with_people", "linked", "found"):
        connection.execute(f"DROP TABLE IF EXISTS {name}")
    renamed = ("entries", "people", "words", "hunches", "changes")
    for table in renamed:
        connection.execute(f"ALTER TABLE {table} RENAME TO former_{table}")
    columns = COLUMNS | {
        "changes": ("id", "at", "verb", "what", "undoes", "undone", "has_history"),
        "row_history": ("change_id", "tbl", "row_id", "before"),
        "program_notes": ("name", "value"),
    }
    for table, statement in (
        ("entries", tables.ENTRIES),
        ("people", tables.PEOPLE),
        ("words", tables.WORDS),
        ("hunches", tables.HUNCHES),
        ("changes", tables.CHANGES),
        ("row_history", tables.ROW_HISTORY),
        ("program_notes", tables.PROGRAM_NOTES),
    ):
        former = former_names.TABLES.get(table, f"former_{table}")
        was = ", ".join(former_names.columns_in(former_names.BEFORE - 1, table, columns[table]))
        connection.execute(statement)
        connection.execute(f"INSERT INTO {table} ({', '.join(columns[table])}) SELECT {was} FROM {former}")
        # An id is never given twice, even if the entry that had it is gone.
        connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
        connection.execute("UPDATE sqlite_sequence SET name = ? WHERE name = ?", (table, former))
    # `kept` has a foreign key to the former changes, so it is dropped before them.
    for former in (
        "kept",
        "remembered",
        *(f"former_{t}" for t in ("entries", "people", "words", "hunches", "changes")),
    ):
        connection.execute(f"DROP TABLE {former}")
    rename_keys_of_history(connection.execute)


@migrations()
def m004_indexes_for_counts(db: Utils) -> None:
    """Index moments marked unsafe, and moments by their people and tone; nothing else is remade, which takes long."""
    for statement in tables.OF_VERSION_4:
        db.conn.execute(statement)


def rename_keys_of_history(run: Callable[..., Any]) -> None:
    """Rename the columns in rows of the history from version 2.

    A quote inside a JSON value is escaped with a backslash, so a quoted name followed by a colon is always a key.
    """
    for table in former_names.COLUMNS:
        for was, now in former_names.renamed_keys(table).items():
            run(
                "UPDATE row_history SET before = replace(before, ?, ?) WHERE tbl = ? AND before IS NOT NULL",
                (f'"{was}":', f'"{now}":', table),
            )


def migrate(database: Database, *, copy_first: Callable[[Database], None] | None) -> None:
    """Bring the journal to the present schema in one transaction.

    Args:
        database: the open journal.
        copy_first: copies a journal that has a schema into `backups/`; None if the journal is itself a copy.

    Raises:
        StoreError: it failed; the journal is unchanged.
    """
    connection = database.connection
    try:
        if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            if copy_first is not None:
                copy_first(database)
        else:
            _write_ahead(connection)
        connection.execute("BEGIN IMMEDIATE")
        try:
            # another process may have migrated while this one waited
            if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
                _apply(database)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    except (dbapi2.Error, UnicodeDecodeError) as error:
        raise engine_errors.translate(error, database.path) or error from error


def _apply(database: Database) -> None:
    connection = database.connection
    utils = Utils(connection, execute_plugins=False)
    if utils["entries"].exists():
        migrations.apply(utils)
        if shape(connection) != shape_of_today():
            _make_the_rest_anew(database)
    else:
        for statement in (*tables.STATEMENTS, tables.MIGRATIONS_ONCE):
            connection.execute(statement)
        for migration in migrations.pending(utils):
            connection.execute(
                "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)",
                (migrations.name, migration.name, str(datetime.now(UTC))),
            )
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _make_the_rest_anew(database: Database) -> None:
    """Remake indexes, derived tables, views and triggers from the present schema."""
    from relational_journal.store.schema import derived_tables

    ours = {name for kind, name, _ in shape_of_today() if kind == "table"}
    rows = database.rows("SELECT type, name, tbl_name FROM sqlite_schema WHERE sql IS NOT NULL")
    # Views last, because triggers read them. Tables that a person added are left alone.
    for kind in ("trigger", "index", "view"):
        for other, name, table in rows:
            if other == kind and (table in ours or kind == "view"):
                database.run(f'DROP {kind} "{name}"')
    for statement in (tables.TAGGED, tables.WITH_PEOPLE, tables.LINKED, tables.SEARCH_INDEX):
        name = statement.split("TABLE ", 1)[1].split(maxsplit=1)[0]
        database.run(f"DROP TABLE IF EXISTS {name}")
        database.run(statement)
    for statement in (*tables.INDEXES, tables.MIGRATIONS_ONCE, *tables.VIEWS, tables.WITHOUT_TRACE):
        database.run(statement)
    derived_tables.rebuild(database)
    for statement in tables.TRIGGERS:
        database.run(statement)


def _write_ahead(connection: Any) -> None:
    """Switch to write-ahead mode; try for 30 s, because SQLite refuses at once while another process does the same."""
    until = time.monotonic() + 30
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except dbapi2.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
