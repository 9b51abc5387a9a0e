"""The open journal as the store's modules share it: the file, the clock, and what has been read from it so far."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from relational_journal.store.records import people_book

if TYPE_CHECKING:
    from relational_journal.model import Word
    from relational_journal.store.engine.database import Database


def _tell_nobody(_: str) -> None:
    """Where nobody listens to what a change has to say besides."""


def _wait() -> None:
    """Leave what is due where nobody says how it ends."""


class JournalSession:
    """One open journal.

    Args:
        db: the open file.
        now: the clock; it gives date-times with their offset.
    """

    def __init__(self, db: Database, now: Callable[[], datetime]) -> None:
        self.db = db
        self.now = now
        self.last_change: int | None = None
        self.tell: Callable[[str], None] = _tell_nobody
        # What 30 days end lies in a room above this one: the façade says how it is done.
        self.end_what_is_due: Callable[[], None] = _wait
        self._book: people_book.Book | None = None
        self._words: dict[str, Word] | None = None
        self._seen: int | None = None
        self._looked_in: int | None = None

    @property
    def book(self) -> people_book.Book:
        """Everyone, read once and again after another process wrote."""
        self.look()
        if self._book is None:
            self._book = people_book.load(self.db)
        return self._book

    @property
    def words(self) -> dict[str, Word]:
        """The person's own words by key, read once and again after another process wrote."""
        self.look()
        if self._words is None:
            self._words = people_book.load_words(self.db)
        return self._words

    def forget_what_was_read(self) -> None:
        """Read people and words anew when next asked."""
        self._book = None
        self._words = None

    def instant(self, *, days_ago: int = 0) -> str:
        """The present as UTC text that sorts, or so many days before it."""
        return (self.now() - timedelta(days=days_ago)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def names(self, ids: str) -> tuple[str, ...]:
        """The nicknames of a JSON array of ids, as of the last look; whoever is new since then is looked up."""
        book = self._book or self.book
        found = book.names(ids)
        if found is None:
            self._book = None
            found = self.book.names(ids, all_known=False)
        return found or ()

    def look(self) -> None:
        """See whether another process wrote, and if so read people and words anew. Before reading entries."""
        # Inside a transaction nobody else can write: one look is enough.
        inside = self.db.in_transaction
        if inside and self._looked_in == self.db.transactions:
            return
        self._looked_in = self.db.transactions if inside else None
        version = self.db.fetch_one("PRAGMA data_version")[0]
        if version != self._seen:
            self._seen = version
            self.forget_what_was_read()
