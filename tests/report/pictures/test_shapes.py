"""The drawing module: whatever is written in a picture leaves it a picture, and is read out as it was written."""

from __future__ import annotations

from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relational_journal.report.pictures.marks import legend, tone_key, tone_mark
from relational_journal.report.pictures.picture import Figure, Picture
from relational_journal.report.pictures.shapes import (
    INK,
    QUIET,
    described_svg,
    filled,
    fitted,
    width_of,
    words,
    wrapped,
)
from relational_journal.report.render.picture_files import to_svg
from relational_journal.text.width import harmless
from tests.support.contrast import contrast
from tests.support.pictures import SVG, Drawing

TONES = ("connection", "mixed", "ordinary", "disconnection", None)


@given(st.text(max_size=40))
def test_any_text_at_all_is_drawn_as_it_was_written_and_never_as_markup(text: str) -> None:
    source = described_svg(words(0, 10, text), 100, 20, key="it", title=text, description=text)
    root = ElementTree.fromstring(source)
    shown = harmless(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")

    assert [each.tag for each in root] == [f"{SVG}title", f"{SVG}desc", f"{SVG}text"]
    assert ["".join(each.itertext()) for each in root] == [shown] * 3


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "]]>", "&amp;", '"><image href="x"/>', "a\x00b\x1bc"])
def test_markup_in_a_name_stays_a_name(text: str) -> None:
    drawn = Drawing(to_svg(Picture(text, text, (text,), (Figure("a", text, (text,), words(0, 9, text), 10),), (text,))))

    assert drawn.words.count(harmless(text)) == 5
    assert {each.tag.removeprefix(SVG) for each in drawn.root.iter()} == {
        *("svg", "style", "title", "desc", "rect", "g", "text"),
    }


def test_every_picture_says_what_it_shows_to_whoever_does_not_see_it() -> None:
    root = ElementTree.fromstring(described_svg("", 10, 10, key="few", title="Few", description="one, two"))
    named = {each.get("id"): each.text for each in root}

    assert root.get("role") == "img"
    assert [named[name] for name in (root.get("aria-labelledby") or "").split()] == ["Few", "one, two"]


def test_marks_and_fills_differ_in_their_form_and_not_only_in_their_colour() -> None:
    marks = [tone_mark(tone, 7, 7) for tone in TONES]
    fills = [filled(at, 0, 7, 40, 12) for at in range(5)]

    for drawn in (marks, fills):
        assert all(one != other for one, other in combinations(drawn, 2))
        assert not any("#" in each or "rgb" in each for each in drawn)


@pytest.mark.parametrize("paper", ["#ffffff", "#fbfaf7"])
def test_quiet_words_can_be_read_where_no_style_sheet_is(paper: str) -> None:
    def part(colour: str, at: int) -> int:
        return int(colour[at : at + 2], 16)

    mixed = "#" + "".join(f"{round(part(INK, at) * QUIET + part(paper, at) * (1 - QUIET)):02x}" for at in (1, 3, 5))

    assert contrast(mixed, paper) >= 4.5


def test_a_legend_goes_on_below_where_the_line_is_full() -> None:
    keys = [tone_key(tone) for tone in TONES]
    one_line, high = legend(keys, 1000)
    several, higher = legend(keys, 120)

    assert higher > high
    assert one_line.count("<text") == several.count("<text") == len(TONES)


@given(st.text(max_size=60), st.integers(10, 300))
def test_words_are_cut_or_broken_to_the_room_there_is(text: str, room: int) -> None:
    assert width_of(fitted(text, room)) <= max(room, width_of("m"))
    assert " ".join(wrapped("one two three", room)).split() == ["one", "two", "three"]
