"""The notation of phrases is read as its page says, and refused with the phrase when it cannot be."""

from __future__ import annotations

import re

import pytest

from relational_journal.care.notation import NotationError, parse, pattern_of

WORDS = {"kin": ["wife", "husband"], "hit": ["hit", "slap*", "lash out at"]}


def matches(phrase: str, text: str) -> bool:
    return re.search(f"(?<= ){pattern_of(phrase, WORDS)}", f" {text} ") is not None


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("want to die", "i want to die now", True),
        ("want to die", "i want to diet now", False),
        ("(want|wish) to die", "i wish to die", True),
        ("want [so much] to die", "i want so much to die", True),
        ("want [so much] to die", "i want to die", True),
        ("kill* me", "he killed me", True),
        ("(kill|hit)* me", "hitting me", True),
        ("my * hit me", "my neighbour hit me", True),
        ("my * hit me", "my hit me", False),
        ("took ... pills", "took all of his pills", True),
        ("took ... pills", "took the last one of his pills", False),
        ("<hit> him", "i lash out at him", True),
        ("<hit> my <kin>", "i slapped my wife%", True),
        ("NAME hit me", "mark^ hit me", True),
        ("NAME hit me", "grief hit me", False),
        ("at NUMBER", "at 9", True),
        ("in YEAR", "in 1998", True),
        ("no and he", "i said no, and he", True),
    ],
)
def test_a_phrase_is_read_as_the_page_says(phrase: str, text: str, expected: bool) -> None:
    assert matches(phrase, text) is expected


def test_a_phrase_needs_its_rarest_words_and_not_those_it_can_do_without() -> None:
    phrase = parse("i want [really] to (die|vanish)", WORDS, {"i": 5, "to": 5, "want": 5})

    assert frozenset(("die", "vanish")) == phrase.needs[0]
    assert all("really" not in need for need in phrase.needs)


@pytest.mark.parametrize(
    "phrase", ["(open", "open)", "()", "a | ", "<nobody> hit me", "[closed|wrong)", "(lash out)* at"]
)
def test_a_phrase_that_cannot_be_read_is_named(phrase: str) -> None:
    with pytest.raises(NotationError, match=re.escape(phrase.strip())):
        pattern_of(phrase, WORDS)


def test_a_phrase_without_a_word_to_look_for_is_refused() -> None:
    with pytest.raises(NotationError):
        parse("[maybe] *", WORDS, {})
