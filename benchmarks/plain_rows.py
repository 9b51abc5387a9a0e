"""Store the rows of a journal again by `executemany`, into the same tables with the same indexes.

`rj import` is compared with it (benchmarks/speed.py). The rows are in memory before the clock starts; nothing is
parsed or checked, and nothing could be undone afterwards. With `searched` it stores the entries and their search
index, with `all` every row an import stores. It prints the processor time in seconds.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from relational_journal.store.engine.database import dbapi2
from relational_journal.store.schema.tables import INDEXES, MADE, TABLES, WITHOUT_TRACE

_SEARCHED = ("entries", "search_index")


def store_again(journal: str, target: str, *, everything: bool) -> float:
    """Copy a plain journal's rows into a new file and return the processor time in seconds."""
    connection = dbapi2.connect(journal)
    rows = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in ("entries", "row_history")}
    rows |= {table: connection.execute(query).fetchall() for table, query in MADE.items()}
    connection.close()
    connection = dbapi2.connect(target, isolation_level=None)
    for setting in ("journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {setting}")
    for statement in (*TABLES, *INDEXES, WITHOUT_TRACE):
        connection.execute(statement)
    begin = time.process_time()
    connection.execute("BEGIN")
    for table, found in rows.items():
        if found and (everything or table.partition(" ")[0] in _SEARCHED):
            places = ", ".join("?" * len(found[0]))
            connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({places})", found)
    connection.execute("COMMIT")
    connection.close()
    return time.process_time() - begin


def main() -> None:
    """Print the time."""
    with tempfile.TemporaryDirectory() as folder:
        took = store_again(sys.argv[1], str(Path(folder) / "plain.db"), everything=sys.argv[2] == "all")
    print(f"{took:.4f}")


if __name__ == "__main__":
    main()
