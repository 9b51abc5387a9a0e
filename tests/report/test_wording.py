"""What is said and what is never said, and the rules for small numbers, sentence by sentence."""

from __future__ import annotations

import doctest

import pytest

from relational_journal.report.document import comparison_wording, split_wording, wording
from relational_journal.vocabulary.patterns import bases, pattern, patterns


def _going_quiet(shows: int, of: int, turned: int) -> str:
    counted = wording.of_moments(shows, of, bases()["voice"].you)
    rule = pattern("going-silent")
    assert rule is not None
    return f"{wording.showed_up(rule.subject, counted)}; {wording.turned(rule.key, turned, polarity='D')}."


def test_the_worked_example_of_rule_9_reads_as_it_stands_there() -> None:
    said = " ".join((
        _going_quiet(4, 9, 1),
        wording.otherwise(3, 9, 0, polarity="D"),
        wording.set_apart(3, 2),
    ))  # fmt: skip

    assert said == (
        "Going quiet showed up in 4 of the 9 moments when there was something to say (an early impression); in 1 of "
        "these words came after all. In 3 of 9 it went otherwise. 3 more moments had no note on what came before; 2 "
        "were about keeping safe and are not counted."
    )


def test_the_sentence_of_the_screens_reads_as_it_stands_there() -> None:
    rule = pattern("pushing-away")
    assert rule is not None
    counted = wording.of_moments(5, 17, bases()["close"].you)
    said = f"{wording.showed_up(rule.subject, counted)}; {wording.turned(rule.key, 1, polarity='D')}."
    free = wording.otherwise(11, 17, 1, polarity="D")

    assert said == (
        "Pushing away showed up in 5 of the 17 moments when someone came closer or you wished for closeness; in 1 of "
        "these contact came after all."
    )
    assert free == "In 11 it went otherwise; in 1 of those the pull was there."


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (wording.share(4, 5), "4 of 5, an early impression"),
        (wording.share(0, 3), "0 of 3, too few to say"),
        (wording.share(9, 10), "9 of 10"),
        (wording.too_few_moments(3), "Too few moments to say (3 so far)."),
        (wording.too_few_moments(2, "breaks"), "Too few breaks to say (2 so far)."),
        (
            split_wording.power_sentence({"they-had-more": (4, 5), "about-equal": (0, 3)}, voice="you"),
            "They had more power 4 of 5, an early impression; about equal 0 of 3, too few to say.",
        ),
        (
            comparison_wording.changed((3, 8), (5, 9), "no-clear-difference"),
            "No clear change; 3 of 8 now, 5 of 9 before could well be chance.",
        ),
        (
            comparison_wording.compared("person", "M.", (9, 10), (4, 15), "stands-out"),
            "Stands out: with M., 9 of 10; with others, 4 of 15.",
        ),
        (
            comparison_wording.compared("context", "gender", (6, 7), (2, 9), "may-be-chance"),
            "With gender in the room, 6 of 7; where none was noted, 2 of 9: worth asking about; may be chance.",
        ),
        (
            comparison_wording.compared("power", "they had more power", (9, 10), (4, 15), "stands-out"),
            "Stands out: they had more power, 9 of 10; in any other position, 4 of 15.",
        ),
        (
            comparison_wording.compared("treated", "", (3, 8), (5, 9), "no-clear-difference"),
            "Treated as less, 3 of 8; where none was noted, 5 of 9: no clear difference.",
        ),
        (wording.afterwards(2, 3, 3), "All 3 say what they did; in 2 they came toward you."),
        (wording.afterwards(2, 2, 4, voice="me"), "2 of the 4 say what they did; in both they came toward me."),
        (wording.afterwards(1, 1, 1, voice="me"), "It says what they did; they came toward me."),
        (wording.afterwards(0, 0, 3), "None of the 3 says what they did."),
        (wording.afterwards(0, 0, 2), "Neither of the 2 says what they did."),
        (wording.in_ten(0.3603, 0.7737), "roughly 4 to 8 in ten, if these moments are typical"),
        (wording.in_ten(0.31, 0.34), "roughly 3 in ten, if these moments are typical"),
        (wording.went_better(5, 6), "5 of the 6 went better"),
        (wording.otherwise(4, 12, 2, polarity="C"), "In 4 it was hard; in 2 of those you wanted to and did not."),
        (
            wording.otherwise(4, 12, 2, polarity="C", voice="me"),
            "In 4 it was hard; in 2 of those I wanted to and did not.",
        ),
        (wording.otherwise(0, 12, 0, polarity="D"), "In none it went otherwise."),
        (
            wording.set_apart(1, 1),
            "1 more moment had no note on what came before; 1 was about keeping safe and is not counted.",
        ),
        (wording.set_apart(0, 0), ""),
    ],
)  # fmt: skip
def test_do_say(said: str, expected: str) -> None:
    assert said == expected


@pytest.mark.parametrize(("of", "note"), [(4, ""), (5, "early"), (9, "early"), (10, ""), (40, "")])
def test_an_early_impression_is_said_from_five_to_nine(of: int, note: str) -> None:
    assert bool(wording.early_note(of)) == bool(note)


@pytest.mark.parametrize("of", range(1, 45))
def test_no_percent_is_said_of_fewer_than_twenty(of: int) -> None:
    assert (wording.percent(1, of) is None) == (of < 20)


def test_a_percent_is_a_whole_number_rounded_half_up() -> None:
    assert [wording.percent(shows, 40) for shows in (0, 1, 13, 40)] == ["0 %", "3 %", "33 %", "100 %"]


def test_only_what_stands_out_is_said_to() -> None:
    for reading in ("may-be-chance", "no-clear-difference", "too-few"):
        compared = comparison_wording.compared("person", "M.", (9, 10), (4, 15), reading)
        said = compared + comparison_wording.changed((1, 9), (8, 9), reading)

        assert "stands out" not in said.lower()


def test_every_kind_of_comparison_has_words_for_both_sides() -> None:
    kinds = ("person", "cue", "felt-before", "wish", "setting", "power", "context", "treated", "change")

    for by in kinds:
        assert comparison_wording.sides(by, "x", (1, 5), (2, 6)).count(";") == 1


_NEVER = (
    "you are a", "always", "never", "because", "cause", "improv", "relaps", "worse", "succeed", "success", "fail",
    "conflict", "avoid", "toxic", "maladaptive", "sabotage", "trigger", "disorder", "score", "you went", "%",
)  # fmt: skip


@pytest.mark.parametrize("rule", patterns(), ids=lambda rule: rule.key)
def test_no_pattern_is_told_in_words_of_blame(rule: object) -> None:
    key, polarity, subject, base = rule.key, rule.polarity, rule.subject, bases()[rule.base]  # type: ignore[attr-defined]
    for voice, words in (("you", base.you), ("me", base.me)):
        said = " ".join((
            wording.showed_up(subject, wording.of_moments(4, 9, words, unit=base.unit)),
            wording.turned(key, 2, polarity=polarity),
            wording.otherwise(3, 9, 1, polarity=polarity, voice=voice),
            wording.afterwards(1, 2, 3, voice=voice),
        )).lower()  # fmt: skip

        assert not [word for word in _NEVER if word in said]


def test_every_way_of_staying_safe_has_its_own_words_for_turning() -> None:
    said = [wording.turned(rule.key, 1, polarity="D") for rule in patterns() if rule.polarity == "D"]

    assert not [words for words in said if "it turned" in words]


def test_a_voice_is_kept_through_a_sentence() -> None:
    for base in bases().values():
        assert " I " not in f" {base.you} {base.you_short} "
        assert " you " not in f" {base.me} {base.me_short} "


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(wording).failed == 0
