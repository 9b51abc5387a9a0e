"""Rewrite the content of many rows, in the tables and in the history."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from relational_journal.store.engine.columns import COLUMNS
from relational_journal.store.schema import derived_tables

if TYPE_CHECKING:
    from relational_journal.store.records.session import JournalSession


class Rewriting(Protocol):
    """A rewriting of the rows of all tables."""

    def differing(self, table: str, row: dict[str, Any]) -> dict[str, Any]:
        """Return the columns of a row that change, with their new values."""


def rewrite_rows(store: JournalSession, rewriting: Rewriting) -> tuple[str, ...]:
    """Rewrite every row that changes. Call it inside a change.

    Returns:
        The uids of the entries changed.
    """
    touched: list[str] = []
    for table, columns in COLUMNS.items():
        one = f"SELECT {', '.join(columns)} FROM {table}"

        def differing(row: Sequence[Any], table: str = table, columns: Sequence[str] = columns) -> dict[str, Any]:
            return rewriting.differing(table, dict(zip(columns, row, strict=True)))

        # Only the ids are held in memory, and each row is read again before it is changed.
        numbers = [row[0] for row in store.db.stream(one) if differing(row)]
        with derived_tables.many(store.db, len(numbers) if table == "entries" else 0):
            for number in numbers:
                row = store.db.fetch_one(f"{one} WHERE id = ?", (number,))
                _write(store, table, number, differing(row))
                if table == "entries":
                    touched.append(row[1])
    return tuple(touched)


def rewrite_history(store: JournalSession, rewriting: Rewriting) -> None:
    """Rewrite the former states of rows in the history."""
    for (change,) in store.db.rows("SELECT id FROM changes WHERE has_history = 1"):
        rows = store.db.rows(
            "SELECT tbl, row_id, before FROM row_history WHERE change_id = ? AND before IS NOT NULL", (change,)
        )
        for table, number, before in rows:
            row = json.loads(before)
            differs = rewriting.differing(table, row)
            if differs:
                store.db.run(
                    "UPDATE row_history SET before = ? WHERE change_id = ? AND tbl = ? AND row_id = ?",
                    (json.dumps(row | differs, ensure_ascii=False), change, table, number),
                )


def _write(store: JournalSession, table: str, number: int, differs: dict[str, Any]) -> None:
    values = (*differs.values(), number)
    sets = ", ".join(f"{name} = ?" for name in differs)
    if table not in ("words", "learned"):
        store.db.run(f"UPDATE {table} SET {sets} WHERE id = ?", values)
        return
    # two words may have become one: the first stays
    store.db.run(f"UPDATE OR IGNORE {table} SET {sets} WHERE id = ?", values)
    if store.db.fetch_one("SELECT changes()")[0] == 0:
        store.db.run(f"DELETE FROM {table} WHERE id = ?", (number,))
