"""What of a text can be read in several ways is asked after it is stored; what was meant is what is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from relational_journal.capture.syntax.draft import Draft
from relational_journal.capture.syntax.quick_entry import read_moment
from tests.support.at_terminal import CTRL_C, ENTER, AtTerminal


def log(text: str) -> int:
    """Log a text and settle it, as `rj log` does at a terminal."""
    from relational_journal.cli.asking.disambiguate import store_and_settle
    from relational_journal.cli.context import open_journal

    with open_journal(create=True) as journal:

        def read(chosen: Mapping[str, str]) -> Draft:
            return read_moment(
                text,
                now=journal.now(),
                vocabulary=journal.vocabulary,
                people=journal.people.all(),
                chosen=chosen,
                ask=True,
            )

        try:
            store_and_settle(journal, read({}), read)
        except KeyboardInterrupt:
            return 130
    return 0


def test_a_name_one_letter_off_is_asked_and_makes_nobody_new(rj: Any) -> None:
    rj("people", "add", "Jonas")
    AtTerminal(program=lambda: log("He stayed. @jonsa +c")).sees("Did you mean").sees("1 Jonas").types("1").ends()
    (entry,) = rj("list", "--json").json()
    people = [person["name"] for person in rj("people", "--json").json()]
    rj("undo")

    assert (entry["people"], people) == (["Jonas"], ["Jonas"])
    assert rj("list", "--json").json() == []


def test_enter_keeps_the_name_as_written(rj: Any) -> None:
    rj("people", "add", "Jonas")
    AtTerminal(program=lambda: log("He stayed. @jon +c")).sees("Did you mean").types(ENTER).ends()
    (entry,) = rj("list", "--json").json()

    assert entry["people"] == ["jon"]


def test_an_own_word_with_a_key_near_it_can_become_that_key_in_its_place(rj: Any) -> None:
    rj("people", "add", "Ada")
    AtTerminal(program=lambda: log("Late. @ada +went-silent +lonley")).sees("Did you mean").types("1").ends()
    (entry,) = rj("list", "--json").json()

    assert (entry["felt_after"], entry["own"]) == (["lonely"], [])
    assert rj("words", "lonley", "--json", code=None).code == 1


def test_a_tag_that_fits_several_keys_is_asked_by_number(rj: Any) -> None:
    rj("people", "add", "Ada")
    AtTerminal(program=lambda: log("Tea. @ada +said-what")).sees("+said-what could be several").types("2").ends()
    (entry,) = rj("list", "--json").json()

    assert entry["moves"] == ["said-what-i-needed"]


def test_ctrl_c_keeps_the_moment_as_written(rj: Any) -> None:
    rj("people", "add", "Jonas")
    code, _ = AtTerminal(program=lambda: log("He stayed. @jonsa +c")).sees("Did you mean").types(CTRL_C).ends()
    (entry,) = rj("list", "--json").json()

    assert code == 130
    assert (entry["text"], entry["people"]) == ("He stayed. @jonsa +c", ["jonsa"])
