"""Make changes: each is one transaction and one row in `changes`; triggers record how each row was before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

BIN_DAYS = 30  # days for which the bin and former states are stored (docs/privacy.md)
TAKES_BACK = "rj undo takes it back."

if TYPE_CHECKING:
    from relational_journal.store.records.session import JournalSession


class Change:
    """A change in progress. `what` may be set while it runs; `made` says afterwards whether anything differs."""

    def __init__(self, number: int, what: str, *, made: bool = False) -> None:
        self.id = number
        self.what = what
        self.made = made


@contextmanager
def change(store: JournalSession, verb: str, what: str = "", *, continues: int | None = None) -> Iterator[Change]:
    """Make one change: all of it or nothing. If nothing differs in the end, no change is recorded.

    Args:
        store: the open journal.
        verb: add, edit, delete …
        what: what it does, in words: "logging 42".
        continues: an earlier change that this one joins, if it is still the newest.
    """
    store.last_change = None
    db = store.db
    try:
        with db.transaction():
            joined = continues is not None and db.fetch_one(
                "SELECT id = ? AND undoes IS NULL AND NOT undone AND has_history FROM changes ORDER BY id DESC LIMIT 1",
                (continues,),
            ) == (1,)
            if joined and continues is not None:
                made = Change(continues, what, made=True)
            else:
                cursor = db.run("INSERT INTO changes (at, verb, what) VALUES (?, ?, ?)", (store.instant(), verb, what))
                made = Change(int(cursor.lastrowid), what)
            yield made
            if joined:
                pass
            # No trigger recorded a row: nothing differed.
            elif db.fetch_one("SELECT 1 FROM row_history WHERE change_id = ? LIMIT 1", (made.id,)) is None:
                db.run("DELETE FROM changes WHERE id = ?", (made.id,))
            else:
                made.made = True
                if made.what != what:
                    db.run("UPDATE changes SET what = ? WHERE id = ?", (made.what, made.id))
    except BaseException:
        # The cache may hold people of the transaction that was rolled back.
        store.forget_what_was_read()
        raise
    store.last_change = made.id if made.made else None
    if made.made and is_anything_due(store):
        store.end_what_is_due()


def is_anything_due(store: JournalSession) -> bool:
    """Whether an entry in the bin or a former state is older than 30 days: two look-ups in an index."""
    due = store.instant(days_ago=BIN_DAYS)
    return (
        store.db.fetch_one("SELECT 1 FROM entries WHERE deleted_at < ? LIMIT 1", (due,)) is not None
        or store.db.fetch_one("SELECT 1 FROM changes WHERE has_history = 1 AND at < ? LIMIT 1", (due,)) is not None
    )
