"""What another did is read from what came back: a noun, or their own words. All sentences are our own."""

from __future__ import annotations

import pytest

from relational_journal.capture.suggest.suggest import suggest
from relational_journal.vocabulary.load import vocabulary


def keys(text: str) -> list[str]:
    return [tag.key for tag in suggest(text, vocabulary()).tags if not tag.slot.startswith("felt")]


@pytest.mark.parametrize(
    ("text", "theirs"),
    [
        ("all I got was a shrug", "they-dismissed-me"),
        ("I told them about the move and was met with an eye roll", "they-dismissed-me"),
        ("got an earful from my mother-in-law about the kitchen", "they-criticised-me"),
        ("came home to a lecture from Dad", "they-criticised-me"),
        ("there was this filthy look when I came in late", "they-got-angry"),
        ("was given the silent treatment all weekend", "they-froze-me-out"),
        ("got a round of applause from the team", "they-thanked-me"),
        ("what came back an hour later was a long message saying sorry", "they-made-amends"),
        ("she gave me a flimsy excuse and left", "they-lied-to-me"),
        ("boss: eye roll", "they-dismissed-me"),
        ("was met with real understanding by my manager", "they-understood"),
        ("got the biggest cuddle off my lad at the gate", "they-were-warm"),
    ],
)
def test_a_noun_tells_what_another_did_if_the_writer_got_it(text: str, theirs: str) -> None:
    assert theirs in keys(text)


@pytest.mark.parametrize(
    ("text", "theirs"),
    [
        ("boss: 'whatever'", "they-dismissed-me"),
        ('The answer was "you\'ll get over it"', "they-dismissed-me"),
        ("text off Theo: how'd it go today?", "they-asked-about-me"),
        ('"well done," says my dad', "they-thanked-me"),
        ('he replied: "my bad"', "they-made-amends"),
        ("boss: can u stay late?", "they-asked-something"),
        ('the answer I got was "why can\'t you be like Ben"', "they-compared-me"),
    ],
)
def test_what_another_says_to_the_writer_is_what_they_did(text: str, theirs: str) -> None:
    assert theirs in keys(text)


@pytest.mark.parametrize(
    "text",
    [
        # not so, or only thought of
        "no shrug this time",
        "I expected a shrug from Dad",
        "would have got an earful from Dad",
        "was afraid I'd get an earful from Dad",
        "wanted a hug from my mum",
        "did you get an earful from Dad?",
        "if all I get is a shrug I'm off",
        "never got an apology",
        # done to others, or by others to others
        "Tom was met with silence by the committee",
        "Ben got the silent treatment from his wife",
        "my sister got an earful from her boss",
        "Lily got a telling-off at school",
        "the teacher gave my son a gold star",
        "he gave his brother a dirty look",
        # nobody's
        "in the film the boss was met with an eye roll",
        "dreamt all I got was a shrug",
        "the answer was 42",
        "all I got was a new coat",
        "got the boot out of the car",
        "there was silence in the library",
        # said by me, of me, to others, or in a chat
        '"whatever" is my favourite song',
        "me: sorry about that\nJo: whatever",
        "Jo: well done\nme: thanks",
        "Work: call Sam back",
        "Mum: dentist on Tuesday",
    ],
)
def test_what_never_came_or_came_to_another_is_not_read(text: str) -> None:
    assert not [key for key in keys(text) if key.startswith("they-")]


@pytest.mark.parametrize("text", ["gave him an earful", "I gave Jo the cold shoulder", "told my son well done"])
def test_what_i_gave_another_is_no_response(text: str) -> None:
    assert not [key for key in keys(text) if key.startswith("they-")]


def test_not_so_much_as_a_word_is_their_silence() -> None:
    assert keys("not so much as a text from him since Sunday") == ["they-pulled-away"]


def test_whose_fault_it_was_is_told_by_the_quotation_marks() -> None:
    assert "they-made-amends" in keys('he said: "my fault"')
    assert "they-made-amends" not in keys("he said my fault again")
