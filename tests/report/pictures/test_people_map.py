"""The map of people: who is nearer, who starts, who had more power, with the counts of `rj look map --json`."""

from __future__ import annotations

import re
from math import atan2, hypot

import pytest

from relational_journal.report.pictures.around_me import MOST_PEOPLE
from tests.support.pictures import SVG, Drawing, drawing
from tests.support.program import Program

ME = (180.0, 156.0)


def logged(rj: Program) -> Program:
    for day in range(1, 7):
        rj.log(f"2026-11-0{day}: A word. @Ada +c +they-reached-out")
        rj.log(f"2026-11-0{day}: A word. @Ben {'+c' if day < 4 else '+d'} +they-had-more")
    rj.log("2026-11-07: A word. @Cem +c +reached-out +i-had-more")
    rj.log("2026-11-08: A word. @Dee +d +went-silent")
    return rj


def spots(drawn: Drawing) -> list[tuple[float, float]]:
    """Where the people stand, in the order they are drawn, in each map once more."""
    dots = [dot for dot in drawn.root.iter(f"{SVG}circle") if dot.get("r") == "5.2" and dot.get("cx") != "7"]
    return [(float(dot.get("cx") or 0), float(dot.get("cy") or 0)) for dot in dots]


def far(spot: tuple[float, float]) -> float:
    return hypot(spot[0] - ME[0], spot[1] - ME[1])


def test_what_is_drawn_is_said_with_the_numbers_of_the_json(rj: Program) -> None:
    people = logged(rj)("look", "map", "--json").json()
    answer = drawing(rj, "look", "map").description

    assert [each["name"] for each in people] == ["Ada", "Ben", "Cem", "Dee"]
    for each in people:
        assert f"{each['name']}: Moments: {each['moments']} moment" in answer
        for tone, count in each["tones"].items():
            assert not count or f"{tone} {count}" in answer
    assert "Who started: they 6" in answer
    assert "Who started: you 1" in answer
    assert "Power: they had more power 6" in answer


def test_more_connection_is_nearer_and_too_few_moments_stand_on_the_rim(rj: Program) -> None:
    ada, ben, cem, dee = map(far, spots(drawing(logged(rj), "look", "map")))

    assert ada < ben < cem
    assert cem == pytest.approx(dee)


def test_a_line_is_broken_only_where_a_break_is_open(rj: Program) -> None:
    rj.log("2026-11-01: A word. @Ada +c")
    whole = drawing(rj, "look", "map")
    rj.log("2026-11-08: A word. @Dee +d +went-silent")
    broken = drawing(rj, "look", "map")

    assert whole.count("path", **{"stroke-dasharray": "1.5 5"}) == 0
    assert "a break is open" not in whole.words
    assert broken.count("path", **{"stroke-dasharray": "1.5 5"}) == 2  # a line, and what it means
    assert "a break is open" in broken.words


def test_every_mark_has_its_meaning_and_none_that_does_not_occur(rj: Program) -> None:
    words = drawing(logged(rj), "look", "map").words
    meanings = ("they had more power, most often", "I had more power, most often", "points to who starts more often")

    assert set(meanings) <= set(words)
    rj("delete", "13", "--yes")
    assert "I had more power, most often" not in drawing(rj, "look", "map").words


def test_with_the_window_before_beside_it_people_keep_their_places(rj: Program) -> None:
    logged(rj)
    rj.log("2026-09-10: A word. @Ada +d")
    rj.log("2026-09-11: A word. @Eli +c")
    drawn = drawing(rj, "look", "map", "--before")
    now_ada, *_, then_ada, _eli = spots(drawn)
    angle = [atan2(y - ME[1], x - ME[0]) for x, y in (now_ada, then_ada)]

    assert len(spots(drawn)) == 6
    assert angle[0] == pytest.approx(angle[1], abs=0.001)
    assert {"28 Sep – 22 Nov 2026", "3 Aug – 27 Sep 2026"} <= set(drawn.words)


def test_the_terminal_says_the_window_before_with_the_numbers_of_the_json(rj: Program) -> None:
    logged(rj)
    rj.log("2026-09-10: A word. @Ada +d")
    rj.log("2026-09-11: A word. @Eli +c")
    found = rj("look", "map", "--before", "--json").json()
    shown = rj("--plain", "look", "map", "--before").out

    assert found["now"] == rj("look", "map", "--json").json()
    assert found["before_window"] == {"since": "2026-08-03", "until": "2026-09-27"}
    assert [(each["name"], each["moments"]) for each in found["before"]] == [("Ada", 1), ("Eli", 1)]
    assert re.findall(r"Before +(.*)", shown) == [
        "1 moment from 3 Aug – 27 Sep 2026 · disconnection 1",
        *["no moment from 3 Aug – 27 Sep 2026"] * 3,
        "1 moment from 3 Aug – 27 Sep 2026 · connection 1",
    ]


def test_nobody_held_apart_is_drawn_unless_that_is_asked_for(rj: Program) -> None:
    logged(rj)
    rj("people", "edit", "Ben", "--safety", "not-safe")

    for command in (("look", "map"), ("look", "map", "--before")):
        drawn = drawing(rj, *command)
        assert "Ben" not in drawn.source
    assert "Ben 6" in drawing(rj, "look", "map", "--all").words


def test_many_people_stand_on_several_maps_and_no_name_leaves_the_paper(rj: Program) -> None:
    names = [f"Person-of-a-very-long-name-{number:02}" for number in range(2 * MOST_PEOPLE + 1)]
    for at, name in enumerate(names):
        rj.log(f"2026-11-{at % 20 + 1:02}: A word. @{name} +c")
    drawn = drawing(rj, "look", "map")
    labels = [text for text in drawn.root.iter(f"{SVG}text") if "Person" in "".join(text.itertext())]

    assert len(spots(drawn)) == len(names)
    assert len(labels) == len(names)
    assert all(name in drawn.description for name in names)
    for text in labels:
        wide = len("".join(text.itertext())) * 11.5 / 2
        left = float(text.get("x") or 0) - {"middle": wide / 2, "end": wide}.get(text.get("text-anchor") or "", 0)
        assert left >= -1
        assert left + wide <= 361


def test_names_are_words_and_never_markup(rj: Program) -> None:
    rj.log('2026-11-01: A word. @"R&D <b> 🌻" +c')
    rj.log("2026-11-01: A word. @\N{HEBREW LETTER ALEF}\N{HEBREW LETTER BET} +c")
    words = drawing(rj, "look", "map").words

    assert "R&D <b> 🌻 1" in words
    assert "\N{HEBREW LETTER ALEF}\N{HEBREW LETTER BET} 1" in words


def test_without_people_the_picture_says_what_would_make_one(rj: Program) -> None:
    rj.log("2026-11-01: Alone. +c")
    drawn = drawing(rj, "look", "map")

    assert "Nobody is named in a counted moment of these weeks." in drawn.description
    assert spots(drawn) == []


def test_the_window_before_belongs_to_the_map_alone(rj: Program) -> None:
    rj.log("2026-11-01: Alone. +c")
    refused = rj("look", "weeks", "--before", code=2)

    assert "--before goes with map alone" in refused.err
    assert "rj look map --before" in refused.err
