from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from relational_journal import Journal
from relational_journal.errors import JournalError, NotFound
from relational_journal.model import Query, replace
from relational_journal.store.drafts.draft_files import keep_draft, list_drafts
from tests.support.stored import START, Clock, bytes_beside, moment

WORD = b"marmalade"


def test_a_deleted_entry_waits_in_the_bin(journal: Journal) -> None:
    stored = journal.add(moment())

    done = journal.delete(stored.uid)

    assert (done.verb, done.uids) == ("delete", (stored.uid,))
    assert done.sentence == "1 is in the bin.\nrj undo 1 brings it back within 30 days."
    assert journal.count() == 0
    assert list(journal.entries(Query(deleted=True))) == [stored]
    with pytest.raises(NotFound, match="in the bin"):
        journal.delete("1")


def test_an_entry_deleted_for_good_is_gone_from_every_byte(path: Path, clock: Clock) -> None:
    with Journal.open(path, now=clock) as journal:
        journal.add(moment(text="marmalade " * 300, answers={"camera": "marmalade"}, own=("marmalade-ish",)))
        journal.replace(replace(journal.find("1"), text="Marmalade, formerly"))
        journal.add(moment(text="something else"))
        keep_draft(path, "marmalade " * 300, START)
        keep_draft(path, "other words", START)
        journal.undo("1")
        journal.import_all([], [], [], [], [moment(text="before which a copy is made")])
        assert WORD in bytes_beside(path)

        done = journal.delete("1", for_good=True)

        assert done.sentence.startswith("1 is gone for good and cannot be brought back.")
        assert WORD not in bytes_beside(path)
        with pytest.raises(NotFound):
            journal.find("1", deleted=True)
        with pytest.raises(NotFound, match="gone for good"):
            journal.undo("1")
    assert WORD not in bytes_beside(path)
    assert [draft.read_text() for draft in list_drafts(path)] == ["other words"]


def test_entries_deleted_for_good_leave_no_word_in_the_index(path: Path, clock: Clock) -> None:
    """The index keeps words of its own; many entries of many sizes bring out where."""
    dice = random.Random(3)
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ["".join(dice.choices(letters, k=dice.randint(3, 9))) for _ in range(2000)]
    with Journal.open(path, now=clock) as journal:
        marks = []
        for number in range(60):
            marks.append(f"zq{number:03}x")
            text = dice.choices(words, k=dice.choice([5, 60, 900]))
            for place in range(0, len(text), 3):
                text[place] = f"{marks[-1]}{place}"
            stored = journal.add(moment(text=" ".join(text) + f" {marks[-1]}" * dice.choice([0, 5, 400])))
            if number % 2:
                journal.replace(replace(stored, text=stored.text[: len(stored.text) // 3]))
            if number % 4 == 1:
                journal.undo()
        for number in range(0, 60, 3):
            journal.delete(str(number + 1), for_good=True)
        content = bytes_beside(path)

    assert [mark for mark in marks[::3] if mark.encode() in content] == []
    assert all(mark.encode() in content for mark in marks[1::3])


def test_deleting_for_good_is_not_taken_back_and_what_came_before_is(journal: Journal) -> None:
    journal.add(moment(text="one"))
    two = journal.add(moment(text="two"))
    journal.replace(replace(two, text="two, edited"))
    journal.delete("2", for_good=True)

    journal.undo()

    assert list(journal.entries()) == []
    with pytest.raises(JournalError, match="nothing to take back"):
        journal.undo()


def test_a_deleted_entry_is_purged_by_the_first_command_that_writes_after_thirty_days(
    path: Path, clock: Clock, reopened: Callable[[], Journal]
) -> None:
    with Journal.open(path, now=clock) as journal:
        journal.add(moment(text="marmalade"))
        journal.add(moment(text="another"))
        journal.delete("1")
        keep_draft(path, "all about marmalade", START)
        keep_draft(path, "marmalade", START)
        clock.forward(days=29, hours=23)
        journal.settings.set("region", "uk")
        assert journal.undo("1").uids
        journal.delete("1")
    clock.forward(days=30, seconds=1)
    with reopened() as journal:
        assert [m.text for m in journal.entries(Query(deleted=True))] == ["marmalade"]

        journal.add(moment(text="what is new"))

        assert list(journal.entries(Query(deleted=True))) == []
        assert WORD not in bytes_beside(path).replace(b"all about marmalade", b"")
        with pytest.raises(NotFound, match="gone for good"):
            journal.undo("1")


def test_after_thirty_days_undo_does_not_bring_an_entry_back_either(journal: Journal, clock: Clock) -> None:
    journal.add(moment())
    journal.delete("1")
    clock.forward(days=30, seconds=1)

    with pytest.raises(NotFound, match="gone for good"):
        journal.undo("1")
    with pytest.raises(JournalError, match="nothing to take back"):
        journal.undo()


def test_former_texts_are_kept_thirty_days_and_then_only_that_there_was_a_change(path: Path, clock: Clock) -> None:
    with Journal.open(path, now=clock) as journal:
        stored = journal.add(moment(text="marmalade formerly", people=("Sam",)))
        journal.replace(replace(stored, text="jam"))
        journal.people.rename("Sam", "Marmalade Sam")
        journal.people.rename("Marmalade Sam", "Sammy")
        journal.people.edit("Sammy", no_longer=("Marmalade Sam",))
        clock.forward(days=30, seconds=1)
        assert WORD in bytes_beside(path).lower()

        journal.add(moment(text="what is new"))

        assert WORD not in bytes_beside(path).lower()
        assert journal.find("1").text == "jam"
        journal.undo()
        with pytest.raises(JournalError, match="nothing to take back"):
            journal.undo()


def test_while_another_rj_reads_the_words_are_still_there_and_this_is_said(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("relational_journal.store.history.purge.READERS_SECONDS", 0.1)
    with Journal.open(path, now=clock) as journal, Journal.open(path, now=clock) as other:
        for text in ("marmalade", "jam", "honey"):
            journal.add(moment(text=text))
        reading = other.entries()
        next(reading)

        done = journal.delete("1", for_good=True)

        assert "still in the write-ahead file until it ends" in done.sentence
        assert WORD in bytes_beside(path)
        reading.close()
    assert WORD not in bytes_beside(path)


def test_what_is_left_of_a_change_whose_entry_is_gone_for_good_is_told_as_that(journal: Journal) -> None:
    journal.add(moment(people=("Zed",)))
    journal.delete("1", for_good=True)

    assert journal.undo().sentence.startswith("Took back: what is left of logging 1.\n")
    assert "Zed" not in [person.name for person in journal.people.all()]
    assert journal.redo().sentence.startswith("Did again: what is left of logging 1.\n")
