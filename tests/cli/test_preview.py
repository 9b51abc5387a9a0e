"""`rj summary` at a terminal: the page as it will be, lines and moments left out and added, what is never shown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from relational_journal.cli.sessions.preview_command import Typed, read
from tests.support.at_terminal import CTRL_C, DOWN, ENTER, ESC, SKIP, AtTerminal

if TYPE_CHECKING:
    from tests.support.made_once import MadeOnce
    from tests.support.program import Program

ASKED = "Leave out?"


def _eight_moments(rj: Program) -> None:
    """Eight moments: six of going quiet with Mum, one of connection with Jonas, one that is private."""
    rj("people", "add", "Jonas", "--relationship", "partner")
    rj("people", "add", "Mum", "--relationship", "parent")
    for n in range(6):
        rj.log(f"2026-11-{11 + n}: Mum said it, part {n}. @Mum +d +criticised-me +hurt +went-silent +they-had-more")
    rj.log("2026-11-20: Jonas laughed with me. @Jonas +c +they-were-warm +accepted-care +warm +more-worth")
    rj.log("2026-11-21: A secret. @Jonas +c +listened", "--private")


@pytest.fixture
def full(made_once: MadeOnce) -> Program:
    return made_once(_eight_moments)


def numbers(shown: str) -> dict[str, str]:
    """What stands behind each number of the list."""
    return dict(re.findall(r"^[\r> ]+(\d+) [+-] (.*?)\s*$", shown, re.MULTILINE))


def page_on(run: AtTerminal) -> str:
    """The page as it is drawn next; then the question is waited for."""
    shown = run.sees("Nobody reads this").seen()
    run.sees(ASKED)
    return shown


def number_of(shown: str, answer: str) -> str:
    return next(number for number, line in numbers(shown).items() if answer in line)


def test_the_page_is_seen_as_it_will_be_with_a_number_before_each_line(full: Program) -> None:
    piped = full("summary").out
    shown = AtTerminal("summary").sees(ASKED).seen()

    for line in ("7 moments in two weeks", "20 Nov · my partner", "Going quiet", "Questions for us"):
        assert line in shown
        assert line.split(" · ")[0] in piped
    assert sorted(map(int, numbers(shown))) == list(range(1, len(numbers(shown)) + 1))
    assert "1 private moment is left out" in shown
    assert "look for them" in shown


def test_a_line_is_dropped_by_its_number_and_brought_back_by_it(full: Program, tmp_path: Path) -> None:
    target = tmp_path / "page.txt"
    run = AtTerminal("summary", "--output", str(target))
    shown = run.sees(ASKED).seen()
    number = number_of(shown, "moments in two weeks")
    gone = number_of(shown, "my partner")

    run.types(f"{number} {gone}", ENTER).sees("(left out)")
    assert "(left out) " in page_on(run)
    run.types(number, ENTER)
    assert f"{number} + 7 moments in two weeks" in page_on(run)
    run.types(ENTER).sees("Written to").ends()

    assert "moments in two weeks" in target.read_text()
    assert "my partner" not in target.read_text()
    assert "my partner" in full("summary").out


def test_the_words_of_a_moment_are_added_and_stay_chosen(full: Program, tmp_path: Path) -> None:
    target = tmp_path / "page.txt"
    run = AtTerminal("summary", "--output", str(target)).sees(ASKED).types("add", ENTER)
    listed = run.sees("puts in the words of").seen()
    run.sees(ASKED).types("add 7, 3", ENTER).sees("laughed with me").sees(ASKED).types(ENTER)
    run.sees("Written to").ends()

    assert "Jonas laughed with me" in listed
    assert "A secret" not in listed
    page = target.read_text()
    assert '"my partner laughed with me."' in page
    assert '"my mother said it, part 2."' in page
    assert full("show", "7", "--json").json()["share"] is True
    assert '"my partner laughed with me."' in full("summary").out
    full("undo")
    assert "laughed" not in full("summary").out


def test_a_moment_that_no_section_holds_is_added_with_its_labels(rj: Program) -> None:
    rj.log("2026-11-20: @Ada +d +snapped +they-got-angry")
    run = AtTerminal("summary").sees("Who is Ada?").types("f").sees(ASKED).types("add 1", ENTER)

    assert "snapped" in page_on(run)


@pytest.mark.parametrize("how", [ESC, CTRL_C])
def test_what_was_added_is_not_chosen_where_nothing_was_written(full: Program, how: str, tmp_path: Path) -> None:
    target = tmp_path / "page.txt"
    run = AtTerminal("summary", "--output", str(target)).sees(ASKED).types("add 7", ENTER).sees("laughed")
    code, _ = run.sees(ASKED).types(how).ends()

    assert code == (0 if how == ESC else 130)
    assert not target.exists()
    assert full("show", "7", "--json").json()["share"] is False


def test_words_added_and_left_out_again_are_not_chosen(full: Program) -> None:
    run = AtTerminal("summary").sees(ASKED).types("add 7", ENTER)
    number = number_of(page_on(run), '"my partner laughed')
    run.types(number, ENTER).sees("(left out)").sees("56 days").sees(ASKED).types(ENTER).sees("Save as").types(
        "s"
    ).ends()

    assert full("show", "7", "--json").json()["share"] is False


def test_a_private_moment_and_a_number_that_is_not_there_are_not_added(full: Program) -> None:
    run = AtTerminal("summary").sees(ASKED).types("add 8", ENTER).sees("8 is only for you").sees(ASKED)

    run.types("add 99", ENTER).sees("99").sees(ASKED).types("zzz", ENTER).sees("Numbers from 1 to").sees(ASKED)
    code, shown = run.types(ENTER).sees("Save as").types("s").ends()
    assert code == 0
    assert "secret" not in shown


def test_a_moment_never_to_be_shown_is_in_no_word_and_no_number_of_any_page(full: Program) -> None:
    before = full("summary", "--json").json()["moments"]
    run = AtTerminal("summary")
    number = number_of(page_on(run), "my partner")
    run.types(f"never {number}", ENTER).sees("7 is only for you now").sees(ASKED).types(ESC).ends()

    after = full("summary")
    assert "my partner" not in after.out
    assert full("summary", "--json").json()["moments"] == {key: n - 1 for key, n in before.items()}
    full("undo")
    assert "my partner" in full("summary").out


def test_lines_and_parts_never_to_be_shown_are_remembered_and_can_be_brought_back(full: Program) -> None:
    run = AtTerminal("summary")
    number = number_of(run.sees(ASKED).seen(), "Going quiet")
    run.types(f"never {number} questions", ENTER).sees("Never shown from now on: all of questions for us").sees(ASKED)
    run.types(ESC).ends()
    kept_off = full("summary").out

    assert "Going quiet" not in kept_off
    assert "Questions for us" not in kept_off
    assert "Going quiet" in full("patterns").out
    again = AtTerminal("summary").sees("2 things are never shown").sees(ASKED).types("again", ENTER)
    again.sees("1 all of questions for us").sees("2 Going quiet").sees(ASKED).types("again 2", ENTER)
    again.sees("Shown again: Going quiet").sees(ASKED).types(ENTER).sees("Save as").types("s").ends()
    back = full("summary").out
    assert "Going quiet" in back
    assert "Questions for us" not in back


def test_words_never_to_be_shown_are_not_chosen_any_more(full: Program) -> None:
    full("summary", "--share", "7")
    run = AtTerminal("summary")
    number = number_of(run.sees(ASKED).seen(), '"my partner laughed')
    run.types(f"never {number}", ENTER).sees("not chosen any more").sees(ASKED).types(ENTER).sees("Save as").types(
        "s"
    ).ends()

    assert "laughed" not in full("summary").out
    assert "my partner" in full("summary").out


def test_without_a_terminal_lines_are_kept_off_and_brought_back_by_options(full: Program) -> None:
    lines = [line for section in full("summary", "--json").json()["sections"] for line in section["lines"]]
    first = full("summary", "--never", "1", "--yes")

    assert lines[0] not in first.out
    assert "Never shown from now on: a line of what I want from today (to fill in)." in first.err
    assert lines[0] not in full("summary").out
    assert lines[0] in full("summary", "--again", "--yes").out
    assert "--again" not in full("summary", "--again", "--yes").err
    assert "the page has no line 99" in full("summary", "--never", "99", code=2).err


def test_a_part_kept_off_can_be_included_once(full: Program) -> None:
    AtTerminal("summary").sees(ASKED).types("never ways", ENTER).sees(ASKED).types(ESC).ends()

    assert "How it moved" not in full("summary").out
    assert "How it moved" in full("summary", "--include", "ways").out


def test_a_part_that_is_off_is_added(full: Program) -> None:
    full("log", "2026-11-19: On the bus. @Mum +d +kept-myself-safe", "--unsafe")
    run = AtTerminal("summary", "--without", "questions").sees(ASKED).types("add safe questions", ENTER)
    shown = page_on(run)

    assert "Keeping safe" in shown
    assert "Questions for us" in shown


# On one screen


@pytest.mark.parametrize("times", [1, 2])
def test_arrows_move_and_space_leaves_out_and_brings_back(full: Program, tmp_path: Path, times: int) -> None:
    target = tmp_path / "page.txt"
    run = AtTerminal("summary", "--output", str(target)).sees("moments in two weeks").sees(ASKED)
    run.types(DOWN, " ").sees("(left out)")
    run.types(" " * (times - 1), ENTER).sees("Written to").ends()

    assert ("In one sentence" in target.read_text()) == (times == 2)
    assert "Going quiet" in target.read_text()


def test_a_part_is_left_out_from_its_heading_and_folded(full: Program, tmp_path: Path) -> None:
    target = tmp_path / "page.txt"
    run = AtTerminal("summary", "--output", str(target)).sees(ASKED).types("f").sees("3 lines, folded")
    run.types("f", " ").sees("(left out)").types(ENTER).sees("Written to").ends()

    assert "In one sentence" not in target.read_text()


def test_a_line_keeps_its_number_when_others_come_and_go(full: Program) -> None:
    run = AtTerminal("summary")
    before = numbers(run.sees(ASKED).seen())
    number = next(number for number, line in before.items() if "my partner" in line)
    after = numbers(run.types(f"never {number}", ENTER).sees("only for you now").seen())
    run.sees(ASKED).types(ESC).ends()
    kept = {number: line for number, line in before.items() if line in after.values()}

    assert len(kept) >= 3
    assert all(after[number] == line for number, line in kept.items())
    assert number not in after


def test_ending_after_something_was_never_to_be_shown_says_that_it_stays(full: Program) -> None:
    run = AtTerminal("summary").sees(ASKED).types("never questions", ENTER).sees("Never shown").sees(ASKED)
    _, shown = run.types(ESC).ends()

    assert "Nothing was written" not in shown
    assert "What you said never to show" in shown


@pytest.mark.parametrize(("key", "suffix"), [("p", ".pdf"), ("h", ".html"), ("t", ".txt")])
def test_the_chosen_page_is_saved_in_the_form_of_the_key(
    full: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, suffix: str
) -> None:
    monkeypatch.chdir(tmp_path)
    # Anew: what typesets has threads, and they do not live on in a fork.
    AtTerminal("summary", ANEW="1").sees(ASKED).types(ENTER).sees("Save as").types(key).sees("Written to").ends()

    assert [path.name for path in tmp_path.glob("page-*")] == [f"page-2026-11-22{suffix}"]


def test_the_chosen_page_is_shown_or_nothing_is_written_as_the_person_says(full: Program) -> None:
    _, shown = AtTerminal("summary").sees(ASKED).types(ENTER).sees("Save as").types("s").ends()
    _, nothing = AtTerminal("summary").sees(ASKED).types(ENTER).sees("Save as").types("n").ends()

    assert "For our session" in shown
    assert "For our session" not in nothing
    assert "Nothing was written" in nothing


def test_who_somebody_is_is_asked_before_the_page_and_kept(rj: Program) -> None:
    rj.log("2026-11-20: We talked. @Ada +c +listened")
    run = AtTerminal("summary").sees("Who is Ada?").types("f").sees("kept in the journal").sees(ASKED)
    shown = run.seen()
    run.types(ESC).ends()

    assert "a friend" in shown
    assert rj("people", "show", "Ada", "--json").json()["relationship"] == "friend"


def test_with_several_people_it_is_said_once_that_esc_leaves_the_rest(rj: Program) -> None:
    for name in ("Ada", "Bo", "Cleo"):
        rj.log(f"2026-11-20: We talked. @{name} +c +listened")
    run = AtTerminal("summary").sees("3 people have no role on the page yet").sees("Who is").types("f")
    run.sees("kept in the journal").sees("Who is").types(ESC).sees(ASKED).types(ESC).ends()

    assert sorted(each["relationship"] or "" for each in rj("people", "--json").json()) == ["", "", "friend"]


def test_who_is_left_unsaid_is_someone(rj: Program) -> None:
    rj.log("2026-11-20: We talked. @Ada +c +listened")
    shown = AtTerminal("summary").sees("Who is Ada?").types(SKIP).sees(ASKED).seen()

    assert "someone" in shown


@pytest.mark.parametrize(("key", "is_on_it"), [("n", False), ("l", True), ("m", False)])
def test_with_someone_held_apart_safety_is_asked_about_apart_from_the_page(
    full: Program, key: str, is_on_it: bool
) -> None:
    full("people", "edit", "Mum", "--safety", "not-safe")
    run = AtTerminal("summary").sees("not being safe with someone?").types(key).sees(ASKED)
    shown = run.seen()
    run.types(ESC).ends()

    assert ("Keeping safe" in shown) == is_on_it


def test_on_a_terminal_that_cannot_redraw_numbers_are_typed(full: Program) -> None:
    run = AtTerminal("summary", TERM="dumb").sees("  1   In one sentence").sees(ASKED).types("1", ENTER)
    run.sees("1   (left out)").sees(ASKED).types(ENTER).sees("Save as").types("n", ENTER)

    assert run.ends()[0] == 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3", Typed("leave", (3,))),
        ("3, 5-7 3", Typed("leave", (3, 5, 6, 7))),
        ("8-99", Typed("leave", (8, 9))),
        ("never 2", Typed("never", (2,))),
        ("Never power 2", Typed("never", (2,), parts=("power",))),
        ("add Safe 3", Typed("add", words=("3",), parts=("safe",))),
        ("add", Typed("add")),
        ("add 36, 34", Typed("add", (), ("36", "34"))),
        ("again", Typed("again")),
        ("again 2", Typed("again", (2,))),
        ("?", Typed("say")),
    ],
)
def test_what_is_typed_is_read(typed: str, meant: Typed) -> None:
    assert read(typed, 9) == meant


@pytest.mark.parametrize("typed", ["0", "10", "5-", "-3", "7-5", "x", "never", "never x", "³", "99999999999999", "5.5"])
def test_what_does_not_read_says_what_would(typed: str) -> None:
    said = read(typed, 9)

    assert said.verb == "say"
    assert "1 to 9" in said.words[0]


def test_words_that_may_be_names_nobody_entered_are_marked_on_the_screen_and_nowhere_else(
    full: Program, tmp_path: Path
) -> None:
    full.log("2026-11-20: Karim came, and Jonas laughed. @Jonas +c +they-were-warm +accepted-care", "--share")
    page = tmp_path / "page.txt"
    run = AtTerminal("summary", "--output", str(page)).sees(ASKED)
    shown = " ".join(run.seen().split())
    run.types(ENTER).ends()

    assert "[Karim?] came, and my partner laughed" in shown
    assert "Look once at what is marked [so?]: Karim is no name the journal knows" in shown
    written = page.read_text(encoding="utf-8")
    assert "Karim came, and my partner laughed" in " ".join(written.split())
    assert "[" not in written
