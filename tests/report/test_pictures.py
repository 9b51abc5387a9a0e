"""The pictures: shapes before shades, described in words, and of nothing that was left out."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest

from relational_journal.model import Window
from relational_journal.report.document.document import UNMARKED, Bars, Dots, Weeks
from relational_journal.report.document.items import items
from relational_journal.report.render.to_html import to_html
from relational_journal.report.session_page import charts
from relational_journal.report.session_page.page import Page
from tests.support.eight_weeks import PageOf

SVG = "{http://www.w3.org/2000/svg}"


def weeks_of(*counts: tuple[int, int, int]) -> Weeks:
    tones = ("connection", "mixed", "disconnection")
    columns = tuple(tuple(tone for tone, n in zip(tones, each, strict=True) for _ in range(n)) for each in counts)
    return Weeks("28 Sep", "22 Nov", tuple(f"2026-10-{at + 1:02}" for at in range(len(columns))), columns)


def drawn_on(page: Page) -> list[charts.Figure]:
    drawn = [charts.weeks(b) for _, b in items(page.report) if isinstance(b, Weeks)]
    return [figure for figure in drawn if figure]


def shapes(figure: charts.Figure | None) -> list[ElementTree.Element]:
    assert figure is not None
    return list(ElementTree.fromstring(figure.picture.svg))


def test_x_of_n_is_one_dot_a_moment() -> None:
    picture = charts.dots(Dots(shows=5, turned=1, otherwise=11, neither=1))

    assert picture is not None
    drawn = ElementTree.fromstring(picture.svg)
    full = [dot for dot in drawn.iter(f"{SVG}circle") if dot.get("r") == "5.2"]
    hollow = [dot for dot in drawn.iter(f"{SVG}circle") if dot.get("r") == "4.6"]
    half = list(drawn.iter(f"{SVG}path"))
    small = [dot for dot in drawn.iter(f"{SVG}circle") if dot.get("r") == "1.6"]
    assert (len(full), len(half), len(hollow) - len(half), len(small)) == (4, 1, 11, 1)
    assert picture.alt == (
        "5 of 17 dots full; 1 of these half; 11 hollow, where it went otherwise; 1 small, where neither is said"
    )


def test_no_moments_are_not_drawn() -> None:
    assert charts.dots(Dots(0, 0, 0, 0)) is None


def test_more_than_twenty_moments_are_a_bar_whose_parts_are_as_long_as_their_counts() -> None:
    picture = charts.dots(Dots(shows=15, turned=0, otherwise=15, neither=30))

    assert picture is not None
    rects = [shape for shape in ElementTree.fromstring(picture.svg) if shape.tag == f"{SVG}rect"]
    wide = [float(rect.get("width") or 0) for rect in rects]
    assert wide[0] == pytest.approx(wide[1], abs=0.2)
    assert wide[0] < wide[2]
    assert picture.alt.startswith("15 of 60 parts of the bar full")


def test_counts_beside_each_other_are_as_long_as_they_are_large() -> None:
    away, none, contact = 12, 0, 6
    drawn = charts.bars(Bars((("in contact", contact), ("against", none), ("away", away)), "(of 15 that say)"))
    wide = [
        float(shape.get("width") or 0)
        for each in drawn
        for shape in ElementTree.fromstring(each.picture.svg)
        if shape.tag == f"{SVG}rect"
    ]

    assert [each.picture.alt for each in drawn] == ["in contact 6", "away 12"]
    assert 2 * wide[0] == pytest.approx(wide[1])


def test_a_moment_without_a_tone_has_a_mark_of_its_own() -> None:
    figure = charts.weeks(Weeks("28 Sep", "22 Nov", ("2026-09-28",), (("connection", UNMARKED, UNMARKED),)))

    assert figure is not None
    assert [key.label for key in figure.keys] == ["connection", "no tone"]
    assert figure.picture.alt.endswith(": connection 1; no tone 2")
    assert len([shape for shape in shapes(figure) if shape.tag == f"{SVG}rect"]) == 2


def test_whatever_occurs_once_in_a_long_bar_is_seen() -> None:
    picture = charts.dots(Dots(shows=1, turned=0, otherwise=999, neither=0))

    assert picture is not None
    rects = [shape for shape in ElementTree.fromstring(picture.svg) if shape.tag == f"{SVG}rect"]
    assert len(rects) == 2
    assert float(rects[0].get("width") or 0) > 2


def test_a_week_shows_each_moment_as_the_mark_of_its_tone() -> None:
    figure = charts.weeks(weeks_of((3, 0, 1), (0, 1, 2)))

    diamonds = [shape for shape in shapes(figure) if "l" in (shape.get("d") or "")]
    assert len([shape for shape in diamonds if shape.get("fill") == "currentColor"]) == 3 + 1
    assert len([shape for shape in diamonds if shape.get("stroke")]) == 3 + 1
    assert figure is not None
    assert [key.label for key in figure.keys] == ["connection", "mixed", "disconnection"]
    assert figure.picture.alt.endswith(": connection 3, 0; mixed 0, 1; disconnection 1, 2")


def test_crowded_weeks_become_bars_as_tall_as_their_counts() -> None:
    bars = [shape for shape in shapes(charts.weeks(weeks_of((80, 0, 0), (40, 0, 20)))) if shape.tag == f"{SVG}rect"]

    heights = [float(bar.get("height") or 0) for bar in bars]
    assert len(heights) == 3
    assert heights[0] == pytest.approx(2 * heights[1]) == pytest.approx(4 * heights[2])


def test_weeks_without_a_tone_are_not_drawn() -> None:
    assert charts.weeks(weeks_of((0, 0, 0), (0, 0, 0))) is None


def test_years_of_weeks_share_at_most_twenty_six_columns(page_of: PageOf) -> None:
    page = page_of(window=Window(date(2016, 1, 4), date(2026, 11, 22)))
    weeks = next(block for _, block in items(page.report) if isinstance(block, Weeks))

    assert 2 <= len(weeks.columns) <= 26
    assert sum(map(len, weeks.columns)) > 20


def test_every_picture_has_one_ink_and_no_colour_no_word_and_no_arrow(page_of: PageOf) -> None:
    page = page_of()
    lengths = [each for _, b in items(page.report) if isinstance(b, Bars) for each in charts.bars(b)]
    assert lengths
    for figure in (*drawn_on(page), *lengths):
        for picture in (figure.picture, *(key.picture for key in getattr(figure, "keys", ()))):
            picture_ = ElementTree.fromstring(picture.svg)
            inks = {shape.get(name) for shape in picture_.iter() for name in ("fill", "stroke")} - {None}
            assert inks <= {"none", "currentColor"}
            assert {shape.tag.removeprefix(SVG) for shape in picture_.iter()} <= {"svg", "path", "circle", "rect"}
            assert not "".join(picture_.itertext()).strip()
            assert picture_.get("role") == "img"
            assert picture_.get("aria-label") == picture.alt


def test_what_was_left_out_is_not_drawn(page_of: PageOf) -> None:
    page = page_of()
    number = next(number for number, block in items(page.report) if isinstance(block, Bars))

    assert "appeasing" in to_html(page)
    assert "appeasing" not in to_html(page.without([number]))
    assert len(drawn_on(page_of(leave=("ways",)))) == 0


def test_the_weeks_hold_the_moments_of_the_page_and_no_others(page_of: PageOf) -> None:
    page = page_of()
    weeks = next(block for _, block in items(page.report) if isinstance(block, Weeks))

    assert sum(map(len, weeks.columns)) == page.pattern_moments
