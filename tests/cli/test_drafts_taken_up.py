"""Words kept by an earlier run are offered by `rj log`, and taken up by a key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from relational_journal.store.engine.memory_folder import memory_backed_folder
from tests.support.at_terminal import BACKSPACE, DOWN, ENTER, ESC, AtTerminal

UP = "\x1b[A"


@pytest.fixture
def journal(rj: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A journal with two drafts, of which the second is the newer."""
    rj("log", "Tea.")
    monkeypatch.setenv("RJ_NOW", "2026-11-20T21:12:00+01:00")
    rj("log", "--nope", "Soup with Ada", code=2)
    monkeypatch.setenv("RJ_NOW", "2026-11-22T18:40:00+01:00")
    rj("log", "--nope", "Bread with Sam", code=2)
    return rj


def drafts(rj: Any) -> list[str]:
    return [draft["text"] for draft in rj("doctor", "--drafts", "--json").json()]


def texts(rj: Any) -> list[str]:
    return [entry["text"] for entry in rj("list", "--json").json()]


def test_the_newest_draft_is_taken_up_by_the_up_arrow_and_is_gone_once_it_is_stored(journal: Any) -> None:
    there = AtTerminal("log").sees("2 drafts are waiting: the up arrow takes up the newest").types(UP)
    there.sees("Bread with Sam").types("my", ENTER).sees("Saved as 2").types(ESC).ends()

    assert texts(journal) == ["Bread with Sammy", "Tea."]
    assert drafts(journal) == ["Soup with Ada"]


def test_it_is_gone_once_its_words_are_stored_also_if_ctrl_c_comes_right_then(journal: Any, monkeypatch) -> None:
    from relational_journal.journal.journal import Journal

    add = Journal.add

    def interrupted(*given: object, **named: object) -> None:
        add(*given, **named)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(Journal, "add", interrupted)
    there = AtTerminal("log").sees("drafts are waiting").types(UP).sees("Bread with Sam").types(ENTER)
    code, shown = there.ends()

    assert code == 130
    assert "It is stored as 2." in shown
    assert texts(journal) == ["Bread with Sam", "Tea."]
    assert drafts(journal) == ["Soup with Ada"]


def test_the_arrows_go_on_to_the_earlier_ones_and_back_to_an_empty_field(journal: Any) -> None:
    there = AtTerminal("log").sees("drafts are waiting").types(UP).sees("Draft 1 of 2, of Sun 22 Nov 18:40.")
    there.types(UP).sees("Draft 2 of 2, of Fri 20 Nov 21:12.").types(DOWN).sees("Bread").types(DOWN)
    there.sees("drafts are waiting").types("Cake.", ENTER).sees("Saved as 2").types(ESC).ends()

    assert texts(journal) == ["Cake.", "Tea."]
    assert drafts(journal) == ["Soup with Ada", "Bread with Sam"]


def test_a_draft_that_is_looked_at_and_left_stays_as_it_was(journal: Any) -> None:
    code, shown = AtTerminal("log").sees("drafts are waiting").types(UP).sees("Bread with Sam").types(ESC).ends()

    assert code == 0
    assert "The draft stays as it was." in shown
    assert drafts(journal) == ["Soup with Ada", "Bread with Sam"]


def test_its_words_are_not_shown_before_it_is_taken_up(journal: Any) -> None:
    _, shown = AtTerminal("log").sees("drafts are waiting").types("x", BACKSPACE, ESC).ends()

    assert "Bread" not in shown


def test_a_terminal_that_cannot_redraw_takes_it_up_by_its_number(journal: Any) -> None:
    journal("settings", "read-back", "off")
    there = AtTerminal("log", TERM="dumb").sees("2 drafts are waiting: 1 takes up the newest").types("2\r")
    there.sees("> Soup with Ada").types("m", ENTER).sees("With whom?").types(ESC).ends()

    assert texts(journal) == ["Soup with Adam", "Tea."]
    assert drafts(journal) == ["Bread with Sam"]


@pytest.mark.skipif(memory_backed_folder() is None, reason="no memory-backed storage here")
def test_a_draft_of_a_journal_with_a_passphrase_is_offered_too(rj: Any, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RJ_PASSPHRASE", "seven quiet herons")
    rj("log", "Tea.")
    rj("log", "--nope", "Soup with Ada", code=2)
    there = AtTerminal("log").sees("A draft of Sun 22 Nov 18:40 is waiting").types(UP).sees("Soup with Ada")
    there.types(ENTER).sees("Saved as 2").types(ESC).ends()

    assert texts(rj) == ["Soup with Ada", "Tea."]
    assert drafts(rj) == []
