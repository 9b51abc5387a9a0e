"""Remove an own word from entries, hunches and learned readings, so that undo brings it back, or for good."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from relational_journal.model import Done
from relational_journal.store.engine.columns import SLOTS
from relational_journal.store.history import purge, purge_copies, retention
from relational_journal.store.history.rewriting import rewrite_history, rewrite_rows
from relational_journal.store.records import changes, people_book
from relational_journal.store.schema import derived_tables

if TYPE_CHECKING:
    from relational_journal.store.records.session import JournalSession

_LISTS = (*SLOTS, "condition", "marker")


class Uses(NamedTuple):
    """How many entries (including the bin), hunches and texts hold an own word."""

    entries: int
    hunches: int
    texts: int


def uses_of(store: JournalSession, key: str) -> Uses:
    """Count where an own word is used."""
    one = store.db.fetch_one
    return Uses(
        one("SELECT count(DISTINCT entry_id) FROM as_tagged WHERE key = ?", (key,))[0],
        one(
            "SELECT count(*) FROM hunches h WHERE ? IN (SELECT value FROM json_each(h.condition))"
            " OR ? IN (SELECT value FROM json_each(h.marker))",
            (key, key),
        )[0],
        one("SELECT count(*) FROM entries WHERE instr(text, ?) OR instr(text, ?)", (f"+{key}", f"#{key}"))[0],
    )


def remove(store: JournalSession, key: str) -> Done:
    """Remove an own word from everything except the texts of entries, as one change.

    A hunch whose condition or marker is empty without the word is removed too.
    """
    with changes.change(store, "word", f"taking out the word {key}"):
        touched = rewrite_rows(store, _WithoutWord(key, store.now().isoformat(timespec="seconds")))
        _drop_rows(store, key)
    store.forget_what_was_read()
    return Done(
        "word", f"{key} is no word of yours any more{_taken_out_of(touched)}.\nrj undo brings it back.", touched
    )


def remove_for_good(store: JournalSession, key: str) -> Done:
    """Erase an own word from the tables, the index, the history and the copies in `backups/`."""
    texts = uses_of(store, key).texts
    touched = _remove_here(store, key)
    store.last_change = None
    retention.end_what_is_due(store)

    def in_copy(copy: JournalSession) -> None:
        _remove_here(copy, key)

    lines = [f"{key} is gone for good{_taken_out_of(touched)} and cannot be brought back."]
    lines += purge_copies.rewrite_copies(store, in_copy)
    if left := purge.empty_write_ahead(store, purge.READERS_SECONDS):
        lines.append(left)
    if texts:
        lines.append(f"It still stands in the words of {_entries(texts)}: rj search {key}")
    lines.append("Copies made elsewhere, exports and summaries are not reached.")
    return Done("word", "\n".join(lines), touched)


def _remove_here(store: JournalSession, key: str) -> tuple[str, ...]:
    """Erase the word in this one file; return the uids of the entries changed."""
    db = store.db
    without = _WithoutWord(key, store.now().isoformat(timespec="seconds"))
    with db.transaction():
        # A temporary change collects what the triggers record, and is deleted with it below.
        db.run("INSERT INTO changes (at, verb, what) VALUES ('', '', '')")
        touched = rewrite_rows(store, without)
        _drop_rows(store, key)
        db.run("DELETE FROM changes WHERE at = ''")
        rewrite_history(store, without)
        db.run("DELETE FROM row_history WHERE tbl IN ('words', 'learned') AND before ->> '$.key' = ?", (key,))
        # The change that created the word records that there was no row before; nothing is left to undo in it.
        db.run(
            "DELETE FROM row_history WHERE tbl IN ('words', 'learned') AND before IS NULL AND NOT EXISTS"
            " (SELECT 1 FROM words WHERE words.id = row_id UNION ALL SELECT 1 FROM learned WHERE learned.id = row_id)"
        )
        # The description of a change may name the word.
        db.run("UPDATE changes SET what = verb WHERE instr(what, ?)", (key,))
        db.run(
            "INSERT INTO changes (at, verb, what, has_history) VALUES (?, 'word', 'taking out a word for good', 0)",
            (store.instant(),),
        )
        purge.drop_empty_changes(store)
        derived_tables.wipe(store.db, (key, key.replace("-", "")))
    store.forget_what_was_read()
    return touched


def _drop_rows(store: JournalSession, key: str) -> None:
    store.db.run("DELETE FROM hunches WHERE condition = '[]' OR marker = '[]'")
    store.db.run("DELETE FROM learned WHERE key = ?", (key,))
    store.db.run("DELETE FROM words WHERE key = ?", (key,))


class _WithoutWord:
    """Rewrites the rows of any table without a word.

    Args:
        key: the word.
        now: the `changed` time of entries without it.
    """

    def __init__(self, key: str, now: str) -> None:
        self._key = key
        self._now = now

    def differing(self, table: str, row: dict[str, Any]) -> dict[str, Any]:
        """Return the columns of a row that change, with their new values."""
        if table not in ("entries", "hunches"):
            return {}
        new: dict[str, Any] = {}
        for name in _LISTS:
            value = row.get(name) or "[]"
            # The text test first: parsing the JSON of every row would be slow.
            if self._key in value and self._key in (keys := json.loads(value)):
                new[name] = people_book.as_json(key for key in keys if key != self._key)
        context = row.get("context") or "{}"
        if self._key in context and self._key in (sides := json.loads(context)):
            new["context"] = people_book.as_object({key: side for key, side in sides.items() if key != self._key})
        if row.get("setting") == self._key:
            new["setting"] = None
        return new | ({"changed": self._now} if new and table == "entries" else {})


def _taken_out_of(touched: tuple[str, ...]) -> str:
    return f", taken out of {_entries(len(touched))}" if touched else ""


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"
