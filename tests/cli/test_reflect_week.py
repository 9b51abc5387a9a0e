"""`rj reflect week` at a terminal: the week above its questions, moments and breaks by number, what was to try."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.at_terminal import BACK, CTRL_C, ENTER, ESC, SKIP, AtTerminal
from tests.support.made_once import MadeOnce
from tests.support.program import Program

CHECK_IN = [SKIP] * 7


def _seven_days(rj: Program) -> None:
    """Seven days with five moments, of which one is about keeping safe; breaks of this week and before."""
    rj("people", "add", "Ada")
    rj.log("2026-10-05 9:00: The slammed door. @Mum +d +snapped")  # 1
    rj.log("2026-11-10 9:00: She did not ring. @Bo +d +went-silent")  # 2
    rj.log("2026-11-16 9:00: Soup and a long talk. @Ada +c +listened")  # 3
    rj("log", "2026-11-17 9:00: He shouted. @Rolf +d", "--unsafe")  # 4
    rj.log("2026-11-20 9:00: I snapped at breakfast. @Jonas +d +snapped")  # 5
    rj.log("2026-11-22 9:00: Tea by the river. @Ada +c +turned-toward")  # 6


@pytest.fixture
def week(made_once: MadeOnce) -> Program:
    return made_once(_seven_days)


def look_back(rj: Program) -> Any:
    """The one look-back there is."""
    (entry,) = rj("list", "--kind", "lookback", "--json").json()
    return entry


def status(rj: Program, number: int) -> tuple[str | None, Any]:
    entry = rj("show", str(number), "--json").json()
    return entry["break"], entry["mended"] and entry["mended"]["when"][:10]


def test_the_weeks_moments_and_the_open_breaks_stand_above_its_questions(week: Program) -> None:
    there = AtTerminal("reflect", "week").sees("Looking back on the week")
    above = there.seen()
    there.sees("One good moment first").sees("a number names a moment").types(ESC).ends()

    for line in ("3  Mon 16 Nov  09:00  Ada", "5  Fri 20 Nov  09:00  Jonas", "6  Sun 22 Nov  09:00  Ada"):
        assert line in above
    breaks = above.partition("Open breaks")[2]
    assert [line.split() for line in breaks.splitlines() if line[:1] == " "] == [
        "5 Fri 20 Nov Jonas".split(),
        "2 Tue 10 Nov Bo".split(),
        "1 Mon 5 Oct Mum".split(),
    ]
    assert "shouted" not in above
    assert "Rolf" not in above


def test_without_a_week_or_breaks_its_questions_come_at_once(rj: Program) -> None:
    rj("people", "add", "Ada")
    there = AtTerminal("reflect", "week").sees("One good moment first: what made it possible?")

    assert "seven days" not in there.seen()
    assert "number" not in there.seen()
    there.types(ESC).ends()


def test_a_number_puts_the_moment_in_and_words_may_follow(week: Program) -> None:
    there = AtTerminal("reflect", "week").sees("One good moment").types("3", ENTER).sees("words about it, if you like")
    there.types("She asked twice.", ENTER).sees("do otherwise").types("6", ENTER).sees("words about it").types(ENTER)
    there.sees("One break").types("7 of them, or so.", ENTER).sees("asked too much").types(ENTER, *CHECK_IN)
    assert there.ends()[0] == 0

    assert look_back(week)["answers"] == {
        "good": "Mon 16 Nov, Ada (3): She asked twice.",
        "otherwise": "Sun 22 Nov, Ada (6)",
        "break": "7 of them, or so.",
    }


def test_a_number_that_is_not_listed_stays_as_words(week: Program) -> None:
    AtTerminal("reflect", "week").sees("One good moment").types("44", ENTER).sees("do otherwise").types(ESC).ends()

    assert look_back(week)["answers"] == {"good": "44"}


@pytest.mark.parametrize(
    ("key", "becomes"),
    [
        ("o", ("open", None)),
        ("p", ("partly", "2026-11-22")),
        ("m", ("mended", "2026-11-22")),
        ("l", ("let-go", None)),
        ("n", ("not-safe-to-mend", None)),
        ("e", ("ended", None)),
        (SKIP, (None, None)),
    ],
)
def test_the_status_of_a_named_break_is_set_right_there_and_one_undo_takes_all_back(week, key, becomes) -> None:
    there = AtTerminal("reflect", "week").sees("One good").types(ENTER).sees("do otherwise").types(ENTER)
    there.sees("One break").sees("a number names a break").types("2", ENTER).sees("words about it")
    there.types("I rang her.", ENTER).sees("Where is 2 now?").types(key).sees("asked too much").types(ESC)
    assert there.ends()[0] == 0

    assert status(week, 2) == becomes
    assert look_back(week)["answers"] == {"break": "Tue 10 Nov, Bo (2): I rang her."}
    week("undo")
    assert status(week, 2) == (None, None)
    assert week("list", "--kind", "lookback", "--json").json() == []


def test_an_open_break_that_is_not_named_above_and_one_that_is_mended_can_be_named_too(week: Program) -> None:
    week("mend", "2")
    there = AtTerminal("reflect", "week").sees("One good").types(ENTER).sees("do otherwise").types(ENTER)
    there.sees("One break").types("2", ENTER).sees("words about it").types(ENTER)
    there.sees("Where is 2 now?").types("o").sees("asked too much").types(ESC).ends()

    assert status(week, 2) == ("open", None)


def test_a_break_with_someone_unsafe_is_named_like_any_other_and_its_status_is_not_asked(week: Program) -> None:
    week.log("2026-11-21 9:00: Rolf and the car. @Rolf +d +snapped")
    there = AtTerminal("reflect", "week").sees("Looking back")
    assert "Rolf" not in there.seen().partition("Open breaks")[2]
    there.types(ENTER).sees("do otherwise").types(ENTER).sees("One break").types("7", ENTER).sees("words about it")
    there.types(ENTER).sees("asked too much").types(ESC).ends()

    assert look_back(week)["answers"] == {"break": "Sat 21 Nov, Rolf (7)"}
    assert status(week, 7) == (None, None)


def test_going_back_and_naming_another_break_leaves_the_first_as_it_was(week: Program) -> None:
    there = AtTerminal("reflect", "week").sees("One good").types(ENTER).sees("do otherwise").types(ENTER)
    there.sees("One break").types("5", ENTER).sees("words about it").types(ENTER).sees("Where is 5 now?").types("m")
    there.sees("asked too much").types(BACK).sees("Where is 5 now?").types(BACK).sees("One break")
    there.types("\x15", "1", ENTER).sees("words about it").types(ENTER).sees("Where is 1 now?").types("l")
    there.sees("asked too much").types(ESC).ends()

    assert status(week, 5) == (None, None)
    assert status(week, 1) == ("let-go", None)


@pytest.mark.parametrize(("key", "code"), [(ESC, 0), (CTRL_C, 130)])
def test_leaving_keeps_the_words_of_the_field_and_the_status_set_before(week: Program, key: str, code: int) -> None:
    there = AtTerminal("reflect", "week").sees("One good").types(ENTER).sees("do otherwise").types(ENTER)
    there.sees("One break").types("5", ENTER).sees("words about it").types("It was", key)
    assert there.ends()[0] == code
    assert look_back(week)["answers"] == {"break": "Fri 20 Nov, Jonas (5): It was"}

    there = AtTerminal("reflect", "week").sees("One good").types(ENTER).sees("do otherwise").types(ENTER)
    there.sees("asked too much").types("Half a thou", key).ends()
    assert look_back(week)["answers"]["asked-too-much"] == "Half a thou"


@pytest.mark.parametrize("how", ["dumb", "plain"])
def test_by_lines_numbers_name_moments_and_breaks_as_well(week: Program, how: str) -> None:
    words = ("reflect", "week", "--plain") if how == "plain" else ("reflect", "week")
    there = AtTerminal(*words, TERM="dumb" if how == "dumb" else "xterm")
    there.sees("Open breaks").sees("One good moment first").types("3", ENTER).sees("> Mon 16 Nov, Ada (3): ")
    there.types("She asked.", ENTER).sees("do otherwise").types(ENTER)
    there.sees("One break").types("2", ENTER).sees("> Tue 10 Nov, Bo (2): ").types(ENTER)
    there.sees("Where is 2 now?").types("m", ENTER).sees("asked too much").types(ESC)
    code, shown = there.ends()

    assert code == 0
    assert "\x1b" not in shown
    assert look_back(week)["answers"] == {"good": "Mon 16 Nov, Ada (3): She asked.", "break": "Tue 10 Nov, Bo (2)"}
    assert status(week, 2) == ("mended", "2026-11-22")


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_at_any_width_no_line_is_broken(week: Program, columns: int) -> None:
    for number in range(3, 18):
        week.log(f"2026-11-21 {number}:00: A long day with many words, and then some more of them. @Ada @Jonas +c")
    there = AtTerminal("reflect", "week", columns=columns).sees("One good moment")
    shown = there.seen()
    there.types(ESC).ends()

    assert all(len(line) <= columns for line in shown.splitlines())
    assert "The last seven days; 6 earlier: rj list" in shown


def tried(rj: Program) -> Any:
    return rj("show", "7", "--json").json()["answers"]


@pytest.fixture
def planned(week: Program) -> Program:
    """The same week, with an experiment planned before it."""
    plan = {"kind": "experiment", "when": "2026-11-09", "tone": None, "text": "", "answers": {"try": "one no to Bo"}}
    week("import", "-", stdin=json.dumps(plan) + "\n")
    return week


def test_what_was_to_try_stands_above_and_is_asked_about_at_the_end(planned: Program) -> None:
    there = AtTerminal("reflect", "week").sees("You wanted to try").sees('7  "one no to Bo" (9 Nov)')
    there.sees("One good").types(ENTER).sees("otherwise").types(ENTER).sees("One break").types(ENTER)
    there.sees("asked too much").types(ENTER, *CHECK_IN).sees('7  "one no to Bo"').sees("t tried").types("t")
    there.sees("What happened?").types("She laughed.", ENTER).sees("How far").types("b")
    there.sees("old picture").types("It can be said.", ENTER).sees("Repeat").types("r").sees("enough for today")
    assert there.ends()[0] == 0

    assert tried(planned) == {
        "try": "one no to Bo",
        "state": "tried",
        "happened": "She laughed.",
        "outcome": "better",
        "learned": "It can be said.",
        "again": "repeat",
    }


@pytest.mark.parametrize(("key", "code"), [("n", 0), (SKIP, 0), (ESC, 0), (CTRL_C, 130)])
def test_what_was_not_tried_yet_waits_on(planned: Program, key: str, code: int) -> None:
    there = AtTerminal("reflect", "week").sees("One good").types("Soup.", ENTER).sees("otherwise").types(ENTER)
    there.sees("One break").types(ENTER).sees("asked too much").types(ENTER, *CHECK_IN)
    there.sees("t tried").types(key)
    assert there.ends()[0] == code

    assert tried(planned) == {"try": "one no to Bo"}
    assert look_back(planned)["answers"] == {"good": "Soup."}


def test_a_look_back_that_is_left_does_not_go_on_to_what_was_to_try(planned: Program) -> None:
    code, shown = AtTerminal("reflect", "week").sees("One good moment").types("Soup.", ESC).ends()

    assert code == 0
    assert "t tried" not in shown
