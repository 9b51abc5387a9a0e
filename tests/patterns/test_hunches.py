"""A hunch is stated first, tested on what comes after, and read once."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relational_journal.model import Entry, Hunch, Link, Word, replace
from relational_journal.patterns.questions.hunches import HunchReading, read_hunches
from relational_journal.patterns.statistics.contrast import Contrast
from relational_journal.report.render.answers_json import hunches_json
from relational_journal.vocabulary.load import vocabulary
from tests.support.journals import PEOPLE, journal

HUNCH = Hunch(
    uid="h1",
    text="when they criticise me I pull back",
    when=("they-criticised-me",),
    then=("pulled-back", "lonely"),
    with_=None,
    since="2026-10-01",
    read_at=5,
)


def read(hunch: Hunch, moments: list[Entry] | str, words: list[Word] | None = None, **more: Any) -> HunchReading:
    known = journal(moments, words or []) if isinstance(moments, str) else moments
    more.setdefault("read", lambda contrast: "read")
    (found,) = read_hunches(
        [hunch],
        known,
        vocabulary=vocabulary().with_words(words or []),
        people={person.name: person for person in PEOPLE},
        **more,
    )
    return found


def days(first: int, n: int, line: str, month: str = "Oct") -> str:
    return "".join(f"{day} {month} {line}\n" for day in range(first, first + n))


def test_only_moments_after_its_date_count_earlier_ones_stand_apart() -> None:
    found = read(
        HUNCH,
        """
        30 Sep Sam d they-criticised-me | pulled-back        # before
        1 Oct  Sam d they-criticised-me | snapped            # of its own day: before you asked
        2 Oct  Sam d they-criticised-me | pulled-back        # with, shows
        3 Oct  Sam d they-criticised-me | snapped | lonely   # with, shows: felt after
        4 Oct  Sam c they-were-warm | listened               # without
        5 Oct  Sam c they-were-warm | pulled-back            # without, shows
        6 Oct  Sam c | pulled-back                           # nothing noted of what came first: neither
        7 Oct  Sam d they-criticised-me                      # no move or urge: not in any
        8 Oct  Sam d they-criticised-me | pulled-back | !unsafe
        9 Oct  myself d they-criticised-me | pulled-back
        """,
    )

    assert (tuple(found.counted.with_), tuple(found.counted.without)) == ((2, 2), (1, 2))
    assert (tuple(found.earlier.with_), tuple(found.earlier.without)) == ((1, 2), (0, 0))
    assert (found.reading, found.missing, found.read_on) == ("not-yet", (3, 3), None)


def test_it_is_read_when_both_sides_are_full_on_the_moments_up_to_then() -> None:
    contrasts: list[Contrast] = []

    def one_test(contrast: Contrast) -> str:
        contrasts.append(contrast)
        return "stands-out"

    table = days(2, 5, "Sam d they-criticised-me | pulled-back") + days(8, 5, "Ada c they-were-warm | listened")
    up_to_then = read(HUNCH, table, read=one_test)
    later = read(HUNCH, table + days(14, 6, "Ada d they-criticised-me | listened"), read=one_test)

    assert (up_to_then.reading, up_to_then.read_on, up_to_then.missing) == ("stands-out", date(2026, 10, 12), (0, 0))
    assert later[1] == up_to_then[1]
    assert (later.reading, later.read_on) == ("stands-out", date(2026, 10, 12))
    assert tuple(later.later.with_) == (0, 6)
    first, second = (
        (contrast.with_.bit_count(), contrast.without.bit_count(), (contrast.with_ & contrast.units.shows).bit_count())
        for contrast in contrasts
    )
    assert first == second == (5, 5, 5)


def test_a_moment_written_later_and_dated_back_leaves_the_word_alone() -> None:
    table = days(2, 5, "Sam d they-criticised-me | pulled-back") + days(8, 5, "Ada c they-were-warm | listened")
    table += "7 Oct Kim d they-criticised-me | listened\n"  # written last

    found = read(HUNCH, table)

    assert tuple(found.counted.with_) == (5, 5)
    assert tuple(found.later.with_) == (0, 1)


def test_bursts_are_one_on_both_sides_of_the_reading() -> None:
    quarrel = "2 Oct Sam d they-criticised-me | snapped\n2 Oct Sam d they-criticised-me | pulled-back\n"

    found = read(HUNCH, quarrel + "3 Oct Sam d they-criticised-me | snapped\n")

    assert tuple(found.counted.with_) == (1, 2)


def test_any_of_its_conditions_will_do_and_without_all_their_fields_are_filled() -> None:
    hunch = replace(HUNCH, when=("they-criticised-me", "ashamed"))

    found = read(
        hunch,
        """
        2 Oct Sam d they-were-warm ashamed | pulled-back       # with, by the feeling
        3 Oct Sam d they-criticised-me | snapped               # with, by the cue
        4 Oct Sam d they-were-warm calm | snapped              # without: both said, neither is it
        5 Oct Sam d they-were-warm | snapped                   # what was felt is not said
        6 Oct Sam d calm | snapped                             # what came first is not said
        """,
    )

    assert (tuple(found.counted.with_), tuple(found.counted.without)) == ((1, 2), (0, 1))


@pytest.mark.parametrize(
    ("key", "with_", "without"),
    [
        ("they-had-more", (0, 1), (0, 1)),  # a position; a use of power says none
        ("power-with", (0, 1), (0, 2)),
        ("gender", (0, 2), (0, 2)),  # noted only when present: without is all the rest
        ("gender:dominant", (0, 1), (0, 3)),
        ("to-be-heard", (0, 1), (0, 1)),
        ("snapped", (0, 0), (0, 0)),  # a move is no condition
        ("shouted-at", (0, 1), (0, 0)),  # an own word counts like its key
    ],
)
def test_conditions_of_every_kind(key: str, with_: tuple[int, int], without: tuple[int, int]) -> None:
    words = [Word("shouted-at", "shouted at", "D", "they-got-angry")]
    hunch = replace(HUNCH, when=(key,))

    found = read(
        hunch,
        """
        2 Oct Sam d they-had-more gender:dominant to-be-heard they-got-angry | listened
        3 Oct Sam d about-equal gender to-matter | listened
        4 Oct Sam d power-with | listened
        5 Oct Sam d | listened
        """,
        words,
    )

    assert (tuple(found.counted.with_), tuple(found.counted.without)) == (with_, without)


def test_with_a_person_only_their_moments_count() -> None:
    hunch = replace(HUNCH, with_="Sam")

    found = read(
        hunch, "2 Oct Sam,Ada d they-criticised-me | pulled-back\n3 Oct Ada d they-criticised-me | pulled-back"
    )

    assert tuple(found.counted.with_) == (1, 1)


def test_an_ended_hunch_counts_no_further() -> None:
    hunch = replace(HUNCH, ended="2026-10-03")

    found = read(hunch, days(2, 5, "Sam d they-criticised-me | pulled-back"))

    assert tuple(found.counted.with_) == (2, 2)


def test_its_json_has_the_promised_shape() -> None:
    found = read(HUNCH, "30 Sep Sam d they-criticised-me | pulled-back\n2 Oct Sam d they-criticised-me | snapped")

    assert json.loads(json.dumps(hunches_json([found]))) == [
        {
            "uid": "h1",
            "text": "when they criticise me I pull back",
            "when": ["they-criticised-me"],
            "then": ["pulled-back", "lonely"],
            "with": None,
            "since": "2026-10-01",
            "ended": None,
            "read_at": 5,
            "with_condition": {"shows": 0, "of": 1},
            "without": {"shows": 0, "of": 0},
            "earlier": {"shows": 1, "of": 1, "without": {"shows": 0, "of": 0}},
            "later": {"shows": 0, "of": 0, "without": {"shows": 0, "of": 0}},
            "reading": "not-yet",
        }
    ]


def some_moments(seed: int) -> list[Entry]:
    lot = random.Random(seed)
    found = []
    for number in range(lot.randint(5, 60)):
        found.append(
            Entry(
                when=(date(2026, 10, 2) + timedelta(lot.randint(0, 25))).isoformat(),
                uid=str(number),
                written=f"2026-11-01T00:{lot.randint(0, 59):02}:00+00:00",
                people=tuple(lot.sample(["Sam", "Ada", "Kim"], lot.randint(0, 2))),
                first=tuple(lot.sample(["they-criticised-me", "they-were-warm"], lot.randint(0, 1))),
                felt_before=tuple(lot.sample(["ashamed", "calm"], lot.randint(0, 1))),
                moves=(lot.choice(["pulled-back", "listened"]),),
                links=(Link(str(lot.randint(0, 30)), "echoes"),) if lot.random() < 0.3 else (),
            )
        )
    return found


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_the_word_is_read_as_soon_as_both_sides_are_full_and_stays(seed: int) -> None:
    hunch = replace(HUNCH, when=("they-criticised-me", "ashamed"))
    moments = some_moments(seed)
    by_writing = sorted(moments, key=lambda moment: (moment.written, moment.when, moment.uid))

    sides = []
    for n in range(len(moments) + 1):
        found = read(
            hunch, by_writing[:n], read=lambda contrast: f"{contrast.with_.bit_count()}/{contrast.without.bit_count()}"
        )
        sides.append((found.counted, found.reading))
        full = min(found.counted.with_.of, found.counted.without.of) >= 5
        assert (found.reading != "not-yet") == full
        if full:
            assert found.reading == f"{found.counted.with_.of}/{found.counted.without.of}"
    readings = [each for each in sides if each[1] != "not-yet"]
    assert len(set(readings)) <= 1
