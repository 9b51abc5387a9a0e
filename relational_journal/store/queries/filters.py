"""Filter moments by a query and by the session that a window begins with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from relational_journal.model import Entry, Query, Window, replace
from relational_journal.store.queries import listing, sessions

if TYPE_CHECKING:
    from relational_journal.store.records.session import JournalSession


def chosen(store: JournalSession, query: Query, begins: tuple[date, str] | None) -> Callable[[Entry], bool] | None:
    """Turn the filters other than dates, and the time of the first session, into a test of one moment.

    Args:
        store: the open journal.
        query: the filters.
        begins: day and clock time of the session the window begins with; None if there is none.

    Returns:
        The test; None if it would let every moment through.
    """
    narrow = replace(query, since=None, until=None, limit=0)
    inside = None if narrow == Query() else {moment.uid for moment in listing.listed(store, narrow)}
    if inside is None and begins is None:
        return None
    return lambda moment: (
        (inside is None or moment.uid in inside) and not (begins is not None and sessions.is_before(moment, begins))
    )


def in_window(store: JournalSession, query: Query) -> tuple[Window, list[Entry]]:
    """Return the window of a query and its entries, newest first, without those before the session at its start."""
    days = sessions.window(store, query)
    begins = None if query.since else sessions.clock_of(store, days)
    found = listing.listed(store, replace(query, since=days.since, until=days.until))
    return days, [moment for moment in found if begins is None or not sessions.is_before(moment, begins)]
