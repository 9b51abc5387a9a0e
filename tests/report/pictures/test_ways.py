"""The picture of the ways: a bar a way, as long as its moments, with the counts of `rj look ways --json`."""

from __future__ import annotations

import re
from typing import Any

from tests.support.pictures import drawing
from tests.support.program import Program

WORDS = {
    "contact": "in contact",
    "away": "away",
    "against": "against",
    "appeasing": "appeasing",
    "pressing": "pressing",
}
_COUNT = re.compile(r"(in contact|away|against|appeasing|pressing) (\d+)(?: \(the pull in (\d+) more\))?")


def counts(line: str) -> dict[str, tuple[int, int]]:
    return {way: (int(held), int(pulled or 0)) for way, held, pulled in _COUNT.findall(line)}


def counts_of(record: dict[str, Any]) -> dict[str, tuple[int, int]]:
    in_words = {word: (record[way], record["urges"][way]) for way, word in WORDS.items()}
    return {word: both for word, both in in_words.items() if any(both)}


def logged(rj: Program) -> Program:
    for day, moves in (
        ("09-30", "+listened +pulled-back"),
        ("10-01", "+pulled-back"),
        ("10-01", "+snapped"),
        ("10-09", "+said-yes-meant-no +urge:pulled-back"),
        ("10-21", "+listened"),
        ("10-22", "+pushed-for-answer"),
    ):
        rj.log(f"2026-{day}: A word. @Sam +d {moves}")
    return rj


def test_all_and_each_week_have_the_counts_of_the_json_number_for_number(rj: Program) -> None:
    found = logged(rj)("look", "ways", "--json").json()
    in_words = drawing(rj, "look", "ways").description
    whole, _, weeks = in_words.partition("Week by week: ")

    assert whole.startswith("In 6 moments that say what you did (an early impression): ")
    assert counts(whole) == counts_of(found)
    assert [counts(line) for line in weeks.partition(". ")[0].split("; ")] == [
        counts_of(each) for each in found["weeks"]
    ]


def test_the_terminal_has_the_same_counts_and_a_mark_for_each_moment(rj: Program) -> None:
    found = logged(rj)("look", "ways", "--json").json()
    shown = rj.process("look", "ways", COLUMNS="60").out
    legend, *weeks = shown.partition("WEEK BY WEEK\n")[2].partition("\n\n")[0].splitlines()
    in_words = " ".join(weeks).replace(" · ", ", ")

    assert legend.split(", ")[0].strip() == "■ in contact"
    assert [int(number) for number in re.findall(r"(?:contact|away|against|appeasing|pressing) (\d+)", in_words)] == [
        each[way] for each in found["weeks"] for way in WORDS if each[way]
    ]
    assert sum(line.count("■") for line in weeks) == found["contact"]
    assert sum(line.count("□") for line in weeks) == found["away"]
    assert all(len(line) <= 60 for line in shown.splitlines())


def test_a_bar_is_as_long_as_its_count_and_a_pull_is_hollow(rj: Program) -> None:
    logged(rj)
    drawn = drawing(rj, "look", "ways")
    bars = [rect for rect in drawn.root.iter() if rect.tag.endswith("rect") and rect.get("class") != "paper"][2:]
    full = [float(rect.get("width") or 0) for rect in bars if rect.get("fill") == "currentColor"]
    hollow = [rect for rect in bars if rect.get("fill") == "none"]

    assert full[:3] == [16.0, 16.0, 8.0]
    assert len(hollow) == 2


def test_under_five_moments_nothing_is_drawn_and_the_picture_says_so(rj: Program) -> None:
    rj.log("2026-11-01: A word. @Sam +d +pulled-back")
    drawn = drawing(rj, "look", "ways")

    assert "Too few moments to say (1 so far)" in drawn.description
    assert drawn.count("rect", fill="currentColor") == 0


def test_many_moments_in_a_week_stay_inside_the_picture_and_the_terminal(rj: Program) -> None:
    entry = (
        '{{"kind": "moment", "uid": "01980000-0000-7000-8000-0000{:08}", "when": "2026-11-1{}", "text": "x", '
        '"moves": ["listened"], "tone": "connection"}}\n'
    )
    rj("import", "-", "--from", "jsonl", stdin="".join(entry.format(at, at % 5) for at in range(600)))
    drawn = drawing(rj, "look", "ways")
    wide = max(float(rect.get("x") or 0) + float(rect.get("width") or 0) for rect in drawn.root.iter() if rect.get("x"))

    assert wide <= 396
    assert "600" in drawn.words
    assert max(map(len, rj.process("look", "ways", COLUMNS="60").out.splitlines())) <= 60


def test_centuries_without_a_moment_are_one_row(rj: Program) -> None:
    rj.log("0900-01-01: Long ago. @Sam +d +listened")
    logged(rj)
    weeks = rj("look", "ways", "--since", "0800-01-01", "--json").json()["weeks"]
    silent = sum(not week["of"] for week in weeks[1:-4])
    in_words = f"{silent} weeks with nothing noted"

    assert [week["of"] for week in (*weeks[:2], *weeks[-4:])] == [1, 0, 3, 1, 0, 2]
    assert in_words in rj("look", "ways", "--since", "0800-01-01").out
    assert in_words in drawing(rj, "look", "ways", "--since", "0800-01-01").words
