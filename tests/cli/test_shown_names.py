"""A name that one command shows, typed after every command that takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from relational_journal.vocabulary.pattern_names import typed_name
from relational_journal.vocabulary.patterns import patterns

if TYPE_CHECKING:
    from tests.support.program import Program


def _days(rj: Program) -> None:
    for day in range(1, 8):
        rj.log(f"2026-11-0{day}: A word. @Sam +d +criticised-me +hurt +went-silent +they-were-warm")


@pytest.mark.parametrize(
    "name", ["going-quiet", "Going quiet", "going quiet", "quiet", '"Going quiet"', "going-silent"]
)
def test_every_command_that_takes_a_pattern_takes_its_shown_name(rj: Program, name: str) -> None:
    _days(rj)

    assert rj("patterns", name, "--json").json()["pattern"]["key"] == "going-silent"
    assert "Going quiet" in rj("summary", "--pattern", name, "--yes").out
    assert rj("patterns", name, "--hide").out == "going-silent is hidden from now on.\n"
    assert rj("patterns", name, "--unhide").out == "going-silent is shown again.\n"
    assert "It is a pattern: rj patterns going-quiet" in rj("look", name, code=1).err


def test_the_chase_on_the_page_is_both_of_its_roles(rj: Program) -> None:
    for day in range(1, 8):
        rj.log(f"2026-11-0{day}: A word. @Sam +d +they-pulled-away +pushed-for-answer")
        rj.log(f"2026-11-0{day}: A word. @Ada +d +they-pressed-me +pulled-back")
    sheet = rj("summary", "--pattern", "the chase", "--yes").out

    assert "\nPressing " in sheet
    assert "\nRetreating " in sheet
    error = rj("summary", "--pattern", "the chase", "--pattern", "limits", "--yes", code=2).err
    assert "the sheet has room for 2 patterns, and 3 were named" in error


def test_completion_offers_the_names_that_are_shown(rj: Program) -> None:
    from relational_journal.cli.completion.vocabulary_offers import vocabulary_offers

    offered = {offer.word for offer in vocabulary_offers("patterns", "", lambda: None)}

    assert offered == {name for row in patterns() for name in (row.key, typed_name(row))}
    for name in offered:
        assert rj("patterns", name).code == 0


@pytest.mark.parametrize("name", ["went quiet", "I went quiet", "I WENT QUIET", "went-silent", "quiet"])
def test_a_tag_is_taken_by_the_words_a_row_shows_for_it(rj: Program, name: str) -> None:
    _days(rj)

    assert len(rj("list", "--tag", name, "--json").json()) == 7
    assert "I went quiet" in rj("words", name).out
    stated = rj(
        "hunch", "add", "When hurt I go quiet.", "--when", "they criticised me", "--then", name, "--json"
    ).json()
    assert (stated["when"], stated["then"]) == (["they-criticised-me"], ["went-silent"])


def test_the_name_of_a_way_or_family_stands_for_all_its_tags(rj: Program) -> None:
    _days(rj)
    rj.log("2026-11-09: Tea. @Ada +c +listened")

    assert len(rj("list", "--tag", "away", "--json").json()) == 7
    assert len(rj("list", "--tag", "in contact", "--json").json()) == 1
    assert len(rj("list", "--tag", "before:sad", "--json").json()) == 0  # a feeling of its own, not the family
    assert len(rj("list", "--tag", "urge:away", "--json").json()) == 0
    stated = rj("hunch", "add", "x", "--when", "against me", "--then", "away", "--json").json()
    assert "they-criticised-me" in stated["when"]
    assert {"went-silent", "pulled-back"} < set(stated["then"])
    assert "I reached out" in rj("words", "in contact").out


def test_a_topic_is_found_by_its_question_and_by_what_it_shows(rj: Program) -> None:
    _days(rj)

    assert rj("look", "Which way did I move?").out == rj("look", "ways").out == rj("look", "in contact").out
    assert rj("look", "breaks").out == rj("look", "repairs").out
    assert "There are repairs," in rj("look", "xyz", code=1).err
