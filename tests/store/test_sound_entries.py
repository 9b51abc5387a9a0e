"""The quick verdict of the doctor over all entries is that of the careful checks, for every kind of damage."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from relational_journal import Journal
from relational_journal.model import Entry, Link, Word
from relational_journal.store.engine.columns import COLUMNS, SLOTS
from relational_journal.store.engine.database import Database, open_file
from relational_journal.store.schema import row_checks
from relational_journal.store.schema.integrity import damage
from relational_journal.store.schema.sound_entries import are_entries_sound

WORD = Word("my-word", "my word")
DAMAGE: dict[str, Any] = {
    "id": 2**24,
    "uid": " ",
    "kind": "mood",
    "occurred": "2026-13-01",
    "begins": "2026-11-22T18:00:01",
    "written": "yesterday",
    "changed": "",
    "tone": "loud",
    **dict.fromkeys(SLOTS, '["hurt", 5]'),
    "setting": b"work",
    "good": '{"zest": "plenty"}',
    "context": '{"gender": "neither"}',
    "people": '["Sam"]',
    "break_status": "sad",
    "mended_when": "then",
    "mended_by": "him",
    "unsafe": 2,
    "private": "no",
    "share": -1,
    "story_only": 7,
    "links": '[{"to": "x"}]',
    "deleted_at": "soon",
    "source": b"jrnl",
    "source_id": b"1",
    "answers": "[]",
    "text": b"\xff",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal of full entries, one of them in the bin, and a short one, without the triggers that keep its tables."""
    path = tmp_path_factory.mktemp("sound") / "journal.db"
    full = Entry(
        "2026-11-22T18:00:00+01:00",
        "We talked.",
        people=("Sam",),
        setting="work",
        first=("they-were-warm",),
        moves=("went-silent", "went-silent"),
        good={"zest": "more", "more-connection": "less"},
        context={"gender": "dominant", "age": None},
        own=("my-word",),
        answers={"body": "tight"},
        links=(Link("elsewhere", "echoes"),),
    )
    with Journal.open(path) as journal:
        journal.add_word(WORD)
        for when in (full.when, "2026-11", "1998", "1903-05-01T12:00:00+00:20"):
            journal.add(full._replace(when=when))
        journal.delete("3")
        journal.add(Entry("2026-11-23", "We ate.", tone="ordinary", people=("Sam",), moves=("listened",)))
    with open_file(path, None) as database:
        for (name,) in database.rows("SELECT name FROM sqlite_schema WHERE type = 'trigger'"):
            database.run(f"DROP TRIGGER {name}")
    return path


@pytest.fixture
def opened(made: Path, tmp_path: Path) -> Any:
    """A copy of it, open."""
    with open_file(Path(shutil.copy(made, tmp_path / "journal.db")), None) as database:
        yield database


def test_a_sound_journal_is_sound(opened: Database) -> None:
    assert are_entries_sound(opened)


def test_every_column_has_a_damage_here() -> None:
    assert DAMAGE.keys() == set(COLUMNS["entries"])


@pytest.mark.parametrize("entry", [4, 5], ids=["full", "with little in it"])
@pytest.mark.parametrize("column", DAMAGE)
def test_a_value_that_does_not_read_is_seen_as_by_the_careful_checks(opened: Database, column: str, entry: int) -> None:
    opened.run(f"UPDATE entries SET {column} = ? WHERE id = ?", (DAMAGE[column], entry))

    assert list(row_checks.wrong_values(opened))
    assert not are_entries_sound(opened)


TEXTS = [name for name in COLUMNS["entries"] if name not in ("id", "unsafe", "private", "share", "story_only")]


@pytest.mark.parametrize("value", ["CAST({} AS BLOB)", "CAST(x'ff' AS TEXT)"], ids=["bytes", "no letters"])
@pytest.mark.parametrize("entry", [4, 5], ids=["full", "with little in it"])
@pytest.mark.parametrize("column", TEXTS)
def test_bytes_and_letters_that_are_none_are_seen_in_every_column(
    opened: Database, column: str, entry: int, value: str
) -> None:
    opened.run(f"UPDATE entries SET {column} = coalesce({column}, '') WHERE id = ?", (entry,))
    opened.run(f"UPDATE entries SET {column} = {value.format(column)} WHERE id = ?", (entry,))

    assert list(row_checks.wrong_values(opened))
    assert not are_entries_sound(opened)


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM with_people WHERE entry_id = 2",
        "UPDATE with_people SET begins = '2026-10-01T00:00:00' WHERE entry_id = 2",
        "UPDATE with_people SET person_id = 1 WHERE entry_id = 2",
        "INSERT INTO with_people VALUES (2, '2026-10-01T00:00:00', 3)",
        "DELETE FROM tagged WHERE slot = 'setting' AND entry_id = 1",
        "UPDATE tagged SET key = 'went-silenu' WHERE key = 'went-silent' AND entry_id = 2",
        "UPDATE tagged SET slot = 'urges' WHERE key = 'went-silent' AND entry_id = 2",
        "UPDATE tagged SET begins = '2026-10-01T00:00:00' WHERE key = 'zest' OR (slot = 'good' AND entry_id = 2)",
        "UPDATE tagged SET entry_id = 4 WHERE slot = 'own' AND entry_id = 1 AND begins > '2026'",
    ],
)
def test_a_lost_or_changed_row_of_the_index_is_seen(opened: Database, change: str) -> None:
    changed = opened.run(change).rowcount

    assert changed > 0
    assert not are_entries_sound(opened)


def test_what_is_lost_is_counted_by_the_careful_check(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal.db") as journal:
        journal.add("@Sam shouted +they-threatened-me +hurt +d")
    database = open_file(tmp_path / "journal.db", None)
    assert database is not None
    with database:
        assert damage(database) == []
        database.run("DELETE FROM tagged")
        database.run("DELETE FROM with_people")
        assert damage(database) == [
            "tagged lacks 2 rows that entries have",
            "with_people lacks 1 rows that entries have",
        ]
