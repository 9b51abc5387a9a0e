"""When what has waited 30 days ends, and why it waits at a jump of the clock.

A clock that is wrong once must not empty the bin and the former states: what is days overdue, because the clock went
on by more than a day since the last change, waits until a day has passed by that same clock. Used day by day, or with
nothing overdue by two days, nothing waits.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.errors import StoreError
from relational_journal.store.history import purge, purge_copies
from relational_journal.store.records.changes import BIN_DAYS, is_anything_due
from relational_journal.store.schema import derived_tables

if TYPE_CHECKING:
    from relational_journal.store.records.session import JournalSession

_NOTE = "clock-jump"  # when the jump was first seen, and the number of the newest change then
_JUMP = timedelta(days=1)
_OVERDUE = timedelta(days=2)


class Due(NamedTuple):
    """Before which instants (UTC) entries in the bin and former states end; "" if they wait."""

    entries: str
    states: str


def due_now(store: JournalSession, due: str) -> Due:
    """Return what ends now of what was put away before `due`; if something waits, the reason is told once.

    Args:
        due: the instant 30 days ago, in UTC.
    """
    now = store.instant()
    noted = _noted(store)
    if noted is not None and _at(now) - _at(noted) >= _JUMP:
        _forget_note(store)
        return Due(due, due)
    entries = store.db.fetch_one("SELECT min(deleted_at), count(*) FROM entries WHERE deleted_at < ?", (due,))
    states = store.db.fetch_one("SELECT min(at), count(*) FROM changes WHERE has_history = 1 AND at < ?", (due,))
    late = [oldest is not None and _at(due) - _at(oldest) >= _OVERDUE for oldest, _ in (entries, states)]
    before = store.db.fetch_one("SELECT at FROM changes WHERE at NOT IN ('', ?) ORDER BY id DESC LIMIT 1", (now,))
    is_jump = before is not None and _at(now) - _at(before[0]) > _JUMP
    if not any(late) or (noted is None and not is_jump):
        return Due(due, due)
    if noted is None and before is not None:
        newest = store.db.fetch_one("SELECT coalesce(max(id), 0) FROM changes")[0]
        with store.db.transaction():
            store.db.run("INSERT OR REPLACE INTO program_notes (name, value) VALUES (?, ?)", (_NOTE, f"{now} {newest}"))
        store.tell(_told(entries[1] * late[0], states[1] * late[1], (_at(now) - _at(before[0])).days))
    return Due("" if late[0] else due, "" if late[1] else due)


def _noted(store: JournalSession) -> str | None:
    """When a jump was first seen; None if there was none, or if the clock went back since."""
    row = store.db.fetch_one("SELECT value FROM program_notes WHERE name = ?", (_NOTE,))
    if row is None:
        return None
    at, _, newest = row[0].partition(" ")
    went_back = store.db.fetch_one(
        "SELECT 1 FROM changes WHERE id > ? AND at < ? AND at <> '' LIMIT 1", (int(newest), at)
    )
    if went_back is not None or store.instant() < at:
        _forget_note(store)
        return None
    return str(at)


def _forget_note(store: JournalSession) -> None:
    with store.db.transaction():
        store.db.run("DELETE FROM program_notes WHERE name = ?", (_NOTE,))


def _at(instant: str) -> datetime:
    return datetime.fromisoformat(instant)


def _told(entries: int, states: int, days: int) -> str:
    parts = []
    if entries:
        parts.append("1 entry in the bin" if entries == 1 else f"{entries} entries in the bin")
    if states:
        parts.append("the former state of 1 change" if states == 1 else f"the former states of {states} changes")
    return (
        f"{' and '.join(parts)} waited more than 30 days. The clock went on by {days} days since the last change;"
        " in case it is wrong they stay until a day has passed by it."
    )


def end_before(store: JournalSession, entries_due: str, states_due: str) -> None:
    """End what was put into the bin, and the former states that changes keep, before these instants (UTC)."""
    db = store.db
    with db.transaction():
        rows = db.rows("SELECT id, uid FROM entries WHERE deleted_at < ?", (entries_due,))
        texts = purge.erase(store, [number for number, _ in rows])
        old = "SELECT id FROM changes WHERE has_history = 1 AND at < ?"
        former = purge.words_kept(store, f"change_id IN ({old})", (states_due,))
        db.run(f"DELETE FROM row_history WHERE change_id IN ({old})", (states_due,))
        db.run("UPDATE changes SET has_history = 0, what = verb WHERE has_history = 1 AND at < ?", (states_due,))
        derived_tables.wipe(store.db, former)
    if rows:
        purge_copies.erase_entries(store, [uid for _, uid in rows], texts)
    purge.empty_write_ahead(store, 0)


def end_what_is_due(store: JournalSession) -> None:
    """End what has waited 30 days, if anything has."""
    if not is_anything_due(store):
        return
    with suppress(StoreError):  # what was to be stored is stored; what is due waits for the next change
        ends = due_now(store, store.instant(days_ago=BIN_DAYS))
        if any(ends):
            end_before(store, ends.entries, ends.states)
