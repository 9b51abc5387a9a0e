"""Fill the tables derived from entries (tagged, with_people, linked, search_index) in bulk.

For a single entry the triggers in tables.py do this. They cost four times as much as the entry itself, and erasing an
entry from the full-text index costs more still, so a change of many entries fills the tables once, from the same
views.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from relational_journal.store.engine.database import Database

MANY = 500  # entries in one change from which the bulk way is used
_SHARE = 25  # if a change touches at least 1/25 of all entries, rebuilding the whole index is cheaper
_BATCH = 250  # rows held in memory at a time
_STRETCH = 5000  # entries whose index one statement makes


@contextmanager
def many(db: Database, count: int) -> Iterator[None]:
    """Run a change of `count` entries inside an open transaction, and bring the derived tables up to date once."""
    if count < MANY:
        yield
        return
    total = db.fetch_one("SELECT count(*) FROM entries")[0]
    if count * _SHARE >= total:
        with _without(db, "entries_put", "entries_take", "entries_before", "entries_after"):
            yield
        rebuild(db)
        return
    db.run("INSERT INTO search_index (search_index, rank) VALUES ('secure-delete', 0)")
    yield
    db.run("INSERT INTO search_index (search_index, rank) VALUES ('secure-delete', 1)")
    db.run("INSERT INTO search_index (search_index) VALUES ('optimize')")


def rebuild(db: Database) -> None:
    """Rebuild the derived tables from the entries, with the index set to erase deleted words."""
    from relational_journal.store.schema.tables import WITHOUT_TRACE

    with db.transaction():
        db.run(WITHOUT_TRACE)
        for table in ("tagged", "with_people", "linked"):
            db.run(f"DELETE FROM {table}")
        db.run("INSERT INTO search_index (search_index) VALUES ('delete-all')")
        first, last = db.fetch_one("SELECT min(id), max(id) FROM entries")
        low = first
        while low is not None and low <= last:
            _make(db, low, low + _STRETCH - 1)
            low += _STRETCH


def wipe(db: Database, texts: Iterable[str]) -> None:
    """Make sure that the index holds none of the words of these texts, unless an entry still has them.

    FTS5's `secure-delete` removes words from its pages, but the table of pages (search_index_idx) keeps the word that a
    page began with. If such a word is left over, the index is rebuilt. Call it inside a transaction.
    """
    db.run("CREATE VIRTUAL TABLE temp.wiped USING fts5 (said, tokenize='unicode61 remove_diacritics 2')")
    try:
        db.run("CREATE VIRTUAL TABLE temp.wiped_words USING fts5vocab ('temp', 'wiped', 'row')")
        db.execute_many("INSERT INTO temp.wiped (said) VALUES (?)", ((text,) for text in texts))
        words = [word for (word,) in db.rows("SELECT term FROM temp.wiped_words ORDER BY term")]
        db.run("DROP TABLE temp.wiped_words")
    finally:
        db.run("DROP TABLE temp.wiped")
    for (term,) in db.rows("SELECT DISTINCT term FROM search_index_idx"):
        # the first byte says whether the rest is a whole word or a prefix
        beginning = bytes(term)[1:].decode(errors="ignore")
        place = bisect_left(words, beginning)
        if not beginning or place == len(words) or not words[place].startswith(beginning):
            continue
        if db.fetch_one("SELECT 1 FROM search_index WHERE search_index MATCH ? LIMIT 1", (f'"{beginning}"*',)) is None:
            rebuild(db)
            return


class Arrivals:
    """Store new entries in batches, and index and record them once for each stretch of 5,000.

    A context manager; at its end it stores what is still in memory.

    Args:
        db: the database, in a transaction.
        statement: the INSERT for one row of entries.
        change: the id of the change the entries belong to.
    """

    def __init__(self, db: Database, statement: str, change: int) -> None:
        self._db = db
        self._statement = statement
        self._change = change
        self._rows: list[Sequence[Any]] = []
        self._waiting: set[str] = set()
        self._without = _without(db, "entries_put", "entries_history_insert")
        self._made = self._last()
        self._greatest: str = db.fetch_one("SELECT coalesce(max(uid), '') FROM entries")[0]

    def __enter__(self) -> Arrivals:
        self._without.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if error is None:
            self.store()
        self._without.__exit__(kind, error, at)

    def holds(self, mark: str) -> bool:
        """Whether an entry with this uid or source id is waiting to be stored."""
        return mark in self._waiting

    def may_be_here(self, uid: str) -> bool:
        """Whether an entry with this uid may be here: a greater one than any is not, as of most entries in a file."""
        return uid <= self._greatest

    def add(self, row: Sequence[Any], uid: str, *marks: str) -> None:
        """Add one row with its uid; `marks` are its source id, if it has one."""
        self._rows.append(row)
        self._waiting.update((uid, *marks))
        self._greatest = max(self._greatest, uid)
        if len(self._rows) >= _BATCH:
            self._insert()
            if self._last() - self._made >= _STRETCH:
                self._make()

    def store(self) -> None:
        """Store the waiting rows with their index and history."""
        self._insert()
        self._make()

    def _insert(self) -> None:
        if self._rows:
            self._db.execute_many(self._statement, self._rows)
            self._rows.clear()
            self._waiting.clear()

    def _make(self) -> None:
        last = self._last()
        if last > self._made:
            _make(self._db, self._made + 1, last)
            self._db.run(
                "INSERT INTO row_history SELECT ?, 'entries', id, NULL FROM entries WHERE id BETWEEN ? AND ?",
                (self._change, self._made + 1, last),
            )
            self._made = last

    def _last(self) -> int:
        """Return the highest id given so far."""
        return int(self._db.fetch_one("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'entries'")[0])


def _make(db: Database, low: int, high: int) -> None:
    from relational_journal.store.schema.tables import MADE

    for table, rows in MADE.items():
        chosen = "WHERE entry_id BETWEEN ? AND ? AND deleted_at IS NULL"
        db.run(f"INSERT OR IGNORE INTO {table} {rows} {chosen}", (low, high))


@contextmanager
def _without(db: Database, *triggers: str) -> Iterator[None]:
    """Run a block without these triggers. On an error they return with the rollback of the transaction."""
    # Read from the file, so that exactly these triggers are made again.
    made = [db.fetch_one("SELECT sql FROM sqlite_schema WHERE name = ?", (name,))[0] for name in triggers]
    for name in triggers:
        db.run(f"DROP TRIGGER {name}")
    yield
    for statement in made:
        db.run(statement)
