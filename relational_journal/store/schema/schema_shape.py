"""The statements that make up a schema: those of a file, and those of the present version."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlcipher3 import dbapi2

from relational_journal.store.schema import tables


@cache
def shape_of_today() -> tuple[tuple[str, str, str], ...]:
    """Return (type, name, statement) of everything in a new journal, ordered by type and name."""
    memory = dbapi2.connect(":memory:", isolation_level=None)
    try:
        for statement in (*tables.STATEMENTS, tables.MIGRATIONS_ONCE):
            memory.execute(statement)
        return shape(memory)
    finally:
        memory.close()


def shape(connection: Any) -> tuple[tuple[str, str, str], ...]:
    """Return (type, name, statement) of everything in a journal, ordered by type and name."""
    found = connection.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name")
    return tuple(found)
