from __future__ import annotations

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from relational_journal import Journal
from relational_journal.errors import StoreError
from relational_journal.store.engine.columns import COLUMNS, VERSION
from relational_journal.store.engine.database import Database
from relational_journal.store.schema import tables as schema
from relational_journal.store.schema.schema_page import columns_of, name_and_purpose, page
from tests.support.stored import moment

DOCS = Path(__file__).resolve().parents[2] / "docs" / "schema.md"


def test_every_table_and_column_says_what_it_holds(journal: Journal) -> None:
    db = journal._store.db
    said = {
        name_and_purpose(statement)[0]: [name for name, _, _ in columns_of(statement)] for statement in schema.TABLES
    }
    tables = db.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'")
    made_by_fts = {f"search_index_{part}" for part in ("data", "idx", "docsize", "config")}

    assert {name for (name,) in tables} - made_by_fts == set(said)
    for table, columns in said.items():
        assert [row[1] for row in db.rows(f"PRAGMA table_info({table})")] == columns


def test_the_file_itself_holds_the_comments(journal: Journal) -> None:
    (kept,) = journal._store.db.fetch_one("SELECT sql FROM sqlite_schema WHERE name = 'entries'")

    assert "-- the small number shown in lists; never given twice" in kept


def test_the_kept_tables_have_the_columns_a_change_keeps(journal: Journal) -> None:
    for table, columns in COLUMNS.items():
        assert [row[1] for row in journal._store.db.rows(f"PRAGMA table_info({table})")] == list(columns)


def test_the_page_in_the_docs_is_made_from_the_schema() -> None:
    assert DOCS.read_text(encoding="utf-8") == page()


def test_everything_made_from_entries_can_be_made_again(journal: Journal) -> None:
    from relational_journal.store.schema import derived_tables

    for number in range(30):
        journal.add(moment(text=f"words {number}", people=("Sam",), moves=("listened",), good={"zest": "more"}))
    journal.delete("7")
    tables = ("tagged", "with_people", "linked")
    before = [journal._store.db.rows(f"SELECT * FROM {table}") for table in tables]

    derived_tables.rebuild(journal._store.db)

    assert [journal._store.db.rows(f"SELECT * FROM {table}") for table in tables] == before
    assert [m.id for m in journal.search("words 6")] == []
    assert len(journal.search("words sam")) == 29


def older(path: Path) -> None:
    """A journal of the version before this one, as far as opening it can tell."""
    with dbapi2.connect(str(path), isolation_level=None) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION - 1}")
    connection.close()


def test_a_journal_that_is_behind_is_copied_before_it_is_changed(path: Path) -> None:
    with Journal.open(path) as journal:
        stored = journal.add(moment())
    older(path)

    with Journal.open(path) as journal:
        assert list(journal.entries()) == [stored]

    (copy,) = (path.parent / "backups").iterdir()
    assert "before-migration" in copy.name
    with dbapi2.connect(str(copy)) as kept:
        assert kept.execute("PRAGMA user_version").fetchone() == (VERSION - 1,)
        assert kept.execute("SELECT count(*) FROM entries").fetchone() == (1,)


def test_a_change_of_the_schema_that_fails_leaves_the_journal_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from relational_journal.store.schema import migrations

    with Journal.open(path) as journal:
        journal.add(moment())
    older(path)

    def half_done(database: Database) -> None:
        database.run("DROP TABLE people")
        database.run("INSERT INTO nowhere VALUES (1)")

    with monkeypatch.context() as patched:
        patched.setattr(migrations, "_apply", half_done)
        with pytest.raises(dbapi2.OperationalError):
            Journal.open(path)

    with Journal.open(path) as journal:
        assert journal.count() == 1
        assert [person.name for person in journal.people.all()] == ["myself"]


def test_where_no_copy_can_be_made_the_schema_stays_as_it_is(path: Path) -> None:
    Journal.open(path).close()
    older(path)
    (path.parent / "backups").write_text("a file in the way")

    with pytest.raises(StoreError, match="no copy can be made"):
        Journal.open(path)
    with dbapi2.connect(str(path)) as untouched:
        assert untouched.execute("PRAGMA user_version").fetchone() == (VERSION - 1,)
