"""Which moments the filters and the session a window begins with leave in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from relational_journal.model import Moment, Query, Window, replace
from relational_journal.store.queries import listing, sessions

if TYPE_CHECKING:
    from relational_journal.store.records.session import JournalSession


def chosen(store: JournalSession, query: Query, begins: tuple[date, str] | None) -> Callable[[Moment], bool] | None:
    """The filters other than dates, and the time of the session a window begins with, as a test of one moment."""
    narrow = replace(query, since=None, until=None, limit=0)
    inside = None if narrow == Query() else {moment.uid for moment in listing.listed(store, narrow)}
    if inside is None and begins is None:
        return None
    return lambda moment: (
        (inside is None or moment.uid in inside) and not (begins is not None and sessions.is_before(moment, begins))
    )


def in_window(store: JournalSession, query: Query) -> tuple[Window, list[Moment]]:
    """The window of a query and its entries in it, newest first, none from before the session it begins with."""
    days = sessions.window(store, query)
    begins = None if query.since else sessions.clock_of(store, days)
    found = listing.listed(store, replace(query, since=days.since, until=days.until))
    return days, [moment for moment in found if begins is None or not sessions.is_before(moment, begins)]
