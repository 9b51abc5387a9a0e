"""What is read of a moment in which somebody was hurt: offered, never kept by an Enter, and never called close."""

from __future__ import annotations

import pytest

from relational_journal.capture.suggest.reading_back import PERSON, read_back
from relational_journal.capture.suggest.suggest import suggest
from relational_journal.model import Entry, Person
from relational_journal.vocabulary.load import vocabulary

KIND_AFTER_HARM = [
    "he hit me and then he said sorry and bought me flowers",
    "he made me dinner to say sorry for shoving me",
    "he cried after he hit me and I held him",
    "She slapped me, then hugged me all evening",
]


@pytest.mark.parametrize("text", KIND_AFTER_HARM)
def test_flowers_after_a_blow_make_no_tone_closer(text: str) -> None:
    said = suggest(text, vocabulary())

    assert "they-threatened-me" in {tag.key for tag in said.tags}
    assert said.tone in (None, "disconnection")


@pytest.mark.parametrize("text", KIND_AFTER_HARM)
def test_nothing_beside_harm_is_kept_by_an_enter(text: str) -> None:
    reading = read_back(Entry(when="2026-05-20", text=text), vocabulary(), [])

    assert len(reading.parts) >= 2
    assert [part.key for part in reading.parts if part.is_sure and part.kind != PERSON] == []


@pytest.mark.parametrize(
    "text",
    [
        "he grabbed my arm and said I'd never see the kids if I left, I apologised",
        "Karim threatened me and I said it was my fault",
    ],
)
def test_nobody_who_was_threatened_is_offered_a_part_to_own(text: str) -> None:
    keys = {tag.key for tag in suggest(text, vocabulary()).tags}

    assert "they-threatened-me" in keys
    assert keys.isdisjoint({"apologised", "repaired", "over-explained"})


@pytest.mark.parametrize(
    "text", ["boss put his arm round me and I froze", "he kissed my neck and I went stiff", "She hugged me, I flinched"]
)
def test_touch_one_shrinks_from_is_not_warmth(text: str) -> None:
    said = suggest(text, vocabulary())

    assert "they-were-warm" not in {tag.key for tag in said.tags}
    assert said.tone in (None, "disconnection")


def test_the_word_myself_is_not_a_person_one_was_with() -> None:
    assert suggest("he told me to kill myself", vocabulary(), ["myself", "Ada"]).people == ()


def test_kindness_without_harm_is_kept_as_ever() -> None:
    people = [Person(name="Sam")]
    reading = read_back(
        Entry(when="2026-05-20", text="Sam said sorry and bought me flowers"),
        vocabulary(),
        people,
    )

    assert {"they-made-amends", "they-were-warm"} <= {part.key for part in reading.parts if part.is_sure}
