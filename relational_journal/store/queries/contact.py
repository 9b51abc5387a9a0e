"""Read who was met when, from the index of people, without reading the moments."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from relational_journal.store.records import people
from relational_journal.store.records.entries import NOT_MOMENTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from relational_journal.store.records.session import JournalSession


def days_with(store: JournalSession, today: date, *, least: int, unless_within: int) -> dict[str, frozenset[date]]:
    """Return the days on which each person was met, by name, leaving out people met in the last few days.

    Args:
        store: the open journal.
        today: the day to count back from.
        least: how many moments with a person there have to be, on whatever days.
        unless_within: people with a moment after `today` minus this many days are left out.
    """
    store.look()
    lately = (today - min(timedelta(unless_within), today - date.min)).isoformat() + "U"  # sorts after that day's times
    found = {}
    for number, person in store.book.people.items():
        moments, days = _moments_and_days(store, number, unless_after=lately)
        if moments >= least and days:
            found[person.name] = days
    return found


def days_with_one(store: JournalSession, name: str) -> frozenset[date]:
    """Return the days on which a person was met, from their index alone.

    Raises:
        NotFound: nobody has this name.
    """
    store.look()
    _, days = _moments_and_days(store, people.find_id(store.book, name), unless_after=_NEVER)
    return days


def first_day_with(store: JournalSession, name: str) -> str | None:
    """Return the day of the earliest moment with a person as written, from the beginning of their index."""
    row = store.db.fetch_one(
        "SELECT e.occurred FROM with_people w CROSS JOIN entries e ON e.id = w.entry_id"
        " WHERE w.person_id = ? AND e.kind = 'moment' ORDER BY w.begins LIMIT 1",
        (people.find_id(store.book, name),),
    )
    return None if row is None else str(row[0])[:10]


def tones_by_day(store: JournalSession, name: str, since: date) -> list[tuple[date, str, int]]:
    """Count the moments with a person by day and tone, from a day on; a month or year counts on its first day.

    Moments without a tone are `unmarked`. Only the moments of these days are read.
    """
    store.look()
    rows = store.db.rows(
        "SELECT substr(w.begins, 1, 10) AS day, coalesce(e.tone, 'unmarked'), count(*)"
        " FROM with_people w CROSS JOIN entries e ON e.id = w.entry_id"
        " WHERE w.person_id = ? AND w.begins >= ? AND e.kind = 'moment' GROUP BY 1, 2 ORDER BY 1, 2",
        (people.find_id(store.book, name), since.isoformat()),
    )
    return [(date.fromisoformat(day), tone, count) for day, tone, count in rows]


_NEVER = "~"  # sorts after every time
_MAY_BE_A_MONTH = "substr(begins, 8) = '-01T00:00:00'"  # how a month, a year and a first day without a time begin


def _moments_and_days(store: JournalSession, number: int, *, unless_after: str) -> tuple[int, frozenset[date]]:
    """Return how many moments there are with a person, and their days; nothing if there is one after that time."""
    # The days come in one text, because handing over one row for each moment takes most of the time.
    moments, found = store.db.fetch_one(
        f"SELECT count(*), group_concat(iif({_MAY_BE_A_MONTH}, entry_id, substr(begins, 1, 10)), ' ') FROM with_people"
        f" WHERE person_id = ?1 AND entry_id NOT IN ({NOT_MOMENTS}) AND NOT EXISTS"
        " (SELECT 1 FROM with_people l CROSS JOIN entries e ON e.id = l.entry_id"
        " WHERE l.person_id = ?1 AND l.begins > ?2 AND e.kind = 'moment' AND length(e.occurred) >= 10)",
        (number, unless_after),
    )
    days = set((found or "").split())
    unsure = {day for day in days if "-" not in day}
    return moments, frozenset(map(date.fromisoformat, (days - unsure) | _known_days(store, map(int, unsure))))


def _known_days(store: JournalSession, entries: Iterable[int]) -> set[str]:
    """Return the days of these entries, without those of which only the month or year is known."""
    rows = (store.db.fetch_one("SELECT occurred FROM entries WHERE id = ?", (number,)) for number in entries)
    return {when[:10] for (when,) in rows if len(when) >= 10}


def people_of_moments_with(store: JournalSession, keys: Iterable[str], slot: str) -> frozenset[str]:
    """Return the names of the people in moments that hold any of these keys in a slot."""
    store.look()
    keys = list(keys)
    rows = store.db.rows(
        "SELECT DISTINCT people FROM entries WHERE id IN (SELECT entry_id FROM tagged"
        f" WHERE key IN ({', '.join('?' * len(keys))}) AND slot = ?) AND kind = 'moment' AND deleted_at IS NULL",
        [*keys, slot],
    )
    return frozenset(name for (ids,) in rows for name in store.names(ids))
