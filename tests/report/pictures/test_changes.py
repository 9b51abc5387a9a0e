"""The picture of what changed: each pattern by steps of four weeks, with the counts of `rj look changes --json`."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest

from tests.support.pictures import drawing
from tests.support.program import Program

MOMENT = (
    '{{"kind": "moment", "uid": "01980000-0000-7000-8000-0000{:08}", "when": "{}", "text": "x", "people": ["Sam"], '
    '"tone": "disconnection", "first": ["they-criticised-me", "they-opened-up"], '
    '"moves": ["{}"], "felt_before": ["hurt"]}}\n'
)


def logged(rj: Program, moments: int = 60, last: date = date(2026, 11, 22), every: int = 2) -> Program:
    """Moments of criticism: a third pulled back, a third went quiet, a third listened."""
    days = [last - timedelta(every * at) for at in range(moments)]
    moves = [("pulled-back", "went-silent", "listened")[at % 3] for at in range(moments)]
    lines = (MOMENT.format(at, day, move) for at, (day, move) in enumerate(zip(days, moves, strict=True)))
    rj("import", "-", "--from", "jsonl", stdin="".join(lines))
    return rj


def steps_described(rj: Program, *options: str) -> dict[str, list[tuple[int, int]]]:
    """The counts of each figure by its name, in time order."""
    answer = drawing(rj, "look", "changes", *options).description
    found: dict[str, list[tuple[int, int]]] = {}
    for name, said in re.findall(r"(?:^|\. )([A-Z][^:.]*): (.*?)(?=\. [A-Z]|$)", answer):
        steps = re.findall(r"from \d+ \w{3}(?: \d{4})? (?:(\d+) of (\d+)|no moment)", said)
        if steps:
            found.setdefault(name, []).extend((int(shows or 0), int(of or 0)) for shows, of in steps)
    return found


def steps_of(record: list[dict[str, Any]]) -> list[list[tuple[int, int]]]:
    shown = [each for each in record if each["now"]["shows"] or each["before"]["shows"]]
    return sorted([(step["shows"], step["of"]) for step in each["steps"]] for each in shown)


def test_each_pattern_has_the_steps_of_the_json_number_for_number(rj: Program) -> None:
    record = logged(rj)("look", "changes", "--json").json()

    described = steps_described(rj)
    assert sorted(described.values()) == steps_of(record)
    assert len(described) > 1


def test_the_terminal_has_the_same_steps_in_rows(rj: Program) -> None:
    record = logged(rj)("look", "changes", "--json").json()
    for environment in ({}, {"LC_ALL": "C"}):
        shown = rj.process("look", "changes", COLUMNS="80", **environment).out
        rows = shown.partition("BY FOUR WEEKS\n")[2].partition("\n\n")[0].splitlines()[1:]
        counts = [[(int(a), int(b)) for a, b in re.findall(r"(\d+) of (\d+)", row)] for row in rows]

        assert sorted(counts) == [[step for step in each if step[1]] for each in steps_of(record)]


@pytest.mark.parametrize("columns", ["46", "52", "60"])
def test_a_count_is_never_broken_over_two_lines(rj: Program, columns: str) -> None:
    shown = logged(rj).process("look", "changes", COLUMNS=columns, LC_ALL="C").out
    rows = shown.partition("BY FOUR WEEKS\n")[2].partition(".\n")[2].partition("\n\n")[0].splitlines()

    assert any(re.search(r"\d+ of \d+", row) for row in rows)
    assert all(len(row) <= int(columns) for row in rows)
    assert not any(re.search(r" of$|^\s*(of )?\d+(?! of)\b", row) for row in rows)


def test_no_share_is_drawn_without_its_counts_and_none_of_under_five(rj: Program) -> None:
    rj = logged(rj, moments=9, last=date(2026, 11, 20), every=9)
    drawn = drawing(rj, "look", "changes", "--since", "2026-10-01")
    counts = [tuple(map(int, each)) for word in drawn.words for each in re.findall(r"^(\d+) of (\d+)$", word)]
    frames = [rect for rect in drawn.root.iter() if rect.get("height") == "28.6"]

    assert counts
    assert len(frames) == sum(of >= 5 for _, of in counts) == 0


def test_one_of_many_is_seen_in_its_frame(rj: Program) -> None:
    for at in range(24):
        move = "pulled-back" if at == 3 else "listened"
        rj.log(f"2026-{10 if at % 2 else 11}-{1 + at % 20:02}: A word. @Sam +d +they-criticised-me +{move}")
    drawn = drawing(rj, "look", "changes")

    assert any(re.match(r"1 of 1\d", word) for word in drawn.words)
    assert drawn.count("rect", height="2.6") >= 1


def test_years_of_steps_are_drawn_in_lines_and_the_terminal_keeps_to_the_last_twelve(rj: Program) -> None:
    logged(rj, moments=200, every=18)
    record = rj("look", "changes", "--since", "2021-11-22", "--json").json()
    shown = rj.process("look", "changes", "--since", "2021-11-22", COLUMNS="80").out
    described = steps_described(rj, "--since", "2021-11-22")

    assert sorted(described.values()) == steps_of(record)
    assert "earlier steps: rj look changes --output changes.html" in " ".join(shown.split())
    texts = [text for text in drawing(rj, "look", "changes", "--since", "2021-11-22").root.iter() if text.get("x")]
    assert max(float(text.get("x") or 0) for text in texts) <= 396


def test_too_few_moments_before_are_said_and_the_steps_there_are_drawn_all_the_same(rj: Program) -> None:
    logged(rj, moments=14, every=4)
    drawn = drawing(rj, "look", "changes")

    assert "Too few moments before these weeks to compare" in rj("look", "changes").out
    assert steps_described(rj)
    assert "Four weeks each, up to the last day of the window." in drawn.words


def test_a_hidden_pattern_is_in_no_picture(rj: Program) -> None:
    logged(rj)
    before = steps_described(rj)
    assert "The chase, retreating" in before

    rj("patterns", "pursue-withdraw:retreater", "--hide")

    assert steps_described(rj).keys() == before.keys() - {"The chase, retreating"}
