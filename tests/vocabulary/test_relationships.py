"""What people call a relationship is read where a relationship is asked for."""

from __future__ import annotations

import pytest

from relational_journal.vocabulary.build import compact
from relational_journal.vocabulary.build.term_source import VocabularyError, read_terms
from relational_journal.vocabulary.load import vocabulary
from relational_journal.vocabulary.relationships import relationship_of, relationship_words


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("mum", "parent"),
        ("Mom", "parent"),
        ("my dad", "parent"),
        ("boss", "manager"),
        ("wife", "partner"),
        ("gf", "partner"),
        ("Fiancé", "partner"),
        ("ex", "ex-partner"),
        ("ex-husband", "ex-partner"),
        ("best friend", "close-friend"),
        ("Best-Friend", "close-friend"),
        ("flatmate", "housemate"),
        ("flat mate", "housemate"),
        ("gran", "grandparent"),
        ("step mum", "step-or-co-parent"),
        ("my child’s father", "step-or-co-parent"),
        ("the landlord", "landlord-or-tenant"),
        ("sisters", "sibling"),
        ("mother in law", "in-law"),
        ("patient", "client-or-patient"),
        ("counsellor", "therapist"),
        ("mate", "friend"),
        ("boss-level", None),
        ("", None),
        ("'", None),
    ],
)
def test_a_word_people_use_finds_its_relationship(written, key):
    assert relationship_of(written) == key


def test_every_word_leads_to_a_relationship_and_none_to_another_than_its_key_or_label_says():
    read = vocabulary()

    for word, key in relationship_words().items():
        assert read.slot_list(key) == "kinds"
        found = read.read(word.replace(" ", "-"))
        assert found.how in ("", "beginning") or found.keys == (key,), word


def test_a_word_that_stands_for_two_relationships_is_refused():
    terms = tuple(term._replace(words=("mum",)) if term.key == "friend" else term for term in read_terms())

    with pytest.raises(VocabularyError, match="mum stands for both"):
        compact.relationship_words(terms)


@pytest.mark.parametrize(("written", "near"), [("boss", "manager"), ("flatmate", "housemate"), ("mum", "parent")])
def test_such_a_word_as_a_tag_stays_a_word_of_ones_own_with_the_relationship_as_a_hint(written, near):
    assert vocabulary().find(written) == ()
    assert vocabulary().near(written)[0] == near
