"""Open and close a journal file, plain or encrypted; the only module that calls SQLite."""

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
# Fixed to the parameters of SQLCipher 4, so that a later library with other defaults still opens the same files.
PARAMETERS = "PRAGMA cipher_default_compatibility = 4"


def _unknown_schema(_: Any) -> bool:
    """The default of `has_lost_its_schema`, for callers that do not know the schema."""
    return False


class Database:
    """One open journal file.

    If SQLite fails, every method raises a subclass of StoreError.
    """

    busy_seconds = 30.0  # how long to wait for another process that writes

    def __init__(self, path: Path, connection: Any, *, key: str | None = None, holding: FileLock | None = None) -> None:
        self.path = path
        self.connection = connection
        connection.set_busy_handler(self._wait)
        self._waiting_since = 0.0
        self._interrupted = False
        self.key = key
        self._holding = holding
        self.transactions = 0  # number of transactions begun
        self._identity: tuple[int, int] | None = None
        self._write_ahead: tuple[int, int] | None = None
        self._ask_when_locked: Callable[[], bool] | None = None
        self.version: int | None = VERSION  # schema version; None for an empty file
        # Set by the code that knows the schema: whether an unexplained error comes from a changed schema.
        self.has_lost_its_schema: Callable[[Any], bool] = _unknown_schema

    def __enter__(self) -> Database:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def encrypted(self) -> bool:
        """Whether the file is encrypted with a passphrase."""
        return self.key is not None

    @property
    def in_memory(self) -> bool:
        """Whether this is the empty database in memory that stands in for a missing journal; it is read-only."""
        return self._holding is None

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        try:
            return bool(self.connection.in_transaction)
        except dbapi2.Error as error:
            raise self._translate_error(error) from error

    @property
    def rows_written(self) -> int:
        """How many rows were inserted, changed or deleted through this connection."""
        return int(self.connection.total_changes)

    def run(self, sql: str, arguments: Sequence[Any] | dict[str, Any] = ()) -> Any:
        """Run one statement and return its cursor."""
        try:
            return self.connection.execute(sql, arguments)
        except (dbapi2.Error, UnicodeError) as error:
            raise self._translate_error(error) from error

    def rows(self, sql: str, arguments: Sequence[Any] | dict[str, Any] = ()) -> list[Any]:
        """Return all rows of a query."""
        try:
            return self.connection.execute(sql, arguments).fetchall()  # type: ignore[no-any-return]
        except (dbapi2.Error, UnicodeError) as error:
            raise self._translate_error(error) from error

    def fetch_one(self, sql: str, arguments: Sequence[Any] | dict[str, Any] = ()) -> Any:
        """Return the first row of a query, or None."""
        try:
            return self.connection.execute(sql, arguments).fetchone()
        except (dbapi2.Error, UnicodeError) as error:
            raise self._translate_error(error) from error

    def stream(self, sql: str, arguments: Sequence[Any] | dict[str, Any] = ()) -> Iterator[Any]:
        """Yield the rows of a query one by one, for results that may not fit in memory."""
        cursor = self.run(sql, arguments)
        try:
            # Not `yield from`: it closes the cursor when the reader gives up, after the journal perhaps.
            for row in cursor:  # noqa: UP028
                yield row
        except (dbapi2.Error, UnicodeError) as error:
            raise self._translate_error(error) from error

    def execute_many(self, sql: str, rows: Iterator[Any] | Sequence[Any]) -> None:
        """Run one statement once for each row of arguments."""
        try:
            self.connection.executemany(sql, rows)
        except (dbapi2.Error, UnicodeError) as error:
            raise self._translate_error(error) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Run the block in one transaction: all of it is stored, or nothing.

        Waits up to 30 s for another writer. Inside an open transaction it joins that one.
        """
        if self.in_transaction:
            yield
            return
        self._check_unlocked()
        self.run("BEGIN IMMEDIATE")
        self.transactions += 1
        try:
            self._check_file_in_place()
            yield
            self._check_file_in_place()
            self.run("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise
        self._check_file_in_place()  # the file may have gone between the last check and the commit

    def when_locked(self, ask: Callable[[], bool]) -> None:
        """Set what asks for the passphrase before the first change after an `rj lock`.

        Args:
            ask: returns whether the right passphrase was given. Without it, such a change is refused.
        """
        self._ask_when_locked = ask

    def _check_unlocked(self) -> None:
        """Refuse a change if `rj lock` was run since the last one and the passphrase is not given again."""
        if self.key is None or self._holding is None or not self._holding.was_locked():
            return
        if self._ask_when_locked is None or not self._ask_when_locked():
            raise _errors().locked_meanwhile()
        self._holding.unlocked()

    def _check_file_in_place(self) -> None:
        """Refuse a change if the open file no longer has the journal's name: what is written to it would be lost."""
        if self._identity is None:
            return
        is_there = open_files.identity(self.path) == self._identity
        if self._write_ahead is not None:
            is_there = is_there and open_files.identity(_write_ahead_path(self.path)) == self._write_ahead
        if not is_there or (self._holding is not None and not self._holding.is_still_there()):
            raise _errors().gone(self.path)

    def close(self) -> None:
        """Close the file. Closing it again does nothing."""
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
        """Record that this process has the file open."""
        self._identity = open_files.opened(self.path, encrypted=self.encrypted)

    def remember_write_ahead(self) -> None:
        """Record which write-ahead file this connection has open; call it after the first read, which opens it."""
        self._write_ahead = open_files.identity(_write_ahead_path(self.path))

    def read_only(self) -> None:
        """Allow no writing through this connection."""
        self.run("PRAGMA query_only = ON")

    def _wait(self, tries: int) -> bool:
        """Wait a little for another writer, called by SQLite; False gives up.

        SQLite's own waiting cannot be interrupted; this one ends at Ctrl-C.
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
            return _errors().no_journal()  # type: ignore[no-any-return]
        said: BaseException | None = _errors().translate(error, self.path)
        if said is None and self.has_lost_its_schema(self.connection):
            said = _errors().damaged(self.path)
        return said or error


def key_of(passphrase: str | bytes | None) -> str | None:
    """Format a passphrase, or the 32 bytes derived from it, as the argument of PRAGMA key; None for no passphrase.

    Raises:
        StoreError: it holds a NUL character, after which SQLite would ignore the rest.
    """
    if not passphrase:
        return None
    if isinstance(passphrase, str) and "\0" in passphrase:
        raise StoreError("a passphrase cannot hold a zero character", "Choose another one.")
    if isinstance(passphrase, bytes):
        return f"\"x'{passphrase.hex()}'\""
    return "'" + passphrase.replace("'", "''") + "'"


def refuse_plain(path: Path) -> None:
    """Refuse a passphrase for a file that has none: the person would believe that what they write is encrypted.

    Raises:
        StoreError: the file exists and is not encrypted.
    """
    if path.is_file() and path.stat().st_size and not is_encrypted(path):
        raise StoreError("this journal has no passphrase", "Open it without one; rj passphrase sets one.")


def open_file(path: Path, key: str | None, *, create: bool = False, holding: FileLock | None = None) -> Database | None:
    """Open the file at `path` without changing it, whatever the version of its schema.

    Args:
        path: the file. With `create`, missing folders are made with mode 0700 and the file with 0600.
        key: from `key_of`. An encrypted file needs it; a new file is encrypted with it; a plain file ignores it.
        create: make the file if there is none.
        holding: the lock of a caller that already has one; otherwise a shared lock is held while the file is open.

    Returns:
        The open database; None if the file is missing or empty and `create` is False.

    Raises:
        NotAJournal, NewerJournal, WrongPassphrase, DamagedJournal, StoreError: the file is left untouched.
    """
    encrypted = is_encrypted(path)
    if encrypted is None:
        if not create:
            return None
        file_probe.make(path)
        encrypted = key is not None
    if encrypted and key is None:
        raise _errors().wrong_passphrase(path, given=False)
    file_seen = path.stat().st_ino
    holding = holding or FileLock(path)
    try:
        # While this process waited for the lock, another one may have replaced the file, with or without a passphrase.
        if path.stat().st_ino != file_seen:
            encrypted = bool(is_encrypted(path))
            if encrypted and key is None:
                raise _errors().wrong_passphrase(path, given=False)
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
    """Open a copy for a caller that already holds its journal's exclusive lock: no lock is taken, no schema migrated.

    Raises:
        NotAJournal: the file is empty.
        NewerJournal, WrongPassphrase, DamagedJournal, StoreError: as in `open_file`.
    """
    database = open_file(private_files.resolve(path), key, holding=BorrowedLock())
    if database is None:
        raise _errors().not_a_journal(path)
    return database


def _write_ahead_path(path: Path) -> Path:
    """Return the path of the write-ahead file of a journal."""
    return path.with_name(path.name + "-wal")


def unfinished(journal: Path) -> Path:
    """Return the path of the file that marks an unfinished change of passphrase; the next opening finishes it."""
    return journal.with_name(journal.name + ".unfinished")


def connect(path: Path, key: str | None) -> Any:
    """Return a connection of the SQLite driver. A wrong key shows only at the first read."""
    file_probe.see_that_it_fits(path)
    file_probe.see_that_engine_files_are_files(path)
    try:
        if file_probe.is_sealed(path):
            name = "".join(f"%{byte:02x}" for byte in os.fsencode(path))
            connection = dbapi2.connect(f"file:{name}?immutable=1", uri=True, isolation_level=None)
        else:
            connection = dbapi2.connect(str(path), isolation_level=None)
    except dbapi2.Error as error:
        raise _errors().translate(error, path) or error from error
    if key is not None:
        # Must come before the key: otherwise SQLCipher writes its own lines to stderr.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(PARAMETERS)
        connection.execute(f"PRAGMA key = {key}")
    return connection


def _version(database: Database) -> int | None:
    """Return the schema's version; None if the file is empty. As the first read, it is where a wrong key shows.

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
    except (dbapi2.Error, UnicodeDecodeError) as error:  # a damaged schema makes SQLite's own message undecodable
        # 26 is SQLITE_NOTADB: a wrong key, or a damaged first page.
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == 26 and database.encrypted:
            from relational_journal.store.engine.page_check import is_first_page_lost

            if database.key is None or not is_first_page_lost(database.path, database.key):
                raise _errors().wrong_passphrase(database.path, given=True) from error
        raise _errors().translate(error, database.path) or error from error
    if blank:
        return None
    if not ours:
        raise _errors().not_a_journal(database.path)
    if version > VERSION:
        raise _errors().newer(database.path)
    return version


def _errors() -> Any:
    """Import the error messages only when one is needed: it keeps the start fast."""
    from relational_journal.store.engine import engine_errors

    return engine_errors
