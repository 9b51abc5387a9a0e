"""What was not done, reproached or only looks like anger is read for what it is. All sentences are our own."""

from __future__ import annotations

import pytest

from relational_journal.capture.suggest.suggest import suggest
from relational_journal.vocabulary.load import vocabulary


def keys(text: str) -> list[str]:
    return [tag.key for tag in suggest(text, vocabulary()).tags if not tag.slot.startswith("felt")]


def tone(text: str) -> str | None:
    return suggest(text, vocabulary()).tone


@pytest.mark.parametrize(
    ("text", "mine"),
    [
        ("straight away told her it wasn't my fault", "got-defensive"),
        ("Not told Mum about the tattoo", "hid-part-of-me"),
        ("meant to tell Dad it hurt but didn't", "went-silent"),
        ("was going to visit Gran and didn't in the end", "cancelled-plans"),
        ("typed out a long msg to my ex then deleted the lot", "went-silent"),
        ("had a go at Pete about the bins", "criticised-first"),
    ],
)
def test_what_was_not_done_and_how_soon_it_was_done_is_read(text: str, mine: str) -> None:
    assert keys(text) == [mine]


@pytest.mark.parametrize(
    "text",
    ["told him he never listens", "I told Ada she always forgets me"],
)
def test_what_i_reproach_another_with_is_my_act_and_not_theirs(text: str) -> None:
    slots = {tag.slot for tag in suggest(text, vocabulary()).tags}

    assert slots == {"moves"}


@pytest.mark.parametrize(
    "text", ["shouted happy birthday across the street to Mo", "screamed at the horror film with Jess"]
)
def test_what_only_looks_like_anger_is_no_sign_of_distance(text: str) -> None:
    assert keys(text) == []
    assert tone(text) != "disconnection"


def test_an_act_in_case_another_does_something_is_not_theirs() -> None:
    assert keys("couldn't put my phone down in case Abi texted") == ["checked-repeatedly"]
