"""One way to compare words and names, everywhere: people, own words, tags, search, filters, import."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relational_journal.text.folding import folded

PACKAGE = Path(__file__).resolve().parents[2] / "relational_journal"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("STRAUSS", "Strauß"),
        ("STRAUẞ", "strauss"),
        ("JOSE\u0301", "josé"),
        ("Aunt  May", "aunt-may"),
        ("Aunt\u2011May", "AUNT_MAY"),
        ("O’Neill", "o'neill"),
        ("OʼNeill", "O`Neill"),
        ("Sa\u200bm", "Sam"),
        ("İrem", "irem"),
        ("ırem", "IREM"),
        ("ΟΔΥΣΣΕΎΣ", "οδυσσεύς"),
    ],
)
def test_two_spellings_of_one_name_are_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("José", "Jose"), ("Ann", "Anna"), ("Jürgen", "Juergen"), ("May", "Mai")])
def test_names_with_other_letters_are_two(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@given(st.text())
def test_folding_again_changes_nothing_and_leaves_no_blank_at_an_end(words: str) -> None:
    once = folded(words)

    assert folded(once) == once == once.strip()
    assert "  " not in once


def test_nothing_else_in_the_program_folds_by_itself() -> None:
    by_itself = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if re.search(r"\.casefold\(|str\.casefold", path.read_text(encoding="utf-8"))
    }

    assert by_itself == {"text/folding.py", "text/letters.py"}


@pytest.mark.parametrize("written", ["Strauß", "STRAUSS", "strauß", "STRAUẞ"])
def test_a_person_and_a_word_are_found_in_every_case_by_every_command(rj, written: str) -> None:
    rj("people", "add", "Strauß")
    rj.log("Tea with them. @strauß +straußig +c")

    assert rj("people", "show", written, "--json").json()["name"] == "Strauß"
    assert rj.log(f"Again @{written} +c")["people"] == ["Strauß"]
    assert rj.log("And so.", "--with", written)["people"] == ["Strauß"]
    assert len(rj("list", "--with", written, "--json").json()) == 3
    assert len(rj("search", written, "--json").json()) == 3
    assert [word["key"] for word in rj("words", f"{written}ig", "--json").json()] == ["straußig"]
    assert rj.log(f"As ever. +{written}IG +c")["own"] == ["straußig"]
    assert [entry["own"] for entry in rj("list", "--tag", f"{written}ig", "--json").json()] == [["straußig"]] * 2
    assert [person["name"] for person in rj("people", "--json").json()] == ["Strauß"]


def test_words_with_double_s_are_found_for_sharp_s_and_the_other_way(rj) -> None:
    rj.log("Wir saßen auf der Straße.")
    rj.log("STRASSE und Masse")

    assert len(rj("search", "strasse", "--json").json()) == 2
    assert len(rj("search", "STRAßE", "--json").json()) == 2


def test_two_new_own_words_of_one_text_that_fold_alike_are_one(rj) -> None:
    assert rj.log("So. +STRAUSSIG +straußig")["own"] == ["straussig"]
