"""Read the moments that show what became of breaks: a part of the journal, found through its indexes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from relational_journal.model import BREAKS
from relational_journal.store.queries.unsafe import unsafe_ids
from relational_journal.store.records.entries import READ, moment_of
from relational_journal.vocabulary.patterns import pattern

if TYPE_CHECKING:
    from datetime import date

    from relational_journal.model import Entry, Window
    from relational_journal.store.records.session import JournalSession


def moments_about_breaks(store: JournalSession, held_apart: Iterable[str]) -> Iterator[Entry]:
    """Yield what `patterns.counting.breaks` needs and as little else as possible.

    These are moments of disconnection, those that say something about a break, those with a repair tag, and the latest
    safe moment of connection with each person.

    Args:
        store: the open journal.
        held_apart: names of people all of whose moments are unsafe.
    """
    store.look()
    repairing = _marks(keys := _repair_keys(store))
    connections, arguments = _latest_connections(store, held_apart)
    # Each reason is a term of its own, so that SQLite can use an index for each.
    yield from _moments(
        store,
        "tone = 'disconnection' OR break_status IS NOT NULL"
        f" OR id IN (SELECT entry_id FROM tagged WHERE key IN ({repairing}))"
        f" OR id IN (SELECT entry_id FROM ({connections}))",
        [*keys, *arguments],
    )


def moments_about_breaks_in(store: JournalSession, window: Window) -> Iterator[Entry]:
    """Yield what `patterns.counting.breaks` needs for the breaks in a window.

    A repair that is tied to such a break is among them whatever its day; one that is seen has to lie in the window.
    The latest connection with each person is not among them; only breaks older than 60 days need it.
    """
    store.look()
    keys = _repair_keys(store)
    days = (window.since.isoformat(), _end_of(window.until))
    yield from _moments(
        store,
        "id IN ("
        "SELECT id FROM entries WHERE tone = 'disconnection' AND deleted_at IS NULL AND begins >= ? AND begins < ?"
        f" UNION SELECT id FROM entries WHERE break_status IN ({_marks(BREAKS)}) AND begins >= ? AND begins < ?"
        f" UNION SELECT entry_id FROM tagged WHERE key IN ({_marks(keys)}) AND begins >= ? AND begins < ?"
        " UNION SELECT l.entry_id FROM entries b CROSS JOIN linked l ON l.to_uid = b.uid AND l.as_ = 'repairs'"
        " WHERE b.deleted_at IS NULL AND b.begins >= ? AND b.begins < ?)",
        [*days, *BREAKS, *days, *keys, *days, *days],
    )


# A repair that is seen shares a person with its break, and counts for the latest break it shares one with. So what
# decides about a break are the moments with its people, with the people of those, and so on; all others are left out.
_CIRCLES = """
    WITH RECURSIVE
    weeks (since, until, uids) AS MATERIALIZED (
      SELECT value ->> 'since', value ->> 'until', value -> 'uids' FROM json_each(?)),
    broken (since, until, id, uid) AS MATERIALIZED (
      SELECT since, until, b.id, b.uid FROM weeks, json_each(weeks.uids) u CROSS JOIN entries b ON b.uid = u.value),
    circle (since, until, person_id) AS (
      SELECT since, until, who.value FROM broken CROSS JOIN entries b ON b.id = broken.id, json_each(b.people) who
        WHERE who.value NOT IN (SELECT id FROM people WHERE relationship = 'myself')
      UNION
      SELECT since, until, who.value FROM circle
        CROSS JOIN with_people w ON w.person_id = circle.person_id AND w.begins >= since AND w.begins < until
        CROSS JOIN entries e ON e.id = w.entry_id, json_each(e.people) who
        WHERE who.value NOT IN (SELECT id FROM people WHERE relationship = 'myself')),
    near (id) AS MATERIALIZED (
      SELECT DISTINCT w.entry_id FROM circle
        CROSS JOIN with_people w ON w.person_id = circle.person_id AND w.begins >= since AND w.begins < until)"""


def moments_about(store: JournalSession, weeks: Iterable[tuple[Window, Iterable[Entry]]]) -> Iterator[Entry]:
    """Yield what `patterns.counting.breaks` needs for some breaks, without the latest connection with each person.

    Args:
        store: the open journal.
        weeks: windows that do not overlap, each with its breaks; a repair of one that is seen has to lie in it.
    """
    store.look()
    asked = [
        {"since": window.since.isoformat(), "until": _end_of(window.until), "uids": [each.uid for each in broken]}
        for window, broken in weeks
    ]
    keys = _repair_keys(store)
    yield from _moments(
        store,
        f"id IN ({_CIRCLES}"
        " SELECT near.id FROM near CROSS JOIN entries e ON e.id = near.id WHERE e.tone = 'disconnection'"
        " OR e.break_status IS NOT NULL OR EXISTS (SELECT 1 FROM tagged t"
        f" WHERE t.key IN ({_marks(keys)}) AND t.begins = e.begins AND t.entry_id = e.id)"
        " UNION ALL SELECT l.entry_id FROM near CROSS JOIN entries b ON b.id = near.id"
        " CROSS JOIN linked l ON l.to_uid = b.uid AND l.as_ = 'repairs'"
        " UNION ALL SELECT l.entry_id FROM broken CROSS JOIN linked l ON l.to_uid = broken.uid AND l.as_ = 'repairs')",
        [json.dumps(asked), *keys],
    )


def may_still_be_open(store: JournalSession, held_apart: Iterable[str], before: date) -> Iterator[Entry]:
    """Yield every moment before a day that may be an open break, and perhaps some that are none.

    These are breaks stored as open, and disconnections without a status after which no later day holds a safe moment
    of connection with one of their people.
    """
    store.look()
    connections, arguments = _latest_connections(store, held_apart)
    yield from _moments(
        store,
        "id IN ("
        "SELECT id FROM entries WHERE break_status = 'open' AND begins < ?"
        " UNION SELECT w.entry_id FROM people p"
        f" LEFT JOIN ({connections}) latest ON latest.person_id = p.id"
        " CROSS JOIN with_people w ON w.person_id = p.id"
        " AND w.begins >= coalesce(substr(latest.begins, 1, 10), '') AND w.begins < ?"
        " CROSS JOIN entries e ON e.id = w.entry_id AND e.tone = 'disconnection' AND e.break_status IS NULL)",
        [before.isoformat(), *arguments, before.isoformat()],
    )


def latest_connections(store: JournalSession, held_apart: Iterable[str]) -> Iterator[Entry]:
    """Yield the latest safe moment of connection with each person."""
    store.look()
    connections, arguments = _latest_connections(store, held_apart)
    yield from _moments(store, f"id IN (SELECT entry_id FROM ({connections}))", arguments)


def _moments(store: JournalSession, condition: str, arguments: Sequence[Any]) -> Iterator[Entry]:
    rows = store.db.stream(
        f"SELECT {READ} FROM entries WHERE kind = 'moment' AND deleted_at IS NULL AND ({condition})", arguments
    )
    for row in rows:
        yield moment_of(store, row)


def _latest_connections(store: JournalSession, held_apart: Iterable[str]) -> tuple[str, list[Any]]:
    """Build the query for the latest safe moment of connection with each person: person_id, entry_id, begins."""
    unsafe, arguments = unsafe_ids(store, held_apart)
    return (
        "SELECT p.id AS person_id, c.id AS entry_id, c.begins AS begins FROM people p JOIN entries c ON c.id ="
        " (SELECT w.entry_id FROM with_people w JOIN entries e ON e.id = w.entry_id"
        " WHERE w.person_id = p.id AND e.tone = 'connection' AND e.kind = 'moment' AND NOT e.unsafe"
        f" AND NOT e.story_only AND e.id NOT IN ({unsafe}) ORDER BY w.begins DESC LIMIT 1)",
        arguments,
    )


def _repair_keys(store: JournalSession) -> list[str]:
    """Return the tags that repair, including own words that count as one."""
    repairing = pattern("repairing")
    assert repairing is not None
    keys = {key for keys in repairing.rule_keys.values() for key in keys}
    # Entries hold own words under their own key, so both have to be looked up.
    return sorted(keys | {word.key for word in store.words.values() if word.like in keys})


def _end_of(day: date) -> str:
    return day.isoformat() + "U"  # sorts after every time of that day, which begins with T


def _marks(values: Iterable[Any]) -> str:
    return ", ".join("?" for _ in values)
