"""The writer's own moves in a sentence: done, and with the words they were read from."""

from __future__ import annotations

import pytest

from relational_journal.capture.suggest.suggested_moves import moves_said
from relational_journal.vocabulary.load import vocabulary


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Mum said I only ring when I need something. I laughed it off.", [("made-a-joke-of-it", "laughed it off")]),
        (
            "I snapped, walked out, came back and said I was sorry.",
            [("snapped", "snapped"), ("left-abruptly", "walked out"), ("repaired", "came back and said")],
        ),
        ("He shouted and I froze.", [("went-numb", "froze")]),
        ("I went quiet and she left.", [("went-silent", "went quiet")]),
    ],
)
def test_ones_own_moves_are_read_with_their_words(text: str, said: list[tuple[str, str]]) -> None:
    assert [tuple(move) for move in moves_said(text, vocabulary())] == said


@pytest.mark.parametrize(
    "text",
    [
        "She snapped and walked out.",
        "I never snapped.",
        "I wanted to apologise, and would have listened.",
        "I'd listened if he had asked.",
        "Tea with Ruth, who listened.",
        "I was fine, and sorry for the fight.",
        "",
    ],
)
def test_what_another_did_or_nobody_did_is_not_read_as_ones_own(text: str) -> None:
    assert moves_said(text, vocabulary()) == ()
