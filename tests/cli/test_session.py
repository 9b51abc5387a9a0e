"""`rj session` where nobody can be asked: preparing, recording, listing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.program import Program


def test_before_keeps_the_words_as_what_is_wanted(rj: Program) -> None:
    entry = rj("session", "before", "Friday night, slowly.", "--json").json()

    assert entry["kind"] == "session"
    assert entry["text"] == "Friday night, slowly."
    assert entry["answers"] == {"state": "prepared"}
    assert '"Friday night, slowly."' in rj("summary").out


def test_both_work_without_words_and_without_a_terminal(rj: Program) -> None:
    assert rj("session", "before", "--json").json()["answers"]["state"] == "prepared"
    assert rj("session", "after", "--json").json()["answers"]["state"] == "held"


def test_in_a_pipe_the_first_row_alone_is_answered(rj: Program) -> None:
    result = rj("session", "after", "It was good.")

    assert result.out == "Kept as 1 · Sun 22 Nov 18:40 · a session\n"
    assert "rj undo" in result.err


def test_before_and_after_of_one_date_are_one_session(rj: Program) -> None:
    before = rj("session", "before", "What I want.", "--json").json()
    after = rj("session", "after", "What stayed.", "--json").json()

    assert after["uid"] == before["uid"]
    assert after["text"] == "What stayed."
    assert after["answers"] == {"state": "held", "want": "What I want."}
    assert len(rj("session", "list", "--json").json()) == 1


def test_before_goes_on_where_it_stopped(rj: Program) -> None:
    first = rj("session", "before", "One thing.", "--json").json()
    again = rj("session", "before", "Another.", "--json").json()
    same = rj("session", "before", "Another.", "--json").json()

    assert again["uid"] == first["uid"]
    assert again["text"] == "One thing.\nAnother."
    assert same["text"] == again["text"]


def test_a_preparation_may_be_for_a_day_to_come_and_a_record_may_not(rj: Program) -> None:
    entry = rj("session", "before", "Slowly.", "--when", "2026-11-24", "--json").json()

    assert entry["when"] == "2026-11-24"
    assert rj("summary").out.startswith("For our session, 24 November 2026\n")
    assert rj("session", "after", "x", "--when", "2026-11-24", code=2).out == ""


def test_words_are_kept_when_the_day_cannot_be_read(rj: Program) -> None:
    result = rj("session", "after", "It was good.", "--when", "tusday", code=2)

    assert "kept in" in result.err
    assert rj("session", "list", "--json").json() == []


def test_after_begins_a_new_window_and_before_does_not(rj: Program) -> None:
    rj.log("2026-11-18 09:00: early @Ada +c +listened")
    rj.log("2026-11-18 12:00: late @Ada +c +listened")
    rj("session", "before", "x", "--when", "2026-11-20")
    assert rj("summary", "--json").json()["window"]["since"] == "2026-11-09"
    rj("session", "after", "x", "--when", "2026-11-18 10:00")
    answer = rj("summary", "--json").json()

    assert answer["window"]["since"] == "2026-11-18"
    assert answer["moments"] == {"new": 1, "patterns": 2}


def test_a_used_preparation_is_not_gone_on_with(rj: Program) -> None:
    first = rj("session", "before", "One.", "--when", "2026-11-20", "--json").json()
    rj("session", "after", "Held.", "--when", "2026-11-20")
    next_ = rj("session", "before", "Two.", "--json").json()

    assert next_["uid"] != first["uid"]
    assert '"Two."' in rj("summary").out
    assert "One." not in rj("summary").out


def test_with_whom_is_kept_and_a_new_name_is_said(rj: Program) -> None:
    result = rj("session", "after", "Good.", "--with", "Vera", "--json")

    assert result.json()["people"] == ["Vera"]
    assert "Vera is new here" in result.err


def test_tags_and_names_in_the_words_are_words(rj: Program) -> None:
    entry = rj("session", "after", "We spoke of @Ada and +hurt: slowly.", "--json").json()

    assert entry["text"] == "We spoke of @Ada and +hurt: slowly."
    assert entry["people"] == []
    assert rj("people", "--json").json() in ([], [p for p in rj("people", "--json").json() if p["name"] == "myself"])


def test_the_list_is_newest_first_and_counts_the_moments_since(rj: Program) -> None:
    rj.log("2026-11-02: a @Ada +c")
    rj.log("2026-11-12 09:00: b @Ada +c")
    rj.log("2026-11-12 19:00: c @Ada +c")
    rj("session", "after", "x", "--when", "2026-11-01", "--with", "Vera")
    rj("session", "after", "y", "--when", "2026-11-12 10:00", "--with", "Vera")
    rows = rj("session", "list", "--json").json()

    assert [list(row) for row in rows] == [["uid", "id", "when", "with", "moments_since"]] * 2
    assert [row["moments_since"] for row in rows] == [1, 3]
    assert rows[0]["with"] == ["Vera"]
    assert "1 moment since" in rj("session").out


def test_without_sessions_the_list_is_empty(rj: Program) -> None:
    result = rj("session", "list")

    assert result.out == ""
    assert "rj session before" in result.err
    assert rj("session", "list", "--json").json() == []
    assert not rj.journal.exists()


def test_one_undo_takes_a_session_back(rj: Program) -> None:
    rj("session", "after", "Good.", "--with", "Vera")
    rj("undo")

    assert rj("session", "list", "--json").json() == []


@pytest.mark.parametrize("step", ["before", "after"])
def test_a_date_left_empty_is_not_read_as_today(rj, step: str) -> None:
    result = rj("session", step, "A few words.", "--when", "", code=2)

    assert result.err.startswith('error: "" does not read as a date\n')
    assert rj("session", "list", "--json").json() == []


def test_chosen_days_are_whole_and_the_days_of_a_session_begin_with_it(rj: Program) -> None:
    rj.log("2026-11-18 09:00: early @Ada +c +listened")
    rj.log("2026-11-18 12:00: late @Ada +c +listened")
    rj("session", "after", "x", "--when", "2026-11-18 10:00")
    chosen = rj("summary", "--since", "2026-11-18", "--json").json()

    assert rj("summary", "--json").json()["moments"]["new"] == 1
    assert chosen["moments"] == {"new": 2, "patterns": 2}
    assert rj("patterns", "--since", "2026-11-18", "--json").json()["moments"]["counted"] == 2


def _last_time(rj: Program) -> None:
    """A session on 10 November after which something was to be tried."""
    session = {"kind": "session", "when": "2026-11-10", "text": "We spoke of leaving."}
    rj("import", "-", stdin=json.dumps({**session, "answers": {"state": "held", "try-next": "one no to Ruth"}}))


def test_what_was_to_be_tried_stands_on_the_next_page_only_if_it_is_chosen(rj: Program) -> None:
    _last_time(rj)
    rj("people", "add", "Ruth", "--relationship", "manager")
    assert "one no" not in rj("summary").out
    number = next(str(row["id"]) for row in rj("session", "list", "--json").json() if row["when"] == "2026-11-10")
    answer = 'After our session on 10 Nov I wanted to try: "one no to my manager"'
    assert answer in rj("summary", "--share", number).out
    assert answer in rj("summary").out


def test_before_the_next_session_it_is_told_and_the_person_says_whether_the_page_shows_it(rj: Program) -> None:
    from tests.support.at_terminal import ENTER, AtTerminal

    _last_time(rj)
    run = AtTerminal("session", "before").sees('you wanted to try: "one no to Ruth"')
    run.sees("most want to talk about").types("Friday.", ENTER)
    for question in ("not to get lost", "look at slowly", "held back", "What may the summary show"):
        run.sees(question).types(ENTER)
    run.sees("May the page show what you wanted to try?").types("y").sees("Leave out?").types("zzz", ENTER).sees(
        "Numbers"
    )
    run.sees("Leave out?").types(ENTER).sees("Save as").types("s").ends()
    page = rj("summary").out

    assert page.index('"Friday."') < page.index('I wanted to try: "one no to Ruth"')
    again = AtTerminal("session", "before").sees("you wanted to try")
    for question in ("not to get lost", "look at slowly", "held back", "What may the summary show"):
        again.sees(question).types(ENTER)
    assert "May the page show" not in again.sees("Leave out?").seen()


def test_what_the_summary_may_show_chooses_the_words_of_the_moments_it_names(rj: Program) -> None:
    from tests.support.at_terminal import BACKSPACE, ENTER, AtTerminal

    rj.log("2026-11-20: We laughed. @Ada +c +listened")
    rj.log("2026-11-21: We cried. @Ada +d +listened")
    run = AtTerminal("session", "before").sees("most want to talk about").types(ENTER)
    for question in ("not to get lost", "look at slowly", "held back"):
        run.sees(question).types(ENTER)
    run.sees("What may the summary show").types("1 and 2, 99", ENTER)
    run.sees("The words of 1 may stand").sees("The words of 2 may stand").sees("no entry 99")
    run.sees("Who is Ada?").types("f").sees("Leave out?").types(BACKSPACE, ENTER).sees("Save as").types("s").ends()

    assert '"We laughed."' in rj("summary").out
    assert '"We cried."' in rj("summary").out
