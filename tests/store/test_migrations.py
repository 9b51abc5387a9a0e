"""Every schema there ever was lies in `journals/` as a small journal; each opens, migrated and complete."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from relational_journal import Journal
from relational_journal.errors import JournalError
from relational_journal.model import Query
from relational_journal.store.engine import backup_names
from relational_journal.store.engine.columns import VERSION
from relational_journal.store.files.opening import open_database
from relational_journal.store.schema import former_names, tables

JOURNALS = Path(__file__).with_name("journals")
ALL = (JOURNALS / "all.jsonl").read_text(encoding="utf-8")
PASSPHRASE = "mallow"

# What each was when it was put here: a change of the schema takes a new version and one more journal (journals/make.py
# tells how), and never touches these.
KEPT = {
    "1-f6fa32d": "1a6b5ece7ef7",
    "1-596d632": "248d263ac8f0",
    "1-ffe7d20": "3fd25f82aaed",
    "1-6a19548": "d9a3b1c6c895",
    "1-31df013": "eabe362cc126",
    "1-c9c2538": "96df45964a1d",
    "1-f6fa32d-closed": "1a6b5ece7ef7",
    "2": "96df45964a1d",
    "3": "22c844d9cb47",
    "4": "e51762600fa7",
}


def put(path: Path, name: str) -> str | None:
    """Lay an old journal at `path`; its passphrase."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.decompress((JOURNALS / f"{name}.db.gz").read_bytes()))
    return PASSPHRASE if name.endswith("-closed") else None


def connected(path: Path, passphrase: str | None) -> Any:
    connection = dbapi2.connect(str(path), isolation_level=None)
    if passphrase:
        connection.execute(f"PRAGMA key = '{passphrase}'")
    return connection


def version_of(connection: Any) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def fingerprint(connection: Any) -> str:
    """Of every table, index, view and trigger, and of how the search index is set."""
    shape = connection.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name")
    index = "search_index" if version_of(connection) >= former_names.BEFORE else former_names.TABLES["search_index"]
    setting = connection.execute(f"SELECT k, v FROM {index}_config WHERE k <> 'version' ORDER BY k")
    return hashlib.sha256(json.dumps([shape.fetchall(), setting.fetchall()]).encode()).hexdigest()[:12]


@pytest.fixture(params=KEPT)
def old(request: pytest.FixtureRequest, path: Path) -> Iterator[tuple[str, Path, str | None]]:
    """Its name, its file, its passphrase."""
    yield request.param, path, put(path, request.param)


def exported(rj: Any, passphrase: str | None, monkeypatch: pytest.MonkeyPatch) -> str:
    if passphrase:
        monkeypatch.setenv("RJ_PASSPHRASE", passphrase)
    return str(rj("export", "--to", "jsonl").out)


def test_the_schema_changes_with_its_version_and_a_journal_more(journal: Journal) -> None:
    assert str(VERSION) in KEPT, "a new version wants a journal of it in tests/store/journals"
    assert fingerprint(journal._store.db.connection) == KEPT[str(VERSION)], "the schema is another: count VERSION up"


def test_the_journals_kept_are_what_they_were(old: tuple[str, Path, str | None]) -> None:
    name, path, passphrase = old
    with connected(path, passphrase) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (int(name[0]),)
        assert fingerprint(connection) == KEPT[name]
    connection.close()


def test_every_schema_there_ever_was_opens_migrated_and_complete(
    old: tuple[str, Path, str | None], rj: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, path, passphrase = old
    assert exported(rj, passphrase, monkeypatch) == ALL

    with connected(path, passphrase) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert fingerprint(connection) == KEPT[str(VERSION)]
        for table, rows in tables.MADE.items():
            if not table.startswith("search_index"):
                here = connection.execute(f"SELECT {table.split('(')[1][:-1]} FROM {table.split()[0]}").fetchall()
                assert sorted(here) == sorted(connection.execute(f"{rows} WHERE deleted_at IS NULL").fetchall())
    connection.close()
    rj("lock")


def test_in_a_journal_that_was_migrated_all_goes_on(old: tuple[str, Path, str | None], clock: Any) -> None:
    _, path, passphrase = old
    with Journal.open(path, passphrase, now=clock) as journal:
        found = {
            word: [m.text[:9] for m in journal.search(word)] for word in ("marmalade", "brulee", "quiet ada", "lake")
        }
        assert found == {
            "marmalade": ["Told Brun"],
            "brulee": ["@Ada forg"],
            "quiet ada": ["@Ada forg"],
            "lake": ["The long "],
        }
        assert journal.search("lighthouse") == []
        assert [m.text for m in journal.entries(Query(deleted=True))] == ["Thrown away: the lighthouse."]
        assert journal.settings.hidden_patterns() == {"bracing"}
        assert journal.settings.get("week-start", "") == "sunday"
        assert [m.id for m in journal.entries(Query(tags=("before:hurt",)))] == [1]
        assert [m.id for m in journal.entries(Query(people=("Bruno",)))] == [3, 1]

        journal.undo("3")
        assert journal.find("3").text == "Told Bruno about the marmalade."
        assert len(journal.search("laughed")) == 0
        journal.undo("5")
        assert len(journal.search("lighthouse")) == 1
        added = journal.add("@Ada asked how it was +they-asked-about-me +hurt")
        assert added.id == 6
        journal.delete("1", for_good=True)
        assert journal.search("concert") == []
        assert not [check for check in journal.checks() if check.check in ("integrity", "schema") and not check.ok]
    for file in path.parent.rglob("*.db*"):
        assert b"concert" not in file.read_bytes(), f"deleted for good, and in {file}"


def test_it_is_copied_before_it_is_changed_and_the_copy_is_as_it_was(old: tuple[str, Path, str | None]) -> None:
    name, path, passphrase = old
    Journal.open(path, passphrase).close()
    Journal.open(path, passphrase).close()

    copies = backup_names.copies_of(path)
    assert len(copies) == (0 if int(name[0]) == VERSION else 1)
    for copy in copies:
        with connected(copy, passphrase) as connection:
            assert fingerprint(connection) == KEPT[name]
            assert connection.execute("SELECT count(*) FROM entries").fetchone() == (5,)
        connection.close()
    files = {file.relative_to(path.parent).as_posix() for file in path.parent.rglob("*") if file.is_file()}
    assert files == {"journal.db", "journal.db.lock", *(f"backups/{copy.name}" for copy in copies)}


def test_an_old_copy_is_restored_as_a_journal_of_today(
    old: tuple[str, Path, str | None], rj: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, path, passphrase = old
    path.rename(tmp_path / "copy.db")
    if passphrase:
        monkeypatch.setenv("RJ_PASSPHRASE", passphrase)
    before = (tmp_path / "copy.db").read_bytes()

    rj("restore", str(tmp_path / "copy.db"), "--yes")

    assert exported(rj, passphrase, monkeypatch) == ALL
    assert (tmp_path / "copy.db").read_bytes() == before
    with connected(path, passphrase) as connection:
        assert fingerprint(connection) == KEPT[str(VERSION)]
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()
    rj("lock")


def test_words_deleted_for_good_leave_old_copies_too_without_copies_of_copies(path: Path) -> None:
    put(path, "1-596d632")
    with Journal.open(path) as journal:
        journal.delete("1", for_good=True)

    assert [copy.parent for copy in path.parent.rglob("*.db")] == [path.parent, path.parent / "backups"]
    for file in path.parent.rglob("*"):
        assert file.is_dir() or b"concert" not in file.read_bytes(), file


def test_a_passphrase_set_on_an_old_journal_closes_it_and_its_copy(path: Path, clock: Any) -> None:
    from relational_journal.store.files import passphrase

    put(path, "1-ffe7d20")
    passphrase.change(path, None, "secret", now=clock)

    with Journal.open(path, "secret") as journal:
        assert journal.count() == 4
    for file in path.parent.rglob("*"):
        assert file.is_dir() or b"marmalade" not in file.read_bytes(), file


def test_where_no_copy_can_be_made_an_old_journal_stays_as_it_is(old: tuple[str, Path, str | None]) -> None:
    name, path, passphrase = old
    (path.parent / "backups").write_text("a file in the way")
    before = path.read_bytes()
    if int(name[0]) == VERSION:
        return

    with pytest.raises(JournalError, match="no copy can be made"):
        Journal.open(path, passphrase)

    assert path.read_bytes() == before


def test_two_who_open_an_old_journal_at_once_both_find_it_migrated(path: Path) -> None:
    put(path, "1-6a19548")
    counts: list[int] = []

    def look() -> None:
        with Journal.open(path) as journal:
            counts.append(journal.count())

    both = [threading.Thread(target=look) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert counts == [4, 4]


def test_a_journal_of_version_3_only_gains_indexes(path: Path) -> None:
    put(path, "3")

    def search_index() -> list[Any]:
        with connected(path, None) as connection:
            return list(connection.execute("SELECT * FROM search_index_data").fetchall())

    before = search_index()
    Journal.open(path).close()

    assert search_index() == before, "made anew, which takes long in a large journal"


def test_tables_of_the_persons_own_survive_a_migration(path: Path) -> None:
    put(path, "1-f6fa32d")
    with connected(path, None) as connection:
        connection.execute("CREATE TABLE mine (word)")
        connection.execute("CREATE INDEX mine_in_order ON mine (word)")
        connection.execute("INSERT INTO mine VALUES ('kept')")
    connection.close()

    Journal.open(path).close()

    with connected(path, None) as connection:
        assert connection.execute("SELECT word FROM mine INDEXED BY mine_in_order ORDER BY word").fetchall() == [
            ("kept",)
        ]
    connection.close()


def test_an_old_journal_that_is_damaged_is_saved_as_far_as_can_be(path: Path, clock: Any) -> None:
    from relational_journal.store.files.salvage import salvage

    put(path, "1-f6fa32d")
    with connected(path, None) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'changes'").fetchone()
    connection.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(os.urandom(4096))

    done = salvage(path, None, now=clock)

    assert done.entries == 4
    with open_database(path, None, create=False) as database:
        assert fingerprint(database.connection) == KEPT[str(VERSION)]


def test_a_journal_reads_in_other_tools(rj, path: Path, clock: Any) -> None:
    """As Datasette and sqlite-utils do: every table counts its rows, and moments stand in a view by plain names."""
    from sqlite_utils import Database as Utils

    with Journal.open(path, now=clock) as journal:
        journal.add("We talked @Ada and @Bruno +c +listened")
        journal.add("Gone. @Ada +d")
        journal.delete("2")
    other = Utils(dbapi2.connect(str(path)))

    counts = {table.name: table.count for table in other.tables}
    assert counts["entries"] == 2
    assert counts["search_index"] == 1
    (row,) = other.query("SELECT people, tone, moves, text FROM moments")
    assert row == {
        "people": "Ada, Bruno",
        "tone": "connection",
        "moves": '["listened"]',
        "text": "We talked @Ada and @Bruno +c +listened",
    }


def test_a_number_of_an_old_journal_is_never_given_again(old: tuple[str, Path, str | None], clock: Any) -> None:
    _, path, passphrase = old
    connection = connected(path, passphrase)
    connection.execute("UPDATE sqlite_sequence SET seq = 41 WHERE name = 'entries'")
    connection.close()

    with Journal.open(path, passphrase, now=clock) as journal:
        assert journal.add("The next. +c").id == 42
