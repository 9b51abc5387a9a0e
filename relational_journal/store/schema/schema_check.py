"""Compare the schema of a journal, statement by statement, with that of its version, without running any of it.

A database can hold more than tables: a trigger that copies every text somewhere else, a view that never ends, a table
that no command ever empties. So before a copy replaces a journal, and in `rj doctor`, each statement has to be one
that some version of this program wrote.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from relational_journal.store.engine.columns import KEPT_TABLES, VERSION
from relational_journal.store.schema.released_shapes import DIGESTS
from relational_journal.store.schema.schema_shape import shape_of_today

if TYPE_CHECKING:
    from relational_journal.store.engine.database import Database

_MOST = 500  # statements; a journal has about sixty
_TOKENS = re.compile(r"""('(?:[^']|'')*'|"(?:[^"]|"")*")|--[^\n]*|\s+""")

Row = tuple[str, str, str | None]


def rows_of(database: Database) -> list[Row]:
    """Return (type, name, statement) of everything in a database; reading them runs none of it.

    Raises:
        DamagedJournal: they cannot be read.
    """
    columns = "CAST(type AS BLOB), CAST(name AS BLOB), CAST(sql AS BLOB)"
    found = database.rows(f"SELECT {columns} FROM sqlite_schema LIMIT ?", (_MOST + 1,))
    return [(_text(kind) or "", _text(name) or "", _text(sql)) for kind, name, sql in found]


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode("utf-8", "replace")


def foreign_parts(rows: Sequence[Row], version: int) -> list[str]:
    """Describe the parts of a schema that no journal of this version has, and those it lacks; empty if it is right.

    Args:
        rows: from `rows_of`.
        version: the `user_version` of the database; everything in a version that was never released is foreign.
    """
    if len(rows) > _MOST:
        return [f"holds more than {_MOST} tables, views and triggers"]
    if version == VERSION:
        known, needed = _digests_of_today(), frozenset((kind, name) for kind, name, _ in shape_of_today())
    else:
        known = DIGESTS.get(version, frozenset())
        needed = frozenset(("table", name) for name in KEPT_TABLES)
    here = {(kind, name) for kind, name, _ in rows}
    as_written = frozenset(shape_of_today()) if version == VERSION else frozenset()
    found = [
        f'holds the {kind} "{name}", which no journal has'
        if (kind, name) not in needed
        else f'has another {kind} "{name}"'
        for kind, name, sql in rows
        # Letter for letter, as nearly all are, is known without a digest, which takes long.
        if (kind, name, sql) not in as_written and not _is_known(kind, name, sql, known)
    ]
    return found + [f'lacks the {kind} "{name}"' for kind, name in sorted(needed - here)]


@cache
def _digests_of_today() -> frozenset[str]:
    return frozenset(digest(kind, name, sql) for kind, name, sql in shape_of_today())


def _is_known(kind: str, name: str, sql: str | None, known: frozenset[str]) -> bool:
    if sql is None:  # SQLite's own index of a UNIQUE or PRIMARY KEY has no statement
        return kind == "index" and name.startswith("sqlite_autoindex_")
    return digest(kind, name, sql) in known


def digest(kind: str, name: str, sql: str) -> str:
    """Return a short digest of a statement that ignores comments, white space and quotes around names."""
    plain = " ".join(_TOKENS.sub(_plain, sql).split())
    plain = re.sub(r"\s*([(),])\s*", r"\1", plain)
    return hashlib.sha256(f"{kind}\0{name}\0{plain}".encode("utf-8", "replace")).hexdigest()[:24]


def _plain(token: re.Match[str]) -> str:
    quoted = token[1]
    if quoted is None:
        return " "  # a comment or white space
    return quoted[1:-1] if quoted.startswith('"') and quoted[1:-1].isidentifier() else quoted
