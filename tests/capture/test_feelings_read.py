"""What the writer felt is read by the word for it, and only as their own. All sentences are our own."""

from __future__ import annotations

import pytest

from relational_journal.capture.suggest.suggest import suggest
from relational_journal.vocabulary.load import vocabulary


def felt(text: str) -> list[str]:
    return [tag.key for tag in suggest(text, vocabulary()).tags if tag.slot.startswith("felt")]


@pytest.mark.parametrize(
    ("text", "feeling"),
    [
        ("I felt like a burden to my sister", "a-burden"),
        ("felt so helpless when he shouted", "powerless"),
        ("I feel like a failure", "not-enough"),
        ("I was gutted that Sam cancelled", "disappointed"),
        ("made me feel like a nuisance", "a-burden"),
        ("felt humiliated in front of my team", "humiliated"),
        ("felt betrayed by Ola", "betrayed"),
        ("I was fed up with him", "irritated"),
        ("felt at home with them", "belonging"),
        ("felt understood by Nadia", "understood"),
        ("I was on edge all evening", "anxious"),
    ],
)
def test_a_feeling_is_read_as_itself(text: str, feeling: str) -> None:
    assert felt(text) == [feeling]


@pytest.mark.parametrize(
    "text",
    [
        "he felt like a burden",
        "I would feel like a burden",
        "I don't feel like a failure",
        "I wasn't cross",
        "I was at home with a cold",
        "I was heard shouting",
        "I feel like a coffee",
        "Sam was gutted",
    ],
)
def test_what_another_feels_or_nobody_felt_is_no_feeling_of_mine(text: str) -> None:
    assert felt(text) == []
