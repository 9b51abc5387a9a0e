"""`rj words remove`: a word of one's own taken out, of entries, hunches and readings, for now or from the bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from relational_journal import Journal
from relational_journal.model import Hunch, Learned, Word
from tests.support.at_terminal import ENTER, AtTerminal
from tests.support.stored import bytes_beside


def test_a_word_that_stands_nowhere_is_taken_out_at_once(rj: Any) -> None:
    rj("words", "add", "knackered", "--like", "drained")

    assert rj("words", "remove", "+Knackered").out == "knackered is no word of yours any more.\n"
    assert "knackered" not in [word["key"] for word in rj("words", "--json").json()]


def test_a_word_in_use_asks_and_is_taken_out_of_every_slot_and_of_the_bin(rj: Any) -> None:
    rj("words", "add", "wobbly", "--like", "hurt")
    rj.log("One. +they-let-me-down +wobbly +went-silent")
    rj.log("Two. +went-silent +wobbly")
    rj.log("Three. +wobble")
    rj.log("Four. +wobbly")
    rj("delete", "4")

    refused = rj("words", "remove", "wobbly", code=2)
    done = rj("words", "remove", "wobbly", "--yes", "--json").json()
    entries = {entry["id"]: entry for entry in rj("list", "--json").json()}

    assert "rj words remove wobbly --yes" in refused.err
    assert len(done["uids"]) == 3
    assert (entries[1]["felt_before"], entries[2]["felt_after"], entries[3]["own"]) == ([], [], ["wobble"])
    assert entries[1]["text"] == "One. +they-let-me-down +wobbly +went-silent"
    assert rj("list", "--deleted", "--json").json()[0]["felt_before"] == []
    assert "wobbly" not in [word["key"] for word in rj("words", "--json").json()]


def test_undo_brings_the_word_back_into_every_entry(rj: Any) -> None:
    rj("words", "add", "wobbly", "--like", "hurt")
    rj.log("One. +wobbly +went-silent")
    with Journal.open(rj.journal) as journal:
        journal.hunches.add(Hunch("", "wobbly days", ("wobbly",), ("went-silent",), None, "2026-11-01"))
        journal.import_all([], [], [], [Learned("all over the place", "wobbly", 2)], [])
    before = rj("export").out
    rj("words", "remove", "wobbly", "--yes")

    assert "wobbly" not in rj("export").out.replace("+wobbly", "")
    rj("undo")
    assert rj("export").out == before


def test_on_a_terminal_it_says_where_the_word_stands_and_enter_leaves_it(rj: Any) -> None:
    rj.log("One. +wobble")
    code, shown = AtTerminal("words", "remove", "wobble").sees("wobble stands in 1 entry").types(ENTER).ends()

    assert (code, "Nothing was changed" in shown) == (0, True)
    assert rj("list", "--json").json()[0]["own"] == ["wobble"]

    AtTerminal("words", "remove", "wobble").sees("stands in 1 entry").types("y").ends()

    assert rj("list", "--json").json()[0]["own"] == []


@pytest.mark.parametrize(
    ("key", "code", "said"),
    [
        ("hurt", 2, '"hurt" is a word of the list, and stays'),
        ("quiet", 2, "is a word of the list"),
        ("wobbl", 1, 'no word of your own "wobbl"'),
        ("nothing-like-it", 1, "no word of your own"),
    ],
)
def test_what_is_no_word_of_ones_own_is_an_error(rj: Any, key: str, code: int, said: str) -> None:
    rj.log("One. +wobble")
    answer = rj("words", "remove", key, "--yes", code=code)

    assert said in answer.err
    assert key != "wobbl" or "Near: wobble." in answer.err


@pytest.mark.parametrize("passphrase", [None, "secret"])
def test_for_good_it_is_in_no_byte_any_more(tmp_path: Path, passphrase: str | None) -> None:
    path = tmp_path / "journal.db"
    with Journal.open(path, passphrase) as journal:
        journal.add("No tag of it in the words.")
        journal.add_word(Word("zebra-mood", "zebra mood", "D"))
        journal.replace(journal.find("1")._replace(own=("zebra-mood",)))
        journal.hunches.add(Hunch("", "a suspicion", ("zebra-mood", "hurt"), ("went-silent",), None, "2026-11-01"))
        journal.import_all([], [], [], [Learned("stripes", "zebra-mood", 1)], [])
        journal.backup()
        assert passphrase or b"zebra-mood" in bytes_beside(path)

        done = journal.remove_word("zebra-mood", for_good=True)

        assert "cannot be brought back" in done.sentence
        assert [hunch.when for hunch in journal.hunches.all()] == [("hurt",)]
        assert (journal.words(), journal.learned.all()) == ((), ())
    copies = [file for file in path.parent.rglob("*.db") if file != path]
    assert copies
    for file in (path, *copies):
        with Journal.open(file, passphrase) as journal:
            db = journal._store.db
            tables = [name for (name,) in db.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            rows = [row for table in tables for row in db.rows(f'SELECT * FROM "{table}"')]
            assert "zebra" not in repr(rows)
    assert b"zebra" not in bytes_beside(path)


def test_for_good_nothing_of_the_word_can_be_taken_back(rj: Any) -> None:
    rj.log("One. +wobble")
    rj.log("Two.")
    done = rj("words", "remove", "wobble", "--for-good", "--yes")

    assert "It still stands in the words of 1 entry: rj search wobble" in done.err
    rj("undo")
    rj("undo", code=None)
    assert "wobble" not in [word["key"] for word in rj("words", "--json").json()]


def test_deleting_for_good_says_which_words_of_ones_own_still_hold_what_was_deleted(rj: Any) -> None:
    rj.log("He did it again. +sam-shouted +shared-word +hurt")
    rj.log("Another. +shared-word")

    answer = rj("delete", "1", "--for-good", "--yes")

    assert "Still a word of your own: sam-shouted. rj words remove sam-shouted --for-good" in answer.err
    assert "shared-word" not in answer.err
    rj("words", "remove", "sam-shouted", "--for-good", "--yes")
    assert b"sam-shouted" not in bytes_beside(rj.journal)


def test_forgetting_a_person_says_which_words_of_ones_own_held_the_name(rj: Any) -> None:
    rj.log("@Zenobia came. +zenobia-again")

    answer = rj("people", "forget", "Zenobia", "--yes")

    assert "A word of your own held the name too, now someone-again: rj words remove" in answer.err
    rj("words", "remove", "someone-again", "--yes")
    assert rj("people", "add", "Ada").code == 0
    assert "own held" not in rj("people", "forget", "Ada", "--yes").err
