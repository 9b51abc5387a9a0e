"""Look through a copy before it takes the place of a journal: its schema, its pages, its values, in a bounded time."""

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
    """Refuse a copy that holds what no journal of this program holds, or that does not read as it should.

    The schema is compared first, without running any of it: what a trigger or a view does is never found out.

    Args:
        database: the copy, open; nothing is changed in it.
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
