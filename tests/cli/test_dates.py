"""Dates as the commands take them: in a text, in --when, in filters and in the answer; asked about on a terminal."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.at_terminal import CTRL_C, ENTER, AtTerminal


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("2. 11. 2026", "2026-11-02"),
        ("13.11.2026", "2026-11-13"),
        ("13/11/2026", "2026-11-13"),
        ("tuesday at 3", "2026-11-17T15:00:00+01:00"),
        ("last week", "2026-11-09"),
        ("in March", "2026-03"),
        ("last summer", "2026-06"),
        ("half an hour ago", "2026-11-22T18:10:00+01:00"),
    ],
)
def test_a_date_is_the_same_in_a_text_in_an_option_and_in_an_edit(rj: Any, words: str, when: str) -> None:
    assert rj.log(f"{words}: we talked")["when"] == when
    assert rj.log("We talked.", "--when", words)["when"] == when
    assert rj("edit", "2", "--when", words, "--json").json()["when"] == when
    assert rj("session", "after", "It helped.", "--when", words, "--json").json()["when"] == when


def test_a_filter_reads_dates_as_every_other_place_does(rj: Any) -> None:
    for day in ("2026-10-30", "2026-11-08", "2026-11-09", "2026-11-15", "2026-11-16"):
        rj.log(f"On {day}.", "--when", day)

    def found(*filters: str) -> list[str]:
        return [entry["when"][5:] for entry in rj("list", "--json", *filters).json()]

    assert found("--since", "last week", "--until", "last week") == ["11-15", "11-09"]
    assert found("--since", "2. 11. 2026", "--until", "9.11.2026") == ["11-09", "11-08"]
    assert found("--until", "in October") == ["10-30"]
    assert rj("list", "--since", "2/11/2026", code=2).err.startswith('error: "2/11/2026" could be 2 November or 11')


def test_the_setting_says_what_stands_first(rj: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    rj("settings", "date-order", "day-first")
    assert rj.log("2/11/2026: tea")["when"] == "2026-11-02"
    assert rj.log("Tea.", "--when", "2/11")["when"] == "2026-11-02"
    rj("settings", "date-order", "month-first")
    assert rj.log("2/11/2026: tea")["when"] == "2026-02-11"
    assert len(rj("list", "--since", "3/11/2026", "--json").json()) == 2
    rj("settings", "date-order", "locale")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert rj.log("2/11/2026: tea")["when"] == "2026-11-02"
    monkeypatch.setenv("LC_TIME", "en_US.UTF-8")
    assert rj.log("2/11/2026: tea")["when"] == "2026-02-11"
    assert rj("settings", "date-order", "sideways", code=2).err.startswith("error: ")


@pytest.mark.parametrize("text", ["2023-02-29 10:00: it rained", "31. 4. 2025: it rained", "2/11/2026: it rained"])
def test_a_date_in_doubt_stores_nothing_without_a_terminal_and_keeps_the_words(rj: Any, text: str) -> None:
    answer = rj("log", text, code=2)

    assert answer.out == ""
    assert answer.err.startswith("error: ")
    assert "Your words are kept in" in answer.err
    assert rj("list", "--json").json() == []


@pytest.mark.parametrize("text", ["13/11: how it felt", "10/10: would do it again", "2.11.: tea"])
def test_two_numbers_are_words_with_a_hint_that_names_the_option(rj: Any, text: str) -> None:
    answer = rj("log", text)
    (entry,) = rj("list", "--json").json()

    assert (entry["text"], entry["when"][:10]) == (text, "2026-11-22")
    assert 'was left as words; if it is a date: rj edit --when "' in answer.err


@pytest.mark.parametrize(
    ("words", "ago"),
    [
        ("yesterday", "Sat 21 Nov (yesterday)"),
        ("this morning", "Sun 22 Nov (today)"),
        ("2. 11. 2026", "Mon 2 Nov (2 weeks ago)"),
        ("8pm", "Sat 21 Nov 20:00 (yesterday)"),
        ("in March", "Mar 2026 (8 months ago)"),
        ("1998", "1998 (28 years ago)"),
        ("2024-11-23", "Sat 23 Nov 2024 (23 months ago)"),
    ],
)
def test_the_answer_says_how_long_ago(rj: Any, words: str, ago: str) -> None:
    assert f" · {ago}" in rj("log", "We talked.", "--when", words).out
    assert f" · {ago}" in rj("edit", "--text", "We spoke.").out


def test_what_is_logged_as_it_happens_says_no_more_than_when(rj: Any) -> None:
    assert rj("log", "We talk.").out.strip() == "Saved as 1 · Sun 22 Nov 18:40"


def test_a_date_that_could_be_two_is_asked_by_number(rj: Any) -> None:
    rj("init", "--no-passphrase")
    terminal = AtTerminal("log", "2/11/2026: tea")
    terminal.sees("could be 2 November or 11 February").sees("1 Monday 2 November 2026").sees("3 no date")
    terminal.types("1").ends()
    (entry,) = rj("list", "--json").json()

    assert (entry["when"], entry["text"]) == ("2026-11-02", "tea")


def test_an_option_that_could_be_two_is_asked_too_and_offers_no_words(rj: Any) -> None:
    rj("init", "--no-passphrase")
    terminal = AtTerminal("log", "Tea.", "--when", "2/11/2026").sees("1 Monday 2 November 2026")
    _, shown = terminal.types("2").ends()
    (entry,) = rj("list", "--json").json()

    assert (entry["when"], entry["text"]) == ("2026-02-11", "Tea.")
    assert "no date" not in shown


def test_two_numbers_are_asked_about_and_enter_leaves_them_as_words(rj: Any) -> None:
    rj("init", "--no-passphrase")
    AtTerminal("log", "10/10: perfect").sees("may be a date, or words").types(ENTER).ends()
    (entry,) = rj("list", "--json").json()

    assert (entry["when"][:10], entry["text"]) == ("2026-11-22", "10/10: perfect")


def test_a_day_that_never_was_is_asked_for_until_it_reads(rj: Any) -> None:
    rj("init", "--no-passphrase")
    terminal = AtTerminal("log", "2023-02-29 10:00: it rained").sees("looks like a date and is none")
    terminal.types(f"29 feb 2023{ENTER}").sees("does not read as a date").types(f"2023-02-28 10:00{ENTER}").ends()
    (entry,) = rj("list", "--json").json()

    assert (entry["when"], entry["text"]) == ("2023-02-28T10:00:00+01:00", "it rained")


def test_an_interrupt_at_the_question_keeps_the_words_as_a_draft(rj: Any) -> None:
    rj("init", "--no-passphrase")
    code, shown = AtTerminal("log", "2/11/2026: tea with Ada").sees("could be").types(CTRL_C).ends()

    assert (code, "Your words are kept in" in shown) == (130, True)
    assert rj("list", "--json").json() == []
    drafts = list((rj.journal.parent / "drafts").iterdir())
    assert [draft.read_text(encoding="utf-8").strip() for draft in drafts] == ["2/11/2026: tea with Ada"]


@pytest.mark.parametrize(
    ("when", "kept"),
    [
        ("1936-05-01T12:00:00+00:19:32", "1936-05-01T12:00:00+00:20"),
        ("2026-11-01T12:00:00.5+01:00", None),
        ("2026-11-01T12:00:00+00:60", None),
        ("2026-11-01T12:00:00-0175", None),
    ],
)
def test_an_import_rounds_an_offset_to_minutes_and_refuses_one_that_no_clock_shows(
    rj: Any, when: str, kept: str | None
) -> None:
    line = json.dumps({"when": when, "text": "x"})
    if kept is None and when[-6:] != "+01:00":
        assert "does not read as a date" in rj("import", "-", stdin=line, code=1).err
        return
    rj("import", "-", stdin=line)

    assert kept is None or rj("list", "--json").json()[0]["when"] == kept
