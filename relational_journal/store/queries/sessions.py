"""The last session, and the window that follows from it (docs/counting.md)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from relational_journal.model import Entry, Query, Window
from relational_journal.store.queries.unsafe import unsafe_ids
from relational_journal.store.records import entries
from relational_journal.timestamps import beginning, clock_time, day_of, first_day

if TYPE_CHECKING:
    from relational_journal.store.records.session import JournalSession

WEEKS_DAYS = 56


def last_session(store: JournalSession, before: date | None = None) -> Entry | None:
    """Return the latest session held on a day before `before` (default: today); a prepared one does not count."""
    day = before or store.now().date()
    store.look()
    row = store.db.fetch_one(
        f"SELECT {entries.READ} FROM entries WHERE kind = 'session' AND kind <> 'moment' AND deleted_at IS NULL"
        " AND begins < ?"
        " AND coalesce(answers ->> '$.state', 'held') <> 'prepared'"
        " ORDER BY begins DESC, written DESC, uid DESC LIMIT 1",
        (day.isoformat(),),
    )
    return None if row is None else entries.moment_of(store, row)


def window(store: JournalSession, query: Query) -> Window:
    """Return the days of a query: its own, or the last 8 weeks, or since the last session if that is longer ago."""
    until = query.until or store.now().date()
    if query.since:
        return Window(query.since, max(until, query.since))
    since = until - timedelta(days=WEEKS_DAYS - 1)
    session = last_session(store, min(until, store.now().date()))
    return Window(min(since, first_day(session.when)) if session else since, until)


def clock_of(store: JournalSession, days: Window) -> tuple[date, str] | None:
    """Return day and clock time of the session the window begins with; None if its time is unknown or there is none.

    Moments earlier on that day are outside the window.
    """
    session = last_session(store, min(days.until, store.now().date()))
    if session is None or day_of(session.when) != days.since:
        return None
    time = clock_time(session.when)
    return None if time is None else (days.since, time)


def is_before(moment: Entry, begins: tuple[date, str]) -> bool:
    """Whether a moment is on the day of the session, at a time before it."""
    time = clock_time(moment.when)
    return time is not None and day_of(moment.when) == begins[0] and time < begins[1]


def moments_since(
    store: JournalSession, held: Iterable[Entry], held_apart: Iterable[str], *, unsafe: bool = False
) -> list[int]:
    """Count for each session the moments on later days up to today and, of its own day, those not before its time.

    Args:
        store: the open journal.
        held: the sessions.
        held_apart: names of people all of whose moments are unsafe.
        unsafe: count the unsafe ones instead of the others.
    """
    sessions = list(held)
    if not sessions:
        return []
    store.look()
    ids, arguments = unsafe_ids(store, held_apart)
    # In the order of the index, so that nothing is sorted; a moment without a time has a `when` of ten characters.
    rows = store.db.rows(
        "SELECT begins, length(occurred) > 10 FROM entries WHERE kind = 'moment' AND deleted_at IS NULL"
        f" AND begins >= ? AND begins < ? AND (unsafe OR id IN ({ids})) = ? ORDER BY begins",
        (
            min(beginning(session.when)[:10] for session in sessions),
            store.now().date().isoformat() + "U",  # sorts after every time of today, which begins with T
            *arguments,
            int(unsafe),
        ),
    )
    begins = [begin for begin, _ in rows]
    found = []
    for session in sessions:
        from_ = beginning(session.when)
        first, end = bisect_left(begins, from_[:10]), bisect_left(begins, from_[:10] + "U")
        that_day = sum(1 for begin, timed in rows[first:end] if not timed or begin >= from_)
        found.append(len(rows) - end + that_day)
    return found
