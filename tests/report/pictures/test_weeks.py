"""The picture of the weeks: each moment a mark, with the counts of `rj look weeks --json`."""

from __future__ import annotations

from tests.support.pictures import counts_in, drawing
from tests.support.program import Program

TONES = ("connection", "mixed", "ordinary", "disconnection")


def log(rj: Program, *moments: str) -> None:
    for moment in moments:
        rj.log(moment)


def weeks_as_described(rj: Program, *options: str) -> list[dict[str, int]]:
    answer = drawing(rj, "look", "weeks", *options).description
    part = answer.partition("Moments week by week: ")[2].partition(". ")[0]
    return [counts_in(line) for line in part.split("; ")]


def test_weeks_show_the_counts_of_the_json_number_for_number(rj: Program) -> None:
    log(
        rj,
        "2026-10-01: a @Sam +c",
        "2026-10-02: b @Sam +d",
        "2026-10-02: c +d",
        "2026-10-14: d @Ada +m",
        "2026-11-20: e +o",
    )
    weeks = rj("look", "weeks", "--json").json()

    assert weeks_as_described(rj) == [{tone: week[tone] for tone in TONES if week[tone]} for week in weeks]


def test_each_moment_with_a_tone_is_one_mark_and_each_tone_one_key(rj: Program) -> None:
    log(rj, "2026-10-01: a +c", "2026-10-02: b +c", "2026-10-02: c +o", "2026-11-14: d +o", "2026-11-15: e")
    drawn = drawing(rj, "look", "weeks")
    marks = [path.get("d") or "" for path in drawn.root.iter() if path.tag.endswith("path")]

    assert sum("l5.6 5.6" in each for each in marks) == 2 + 1
    assert sum("L" in each for each in marks) == 2 + 1
    assert [word for word in drawn.words if word in TONES] == ["connection", "ordinary"]


def test_more_moments_than_a_line_holds_are_a_mark_and_a_number(rj: Program) -> None:
    log(rj, *(f"2026-11-1{day % 6}: a +{tone}" for tone, times in (("c", 17), ("d", 12)) for day in range(times)))

    assert {"17", "12"} <= set(drawing(rj, "look", "weeks").words)
    assert weeks_as_described(rj) == [{"connection": 17, "disconnection": 12}]


def test_people_held_apart_and_moments_about_safety_are_in_no_mark(rj: Program) -> None:
    log(rj, "2026-11-10: a @Sam +c", "2026-11-11: b @Kim +d")
    rj("people", "edit", "Kim", "--safety", "not-safe")
    rj.log("2026-11-12: c +d", "--unsafe")

    assert weeks_as_described(rj) == [{"connection": 1}]
    assert "keeping safe" not in drawing(rj, "look", "weeks").source


def test_years_name_their_days_with_the_year_and_fold_what_is_empty(rj: Program) -> None:
    log(rj, "2019-03-04: a +c", "2026-11-10: b +d")
    drawn = drawing(rj, "look", "weeks", "--since", "2019-01-01")

    assert {"4 Mar 2019", "400 weeks with nothing noted", "9 Nov 2026"} <= set(drawn.words)


LOOK_BACK = (
    '{{"kind": "lookback", "uid": "01980000-0000-7000-8000-00000000{:04}", "when": "{}", "text": "", '
    '"answers": {{"energy": "{}", "stressed": "{}"}}}}\n'
)


def check_in(rj: Program, *weeks: tuple[str, str, str]) -> None:
    lines = (LOOK_BACK.format(at, *week) for at, week in enumerate(weeks, 1))
    rj("import", "-", "--from", "jsonl", stdin="".join(lines))


def test_the_check_in_shows_the_words_of_the_json_week_by_week(rj: Program) -> None:
    check_in(rj, ("2026-10-04", "very", "hardly"), ("2026-10-18", "a-little", "fairly"))
    asked = rj("look", "weeks", "--json").json()
    answer = drawing(rj, "look", "weeks").description

    assert [week["checkin"] for week in asked] == [
        {"stressed": "hardly", "energy": "very"},
        {},
        {"stressed": "fairly", "energy": "a-little"},
    ]
    assert "stressed: 28 Sep hardly, 12 Oct fairly; energy: 28 Sep very, 12 Oct a little" in answer


def test_the_bars_of_a_check_in_stand_as_high_as_their_words(rj: Program) -> None:
    check_in(rj, ("2026-10-04", "very", "a-little"), ("2026-10-11", "hardly", "fairly"))
    drawn = drawing(rj, "look", "weeks")
    bars = [float(rect.get("height") or 0) for rect in drawn.root.iter() if rect.get("width") == "9.0"]
    keys, answers = bars[:4], bars[4:]

    assert keys == sorted(keys)
    assert answers == [keys[1], keys[2], keys[3], keys[0]]


def test_the_grid_of_the_terminal_has_a_mark_for_each_word_and_says_what_it_means(rj: Program) -> None:
    check_in(rj, ("2026-10-04", "very", "a-little"), ("2026-10-18", "hardly", "fairly"))
    for environment, rows in (
        ({}, ["▂ hardly, ▄ a little, ▆ fairly, █ very, · not said", "stressed  ▄ · ▆", "energy    █ · ▂"]),
        ({"LC_ALL": "C"}, ["h hardly, l a little, f fairly, v very, - not said", "stressed  l - f", "energy    v - h"]),
    ):
        shown = rj.process("look", "weeks", COLUMNS="60", **environment).out.splitlines()

        assert [line.strip() for line in shown if line.strip() in rows] == rows
        assert "CHECK-IN   weeks from 28 Sep to 12 Oct" in shown


def test_a_year_of_check_ins_stands_in_grids_that_fit_sixty_columns(rj: Program) -> None:
    check_in(rj, *((f"2026-{month:02}-{day:02}", "very", "very") for month in range(1, 11) for day in (1, 8, 15, 22)))
    shown = rj.process("look", "weeks", "--since", "2026-01-01", COLUMNS="60").out.splitlines()
    figures = drawing(rj, "look", "weeks", "--since", "2026-01-01").description.count("Check-in, week by week: ")

    assert all(len(line) <= 60 for line in shown)
    assert figures == len([line for line in shown if line.startswith("CHECK-IN")]) == 4
    assert sum(line.count("█") for line in shown if line.startswith("  energy")) == 40


def test_moments_without_a_tone_are_said_where_no_mark_stands_for_them(rj: Program) -> None:
    log(rj, "2026-11-10: a +c", "2026-11-11: b", "2026-11-12: c")

    sentence = "2 moments without a tone have no mark here."
    assert sentence in rj("look", "weeks").out
    assert sentence in drawing(rj, "look", "weeks").words
