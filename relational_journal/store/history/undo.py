"""Undo and redo: an undo is a change of its own, which records what would redo it.

`row_history` holds how each row was before each change. Undoing change 7 puts its rows back; the triggers record how
they were until then under the new change 8, whose `undoes` is 7. A redo puts back the rows of 8 and deletes it. Rows
are put back in the reverse order of their changes, so that what is put back is always what was there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from relational_journal.errors import JournalError, NotFound
from relational_journal.model import Done
from relational_journal.store.engine.columns import COLUMNS, KEPT_TABLES
from relational_journal.store.history import retention, undo_lessons
from relational_journal.store.records.changes import TAKES_BACK
from relational_journal.store.schema import derived_tables

if TYPE_CHECKING:
    from relational_journal.store.records.session import JournalSession

AGAIN = "rj undo --redo does it again."
# Rows put back by one statement, which bounds its memory after a large import.
_CHUNK = 2000
# rows of change :c that no later undo of that change has put back already
_LIVE = """
  change_id = :c AND NOT EXISTS (
    SELECT 1 FROM changes u JOIN row_history g ON g.change_id = u.id AND g.tbl = k.tbl AND g.row_id = k.row_id
    WHERE u.undoes = :c)"""


def undo(store: JournalSession) -> Done:
    """Undo the newest change that is not undone yet.

    Raises:
        JournalError: there is none.
    """
    retention.end_what_is_due(store)
    with store.db.transaction():
        row = store.db.fetch_one(
            "SELECT id, what FROM changes WHERE undoes IS NULL AND NOT undone AND has_history ORDER BY id DESC LIMIT 1"
        )
        if row is None:
            raise JournalError(
                "there is nothing to take back",
                "Changes are kept for 30 days; what is gone for good, a passphrase and a restored copy are final.",
            )
        return _take_back(store, *row)


def undo_entry(store: JournalSession, ident: str) -> Done:
    """Undo the last change of one entry, or bring it back if it is in the bin or its logging was undone.

    Raises:
        NotFound: there is no such entry, and was none in the last 30 days.
        JournalError: there is nothing to undo, or later changes depend on it.
    """
    retention.end_what_is_due(store)
    with store.db.transaction():
        number = _number(store, ident)
        here = store.db.fetch_one("SELECT deleted_at FROM entries WHERE id = ?", (number,))
        if here is None:
            return _bring_back(store, number)
        last = store.db.fetch_one(
            "SELECT c.id, c.what, c.verb FROM row_history k JOIN changes c ON c.id = k.change_id"
            " WHERE k.tbl = 'entries' AND k.row_id = :n AND c.undoes IS NULL AND c.has_history AND NOT EXISTS ("
            "  SELECT 1 FROM changes u"
            "    JOIN row_history g ON g.change_id = u.id AND g.tbl = k.tbl AND g.row_id = k.row_id"
            "  WHERE u.undoes = c.id) ORDER BY c.id DESC LIMIT 1",
            {"n": number},
        )
        if here[0] is not None and (last is None or last[2] != "delete"):
            return _out_of_bin(store, number)
        if last is None:
            raise JournalError(
                f"there is nothing to take back for {number}",
                "Changes are kept for 30 days; rj edit changes it by hand.",
            )
        change, what, verb = last
        # Of an import only this entry is undone, not the whole file.
        if verb == "import":
            return _take_back(store, change, f"importing {number}", only=number)
        _refuse_if_built_upon(store, change, number)
        return _take_back(store, change, what, spare_used=True)


def redo(store: JournalSession) -> Done:
    """Redo what was undone last.

    Raises:
        JournalError: nothing was undone, or something changed since.
    """
    retention.end_what_is_due(store)
    with store.db.transaction():
        row = store.db.fetch_one("SELECT id, undoes, has_history FROM changes ORDER BY id DESC LIMIT 1")
        if row is None or row[1] is None or not row[2]:
            raise JournalError(
                "there is nothing to do again", "Only what rj undo took back last can be, before any other change."
            )
        change, undone, _ = row
        what = store.db.fetch_one("SELECT what FROM changes WHERE id = ?", (change,))[0]
        uids = _uids(store, change)
        _put_back(store, change, "change_id = :c")
        uids = tuple(dict.fromkeys((*uids, *_uids(store, change))))
        store.db.run("DELETE FROM changes WHERE id = ?", (change,))
        store.db.run("UPDATE changes SET undone = 0 WHERE id = ?", (undone,))
    store.last_change = None
    return Done("redo", f"Did again: {what}.\n{TAKES_BACK}", uids)


def _take_back(
    store: JournalSession, change: int, what: str, *, only: int | None = None, spare_used: bool = False
) -> Done:
    db = store.db
    live = _LIVE + ("" if only is None else f" AND k.tbl = 'entries' AND k.row_id = {only:d}")
    uids = _uids(store, change, live)
    cursor = db.run(
        "INSERT INTO changes (at, verb, what, undoes) VALUES (?, 'undo', ?, ?)", (store.instant(), what, change)
    )
    taking = int(cursor.lastrowid)
    _put_back(store, change, live, spare_used=spare_used)
    uids = tuple(dict.fromkeys((*uids, *_uids(store, taking))))
    if only is None or db.fetch_one(f"SELECT 1 FROM row_history k WHERE {_LIVE} LIMIT 1", {"c": change}) is None:
        db.run("UPDATE changes SET undone = 1 WHERE id = ?", (change,))
    store.last_change = None
    return Done("undo", f"Took back: {what}.\n{AGAIN}", uids)


def _put_back(store: JournalSession, change: int, live: str, *, spare_used: bool = False) -> None:
    """Restore the rows of a change to what they were before it; rows it created are deleted."""
    db = store.db
    entries = db.fetch_one("SELECT count(*) FROM row_history WHERE change_id = ? AND tbl = 'entries'", (change,))[0]
    with derived_tables.many(store.db, entries):
        for table in KEPT_TABLES:
            if table == "learned":
                undo_lessons.put_back(store, change, live)
                continue
            last = db.fetch_one("SELECT max(row_id) FROM row_history WHERE change_id = ? AND tbl = ?", (change, table))[
                0
            ]
            low = 0
            while last is not None and low <= last:
                high = db.fetch_one(
                    "SELECT max(row_id) FROM"
                    " (SELECT row_id FROM row_history WHERE change_id = ? AND tbl = ? AND row_id >= ?"
                    " ORDER BY row_id LIMIT ?)",
                    (change, table, low, _CHUNK),
                )[0]
                _put_back_rows(store, table, change, live, low, high, spare_used=spare_used)
                low = high + 1
    store.forget_what_was_read()


def _put_back_rows(
    store: JournalSession, table: str, change: int, live: str, low: int, high: int, *, spare_used: bool = False
) -> None:
    columns = COLUMNS[table]
    rows = f"FROM row_history k WHERE {live} AND k.tbl = '{table}' AND k.row_id BETWEEN :low AND :high"
    parameters = {"c": change, "low": low, "high": high}
    spared = ""
    if spare_used and table == "people":
        # People created with an entry stay if another entry, the bin or a hunch uses them by now.
        spared = (
            " AND id NOT IN (SELECT person_id FROM with_people"
            " UNION SELECT j.value FROM entries e, json_each(e.people) j WHERE e.deleted_at IS NOT NULL"
            " UNION SELECT person FROM hunches WHERE person IS NOT NULL)"
        )
    store.db.run(f"DELETE FROM {table} WHERE id IN (SELECT k.row_id {rows} AND k.before IS NULL){spared}", parameters)
    values = ", ".join(f"json_extract(k.before, '$.{name}')" for name in columns)
    updates = ", ".join(f"{name} = excluded.{name}" for name in columns if name != "id")
    store.db.run(
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} {rows} AND k.before IS NOT NULL"
        f" ON CONFLICT (id) DO UPDATE SET {updates}",
        parameters,
    )


def _refuse_if_built_upon(store: JournalSession, change: int, number: int) -> None:
    """Refuse to undo an older change if a later one changed the same rows.

    People and words that were created with an entry do not count: they stay if they are used. Nor do lessons, which are
    undone one by one.
    """
    later = store.db.fetch_one(
        "SELECT n.what FROM row_history k"
        " JOIN row_history l ON l.tbl = k.tbl AND l.row_id = k.row_id AND l.change_id > k.change_id"
        " JOIN changes n ON n.id = l.change_id"
        " WHERE k.change_id = :c AND n.undoes IS NULL AND NOT n.undone"
        " AND (k.tbl = 'entries' OR k.before IS NOT NULL) AND k.tbl <> 'learned'"
        " AND NOT EXISTS (SELECT 1 FROM changes u JOIN row_history g ON g.change_id = u.id AND g.tbl = l.tbl"
        "  AND g.row_id = l.row_id WHERE u.undoes = n.id) ORDER BY n.id DESC LIMIT 1",
        {"c": change},
    )
    if later is not None:
        raise JournalError(
            f"the last change of {number} cannot be taken back alone: {later[0]} came after it",
            "rj undo without a number goes back step by step, newest first.",
        )


def _bring_back(store: JournalSession, number: int) -> Done:
    """Bring back an entry whose logging or import was undone, with the people it needs."""
    image = store.db.fetch_one(
        "SELECT k.change_id, k.before FROM row_history k"
        " WHERE k.tbl = 'entries' AND k.row_id = ? AND k.before IS NOT NULL"
        " ORDER BY k.change_id DESC LIMIT 1",
        (number,),
    )
    if image is None:
        raise NotFound(f"{number} is gone for good", "It cannot be brought back.")
    store.db.run(
        "INSERT INTO changes (at, verb, what) VALUES (?, 'undo', ?)", (store.instant(), f"bringing {number} back")
    )
    _put_back_rows(store, "entries", image[0], "change_id = :c", number, number)
    for (person,) in store.db.rows(
        "SELECT j.value FROM entries e, json_each(e.people) j WHERE e.id = ?"
        " AND j.value NOT IN (SELECT id FROM people)",
        (number,),
    ):
        former = store.db.fetch_one(
            "SELECT max(change_id) FROM row_history WHERE tbl = 'people' AND row_id = ? AND before IS NOT NULL",
            (person,),
        )[0]
        if former is not None:
            _put_back_rows(store, "people", former, "change_id = :c", person, person)
    store.db.run(
        # Somebody may have been forgotten for good since; their id is dropped.
        "UPDATE entries SET people = (SELECT json_group_array(j.value) FROM json_each(people) j"
        " WHERE j.value IN (SELECT id FROM people)) WHERE id = ? AND EXISTS"
        " (SELECT 1 FROM json_each(people) j WHERE j.value NOT IN (SELECT id FROM people))",
        (number,),
    )
    store.forget_what_was_read()
    return Done("undo", f"Brought {number} back.\nrj undo takes that back.", _uid_of(store, number))


def _out_of_bin(store: JournalSession, number: int) -> Done:
    store.db.run(
        "INSERT INTO changes (at, verb, what) VALUES (?, 'undo', ?)",
        (store.instant(), f"taking {number} out of the bin"),
    )
    store.db.run("UPDATE entries SET deleted_at = NULL WHERE id = ?", (number,))
    return Done("undo", f"Took {number} out of the bin.\nrj undo puts it back.", _uid_of(store, number))


def _number(store: JournalSession, ident: str) -> int:
    """Return the number of an entry that exists, is in the bin, or was undone.

    Raises:
        NotFound: there is none.
    """
    written = ident.strip()
    if written.isdecimal() and written.isascii() and written[0] != "0" and len(written) < 19:
        number = int(written)
        highest = store.db.fetch_one("SELECT seq FROM sqlite_sequence WHERE name = 'entries'")
        if highest is not None and number <= highest[0]:
            return number
    elif len(written) >= 4:
        # The last character of Unicode: up to it lies all that begins with what was written.
        end = written + "\U0010ffff"
        found = store.db.rows(
            "SELECT id FROM entries WHERE uid >= :a AND uid < :b UNION"
            " SELECT row_id FROM row_history"
            "  WHERE tbl = 'entries' AND before ->> '$.uid' >= :a AND before ->> '$.uid' < :b",
            {"a": written, "b": end},
        )
        if len(found) == 1:
            return int(found[0][0])
        if found:
            raise NotFound(f'several entries begin with "{written}"', "Write a few more characters of it.")
    raise NotFound(f'there is no entry "{written}"', "rj list shows the numbers of the newest.")


def _uids(store: JournalSession, change: int, live: str = "change_id = :c") -> tuple[str, ...]:
    rows = store.db.rows(
        "SELECT coalesce((SELECT uid FROM entries WHERE id = k.row_id), k.before ->> '$.uid') FROM row_history k"
        f" WHERE {live} AND k.tbl = 'entries' ORDER BY k.row_id",
        {"c": change},
    )
    return tuple(row[0] for row in rows if row[0] is not None)


def _uid_of(store: JournalSession, number: int) -> tuple[str, ...]:
    return (str(store.db.fetch_one("SELECT uid FROM entries WHERE id = ?", (number,))[0]),)
