"""Check an open journal: its pages, its schema, its values."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from relational_journal.store.engine.columns import KEPT_TABLES, VERSION
from relational_journal.store.schema import row_checks, schema_check
from relational_journal.store.schema.sound_entries import are_entries_sound

if TYPE_CHECKING:
    from relational_journal.store.engine.database import Database


def damage(database: Database) -> list[str]:
    """Describe the damage in an open journal in at most a few lines; empty if it is sound.

    Raises:
        DamagedJournal: it is too damaged to be checked.
    """
    found = [row[0] for row in database.rows("PRAGMA cipher_integrity_check")] if database.encrypted else []
    found += [row[0] for row in database.rows("PRAGMA integrity_check(5)") if row[0] != "ok"]
    if found or foreign_schema(database):
        return found  # the views and tables may not be ours, so nothing more can be asked of them
    version = int(database.fetch_one("PRAGMA user_version")[0])
    is_quick = version == VERSION and are_entries_sound(database)
    for table, columns in _MADE.items():
        if is_quick and table != "linked":
            continue  # compared already
        lacks = database.fetch_one(_lacking(table, columns))
        if lacks[0]:
            found.append(f"{table} lacks {lacks[0]} rows that entries have")
    wrong = [] if is_quick else _unreadable(database, version)
    if wrong:
        found.append(f"{_number(len(wrong))} not read as they should, the first is {wrong[0]}")
    else:
        tables = KEPT_TABLES[1:] if is_quick else KEPT_TABLES
        values = row_checks.wrong_values(database, tables)
        found += [f"{value} does not read as it should" for value in islice(values, 1)]
    return found


def _unreadable(database: Database, version: int) -> list[int]:
    """Return the ids of the entries with a malformed value."""
    read = database.stream(f"SELECT {row_checks.as_bytes('entries', version)} FROM entries")
    return [row[0] for row in read if row_checks.unreadable(row)]


def _number(count: int) -> str:
    return "1 entry does" if count == 1 else f"{count} entries do"


_MADE = {
    "tagged": ("key", "begins", "entry_id", "slot"),
    "with_people": ("person_id", "begins", "entry_id"),
    "linked": ("to_uid", "entry_id", "as_"),
}


def _lacking(table: str, columns: Sequence[str]) -> str:
    """Return the query for how many rows a derived table lacks that entries have."""
    same = " AND ".join(f"made.{name} = has.{name}" for name in columns)
    return (
        f"SELECT count(*) FROM (SELECT DISTINCT {', '.join(columns)} FROM as_{table} has WHERE deleted_at IS NULL"
        f" AND NOT EXISTS (SELECT 1 FROM {table} made WHERE {same}))"
    )


def foreign_schema(database: Database) -> list[str]:
    """Describe what in the schema of an open journal does not belong to its version."""
    version = int(database.fetch_one("PRAGMA user_version")[0])
    return schema_check.foreign_parts(schema_check.rows_of(database), version)
