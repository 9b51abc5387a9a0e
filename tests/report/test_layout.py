"""Lines of a report: nothing cut, nothing wider than the page, two alphabets that are never mixed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relational_journal.report.document.bare_lines import plain
from relational_journal.report.document.document import (
    Dots,
    Pair,
    Quote,
    Report,
    Row,
    Section,
    Tally,
    Text,
    ToneMark,
    line,
    number,
)
from relational_journal.report.document.items import items, without
from relational_journal.report.render.to_terminal import to_terminal
from relational_journal.report.render.to_text import to_text
from relational_journal.text.width import LETTERS, SIGNS, cells, clipped, harmless
from relational_journal.text.wrap import Piece, wrap


def _report(words: str = "came back") -> Report:
    rows = (
        Row((line("34"), line("20 Nov"), line("Jonas"), line("they opened up")), arrow=True, own=(line(Quote(words)),)),
        Row((line("9"), line("15 Nov"), line("Mum"), line("they reached out, anxious")), arrow=True),
    )
    tally = Tally("p", "Pushing people away", Dots(5, 1, 11, 1), (line("of the 17"), line("guard")), own=(line("own"),))
    return Report(
        "Patterns · 28 Sep – 22 Nov 2026",
        "beside it",
        head=(line(ToneMark("connection"), " connection 14   ", ToneMark("disconnection"), " disconnection 10"),),
        sections=(
            Section("one", "CONNECTION", (tally,)),
            Section("two", "", (Pair("ALSO", line("shutting down ", number("4 of 11"), " · more")),)),
            Section("three", "WHEN IT SHOWED", rows),
            Section("four", "Patterns", (tally,), silent=True),
        ),
        foot=(line("In full: ", Text("rj patterns pushing-away", "command")),),
    )


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_page_and_nothing_is_lost(width: int) -> None:
    drawn = to_text(_report(), width=width)
    squeezed = "".join(drawn.split())

    assert all(cells(each) <= width for each in drawn.splitlines())
    for said in ("PushingpeopleawayPush"[:17], "●●●●◐○○○○○○○○○○○·", "theyreachedout,anxious", '"cameback"', "4of11"):
        assert said in squeezed


def test_dots_stand_beside_the_name_at_80_columns_and_below_it_where_there_is_no_room() -> None:
    dots = "●●●●◐○○○○○○○○○○○·"

    assert re.search(rf"Pushing people away +{dots}$", to_text(_report(), width=80), re.MULTILINE)
    assert re.search(rf"^ +{dots}$", to_text(_report(), width=40), re.MULTILINE)


def test_above_twenty_moments_the_numbers_stand_alone() -> None:
    tallies = tuple(Tally("p", "Name", Dots(5, 0, of - 5, 0), ()) for of in (20, 21))
    drawn = to_text(Report("t", sections=(Section("s", "S", tallies),)))

    assert drawn.count("○") == 15
    assert " 5 of 21  Name" in drawn


def test_a_count_and_a_command_are_never_broken_over_two_lines() -> None:
    for width in range(30, 70):
        drawn = to_text(_report(), width=width)

        assert "4 of 11" in drawn
        assert "rj patterns pushing-away" in drawn


def test_without_utf_8_the_signs_are_letters_and_all_of_it_is_ascii() -> None:
    drawn = to_text(_report(), signs=LETTERS)

    assert drawn.isascii()
    assert "####%ooooooooooo." in drawn
    assert "C connection 14   D disconnection 10" in drawn


def test_styles_change_no_sign() -> None:
    styled = to_terminal(_report(), width=80)

    assert re.sub(r"\x1b\[[0-9;]*m", "", styled) == to_text(_report(), width=80)


def test_there_is_neither_red_nor_green() -> None:
    codes = {code for found in re.findall(r"\x1b\[([0-9;]*)m", to_terminal(_report())) for code in found.split(";")}

    assert codes <= {"0", "1", "2", "3"}


@pytest.mark.parametrize("words", ["\x1b[31mred\x07", "[bold]x[/bold]", "a\u202eb", "one\ntwo\r\nthree", "\x9b31m"])
def test_a_persons_words_reach_no_terminal_as_anything_but_words(words: str) -> None:
    styled = to_terminal(_report(words))
    drawn = to_text(_report(words))

    assert f'"{harmless(words)}"' in drawn
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", drawn)
    assert set(re.findall(r"\x1b(.[0-9;]*.)", styled)) <= {"[0m", "[1m", "[2m", "[3m"}


def test_items_are_numbered_down_the_page_and_left_out_by_their_numbers() -> None:
    report = _report()
    first_lines = {at: plain(block)[0] for at, block in items(report)}

    assert list(first_lines) == list(range(1, 9))
    assert first_lines[1] == "Pushing people away: 5 of 17"
    assert first_lines[2] == "own"
    left = without(report, frozenset({3, 5, 7}))
    assert [section.key for section in left.sections] == ["one", "three"]
    assert plain(left.sections[1].blocks[0]) == ("34 · 20 Nov · Jonas → they opened up",)


def test_what_hangs_on_a_line_goes_with_it() -> None:
    assert '"came back"' not in to_text(without(_report(), frozenset({4})))


def test_numbers_stand_before_the_lines_they_leave_out() -> None:
    drawn = to_text(_report(), numbered=True, left_out=frozenset({1}))

    assert re.search(r"^  1   \(left out\)$", drawn, re.MULTILINE)
    assert re.search(r"^  4   34  20 Nov", drawn, re.MULTILINE)


@given(st.text(max_size=120), st.integers(10, 60))
def test_wrapping_keeps_every_sign_but_spaces(text: str, width: int) -> None:
    lines = ["".join(piece.text for piece in drawn) for drawn in wrap([Piece(text)], width)]

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cells(each) <= width or len(each) == 1 for each in lines)


def test_a_word_of_a_million_signs_is_wrapped_in_time() -> None:
    assert len(list(wrap([Piece("x" * 1_000_000)], 80))) == 12_500


@given(st.text(max_size=80), st.integers(1, 40))
def test_a_clipped_text_fits(text: str, columns: int) -> None:
    assert cells(clipped(text, columns)) <= columns


def test_a_text_is_clipped_between_words_and_says_so() -> None:
    assert clipped("one two three four", 12) == "one two…"
    assert clipped("one two", 12) == "one two"


def test_wide_signs_take_two_columns() -> None:
    assert cells("小明") == 4
    assert cells("e\u0301") == 1
    assert SIGNS.of_tone(None) == " "


def test_what_stands_beside_a_long_label_goes_below_it_where_there_is_no_room() -> None:
    pair = Pair("able to be myself with someone", line("fairly · very · a little"))
    report = Report("", sections=(Section("checkin", "Weeks", (pair,)),))

    assert "  able to be myself with someone\n      fairly · very · a little" in to_text(report, width=44)
    assert "  able to be myself with someone  fairly" in to_text(report, width=80)
