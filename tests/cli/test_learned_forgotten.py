"""Words kept as learned phrases are erased with the entry, the name or the phrase, from every byte."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.support.stored import bytes_beside

OYSTER = "did my walrus thing about the money"


def phrases(rj: Any) -> list[str]:
    return [row["phrase"] for row in rj("words", "learned", "--json").json()]


def words_beside(rj: Any) -> bytes:
    return bytes_beside(rj.journal).lower()


@pytest.fixture
def taught(rj: Any) -> None:
    """Two entries that teach one phrase, another that teaches another, and a copy of all of it."""
    rj.log(f"{OYSTER} +went-silent")
    rj.log(f"{OYSTER} +went-silent")
    rj.log("did the doormat shuffle +went-silent")
    rj("backup")


@pytest.mark.usefixtures("taught")
def test_what_an_entry_taught_is_erased_with_it_for_good(rj: Any) -> None:
    before = phrases(rj)
    deleted = rj("delete", "1", "--for-good", "--yes")
    left = phrases(rj)
    rj("delete", "2", "--for-good", "--yes")

    assert before == ["did my walrus", "did the doormat"]
    assert "What was learned from its words is gone with it." in deleted.err
    assert left == ["did the doormat"]
    assert b"walrus" not in words_beside(rj)


def test_former_words_of_an_entry_are_erased_from_what_was_learned(rj: Any) -> None:
    rj.log(f"{OYSTER} +went-silent")
    rj.log(OYSTER)
    rj("tag", "2", "+went-silent")
    rj("edit", "1", "--text", "did the doormat shuffle +went-silent")
    rj("delete", "1", "--for-good", "--yes")

    assert phrases(rj) == []


def test_a_phrase_learned_before_its_person_was_known_goes_with_the_entry_too(rj: Any) -> None:
    rj.log("rang zorblatt and hung around +went-silent")
    rj("words", "learned")
    before = phrases(rj)
    rj("people", "add", "Zorblatt")
    rj("delete", "1", "--for-good", "--yes")

    assert before != []
    assert phrases(rj) == []


@pytest.mark.usefixtures("taught")
def test_after_thirty_days_in_the_bin_its_phrases_are_gone_too(rj: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RJ_NOW", "2026-11-01T10:00:00+00:00")
    rj("delete", "1")
    rj("delete", "2")
    for day in range(2, 31, 7):
        monkeypatch.setenv("RJ_NOW", f"2026-11-{day:02}T10:00:00+00:00")
        rj.log("nothing to read")
    in_bin = phrases(rj)
    for month, day in ((12, 1), (12, 2), (12, 3)):
        monkeypatch.setenv("RJ_NOW", f"2026-{month}-{day:02}T11:00:00+00:00")
        rj.log("nothing to read")

    assert "did my walrus" in in_bin
    assert phrases(rj) == ["did the doormat"]
    assert b"walrus" not in words_beside(rj)


@pytest.mark.parametrize(
    ("deleted", "name", "left"),
    [
        ("rang zorblatt again about it", "Zorblatt", "rang someone again"),
        ("told grace off about the car", "Grace", "told someone off"),
        ("told the mary jane story", "Mary Jane", "told the someone"),
    ],
)
def test_a_name_nobody_had_entered_leaves_the_phrases_when_it_is_forgotten(
    rj: Any, deleted: str, name: str, left: str
) -> None:
    rj.log(f"{deleted} +went-silent")
    before = phrases(rj)
    rj("people", "add", name)
    rj("backup")
    rj("people", "forget", name, "--yes")

    assert name.split()[0].lower() in before[0]
    assert phrases(rj) == [left]
    assert name.split()[0].lower().encode() not in b"".join(learned_columns(rj.journal))


def learned_columns(journal: Path) -> list[bytes]:
    """What the tables of learned phrases and their history hold, in the journal and its copies."""
    found = []
    for file in (journal, *(journal.parent / "backups").iterdir()):
        with sqlite3.connect(file) as opened:
            rows = opened.execute(
                "SELECT phrase FROM learned UNION ALL SELECT before FROM row_history WHERE tbl = 'learned'"
            )
            found += [str(row[0]).encode() for row in rows]
    return found


def test_a_phrase_that_was_forgotten_can_be_taken_back_and_for_good_it_cannot(rj: Any) -> None:
    rj.log("did the doormat shuffle +went-silent")
    rj("words", "learned", "--forget", "did the doormat")
    rj("undo")
    back = phrases(rj)
    rj("words", "learned", "--forget", "did the doormat", "--for-good", "--yes")
    rj("undo")

    assert back == ["did the doormat"]
    assert phrases(rj) == []
    assert rj("list", "--json").json() == []


@pytest.mark.usefixtures("taught")
@pytest.mark.parametrize("which", [("--forget", '"Did my  walrus"'), ("--forget-all",)])
@pytest.mark.parametrize("was_forgotten", [False, True])
def test_for_good_it_is_in_no_table_of_the_journal_and_its_copies(
    rj: Any, which: tuple[str, ...], was_forgotten: bool
) -> None:
    if was_forgotten:
        rj("words", "learned", *which)
    rj("words", "learned", *which, "--for-good", "--yes")

    assert "did my walrus" not in phrases(rj)
    assert b"walrus" not in b"".join(learned_columns(rj.journal))
    assert [entry["moves"] for entry in rj("list", "--json").json()] == [["went-silent"]] * 3


@pytest.mark.usefixtures("taught")
def test_for_good_is_asked_first_and_says_what_is_missing(rj: Any) -> None:
    unasked = rj("words", "learned", "--forget", "did my walrus", "--for-good", code=2).err
    of_nothing = rj("words", "learned", "--for-good", code=2).err
    unknown = rj("words", "learned", "--forget", "did my walrs", "--for-good", "--yes", code=1).err

    assert 'rj words learned --forget "did my walrus" --for-good --yes' in unasked
    assert "--forget-all" in of_nothing
    assert 'Near: "did my walrus".' in unknown
    assert phrases(rj) == ["did my walrus", "did the doormat"]


@pytest.mark.usefixtures("taught")
def test_an_export_of_some_moments_holds_no_phrases_and_a_whole_one_holds_all(rj: Any) -> None:
    whole = rj("export").out
    some = [rj("export", *words).out for words in (("--without-private",), ("--tag", "went-silent"), ("--to", "csv"))]

    assert whole.count('"kind": "learned"') == 2
    assert ['did the doormat"' in text for text in some] == [False, False, False]


def test_what_was_learned_is_shown_without_a_word_cut_in_two(rj: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    rj.log(f"{OYSTER} +criticised-first")
    whole = rj("words", "learned").out
    monkeypatch.setenv("COLUMNS", "40")
    narrow = rj("words", "learned").out

    assert max(map(len, narrow.splitlines())) <= 40
    assert narrow.split() == whole.split()
    assert whole.endswith("kept 1, dropped 0\n")
