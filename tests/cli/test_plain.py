"""Plain prompts: each question and answer is a line, nothing is drawn anew, so that a screen reader reads it well."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.at_terminal import BACK, ENTER, ESC, AtTerminal


@pytest.fixture(autouse=True)
def _journal_that_is_there(rj: Any) -> None:
    rj("people", "add", "Ada", "--relationship", "close-friend")
    rj("settings", "read-back", "off")


@pytest.mark.parametrize("line", [("--plain", "log"), ("log", "--plain"), ("log",)])
def test_the_option_before_or_after_the_command_or_the_setting_asks_plainly(rj: Any, line: tuple[str, ...]) -> None:
    if "--plain" not in line:
        rj("settings", "plain", "on")
    there = AtTerminal(*line).sees("What happened?").sees(">").types("Tea with Ada.", ENTER)
    there.sees("With whom?").types("1", ENTER).sees("= Ada").sees("Closer or further?").types("c", ENTER)
    there.sees("One thing you did?").types("reached", ENTER)
    code, shown = there.ends()
    (entry,) = rj("list", "--json").json()

    assert code == 0
    assert (entry["people"], entry["tone"], entry["moves"]) == (["Ada"], "connection", ["reached-out"])
    assert "= I reached out" in shown


def test_nothing_is_drawn_anew(rj: Any) -> None:
    there = AtTerminal("log", "--plain", NO_COLOR="1").sees("What happened?").sees(">").types("Tea.", ENTER)
    there.sees("With whom?").types(ESC)
    there.child.expect("Saved as 1")

    assert "\x1b" not in there.child.before


def test_esc_and_ctrl_b_need_no_enter(rj: Any) -> None:
    there = AtTerminal("log", "--plain").sees("What happened?").sees(">").types("Tea.", ENTER)
    there.sees("With whom?").types("1", ENTER).sees("Closer or further?").types(BACK)
    there.sees("With whom?").sees("> Ada").types(ESC)
    code, _ = there.ends()

    assert code == 0
    assert rj("list", "--json").json()[0]["people"] == ["Ada"]


def test_letters_taken_back_are_taken_back(rj: Any) -> None:
    there = AtTerminal("log", "--plain").sees("What happened?").sees(">")
    there.types("Teaa", "\x7f", " mit", "\x17", "with Jürgen\x7f\x7fen ☔", "\x7f", "🌧", ENTER)
    there.sees("With whom?").types(ESC).ends()

    assert rj("list", "--json").json()[0]["text"] == "Tea with Jürgen 🌧"


def test_a_row_of_things_is_asked_one_by_one(rj: Any) -> None:
    rj("log", "Tea. @ada +c +warm +calm +to-be-close +reached-out +went-silent +after:warm +after:calm")
    there = AtTerminal("more", "--plain").sees("less, same or more?").sees("energy").types("-", ENTER)
    there.sees("worth").types(ENTER).sees("wanting more contact").types("+", ENTER).ends()

    assert rj("list", "--json").json()[0]["good"] == {"zest": "less", "more-connection": "more"}


def test_words_after_two_dashes_are_words(rj: Any) -> None:
    assert rj("log", "--", "I was --plain", "--plain").out.startswith("Saved as 1")
    assert rj("list", "--json").json()[0]["text"] == "I was --plain --plain"
