"""The open journal shared by the store's modules: the file, the clock, and a cache of people and words."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from relational_journal.store.records import people_book

if TYPE_CHECKING:
    from relational_journal.model import Word
    from relational_journal.store.engine.database import Database


def _ignore_message(_: str) -> None:
    """Do nothing: the default of `JournalSession.tell`."""


def _leave_as_it_is() -> None:
    """The default of `JournalSession.end_what_is_due`: do nothing."""


def _no_phrases(session: JournalSession, text: str) -> Collection[str]:
    """The default of `JournalSession.phrases_of`: none."""
    return ()


class JournalSession:
    """One open journal.

    Args:
        db: the open file.
        now: the clock; returns date-times with their offset.
    """

    def __init__(self, db: Database, now: Callable[[], datetime]) -> None:
        self.db = db
        self.now = now
        self.last_change: int | None = None
        self.tell: Callable[[str], None] = _ignore_message
        # Set by the façade: the 30-day retention is in history/, which this module must not import.
        self.end_what_is_due: Callable[[], None] = _leave_as_it_is
        # Also set by the façade: the reader that finds the phrases of a text is in capture/.
        self.phrases_of: Callable[[JournalSession, str], Collection[str]] = _no_phrases
        self._book: people_book.Book | None = None
        self._words: dict[str, Word] | None = None
        self._seen: int | None = None
        self._looked_in: int | None = None
        self._kept: dict[str, tuple[int, Any]] = {}

    @property
    def book(self) -> people_book.Book:
        """Everyone, read again after another process wrote."""
        self.look()
        if self._book is None:
            self._book = people_book.load(self.db)
        return self._book

    @property
    def words(self) -> dict[str, Word]:
        """The person's own words by key, read again after another process wrote."""
        self.look()
        if self._words is None:
            self._words = people_book.load_words(self.db)
        return self._words

    def forget_what_was_read(self) -> None:
        """Drop the cached people and words."""
        self._book = None
        self._words = None
        self._kept.clear()

    def kept(self, name: str) -> Any:
        """Return the cached value with this name, or None if the journal may have changed since. Call `look` before."""
        written, value = self._kept.get(name, (-1, None))
        return value if written == self.db.rows_written else None

    def keep(self, name: str, value: object) -> None:
        """Cache a value computed from the journal until something is written to it."""
        if not self.db.in_transaction:  # what is rolled back is not counted as written
            self._kept[name] = self.db.rows_written, value

    def instant(self, *, days_ago: int = 0) -> str:
        """Return the present time, or that of some days ago, as UTC text that sorts."""
        return (self.now() - timedelta(days=days_ago)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def names(self, ids: str) -> tuple[str, ...]:
        """Return the nicknames for a JSON array of ids; someone new since the last look is looked up."""
        book = self._book or self.book
        found = book.names(ids)
        if found is None:
            self._book = None
            found = self.book.names(ids, all_known=False)
        return found or ()

    def look(self) -> None:
        """Drop the cache if another process wrote. Call it before reading entries."""
        # inside a transaction nobody else can write, so one look is enough
        inside = self.db.in_transaction
        if inside and self._looked_in == self.db.transactions:
            return
        self._looked_in = self.db.transactions if inside else None
        version = self.db.fetch_one("PRAGMA data_version")[0]
        if version != self._seen:
            self._seen = version
            self.forget_what_was_read()
