"""Find the few moments that are unsafe by themselves through an index, and derive the safety of all others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from relational_journal.store.records.entries import READ, moment_of
from relational_journal.vocabulary.safety import Safety, unsafe_keys

if TYPE_CHECKING:
    from relational_journal.model import Entry
    from relational_journal.store.records.session import JournalSession


def safety(store: JournalSession) -> Safety:
    """Return which moments are unsafe and which people are held apart, over the whole journal."""
    store.look()
    return Safety.read(_unsafe_by_themselves(store), store.book.people.values(), store.words)


def _unsafe_by_themselves(store: JournalSession) -> Iterator[Entry]:
    """Yield moments that may be unsafe by themselves; `Safety` decides."""
    slots = unsafe_keys(store.words)
    condition = " OR ".join(
        f"(key IN ({', '.join('?' * len(keys))}) AND slot = '{slot}')" for slot, keys in slots.items()
    )
    tagged = f"SELECT entry_id FROM tagged WHERE {condition}"
    set_so = "SELECT id FROM entries WHERE unsafe = 1"
    rows = store.db.stream(
        f"SELECT {READ} FROM entries WHERE id IN ({tagged} UNION {set_so}) AND kind = 'moment' AND deleted_at IS NULL",
        [key for keys in slots.values() for key in sorted(keys)],
    )
    for row in rows:
        yield moment_of(store, row)
