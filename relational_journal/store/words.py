"""The person's own words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from relational_journal.model import Word

if TYPE_CHECKING:
    from relational_journal.store.store import Store


def load(store: Store) -> dict[str, Word]:
    """All of them by key, sorted by it."""
    rows = store.db.rows("SELECT key, label, polarity, like_ FROM words ORDER BY key")
    return {row[0]: Word(*row) for row in rows}


def put(store: Store, word: Word) -> None:
    """A new word, or the new state of a known one. Inside a change."""
    known = store.words.get(word.key)
    if known == word:
        return
    if known is None:
        store.db.run(
            "INSERT INTO words (key, label, polarity, like_) VALUES (?, ?, ?, ?)",
            (word.key, word.label, word.polarity, word.like),
        )
    else:
        store.db.run(
            "UPDATE words SET label = ?, polarity = ?, like_ = ? WHERE key = ?",
            (word.label, word.polarity, word.like, word.key),
        )
    store.forget_what_was_read()


def take_up(store: Store, new: Iterable[Word]) -> None:
    """Words an entry brings with it; those already here stay as they are. Inside a change."""
    for word in new:
        if word.key not in store.words:
            put(store, word)


def uses(store: Store) -> dict[str, int]:
    """How many entries carry each key, own or not; urges and what was braced for included."""
    return dict(
        store.db.rows(
            "SELECT key, count(DISTINCT entry_id) FROM tagged WHERE slot NOT IN ('context') GROUP BY key"
            " UNION ALL SELECT key, count(DISTINCT entry_id) FROM tagged WHERE slot = 'context' GROUP BY key"
        )
    )
