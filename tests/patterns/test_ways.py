"""Which way I moved, counted by hand."""

from __future__ import annotations

from relational_journal.patterns.counting.ways import Ways, ways_in_full
from tests.support.journals import counted

TABLE = """
    5 Oct  Sam  c  they-had-more | listened said-what-i-felt        # contact, once
    6 Oct  Sam  d  about-equal | went-silent snapped                # away and against
    7 Oct  Sam  d  | said-yes-meant-no ~snapped                     # appeasing; the pull against
    8 Oct  Sam  d  | went-numb ~pulled-back                         # away; the pull away is not told beside a move away
    9 Oct  Sam  o  | waited                                         # a move with no way
    20 Oct Ada  o  | ~checked-repeatedly                            # no move; the pull to press
    21 Oct Ada  c  they-were-warm                                   # nothing done: not in it
    22 Oct Ada  c  | listened | !unsafe
    23 Oct myself o | kind-to-myself
"""


def numbers(ways: Ways) -> tuple[int, dict[str, int], dict[str, int]]:
    held = {way: len(moments) for way, moments in ways.held.items() if moments}
    return ways.of, held, {way: len(moments) for way, moments in ways.urges.items() if moments}


def test_each_way_is_counted_once_a_moment_and_a_pull_only_if_it_was_not_followed() -> None:
    held = {"contact": 1, "away": 2, "against": 1, "appeasing": 1}

    assert numbers(counted(TABLE).ways) == (6, held, {"against": 1, "pressing": 1})


def test_people_have_their_own_ways_from_five_moments_on() -> None:
    found = ways_in_full(counted(TABLE).study)

    assert [(name, ways.of) for name, ways in found.people.items()] == [("Sam", 5)]


def test_ways_are_told_by_who_had_more_power() -> None:
    found = ways_in_full(counted(TABLE).study).by_power

    assert {position: numbers(ways)[1] for position, ways in found.items()} == {
        "they-had-more": {"contact": 1},
        "about-equal": {"away": 1, "against": 1},
        "i-had-more": {},
    }


def test_weeks_run_from_the_first_with_a_moment_to_the_last_and_the_empty_ones_between() -> None:
    weeks = ways_in_full(counted(TABLE).study).weeks

    assert [(week.name, week.ways.of) for week in weeks] == [("2026-W41", 5), ("2026-W42", 0), ("2026-W43", 1)]
