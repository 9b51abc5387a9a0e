"""Find the few moments that are unsafe by themselves, and derive the safety of all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relational_journal.vocabulary.safety import Safety, unsafe_keys

if TYPE_CHECKING:
    from relational_journal.store.records.session import JournalSession


def safety(store: JournalSession) -> Safety:
    """Return which moments are unsafe and which people are held apart, over the whole journal.

    The answer is cached until something is written.
    """
    store.look()
    known: Safety | None = store.kept("safety")
    if known is None:
        known = Safety.counted(_people_of_unsafe(store), store.book.people.values(), store.words)
        store.keep("safety", known)
    return known


def _people_of_unsafe(store: JournalSession) -> list[tuple[tuple[str, ...], int]]:
    """Return the people of the moments that are unsafe by themselves, with the number of these moments."""
    slots = unsafe_keys(store.words)
    condition = " OR ".join(
        f"(key IN ({', '.join('?' * len(keys))}) AND slot = '{slot}')" for slot, keys in slots.items()
    )
    rows = store.db.rows(
        f"SELECT people, count(*) FROM entries WHERE id IN (SELECT entry_id FROM tagged WHERE {condition}"
        " UNION ALL SELECT id FROM entries WHERE unsafe = 1)"
        " AND kind = 'moment' AND deleted_at IS NULL GROUP BY people",
        [key for keys in slots.values() for key in sorted(keys)],
    )
    try:
        return [(store.names(people), number) for people, number in rows]
    except (ValueError, TypeError) as error:
        from relational_journal.store.engine import engine_errors

        raise engine_errors.damaged(store.db.path) from error
