"""Writing a whole journal into a new file under another key or none, and letting that file take the journal's name."""

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
    """A derived key with its salt, as the engine reads both: the new file begins with this very salt."""
    return f"x'{key.hex()}{salt.hex()}'"


def write_under(database: Database, target: Path, spec: str) -> None:
    """Copy everything into `target`, a new file for the owner only; verified, and on the disk when this returns.

    Args:
        database: open, and nobody may write in it meanwhile.
        target: overwritten if it is there.
        spec: of `keyspec`, or "" for a file without a passphrase.

    Raises:
        StoreError: it could not be made whole; nothing of it is left.
    """
    from relational_journal.store.engine.database import PARAMETERS

    os.close(private_files.create_anew(target, like=database.path))
    try:
        database.run(PARAMETERS)
        database.run("ATTACH ? AS fresh KEY ?", (str(target), spec))
        try:
            # Nothing beside the new file: what is killed half-way is thrown away whole.
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
    """Read the new file back: sound, and row for row as many as there were."""
    sound = database.fetch_one("PRAGMA fresh.integrity_check(1)")[0] == "ok"
    shape = "SELECT type, name, tbl_name, sql FROM {}.sqlite_schema ORDER BY type, name"
    alike = database.rows(shape.format("main")) == database.rows(shape.format("fresh"))
    names = [row[0] for row in database.rows("SELECT name FROM main.sqlite_schema WHERE type = 'table'")]
    if alike:
        # A virtual table just written is not known before the file is opened anew: the index is asked through its own
        # tables, which are listed too.
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
    """Give a new file the owner and mode of the journal it is to replace.

    Raises:
        StoreError: it cannot be given to whoever owns the journal.
    """
    try:
        private_files.keep_owner_and_mode(fresh, journal)
    except OSError as error:
        raise StoreError(
            f"{journal} belongs to another user, to whom the new file cannot be given",
            "Nothing was changed. Let its owner do this, or root.",
        ) from error


def take_name(fresh: Path, journal: Path) -> None:
    """Let a whole file become the journal. Nobody may have either open; the files of the old one go first.

    It gets the owner and mode of the old one. What the old file held is overwritten once the new one is the journal,
    unless the old file has another name (a hard link), which keeps it.
    """
    keep_owner(fresh, journal)
    for suffix in ("-wal", "-shm", "-journal"):
        shred(journal.with_name(journal.name + suffix))
    old = private_files.open_to_overwrite(journal)
    try:
        fresh.replace(journal)
        with suppress(OSError):  # it has taken the name, whatever the disk says to that
            force_to_disk(journal.parent)
        if old is not None:
            private_files.overwrite(old)
    finally:
        if old is not None:
            os.close(old)
