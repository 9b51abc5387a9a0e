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


@pytest.mark.parametrize(
    ("text", "mine"),
    [
        ("told Dad no", "set-a-boundary"),
        ("told him I need a break", "took-space-and-said-so"),
        ("told my dad I don't agree about the vaccine", "disagreed-openly"),
    ],
)
def test_a_limit_alone_says_neither_closer_nor_further(text: str, mine: str) -> None:
    assert keys(text) == [mine]
    assert tone(text) is None


def test_a_limit_beside_another_act_takes_its_tone_from_that() -> None:
    assert tone("he shouted and I told him to stop") == "disconnection"
    assert tone("said no to Ravi and we laughed about it") == "connection"


@pytest.mark.parametrize("text", ["felt so guilty about Mum all day", "so much guilt about Ada", "I regret it, Tom"])
def test_guilt_is_no_sign_of_distance(text: str) -> None:
    assert tone(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "sure that he hates me",
        "took it to mean Zainab doesn't want me at the wedding",
        "went over it in my head until I was certain he doesn't love me",
    ],
)
def test_what_i_take_for_certain_is_no_act_of_theirs(text: str) -> None:
    assert keys(text) == ["assumed-the-worst"]


@pytest.mark.parametrize(
    ("text", "mine"),
    [
        ("nagged at him about the bins", "criticised-first"),
        ("kept checking my phone for a text from Dayo", "checked-repeatedly"),
    ],
)
def test_what_i_did_to_another_or_waited_for_is_not_done_to_me(text: str, mine: str) -> None:
    assert keys(text) == [mine]


def test_going_on_at_someone_is_mine_though_one_did_not_stop() -> None:
    assert keys("kept on and on at Ruth") == ["pushed-for-answer"]
    assert keys("he kept on and on at me to sign") != ["pushed-for-answer"]
