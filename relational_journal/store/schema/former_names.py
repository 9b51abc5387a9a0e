"""The names that tables and columns had before version 3, for reading older journals and copies."""

from __future__ import annotations

from collections.abc import Iterable

BEFORE = 3  # the first schema version with the present names

TABLES = {"row_history": "kept", "program_notes": "remembered", "search_index": "found"}
# per table: the present name of a column and its former one; NULL if there was none
COLUMNS = {
    "entries": {"occurred": "when_"},
    "people": {"safety": "NULL"},
    "words": {"counts_as": "like_"},
    "hunches": {"condition": "when_", "marker": "then_", "person": "with_"},
    "changes": {"undone": "taken_back", "has_history": "images"},
}


def table_in(version: int, table: str) -> str:
    """Return the name of a table in a journal of this schema version."""
    return TABLES.get(table, table) if version < BEFORE else table


def columns_in(version: int, table: str, columns: Iterable[str]) -> list[str]:
    """Return the names of columns in a journal of this schema version, in the same order; NULL for a missing one."""
    former = COLUMNS.get(table, {}) if version < BEFORE else {}
    return [former.get(name, name) for name in columns]


def renamed_keys(table: str) -> dict[str, str]:
    """Map the former to the present keys in rows of a table that the history stores as JSON."""
    return {was: now for now, was in COLUMNS.get(table, {}).items() if was != "NULL"}
