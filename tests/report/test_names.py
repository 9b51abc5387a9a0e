"""Names on a page: everyone known is hidden, everywhere, and always called the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relational_journal.model import Person
from relational_journal.report.document.pseudonyms import Pseudonymiser
from relational_journal.vocabulary.load import vocabulary

PEOPLE = (
    Person("Sam", "partner", also=("Samuel", "Sammy")),
    Person("Mum", "parent", also=("Margaret",)),
    Person("Lena", "friend"),
    Person("Leo", "friend"),
    Person("Aunt May", "wider-family"),
    Person("Will", "colleague"),
    Person("Hope", "neighbour"),
    Person("José"),
    Person("小明", "manager"),
    Person("Straße", "stranger"),
    Person("O'Neill", "therapist"),
)
EVERYDAY = {"will", "hope", "may"}


def names(form: str = "roles", people: tuple[Person, ...] = PEOPLE) -> Pseudonymiser:
    return Pseudonymiser(people, [person.name for person in people], form, vocabulary(), EVERYDAY)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Sam was late", "my partner was late"),
        ("SAM and sam", "my partner and my partner"),
        ("Sam's, Sam’s and samuel's", "my partner's, my partner’s and my partner's"),
        ("(Sam) “Sam” _Sam_ Sam-like Sam.", "(my partner) “my partner” _my partner_ my partner-like my partner."),
        ("Samantha, same, Samson", "Samantha, same, Samson"),
        ("Sa\u200bm and S\u00adam", "my partner and my partner"),
        ("my Sam", "my partner"),
        ("@sam and @Sammy", "my partner and my partner"),
        ("aunt\nmay, @aunt-may, Aunt_May, AUNT  MAY", ", ".join(["someone in my family"] * 4)),
        ("In May", "In May"),
        ("will you hope", "will you hope"),
        ("Will will; WILL", "a colleague will; a colleague"),
        ("@will came, @hope too", "a colleague came, a neighbour too"),
        ("Jose\u0301 and JOSÉ", "someone and someone"),
        ("我和小明吃饭", "我和my manager吃饭"),
        ("STRASSE and straße", "a stranger and a stranger"),
        ("o’neill and O'NEILL's", "my therapist and my therapist's"),
        ("my Mum's flat", "my mother's flat"),
        ("Lena and Leo", "a friend, L. and a friend, Le."),
        ("a b", "a b"),
        ("Jose and jose", "someone and someone"),
        ("Sa\u200em, S\u202eam, S\x00am, Sa\ufe0fm", ", ".join(["my partner"] * 4)),
        ("Ｓａｍ, 𝐒𝐚𝐦 and Ⓢⓐⓜ", "my partner, my partner and my partner"),
    ],
)
def test_a_known_name_is_hidden_as_a_whole_word(text: str, shown: str) -> None:
    assert names().redact(text) == shown


def test_a_name_after_its_mark_is_known_without_the_mark_too() -> None:
    assert names().with_capitals("@will and will") == "@Will and will"


def test_initials_are_the_shortest_beginnings_that_differ_and_never_a_whole_name() -> None:
    people = tuple(Person(name) for name in ("Sam", "Sara", "Al", "Alan", "J", "Éva"))
    shown = names("initials", people)

    assert [shown.shown(person.name) for person in people] == ["S.", "Sa.", "A.", "Ala.", "no. 3", "É."]


def test_an_initial_at_the_end_of_a_sentence_has_one_full_stop() -> None:
    assert names("initials").redact("So said Sam. Not Sam... Sam!") == "So said S. Not S.... S.!"


def test_nicknames_stay_and_other_names_become_nicknames() -> None:
    assert names("nickname").redact("SAM, Samuel and Margaret") == "SAM, Sam and Mum"


def test_people_who_are_not_on_the_page_change_no_letter_of_it() -> None:
    alone = Pseudonymiser(PEOPLE, ["Lena"], "roles", vocabulary(), EVERYDAY)

    assert alone.shown("Lena") == "a friend"
    assert alone.redact("Leo") == "a friend"


def test_a_nickname_that_is_a_family_word_is_told_as_that_role_only_with_that_relationship() -> None:
    people = (
        Person("Mãe", "parent"),
        Person("Papà", "parent"),
        Person("Oma", "wider-family"),
        Person("Mama", "friend"),
    )
    shown = names(people=people)

    assert [shown.shown(person.name) for person in people] == ["my mother", "my father", "my grandmother", "a friend"]


def test_someone_the_journal_does_not_know_is_someone() -> None:
    assert names().shown("Nobody") == "someone"
    assert names("initials").shown("Nobody") == "someone"


def test_several_people_are_told_once_each() -> None:
    assert names().together(("José", "Sam")) == "my partner and someone"
    assert names().together(("José", "Unknown", "Sam")) == "my partner and two others"
    assert names().together(("José", "Unknown")) == "someone, and another"
    assert names().together(("José", "Unknown", "Nobody")) == "someone, and two others"
    assert names().together(()) == ""


def test_without_people_a_text_stays_as_it_is() -> None:
    assert Pseudonymiser((), (), "roles", vocabulary()).redact("Sam e\u0301") == "Sam e\u0301"


_PARTS = st.sampled_from(
    ["Sam", "SAMUEL", "@sammy", "Lena's", "leo", "aunt-may", "so", "and", "x", ",", "\n", "(", "_"]
)


@given(st.lists(_PARTS, max_size=12), st.sampled_from([" ", "  ", "-", "\t"]))
def test_no_name_is_left_in_any_text(parts: list[str], between: str) -> None:
    for form in ("roles", "initials"):
        shown = names(form).redact(between.join(parts))

        assert not re.search(r"(?<![^\W_])(sam|samuel|sammy|lena|leo|aunt[\s_-]+may)(?![^\W_])", shown, re.IGNORECASE)


@given(st.text(max_size=40))
def test_any_text_at_all_can_be_hidden_and_hiding_again_changes_nothing(text: str) -> None:
    shown = names().redact(text)

    assert names().redact(shown) == shown


def test_names_with_the_turkish_letters_i_are_known_in_every_spelling() -> None:
    turkish = (Person("İrem", "partner"), Person("Ida", "friend"))

    assert names(people=turkish).redact("irem, İREM, IREM, ırem, i̇rem") == ", ".join(["my partner"] * 5)
    assert names(people=turkish).redact("ıda and IDA") == "a friend and a friend"


def test_a_name_of_one_letter_is_not_every_such_letter() -> None:
    short = (Person("A", "child"), Person("I", "friend"), Person("Mé", "partner"))

    assert names(people=short).redact("I gave a day to me. @i and A came, Me too.") == (
        "I gave a day to me. a friend and my child came, my partner too."
    )


@given(
    st.lists(st.text("qxzжωéßø", min_size=3, max_size=8), min_size=1, max_size=4, unique_by=str.casefold),
    st.text("abc ,.\n'\u0301\u200b-"),
    st.sampled_from(["roles", "initials"]),
)
def test_names_of_any_letters_are_hidden_in_any_text(spelled: list[str], text: str, form: str) -> None:
    hiding = names(form, tuple(Person(name, "friend") for name in spelled))

    shown = hiding.redact(
        " ".join([text, *(f"{name} {name.upper()}, {name.swapcase()}'s @{name}" for name in spelled)])
    )

    assert not {name.casefold() for name in spelled} & set(re.findall(r"\w+", shown.casefold()))
    assert hiding.redact(shown) == shown


@pytest.mark.parametrize(
    ("name", "role"),
    [("Mum", "my mother"), ("sis", "my sister"), ("Boss", "my manager"), ("Noor", "someone"), ("Shrink", "someone")],
)
def test_a_name_that_is_a_word_for_a_relationship_says_the_role_where_none_was_entered(name: str, role: str) -> None:
    assert names(people=(Person(name),)).shown(name) == role


def test_what_was_entered_holds_against_what_the_name_would_say() -> None:
    assert names(people=(Person("Nan", "friend"),)).shown("Nan") == "a friend"
