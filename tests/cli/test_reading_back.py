"""After a plain sentence what it reads like stands in one line: kept, opened part by part, or left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.at_terminal import BACK, BACKSPACE, CTRL_C, ENTER, ESC, AtTerminal

MUM = "Mum yelled at me. I laughed it off."
# No phrase of the book: somebody's own way of telling that they went quiet.
OWN = "did my oyster thing about the money"


@pytest.fixture(autouse=True)
def _journal_with_mum(rj: Any) -> None:
    rj("people", "add", "Mum", "--relationship", "parent")


def stored(rj: Any, number: int = 1) -> dict[str, Any]:
    return rj("show", str(number), "--json").json()  # type: ignore[no-any-return]


def log(sentence: str, *words: str, **options: Any) -> AtTerminal:
    return AtTerminal("log", *words, **options).sees("What happened?").sees(">").types(sentence, ENTER)


def learned(rj: Any) -> dict[str, tuple[int, int]]:
    return {row["phrase"]: (row["kept"], row["dropped"]) for row in rj("words", "learned", "--json").json()}


def test_the_reading_stands_in_one_line_in_story_order_and_enter_keeps_it(rj: Any) -> None:
    there = log(MUM).sees("Reads like").sees("with Mum").sees('they got angry "yelled at me"')
    there.sees('I made a joke of it "laughed it off"').sees("further").sees("Enter keeps it")
    there.types(ENTER).sees("kept")
    code, shown = there.ends()
    entry = stored(rj)

    assert code == 0
    assert "With whom?" not in shown
    assert "Closer or further?" not in shown
    assert (entry["text"], entry["people"], entry["tone"]) == (MUM, ["Mum"], "disconnection")
    assert (entry["first"], entry["moves"]) == (["they-got-angry"], ["made-a-joke-of-it"])


def test_n_leaves_it_out_and_the_questions_are_asked_as_ever(rj: Any) -> None:
    there = log(MUM).sees("leaves it out").types("n").sees("left out").sees("With whom?").types(ESC)
    code, _ = there.ends()
    entry = stored(rj)

    assert code == 0
    assert (entry["people"], entry["tone"], entry["first"], entry["moves"]) == ([], None, [], [])


def test_an_enter_typed_out_of_habit_after_n_is_not_taken_for_the_next_question(rj: Any) -> None:
    there = log(MUM).sees("leaves it out").types("n", ENTER).sees("With whom?").types("mum", ENTER)
    there.sees("Closer or further?").types(ESC).ends()

    assert stored(rj)["people"] == ["Mum"]


def test_e_opens_it_and_an_enter_out_of_habit_after_it_keeps_nothing(rj: Any) -> None:
    there = log(MUM).sees("leaves it out").types("e", ENTER).sees("Enter keeps the marked")
    there.types("2", BACKSPACE, ENTER).sees("kept").ends()
    entry = stored(rj)

    assert (entry["people"], entry["first"], entry["moves"]) == (["Mum"], [], ["made-a-joke-of-it"])


def test_what_is_in_doubt_stands_under_e_and_is_kept_only_if_it_is_marked(rj: Any) -> None:
    sentence = (
        "After the long meeting about the rota and the keys my boss yelled at me in front of everyone and I went quiet"
    )
    there = log(sentence).sees("more read in there: e").types("e").sees("[ ] they got")
    there.types(ESC).ends()

    assert (stored(rj)["first"], stored(rj)["moves"]) == ([], [])


def test_with_nothing_read_there_is_no_line(rj: Any) -> None:
    _, shown = log("Tea at four.").sees("With whom?").types(ESC).ends()
    before = log("🙂🙂").sees("With whom?")
    before.types(ESC).ends()

    assert "Reads like" not in shown
    assert "Reads like" not in before.seen()


def test_an_enter_on_an_empty_line_accepts_nothing(rj: Any) -> None:
    there = log("").sees("With whom?").types(ENTER).sees("Closer or further?").types(ENTER).sees("One thing you did?")
    code, shown = there.types(ESC).ends()

    assert code == 0
    assert "Nothing was said" in shown
    assert rj("list", "--json").json() == []


def test_the_sentence_is_on_disk_before_it_is_read_back(rj: Any) -> None:
    there = log(MUM).sees("Enter keeps it")
    there.kill()

    assert stored(rj)["text"] == MUM
    assert stored(rj)["moves"] == []


def test_esc_and_ctrl_c_keep_the_sentence_and_none_of_its_reading(rj: Any) -> None:
    log(MUM).sees("Enter keeps it").types(ESC).ends()
    code, _ = log(MUM).sees("Enter keeps it").types(CTRL_C).ends()

    assert code == 130
    assert [entry["moves"] for entry in rj("list", "--json").json()] == [[], []]


def test_ctrl_b_goes_back_to_the_words_and_other_words_are_read_anew(rj: Any) -> None:
    there = log(MUM).sees("Enter keeps it").types(BACK).sees("What happened?")
    there.types(*[BACKSPACE] * len("I laughed it off."), "I apologised.", ENTER)
    there.sees("I apologised").sees("Enter keeps it").types(ENTER).sees("kept").ends()

    assert stored(rj)["moves"] == ["apologised"]


def test_what_the_sentence_says_by_marks_is_not_read_back(rj: Any) -> None:
    _, shown = log(f"{MUM} @mum +f +joke +they-got-angry").sees("Saved as 1").ends()

    assert "Reads like" not in shown


def test_one_undo_takes_back_the_sitting_with_what_it_taught(rj: Any) -> None:
    log(MUM).sees("Enter keeps it").types(ENTER).sees("kept").ends()
    taught = learned(rj)
    rj("undo")

    assert taught == {"yelled at me": (1, 0), "laughed it off": (1, 0)}
    assert rj("list", "--json").json() == []
    assert learned(rj) == {}


def test_a_drop_counts_against_a_reading_and_two_end_it(rj: Any) -> None:
    log(MUM).sees("leaves it out").types("n").sees("With whom?").types(ESC).ends()
    there = log(MUM).sees("3 more read in there: e").types("n").sees("With whom?").types(ESC)
    there.ends()
    after_one = learned(rj)
    rj("words", "learned", "--forget", "laughed it off")
    forgotten = learned(rj)
    rj("undo")

    assert after_one == {"yelled at me": (0, 1), "laughed it off": (0, 1)}
    assert forgotten == {"yelled at me": (0, 1)}
    assert learned(rj) == after_one


def test_a_tag_given_by_hand_is_offered_in_doubt_after_one_use_and_surely_after_two(rj: Any) -> None:
    for _ in range(2):
        there = log(OWN)
        there.sees("With whom?").types(ENTER) if not learned(rj) else there.sees("not for sure: e").types(ENTER)
        there = there if not learned(rj) else there.sees("With whom?").types(ENTER)
        there.sees("Closer or further?").types(ENTER).sees("One thing you did?").types("went quiet", ENTER).ends()
    there = log(OWN).sees("because you read it so").sees("twice").types(ENTER).sees("kept")
    there.sees("With whom?").types(ESC).ends()

    assert learned(rj) == {"did my oyster": (3, 0)}
    assert stored(rj, 3)["moves"] == ["went-silent"]


def test_it_can_be_switched_off(rj: Any) -> None:
    rj("settings", "read-back", "off")
    _, shown = log(MUM).sees("With whom?").types(ESC).ends()

    assert "Reads like" not in shown


def test_in_a_pipe_nothing_is_added_unless_it_is_asked_for(rj: Any) -> None:
    rj("log", "-", stdin=MUM)
    rj("log", "-", "--read", stdin=MUM)
    rj("log", "--read", MUM)
    plain, read, given = (stored(rj, number) for number in (1, 2, 3))

    assert (plain["people"], plain["tone"], plain["moves"]) == ([], None, [])
    for entry in (read, given):
        assert (entry["people"], entry["tone"], entry["moves"]) == (["Mum"], "disconnection", ["made-a-joke-of-it"])
    assert learned(rj) == {}


def test_read_in_a_pipe_is_one_change_with_the_sentence(rj: Any) -> None:
    rj("log", "--read", MUM)
    rj("undo")

    assert rj("list", "--json").json() == []


def test_after_the_editor_the_reading_is_offered_and_nothing_else_is_asked(rj: Any, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text(f'#!/bin/sh\nprintf "%s\\n" "{MUM}" > "$1"\n', encoding="utf-8")
    editor.chmod(0o700)
    there = AtTerminal("log", "-e", EDITOR=str(editor)).sees("Reads like").sees("Enter keeps it").types(ENTER)
    code, shown = there.sees("kept").ends()

    assert code == 0
    assert "With whom?" not in shown
    assert stored(rj)["moves"] == ["made-a-joke-of-it"]


def test_more_reads_back_first(rj: Any) -> None:
    rj.log(MUM)
    AtTerminal("more", "1").sees("Reads like").sees("Enter keeps it").types(ENTER).sees("kept").sees("What").types(
        ESC
    ).ends()

    assert stored(rj)["moves"] == ["made-a-joke-of-it"]


def test_more_all_goes_over_what_was_logged_bare_newest_first_and_stops_any_time(rj: Any) -> None:
    rj.log(MUM)
    rj.log("Tagged already. +c +joke")
    rj.log("Mum apologised to me.")
    rj.log("Mum thanked me.")
    there = AtTerminal("more", "--all").sees('"Mum thanked me."').sees("2 more after this")
    there.sees("Enter keeps it").types(ENTER).sees("kept").sees("One thing you did?").types(ENTER)
    there.sees('"Mum apologised to me."').sees("Enter keeps it").types(ESC)
    code, shown = there.ends()

    assert code == 0
    assert "1 of 3 say more now" in shown
    assert [stored(rj, number)["people"] for number in (1, 3, 4)] == [[], [], ["Mum"]]


def test_more_all_with_nothing_bare_says_so_and_with_an_entry_is_an_error(rj: Any) -> None:
    rj.log("Tea. +c +joke")
    code, shown = AtTerminal("more", "--all").ends()
    wrong, error = AtTerminal("more", "1", "--all").ends()

    assert code == 0
    assert "No moment was logged as words alone." in shown
    assert wrong == 2
    assert "two answers to one question" in error


def test_a_moment_about_keeping_safe_or_told_only_is_not_read_back(rj: Any) -> None:
    rj("log", MUM, "--unsafe")
    rj("log", MUM, "--story-only")
    for number in ("1", "2"):
        there = AtTerminal("more", number).sees("Ctrl-B back")
        _, shown = there.types(ESC).ends()
        assert "Reads like" not in shown


@pytest.mark.parametrize("words", ["@mark He got angry and I went quiet.", "Mark got angry and I went quiet."])
def test_with_someone_held_apart_only_what_they_did_is_read_back(rj: Any, words: str) -> None:
    rj("people", "add", "Mark", "--relationship", "partner", "--safety", "not-safe")
    code, _ = log(words).sees("Reads like").sees("Enter keeps it").types(ENTER).ends()
    entry = rj("show", "1", "--json").json()

    assert code == 0
    assert entry["people"] == ["Mark"]
    assert entry["first"] == ["they-got-angry"]
    assert (entry["tone"], entry["moves"]) == (None, [])


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
def test_no_word_is_cut_on_any_width(rj: Any, columns: int) -> None:
    there = log(MUM, columns=columns).sees("Reads like").sees("leaves it out")
    shown = there.types(ESC).seen()
    there.ends()

    for word in ("they got angry", "laughed", "further", "Enter keeps it"):
        assert word in shown


def test_by_plain_lines_the_same_keys_are_lines(rj: Any) -> None:
    there = log(MUM, TERM="dumb").sees("Reads like").sees("n leaves it out").types("e", ENTER)
    there.sees("2 [x] they got angry").types("2", ENTER).sees("2 [ ] they got angry").types(ENTER)
    there.sees("= with Mum")
    code, _ = there.ends()

    assert code == 0
    assert (stored(rj)["first"], stored(rj)["moves"]) == ([], ["made-a-joke-of-it"])


def test_what_was_learned_goes_out_and_comes_in_with_the_journal(rj: Any, tmp_path: Path) -> None:
    log(MUM).sees("Enter keeps it").types(ENTER).sees("kept").ends()
    rows = [json.loads(line) for line in rj("export").out.splitlines()]

    assert [row for row in rows if row["kind"] == "learned"] == [
        {"kind": "learned", "phrase": "laughed it off", "key": "made-a-joke-of-it", "kept": 1, "dropped": 0},
        {"kind": "learned", "phrase": "yelled at me", "key": "they-got-angry", "kept": 1, "dropped": 0},
    ]


def test_forgetting_what_was_never_learned_names_what_is_near(rj: Any) -> None:
    log(MUM).sees("Enter keeps it").types(ENTER).sees("kept").ends()
    error = rj("words", "learned", "--forget", "laughed off", code=1).err
    rj("words", "learned", "--forget-all")

    assert '"laughed it off"' in error
    assert learned(rj) == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("My sister Anna rang me", "Anna"),
        ("my friend Leila brought me soup", "Leila"),
        ("My boss Petra praised me", "Petra"),
        ("my best friend Ola rang me", "Ola"),
        ("Aunty Bola hugged me", "Aunty Bola"),
    ],
)
def test_someone_is_called_as_they_are_called_and_not_by_what_they_are(rj: Any, text: str, name: str) -> None:
    assert rj("log", text, "--read", "--json").json()["people"] == [name]
