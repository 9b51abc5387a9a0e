"""Open a journal without asking, waiting or changing anything, for completion at the Tab key."""

from __future__ import annotations

from pathlib import Path

from relational_journal import config
from relational_journal.errors import JournalError
from relational_journal.journal.journal import Journal
from relational_journal.store.engine import private_files
from relational_journal.store.engine.columns import VERSION
from relational_journal.store.engine.database import is_encrypted, key_of, open_file
from relational_journal.store.keys import key_cache
from relational_journal.store.records.session import JournalSession


def peek(path: Path) -> Journal | None:
    """Open the journal at `path` read-only; None if there is none, it is locked, or its schema is out of date.

    A cached key is used without restarting its time, because the person has not used the journal.
    """
    try:
        path = private_files.resolve(path)
        encrypted = is_encrypted(path)
        key = key_cache.kept_unused(path) if encrypted else None
        if encrypted and key is None:
            return None
        database = open_file(path, key_of(key))
        if database is None:
            return None
        # Migrating would change the file, and an older program cannot read a newer schema.
        if database.version != VERSION:
            database.close()
            return None
    except (JournalError, OSError):
        return None
    return Journal(JournalSession(database, config.now))
