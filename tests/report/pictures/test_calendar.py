"""The calendar as a picture and as a year of lines: a mark for each moment, with the counts of `rj calendar --json`."""

from __future__ import annotations

import pytest

from tests.support.pictures import counts_in, drawing
from tests.support.program import Program

TONES = ("connection", "mixed", "ordinary", "disconnection")
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def log(rj: Program, *moments: str) -> Program:
    for moment in moments:
        rj.log(moment)
    return rj


def described(rj: Program, *options: str) -> dict[str, dict[str, int]]:
    """The counts of each day by its name."""
    answer = drawing(rj, "calendar", *options).description
    days = [line for part in answer.split(". ") for line in part.partition(": ")[2].split("; ")]
    return {line.partition(":")[0]: counts_in(line) for line in days if counts_in(line)}


def test_each_day_has_the_counts_of_the_json_number_for_number(rj: Program) -> None:
    log(rj, "2026-10-01: a +c", "2026-10-01: b +c", "2026-10-01: c +d", "2026-10-30: d", "2026-11-22: e +o +b")
    wanted = {}
    for day in rj("calendar", "--json").json():
        _, month, number = day["day"].split("-")
        counts = {tone: day[tone] for tone in TONES} | {"no tone": day["unmarked"]}
        wanted[f"{int(number)} {SHORT_MONTHS[int(month) - 1]}"] = {tone: n for tone, n in counts.items() if n}

    assert described(rj) == wanted


def test_a_day_has_a_mark_for_each_of_three_moments_and_a_plus_for_more(rj: Program) -> None:
    log(rj, *["2026-11-02: a +d"] * 3)
    three = drawing(rj, "calendar").source.count('fill="none" stroke="currentColor" stroke-width="1.3"/>')
    log(rj, "2026-11-02: a +d")
    four = drawing(rj, "calendar")

    assert three == 3 + 1
    assert "more than 3" in four.words
    assert described(rj) == {"2 Nov": {"disconnection": 4}}


def test_months_stand_beside_each_other_and_days_under_their_weekday(rj: Program) -> None:
    drawn = drawing(log(rj, "2026-11-02: a +c"), "calendar")
    texts = [text for text in drawn.root.iter() if text.tag.endswith("text")]
    months = ("September", "October", "November")
    places = {text.text: float(text.get("x") or 0) for text in texts if text.text in months}

    assert tuple(places) == months
    assert places["September"] < places["October"] < places["November"]
    assert drawn.words[-8:-1] == ["M", "T", "W", "T", "F", "S", "S"]
    rj("settings", "week-start", "sunday")
    assert drawing(rj, "calendar").words[-8:-1] == ["S", "M", "T", "W", "T", "F", "S"]


def test_a_year_is_twelve_months_with_a_line_for_each_in_the_terminal(rj: Program) -> None:
    log(rj, "2025-12-31: a +c", "2026-11-22: b +c", "2026-11-22: c +d", "2026-11-20: d +d")
    shown = rj.process("calendar", "--year", COLUMNS="60")
    lines = shown.out.splitlines()

    assert [line[:8] for line in lines[1:]] == ["Dec 2025", *(f"{name} 2026" for name in SHORT_MONTHS[:11])]
    assert lines[1].split()[2] == "·" * 30 + "◆"
    assert lines[-1].split()[2] == "·" * 19 + "◇·+"
    assert lines[0].index("20") == 10 + 19
    assert "+ several kinds" in shown.err
    assert all(len(line) <= 60 for line in (*lines, *shown.err.splitlines()))


@pytest.mark.parametrize("command", [("calendar", "--year"), ("calendar",)], ids=" ".join)
def test_without_unicode_every_sign_is_ascii(rj: Program, command: tuple[str, ...]) -> None:
    log(rj, "2026-11-02: a +c", "2026-11-03: b")
    shown = rj.process(*command, LC_ALL="C", COLUMNS="60")

    assert shown.out.isascii()
    assert shown.err.isascii()
    assert "C connection" in shown.err


def test_the_picture_of_a_year_has_its_days_and_those_of_no_other(rj: Program) -> None:
    log(rj, "2025-11-30: before +c", "2025-12-01: a +c", "2026-11-22: b +d")

    assert described(rj, "--year") == {"1 Dec 2025": {"connection": 1}, "22 Nov 2026": {"disconnection": 1}}
    assert described(rj, "--year", "--until", "2025-12-31").keys() == {"30 Nov", "1 Dec"}


def test_two_beginnings_are_refused(rj: Program) -> None:
    refused = rj("calendar", "--year", "--since", "2026-01-01", code=2)

    assert refused.err.splitlines()[0] == "error: --since and --year both say where to begin"


def test_decades_fold_what_is_empty_and_stay_inside_the_picture(rj: Program) -> None:
    log(rj, "1998-05-03: a +c", "2026-11-02: b +d")
    drawn = drawing(rj, "calendar", "--since", "1998-01-01")

    assert "Jun 1998 to Oct 2026: nothing noted" in drawn.words
    assert described(rj, "--since", "1998-01-01") == {
        "3 May 1998": {"connection": 1},
        "2 Nov 2026": {"disconnection": 1},
    }


def test_the_calendar_in_a_file_of_text_says_what_its_marks_mean(rj: Program, tmp_path) -> None:
    log(rj, "2026-11-02: a +c")
    rj("calendar", "--output", str(tmp_path / "it.txt"))
    text = (tmp_path / "it.txt").read_text()

    assert text.startswith(rj("calendar").out.rstrip("\n"))
    assert text.rstrip().endswith("◆ connection  ◈ mixed  ◇ disconnection  – ordinary        blank: nothing noted")


def test_a_filter_is_said_and_leaves_the_days_of_others_blank(rj: Program) -> None:
    log(rj, "2026-11-02: a @Ada +c", "2026-11-03: b @Sam +d")

    assert "Only with Ada." in drawing(rj, "calendar", "--with", "Ada").words
    assert described(rj, "--with", "Ada") == {"2 Nov": {"connection": 1}}
