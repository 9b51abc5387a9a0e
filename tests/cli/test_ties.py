"""Breaks and what mends them: ties set partly, one key ties, `rj mend` alone never makes a break."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.at_terminal import ENTER, AtTerminal


@pytest.fixture
def quarrel(rj: Any) -> Any:
    return rj.log("2026-11-16: A quarrel. @Sam +d", "--break")


@pytest.mark.parametrize("way", ["log", "link"])
def test_a_break_said_to_be_open_is_partly_mended_when_what_repairs_is_tied_to_it(
    rj: Any, quarrel: Any, way: str
) -> None:
    number = str(quarrel["id"])
    if way == "log":
        rj("log", "2026-11-17: We talked. @Sam +c +repaired", "--repairs", number)
    else:
        rj("log", "2026-11-17: We talked. @Sam +c +repaired")
        rj("link", "2", number, "--as", "repairs")
    tied = rj("show", number, "--json").json()["break"]
    rj("undo")

    assert (quarrel["break"], tied) == ("open", "partly")
    assert rj("show", number, "--json").json()["break"] == "open"


def test_a_tie_without_a_repair_tag_or_of_another_kind_leaves_it_open(rj: Any, quarrel: Any) -> None:
    rj("log", "2026-11-17: We talked. @Sam +c +listened", "--repairs", "1")
    rj("log", "2026-11-18: We talked again. @Sam +c +repaired")
    rj("link", "3", "1", "--as", "echoes")

    assert rj("show", "1", "--json").json()["break"] == "open"


def test_what_is_read_as_open_is_not_stored_when_tied(rj: Any) -> None:
    rj.log("2026-11-16: A quarrel. @Sam +d")
    rj("log", "2026-11-17: We talked. @Sam +c +repaired", "--repairs", "1")

    assert rj("show", "1", "--json").json()["break"] is None
    assert rj("look", "repairs", "--json").json()["partly"] == 1


def test_mend_without_an_id_names_the_open_breaks_and_never_makes_one(rj: Any, quarrel: Any) -> None:
    rj.log("2026-11-20: Tea. @Ada +c")
    refused = rj("mend", code=2)

    assert refused.out == ""
    assert refused.err.splitlines() == [
        "error: which break? Open: 1 (Mon 16 Nov, Sam)",
        "Name one: rj mend 1.",
    ]
    assert rj("show", "2", "--json").json()["break"] is None


def test_mend_with_words_and_no_id_keeps_the_words(rj: Any, quarrel: Any) -> None:
    refused = rj("mend", "We talked it over.", code=2)

    assert "which break?" in refused.err
    assert "kept" in refused.err.lower()


def test_where_no_break_is_open_mend_says_so(rj: Any) -> None:
    rj.log("2026-11-20: Tea. @Ada +c")

    assert "no break is open" in rj("mend", code=1).err


def test_at_a_terminal_the_break_is_picked(rj: Any, quarrel: Any) -> None:
    rj.log("2026-11-18: Another. @Ada +d")
    code, _ = AtTerminal("mend").sees("Which break?").sees("1 2 (Wed 18 Nov, Ada)").types("2", ENTER).ends()

    assert code == 0
    assert rj("show", "1", "--json").json()["break"] == "mended"
    assert rj("show", "2", "--json").json()["break"] is None


def test_one_key_ties_what_repairs_to_the_break_it_seems_to_mend(rj: Any, quarrel: Any) -> None:
    there = AtTerminal("log", "2026-11-17: We talked. @Sam +c +repaired")
    code, shown = there.sees("Does this mend 1 (Mon 16 Nov, Sam)?").types("y").ends()

    assert code == 0
    assert "2 is tied to 1" in shown
    assert rj("show", "1", "--json").json()["break"] == "partly"
    assert [link["as"] for link in rj("show", "2", "--json").json()["links"]] == ["repairs"]


def test_enter_leaves_it_untied(rj: Any, quarrel: Any) -> None:
    AtTerminal("log", "2026-11-17: We talked. @Sam +c +repaired").sees("Does this mend").types(ENTER).ends()

    assert rj("show", "2", "--json").json()["links"] == []


@pytest.mark.parametrize(
    "line",
    [
        "2026-11-17: We talked. @Ada +c +repaired",
        "2026-11-17: We talked. @Sam +c +listened",
        "2026-11-15: We talked. @Sam +c +repaired",
    ],
)
def test_nothing_is_asked_where_nothing_seems_mended(rj: Any, quarrel: Any, line: str) -> None:
    code, shown = AtTerminal("log", line).ends()

    assert code == 0
    assert "Does this mend" not in shown


def test_from_the_first_unsafe_moment_on_no_repair_is_offered(rj: Any, quarrel: Any) -> None:
    rj.log("2026-11-17: He stood in the door. @Sam +d +kept-myself-safe")
    _, shown = AtTerminal("log", "2026-11-18: We talked. @Sam +c +repaired").ends()

    assert "Does this mend" not in shown
    assert rj("--json").json()["open_breaks"] == []
    assert "no break is open" in rj("mend", code=1).err
