"""Make docs/schema.md from the comments in tables.py: `python -m relational_journal.store.schema.schema_page`."""

from __future__ import annotations

import re

from relational_journal.store.engine.columns import APPLICATION_ID, VERSION
from relational_journal.store.schema import tables

_HEAD = f"""\
# The schema

Made from `relational_journal/store/schema/tables.py` by `python -m relational_journal.store.schema.schema_page`; a
test holds the two equal. The same comments stand in the file itself: `sqlite3 journal.db .schema` prints them (with a
passphrase, `sqlcipher`).

A journal is an SQLite file with `application_id` {APPLICATION_ID:#x} and `user_version` {VERSION}, in write-ahead mode.
`tagged`, `with_people`, `linked` and `search_index` follow from `entries` and can be made again from the views
`as_tagged`, `as_with_people`, `as_linked` and `as_search_index`. `changes` and `row_history` hold what `rj undo` needs,
for 30 days. The view `moments` is for reading a plain journal in other tools (`datasette journal.db`,
`sqlite-utils rows journal.db moments`): one row a moment, people by name.
"""


def page() -> str:
    """Return the page as Markdown."""
    return "\n".join([_HEAD, *(_table(statement) for statement in tables.TABLES)])


def columns_of(statement: str) -> list[tuple[str, str, str]]:
    """Return (name, type and constraints, comment) of each column that a CREATE TABLE declares."""
    found = []
    for line in statement.splitlines()[1:]:
        declared = re.fullmatch(r"  (\w+) ?(.*?),? -- (.+)", line)
        if declared:
            found.append((declared[1], declared[2], declared[3]))
    return found


def name_and_purpose(statement: str) -> tuple[str, str]:
    """Return the name of the table that a CREATE TABLE makes, and the comment on its purpose."""
    begun = re.match(r"CREATE (?:VIRTUAL )?TABLE (\w+) [^\n]*-- ([^\n]+)", statement)
    if begun is None:
        raise ValueError(f"no comment after: {statement.splitlines()[0]}")
    return begun[1], begun[2]


def _table(statement: str) -> str:
    name, purpose = name_and_purpose(statement)
    head = [f"## {name}", "", _sentence(purpose), "", "| column | type | holds |", "| --- | --- | --- |"]
    rows = [f"| `{column}` | {kind.lower() or 'words'} | {said} |" for column, kind, said in columns_of(statement)]
    return "\n".join([*head, *rows, ""])


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:] + "."


if __name__ == "__main__":
    print(page(), end="")
