"""The moments counting needs of a window: those from a day on, and the few earlier ones that are tied to mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relational_journal.store.records.entries import READ, moment_of

if TYPE_CHECKING:
    from datetime import date

    from relational_journal.model import Moment
    from relational_journal.store.records.session import JournalSession


def moments_since(store: JournalSession, since: date) -> list[Moment]:
    """Read the moments from a day on in the order of time, and any earlier one tied as `repairs`.

    A period such as a month stands at its first day, so that what mended a break may stand before it.
    """
    store.look()
    rows = store.db.stream(
        f"SELECT {READ} FROM entries WHERE kind = 'moment' AND deleted_at IS NULL AND (begins >= ?"
        " OR id IN (SELECT entry_id FROM linked WHERE as_ = 'repairs')) ORDER BY begins, written, uid",
        (since.isoformat(),),
    )
    return [moment_of(store, row) for row in rows]
