"""A file beside a journal that has something to say already: people, own words, and where own words stand."""

from __future__ import annotations

import pytest

from relational_journal.errors import UnreadableImport
from relational_journal.exchange.merge import merge_people, merge_words
from relational_journal.exchange.reconcile import Spelling, settled
from relational_journal.model import MYSELF, Entry, Person, Word
from relational_journal.vocabulary.load import vocabulary


def people(*there: Person, coming: tuple[Person, ...] = (), named: tuple[str, ...] = (), replacing: bool = False):  # type: ignore[no-untyped-def]
    used: dict[str, tuple[str, int]] = {}
    for name in named:
        used.setdefault(name.casefold(), (name, 9))
    return merge_people(there, enumerate(coming, start=1), used, replacing=replacing)


def test_a_person_gains_what_is_empty() -> None:
    merged = people(Person("Sam", also=("Samuel",)), coming=(Person("sam", "partner", "about-equal", ("Sammy",)),))

    assert merged.people == (Person("Sam", "partner", "about-equal", ("Samuel", "Sammy")),)
    assert merged.new == ()
    assert merged.hints == ()


def test_where_both_say_something_else_the_journal_holds_and_a_hint_says_so() -> None:
    there, coming = Person("Sam", "partner", "about-equal"), Person("Sam", "ex-partner", "about-equal")

    assert people(there, coming=(coming,)).people == ()
    assert people(there, coming=(coming,)).hints == ("Sam is partner here and ex-partner in the file: partner holds.",)
    assert people(there, coming=(coming,), replacing=True).people == (coming,)


def test_someone_known_by_another_name_is_not_made_a_second_time() -> None:
    merged = people(Person("Sam", also=("Samuel",)), coming=(Person("Samuel", "friend"),), named=("samuel",))

    assert merged.people == (Person("Sam", "friend", None, ("Samuel",)),)
    assert merged.names["samuel"] == "Sam"


def test_two_people_of_one_file_stay_two() -> None:
    both = (Person("Ann", also=("Bea",)), Person("Bea"))

    assert people(coming=both).people == both


def test_a_name_that_is_someone_elses_here_is_not_given_away() -> None:
    merged = people(Person("Sam"), coming=(Person("Samuel", also=("Sam",)),))

    assert merged.people == (Person("Samuel"),)
    assert "rj people merge" in merged.hints[0]


def test_whoever_is_only_named_becomes_a_person_once() -> None:
    merged = people(named=("Ada", "ada", MYSELF, "me"))

    assert merged.people == (Person("Ada"),)
    assert merged.names == {"ada": "Ada", MYSELF: MYSELF, "me": MYSELF}


def test_a_name_two_people_share_is_refused_with_the_line_that_uses_it() -> None:
    with pytest.raises(UnreadableImport, match=r'line 9 names "Sam".*Samuel and of Samira'):
        people(Person("Samuel", also=("Sam",)), Person("Samira", also=("Sam",)), named=("Sam",))


def test_an_own_word_gains_what_is_empty_and_keeps_what_it_says() -> None:
    there = {"x": Word("x", "x", "D", None)}

    gained = merge_words(there, [(1, Word("x", "x", "D", "hurt"))], ())
    differs = merge_words({"x": Word("x", "x", "D", "hurt")}, [(1, Word("x", "x", "D", "sad"))], ())

    assert gained.words == (Word("x", "x", "D", "hurt"),)
    assert differs.words == ()
    assert differs.hints == ("x counts like hurt here and sad in the file: hurt holds.",)
    assert merge_words(there, [(1, Word("x", "X", "C", None))], (), replacing=True).words == (
        Word("x", "X", "C", None),
    )


def test_an_own_word_that_is_only_used_becomes_one_and_a_hint_says_so() -> None:
    merged = merge_words({}, [], ("home-sick",))

    assert merged.words == (Word("home-sick", "home sick"),)
    assert "rj words add home-sick --like" in merged.hints[0]


def test_own_words_stand_where_the_word_they_count_like_stands() -> None:
    known = vocabulary().with_words(
        [Word("fed", "fed", "C", "they-helped"), Word("blue", "blue", "D", "sad"), Word("odd", "odd", "N", None)]
    )
    entry = Entry("2026-11-21", own=("fed", "odd"), moves=("blue", "went-silent"))
    placed = Entry("2026-11-21", own=("odd",), first=("fed",), felt_before=("blue",), moves=("went-silent",))
    right = Entry("2026-11-21", own=("odd",), after=("fed",), felt_after=("blue",), moves=("went-silent",))

    assert settled(entry, known) == placed
    assert settled(placed, known) == placed
    assert settled(right, known) == right


def test_names_are_written_as_the_journal_has_them() -> None:
    entry = Entry("2026-11-21", people=("SAM", "Samuel", "Ada"))

    assert Spelling({"sam": "Sam", "samuel": "Sam", "ada": "Ada"}).of(entry).people == ("Sam", "Ada")


def test_a_person_called_me_is_oneself() -> None:
    merged = merge_people((), [(1, Person("Me"))], {"me": ("me", 2)})

    assert merged.names["me"] == "myself"
    assert merged.new == ()
