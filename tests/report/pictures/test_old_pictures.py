"""An old picture and a roomier one: how much each is believed over time, what fits and what does not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.at_terminal import ENTER, AtTerminal
from tests.support.pictures import SVG, drawing
from tests.support.program import Program

OLD = "If I ask, people leave."
NEW = "Some stay, and I can tell which."


@pytest.fixture
def looked_at(rj: Program, tmp_path: Path) -> Program:
    """One old picture looked at three times, with two moments that did not fit it and one that did."""
    lines: list[dict[str, Any]] = []
    for day, old, new in (("06-03", "mostly", "not"), ("09-01", "half", "a-little"), ("11-20", "a-little", "mostly")):
        answers = {"old": OLD, "new": NEW, "believe-old": old, "believe-new": new}
        lines.append({"uid": f"p{day}", "kind": "picture", "when": f"2026-{day}", "text": OLD, "answers": answers})
    for day, way in (("06-10", "fits"), ("07-01", "does-not-fit"), ("11-01", "does-not-fit")):
        ties = [{"to": "p06-03", "as": way}]
        lines.append(
            {
                "uid": f"m{day}",
                "kind": "moment",
                "when": f"2026-{day}",
                "text": "A word.",
                "tone": "mixed",
                "links": ties,
            }
        )
    file = tmp_path / "pictures.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in lines), encoding="utf-8")
    rj("import", str(file))
    return rj


def test_the_terminal_tells_belief_over_time_and_what_fits(looked_at: Program) -> None:
    shown = " ".join(looked_at("--plain", "look", "echoes").out.split())

    assert OLD in shown
    assert f"Roomier {NEW}" in shown
    assert "Old believed mostly on 3 Jun, half on 1 Sep, a little on 20 Nov" in shown
    assert "New believed not on 3 Jun, a little on 1 Sep, mostly on 20 Nov" in shown
    assert "Fit it 1 moment, on 10 Jun" in shown
    assert "Did not fit 2 moments, the last on 1 Nov" in shown


def test_the_picture_says_the_same_and_draws_a_square_for_each_answer(looked_at: Program) -> None:
    drawn = drawing(looked_at, "look", "echoes")
    squares = [each for each in drawn.root.iter(f"{SVG}rect") if each.get("width") == "9.0"]
    hollow = [each for each in squares if each.get("fill") == "none"]
    dots = [each for each in drawn.root.iter(f"{SVG}circle") if each.get("cx") != "7"]

    assert "the old one believed: mostly on 3 Jun, half on 1 Sep, a little on 20 Nov" in drawn.description
    assert "the roomier one believed: not on 3 Jun, a little on 1 Sep, mostly on 20 Nov" in drawn.description
    assert "did not fit: 2 moments, 1 Jul, 1 Nov" in drawn.description
    assert "fit it: 1 moment, 10 Jun" in drawn.description
    assert (len(hollow), len(squares) - len(hollow)) == (4, 4)  # three each, and their meanings
    assert [each.get("r") for each in dots] == ["5.2", "5.2", "4.6"]


def test_the_more_it_is_believed_the_higher_it_stands_and_time_runs_to_the_right(looked_at: Program) -> None:
    drawn = drawing(looked_at, "look", "echoes")
    hollow = [
        (float(each.get("x") or 0), float(each.get("y") or 0))
        for each in drawn.root.iter(f"{SVG}rect")
        if each.get("width") == "9.0" and each.get("fill") == "none"
    ][:3]

    assert [x for x, _ in hollow] == sorted(x for x, _ in hollow)
    assert [y for _, y in hollow] == sorted(y for _, y in hollow)  # from mostly down to a little


def test_moments_that_are_not_safe_or_gone_are_not_among_them(looked_at: Program) -> None:
    number = looked_at("list", "--since", "2026-11-01", "--until", "2026-11-01", "--json").json()[0]["id"]
    looked_at("tag", str(number), "+unsafe")
    assert "Did not fit 1 moment, on 1 Jul" in " ".join(looked_at("--plain", "look", "echoes").out.split())

    number = looked_at("list", "--since", "2026-07-01", "--until", "2026-07-01", "--json").json()[0]["id"]
    looked_at("delete", str(number), "--yes")
    assert "Did not fit" not in looked_at("--plain", "look", "echoes").out


def test_a_picture_is_looked_at_again_and_the_belief_of_both_days_stays(looked_at: Program) -> None:
    there = AtTerminal("reflect", "picture").sees("Look at one of these again?").sees("people leave").types("1", ENTER)
    there.sees("Where is it from?").types(ENTER).sees("guarded").types(ENTER)
    there.sees("that fit it?").types(ENTER).sees("not fit it?").types(ENTER).sees("still hold true").types(ENTER)
    there.sees("old one today").types("n").sees("And the new one?").types("m").ends()
    looks = looked_at("list", "--kind", "picture", "--json").json()

    assert len(looks) == 4
    assert looks[0]["answers"]["old"] == OLD
    assert looks[0]["answers"]["new"] == NEW
    shown = " ".join(looked_at("--plain", "look", "echoes").out.split())
    assert "Old believed mostly on 3 Jun, half on 1 Sep, a little on 20 Nov, not on 22 Nov" in shown


def test_a_very_long_picture_and_many_moments_stay_on_the_paper(rj: Program, tmp_path: Path) -> None:
    lines: list[dict[str, Any]] = [
        {"uid": "p", "kind": "picture", "when": "2026-11-01", "text": "x", "answers": {"old": "wort " * 4000}}
    ]
    for at in range(60):
        ties = [{"to": "p", "as": "fits"}]
        lines.append({"uid": f"m{at}", "kind": "moment", "when": "2026-11-02", "text": "A word.", "links": ties})
    file = tmp_path / "pictures.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in lines), encoding="utf-8")
    rj("import", str(file))
    drawn = drawing(rj, "look", "echoes")
    dots = [float(each.get("cx") or 0) for each in drawn.root.iter(f"{SVG}circle") if each.get("cx") != "7"]

    assert "60" in drawn.words
    assert dots
    assert max(dots) <= 360
    assert float(drawn.root.get("height") or 0) < 900


def test_without_a_picture_nothing_is_drawn_and_it_says_how_moments_are_tied(rj: Program) -> None:
    rj.log("2026-11-01: A word. @Sam +c")

    assert "No moment of these weeks is linked to a past experience." in drawing(rj, "look", "echoes").description
