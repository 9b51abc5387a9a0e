"""Check-ins over a year: moods that last for months make no link with moments of connection."""

from __future__ import annotations

import random
from datetime import date, timedelta

from relational_journal.patterns.questions.weeks import CHECK_IN, Week, compare_with_connection


def levels(weeks: int, stays: float, dice: random.Random) -> list[float]:
    """A mood that keeps so much of itself from week to week."""
    level = dice.gauss(0, 1)
    found = []
    for _ in range(weeks):
        found.append(level)
        level = stays * level + (1 - stays**2) ** 0.5 * dice.gauss(0, 1)
    return found


def year(seed: int, *, stays: float, follows: bool = False) -> list[Week]:
    """A year in which every answer is a mood of its own, or each follows the weeks of connection."""
    dice = random.Random(f"year {seed} {stays}")
    near = levels(52, stays, dice)
    answers = {key: near if follows else levels(52, stays, dice) for key in CHECK_IN}
    return [
        Week(
            date(2025, 11, 24) + timedelta(7 * week),
            {"connection": 2 if near[week] > 0 else 1, "mixed": 0, "ordinary": 0, "disconnection": 1, "unmarked": 0},
            {key: "very" if of[week] + dice.gauss(0, 0.4) > 0 else "hardly" for key, of in answers.items()},
        )
        for week in range(52)
    ]


def claims(year: list[Week]) -> bool:
    return any(each.go_together for each in compare_with_connection(year).values())


def test_moods_that_last_for_months_make_no_link() -> None:
    """Taken by days, weeks are far apart and pass for fresh throws: one year in four then made a false link."""
    for stays in (0.5, 0.8):
        assert sum(claims(year(seed, stays=stays)) for seed in range(40)) <= 4


def test_an_answer_that_follows_the_weeks_of_connection_is_told() -> None:
    assert sum(claims(year(seed, stays=0.5, follows=True)) for seed in range(10)) >= 9
