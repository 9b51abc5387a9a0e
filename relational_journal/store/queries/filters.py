"""Filter moments by a query and by the session that a window begins with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from relational_journal.model import Entry, Query, Window, replace
from relational_journal.store.queries import listing, sessions
from relational_journal.timestamps import beginning

if TYPE_CHECKING:
    from relational_journal.store.records.session import JournalSession


def chosen(
    store: JournalSession, query: Query, begins: tuple[date, str] | None, *, mostly_since: date
) -> Callable[[Entry], bool] | None:
    """Turn the filters other than dates, and the time of the first session, into a test of one moment.

    Args:
        store: the open journal.
        query: the filters.
        begins: day and clock time of the session the window begins with; None if there is none.
        mostly_since: the first day of most moments that are tested; the journal before it is read only if it has to be.

    Returns:
        The test; None if it would let every moment through.
    """
    narrow = replace(query, since=None, until=None, limit=0)
    inside = None if narrow == Query() else _Inside(store, narrow, mostly_since)
    if inside is None and begins is None:
        return None
    return lambda moment: (
        (inside is None or moment in inside) and not (begins is not None and sessions.is_before(moment, begins))
    )


class _Inside:
    """The entries that a query chooses; those before a day are looked up when the first of them is asked about."""

    def __init__(self, store: JournalSession, query: Query, since: date) -> None:
        self._since = since.isoformat()
        self._late = listing.uids(store, replace(query, since=since))
        self._read_early: Callable[[], frozenset[str]] = lambda: listing.uids(store, replace(query, until=since))
        self._early: frozenset[str] | None = None

    def __contains__(self, moment: Entry) -> bool:
        if beginning(moment.when) >= self._since:
            return moment.uid in self._late
        if self._early is None:
            self._early = self._read_early()
        return moment.uid in self._early


def in_window(store: JournalSession, query: Query) -> tuple[Window, list[Entry]]:
    """Return the window of a query and its entries, newest first, without those before the session at its start."""
    days = sessions.window(store, query)
    begins = None if query.since else sessions.clock_of(store, days)
    found = listing.listed(store, replace(query, since=days.since, until=days.until))
    return days, [moment for moment in found if begins is None or not sessions.is_before(moment, begins)]
