"""The full-text index keeps words of its own in the list of its pages: what is forgotten must leave it there too."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from relational_journal import Journal
from relational_journal.model import Person, Word
from tests.support.stored import Clock, bytes_beside, moment

MARKS = [f"zq{number:03}x" for number in range(60)]


def filled(journal: Journal) -> None:
    """Sixty entries of many sizes, each full of words that begin with a mark of its own: some begin a page."""
    dice = random.Random(3)
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ["".join(dice.choices(letters, k=dice.randint(3, 9))) for _ in range(2000)]
    for mark in MARKS:
        text = dice.choices(words, k=dice.choice([5, 60, 900]))
        text[::3] = [f"{mark}{place}" for place in range(len(text[::3]))]
        text += [mark] * dice.choice([1, 5, 400])
        journal.add(moment(text=" ".join(text)))


def left_in(path: Path, marks: list[str]) -> list[str]:
    content = bytes_beside(path)
    return [mark for mark in marks if mark.encode() in content]


def that_begin_a_page(journal: Journal, words: list[str]) -> list[str]:
    """Those of the words by which the index finds one of its pages."""
    journal._store.db.run("INSERT INTO search_index (search_index) VALUES ('optimize')")
    rows = journal._store.db.rows("SELECT DISTINCT term FROM search_index_idx")
    begin = [bytes(term)[1:].decode(errors="ignore") for (term,) in rows]
    return [word for word in words if any(len(each) > 4 and word.startswith(each) for each in begin)]


LONG = [f"dq{number:03}{'abcdefghij' * 5}" for number in range(400)]


@pytest.mark.parametrize("letter", ["d", "đ"])
def test_a_name_forgotten_is_in_no_page_of_the_index_however_it_was_spelled(
    path: Path, clock: Clock, letter: str
) -> None:
    with Journal.open(path, now=clock) as journal:
        for number, name in enumerate(LONG):
            journal.add(moment(text=f"{name} rang {number}", people=(name.replace("d", letter, 1),)))
        gone = that_begin_a_page(journal, LONG)[:4]
        assert len(gone) == 4
        for name in gone:
            journal.people.forget(name.replace("d", letter, 1))

    assert left_in(path, [word[:5] for word in gone]) == []  # so much of a word is enough to find a page


def test_what_waited_thirty_days_in_the_bin_is_in_no_page_of_the_index(path: Path, clock: Clock) -> None:
    with Journal.open(path, now=clock) as journal:
        filled(journal)
        for number in range(1, 61, 3):
            journal.delete(str(number))
        clock.forward(days=31)
        journal.people.add(Person("Someone Else"))

    assert left_in(path, MARKS[::3]) == []
    assert left_in(path, MARKS[1::3]) == MARKS[1::3]


def test_former_words_of_an_edit_are_in_no_page_of_the_index_after_thirty_days(path: Path, clock: Clock) -> None:
    with Journal.open(path, now=clock) as journal:
        filled(journal)
        for number in range(1, 61, 3):
            journal.replace(journal.find(str(number))._replace(text="else"))
        clock.forward(days=31)
        journal.people.add(Person("Someone Else"))

    assert left_in(path, MARKS[::3]) == []


def test_a_word_taken_out_for_good_is_in_no_page_of_the_index(path: Path, clock: Clock) -> None:
    with Journal.open(path, now=clock) as journal:
        for key in LONG:
            journal.add_word(Word(key, key, "N"))
            journal.add(moment(text="we spoke", own=(key,)))
        gone = that_begin_a_page(journal, LONG)[:4]
        assert len(gone) == 4
        for key in gone:
            journal.remove_word(key, for_good=True)

    assert left_in(path, [word[:5] for word in gone]) == []  # so much of a word is enough to find a page
