"""Read the moments that counting a window needs: those from a day on, and earlier ones linked as repairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relational_journal.store.records.entries import READ, moment_of

if TYPE_CHECKING:
    from datetime import date

    from relational_journal.model import Entry
    from relational_journal.store.records.session import JournalSession


def moments_since(store: JournalSession, since: date) -> list[Entry]:
    """Return the moments from a day on in the order of time, and any earlier one linked as `repairs`.

    A period such as a month is sorted by its first day, so what mended a break may come before the break.
    """
    store.look()
    rows = store.db.stream(
        f"SELECT {READ} FROM entries WHERE kind = 'moment' AND deleted_at IS NULL AND (begins >= ?"
        " OR id IN (SELECT entry_id FROM linked WHERE as_ = 'repairs')) ORDER BY begins, written, uid",
        (since.isoformat(),),
    )
    return [moment_of(store, row) for row in rows]
