"""Rebuild a damaged journal from what can be read of it; the damaged file is copied byte for byte first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlcipher3 import dbapi2

from relational_journal.errors import DamagedJournal, JournalError
from relational_journal.store.engine import backup_names, private_files
from relational_journal.store.engine.bounded import bounded
from relational_journal.store.engine.columns import COLUMNS, VERSION
from relational_journal.store.engine.database import Database, connect, is_encrypted, key_of, unfinished
from relational_journal.store.engine.file_lock import BorrowedLock, FileLock
from relational_journal.store.engine.key_derivation import salt_of
from relational_journal.store.files import reencrypt, rekey_recovery
from relational_journal.store.files.opening import open_database
from relational_journal.store.files.restore import keep_bytes, throw_away
from relational_journal.store.schema import former_names, row_checks
from relational_journal.store.schema.integrity import damage, foreign_schema
from relational_journal.store.schema.migrations import rename_keys_of_history

_GIVE_UP_AFTER = 2000  # unreadable ids in a row after which the rest of a table counts as lost


class Salvaged(NamedTuple):
    """The result: the copy of the damaged file, the number of entries, how many of them from a copy, how many lost."""

    kept: Path
    entries: int
    from_copy: int
    lost: int


def salvage(path: Path, key: bytes | None, *, now: Callable[[], datetime]) -> Salvaged:
    """Build a sound journal from what can be read; take entries that cannot be read from the newest sound copy.

    Raises:
        DamagedJournal: nothing can be read; the journal is unchanged, and copied.
        StoreError: another rj had it open for more than 10 s, the disk is full, …
    """
    path = private_files.resolve(path)
    fresh = path.with_name(path.name + ".new")
    with FileLock(path, alone=True):
        kept = keep_bytes(path, now())
        rekey_recovery.mark(path)
        try:
            spec = f'"{reencrypt.keyspec(key, salt_of(path))}"' if is_encrypted(path) and key else None
            reencrypt.shred(fresh)
            with open_database(fresh, spec, create=True, holding=BorrowedLock()) as new:
                found = _fill(new, _Broken(path, key))
                from_copy = _fill_from_copy(new, path, key, found)
                number = int(new.fetch_one("SELECT count(*) FROM entries WHERE deleted_at IS NULL")[0])
                if not number:
                    raise DamagedJournal(
                        f"nothing can be read of {path}", "rj restore FILE takes a copy; nothing was changed."
                    )
            reencrypt.force_to_disk(fresh)
            reencrypt.keep_owner(fresh, path)
        except BaseException:
            throw_away(fresh)
            unfinished(path).unlink(missing_ok=True)
            raise
        reencrypt.take_name(fresh, path)
        unfinished(path).unlink(missing_ok=True)
    return Salvaged(kept, number, from_copy, found.lost)


class _Found(NamedTuple):
    """The number of unreadable entries, the uids of repaired ones, and the tables that are incomplete."""

    lost: int
    mended: frozenset[str]
    tables: frozenset[str]


class _Broken:
    """A damaged journal, reopened after each unreadable page, because SQLite refuses everything after one.

    Damage in the schema, for instance in a trigger, is ignored as long as the tables can be read.
    """

    def __init__(self, path: Path, key: bytes | None) -> None:
        self._path, self._key = path, key_of(key)
        self._database: Database | None = None

    def rows(self, sql: str, arguments: tuple[Any, ...] = ()) -> list[Any] | None:
        """Return all rows, or None if they cannot be read."""
        try:
            if self._database is None:
                self._database = Database(
                    self._path, connect(self._path, self._key), key=self._key, holding=BorrowedLock()
                )
                self._database.run("PRAGMA writable_schema = ON")
                self._database.run("PRAGMA query_only = ON")
            with bounded(self._database, self._path.stat().st_size):
                return self._database.rows(sql, arguments)
        except (JournalError, dbapi2.Error):  # a table whose root page is lost counts as missing
            self.close()
            return None

    def close(self) -> None:
        """Close the file."""
        if self._database is not None:
            with suppress(JournalError):
                self._database.close()
            self._database = None


def _fill(new: Database, broken: _Broken) -> _Found:
    """Insert everything that can be read."""
    lost, mended, tables = 0, set(), set()
    with new.transaction():
        new.run("INSERT INTO changes (id, at, verb, what, has_history) VALUES (1, '', 'repair', 'a repair', 1)")
        there = {name for (name,) in broken.rows("SELECT name FROM sqlite_schema WHERE type = 'table'") or ()}
        # The tables show more reliably than the damaged first page which version's names a journal uses.
        version = VERSION if "row_history" in there else former_names.BEFORE - 1
        for table, columns in COLUMNS.items():
            names = ", ".join(columns)
            put = f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"
            if table not in there:
                tables.add(table)
                continue
            is_entry = table == "entries"
            for row in _rows_one_by_one(broken, table, row_checks.as_bytes(table, version)):
                made = row and (row_checks.readable(row) if is_entry else row_checks.repaired(row, table))
                if row is None or made is None or not _is_put(new, put, made):
                    lost += is_entry
                    tables.add(table)
                elif is_entry and row_checks.unreadable(row):
                    mended.add(row_checks.readable(row)[1])
        notes = former_names.table_in(version, "program_notes")
        if notes in there:  # the oldest journals have none
            for name, value in broken.rows(f"SELECT name, value FROM {notes}") or ():
                new.run("INSERT OR REPLACE INTO program_notes (name, value) VALUES (?, ?)", (name, value))
        new.run("DELETE FROM row_history")
        new.run("DELETE FROM changes")
        _put_history(new, broken, version)
        if next(row_checks.wrong_history(new), None) is not None:
            new.run("DELETE FROM row_history")
            new.run("DELETE FROM changes")
        for name, top in broken.rows("SELECT name, seq FROM sqlite_sequence") or ():
            if isinstance(top, int) and 0 <= top < row_checks.MOST_ROWS:
                new.run("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (top, name))
    broken.close()
    return _Found(lost, frozenset(mended), frozenset(tables))


def _is_put(new: Database, put: str, row: Any) -> bool:
    """Insert a row; return False if it violates a constraint, as rows of a damaged page do."""
    try:
        new.run(put, row)
    except dbapi2.IntegrityError:
        return False
    return True


def _put_history(new: Database, broken: _Broken, version: int) -> None:
    """Insert the history if both its tables can be read completely: with half of it, `rj undo` could do harm."""
    names = ("id", "at", "verb", "what", "undoes", "undone", "has_history")
    read = former_names.columns_in(version, "changes", names)
    changes = broken.rows(f"SELECT {', '.join(read)} FROM changes")
    history = former_names.table_in(version, "row_history")
    kept = broken.rows(f"SELECT change_id, tbl, row_id, before FROM {history}")
    here = {row[0] for row in changes or ()}
    if changes is not None and kept is not None and all(row[0] in here for row in kept):
        new.execute_many(
            "INSERT INTO changes (id, at, verb, what, undoes, undone, has_history) VALUES (?, ?, ?, ?, ?, ?, ?)",
            changes,
        )
        new.execute_many("INSERT INTO row_history (change_id, tbl, row_id, before) VALUES (?, ?, ?, ?)", kept)
        if version < former_names.BEFORE:
            rename_keys_of_history(new.run)


def _rows_one_by_one(broken: _Broken, table: str, names: str) -> Iterator[tuple[Any, ...] | None]:
    """Yield each row of a table; None for a row that exists and cannot be read."""
    whole = broken.rows(f"SELECT {names} FROM {table} ORDER BY id")
    if whole is not None:
        yield from whole
        return
    sequence = broken.rows("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,))
    top = sequence[0][0] if sequence else None
    number = failed = 0
    while (number < top) if top is not None else failed < _GIVE_UP_AFTER:
        number += 1
        found = broken.rows(f"SELECT {names} FROM {table} WHERE id = ?", (number,))
        if found:
            failed = 0
            yield found[0]
        else:
            failed += 1
            if found is None and top is not None:
                yield None


def _fill_from_copy(new: Database, path: Path, key: bytes | None, found: _Found) -> int:
    """Add entries, and rows of incomplete tables, that only the newest sound copy still has; return how many entries.

    What was deleted for good is not in the copies either.
    """
    for copy in reversed(backup_names.copies_of(path)):
        try:
            with open_database(copy, key_of(key), create=False, migrate=False, holding=BorrowedLock()) as old:
                if foreign_schema(old) or damage(old):
                    continue
                version = old.fetch_one("PRAGMA user_version")[0]
                rows = {
                    table: old.rows(f"SELECT {', '.join(former_names.columns_in(version, table, names))} FROM {table}")
                    for table, names in COLUMNS.items()
                }
        except JournalError:
            continue
        here = {row[0] for row in new.rows("SELECT uid FROM entries")}
        missing = [row for row in rows["entries"] if row[1] not in here]
        with new.transaction():
            new.run("INSERT INTO changes (at, verb, what, has_history) VALUES ('', 'repair', 'a repair', 0)")
            for table in ("people", *(found.tables - {"entries"})):
                _put_all(new, table, rows[table], "IGNORE")
            # If an entry was repaired, the copy's version is better, even if its uid has changed.
            _put_all(new, "entries", [*missing, *(row for row in rows["entries"] if row[1] in found.mended)], "REPLACE")
            new.run("DELETE FROM row_history WHERE change_id = (SELECT max(id) FROM changes)")
        return len(missing)
    return 0


def _put_all(new: Database, table: str, rows: list[Any], on_conflict: str) -> None:
    names = COLUMNS[table]
    put = f"INSERT OR {on_conflict} INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    new.execute_many(put, rows)
