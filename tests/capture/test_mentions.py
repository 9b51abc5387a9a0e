"""Whom an @name means."""

from __future__ import annotations

import pytest

from relational_journal.capture.syntax.mentions import Names, given_name, one_letter_off
from relational_journal.errors import WordingError
from relational_journal.model import Person
from relational_journal.text.folding import folded


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("@Sam", ["Sam"]),
        ("@SAM and @sam", ["Sam"]),
        ("@mother", ["Mum"]),  # another name of hers
        ("@Sam's coat, @Mum.", ["Sam", "Mum"]),
        ("@Sam’s coat", ["Sam"]),
        ("@Aunt May came", ["Aunt May"]),  # the longest known name wins
        ("@aunt  may came", ["Aunt May"]),
        ("@AUNT MAY's", ["Aunt May"]),
        ("@aunt-may came", ["Aunt May"]),
        ("@aunt_may came", ["Aunt May"]),
        ('@"Aunt May"', ["Aunt May"]),
        ("@“aunt may”", ["Aunt May"]),
        ("@May came", ["May"]),
        ("@Aunt Mayflower", ["Aunt"]),
        ("@Aunt May-Lee", ["Aunt"]),
        ("@Aunt\n\n\n\nMay", ["Aunt"]),
        ("@ann", ["ann"]),  # never Anna
        ("@Annabel", ["Annabel"]),
        ("@myself and @me", ["myself"]),
        ("no one @ all", []),
        ("@Tom, @tom and @TOM", ["Tom"]),
        ("@Mum then @Sam then @Mum", ["Mum", "Sam"]),
    ],
)
def test_an_at_name_is_matched_without_case_and_whole(read, text: str, people: list[str]) -> None:
    assert list(read(text).moment.people) == people


def test_names_of_other_shapes_are_known_whole(read) -> None:
    known = (
        Person("Sam's mum"),
        Person("Dr. Smith"),
        Person("O'Brien"),
        Person("Sam"),
        Person("Jean-Luc"),
        Person("José"),
    )

    draft = read("@Sam's mum, @sam, @Dr. Smith, @O’Brien, @jean luc and @JOSÉ", people=known)

    assert draft.moment.people == ("Sam's mum", "Sam", "Dr. Smith", "O'Brien", "Jean-Luc", "José")
    assert draft.new_people == ()


def test_accents_match_however_they_are_encoded(read) -> None:
    assert read("@Jose\u0301", people=[Person("José")]).moment.people == ("José",)


def test_a_new_name_makes_a_person_and_a_hint_says_so(read) -> None:
    draft = read('@Tom and @"Uncle Bob" came')

    assert draft.new_people == (Person("Tom"), Person("Uncle Bob"))
    assert [notice.text for notice in draft.notices] == ["Tom is new here", "Uncle Bob is new here"]


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Jona", ["Jonas"]),  # the beginning of a known name
        ("Jo", ["Jonas"]),
        ("Jones", ["Jonas"]),  # one letter changed
        ("Jonnas", ["Jonas"]),
        ("Jnoas", ["Jonas"]),
        ("Ann", ["Anna"]),
        ("moth", ["Mum"]),  # of another name
        ("Aunt", ["Aunt May"]),
        ("Tom", []),
        ("m", ["Mum", "May"]),
    ],
)
def test_a_name_one_letter_off_or_the_beginning_of_one_is_hinted_at(read, name: str, near: list[str]) -> None:
    draft = read(f"@{name} came")

    assert draft.near_people == tuple((name, known) for known in near)
    hints = [notice.text for notice in draft.notices if notice.kind == "near-person"]
    quoted = [f'"{known}"' if " " in known else known for known in near]
    assert hints == [f"If {name} is {known}: rj people merge {name} {q}" for known, q in zip(near, quoted, strict=True)]


def test_a_name_that_two_people_share_is_an_error_that_lists_them(read) -> None:
    known = (Person("Samuel", also=("Sam",)), Person("Samantha", also=("sam",)))

    with pytest.raises(WordingError) as caught:
        read("@Sam came", people=known)

    assert caught.value.sentence == '"@Sam" is a name of Samuel and of Samantha'
    assert read("@samuel came", people=known).moment.people == ("Samuel",)


def test_myself_is_always_there_and_makes_no_person(read) -> None:
    for draft in (read("@myself"), read("@Me"), read("x", with_=("myself",)), read("x", with_=("me",))):
        assert draft.moment.people == ("myself",)
        assert draft.new_people == ()
        assert draft.notices == ()


def test_with_names_people_after_those_of_the_text(read) -> None:
    draft = read("tea with @Sam", with_=("aunt may", "@Tom", "sam"))

    assert draft.moment.people == ("Sam", "Aunt May", "Tom")
    assert draft.new_people == (Person("Tom"),)


@pytest.mark.parametrize("name", ["", "  ", "@", '""', "\x1b[31m", "a\u202eb", "-x", "a" * 81])
def test_what_is_no_name_is_an_error(name: str) -> None:
    with pytest.raises(WordingError):
        given_name(name)


@pytest.mark.parametrize(
    ("one", "other", "is_near"),
    [
        *(("sam", "am", True), ("sam", "sham", True), ("sam", "pam", True), ("sam", "sma", True), ("a", "", True)),
        *(("sam", "sam", False), ("sam", "pat", False), ("abc", "cba", False), ("abcd", "badc", False)),
    ],
)
def test_one_letter_off(one: str, other: str, is_near: bool) -> None:
    assert one_letter_off(one, other) is is_near
    assert one_letter_off(other, one) is is_near


def test_names_are_compared_without_case_and_joints() -> None:
    assert folded("  Aunt_MAY-Lee ") == "aunt may lee"
    assert Names([Person("STRASSE")]).known("straße") == "STRASSE"
