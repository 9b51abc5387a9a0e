"""Limit the work that reading a database may cost, so that a crafted file cannot keep a check running for ever."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from relational_journal.errors import DamagedJournal

if TYPE_CHECKING:
    from relational_journal.store.engine.database import Database

# Steps of SQLite's virtual machine. Checking a journal of 10 to 100,000 entries takes about 0.4 steps a byte; 8 leaves
# a factor of twenty. The fixed part covers the start of small files.
_STEPS, _STEPS_A_BYTE = 2_000_000, 8
_LOOK_EVERY = 10_000
_INTERRUPTED = 9


@contextmanager
def bounded(database: Database, size: int) -> Iterator[None]:
    """End the reading inside with an error if it takes far more steps than the size of the file explains.

    Args:
        database: the open file.
        size: the size of the file in bytes.

    Raises:
        DamagedJournal: the bound was exceeded.
    """
    left = (_STEPS + _STEPS_A_BYTE * size) // _LOOK_EVERY

    def look() -> int:
        nonlocal left
        left -= 1
        return left < 0

    database.connection.set_progress_handler(look, _LOOK_EVERY)
    try:
        yield
    except dbapi2.OperationalError as error:
        if getattr(error, "sqlite_errorcode", None) != _INTERRUPTED:
            raise
        raise DamagedJournal(
            f"{database.path} takes far longer to read than a journal of its size",
            "Nothing was changed; take another copy.",
        ) from error
    finally:
        database.connection.set_progress_handler(None, 0)
