"""Taking an own word out: of entries, hunches and learned readings, for now or for good."""

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
    """Where an own word stands: in how many entries, those in the bin too, hunches, and the texts of entries."""

    entries: int
    hunches: int
    texts: int


def uses_of(store: JournalSession, key: str) -> Uses:
    """Count where an own word stands."""
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
    """Take an own word out of everything but the words of the entries, as one change.

    A hunch that has nothing left to look at goes with it.
    """
    with changes.change(store, "word", f"taking out the word {key}"):
        touched = rewrite_rows(store, _WithoutWord(key, store.now().isoformat(timespec="seconds")))
        _drop_rows(store, key)
    store.forget_what_was_read()
    return Done(
        "word", f"{key} is no word of yours any more{_taken_out_of(touched)}.\nrj undo brings it back.", touched
    )


def remove_for_good(store: JournalSession, key: str) -> Done:
    """Take an own word out of the bytes: of the tables, the index, every kept change and our own copies."""
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
    """Take the word out of this one file; the uids of the entries touched."""
    db = store.db
    without = _WithoutWord(key, store.now().isoformat(timespec="seconds"))
    with db.transaction():
        # A change to hold what the triggers keep, for the moment until it is gone.
        db.run("INSERT INTO changes (at, verb, what) VALUES ('', '', '')")
        touched = rewrite_rows(store, without)
        _drop_rows(store, key)
        db.run("DELETE FROM changes WHERE at = ''")
        rewrite_history(store, without)
        db.run("DELETE FROM row_history WHERE tbl IN ('words', 'learned') AND before ->> '$.key' = ?", (key,))
        # Of a word that was made, the change keeps that there was no row; nothing is left to take back of it.
        db.run(
            "DELETE FROM row_history WHERE tbl IN ('words', 'learned') AND before IS NULL AND NOT EXISTS"
            " (SELECT 1 FROM words WHERE words.id = row_id UNION ALL SELECT 1 FROM learned WHERE learned.id = row_id)"
        )
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
    """How the row of any table reads without a word.

    Args:
        now: when entries without it were changed.
    """

    def __init__(self, key: str, now: str) -> None:
        self._key = key
        self._now = now

    def differing(self, table: str, row: dict[str, Any]) -> dict[str, Any]:
        """The columns of a row that read otherwise, as they read then."""
        if table not in ("entries", "hunches"):
            return {}
        new: dict[str, Any] = {}
        for name in _LISTS:
            value = row.get(name) or "[]"
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
