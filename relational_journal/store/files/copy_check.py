"""Check a copy before it replaces a journal: its schema, its pages, its values, in a bounded time."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from relational_journal.errors import DamagedJournal
from relational_journal.store.engine.bounded import bounded
from relational_journal.store.schema import row_checks
from relational_journal.store.schema.schema_check import foreign_parts, rows_of

if TYPE_CHECKING:
    from relational_journal.store.engine.database import Database

_OTHERWISE = "Nothing was changed; take another copy."


def check_copy(database: Database, file: Path) -> None:
    """Refuse a copy that holds something no journal of this program holds, or malformed values.

    The schema is compared before anything else is read, so that no foreign trigger or view ever runs.

    Args:
        database: the open copy; it is not changed.
        file: its path.

    Raises:
        DamagedJournal: it is refused; the message says why.
    """
    version = int(database.fetch_one("PRAGMA user_version")[0])
    foreign = foreign_parts(rows_of(database), version)
    if foreign:
        raise DamagedJournal(
            f"the copy {file} {foreign[0]}",
            "Nothing was changed. Take another copy, or have this one rebuilt: rj --journal FILE doctor --mend",
        )
    with bounded(database, file.stat().st_size):
        if database.fetch_one("PRAGMA integrity_check(1)")[0] != "ok":
            raise DamagedJournal(f"the copy {file} is damaged", _OTHERWISE)
        wrong = next(chain(row_checks.wrong_values(database), row_checks.wrong_history(database)), None)
    if wrong is not None:
        raise DamagedJournal(
            f"the copy {file} does not read as it should: {wrong}",
            "Nothing was changed. Take another copy, or have this one mended: rj --journal FILE doctor --mend",
        )
