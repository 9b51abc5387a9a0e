"""Opening and closing the file, plain or encrypted; the only place that speaks to the engine."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlcipher3 import dbapi2

from relational_journal.errors import NotAJournal, StoreError, WrongPassphrase
from relational_journal.store.engine import file_probe, open_files, private_files
from relational_journal.store.engine.columns import APPLICATION_ID, VERSION
from relational_journal.store.engine.file_lock import BorrowedLock, FileLock
from relational_journal.store.engine.file_probe import (
    is_encrypted as is_encrypted,  # whoever opens a file asks this first
)

_SETTINGS = (
    "synchronous = FULL",
    "fullfsync = ON",  # macOS: a commit reaches the disk itself
    "foreign_keys = ON",
    "secure_delete = ON",  # what is deleted is overwritten in the file
    "trusted_schema = OFF",
)
# Those of SQLCipher 4, whatever the defaults of an engine to come.
PARAMETERS = "PRAGMA cipher_default_compatibility = 4"


def _is_never_asked(_: Any) -> bool:
    """Stand in for a look at the schema where nobody knows one."""
    return False


class Database:
    """One open journal file.

    Every method raises a child of StoreError where the engine fails.
    """

    busy_seconds = 30.0  # how long another writer is waited for

    def __init__(self, path: Path, connection: Any, *, key: str | None = None, holding: FileLock | None = None) -> None:
        self.path = path
        self.connection = connection
        connection.set_busy_handler(self._wait)
        self._waiting_since = 0.0
        self._interrupted = False
        self.key = key
        self._holding = holding
        self.transactions = 0  # how many were begun
        self._identity: tuple[int, int] | None = None
        self._write_ahead: tuple[int, int] | None = None
        self._ask_when_locked: Callable[[], bool] | None = None
        self.version: int | None = VERSION  # of its schema; None for a file with nothing in it yet
        # Whether an error that the engine cannot explain comes from a changed schema; whoever knows schemas says so.
        self.has_lost_its_schema: Callable[[Any], bool] = _is_never_asked

    def __enter__(self) -> Database:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def encrypted(self) -> bool:
        """Whether a passphrase closes it."""
        return self.key is not None

    @property
    def in_memory(self) -> bool:
        """It stands for a journal that is not there: empty, and nothing can be written."""
        return self._holding is None

    @property
    def in_transaction(self) -> bool:
        """Whether something is being written."""
        try:
            return bool(self.connection.in_transaction)
        except dbapi2.Error as error:
            raise self._translate_error(error) from error

    def run(self, sql: str, arguments: Sequence[Any] | dict[str, Any] = ()) -> Any:
        """Run one statement; the cursor."""
        try:
            return self.connection.execute(sql, arguments)
        except (dbapi2.Error, UnicodeError) as error:
            raise self._translate_error(error) from error

    def rows(self, sql: str, arguments: Sequence[Any] | dict[str, Any] = ()) -> list[Any]:
        """All rows."""
        try:
            return self.connection.execute(sql, arguments).fetchall()  # type: ignore[no-any-return]
        except (dbapi2.Error, UnicodeError) as error:
            raise self._translate_error(error) from error

    def fetch_one(self, sql: str, arguments: Sequence[Any] | dict[str, Any] = ()) -> Any:
        """The first row, or None."""
        try:
            return self.connection.execute(sql, arguments).fetchone()
        except (dbapi2.Error, UnicodeError) as error:
            raise self._translate_error(error) from error

    def stream(self, sql: str, arguments: Sequence[Any] | dict[str, Any] = ()) -> Iterator[Any]:
        """Row by row, for what may be longer than memory."""
        cursor = self.run(sql, arguments)
        try:
            yield from cursor
        except (dbapi2.Error, UnicodeError) as error:
            raise self._translate_error(error) from error

    def execute_many(self, sql: str, rows: Iterator[Any] | Sequence[Any]) -> None:
        """Run one statement for each row."""
        try:
            self.connection.executemany(sql, rows)
        except (dbapi2.Error, UnicodeError) as error:
            raise self._translate_error(error) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One transaction: all of it or nothing. It waits up to 30 s for another writer; inside another it joins it."""
        if self.in_transaction:
            yield
            return
        self._see_that_it_is_open()
        self.run("BEGIN IMMEDIATE")
        self.transactions += 1
        try:
            self._see_that_it_is_there()
            yield
            self._see_that_it_is_there()
            self.run("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise
        self._see_that_it_is_there()  # in the moment before the commit it may have gone

    def when_locked(self, ask: Callable[[], bool]) -> None:
        """What to do before the first change after an `rj lock`: ask for the passphrase; whether it was the right one.

        Without it, such a change is refused.
        """
        self._ask_when_locked = ask

    def _see_that_it_is_open(self) -> None:
        """Refuse a change, or have the passphrase asked for, if `rj lock` was run since the last one."""
        if self.key is None or self._holding is None or not self._holding.was_locked():
            return
        if self._ask_when_locked is None or not self._ask_when_locked():
            raise _faults().locked_meanwhile()
        self._holding.unlocked()

    def _see_that_it_is_there(self) -> None:
        """Refuse a change if the file that is open does not have the journal's name any more: it would be lost."""
        if self._identity is None:
            return
        is_there = open_files.identity(self.path) == self._identity
        if self._write_ahead is not None:
            is_there = is_there and open_files.identity(_ahead_of(self.path)) == self._write_ahead
        if not is_there or (self._holding is not None and not self._holding.is_still_there()):
            raise _faults().gone(self.path)

    def close(self) -> None:
        """Close the file; again is harmless."""
        try:
            self.connection.close()
        except dbapi2.Error as error:
            raise self._translate_error(error) from error
        finally:
            open_files.closed(self._identity)
            self._identity = None
            if self._holding is not None:
                self._holding.release()

    def remember_open(self) -> None:
        """Note that this process has the file open."""
        self._identity = open_files.opened(self.path, encrypted=self.encrypted)

    def remember_write_ahead(self) -> None:
        """Note which write-ahead file this connection has open, once it has been read from."""
        self._write_ahead = open_files.identity(_ahead_of(self.path))

    def read_only(self) -> None:
        """Let nothing be written through this connection."""
        self.run("PRAGMA query_only = ON")

    def _wait(self, tries: int) -> bool:
        """Wait a little for another writer, at the engine's wish; False gives up. Unlike the engine's own waiting it
        ends at Ctrl-C.
        """
        try:
            now = time.monotonic()
            if not tries:
                self._waiting_since = now
            if now - self._waiting_since >= self.busy_seconds:
                return False
            time.sleep(min(0.001 * 2 ** min(tries, 8), 0.1))
        except KeyboardInterrupt:
            self._interrupted = True
            return False
        return True

    def _translate_error(self, error: Any) -> BaseException:
        if self._interrupted:
            self._interrupted = False
            return KeyboardInterrupt()
        if self.in_memory and getattr(error, "sqlite_errorcode", None) == 8:
            return _faults().no_journal()  # type: ignore[no-any-return]
        said: BaseException | None = _faults().said(error, self.path)
        if said is None and self.has_lost_its_schema(self.connection):
            said = _faults().damaged(self.path)
        return said or error


def key_of(passphrase: str | bytes | None) -> str | None:
    """A passphrase, or the 32 bytes derived from it, as the engine reads a key; None for none.

    Raises:
        StoreError: the engine would read only a part of it.
    """
    if not passphrase:
        return None
    if isinstance(passphrase, str) and "\0" in passphrase:
        raise StoreError("a passphrase cannot hold a zero character", "Choose another one.")
    if isinstance(passphrase, bytes):
        return f"\"x'{passphrase.hex()}'\""
    return "'" + passphrase.replace("'", "''") + "'"


def refuse_plain(path: Path) -> None:
    """A passphrase was given for this file: what has none must not be written to as if it were closed.

    Raises:
        StoreError: it is there, and not encrypted.
    """
    if path.is_file() and path.stat().st_size and not is_encrypted(path):
        raise StoreError("this journal has no passphrase", "Open it without one; rj passphrase sets one.")


def open_file(path: Path, key: str | None, *, create: bool = False, holding: FileLock | None = None) -> Database | None:
    """Open the file at `path` as it is, its schema of whatever version; None if there is nothing in it.

    Args:
        path: the file; missing folders are made for the owner only (0700), the file 0600.
        key: of `key_of`; needed if the file is encrypted, and makes a new one encrypted; of no use to a plain one.
        create: make the file if there is none.
        holding: of whoever holds the file alone already; else it is held shared while it is open.

    Raises:
        NotAJournal, NewerJournal, WrongPassphrase, DamagedJournal, StoreError: and the file is untouched.
    """
    encrypted = is_encrypted(path)
    if encrypted is None:
        if not create:
            return None
        file_probe.make(path)
        encrypted = key is not None
    if encrypted and key is None:
        raise _faults().wrong_passphrase(path, given=False)
    file_seen = path.stat().st_ino
    holding = holding or FileLock(path)
    try:
        # While this one waited, another file may have taken the name: with a passphrase now, or without.
        if path.stat().st_ino != file_seen:
            encrypted = bool(is_encrypted(path))
            if encrypted and key is None:
                raise _faults().wrong_passphrase(path, given=False)
        key = key if encrypted else None
        database = Database(path, connect(path, key), key=key, holding=holding)
    except BaseException:
        holding.release_untouched()
        raise
    try:
        database.remember_open()
        database.version = _version(database)
        if database.version is None and not create:
            holding.release_untouched()
            database.close()
            return None
        if not holding.is_held:
            database.read_only()
        file_probe.close_to_others(path)
    except (NotAJournal, WrongPassphrase):
        holding.release_untouched()
        database.close()
        raise
    except BaseException:
        database.close()
        raise
    return database


def open_as_it_is(path: Path, key: str | None) -> Database:
    """Open a copy for whoever holds its journal alone: its schema stays as it is, and no lock is taken.

    Raises:
        NotAJournal: there is nothing in it; and what open_file raises.
    """
    database = open_file(private_files.resolve(path), key, holding=BorrowedLock())
    if database is None:
        raise _faults().not_a_journal(path)
    return database


def _ahead_of(path: Path) -> Path:
    """The write-ahead file of a journal."""
    return path.with_name(path.name + "-wal")


def unfinished(journal: Path) -> Path:
    """The mark of a change of passphrase that has begun: whoever opens the journal finishes what a killed one left."""
    return journal.with_name(journal.name + ".unfinished")


def connect(path: Path, key: str | None) -> Any:
    """A connection as the engine gives it; where the key is wrong this shows at the first reading."""
    file_probe.see_that_it_fits(path)
    file_probe.see_that_engine_files_are_files(path)
    try:
        if file_probe.is_sealed(path):
            name = "".join(f"%{byte:02x}" for byte in os.fsencode(path))
            connection = dbapi2.connect(f"file:{name}?immutable=1", uri=True, isolation_level=None)
        else:
            connection = dbapi2.connect(str(path), isolation_level=None)
    except dbapi2.Error as error:
        raise _faults().said(error, path) or error from error
    if key is not None:
        # Before the key: else the engine writes lines of its own to stderr.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(PARAMETERS)
        connection.execute(f"PRAGMA key = {key}")
    return connection


def _version(database: Database) -> int | None:
    """The schema's version; None where the file holds nothing yet. The first reading, so a wrong key shows here.

    Raises:
        NotAJournal, NewerJournal, WrongPassphrase, DamagedJournal, StoreError
    """
    connection = database.connection
    try:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        blank = not ours and not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}")
    except (dbapi2.Error, UnicodeDecodeError) as error:  # of a damaged schema the engine's own message has no letters
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == 26 and database.encrypted:
            from relational_journal.store.engine.page_check import is_first_page_lost

            if database.key is None or not is_first_page_lost(database.path, database.key):
                raise _faults().wrong_passphrase(database.path, given=True) from error
        raise _faults().said(error, database.path) or error from error
    if blank:
        return None
    if not ours:
        raise _faults().not_a_journal(database.path)
    if version > VERSION:
        raise _faults().newer(database.path)
    return version


def _faults() -> Any:
    """What to say of errors, loaded when there is one."""
    from relational_journal.store.engine import engine_errors

    return engine_errors
