"""People held apart: marked or by their moments, told once and privately, and offered where control shows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


def unsafe_twice(rj: Any, name: str = "Mark") -> None:
    for day in ("01", "02"):
        rj.log(f"2026-11-{day}: I stayed in the car. @{name} +d +kept-myself-safe")
    for day in ("03", "04", "05", "06", "07"):
        rj.log(f"2026-11-{day}: A word at supper. @{name} +d +they-criticised-me +went-silent")


def test_two_unsafe_moments_hold_a_person_apart_and_it_is_told_once_and_never_in_a_script(rj: Any) -> None:
    unsafe_twice(rj)
    rj.log("2026-11-08: Tea. @Ada +c +listened")
    record = rj("patterns", "--json")
    first, second = rj("patterns").err, rj("patterns").err

    assert (record.json()["held_apart"], record.json()["moments"]["unsafe"], record.err) == (["Mark"], 7, "")
    assert "7 moments with Mark are kept out of patterns: two of them are about keeping safe." in first
    assert "What you did there may have kept you safe; it is no pattern of yours." in first
    assert "rj people edit Mark --safety ordinary" in first
    assert "Mark" not in second


def test_marked_ordinary_they_are_counted_and_still_nothing_is_offered_with_them(rj: Any) -> None:
    unsafe_twice(rj)
    rj("people", "edit", "Mark", "--safety", "ordinary")
    record = rj("patterns", "--json").json()

    assert (record["held_apart"], record["moments"]["unsafe"]) == ([], 2)
    assert rj("--json").json()["open_breaks"] == []


@pytest.mark.parametrize(("marks", "expected"), [(["not-safe"], "not-safe"), (["not-safe", "none"], None)])
def test_a_mark_is_set_taken_away_shown_and_exported(rj: Any, marks: list[str], expected: str | None) -> None:
    rj("people", "add", "Mark", "--relationship", "partner")
    for mark in marks:
        rj("people", "edit", "Mark", "--safety", mark)
    (person,) = [each for each in rj("people", "--json").json() if each["name"] == "Mark"]
    (line,) = [each for each in map(json.loads, rj("export").out.splitlines()) if each.get("name") == "Mark"]

    assert (person["safety"], person["held_apart"]) == (expected, expected == "not-safe")
    assert list(line) == ["kind", "name", "relationship", "power", "safety", "also"]
    assert line["safety"] == expected


def test_a_mark_that_is_none_is_refused_and_names_the_three(rj: Any) -> None:
    rj("people", "add", "Mark")
    refused = rj("people", "edit", "Mark", "--safety", "dangerous", code=2)

    assert refused.err.splitlines() == [
        'error: "dangerous" is no mark of safety',
        "Use not-safe, ordinary or none.",
    ]


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [("ordinary", "not-safe", "not-safe"), ("ordinary", "none", None), ("none", "not-safe", "not-safe")],
)
def test_where_two_people_become_one_the_more_careful_mark_holds(
    rj: Any, one: str, other: str, kept: str | None
) -> None:
    rj("people", "add", "Mark", "--safety", one)
    rj("people", "add", "Marc", "--safety", other)
    rj("people", "merge", "Marc", "Mark")

    assert rj("people", "show", "Mark", "--json").json()["safety"] == kept


def test_a_mark_survives_export_and_import_and_a_conflict_keeps_the_careful_one(rj: Any, tmp_path: Path) -> None:
    rj("people", "add", "Mark", "--safety", "ordinary")
    file = tmp_path / "in.jsonl"
    file.write_text('{"kind": "person", "name": "Mark", "safety": "not-safe"}\n', encoding="utf-8")
    hints = rj("import", str(file)).err

    assert "Mark is marked ordinary here and not-safe in the file: not-safe holds." in hints
    assert rj("people", "show", "Mark", "--json").json()["safety"] == "not-safe"


def test_people_held_apart_are_still_there_in_people_list_and_search(rj: Any) -> None:
    unsafe_twice(rj)

    assert "Mark" in rj("people").out
    assert "7 moments" in rj("people", "show", "Mark").out
    assert "2 about keeping safe; kept out of patterns" in rj("people", "show", "Mark").out
    assert len(rj("search", "supper", "--json").json()) == 5


def test_people_held_apart_are_on_no_page_no_home_and_in_no_break(rj: Any) -> None:
    unsafe_twice(rj)
    rj.log("2026-11-09: Tea. @Ada +c +listened")

    assert "Mark" not in rj("summary", "--names", "nickname").out
    assert "Mark" not in rj().out
    assert rj("look", "repairs", "--json").json()["breaks"] == 0


def test_everybody_held_apart_leaves_every_view_standing(rj: Any) -> None:
    unsafe_twice(rj)
    for command in (["patterns"], ["look", "repairs"], ["look", "growth"], []):
        assert rj(*command).code == 0
    assert "Too few moments to say (0 so far)." in rj("patterns").out


CONTROL = "+d +they-decided-for-me +said-yes"


def test_where_control_shows_keeping_someone_apart_is_offered_once(rj: Any) -> None:
    for day in ("01", "02"):
        rj.log(f"2026-11-{day}: He chose. @Mark {CONTROL}")
    rj.log("2026-11-03: I listened for the car. @Mark +afraid +went-silent")
    first, second = rj("patterns").err, rj("patterns").err

    assert "Several moments with Mark hold fear or being decided for." in first
    assert "rj people edit Mark --safety not-safe" in first
    assert "Mark" not in second


@pytest.mark.parametrize(
    "last",
    [
        "2026-11-03: He chose. @Mark +d +they-decided-for-me",  # no fear among them
        "2026-08-01: I listened for the car. @Mark +afraid",  # long ago
        "2026-11-03: I listened for the car. @Mark +afraid +kept-myself-safe",  # known already
        "2026-11-03: I listened for the car. @Kim +afraid",  # someone else
    ],
)
def test_nothing_is_offered_where_it_does_not_show(rj: Any, last: str) -> None:
    for day in ("01", "02"):
        rj.log(f"2026-11-{day}: He chose. @Mark {CONTROL}")
    rj.log(last)

    assert "Mark" not in rj("patterns").err


def test_a_no_is_remembered_as_ordinary_is(rj: Any) -> None:
    rj("people", "add", "Mark", "--safety", "ordinary")
    for day in ("01", "02"):
        rj.log(f"2026-11-{day}: He chose. @Mark {CONTROL}")
    rj.log("2026-11-03: I listened for the car. @Mark +afraid +went-silent")

    assert "Mark" not in rj("patterns").err


def test_loving_moments_with_someone_held_apart_are_not_called_about_keeping_safe(rj: Any) -> None:
    unsafe_twice(rj)
    shown = " ".join(rj("summary", "--include", "safe", "--format", "text").out.split())
    apart = rj("patterns", "--json").json()["moments"]["unsafe"] - 2

    assert "2 moments about keeping safe, in no pattern and in no total" in shown
    assert f"{apart} other moments with someone held apart are left out too" in shown
