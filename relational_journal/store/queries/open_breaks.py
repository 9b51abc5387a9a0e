"""Read the moments that show what became of every break: a part of the journal, found through its indexes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from relational_journal.store.records import people
from relational_journal.store.records.entries import READ, moment_of
from relational_journal.vocabulary.patterns import pattern
from relational_journal.vocabulary.safety import unsafe_keys

if TYPE_CHECKING:
    from relational_journal.model import Entry
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
    unsafe, unsafe_arguments = _unsafe(store, held_apart)
    # Each reason is a term of its own, so that SQLite can use an index for each.
    rows = store.db.stream(
        f"SELECT {READ} FROM entries WHERE kind = 'moment' AND deleted_at IS NULL AND ("
        "tone = 'disconnection' OR break_status IS NOT NULL"
        f" OR id IN (SELECT entry_id FROM tagged WHERE key IN ({repairing}))"
        " OR id IN (SELECT (SELECT w.entry_id FROM with_people w JOIN entries e ON e.id = w.entry_id"
        " WHERE w.person_id = p.id AND e.tone = 'connection' AND e.kind = 'moment' AND NOT e.unsafe"
        f" AND NOT e.story_only AND e.id NOT IN ({unsafe}) ORDER BY w.begins DESC LIMIT 1) FROM people p))",
        [*keys, *unsafe_arguments],
    )
    for row in rows:
        yield moment_of(store, row)


def _repair_keys(store: JournalSession) -> list[str]:
    """The tags that repair, including own words that count as one."""
    repairing = pattern("repairing")
    assert repairing is not None
    keys = {key for keys in repairing.rule_keys.values() for key in keys}
    # Entries hold own words under their own key, so both have to be looked up.
    return sorted(keys | {word.key for word in store.words.values() if word.like in keys})


def _unsafe(store: JournalSession, held_apart: Iterable[str]) -> tuple[str, list[Any]]:
    """Build the query for the ids of moments that are unsafe by a tag or by a person."""
    slots = unsafe_keys(store.words)
    tagged = " OR ".join(f"(key IN ({_marks(keys)}) AND slot = '{slot}')" for slot, keys in slots.items())
    ids = [people.find_id(store.book, name) for name in sorted(held_apart)]
    asked = (
        f"SELECT entry_id FROM tagged WHERE {tagged}"
        f" UNION SELECT entry_id FROM with_people WHERE person_id IN ({_marks(ids)})"
    )
    return asked, [*(key for keys in slots.values() for key in sorted(keys)), *ids]


def _marks(values: Iterable[Any]) -> str:
    return ", ".join("?" for _ in values)
