"""Read and write the person's own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from relational_journal.model import Word

if TYPE_CHECKING:
    from relational_journal.model import Entry
    from relational_journal.store.records.session import JournalSession


def put(store: JournalSession, word: Word) -> None:
    """Store a new word, or the new state of a known one. Call it inside a change."""
    known = store.words.get(word.key)
    # Storing the same word again must not become a change to undo.
    if known == word:
        return
    if known is None:
        store.db.run(
            "INSERT INTO words (key, label, polarity, counts_as) VALUES (?, ?, ?, ?)",
            (word.key, word.label, word.polarity, word.like),
        )
    else:
        store.db.run(
            "UPDATE words SET label = ?, polarity = ?, counts_as = ? WHERE key = ?",
            (word.label, word.polarity, word.like, word.key),
        )
    store.forget_what_was_read()


def take_up(store: JournalSession, new: Iterable[Word]) -> None:
    """Store the words that an entry introduces; known ones stay as they are. Call it inside a change."""
    known = store.words
    rows = {word.key: word for word in new if word.key not in known}
    if rows:
        store.db.execute_many(
            "INSERT INTO words (key, label, polarity, counts_as) VALUES (?, ?, ?, ?)", iter(rows.values())
        )
        store.forget_what_was_read()


def filled(known: Word, other: Word) -> Word:
    """Return a known word with its empty fields filled from another."""
    return Word(known.key, known.label or other.label, known.polarity or other.polarity, known.like or other.like)


def move(store: JournalSession, word: Word, placed: Callable[[Entry], Entry]) -> tuple[str, ...]:
    """Move a word to its slot in every entry that carries it. Call it inside a change.

    Args:
        store: the open journal.
        word: the word.
        placed: returns an entry with the word in its slot.

    Returns:
        The uids of the entries in which it moved.
    """
    from relational_journal.store.records import entries
    from relational_journal.store.schema import derived_tables

    # Collected before the first update, which changes the table that is read here.
    numbers = store.db.rows("SELECT DISTINCT entry_id FROM tagged WHERE key = ? ORDER BY entry_id", (word.key,))
    moved = []
    with derived_tables.many(store.db, len(numbers)):
        for (number,) in numbers:
            before = entries.find(store, str(number))
            after = placed(before)
            if after != before:
                entries.update(store, after)
                moved.append(before.uid)
    return tuple(moved)


def uses(store: JournalSession) -> dict[str, int]:
    """Count the entries that carry each key, own or not, including urges and what was braced for."""
    return dict(
        store.db.rows(
            "SELECT key, count(DISTINCT entry_id) FROM tagged WHERE slot NOT IN ('context') GROUP BY key"
            " UNION ALL SELECT key, count(DISTINCT entry_id) FROM tagged WHERE slot = 'context' GROUP BY key"
        )
    )
