"""Commands that need an entry, a person or a pattern offer a list at a terminal; a number or a name is a command."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.at_terminal import CTRL_C, ENTER, ESC, AtTerminal
from tests.support.made_once import MadeOnce


def _three_moments(rj: Any) -> None:
    """Three moments, the first of them a break, with three people."""
    rj("log", "We quarrelled. @Sam +d +snapped", "--when", "3 days ago")
    rj("log", "Tea with @Ada. +c", "--when", "2 days ago")
    rj("log", "Bread with @Jude.", "--when", "yesterday")


@pytest.fixture(autouse=True)
def _journal_that_is_there(made_once: MadeOnce) -> None:
    made_once(_three_moments)


def entry(rj: Any, number: int) -> Any:
    return rj("show", str(number), "--json").json()


def test_show_offers_the_newest_first_and_a_number_shows_it(rj: Any) -> None:
    there = AtTerminal("show").sees("Which one?").sees("1 Sat 21 Nov Jude").sees("2 Fri 20 Nov Ada").types("2")
    code, shown = there.ends()

    assert code == 0
    assert "Tea with Ada." in shown


def test_enter_takes_the_newest_and_words_find_another(rj: Any) -> None:
    _, newest = AtTerminal("show").sees("Which one?").types(ENTER).ends()
    _, found = AtTerminal("show").sees("Which one?").types("quarr", ENTER).ends()

    assert "Bread with Jude." in newest
    assert "We quarrelled." in found


def test_edit_tag_and_more_take_what_was_picked(rj: Any) -> None:
    AtTerminal("edit", "--private").sees("want to change?").types("2").ends()
    AtTerminal("tag", "+calm").sees("want to tag?").types("2").ends()
    AtTerminal("tag").sees("want to tag?").types("1").sees("What changes?").types("+hurt f", ENTER).ends()
    AtTerminal("more").sees("more to say?").types("2").sees("Ada").sees("One thing you did?").types(ESC).ends()

    assert (entry(rj, 2)["private"], entry(rj, 2)["felt_before"]) == (True, ["calm"])
    assert (entry(rj, 3)["felt_before"], entry(rj, 3)["tone"]) == (["hurt"], "disconnection")


def test_delete_takes_nothing_unless_it_is_picked(rj: Any) -> None:
    code, shown = AtTerminal("delete").sees("want to delete?").types(ENTER).ends()
    assert (code, "Nothing was chosen." in shown) == (0, True)
    assert len(rj("list", "--json").json()) == 3

    AtTerminal("delete").sees("want to delete?").types("1").ends()
    assert [moment["id"] for moment in rj("list", "--json").json()] == [2, 1]


def test_link_asks_for_both_ends_and_the_tie(rj: Any) -> None:
    there = AtTerminal("link").sees("Which entry points?").types("1").sees("How is it tied?").types("1")
    there.sees("repairs which?").types("2").ends()

    assert [(link["to"], link["as"]) for link in entry(rj, 3)["links"]] == [(entry(rj, 1)["uid"], "repairs")]


def test_people_are_picked_by_who_was_with_me_last(rj: Any) -> None:
    _, shown = AtTerminal("people", "show").sees("Who?").sees("1 Jude   2 Ada   3 Sam").types("3").ends()
    assert "Sam" in shown

    there = AtTerminal("people", "merge").sees("go to somebody else?").types("1").sees("Who is Jude in truth?")
    there.types("1").ends()
    assert entry(rj, 3)["people"] == ["Ada"]


def test_a_pattern_is_picked_by_its_name(rj: Any) -> None:
    AtTerminal("patterns", "--hide").sees("hidden from now on?").types("bracing", ENTER).sees("is hidden").ends()

    assert "bracing is shown again" in rj("patterns", "bracing", "--unhide").out


@pytest.mark.parametrize(("key", "code"), [(ESC, 0), (CTRL_C, 130)])
@pytest.mark.parametrize("line", ["show", "tag", "delete", "mend", "link", "people merge", "patterns --hide"])
def test_each_can_be_left_and_changes_nothing(rj: Any, line: str, key: str, code: int) -> None:
    before = rj("export").out
    left, shown = AtTerminal(*line.split()).sees("?").types(key).ends()

    assert left == code
    assert "Traceback" not in shown
    assert rj("export").out == before


@pytest.mark.parametrize(
    "line",
    ["delete", "link", "link 1", "people show", "people merge Ada", "people forget", "patterns --hide", "hunch show"],
)
def test_without_a_terminal_it_says_what_is_missing(rj: Any, line: str) -> None:
    result = rj(*line.split(), code=2)

    assert result.err.startswith("error: ")
    assert len(result.err.splitlines()) == 2


def test_a_number_shows_that_entry_and_a_name_that_person(rj: Any) -> None:
    assert "Tea with Ada." in rj("2").out
    assert rj("2", "--json").json()["id"] == 2
    for name in ("Jude", "jude", "@Jude"):
        assert rj(name).out.startswith("Jude")
    assert rj("99", code=1).err.startswith('error: there is no entry "99"')


@pytest.mark.parametrize(
    ("word", "ways"),
    [
        ("Jud", "rj people show Jude"),
        ("jode", "rj people show Jude"),
        ("jorg", "rj people show Jörg"),
        ("Lina", "rj link, rj people show 'Aunt Lena'"),
    ],
)
def test_a_name_near_that_of_a_person_names_the_line_that_was_meant(rj: Any, word: str, ways: str) -> None:
    rj("people", "add", "Aunt Lena", "--also", "Lena")
    rj("people", "add", "Jörg")

    assert rj(word, code=2).err == f'error: no command and nobody here is called "{word}"\nNear: {ways}.\n'


def test_a_slip_in_a_command_names_the_command_alone(rj: Any) -> None:
    assert rj("lst", code=2).err.splitlines()[0] == "error: no such command 'lst'. Did you mean 'list'?"


@pytest.mark.parametrize(
    ("word", "here"), [("ls", "rj list"), ("add", "rj log"), ("config", "rj settings"), ("today", "--since today")]
)
def test_what_other_programs_call_a_command_is_said(rj: Any, word: str, here: str) -> None:
    result = rj(word, code=2)

    assert result.err.splitlines()[0] == f'error: there is no command "{word}"'
    assert here in result.err.splitlines()[1]


def test_the_words_of_a_line_that_is_no_command_are_kept_still(rj: Any) -> None:
    rj("add", "I was hurt by Sam", code=2)

    assert "I was hurt by Sam" in rj("doctor", "--drafts").out


def test_a_slip_in_a_command_asks_for_no_passphrase(rj: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RJ_NEW_PASSPHRASE", "seven quiet herons")
    rj("passphrase")
    rj("lock")
    monkeypatch.delenv("RJ_NEW_PASSPHRASE")
    code, shown = AtTerminal("lits").ends()

    assert code == 2
    assert "Passphrase" not in shown
    assert "list" in shown
