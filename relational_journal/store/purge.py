"""Gone means gone from the bytes: taking entries out everywhere, and what 30 days end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from relational_journal.store.store import Store

READERS_SECONDS = 10
STILL_THERE = "Another rj has the journal open: the words are still in the write-ahead file until it ends."


def end_before(store: Store, due: str) -> None:
    """End what was put into the bin, and the former states that changes keep, before `due` (UTC)."""
    db = store.db
    texts: list[str] = []
    with db.writing():
        rows = db.rows("SELECT id, uid, text FROM entries WHERE deleted_at < ?", (due,))
        if rows:
            texts = [text for _, _, text in rows] + erase(store, [number for number, _, _ in rows])
        db.run("DELETE FROM kept WHERE change_id IN (SELECT id FROM changes WHERE images = 1 AND at < ?)", (due,))
        db.run("UPDATE changes SET images = 0, what = verb WHERE images = 1 AND at < ?", (due,))
    if rows:
        from relational_journal.store import beside

        beside.erase_entries(store, [uid for _, uid, _ in rows], texts)
    empty_write_ahead(store, 0)


def empty_write_ahead(store: Store, seconds: float) -> bool:
    """Bring the write-ahead file into the journal and cut it to nothing, waiting so long for readers."""
    db = store.db
    db.run(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
    try:
        return bool(db.one("PRAGMA wal_checkpoint(TRUNCATE)")[0] == 0)
    finally:
        db.run(f"PRAGMA busy_timeout = {int(db.busy_seconds * 1000)}")


def erase(store: Store, numbers: Sequence[int]) -> list[str]:
    """Take entries out of the tables and of every kept change; the former texts that were kept of them."""
    from relational_journal.store import index

    former: list[str] = []
    with index.many(store, len(numbers)):
        for number in numbers:
            held = store.db.rows(
                "SELECT DISTINCT before ->> '$.text' FROM kept"
                " WHERE tbl = 'entries' AND row_id = ? AND before IS NOT NULL",
                (number,),
            )
            former += [text for (text,) in held if text]
            # A change to hold what the trigger keeps, for the moment until it is gone.
            store.db.run("INSERT INTO changes (at, verb, what) VALUES ('', '', '')")
            store.db.run("DELETE FROM entries WHERE id = ?", (number,))
            store.db.run("DELETE FROM changes WHERE at = ''")
            store.db.run("DELETE FROM kept WHERE tbl = 'entries' AND row_id = ?", (number,))
    store.db.run(
        "UPDATE changes SET images = 0 WHERE images = 1"
        " AND NOT EXISTS (SELECT 1 FROM kept WHERE change_id = changes.id)"
    )
    return former
