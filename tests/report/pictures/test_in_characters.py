"""The map of people and the old picture drawn in characters: the counts of the JSON, the distances of the SVG."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from relational_journal.text.width import cells
from tests.report.pictures.test_people_map import far, spots
from tests.support.at_terminal import ENTER, ESC, AtTerminal
from tests.support.demo_journal import NOW
from tests.support.pictures import drawing
from tests.support.program import Program

WIDTHS = ("60", "80", "120")
TONES = {"◆": "connection", "◈": "mixed", "–": "ordinary", "◇": "disconnection"}
IN_LETTERS = {"C": "connection", "M": "mixed", "o": "ordinary", "D": "disconnection"}
TIE = re.compile(r"([ (])me([ )])([─ →←<>-]+)([ (])([•*])([ )]) *(\d+)")


class Tie(NamedTuple):
    """A line of the map as it is read: how long, how it is drawn, who had more power, the number of moments."""

    long: int
    line: str
    power: str
    moments: int


def ties(row: str) -> list[Tie]:
    """The lines of a row, one for each window."""
    found = []
    for left, _, drawn, bracket, _, _, number in TIE.findall(row):
        found.append(Tie(len(drawn), drawn, "i" if left == "(" else "they" if bracket == "(" else "", int(number)))
    return found


def mapped(shown: str) -> list[tuple[str, Tie, str]]:
    """The rows of a map with one window: the name, the line, and the marks behind it."""
    rows = [line for line in shown.splitlines() if TIE.search(line)]
    return [(row[: TIE.search(row).start()].strip(), ties(row)[0], TIE.split(row)[-1].strip()) for row in rows]  # type: ignore[union-attr]


def tones_of(marks: str, signs: dict[str, str]) -> dict[str, int]:
    """How many moments of each tone the marks behind a line tell of: a mark each, or a number behind one."""
    on_screen: dict[str, int] = {}
    for sign, number in re.findall(r"([^\d\s])(\d*)", marks):
        on_screen[signs[sign]] = on_screen.get(signs[sign], 0) + int(number or 1)
    return on_screen


@pytest.fixture
def demo(demo_of_module: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv("RJ_JOURNAL", str(demo_of_module))
    monkeypatch.setenv("RJ_NOW", NOW.isoformat())
    return Program(demo_of_module)


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("locale", ["C.UTF-8", "C"])
def test_the_map_has_the_people_the_moments_the_tones_and_the_power_of_the_json(
    demo: Program, monkeypatch: pytest.MonkeyPatch, columns: str, locale: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("LC_ALL", locale)
    people = demo("look", "map", "--json").json()
    shown = demo("look", "map").out
    rows = mapped(shown)
    signs = TONES if locale == "C.UTF-8" else IN_LETTERS

    assert [name for name, _, _ in rows] == [each["name"] for each in people]
    for each, (_, tie, marks) in zip(people, rows, strict=True):
        assert tie.moments == each["moments"]
        assert tones_of(marks, signs) == {tone: n for tone, n in each["tones"].items() if n and tone != "unmarked"}
        assert (" " in tie.line.strip("→←<> ")) == bool(each["open_breaks"])
        they, i = each["by_power"]["they-had-more"], each["by_power"]["i-had-more"]
        most = max(each["by_power"].values())
        assert tie.power == ("they" if they == most > i else "i" if i == most > they else "")
    assert all(cells(line) <= int(columns) for line in shown.splitlines())
    assert locale != "C" or shown.replace("ç", "").replace("ã", "").isascii()


def test_a_line_is_the_longer_the_farther_the_same_person_stands_in_the_svg(demo: Program) -> None:
    drawn = spots(drawing(demo, "look", "map", "--since", "2026-06-01"))
    rows = mapped(demo("look", "map", "--since", "2026-06-01").out)
    pairs = sorted(zip(map(far, drawn), (tie.long for _, tie, _ in rows), strict=False))
    longs = [long for _, long in pairs]

    assert len({round(distance) for distance, _ in pairs}) > 4
    assert longs == sorted(longs)
    assert longs[0] < longs[-1]


def test_signs_are_explained_only_if_they_occur(rj: Program) -> None:
    for day in range(10, 16):
        rj.log(f"2026-11-{day}: A word. @Ada +c")
    plain = rj("look", "map").out
    rj.log("2026-11-18: A word. @Ada +d +went-silent +before:they-reached-out +they-had-more")
    rj.log("2026-11-19: A word. @Ben +c +i-had-more +reached-out")
    on_screen = rj("look", "map").out

    assert [word for word in ("a break is open", "who starts", "more power, most") if word in plain] == []
    assert all(word in on_screen for word in ("a break is open", "who starts more often", "had more power, most often"))
    (_, ada, _), (_, ben, _) = mapped(on_screen)
    assert ada.line.endswith("→")
    assert " " in ada.line.rstrip("→")
    assert (ada.power, ben.power) == ("they", "i")
    assert ben.line.startswith("←")


@pytest.mark.parametrize("columns", WIDTHS)
def test_two_windows_stand_beside_each_other_and_on_a_narrow_page_above_each_other(
    demo: Program, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    found = demo("look", "map", "--before", "--json").json()
    shown = demo("look", "map", "--before").out
    rows = [line for line in shown.splitlines() if TIE.search(line) or "no moment" in line]
    now = {each["name"]: each["moments"] for each in found["now"]}
    before = {each["name"]: each["moments"] for each in found["before"]}
    on_screen: dict[str, list[int]] = {}
    name = ""
    for row in rows:
        name = re.split(r"  +|\(", row)[0].strip() or name
        on_screen.setdefault(name, []).extend(
            int(number or 0) for _, number in re.findall(r"(no moment|[•*][ )] *(\d+))", row)
        )

    assert on_screen == {each: [before.get(each, 0), now.get(each, 0)] for each in {**now, **before}}
    assert len(rows) == len(on_screen) * (2 if columns == "60" else 1)
    assert all(cells(line) <= int(columns) for line in shown.splitlines())
    assert "before: connection 1" in shown


def test_for_a_screen_reader_the_map_is_words(demo: Program) -> None:
    shown = demo("--plain", "look", "map").out

    assert not TIE.search(shown)
    assert not set("•─→◆◈◇") & set(shown)
    assert re.search(r"Jude, my partner\n +Moments +17 moments, last 21 Nov", shown)


@pytest.mark.parametrize("columns", WIDTHS)
def test_names_of_every_script_keep_the_lines_below_each_other(
    rj: Program, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for name in ("王小明", "שרה", "Al", "Maximiliane-Friederike-of-the-Long-House", "Zoë", "Bo 😀"):
        rj("people", "add", name)
        rj("log", "2026-11-10: A word.", "--with", name, "--tone", "connection")
    lines = rj("look", "map").out.splitlines()
    rows = [line for line in lines if TIE.search(line)][-6:]

    assert len({cells(row[: row.index("me")]) for row in rows}) == 1
    assert all(cells(line) <= int(columns) for line in lines)


def test_a_text_file_holds_the_map_as_the_screen_does(demo: Program, tmp_path: Path) -> None:
    demo("look", "map", "--format", "text", "--output", str(tmp_path / "map.txt"))

    assert len(mapped((tmp_path / "map.txt").read_text(encoding="utf-8"))) == len(demo("look", "map", "--json").json())


OLD = "If I ask, people leave."


def with_picture(rj: Program, looks: dict[str, tuple[str, str]], tied: list[tuple[str, str]]) -> Program:
    """A journal with one old picture, looked at on these days, and moments tied to it."""
    lines: list[dict[str, Any]] = []
    for day, (old, new) in looks.items():
        answers = {"old": OLD, "new": "Some stay.", "believe-old": old, "believe-new": new}
        lines.append({"uid": f"p{day}", "kind": "picture", "when": day, "text": OLD, "answers": answers})
    first = next(iter(looks))
    for number, (day, way) in enumerate(tied):
        links = [{"to": f"p{first}", "as": way}]
        lines.append({"uid": f"m{number}-{day}", "kind": "moment", "when": day, "text": "A word.", "links": links})
    rj("import", "-", stdin="".join(json.dumps(each) + "\n" for each in lines))
    return rj


def row_of(shown: str, label: str) -> str:
    """What stands behind a label, from the column the rows begin at."""
    (row,) = [line for line in shown.splitlines() if line.startswith(f"  {label}")]
    return row[16:]


@pytest.mark.parametrize("columns", WIDTHS)
def test_belief_and_moments_stand_in_the_column_of_their_week(
    rj: Program, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    looks = {"2026-09-07": ("mostly", "not"), "2026-10-05": ("half", "a-little"), "2026-11-16": ("a-little", "mostly")}
    tied = [("2026-09-13", "fits"), ("2026-09-21", "does-not-fit"), ("2026-10-06", "does-not-fit")]
    tied += [("2026-10-07", "does-not-fit"), ("2026-11-22", "does-not-fit")]
    shown = with_picture(rj, looks, tied)("look", "echoes").out

    assert row_of(shown, "Old believed") == "█   ▆     ▄"
    assert row_of(shown, "New believed") == "▂   ▄     █"
    assert row_of(shown, "Fit it") == "○"
    assert row_of(shown, "Did not fit") == "  ● 2     ●"
    assert "▂ not, ▄ a little, ▆ half, █ mostly, ○ fit it, ● did not fit" in " ".join(shown.split())
    assert "Each column is a week; a number stands for so many moments." in " ".join(shown.split())
    assert "4 moments, the last on 22 Nov" in shown
    assert all(cells(line) <= int(columns) for line in shown.splitlines())


def test_in_letters_each_degree_has_its_own(rj: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    looks = {"2026-11-02": ("mostly", "not"), "2026-11-09": ("half", "a-little")}
    shown = with_picture(rj, looks, [("2026-11-10", "fits"), ("2026-11-02", "does-not-fit")])("look", "echoes").out

    assert row_of(shown, "Old believed") == "mh"
    assert row_of(shown, "New believed") == "na"
    assert (row_of(shown, "Fit it"), row_of(shown, "Did not fit")) == (" o", "#")
    assert shown.isascii()


def test_years_are_drawn_in_columns_of_several_weeks_that_fit(rj: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    looks = {"2023-01-02": ("mostly", "not"), "2026-11-16": ("not", "mostly")}
    tied = [(f"2024-{month:02}-1{day}", "fits") for month in range(1, 13) for day in range(4)]
    shown = with_picture(rj, looks, tied)("look", "echoes").out
    numbers = [int(sign) if sign.isdigit() else 1 for sign in row_of(shown, "Fit it") if sign != " "]

    assert re.search(r"Each column is \d+ weeks", shown)
    assert sum(numbers) == 48
    assert all(len(line) <= 60 for line in shown.splitlines())


def test_for_a_screen_reader_the_old_picture_is_words(rj: Program) -> None:
    looks = {"2026-11-02": ("mostly", "not"), "2026-11-09": ("half", "a-little")}
    shown = with_picture(rj, looks, [("2026-11-10", "fits")])("--plain", "look", "echoes").out

    assert not set("▂▄▆█●○") & set(shown)
    assert "mostly on 2 Nov, half on 9 Nov" in shown


def test_looking_at_a_picture_again_ends_with_how_it_was_believed(rj: Program) -> None:
    with_picture(rj, {"2026-11-02": ("mostly", "not")}, [("2026-11-10", "does-not-fit")])
    there = AtTerminal("reflect", "picture").sees("Look at one of these again?").types("1", ENTER)
    there.sees("Where is it from?").types(ENTER).sees("guarded").types(ENTER)
    there.sees("that fit it?").types(ENTER).sees("not fit it?").types(ENTER).sees("still hold true").types(ENTER)
    there.sees("the old one today?").types("h").sees("And the new one?").types("m")
    code, shown = there.ends()

    assert code == 0
    assert "An old picture, a roomier one" in shown
    assert row_of(shown, "Old believed") == "█ ▆"
    assert row_of(shown, "Did not fit") == " ●"


def test_the_first_look_at_a_picture_has_nothing_to_draw_yet(rj: Program) -> None:
    rj.log("A word. @Ada")
    there = AtTerminal("reflect", "picture").sees("The old picture").types("If I ask, people leave.", ENTER)
    code, shown = there.sees("Where is it from?").types(ESC).ends()

    assert code == 0
    assert "a roomier one" not in shown


def test_a_dumb_terminal_gets_letters(demo: Program) -> None:
    code, shown = AtTerminal("look", "map", TERM="dumb", PAGER="").ends()

    assert code == 0
    assert not set("•─→◆◈◇") & set(shown)
    assert mapped(shown.replace("\r", ""))
