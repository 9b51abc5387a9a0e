"""Looking into a journal without asking, waiting or changing anything: for what Tab offers."""

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
    """The journal at `path`, for reading alone; None if there is none, it is locked, or its schema is not today's.

    A key that is kept opens it, and its time goes on: nothing was done with the journal.
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
        if database.version != VERSION:
            database.close()
            return None
    except (JournalError, OSError):
        return None
    return Journal(JournalSession(database, config.now))
