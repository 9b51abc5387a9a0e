"""Read the moments that counting a window needs: those from a day on, and earlier ones that repair one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relational_journal.store.records.entries import READ, moment_of

if TYPE_CHECKING:
    from datetime import date

    from relational_journal.model import Entry
    from relational_journal.store.records.session import JournalSession


def moments_since(store: JournalSession, since: date) -> list[Entry]:
    """Return the moments from a day on in the order of time, and any earlier one that repairs one of them.

    A period such as a month is sorted by its first day, so what mended a break may come before the break.
    """
    store.look()
    rows = store.db.stream(
        f"SELECT {READ} FROM entries WHERE kind = 'moment' AND deleted_at IS NULL AND (begins >= ?1"
        " OR id IN (SELECT entry_id FROM linked WHERE as_ = 'repairs' AND to_uid IN"
        " (SELECT uid FROM entries WHERE deleted_at IS NULL AND begins >= ?1))) ORDER BY begins, written, uid",
        (since.isoformat(),),
    )
    return [moment_of(store, row) for row in rows]
