"""What tables and columns were called before version 3, for journals and copies that are still so."""

from __future__ import annotations

from collections.abc import Iterable

BEFORE = 3  # the first version with the names of today

TABLES = {"row_history": "kept", "program_notes": "remembered", "search_index": "found"}
# Per table: a column of today, and what it was called then; NULL if there was none.
COLUMNS = {
    "entries": {"occurred": "when_"},
    "people": {"safety": "NULL"},
    "words": {"counts_as": "like_"},
    "hunches": {"condition": "when_", "marker": "then_", "person": "with_"},
    "changes": {"undone": "taken_back", "has_history": "images"},
}


def table_in(version: int, table: str) -> str:
    """Name a table as a journal of this version calls it."""
    return TABLES.get(table, table) if version < BEFORE else table


def columns_in(version: int, table: str, columns: Iterable[str]) -> list[str]:
    """Name columns as a journal of this version calls them, in the same order; NULL for one that it lacks."""
    former = COLUMNS.get(table, {}) if version < BEFORE else {}
    return [former.get(name, name) for name in columns]


def renamed_keys(table: str) -> dict[str, str]:
    """The keys of a former row kept as JSON, as they were and as they are."""
    return {was: now for now, was in COLUMNS.get(table, {}).items() if was != "NULL"}
