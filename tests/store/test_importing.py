from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from relational_journal import Journal
from relational_journal.errors import JournalError
from relational_journal.model import Entry, Hunch, Learned, Person, Word, replace
from relational_journal.store.engine.backup_names import copies_of
from relational_journal.store.records.bulk_import import ImportConflict, Incoming
from relational_journal.store.schema import derived_tables
from tests.support.stored import Clock, bytes_beside, everything, moment


def test_everything_of_a_file_is_one_change(journal: Journal) -> None:
    before = everything(journal)
    sam = Person("Sam", "partner", "about-equal", ("Samuel",))
    hunch = Hunch("h1", "when …", ("hurt",), ("went-silent",), "Sam", "2026-11-01", None, 5)
    reading = Learned("went quiet", "went-silent", 2, 1)

    done = journal.import_all([sam], [Word("own-one", "own", "C", "hurt")], [hunch], [reading], [moment(uid="a000")])

    assert (done.added, done.replaced, done.skipped) == (1, 0, ())
    assert journal.people.find("samuel") == sam
    assert journal.hunches.all() == (hunch,)
    assert journal.learned.all() == (reading,)
    journal.undo()
    assert everything(journal) == before


def test_entries_come_in_with_their_uid_and_times_and_get_the_next_numbers(journal: Journal) -> None:
    journal.add(moment())
    old = moment(uid="a000", id=77, written="1999-01-01T00:00:00+01:00", changed="2001", people=("New",))

    journal.import_all([], [], [], [], [old, moment(text="without uid")])

    assert journal.find("a000") == replace(old, id=2)
    assert journal.find("3").uid


def test_what_is_here_already_is_skipped_and_what_differs_ends_the_import(journal: Journal) -> None:
    same, other = journal.add(moment(people=("Sam",))), journal.add(moment(text="here"))
    before = everything(journal)

    done = journal.import_all([], [], [], [], [Incoming(replace(same, people=("SAM",), id=9), line=4)])
    assert done.skipped == ((4, "it is here already"),)
    assert everything(journal) == before
    with pytest.raises(ImportConflict, match="line 7 is entry 2") as refused:
        journal.import_all([Person("New")], [], [], [], [moment(), Incoming(replace(other, text="there"), 7)])

    assert refused.value.moment == other
    assert everything(journal) == before


def test_replacing_takes_what_the_file_says(journal: Journal) -> None:
    stored = journal.add(moment(text="here", people=("Sam",)))
    journal.add_word(Word("own-one", "here"))
    before = everything(journal)
    coming = replace(stored, text="there", changed="2026-12-01", people=("Ada",))

    done = journal.import_all(
        [Person("Sam", "friend")], [Word("own-one", "there", "D")], [], [], [coming, moment()], replace=True
    )

    assert (done.added, done.replaced) == (1, 1)
    assert journal.find("1") == coming
    assert journal.words() == (Word("own-one", "there", "D"),)
    assert [m.text for m in journal.search("there")] == ["there"]
    journal.undo()
    assert everything(journal) == before


def test_known_people_and_words_gain_what_they_lack(journal: Journal) -> None:
    journal.people.add(Person("Sam", "friend", None, ("S",)))
    journal.add_word(Word("own-one", "mine", "C"))

    sam, word = Person("sam", "partner", "about-equal", ("Sammy",)), Word("own-one", "x", "D", "hurt")
    journal.import_all([sam], [word], [], [], [])

    assert journal.people.find("Sam") == Person("Sam", "friend", "about-equal", ("S", "Sammy"))
    assert journal.words() == (Word("own-one", "mine", "C", "hurt"),)


def test_an_entry_in_the_bin_is_skipped_with_a_way_back_or_taken_out_when_replacing(journal: Journal) -> None:
    stored = journal.add(moment())
    journal.delete("1")

    done = journal.import_all([], [], [], [], [stored])
    assert done.skipped == ((0, "it is in the bin; rj undo 1 brings it back"),)
    journal.import_all([], [], [], [], [stored], replace=True)

    assert list(journal.entries()) == [stored]


def test_a_foreign_entry_is_imported_once(journal: Journal) -> None:
    foreign = [Incoming(moment(text=str(number)), number, "dayone", f"id-{number}") for number in (1, 2, 1)]

    first = journal.import_all([], [], [], [], foreign)
    second = journal.import_all([], [], [], [], foreign)

    assert (first.added, first.skipped) == (2, ((1, "it is here already"),))
    assert (second.added, len(second.skipped)) == (0, 3)


def test_an_entry_that_stands_twice_in_a_file_is_stored_once(journal: Journal) -> None:
    done = journal.import_all([], [], [], [], [moment(uid="a000"), moment(uid="b000"), moment(uid="a000", written="")])

    assert (done.added, len(done.skipped)) == (2, 1)
    with pytest.raises(ImportConflict):
        journal.import_all([], [], [], [], [moment(uid="c000"), moment(uid="c000", text="otherwise")])


def test_an_import_that_breaks_off_stores_nothing(journal: Journal, path: Path) -> None:
    journal.add(moment(text="here"))
    before = everything(journal)

    def half() -> Iterator[Entry]:
        for number in range(3000):
            yield moment(text=f"marmalade {number}", people=("New",))
        raise OSError("the stick was pulled out")

    with pytest.raises(OSError, match="stick"):
        journal.import_all([Person("Newer")], [], [], [], half())

    assert everything(journal) == before
    journal.add(moment(text="goes on"))
    assert [m.text for m in journal.search("goes")] == ["goes on"]
    journal.undo()
    journal.undo()
    with pytest.raises(JournalError):
        journal.undo()


def test_a_dry_run_tells_and_stores_nothing(journal: Journal) -> None:
    before = everything(journal)

    done = journal.import_all([Person("New")], [], [], [], [moment(), moment()], dry_run=True)

    assert done.added == 2
    assert everything(journal) == before
    with pytest.raises(JournalError, match="nothing to take back"):
        journal.undo()


def some_entries(count: int) -> list[Entry]:
    dice = random.Random(5)
    return [
        moment(
            uid=f"{number:08}",
            text=f"moment {number} " + "word " * dice.randint(0, 5),
            when=f"2026-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}",
            people=tuple(dice.sample(["Sam", "Ada", "Bo"], dice.randint(0, 2))),
            first=tuple(dice.sample(["they-were-warm", "they-missed-it"], dice.randint(0, 2))),
            moves=tuple(dice.sample(["went-silent", "listened"], dice.randint(0, 1))),
            good={"worth": "more"} if dice.random() < 0.3 else {},
        )
        for number in range(count)
    ]


def test_many_entries_are_indexed_and_kept_as_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bulk and single storing are two ways to the same journal; so are their undoing and a merge of many."""
    for name, few in (("MANY", 50), ("_BATCH", 16), ("_STRETCH", 40)):
        monkeypatch.setattr(derived_tables, name, few)
    entries = some_entries(150)
    with Journal.open(tmp_path / "bulk.db") as bulk, Journal.open(tmp_path / "single.db") as single:
        bulk.import_all([], [], [], [], entries)
        with single._store.db.transaction():
            for entry in entries:
                single.add(entry)
        assert made(bulk) == made(single)

        for journal in (bulk, single):
            journal.people.merge("Sam", "Ada")
        assert made(bulk) == made(single)
        for journal in (bulk, single):
            journal.undo()
        assert made(bulk) == made(single)

        bulk.undo()
        assert [*bulk.entries()] == []
        assert bulk.search("moment") == []
        bulk.redo()
        assert made(bulk) == made(single)


def made(journal: Journal) -> object:
    db = journal._store.db
    db.run("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 0)")
    return (
        [db.rows(f"SELECT * FROM {table}") for table in ("tagged", "with_people", "linked")],
        [m.uid for m in journal.search("moment 7 ada")],
        [m.uid for m in journal.search("quiet")],
        db.rows("SELECT tbl, row_id, before IS NULL FROM row_history WHERE tbl = 'entries' AND row_id > 1 ORDER BY 2")[
            :5
        ],
        db.fetch_one("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'"),
    )


def test_before_an_import_into_a_journal_that_holds_something_a_copy_is_made(
    journal: Journal, path: Path, clock: Clock
) -> None:
    backups = path.parent / "backups"
    journal.import_all([], [], [], [], [moment(text="first")])
    assert not backups.exists()

    for number in range(7):
        clock.forward(seconds=1)
        journal.import_all([], [], [], [], [moment(text=f"further {number}")])

    copies = copies_of(path)
    assert len(copies) == len(list(backups.iterdir())) == 5
    with Journal.open(copies[-1]) as copy:
        assert copy.count() == 7
    assert b"first" in bytes_beside(path)
