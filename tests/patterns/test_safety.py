"""Which moments are unsafe and who is held apart, counted by hand."""

from __future__ import annotations

import pytest

from relational_journal.model import Person, Word
from relational_journal.vocabulary.safety import Safety, more_careful
from tests.support.journals import PEOPLE, journal

OWN = Word("hid-in-car", "hid in the car", "N", "kept-myself-safe")
TWO_OF_SAM = "1 Oct Sam d | kept-myself-safe\n2 Oct Sam,Ada d they-threatened-me | left-abruptly"


def safety(table: str, *people: Person, words: tuple[Word, ...] = ()) -> Safety:
    everyone = {person.name: person for person in (*PEOPLE, *people)}
    return Safety.read(journal(table, words), everyone.values(), {word.key: word for word in words})


@pytest.mark.parametrize(
    "line",
    [
        "1 Oct Sam d | listened | !unsafe",
        "1 Oct Sam d they-threatened-me | listened",
        "1 Oct Sam d | listened | they-threatened-me",
        "1 Oct Sam d | kept-myself-safe",
        "1 Oct Sam d | hid-in-car",
    ],
)
def test_a_moment_is_unsafe_by_its_flag_a_danger_or_a_move_own_words_among_them(line: str) -> None:
    (moment,) = journal(line, [OWN])
    read = safety(line, words=(OWN,))

    assert read.is_unsafe_by_itself(moment)
    assert not read.is_counted(moment)
    assert read.moments_of == {"Sam": 1}


def test_an_urge_and_a_braced_for_key_make_no_moment_unsafe() -> None:
    line = "1 Oct Sam d ?they-threatened-me | listened ~kept-myself-safe"

    assert safety(line).is_counted(journal(line)[0])


def test_two_unsafe_moments_one_of_them_alone_hold_a_person_apart_and_all_their_moments_with_them() -> None:
    read = safety(TWO_OF_SAM)
    (tea,) = journal("3 Oct Sam c | listened")

    assert read.held_apart == {"Sam"}
    assert read.careful_with == {"Sam", "Ada"}
    assert read.is_unsafe(tea)
    assert not read.is_unsafe_by_itself(tea)


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ("1 Oct Sam d | kept-myself-safe", "one is not two"),
        ("1 Oct Sam,Ada d | kept-myself-safe\n2 Oct Sam,Mum d | kept-myself-safe", "never alone"),
        ("1 Oct myself d | kept-myself-safe\n2 Oct myself d | kept-myself-safe", "myself"),
    ],
)
def test_nobody_is_held_apart_by(table: str, why: str) -> None:
    assert safety(table).held_apart == set(), why


def test_with_myself_named_too_a_moment_is_still_one_alone_with_them() -> None:
    assert safety("1 Oct Sam,myself d | kept-myself-safe\n2 Oct Sam,Ada d | kept-myself-safe").held_apart == {"Sam"}


def test_story_only_and_private_moments_hold_a_person_apart_too() -> None:
    assert safety(TWO_OF_SAM.replace("kept-myself-safe", "kept-myself-safe | !story")).held_apart == {"Sam"}


@pytest.mark.parametrize("relationship", ["stranger", "group-or-faith", "official-or-service"])
def test_two_moments_with_a_stranger_a_group_or_an_office_may_be_two_people(relationship: str) -> None:
    table = TWO_OF_SAM.replace("Sam", "Bus")

    assert safety(table, Person("Bus", relationship)).held_apart == set()
    assert safety(table, Person("Bus", relationship, safety="not-safe")).held_apart == {"Bus"}


def test_marked_ordinary_a_person_is_counted_again_but_nothing_is_offered_with_them() -> None:
    read = safety("\n".join([TWO_OF_SAM] * 5), Person("Sam", "partner", safety="ordinary"))

    assert read.held_apart == set()
    assert "Sam" in read.careful_with


def test_marked_not_safe_a_person_is_held_apart_without_any_moment() -> None:
    read = safety("", Person("Sam", "partner", safety="not-safe"))

    assert read.held_apart == read.careful_with == {"Sam"}


def test_of_two_marks_the_more_careful_holds() -> None:
    assert more_careful("not-safe", "ordinary") == "not-safe"
    assert more_careful("ordinary", None) is None
    assert more_careful(None, "not-safe") == "not-safe"
