"""`rj more`: asks what a moment has not said yet, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.at_terminal import BACK, BACKSPACE, CTRL_C, ENTER, ESC, SKIP, AtTerminal


def test_more_asks_what_has_no_answer_yet_and_stores_each_answer_in_its_place(rj: Any) -> None:
    rj.log("Mum said I only ring when I need something. @mum +f +they-criticised-me +joke +drained")
    there = AtTerminal("more", "1", "--minute")
    there.sees("mum").sees("made a joke of it").sees("What did you feel then?")
    there.types("hurt, on gu").sees("hurt").sees("on guard").types(ENTER)
    there.sees("What did you hope for?").types("to matter", ENTER)
    there.sees("what did they do?").types(ENTER)
    there.sees("less, same or more").types("-", SKIP, "=")
    code, shown = there.ends()
    entry = rj("show", "1", "--json").json()

    assert code == 0
    assert "What did you feel" not in shown
    assert (entry["first"], entry["felt_before"], entry["wishes"]) == (
        ["they-criticised-me"],
        ["hurt", "wary"],
        ["to-matter"],
    )
    assert (entry["after"], entry["felt_after"]) == ([], ["drained"])
    assert entry["good"] == {"zest": "less", "more-connection": "same"}


def test_the_answers_of_one_sitting_are_taken_back_together_and_the_moment_stays(rj: Any) -> None:
    before = rj.log("Tea. @ada +c +reached-out")
    there = AtTerminal("more").sees("What did they do first?").types("warm", ENTER)
    there.sees("What did you feel").types("calm", ENTER).sees("hope").types(ESC)
    code, _ = there.ends()
    said = rj("show", "1", "--json").json()
    rj("undo")

    assert code == 0
    assert (said["first"], said["felt_before"]) == (["they-were-warm"], ["calm"])
    assert rj("show", "1", "--json").json() == before


def test_five_minutes_ask_power_the_room_and_ones_own_words(rj: Any) -> None:
    rj("people", "add", "Ruth", "--relationship", "manager", "--power", "they-had-more")
    rj.log(
        "Ruth asked for a fourth shift. @ruth +f +they-asked-something +tense +to-be-free"
        " +said-yes-meant-no +they-were-warm +drained +less-zest +same-worth +less-connection"
    )
    there = AtTerminal("more", "--five", "--json", into=Path("/dev/null"))
    there.sees("as a camera would").types("Two people. A phone.", ENTER)
    there.sees("brace for?").types("angry", ENTER)
    there.sees("do next?").types("explained", ENTER).sees("that guard?").types(ENTER)
    there.sees("clearer").types("+", "-").sees("the two of you?").types("f")
    there.sees("more power?").sees("1 They had more power").sees("as usual").types("1", ENTER)
    there.sees("in the room?").types("role, class", ENTER)
    there.sees("role at work?").types("l").sees("class or money?").types(SKIP)
    there.sees("in your words?").types(CTRL_C)
    code, _ = there.ends()
    entry = rj("show", "1", "--json").json()

    assert code == 130
    assert entry["answers"] == {"camera": "Two people. A phone.", "closer": "further"}
    assert entry["braced"] == ["they-got-angry"]
    assert entry["moves"] == ["said-yes-meant-no", "over-explained"]
    assert entry["power"] == ["they-had-more"]
    assert entry["context"] == {"role-at-work": "subordinate", "class-money": None}
    assert (entry["good"]["action"], entry["good"]["clarity"]) == ("more", "less")


OWN_PART = (
    *("Closer or further?", "you did?", "What did you hope for?", "less, same or more?", "brace for?", "do next?"),
    *("that guard?", "the two of you?", "picture they seemed", "how did you see them?", "matter to them?"),
    *("matter to you?", "show what it did", "Was it met?", "remind you of anything?"),
)


@pytest.mark.parametrize(
    "line",
    [
        "He stood in the door. @x +they-threatened-me",
        "He held me. @x +after:they-crossed-a-line",
        "He came home drunk. @x +hid-in-car",
        "A word at supper. @mark",
        "A word at supper. @tom",
        "I slept in the car. +unsafe",
    ],
)
def test_after_what_was_not_safe_no_question_asks_for_a_part_of_ones_own(rj: Any, line: str) -> None:
    rj("words", "add", "hid-in-car", "--like", "kept-myself-safe")
    rj("people", "add", "Mark", "--safety", "not-safe")
    for day in ("01", "02"):
        rj("log", f"2026-11-{day}: He shouted. @tom", "--unsafe")
    number = rj.log(line.removesuffix(" +unsafe"), *["--unsafe"] * line.endswith("+unsafe"))["id"]
    there = AtTerminal("more", str(number), "--five").sees("Ctrl-B back")
    code, asked = there.types(*[ENTER] * 12).ends()

    assert code == 0
    assert [part for part in OWN_PART if part in asked] == []
    for kind in ("What did you feel then?", "as a camera would", "more power?", "to a friend who told you this?"):
        assert kind in asked


def test_with_someone_who_was_unsafe_once_another_moment_is_asked_about_and_not_for_openness(rj: Any) -> None:
    rj("log", "He shouted. @x", "--unsafe")
    rj("log", "We had tea. @x +f +joke")
    there = AtTerminal("more", "2", "--five").sees("What did they do first?")
    there.types(*[ENTER] * 20).sees("What would you say to a friend")
    asked = there.seen()
    code, _ = there.types(ESC).ends()

    assert code == 0
    assert "What did you hope for?" in asked
    assert "picture they seemed to have" in asked
    for openness in ("matter to them", "matter to you", "Was it met", "show what it did", "between the two of you"):
        assert openness not in asked


def test_an_answer_that_says_it_was_not_safe_ends_the_questions_about_ones_own_part(rj: Any) -> None:
    there = AtTerminal("more", str(rj.log("He stood in the door. @x")["id"]), "--five")
    there.sees("Closer or further?").types("f").sees("One thing you did?").types("kept myself safe", ENTER)
    there.sees("What did they do first?").types(BACK)
    there.sees("One thing you did?").types(ENTER).sees("What did they do first?").types(*[SKIP] * 12)
    code, asked = there.ends()

    assert code == 0
    assert [part for part in OWN_PART if part in asked] == []


def test_the_first_questions_after_an_unsafe_sentence_ask_who_was_there_and_no_more(rj: Any) -> None:
    rj("people", "add", "Mark", "--safety", "not-safe")
    code, asked = (
        AtTerminal("log", "--unsafe")
        .sees("happened?")
        .types("He shouted.", ENTER)
        .sees("With whom?")
        .types("Mark", ENTER)
        .ends()
    )
    marked, shown = AtTerminal("log").sees("happened?").types("I burnt the toast. @mark", ENTER).sees("Saved").ends()

    assert (code, marked) == (0, 0)
    assert [part for part in OWN_PART if part in asked + shown] == []
    assert [entry["people"] for entry in rj("list", "--json").json()] == [["Mark"], ["Mark"]]


def test_more_all_passes_over_moments_with_someone_held_apart(rj: Any) -> None:
    rj("people", "add", "Mark", "--safety", "not-safe")
    rj("log", "A word at supper. @mark")
    code, shown = AtTerminal("more", "--all").ends()

    assert code == 0
    assert "No moment was logged as words alone." in shown


def test_a_past_experience_is_offered_by_title_and_tied_only_by_the_person(rj: Any, tmp_path: Path) -> None:
    memory = {"kind": "memory", "when": "1998", "text": "", "answers": {"title": "The blue kitchen"}}
    (tmp_path / "in.jsonl").write_text(json.dumps(memory) + "\n", encoding="utf-8")
    rj("import", str(tmp_path / "in.jsonl"))
    number = rj.log("Mum sighed. @mum +f +joke")["id"]
    there = AtTerminal("more", str(number), "--five").sees("What did they do first?")
    there.types(*[ENTER] * 25).sees("remind you of anything?").sees("1 The blue kitchen").types("1", ENTER)
    there.sees("to a friend").types(ESC).ends()
    (link,) = rj("show", str(number), "--json").json()["links"]

    assert link["as"] == "echoes"
    assert rj("show", link["to"], "--json").json()["answers"]["title"] == "The blue kitchen"


def test_without_a_terminal_it_names_the_commands_that_need_none(rj: Any) -> None:
    rj.log("Tea. @ada +c")
    result = rj("more", "1", code=2)

    assert result.out == ""
    assert "rj tag 1" in result.err
    assert "rj edit 1" in result.err


def test_an_entry_that_is_not_there_is_named(rj: Any) -> None:
    rj.log("Tea. @ada +c")
    code, shown = AtTerminal("more", "99").ends()

    assert code == 1
    assert "99" in shown


def test_a_new_person_or_word_taken_back_with_ctrl_b_leaves_nothing_behind(rj: Any) -> None:
    rj("people", "add", "Ada")
    there = AtTerminal("log").sees("What happened?").types("Tea.", ENTER)
    there.sees("With whom?").types("Zoe", ENTER).sees("Who is Zoe to you?").types("flatmate", ENTER)
    there.sees("Closer or further?").types(BACK).sees("Who is Zoe to you?").types(BACK)
    there.sees("With whom?").types(BACKSPACE, BACKSPACE, BACKSPACE, BACKSPACE, BACKSPACE, "Ada", ENTER)
    there.sees("Closer or further?").types(ESC)
    code, _ = there.ends()

    assert code == 0
    assert rj("list", "--json").json()[0]["people"] == ["Ada"]
    assert [person["name"] for person in rj("people", "--json").json() if person["name"] != "myself"] == ["Ada"]
    rj("undo")
    assert rj("list", "--json").json() == []
    rj("undo", "--redo")
    assert rj("list", "--json").json()[0]["people"] == ["Ada"]
    assert "Zoe" not in rj("export").out


def test_someone_new_who_is_needed_elsewhere_by_now_stays(rj: Any) -> None:
    rj("people", "add", "Ada")
    there = AtTerminal("log").sees("What happened?").types("Tea.", ENTER)
    there.sees("With whom?").types("Zoe", ENTER).sees("Who is Zoe to you?").types(ENTER).sees("Closer or further?")
    rj.log("Soup with @Zoe.")
    there.types(BACK).sees("Who is Zoe to you?").types(BACK).sees("With whom?").types(
        BACKSPACE, BACKSPACE, BACKSPACE, BACKSPACE, BACKSPACE, ENTER
    )
    there.sees("Closer or further?").types(ESC)
    there.ends()

    assert "Zoe" in [person["name"] for person in rj("people", "--json").json()]
    assert rj("show", "2", "--json").json()["people"] == ["Zoe"]


def test_a_text_that_cannot_be_read_stands_in_the_field_again(rj: Any) -> None:
    rj("people", "add", "Ada")
    there = AtTerminal("log").sees("What happened?").types("Tea.", ENTER)
    there.sees("With whom?").types(BACK).sees("What happened?").types(" +worth", ENTER)
    there.sees("does not say whether it grew").sees("Tea. +worth").types(BACKSPACE * 5, "more-worth", ENTER)
    there.sees("With whom?").types(ESC)
    code, _ = there.ends()

    assert code == 0
    assert rj("list", "--json").json()[0]["text"] == "Tea. +more-worth"


def test_an_answer_that_cannot_be_stored_is_kept_as_a_draft(rj: Any) -> None:
    rj.log("Tea with @Ada. +c")

    def with_a_full_disk() -> int:
        from relational_journal.cli import this_run
        from relational_journal.cli.app import run
        from relational_journal.errors import StoreError
        from relational_journal.journal.journal import Journal

        def full(*_: object, **__: object) -> None:
            raise StoreError("the disk is full", "Make room and try again.")

        Journal.replace = full  # type: ignore[method-assign, assignment]
        this_run.choose_path(None)
        return run(["more", "1", "--five"])

    there = AtTerminal(program=with_a_full_disk)
    for _ in range(12):
        there.types(ENTER)
    there.sees("as a camera would").types("Two people, one phone.", ENTER)
    code, shown = there.ends()

    assert code == 1
    assert "Your words are kept in" in shown
    (draft,) = (rj.journal.parent / "drafts").iterdir()
    assert draft.read_text() == "Two people, one phone."
