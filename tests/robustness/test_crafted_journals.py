"""Copies and journals made by somebody else: what no journal has never comes in, and nothing hangs or breaks."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from relational_journal import Journal
from relational_journal.errors import JournalError
from relational_journal.store.engine.columns import COLUMNS
from relational_journal.store.files.restore import contents
from tests.store.test_migrations import KEPT, put

ROUNDS = int(os.environ.get("RJ_ROUNDS", "5"))
TEXT = "A sentence that must not be copied."
READING = [
    ("list", "-n", "0"), ("list", "--json"), ("show", "1"), ("search", "sentence"), ("patterns",), ("look", "repairs"),
    ("calendar",), ("people",), ("words",), ("hunch", "list"), ("settings",), ("export",), ("summary",), (),
    ("list", "--deleted"), ("doctor", "--drafts"),
]  # fmt: skip


def _something_in_every_table(rj) -> None:
    rj("log", f"{TEXT} @Sam +hurt +went-silent +my-own-word", "--tone", "disconnection")
    rj("log", "Another sentence. @Ada +joke", "--tone", "connection")
    rj("edit", "1", "--text", f"{TEXT} Changed.")
    rj("hunch", "add", "When hurt I go.", "--when", "hurt", "--then", "went-silent")
    rj("settings", "region", "europe")
    rj("delete", "2")
    rj("backup", str(rj.journal.with_name("copy.db")))
    rj("log", "The newest.")


@pytest.fixture
def copy(made_once, tmp_path: Path) -> Path:
    """A copy of a journal with something in every table; the journal itself has one entry more."""
    rj = made_once(_something_in_every_table)
    return rj.journal.with_name("copy.db").rename(tmp_path / "copy.db")


def changed(copy: Path, *statements: str) -> Path:
    with closing(dbapi2.connect(str(copy), isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
    return copy


def refused(rj, copy: Path) -> str:
    """What `rj restore` says of a copy that it refuses; nothing was replaced and nothing was left."""
    before = rj.journal.read_bytes(), sorted(file.name for file in rj.journal.parent.iterdir())
    content = copy.read_bytes()
    done = rj("restore", str(copy), "--yes", code=1)
    assert done.out == ""
    assert len(done.err.splitlines()) == 2, done.err
    assert "inside rj" not in done.err
    assert (rj.journal.read_bytes(), sorted(file.name for file in rj.journal.parent.iterdir())) == before
    assert copy.read_bytes() == content
    assert len(rj("list", "--json").json()) == 2
    return done.err


FOREIGN = {
    "a trigger that copies every text": (
        "CREATE TABLE spy (text)",
        "CREATE TRIGGER spying AFTER INSERT ON entries BEGIN INSERT INTO spy VALUES (new.text); END",
    ),
    "a trigger alone": ("CREATE TRIGGER spying AFTER INSERT ON people BEGIN DELETE FROM entries; END",),
    "a table": ("CREATE TABLE spy (text)", f"INSERT INTO spy VALUES ('{TEXT}')"),
    "a view": ("CREATE VIEW spy AS SELECT text FROM entries",),
    "an index on an expression": ("CREATE INDEX spy ON entries (lower(text))",),
    "a virtual table": ("CREATE VIRTUAL TABLE spy USING fts5 (text)",),
    "a view that never ends": (
        "CREATE VIEW spy AS WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n",
    ),
    "our own view, never ending": (
        "DROP VIEW as_linked",
        "CREATE VIEW as_linked AS WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
        " SELECT x AS to_uid, x AS entry_id, x AS as_, NULL AS deleted_at FROM n",
    ),
    "a table of ours that is a view": (
        "DROP TABLE learned",
        "CREATE VIEW learned AS WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
        " SELECT x AS id, x AS phrase, x AS key, x AS kept, x AS dropped FROM n",
    ),
    "a trigger of ours that is missing": ("DROP TRIGGER entries_take",),
    "a table of ours that is missing": ("DROP TABLE learned",),
    "a column more": ("ALTER TABLE people ADD COLUMN spy TEXT",),
    "a column that is computed": ("ALTER TABLE people ADD COLUMN spy AS (hex(zeroblob(1000000)))",),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_copy_with_what_no_journal_has_is_refused_and_nothing_is_replaced(rj, copy: Path, name: str) -> None:
    message = refused(rj, changed(copy, *FOREIGN[name]))

    assert str(copy) in message


def test_what_is_foreign_is_named_and_a_way_on_is_given(rj, copy: Path) -> None:
    message = refused(rj, changed(copy, *FOREIGN["a trigger that copies every text"]))

    assert '"spy"' in message or '"spying"' in message
    assert "doctor --mend" in message


def test_a_journal_with_a_foreign_trigger_is_found_by_doctor_and_rebuilt_without_it(rj, copy: Path) -> None:
    changed(rj.journal, *FOREIGN["a trigger that copies every text"])
    rj("log", "A sentence that the trigger copies.")
    found = {check["check"]: check for check in rj("doctor", "--json").json()}
    assert found["integrity"]["ok"] is True
    assert found["schema"]["ok"] is False
    assert "spy" in found["schema"]["what"]
    assert "--mend" in found["schema"]["mend"]
    before = rj("export").out

    rj("doctor", "--mend", "--yes")

    found = {check["check"]: check for check in rj("doctor", "--json").json()}
    assert found["schema"]["ok"] is True
    assert rj("export").out == before
    rj("delete", "4", "--for-good", "--yes")
    left = [
        file for file in rj.journal.parent.rglob("*") if file.is_file() and b"that the trigger" in file.read_bytes()
    ]
    assert [file.suffix for file in left] in ([], [".bytes"])


@pytest.mark.parametrize("name", ["a trigger that copies every text", "our own view, never ending", "a table"])
def test_a_copy_that_was_refused_can_be_rebuilt_and_then_restored(rj, copy: Path, name: str) -> None:
    changed(copy, *FOREIGN[name])
    rj("--journal", str(copy), "doctor", "--mend", "--yes")

    rj("restore", str(copy), "--yes")

    assert [entry["text"] for entry in rj("list", "--json").json()] == [f"{TEXT} Changed."]
    found = {check["check"]: check["ok"] for check in rj("doctor", "--json").json()}
    assert found["schema"] is True


@pytest.mark.parametrize("name", KEPT)
def test_a_journal_of_every_earlier_schema_is_still_restored(rj, name: str, tmp_path: Path, monkeypatch) -> None:
    copy = tmp_path / "old.db"
    passphrase = put(copy, name)
    if passphrase:
        monkeypatch.setenv("RJ_PASSPHRASE", passphrase)

    rj("restore", str(copy), "--yes")

    assert rj("list", "--json").json()
    assert {check["check"]: check["ok"] for check in rj("doctor", "--json").json()}["schema"] is True
    rj("lock")


@pytest.mark.parametrize("name", ["1-f6fa32d", "2"])
def test_an_earlier_journal_with_a_foreign_trigger_is_refused_too(rj, name: str, tmp_path: Path) -> None:
    rj("log", "One.")
    copy = tmp_path / "old.db"
    put(copy, name)
    changed(copy, *FOREIGN["a trigger that copies every text"])

    done = rj("restore", str(copy), "--yes", code=1)

    assert "which no journal" in done.err
    assert [entry["text"] for entry in rj("list", "--json").json()] == ["One."]


NASTY = [
    "'9999-99-99'", "'0000-00-00'", "'2026-13-45T99:99:99+99:99'", "'10000-01-01'", "'-1'", "''", "NULL", "x'ff00ff'",
    "'not json'", "'{}'", "'[1, 2]'", "'[[]]'", "'{\"a\": {}}'", "'[null]'", "-1", "1e400", "9223372036854775807",
    "zeroblob(3)", "'2026-11-20T10:00:00'", "char(27) || '[2J'", "char(0)", "'[\"' || char(0x10ffff) || '\"]'",
    "'{\"to\": 1}'", "'[{\"to\": 5, \"as\": []}]'", "replace(hex(zeroblob(3000)), '00', '[')",
]  # fmt: skip
COLUMNS_OF_ALL = [(table, column) for table, names in COLUMNS.items() for column in names]


@pytest.mark.parametrize("turn", range(min(len(NASTY), ROUNDS)))
def test_values_that_no_journal_writes_are_refused_or_harmless(rj, copy: Path, turn: int) -> None:
    """Each column in turn gets each value; those that are taken stand together in what is restored and read."""
    crafted, taking = copy.with_name("crafted.db"), []
    for number, (table, column) in enumerate(COLUMNS_OF_ALL):
        value = NASTY[(number + turn) % len(NASTY)]
        shutil.copy(copy, crafted)
        statement = f"UPDATE {table} SET {column} = {value} WHERE id = (SELECT min(id) FROM {table})"
        with suppress(dbapi2.Error, OverflowError, JournalError):
            contents(changed(crafted, statement), None, checked=True)
            taking.append(statement)
    shutil.copy(copy, crafted)
    for statement in taking:
        with suppress(dbapi2.Error):  # two of them may not stand together
            changed(crafted, statement)

    rj("restore", str(crafted), "--yes")

    for words in READING:
        read = rj(*words, code=None)
        assert "inside rj" not in read.err, (words, read.err)
        assert read.code == 0 or "error: " in read.err, words
    assert "inside rj" not in rj("undo", code=None).err
    rj("log", "Still going on.")
    assert {check["check"]: check["ok"] for check in rj("doctor", "--json").json()}["integrity"] is True


def test_the_example_of_a_date_that_broke_the_list(rj, copy: Path) -> None:
    changed(copy, "UPDATE entries SET occurred = '9999-99-99'")

    message = refused(rj, copy)

    assert "does not read as it should" in message or "do not read as they should" in message


@pytest.mark.parametrize(("table", "column"), [("entries", "text"), ("people", "name"), ("settings", "value")])
def test_bytes_in_the_place_of_text_are_refused(rj, copy: Path, table: str, column: str) -> None:
    with closing(dbapi2.connect(str(copy), isolation_level=None)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(f"UPDATE {table} SET {column} = x'4141' WHERE id = (SELECT min(id) FROM {table})")
        for _, statement in triggers:
            connection.execute(statement)

    assert f"{column} of " in refused(rj, copy)


def test_a_former_state_that_no_journal_writes_does_not_come_back_by_undo(rj, copy: Path) -> None:
    with closing(dbapi2.connect(str(copy), isolation_level=None)) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        history = "kept" if "kept" in tables else "row_history"
        connection.execute(
            f"UPDATE {history} SET before = replace(before, '2026-11-2', '9999-99-9') WHERE before IS NOT NULL"
        )

    assert refused(rj, copy).startswith("error: ")


def test_damage_that_the_engine_finds_is_refused_before_anything_is_replaced(rj, copy: Path) -> None:
    content = bytearray(copy.read_bytes())
    for page in range(3, len(content) // 4096):
        content[page * 4096 + 8 : page * 4096 + 24] = bytes(16)
    copy.write_bytes(content)

    assert refused(rj, copy).startswith("error: ")


@settings(max_examples=2 * ROUNDS, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32), strokes=st.integers(1, 400))
def test_a_file_with_bytes_changed_anywhere_is_restored_sound_or_refused(
    rj, copy: Path, seed: int, strokes: int
) -> None:
    held = len(rj("list", "--json").json())
    chance = random.Random(seed)
    content = bytearray(copy.read_bytes())
    for _ in range(strokes):
        at = chance.choice((chance.randrange(len(content)), chance.randrange(100), chance.randrange(4096)))
        content[at] = chance.choice((0, 255, chance.randrange(256)))
    crafted = copy.with_name("fuzzed.db")
    crafted.write_bytes(content)
    kept: Callable[[], list[Path]] = lambda: sorted((rj.journal.parent / "backups").glob("*before-restore*.db"))  # noqa: E731

    done = rj("restore", str(crafted), "--yes", code=None)
    assert "inside rj" not in done.err, done.err
    if done.code == 0:
        for words in READING[:5]:
            assert "inside rj" not in rj(*words, code=None).err
        rj("restore", str(kept()[-1]), "--yes")
    else:
        assert len(done.err.splitlines()) == 2, done.err
    for words in (("list",), ("doctor",), ("log", "x"), ("search", "x")):
        assert "inside rj" not in rj("--journal", str(crafted), *words, code=None).err
    assert len(rj("list", "--json").json()) == held


def test_a_file_with_bytes_changed_is_opened_or_refused_in_our_words(rj, copy: Path) -> None:
    content, crafted = copy.read_bytes(), copy.with_name("fuzzed.db")
    refused = 0
    for seed in range(40 * ROUNDS):
        chance = random.Random(seed)
        changed_bytes = bytearray(content)
        for _ in range(chance.choice((1, 2, 4, 20))):
            at = chance.choice((chance.randrange(len(content)), chance.randrange(100), chance.randrange(4096)))
            changed_bytes[at] = chance.choice((0, 255, chance.randrange(256)))
        crafted.write_bytes(changed_bytes)
        for beside in ("-wal", "-shm"):
            crafted.with_name(crafted.name + beside).unlink(missing_ok=True)
        try:
            contents(crafted, None, checked=True)
        except JournalError:
            refused += 1
        with suppress(JournalError), Journal.open(crafted) as journal:
            list(journal.entries())
            journal.search("sentence")
            journal.add("One more.")

    assert 0 < refused < 40 * ROUNDS


def test_checking_ends_in_a_time_that_follows_from_the_size(rj, copy: Path) -> None:
    """The work that a check may do is counted in steps of the engine, not in seconds of this machine."""
    from relational_journal.errors import DamagedJournal
    from relational_journal.store.engine.bounded import bounded

    with closing(sqlite3.connect(":memory:")), Journal.open(rj.journal) as journal:
        db = journal._store.db
        endless = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
        with pytest.raises(DamagedJournal, match="longer"), bounded(db, copy.stat().st_size):
            db.fetch_one(endless)
        assert db.fetch_one("SELECT 1") == (1,)
