"""The ten-second prompt at a terminal: what is stored, when, and how one goes back or ends."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.support.at_terminal import BACK, BACKSPACE, CTRL_C, DOWN, ENTER, ESC, SKIP, AtTerminal
from tests.support.made_once import MadeOnce

SENTENCE = "Mum said I only ring when I need something. I laughed it off."


def _two_people(rj: Any) -> None:
    rj("people", "add", "Ada", "--relationship", "close-friend")
    rj("people", "add", "Mum", "--relationship", "parent")


@pytest.fixture
def journal(made_once: MadeOnce) -> Any:
    """A journal that is there, with two people."""
    return made_once(_two_people)


def entries(rj: Any) -> list[Any]:
    return rj("list", "--json").json()


def test_two_enters_of_the_ten_second_example_give_the_whole_moment(journal: Any) -> None:
    there = AtTerminal("log", ANEW="a process of its own from the start, as a person has it")
    there.sees("What happened?").types(SENTENCE, ENTER)
    there.sees("Saved as 1.").sees("Enter skips").sees("with Mum").sees('"laughed it off"').sees("further")
    there.sees("Enter keeps it").types(ENTER)
    code, shown = there.ends()
    (entry,) = entries(journal)

    assert code == 0
    assert "I made a joke of it" in shown
    assert (entry["text"], entry["people"], entry["tone"], entry["moves"]) == (
        SENTENCE,
        ["Mum"],
        "disconnection",
        ["made-a-joke-of-it"],
    )


def test_one_undo_takes_back_the_sentence_and_its_answers(journal: Any) -> None:
    there = AtTerminal("log")
    there.sees("What happened?").types("Tea.", ENTER).sees("With whom?").types("zoe", ENTER)
    there.sees("Who is zoe to you?").types("1")
    there.sees("Closer").types("c").sees("One thing").types("quiet", ENTER).ends()
    (entry,) = entries(journal)
    journal("undo")

    assert (entry["people"], entry["moves"]) == (["zoe"], ["went-silent"])
    assert entries(journal) == []
    assert [person["name"] for person in journal("people", "--json").json()] == ["Ada", "Mum"]


def test_what_the_line_says_is_not_asked(journal: Any) -> None:
    there = AtTerminal("log").sees("What happened?")
    there.types("She asked. @mum +f +joke", ENTER)
    code, shown = there.ends()

    assert code == 0
    assert not [asked for asked in ("With whom", "Closer or", "One thing") if asked in shown]


def test_keys_typed_ahead_answer_the_questions_that_follow(journal: Any) -> None:
    there = AtTerminal("log").sees("What happened?").types("Tea and talk.", ENTER).sees("Saved as 1.")
    there.types("ad", ENTER, "c", "reach", ENTER)
    code, _ = there.ends()
    (entry,) = entries(journal)

    assert code == 0
    assert (entry["people"], entry["tone"], entry["moves"]) == (["Ada"], "connection", ["reached-out"])


@pytest.mark.parametrize("last", [ENTER, ESC])
def test_a_moment_of_which_nothing_is_said_is_not_stored(journal: Any, last: str) -> None:
    there = AtTerminal("log").sees("What happened?").types(ENTER)
    there.sees("With whom?").types(ENTER).sees("Closer").types(ENTER).sees("One thing").types(last)
    code, shown = there.ends()

    assert code == 0
    assert "Nothing was said, nothing is kept." in shown
    assert entries(journal) == []


def test_after_an_empty_sentence_the_first_answer_stores_the_moment(journal: Any) -> None:
    there = AtTerminal("log", "--private").sees("What happened?").types(ENTER)
    there.sees("With whom?").types(ENTER).sees("Closer").types("f").sees("One thing").types(ESC)
    code, shown = there.ends()
    (entry,) = entries(journal)
    journal("undo")

    assert (code, "Saved as 1" in shown) == (0, True)
    assert (entry["text"], entry["tone"], entry["private"]) == ("", "disconnection", True)
    assert entries(journal) == []


def test_an_enter_out_of_habit_after_a_key_that_answers_is_not_taken_for_the_next_question(journal: Any) -> None:
    there = AtTerminal("log").sees("What happened?").types("Tea. @ada", ENTER).sees("Closer or further?")
    there.types("f" + ENTER).sees("One thing you did?").types("quiet", ENTER)
    code, _ = there.ends()
    (entry,) = entries(journal)

    assert code == 0
    assert (entry["tone"], entry["moves"]) == ("disconnection", ["went-silent"])


def test_an_enter_out_of_habit_leaves_nothing_out_in_a_row_of_things(journal: Any) -> None:
    journal("log", "Tea. @ada +c +warm +calm +to-be-close +reached-out +went-silent +after:warm +after:calm")
    AtTerminal("more").sees("less, same or more?").types("-" + ENTER, "=" + ENTER, "+" + ENTER).ends()

    assert entries(journal)[0]["good"] == {"zest": "less", "worth": "same", "more-connection": "more"}


def test_people_stand_by_who_was_with_me_last_and_a_number_chooses(journal: Any) -> None:
    journal("log", "Tea. @mum", "--when", "yesterday")
    journal("log", "Cake. @ada", "--when", "3 days ago")
    journal("people", "add", "Aaron")
    there = AtTerminal("log").sees("What happened?").types("Bread.", ENTER).sees("With whom?")
    there.sees("1 Mum   2 Ada   3 Aaron").types("2", ENTER).sees("Closer").types(ESC).ends()

    assert entries(journal)[0]["people"] == ["Ada"]


@pytest.mark.parametrize(("tone", "first"), [("c", "1 I took space and said so"), ("f", "1 I went quiet")])
def test_moves_stand_by_the_tone_just_given(journal: Any, tone: str, first: str) -> None:
    there = AtTerminal("log").sees("What happened?").types("Bread. @ada", ENTER).sees("Closer").types(tone)
    there.sees("One thing you did?").sees("down arrow: the whole list").types(DOWN).sees(first).types(ESC)

    assert there.ends()[0] == 0


def test_a_sentence_is_nobody_s_name(journal: Any) -> None:
    there = AtTerminal("log").sees("What happened?").types("Bread.", ENTER).sees("With whom?")
    there.types("my sister and her new boss", ENTER).sees("reads like").types(ESC)

    assert there.ends()[0] == 0
    assert entries(journal)[0]["people"] == []


def test_a_slip_of_the_finger_finds_the_move_by_its_letters(journal: Any) -> None:
    there = AtTerminal("log").sees("What happened?").types("Bread. @ada +f", ENTER).sees("One thing you did?")
    there.types("cheked").sees("1 I kept checking").types("1").ends()

    assert entries(journal)[0]["moves"] == ["checked-repeatedly"]


def test_ctrl_b_goes_back_and_the_new_answer_takes_the_place_of_the_old(journal: Any) -> None:
    there = AtTerminal("log").sees("What happened?").types("Tea.", ENTER)
    there.sees("With whom?").types("ada", ENTER).sees("Closer or further?").types(BACK)
    there.sees("With whom?").sees("Ada").types(*[BACKSPACE] * 3, "mum", ENTER)
    there.sees("Closer or further?").types("f").sees("One thing").types(SKIP).ends()
    (entry,) = entries(journal)

    assert (entry["people"], entry["tone"]) == (["Mum"], "disconnection")


def test_ctrl_b_goes_back_as_far_as_the_words(journal: Any) -> None:
    there = AtTerminal("log").sees("What happened?").types("Tea with no one.", ENTER)
    there.sees("With whom?").types(BACK).sees("Tea with no one.")
    there.types(*[BACKSPACE] * 7, "@ada +c", ENTER).sees("One thing").types(ESC)
    code, _ = there.ends()
    (entry,) = entries(journal)

    assert code == 0
    assert (entry["text"], entry["people"], entry["tone"]) == ("Tea with @ada +c", ["Ada"], "connection")


def test_esc_ends_keeps_what_was_answered_and_is_no_failure(journal: Any) -> None:
    there = AtTerminal("log").sees("What happened?").types("Tea.", ENTER)
    there.sees("With whom?").types("ada", ENTER).sees("Closer or further?").types(ESC)
    code, shown = there.ends()
    (entry,) = entries(journal)

    assert code == 0
    assert "Saved as 1" in shown
    assert entry["people"] == ["Ada"]


def test_ctrl_c_ends_with_130_and_keeps_what_was_answered(journal: Any) -> None:
    there = AtTerminal("log").sees("What happened?").types("Tea.", ENTER)
    there.sees("With whom?").types("ada", ENTER).sees("Closer or further?").types(CTRL_C)
    code, shown = there.ends()
    (entry,) = entries(journal)

    assert code == 130
    assert "Traceback" not in shown
    assert (entry["text"], entry["people"]) == ("Tea.", ["Ada"])


def test_a_kill_after_the_sentence_costs_nothing(journal: Any) -> None:
    there = AtTerminal("log").sees("What happened?").types(SENTENCE, ENTER).sees("Saved as 1.")
    there.kill()

    assert [entry["text"] for entry in entries(journal)] == [SENTENCE]


@pytest.mark.parametrize("terminal", ["xterm-256color", "dumb"])
@pytest.mark.parametrize(("key", "code"), [(ESC, 0), (CTRL_C, 130)])
def test_words_that_were_not_sent_are_kept_as_a_draft(journal: Any, key: str, code: int, terminal: str) -> None:
    there = AtTerminal("log", TERM=terminal).sees("What happened?").sees(">").types("Not sent yet")
    there.sees("Not sent yet").types(key)
    left, shown = there.ends()
    drafts = [path.read_text(encoding="utf-8") for path in (journal.journal.parent / "drafts").iterdir()]

    assert left == code
    assert "drafts" in shown
    assert [words.strip() for words in drafts] == ["Not sent yet"]
    assert entries(journal) == []


def test_pasted_lines_are_kept_as_lines(journal: Any) -> None:
    there = AtTerminal("log").sees("What happened?")
    there.types("\x1b[200~One line.\r\nAnd \x1b[31manother\x1b[0m.\x1b[201~").sees("another").types(ENTER)
    there.sees("With whom?").types(ESC).ends()

    assert entries(journal)[0]["text"] == "One line.\nAnd \x1b[31manother\x1b[0m."


@pytest.mark.parametrize("terminal", ["xterm-256color", "dumb"])
def test_lines_pasted_without_brackets_are_one_sentence(journal: Any, terminal: str) -> None:
    pasted = "We met at noon @Ada\rthen she left early +hurt\r\rand I went home"
    there = AtTerminal("log", TERM=terminal).sees("What happened?").sees(">").types(pasted).sees("went home")
    there.types(ENTER).sees("Closer or further?").types(ESC)
    code, _ = there.ends()
    (entry,) = entries(journal)

    assert code == 0
    assert entry["text"] == pasted.replace("\r", "\n")
    assert (entry["people"], entry["felt_before"]) == (["Ada"], ["hurt"])


@pytest.mark.parametrize("terminal", ["xterm-256color", "dumb"])
def test_the_last_line_of_a_paste_ends_the_sentence(journal: Any, terminal: str) -> None:
    there = AtTerminal("log", TERM=terminal).sees("What happened?").sees(">").types("Tea. @Ada\rThen cake.\r\r")
    there.sees("Closer or further?").types(ESC).ends()

    assert entries(journal)[0]["text"] == "Tea. @Ada\nThen cake."


def test_the_list_stands_in_its_own_order_and_a_number_picks_from_it(journal: Any) -> None:
    there = AtTerminal("log").sees("What happened?").types("Tea.", ENTER).sees("With whom?").types(ENTER)
    there.sees("Closer").types(ENTER).sees("One thing you did?").types(DOWN)
    there.sees("1 I went quiet").sees("9 I hid part of who I am").types("2").ends()

    assert entries(journal)[0]["moves"] == ["pulled-back"]


def test_a_word_that_is_in_no_list_becomes_ones_own(journal: Any) -> None:
    there = AtTerminal("log").sees("What happened?").types("Tea. @ada +c", ENTER)
    there.sees("One thing you did?").types("baked bread").sees("your own word").types(ENTER).ends()
    (entry,) = entries(journal)

    assert (entry["moves"], entry["own"]) == ([], ["baked-bread"])
    assert journal("words", "baked-bread", "--json").json()


@pytest.mark.parametrize("columns", [60, 24])
def test_a_narrow_terminal_cuts_no_question(journal: Any, columns: int) -> None:
    there = AtTerminal("log", columns=columns, NO_COLOR="1").sees("What happened?").types(SENTENCE, ENTER)
    there.sees("n leaves").types("n")
    there.sees("With whom?").types("mu", ENTER).sees("b both").types("b").sees("One thing").types("1")
    code, _ = there.ends()

    assert code == 0
    assert entries(journal)[0]["moves"] == ["made-a-joke-of-it"]


def test_the_questions_stand_on_the_terminal_and_stdout_carries_the_result_alone(journal: Any, tmp_path: Path) -> None:
    there = AtTerminal("log", "--json", into=tmp_path / "out").sees("What happened?").types("Tea.", ENTER)
    there.sees("With whom?").types("ada", ENTER).sees("Closer").types("c").sees("One thing").types(SKIP).ends()

    assert json.loads((tmp_path / "out").read_text(encoding="utf-8")) == entries(journal)[0]


def test_a_terminal_that_cannot_redraw_is_asked_by_lines(journal: Any) -> None:
    there = AtTerminal("log", TERM="dumb").sees("What happened?").types(SENTENCE, "\n")
    there.sees("n leaves it out").types("n\n").sees("= left out")
    there.sees("With whom?").types("mu\n").sees("= Mum (parent)").sees("Closer").types("f\n")
    there.sees("One thing").sees("laughed it off").types("1\n")
    code, _ = there.ends()
    (entry,) = entries(journal)

    assert code == 0
    assert (entry["people"], entry["tone"], entry["moves"]) == (["Mum"], "disconnection", ["made-a-joke-of-it"])


def test_after_three_hard_ones_it_says_that_this_may_be_enough(journal: Any) -> None:
    journal("log", "One. @mum +f", "--when", "17:00")
    journal("log", "Two. @mum +f", "--when", "18:00")
    there = AtTerminal("log").sees("What happened?").types("Three. @mum +f", ENTER).sees("One thing").types(ESC)
    code, shown = there.ends()

    assert code == 0
    assert "That may be enough for today" in shown


def test_words_in_the_field_are_kept_when_the_program_is_told_to_end(rj: Any) -> None:
    rj.log("Tea.")
    there = AtTerminal("log").sees("What happened?").sees(">").types("Soup with Ada §").sees("§")
    os.kill(there.process, signal.SIGTERM)
    code, _ = there.ends()
    (draft,) = (rj.journal.parent / "drafts").iterdir()

    assert code == 130
    assert draft.read_text(encoding="utf-8") == "Soup with Ada §"
