"""Notes leave the subject out: what begins with a past form was done by the writer, unless another did it before.

Also the gate: on the sentences the phrases were written from, quality may not fall.
"""

from __future__ import annotations

from collections import Counter

import pytest

from relational_journal.capture.suggest.contractions import PhraseError, forms_of
from relational_journal.capture.suggest.phrase_source import check_verbs, compact
from relational_journal.capture.suggest.suggest import suggest
from relational_journal.vocabulary.load import vocabulary
from tests.capture.suggest_quality import cases, figures, offered, reading


def moves(text: str) -> list[str]:
    return [tag.key for tag in suggest(text, vocabulary()).tags if tag.slot == "moves"]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("rang dad, clammed up about the money", ["reached-out", "went-silent"]),
        ("Finally just told Ana I was hurt", ["said-what-i-felt"]),
        ("this morning snapped at the kids", ["snapped"]),
        ("Last night at dinner snapped at Sam", ["snapped"]),
        ("forced myself to apologise", ["apologised"]),
        ("made myself listen to Ben", ["listened"]),
        ("very quietly hung up on him", ["left-abruptly"]),
        ("told him quite honestly that I was scared", ["said-what-i-felt"]),
        ("When Mum rang, ignored the call", ["left-unanswered"]),
        ("snapped when he asked, slammed the door", ["snapped", "left-abruptly"]),
        ("he cried, hugged him", ["showed-affection"]),
        ("lunch with Jo: told her I love her", ["showed-affection"]),
        ("cldnt say no to Ife", ["said-yes-meant-no"]),
        ("me n Ore cooked together", ["kept-them-company"]),
        ("texted her 12 times", ["checked-repeatedly"]),
    ],
)
def test_a_fragment_is_mine(text: str, keys: list[str]) -> None:
    assert moves(text) == keys


@pytest.mark.parametrize(
    "text",
    [
        *("ring dad tomorrow", "tell Ana I'm hurt", "Mum came in. Slammed the door.", "Dad rang me and shouted"),
        *("told my boss I won't answer emails at night", "nearly hung up on him", "couldn't bring myself to apologise"),
        *(
            "wanted to listen to Ben",
            "going to tell him I was hurt",
            "Should have rung Dad",
            "he cried, hugged his mum",
        ),
    ],
)
def test_what_is_anothers_or_was_not_done_is_no_fragment_of_mine(text: str) -> None:
    got = moves(text)

    assert not {"reached-out", "left-abruptly", "left-unanswered", "listened", "apologised", "showed-affection"} & {
        *got
    }
    assert "said-what-i-felt" not in got and "snapped" not in got


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("let it go, not worth it", "let-it-go"),
        ("let the phone ring out", "left-unanswered"),
        ("slept on it before answering", "waited"),
        ("rang Dee and said sorry", "apologised"),
        ("rang Jas and asked her for help", "asked-for-help"),
        ("lied to mum about the money", "lied"),
        ("gave Theo a hug when he cried", "comforted-them"),
        ("sat with Gran in silence", "kept-them-company"),
        ("told her she did brilliantly", "thanked-them"),
        ("said sorry about ten times", "over-explained"),
    ],
)
def test_of_neighbours_the_more_particular_is_read(text: str, key: str) -> None:
    assert moves(text) == [key]


@pytest.mark.parametrize(
    ("text", "tone"),
    [
        ("rang dad", "connection"),
        ("told Ali I was hurt", "connection"),
        ("apologised for shouting", "connection"),
        ("hung up on Sam in the middle of a lovely chat", "disconnection"),
    ],
)
def test_words_around_an_act_never_outvote_it(text: str, tone: str) -> None:
    assert suggest(text, vocabulary()).tone == tone


def test_verbs_have_their_forms() -> None:
    irregular = compact()["verbs"]

    assert forms_of("clam", irregular) == ("clam", "clams", "clamming", "clammed")
    assert forms_of("open", irregular)[-1] == "opened"
    assert {"withdrew", "withdrawn"} <= set(forms_of("withdraw", irregular))
    assert {"forgot", "forgotten", "forgetting"} <= set(forms_of("forget", irregular))


@pytest.mark.parametrize("word", ["told", "ended", "sending", "not"])
def test_a_form_of_a_verb_in_angle_brackets_is_refused(word: str) -> None:
    with pytest.raises(PhraseError, match=word):
        check_verbs({"tell", "end", "send", word}, {"tell": "told", "send": "sent"})


def test_every_move_is_read_from_several_of_the_written_sentences() -> None:
    read = Counter(key for case in cases("written") for key in offered(reading(case.text))[0] if key in case.keys)

    assert [term.key for term in vocabulary().list_of("moves") if read[term.key] < 3] == []


def test_on_the_sentences_they_were_written_from_the_phrases_stay_right() -> None:
    measured = figures("written")

    assert measured.moves_precision >= 0.92
    assert measured.moves_recall >= 0.80
    assert measured.responses_precision >= 0.80
    assert measured.as_they_stand >= 0.88
    assert measured.tone_right >= 0.90
    assert measured.people >= 0.94


@pytest.mark.parametrize(
    "text", ["got asked about my book for once", "was told off by Kemi", "just got shouted at by Dad"]
)
def test_what_was_done_to_me_is_no_move_of_mine(text: str) -> None:
    tags = suggest(text, vocabulary()).tags

    assert tags
    assert {tag.slot for tag in tags} == {"first"}
