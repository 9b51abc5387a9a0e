"""Who a sentence names: names, initials, kin and roles, each once, and nobody who is not there. All our own."""

from __future__ import annotations

import pytest

from relational_journal.capture.suggest.reading_back import PERSON, read_back
from relational_journal.capture.suggest.suggest import suggest
from relational_journal.model import Person
from relational_journal.vocabulary.load import vocabulary
from relational_journal.vocabulary.relationships import relationship_of
from tests.support.stored import moment

NAMED = [
    ("Rubbed Joe's shoulders", ["Joe"]),
    ("Hugged Fred and Ada", ["Fred", "Ada"]),
    # to and from
    ("said sorry to Ada", ["Ada"]),
    ("a text from Preethi", ["Preethi"]),
    ("heard nothing from Kofi", ["Kofi"]),
    ("gave the keys to Tom", ["Tom"]),
    ("nice to N, for once", ["N"]),
    ("went to Leeds with Ada", ["Ada"]),
    ("back from Lagos", []),
    ("moved to Paris", []),
    # at and from someone
    ("had a go at Pete about the bins", ["Pete"]),
    ("kept on at Olu to talk", ["Olu"]),
    ("had a go at Pete's", ["Pete"]),
    ("kept my distance from Lola since the party", ["Lola"]),
    ("kept on and on at Ruth", ["Ruth"]),
    ("was going to say something to Pam", ["Pam"]),
    ("zipped it when uncle started on politics", ["uncle"]),
    ("stayed on at Luton", []),
    # before 's
    ("at Ada's", ["Ada"]),
    ("coffee at J's", ["J"]),
    ("Ada's party was loud", ["Ada"]),
    ("dinner at Nando's", []),
    # the first of two and of three
    ("Ada and Tom came round", ["Ada", "Tom"]),
    ("Ada n Tom fell out", ["Ada", "Tom"]),
    ("Ada & Tom hugged me", ["Ada", "Tom"]),
    ("Ada, Tom and Ben laughed at me", ["Ada", "Tom", "Ben"]),
    # initials
    ("snapped at B", ["B"]),
    ("stayed at T", ["T"]),
    ("got a B in maths", []),
    # shops
    ("shopped at M&S with mum", ["mum"]),
    ("shoes from Marks & Spencer", []),
    # somebody's somebody
    ("Tom's mum called me", ["Tom's mum"]),
    ("my sister's boyfriend left", ["my sister's boyfriend"]),
    ("mum's friend cried", ["mum's friend"]),
    # titles
    ("Aunty Bola hugged me", ["Aunty Bola"]),
    ("Uncle Joe shouted", ["Uncle Joe"]),
    ("Auntie Preethi asked when I'll marry", ["Auntie Preethi"]),
    ("lunch with aunty bola", ["aunty bola"]),
    ("my cousin Ife cried", ["my cousin Ife"]),
    ("line manager took the credit", ["line manager"]),
    # what one is called, or like
    ("called me mum by accident", []),
    ("everyone calls him uncle", []),
    ("called her a bad mother", []),
    ("she's like a sister to me", []),
    # passers-by
    ("a man on the bus smiled at me", []),
    ("the lady at the till was kind", []),
    ("a man from work smiled at me", ["a man"]),
    # the first word of a sentence
    ("Car broke down, rang dad", ["dad"]),
]
_ROLES = """sis bro mam gran nan nana papa chachi bhaiya aunty uncle hubby wifey gf bf ex flatmate housemate landlord
prof supervisor coach neighbour boss mum dad granny cousin brother sister husband wife partner""".split()
_KEYS = frozenset(("neighbour", "partner", "housemate"))


@pytest.mark.parametrize(("text", "people"), NAMED)
def test_a_sentence_names_those_who_are_in_it_and_nobody_else(text: str, people: list[str]) -> None:
    assert list(suggest(text, vocabulary()).people) == people


@pytest.mark.parametrize("role", _ROLES)
def test_short_words_for_kin_and_roles_are_people_and_have_a_relationship(role: str) -> None:
    assert suggest(f"{role} shouted at me", vocabulary()).people == (role,)
    assert role in _KEYS or relationship_of(role)


def test_known_people_come_first_in_small_letters_too() -> None:
    def people(text: str, *known: str) -> tuple[str, ...]:
        return suggest(text, vocabulary(), known).people

    assert people("rang preethi and tom", "Preethi", "Tom") == ("preethi", "tom")
    assert people("Aunty Bola hugged me", "Bola") == ("Bola",)
    assert people("tom's mum called me", "Tom") == ("tom's mum",)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("my manager shouted at me", "Manager"),
        ("Tom's mum called me", "Tom's mum"),
        ("my boss's wife called me", "Boss's wife"),
        ("lunch with aunty bola", "Aunty Bola"),
        ("my cousin Ife cried", "Ife"),
        ("a man on the bus smiled at me", None),
        ("some neighbour yelled at me", None),
    ],
)
def test_who_is_read_back_has_the_name_they_would_have_in_the_journal(text: str, name: str | None) -> None:
    reading = read_back(moment(text=text), vocabulary(), [Person(name="Ife")])

    assert [part.key for part in reading.parts if part.kind == PERSON] == ([name] if name else [])
