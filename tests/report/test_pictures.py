"""The pictures: shapes before shades, described in words, and of nothing that was left out."""

from __future__ import annotations

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from relational_journal.model import Window
from relational_journal.report.document.document import Dots, items
from relational_journal.report.session_page import charts
from relational_journal.report.session_page.chart_data import Pictured, Span, Weeks
from tests.support.eight_weeks import PageOf

DAYS = Window(date(2026, 9, 28), date(2026, 11, 22))
SVG = "{http://www.w3.org/2000/svg}"


def weeks_of(*counts: tuple[int, int, int]) -> Pictured:
    days = [DAYS.since + timedelta(7 * at) for at in range(len(counts))]
    columns = tuple(Weeks(day, day + timedelta(6), each) for day, each in zip(days, counts, strict=True))
    return Pictured(DAYS, columns, (), 2026)


def spans_of(*spans: tuple[int, str, int | None]) -> Pictured:
    def day(after: int) -> date:
        return DAYS.since + timedelta(after)

    return Pictured(
        DAYS,
        (),
        tuple(Span(day(a), how, None if b is None else day(b), str(n)) for n, (a, how, b) in enumerate(spans)),
        2026,
    )


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


@pytest.mark.parametrize("counted", [Dots(0, 0, 0, 0), Dots(5, 0, 16, 0)])
def test_no_moments_and_more_than_twenty_are_not_drawn(counted: Dots) -> None:
    assert charts.dots(counted) is None


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


def test_one_week_alone_and_weeks_without_a_tone_are_not_drawn() -> None:
    assert charts.weeks(weeks_of((3, 1, 1))) is None
    assert charts.weeks(weeks_of((0, 0, 0), (0, 0, 0))) is None


def test_years_of_weeks_share_at_most_twenty_six_columns(page_of: PageOf) -> None:
    page = page_of(window=Window(date(2016, 1, 4), date(2026, 11, 22)))
    figure = charts.weeks(page.pictured)

    assert figure is not None
    assert 2 <= len(page.pictured.weeks) <= 26
    assert sum(sum(column.counts) for column in page.pictured.weeks) > 20
    assert page.pictured.weeks[-1].until == date(2026, 11, 22)
    assert "Moments by 22 weeks" in figure.picture.alt


def test_breaks_are_links_that_close_where_they_were_mended() -> None:
    figure = charts.breaks(spans_of((3, "mended", 10), (12, "open", None), (20, "partly", 28), (40, "let-go", None)))

    assert figure is not None
    assert figure.picture.alt == ("4 breaks from 28 Sep to 22 Nov: 1 mended, 1 partly mended, 1 open, 1 let go")
    assert [key.label for key in figure.keys] == ["mended", "partly mended", "open", "let go"]
    assert len([shape for shape in shapes(figure) if shape.tag == f"{SVG}circle"]) == 2
    dashes = [shape.get("stroke-dasharray") for shape in shapes(figure)]
    assert sorted(dash for dash in dashes if dash) == ["1 5", "5 4"]


def test_many_open_breaks_stay_a_small_picture() -> None:
    figure = charts.breaks(spans_of(*((at, "open", None) for at in range(40))))

    assert figure is not None
    assert figure.picture.alt.startswith("40 breaks from")
    assert float(ElementTree.fromstring(figure.picture.svg).get("height") or 0) < 160


def test_more_breaks_than_fit_one_day_say_how_many_are_drawn() -> None:
    figure = charts.breaks(spans_of(*((5, "open", None) for _ in range(30))))

    assert figure is not None
    assert re.match(r"\d+ of 30 breaks from", figure.picture.alt)
    assert float(ElementTree.fromstring(figure.picture.svg).get("height") or 0) < 160


def test_very_many_breaks_are_left_to_the_numbers() -> None:
    assert charts.breaks(spans_of(*((at % 50, "open", None) for at in range(41)))) is None


def test_every_picture_has_one_ink_and_no_colour_no_word_and_no_arrow(page_of: PageOf) -> None:
    seen = page_of().pictured
    drawn = [charts.weeks(seen), charts.breaks(seen)]
    for figure in filter(None, drawn):
        for picture in (figure.picture, *(key.picture for key in figure.keys)):
            picture_ = ElementTree.fromstring(picture.svg)
            inks = {shape.get(name) for shape in picture_.iter() for name in ("fill", "stroke")} - {None}
            assert inks <= {"none", "currentColor"}
            assert {shape.tag.removeprefix(SVG) for shape in picture_.iter()} <= {"svg", "path", "circle", "rect"}
            assert not "".join(picture_.itertext()).strip()
            assert picture_.get("role") == "img"
            assert picture_.get("aria-label") == picture.alt


def test_what_was_left_out_of_the_lines_is_not_drawn(page_of: PageOf) -> None:
    page = page_of()
    all_drawn = page.pictured.seen_on(page.report)
    opened = next(number for number, block in items(page.report) if " open" in str(block) and "uids" in str(block))
    without_open = page.without([opened])

    assert any(span.status == "open" for span in all_drawn.spans)
    assert not any(span.status == "open" for span in without_open.pictured.seen_on(without_open.report).spans)
    assert page_of(leave=("breaks",)).pictured.seen_on(page_of(leave=("breaks",)).report).spans == ()
    assert page_of(leave=("about",)).pictured.seen_on(page_of(leave=("about",)).report).weeks == ()


def test_the_strip_counts_the_moments_of_the_page(page_of: PageOf) -> None:
    page = page_of()

    assert 0 < sum(sum(column.counts) for column in page.pictured.weeks) <= page.pattern_moments
