"""Erase entries from the journal's own bytes: tables, index, history and write-ahead file."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from relational_journal.errors import StoreError
from relational_journal.store.schema import derived_tables

if TYPE_CHECKING:
    from relational_journal.store.records.session import JournalSession

READERS_SECONDS = 10
REFUSED = "The disk refused to have the words taken out of the write-ahead file; any rj that works does it."
STILL_THERE = "Another rj has the journal open: the words are still in the write-ahead file until it ends."


def empty_write_ahead(store: JournalSession, seconds: float) -> str:
    """Move the write-ahead file into the journal and truncate it, waiting up to `seconds` for readers.

    Returns:
        Why it failed, as a sentence; "" if it worked. The changes themselves are stored either way.
    """
    db = store.db
    # A checkpoint waits for readers; the usual 30 s would be long for something that can be done later.
    db.busy_seconds, usual = seconds, db.busy_seconds
    try:
        return "" if db.fetch_one("PRAGMA wal_checkpoint(TRUNCATE)")[0] == 0 else STILL_THERE
    except StoreError:
        return REFUSED
    finally:
        db.busy_seconds = usual


def erase(store: JournalSession, numbers: Sequence[int]) -> list[str]:
    """Erase entries from the tables, the index and the history, and what was learned from their words.

    Returns:
        Their present and former texts, for finding them in the files next to the journal.
    """
    db = store.db
    words: list[str] = []
    touched: set[int] = set()
    erase_phrases(store, _phrases_of(store, numbers))
    with derived_tables.many(store.db, len(numbers)):
        for number in numbers:
            words += db.fetch_one(
                "SELECT said, coalesce(answered, ''), keys FROM as_search_index WHERE entry_id = ?", (number,)
            )
            words += former_words(store, "tbl = 'entries' AND row_id = ?", (number,))
            rows = db.rows("SELECT DISTINCT change_id FROM row_history WHERE tbl = 'entries' AND row_id = ?", (number,))
            touched.update(change for (change,) in rows)
            # A temporary change collects what the trigger records, and is deleted with it.
            db.run("INSERT INTO changes (at, verb, what) VALUES ('', '', '')")
            db.run("DELETE FROM entries WHERE id = ?", (number,))
            db.run("DELETE FROM changes WHERE at = ''")
            db.run("DELETE FROM row_history WHERE tbl = 'entries' AND row_id = ?", (number,))
    drop_empty_changes(store)
    _say_what_is_left(store, touched)
    derived_tables.wipe(store.db, words)
    return words


def erase_phrases(store: JournalSession, phrases: Collection[str]) -> None:
    """Erase phrases from what was learned and from its history. Call it inside a transaction."""
    db = store.db
    wanted = {"p": json.dumps(sorted(phrases), ensure_ascii=False)}
    among = "IN (SELECT value FROM json_each(:p))"
    rows = [
        number
        for (number,) in db.rows(
            f"SELECT id FROM learned WHERE phrase {among} UNION"
            f" SELECT row_id FROM row_history WHERE tbl = 'learned' AND before ->> '$.phrase' {among}",
            wanted,
        )
    ]
    if not rows:
        return
    # A temporary change collects what the trigger records, and is deleted with it.
    db.run("INSERT INTO changes (at, verb, what) VALUES ('', '', '')")
    db.run(f"DELETE FROM learned WHERE phrase {among}", wanted)
    db.run("DELETE FROM changes WHERE at = ''")
    for number in rows:
        db.run(
            "DELETE FROM row_history WHERE tbl = 'learned' AND row_id = :n"
            f" AND (before IS NULL OR before ->> '$.phrase' {among})",
            wanted | {"n": number},
        )


def _phrases_of(store: JournalSession, numbers: Sequence[int]) -> set[str]:
    """Return the phrases in the present and former texts of entries, if anything was learned at all."""
    db = store.db
    if db.fetch_one("SELECT 1 FROM learned UNION ALL SELECT 1 FROM row_history WHERE tbl = 'learned' LIMIT 1") is None:
        return set()
    texts = {
        text
        for number in numbers
        for (text,) in db.rows(
            "SELECT text FROM entries WHERE id = :n UNION SELECT before ->> '$.text' FROM row_history"
            " WHERE tbl = 'entries' AND row_id = :n AND before IS NOT NULL",
            {"n": number},
        )
    }
    return {phrase for text in texts if text for phrase in store.phrases_of(store, text)}


def drop_empty_changes(store: JournalSession) -> None:
    """Mark changes without any rows left as having no history, so that they are not offered for undo."""
    store.db.run(
        "UPDATE changes SET has_history = 0 WHERE has_history = 1"
        " AND NOT EXISTS (SELECT 1 FROM row_history WHERE change_id = changes.id)"
    )


def _say_what_is_left(store: JournalSession, touched: Collection[int]) -> None:
    """Describe a change whose entries are all erased as what is left of it: the people or words it created."""
    for change in touched:
        store.db.run(
            "UPDATE changes SET what = 'what is left of ' || what WHERE id = :c AND has_history = 1"
            " AND NOT EXISTS (SELECT 1 FROM row_history WHERE change_id = :c AND tbl = 'entries')",
            {"c": change},
        )


def former_words(store: JournalSession, which: str, arguments: Sequence[Any]) -> list[str]:
    """Return the texts, answers and own words of former states, all of which an index may have held."""
    rows = store.db.rows(
        "SELECT DISTINCT before ->> '$.text' || ' ' || (before ->> '$.answers') || ' ' || (before ->> '$.own')"
        f" FROM row_history WHERE {which} AND tbl = 'entries' AND before IS NOT NULL",
        arguments,
    )
    return [text for (text,) in rows if text]
