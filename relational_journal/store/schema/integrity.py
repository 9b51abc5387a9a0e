"""Check an open journal: its pages, its schema, its values."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from relational_journal.store.schema import row_checks, schema_check

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
    for table, rows in _MADE.items():
        lacks = database.fetch_one(
            f"SELECT count(*) FROM (SELECT {rows} EXCEPT SELECT {rows.split(' FROM ')[0]} FROM {table})"
        )
        if lacks[0]:
            found.append(f"{table} lacks {lacks[0]} rows that entries have")
    version = int(database.fetch_one("PRAGMA user_version")[0])
    read = database.stream(f"SELECT {row_checks.as_bytes('entries', version)} FROM entries")
    wrong = [row[0] for row in read if row_checks.unreadable(row)]
    if wrong:
        found.append(f"{_number(len(wrong))} not read as they should, the first is {wrong[0]}")
    else:
        found += [f"{value} does not read as it should" for value in islice(row_checks.wrong_values(database), 1)]
    return found


def _number(count: int) -> str:
    return "1 entry does" if count == 1 else f"{count} entries do"


_MADE = {
    "tagged": "key, begins, entry_id, slot FROM as_tagged WHERE deleted_at IS NULL",
    "with_people": "person_id, begins, entry_id FROM as_with_people WHERE deleted_at IS NULL",
    "linked": "to_uid, entry_id, as_ FROM as_linked WHERE deleted_at IS NULL",
}


def foreign_schema(database: Database) -> list[str]:
    """Describe what in the schema of an open journal does not belong to its version."""
    version = int(database.fetch_one("PRAGMA user_version")[0])
    return schema_check.foreign_parts(schema_check.rows_of(database), version)
