"""Somebody new is asked about once, with one key, and read from the words."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.at_terminal import BACK, BACKSPACE, ENTER, ESC, AtTerminal


@pytest.fixture(autouse=True)
def _journal_that_is_there(rj: Any) -> None:
    rj("people", "add", "Ada", "--relationship", "close-friend")
    rj("settings", "read-back", "off")


def who(rj: Any) -> dict[str, str | None]:
    return {person["name"]: person["relationship"] for person in rj("people", "--json").json()}


def log(sentence: str, **environment: str) -> AtTerminal:
    return AtTerminal("log", **environment).sees("What happened?").sees(">").types(sentence, ENTER)


@pytest.mark.parametrize(
    ("sentence", "name", "offered", "relationship"),
    [
        ("Rang my brother @Amir.", "Amir", "1 a brother or sister", "sibling"),
        ("Rang @Mum at noon.", "Mum", "1 a parent", "parent"),
        ("@Jo, my new boss, shouted.", "Jo", "1 someone above me at work", "manager"),
        ("Lunch with our best friend @Sam.", "Sam", "1 a close friend", "close-friend"),
    ],
)
def test_what_the_words_say_is_offered_first_and_one_key_takes_it(
    rj: Any, sentence, name, offered, relationship
) -> None:
    there = log(sentence).sees(f"{name} is new here.").sees(f"Who is {name} to you?").sees(offered).types("1")
    there.sees("Closer or further?").types(ESC).ends()

    assert who(rj)[name] == relationship


def test_nothing_is_taken_from_the_words_unless_it_is_chosen(rj: Any) -> None:
    log("Rang my brother @Amir.").sees("Who is Amir to you?").types(ENTER).sees("Closer").types(ESC).ends()

    assert who(rj)["Amir"] is None


def test_it_is_asked_once_and_not_of_somebody_known(rj: Any) -> None:
    log("Tea with @Priya and @Ada.").sees("Who is Priya to you?").types(ENTER).sees("Closer").types(ESC).ends()
    _, shown = log("Cake with @Priya.").sees("Closer or further?").types(ESC).ends()

    assert "Who is" not in shown


@pytest.mark.parametrize("word", ["flatmate", "housem", "live with"])
def test_the_words_people_use_find_it(rj: Any, word: str) -> None:
    log("Tea with @Priya.").sees("Who is Priya to you?").types(word, ENTER).sees("Closer").types(ESC).ends()

    assert who(rj)["Priya"] == "housemate"


def test_gone_back_to_the_new_answer_takes_the_place_of_the_old(rj: Any) -> None:
    there = log("Tea with @Priya.").sees("Who is Priya to you?").types("1").sees("Closer").types(BACK)
    there.sees("Who is Priya to you?").types(BACKSPACE * 30, "boss", ENTER).sees("Closer").types(ESC).ends()

    assert who(rj)["Priya"] == "manager"


def test_one_undo_takes_it_back_with_the_moment(rj: Any) -> None:
    log("Tea with @Priya.").sees("Who is Priya to you?").types("1").sees("Closer").types(ESC).ends()
    rj("undo")

    assert list(who(rj)) == ["Ada"]


def test_where_lines_cannot_be_redrawn_a_number_and_enter_choose(rj: Any) -> None:
    there = log("Tea with @Priya.", TERM="dumb").sees("Who is Priya to you?").sees("2 a close friend").types("2", ENTER)
    there.sees("= a close friend").sees("Closer").types(ESC).ends()

    assert who(rj)["Priya"] == "close-friend"
