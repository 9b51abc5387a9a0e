"""What was written since a given time: each entry, person and hunch as it was before and as it is now."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from relational_journal.store.engine.columns import COLUMNS

if TYPE_CHECKING:
    from relational_journal.store.records.session import JournalSession

Row = dict[str, Any]  # column → value
_TABLES = ("entries", "people", "hunches")
# rows from an import or an undo were not written by the person now
_TOUCHED = """
SELECT k.tbl, k.row_id, k.change_id, k.before FROM row_history AS k JOIN changes AS c ON c.id = k.change_id
WHERE c.has_history = 1 AND c.at >= ? AND c.undoes IS NULL AND c.verb NOT IN ('import', 'merge')
AND k.tbl IN ('entries', 'people', 'hunches') ORDER BY k.change_id
"""


class Writing(NamedTuple):
    """One row in three states; None if it did not exist."""

    table: str
    at_first: Row | None  # before the first change since then
    before: Row | None  # before the change in question and all later ones
    now: Row | None


def writings(store: JournalSession, since: str, change: int) -> list[Writing]:
    """Return every entry, person and hunch that was written since then.

    Args:
        store: the open journal.
        since: UTC text from `JournalSession.instant`.
        change: the first of the changes in question.
    """
    first: dict[tuple[str, int], Row | None] = {}
    before: dict[tuple[str, int], Row | None] = {}
    for table, number, made_by, row in store.db.rows(_TOUCHED, (since,)):
        state = json.loads(row) if row else None
        first.setdefault((table, number), state)
        if made_by >= change:
            before.setdefault((table, number), state)
    found = []
    for (table, number), state in first.items():
        now = _row(store, table, number)
        found.append(Writing(table, state, before.get((table, number), now), now))
    return found


def _row(store: JournalSession, table: str, number: int) -> Row | None:
    assert table in _TABLES
    columns = COLUMNS[table]
    values = store.db.fetch_one(f"SELECT {', '.join(columns)} FROM {table} WHERE id = ?", (number,))
    return dict(zip(columns, values, strict=True)) if values else None
