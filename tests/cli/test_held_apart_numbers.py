"""Where someone is held apart, every view that tells a number tells the same one, or says why not; nobody is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.at_terminal import ENTER, ESC, AtTerminal
from tests.support.made_once import MadeOnce
from tests.support.program import Program


def flowing(shown: str) -> str:
    return " ".join(shown.split())


def _with_rolf(rj: Program) -> None:
    rj("session", "after", "A start.", "--when", "2026-11-15 10:00", "--with", "Vera")
    for day in (16, 17, 18, 19):
        rj.log(f"2026-11-{day} 9:00: Tea by the river. @Ada +c +turned-toward")
    rj.log("2026-11-20 9:00: Soup. @Ada +c +listened")
    rj.log("2026-11-20 19:00: A walk. @Ada +c +listened")
    rj("log", "2026-11-14 9:00: He shouted. @Rolf +d", "--unsafe")
    rj("log", "2026-11-21 9:00: He came by. @Rolf +d +went-silent")
    rj("log", "2026-11-22 9:00: He came by again, and Ada was there. @Rolf @Ada +d +went-silent")
    rj("people", "edit", "Rolf", "--safety", "not-safe")


@pytest.fixture
def apart(made_once: MadeOnce, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Six moments that count on five days, and Rolf, held apart, alone on a sixth day and beside Ada on a seventh."""
    monkeypatch.setenv("COLUMNS", "200")
    return made_once(_with_rolf)


def test_the_days_of_the_patterns_are_those_of_the_map_and_of_every_other_view(apart: Program) -> None:
    said = {topic: flowing(apart("look", topic).out) for topic in ("unseen", "map", "ways", "weeks", "changes")}
    patterns = flowing(apart("patterns").out)

    assert "6 moments counted" in patterns
    assert "5 of 56 days have a counted moment" in patterns
    assert "5 of 56 days have a moment that is counted, 3 more one that is not" in said.pop("unseen")
    sentence = "6 moments on 5 of 56 days. 3 were about keeping safe or with someone held apart and are not counted."
    assert [topic for topic, words in said.items() if sentence not in words] == []


def test_without_anyone_held_apart_the_days_are_said_as_ever(rj: Program) -> None:
    for day in (16, 17, 18, 19, 20):
        rj.log(f"2026-11-{day} 9:00: Tea by the river. @Ada +c +turned-toward")

    assert "5 of 56 days have a moment; what the others held" in flowing(rj("patterns").out)


def test_the_home_screen_counts_what_it_shows_and_the_list_of_sessions_the_same(apart: Program) -> None:
    home = apart().out
    sessions = apart("session", "list")

    assert "6 moments since your session on 15 Nov" in home
    assert "Rolf" not in home
    assert sessions.out.rstrip().endswith("6 moments since")
    assert apart("session", "list", "--json").json()[0]["moments_since"] == 6
    assert "Moments about keeping safe or with someone held apart are not counted here." in sessions.err


def test_the_calendar_shows_all_that_was_noted_and_says_what_others_do_not_count(apart: Program) -> None:
    apart("log", "2026-11-13 9:00: A story. @Ada +c", "--story-only")
    shown = apart("calendar")
    marks = len(re.findall("[◆◇]", shown.out))

    assert marks == sum(day["moments"] for day in apart("calendar", "--json").json()) == 10
    assert (
        "Drawn here and not counted by other views: 3 about keeping safe or with someone held apart, 1 a story only."
        in shown.err
    )
    assert "Rolf" not in shown.out + shown.err


@pytest.mark.parametrize("form", ["txt", "html", "svg"])
def test_a_calendar_on_paper_does_not_say_why_something_is_left_out(apart: Program, tmp_path: Path, form: str) -> None:
    apart("calendar", "--output", str(tmp_path / f"calendar.{form}"))
    written = (tmp_path / f"calendar.{form}").read_text(encoding="utf-8")

    assert "other views do not count all of it" in " ".join(written.split())
    assert "safe" not in re.sub(r"<[^>]*>", "", written)
    for number in ("8", "9", "10"):
        apart("delete", number, "--yes")
    apart("calendar", "--output", str(tmp_path / f"calendar.{form}"), "--force")
    assert "other views" not in (tmp_path / f"calendar.{form}").read_text(encoding="utf-8")


def test_the_look_back_says_what_it_does_not_list_and_takes_its_number_for_every_question(apart: Program) -> None:
    there = AtTerminal("reflect", "week", columns=120).sees("One good moment")
    above = there.seen()
    there.types("9", ENTER).sees("words about it").types(ENTER).sees("do otherwise")
    there.types("10", ENTER).sees("words about it").types(ENTER).sees("One break")
    there.types("9", ENTER).sees("words about it").types("Later.", ENTER).sees("asked too much").types(ESC)
    assert there.ends()[0] == 0

    assert "2 more, about keeping safe or with someone held apart, are not listed here; their numbers work" in above
    assert "Rolf" not in above
    (kept,) = apart("list", "--kind", "lookback", "--json").json()
    assert kept["answers"] == {
        "good": "Sat 21 Nov, Rolf (9)",
        "otherwise": "Sun 22 Nov, Rolf and Ada (10)",
        "break": "Sat 21 Nov, Rolf (9): Later.",
    }
    assert apart("show", "9", "--json").json()["break"] is None
