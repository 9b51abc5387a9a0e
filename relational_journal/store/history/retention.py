"""Apply the 30-day retention, and postpone it if the clock has jumped.

A clock that is wrong once must not empty the bin and the history. If something is days overdue because the clock went
forward by more than a day since the last change, it waits until a day has passed by that same clock. If the journal
is used every day, or nothing is overdue by two days, nothing waits.
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

_NOTE = "clock-jump"  # when the jump was first seen, and the id of the newest change then
_JUMP = timedelta(days=1)
_OVERDUE = timedelta(days=2)


class Due(NamedTuple):
    """The instants (UTC) before which entries in the bin and former states expire; "" if they wait."""

    entries: str
    states: str


def due_now(store: JournalSession, due: str) -> Due:
    """Return what expires now of what was put away before `due`; if something waits, say why once.

    Args:
        store: the open journal.
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
    # Not the change just made: it says nothing of when the journal was used last.
    before = store.db.fetch_one("SELECT at FROM changes WHERE at NOT IN ('', ?) ORDER BY id DESC LIMIT 1", (now,))
    is_jump = before is not None and _at(now) - _at(before[0]) > _JUMP
    if not any(late) or (noted is None and not is_jump):
        return Due(due, due)
    if noted is None and before is not None:
        newest = store.db.fetch_one("SELECT coalesce(max(id), 0) FROM changes")[0]
        with store.db.transaction():
            store.db.run("INSERT OR REPLACE INTO program_notes (name, value) VALUES (?, ?)", (_NOTE, f"{now} {newest}"))
        store.tell(_postponed_message(entries[1] * late[0], states[1] * late[1], (_at(now) - _at(before[0])).days))
    return Due("" if late[0] else due, "" if late[1] else due)


def _noted(store: JournalSession) -> str | None:
    """Return when a jump was first seen; None if there was none or the clock went back since."""
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


def _postponed_message(entries: int, states: int, days: int) -> str:
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
    """Erase entries put in the bin, and former states recorded, before these instants (UTC)."""
    db = store.db
    with db.transaction():
        rows = db.rows("SELECT id, uid FROM entries WHERE deleted_at < ?", (entries_due,))
        texts = purge.erase(store, [number for number, _ in rows])
        old = "SELECT id FROM changes WHERE has_history = 1 AND at < ?"
        former = purge.former_words(store, f"change_id IN ({old})", (states_due,))
        db.run(f"DELETE FROM row_history WHERE change_id IN ({old})", (states_due,))
        # The description goes with the states: it may hold a name.
        db.run("UPDATE changes SET has_history = 0, what = verb WHERE has_history = 1 AND at < ?", (states_due,))
        derived_tables.wipe(store.db, former)
    if rows:
        purge_copies.erase_entries(store, [uid for _, uid in rows], texts)
    # Without waiting for readers, since nobody has asked for this now.
    purge.empty_write_ahead(store, 0)


def end_what_is_due(store: JournalSession) -> None:
    """Erase what is older than 30 days, if anything is."""
    if not is_anything_due(store):
        return
    with suppress(StoreError):  # the person's change is stored already; what is due waits for the next change
        ends = due_now(store, store.instant(days_ago=BIN_DAYS))
        if any(ends):
            end_before(store, ends.entries, ends.states)
