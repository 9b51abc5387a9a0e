"""Find the moments that are unsafe by a tag or by a person, in SQL."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from relational_journal.store.records import people
from relational_journal.vocabulary.safety import unsafe_keys

if TYPE_CHECKING:
    from relational_journal.store.records.session import JournalSession


def unsafe_ids(store: JournalSession, held_apart: Iterable[str]) -> tuple[str, list[Any]]:
    """Build the query for the ids of moments that are unsafe by a tag or by a person; `unsafe` itself is a column.

    Args:
        store: the open journal.
        held_apart: names of people all of whose moments are unsafe.

    Returns:
        The query, and its arguments.
    """
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
