"""Re-encrypt a journal into a new file and swap it in atomically."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from relational_journal.errors import StoreError
from relational_journal.store.engine import private_files
from relational_journal.store.engine.private_files import force_to_disk as force_to_disk
from relational_journal.store.engine.private_files import shred as shred
from relational_journal.store.schema import former_names

if TYPE_CHECKING:
    from relational_journal.store.engine.database import Database


def keyspec(key: bytes, salt: bytes) -> str:
    """Format a derived key and its salt for SQLCipher; the new file will begin with this salt."""
    return f"x'{key.hex()}{salt.hex()}'"


def write_under(database: Database, target: Path, spec: str) -> None:
    """Copy everything into the new file `target`, verify it, and wait until it is on the disk.

    Args:
        database: the open journal; nobody may write in it meanwhile.
        target: the new file, for its owner only; an existing one is replaced.
        spec: from `keyspec`, or "" for a plain file.

    Raises:
        StoreError: it failed; the new file is removed.
    """
    from relational_journal.store.engine.database import PARAMETERS

    os.close(private_files.create_anew(target, like=database.path))
    try:
        database.run(PARAMETERS)
        database.run("ATTACH ? AS fresh KEY ?", (str(target), spec))
        try:
            # No journal file next to the new file: if this process is killed, the new file is thrown away as a whole.
            database.run("PRAGMA fresh.journal_mode = MEMORY")
            database.run("BEGIN")
            database.run("SELECT sqlcipher_export('fresh')")
            for mark in ("user_version", "application_id"):
                database.run(f"PRAGMA fresh.{mark} = {database.fetch_one(f'PRAGMA main.{mark}')[0]}")
            database.run("COMMIT")
            _check(database, target)
        finally:
            if database.in_transaction:
                database.run("ROLLBACK")
            database.run("DETACH fresh")
        force_to_disk(target)
    except BaseException:
        shred(target)
        raise


def _check(database: Database, target: Path) -> None:
    """Verify the new file: SQLite's integrity check, the same schema, and the same number of rows in each table."""
    sound = database.fetch_one("PRAGMA fresh.integrity_check(1)")[0] == "ok"
    shape = "SELECT type, name, tbl_name, sql FROM {}.sqlite_schema ORDER BY type, name"
    alike = database.rows(shape.format("main")) == database.rows(shape.format("fresh"))
    names = [row[0] for row in database.rows("SELECT name FROM main.sqlite_schema WHERE type = 'table'")]
    if alike:
        # SQLite does not know a virtual table it has just written until the file is opened again. The index is compared
        # through its own tables, which are in the list too.
        index = ("search_index", former_names.TABLES["search_index"])
        plain = [name for name in names if name not in index]
        alike = all(
            database.fetch_one(f'SELECT count(*) FROM main."{name}"')
            == database.fetch_one(f'SELECT count(*) FROM fresh."{name}"')
            for name in plain
        )
    if not (sound and alike):
        raise StoreError(f"the new file {target} does not read back as it should", "Nothing was changed.")


def keep_owner(fresh: Path, journal: Path) -> None:
    """Give a new file the owner and mode of the journal it will replace.

    Raises:
        StoreError: they cannot be set.
    """
    try:
        private_files.keep_owner_and_mode(fresh, journal)
    except OSError as error:
        raise StoreError(
            f"{journal} belongs to another user, and the new file cannot be given to them",
            "Nothing was changed. Let its owner do this, or root.",
        ) from error


def take_name(fresh: Path, journal: Path) -> None:
    """Make a complete file the journal; nobody may have either open. SQLite's files of the old one are removed first.

    The new file gets the owner and mode of the old one. Then the content of the old file is overwritten, unless the old
    file has another name (a hard link), which keeps it.
    """
    keep_owner(fresh, journal)
    for suffix in ("-wal", "-shm", "-journal"):
        shred(journal.with_name(journal.name + suffix))
    old = private_files.open_to_overwrite(journal)
    try:
        fresh.replace(journal)
        with suppress(OSError):  # the name is taken already, whatever the disk reports now
            force_to_disk(journal.parent)
        if old is not None:
            private_files.overwrite(old)
    finally:
        if old is not None:
            os.close(old)
