"""Words that only lead to an act, "ended up", "couldn't help", are gone through to it. All sentences are our own."""

from __future__ import annotations

import pytest

from relational_journal.capture.suggest.suggest import suggest
from relational_journal.vocabulary.load import vocabulary


def keys(text: str) -> list[str]:
    return [tag.key for tag in suggest(text, vocabulary()).tags if not tag.slot.startswith("felt")]


@pytest.mark.parametrize(
    "text",
    [
        *("ended up hanging up on Ravi", "I wound up hanging up on Ravi", "I heard myself hanging up on Ravi"),
        *("the next thing I knew I'd hung up on Ravi", "before I knew it I'd hung up on Ravi"),
        *("all I could do was hang up on Ravi", "the only thing I managed was to hang up on Ravi"),
        *("I couldn't help hanging up on Ravi", "couldn't stop myself from hanging up on Ravi"),
        *("plucked up the courage to hang up on Ravi", "I worked up the nerve to hang up on Ravi"),
        *("had no choice but to hang up on Ravi", "took it upon myself to hang up on Ravi"),
        *("it ended with me hanging up on Ravi", "which led to me hanging up on Ravi"),
        *("I'm ashamed to say I hung up on Ravi", "I must say I hung up on Ravi"),
        *("I'm the one who hung up on Ravi", "it was me who hung up on Ravi"),
        *("I regret hanging up on Ravi", "I felt awful for hanging up on Ravi"),
        *("in the end hung up on Ravi", "at long last hung up on Ravi", "got round to hanging up on Ravi"),
        *("I told Mum it was me who hung up on Ravi", "I allowed myself to hang up on Ravi"),
        *("I shouldn't have hung up on Ravi", "wish I hadn't hung up on Ravi", "that made me hang up on Ravi"),
        *(
            "it was wrong of me to hang up on Ravi",
            "I was wrong to hang up on Ravi",
            "my mistake was to hang up on Ravi",
        ),
        *(
            "I made the mistake of hanging up on Ravi",
            "took me two days to hang up on Ravi",
            "guess who hung up on Ravi",
        ),
        *(
            "there I was, hanging up on Ravi",
            "I felt awful after hanging up on Ravi",
            "I only went and hung up on Ravi",
        ),
        *("I got caught hanging up on Ravi", "needless to say I hung up on Ravi", "I keep on hanging up on Ravi"),
    ],
)
def test_an_act_is_read_behind_the_words_that_lead_to_it(text: str) -> None:
    assert keys(text) == ["left-abruptly"]


@pytest.mark.parametrize(
    "text",
    [
        *("I'm not the one who hung up on Ravi", "wish I'd plucked up the courage to hang up on Ravi"),
        *("didn't get round to hanging up on Ravi", "couldn't summon the nerve to hang up on Ravi"),
        *("all he could do was hang up on Ravi", "the only thing I could do was not hang up on Ravi"),
        *("I don't regret not hanging up on Ravi", "felt bad about not hanging up on Ravi"),
        *("he said it was me who hung up on Ravi", "she found herself hanging up on Ravi"),
        *("dreamt that all I could do was hang up on Ravi", "it ended with him hanging up on Ravi"),
        *("what if I'd hung up on Ravi", "if only I'd hung up on Ravi", "I'd hang up on Ravi any day"),
        *("I might find the courage to hang up on Ravi", "I have to hang up on Ravi tomorrow"),
        *("could I have got round to hanging up on Ravi?", "I stopped myself from hanging up on Ravi"),
        *(
            "I shouldn't have to hang up on Ravi",
            "he said I shouldn't have hung up on Ravi",
            "wish I had hung up on Ravi",
        ),
        *("which made him hang up on Ravi", "it almost made me hang up on Ravi", "it made me want to hang up on Ravi"),
        *("it was wrong of him to hang up on Ravi", "it would be wrong of me to hang up on Ravi"),
        *("my answer would be to hang up on Ravi", "made the mistake of not hanging up on Ravi"),
        *("it takes him an hour to hang up on Ravi", "nobody got caught hanging up on Ravi"),
    ],
)
def test_an_act_that_was_not_done_or_is_anothers_stays_so_behind_such_words(text: str) -> None:
    assert "left-abruptly" not in keys(text)


@pytest.mark.parametrize(
    ("text", "theirs"),
    [
        ("he couldn't stop himself from snapping at me", "they-got-angry"),
        ("she was the first to apologise to me", "they-made-amends"),
        ("the next thing I knew he'd hung up on me", "they-pulled-away"),
    ],
)
def test_what_another_could_not_help_doing_is_theirs(text: str, theirs: str) -> None:
    assert keys(text) == [theirs]


@pytest.mark.parametrize(
    "text",
    [
        "didn't reply till I'd cooled off",
        "she kissed me though I'd turned away",
        "nobody noticed that I'd left the room",
    ],
)
def test_what_had_happened_before_only_says_when_it_was(text: str) -> None:
    assert not {"pulled-back", "left-abruptly"} & set(keys(text))


@pytest.mark.parametrize(
    ("text", "mine"),
    [
        ("all I managed was a shrug", "went-silent"),
        ("Dad asked and the words stuck in my throat", "went-silent"),
        ("Theo asked again and my voice went up", "snapped"),
        ("it came out sharper than I meant", "snapped"),
        ("my answers got shorter and shorter", "pulled-back"),
        ("my mouth said of course", "said-yes-meant-no"),
        ("first thing out of my mouth was that she's late", "criticised-first"),
    ],
)
def test_an_act_is_read_of_a_voice_or_an_answer_that_is_mine(text: str, mine: str) -> None:
    assert keys(text) == [mine]


@pytest.mark.parametrize(
    "text",
    [
        *("all he managed was a shrug", "the words stuck in his throat", "it came out sharper than he meant"),
        *("his answers got shorter and shorter", "he says my voice rose", "if my voice rose he'd stop"),
        *("Ada said it came out harsher than I meant", "her mouth said of course", "did my voice go up?"),
        *("my answers didn't get shorter", "dreamt that my voice rose", "my mum's answers got shorter"),
    ],
)
def test_anothers_voice_or_words_are_no_act_of_mine(text: str) -> None:
    assert keys(text) == []


def test_what_an_apology_names_is_told_by_the_apology() -> None:
    assert keys("told my son I shouldn't have shouted") == ["apologised"]
