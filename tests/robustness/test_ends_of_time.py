"""The first and the last day there are, in every command that takes days: an answer, soon, and no error inside."""

from __future__ import annotations

from typing import Any

import pytest

FIRST, LAST = "0001-01-01", "9999-12-31"
WINDOWS = [("--since", FIRST), ("--until", LAST), ("--since", FIRST, "--until", LAST)]
TOPICS = "repairs bracing echoes theme growth therapist experiments weeks unseen changes".split()
COMMANDS = [
    *(["calendar"], ["list"], ["search", "tea"], ["patterns"], ["patterns", "going-quiet"], ["export"]),
    *(["look", topic] for topic in TOPICS),
    *(["summary", "--format", form] for form in ("text", "html", "md", "json")),
]


@pytest.fixture
def full(rj: Any) -> Any:
    for when in ("yesterday 6pm", "2 nov", "1998", FIRST, "2026-10", "last week"):
        rj.log("Tea with @Sam. They forgot. +they-let-me-down +hurt +went-silent +d", "--when", when)
    rj("log", "Held.", "--kind", "lookback", "--when", "1998")
    return rj


@pytest.mark.parametrize("window", WINDOWS, ids=" ".join)
def test_every_command_takes_the_first_and_the_last_day_there_are(full: Any, window: tuple[str, ...]) -> None:
    for command in COMMANDS:
        answer = full(*command, *window, code=None)

        assert answer.code == 0 or "no pattern" in answer.err, (command, answer.err)
        assert len(answer.out.splitlines()) < 400, command


@pytest.mark.parametrize("week_start", ["monday", "sunday", "saturday"])
def test_the_grid_shows_every_week_with_something_and_says_how_long_there_was_nothing(rj: Any, week_start: str) -> None:
    rj("settings", "week-start", week_start)
    rj.log("Then.", "--when", "1998-05-01")
    rj.log("Now.", "--when", "2026-11-20")

    grid = rj("calendar", "--since", FIRST, "--until", LAST).out.splitlines()

    assert [line.split("in ")[1] for line in grid if "nothing noted" in line] == [
        "1997 years",
        "28 years",
        "7973 years",
    ]
    assert sum("▫" in line for line in grid[1:] if "noted" not in line) == 2
    assert len(grid) == 8


def test_a_year_without_anything_is_shown_week_by_week(rj: Any) -> None:
    rj.log("Now.", "--when", "2026-11-20")

    grid = rj("calendar", "--since", "2025-11-22").out

    assert "nothing noted" not in grid
    assert len(grid.splitlines()) == 1 + 53 + 2


@pytest.mark.parametrize("when", [f"{FIRST} 00:00", f"{LAST}T23:59:59", "99999 years ago", "0000-01-01", "10000-01-01"])
def test_a_date_beyond_the_years_that_clocks_know_is_refused(rj: Any, when: str) -> None:
    assert rj("log", "Tea.", "--when", when, code=2).err.startswith("error: ")
