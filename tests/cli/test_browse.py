"""`rj list`, `rj show`, `rj search` and the calendar."""

from __future__ import annotations

import pytest


def _three_weeks(rj) -> None:
    """Four moments and a session over three weeks."""
    rj.log("2026-11-02 18:30: Ada rang about the garden. @Ada +c +turned-toward +joyful")
    rj.log("2026-11-10: Mum said I never call. @Mum +d +they-criticised-me +hurt +went-silent")
    rj.log("2026-11-20 22:50: Jonas and I, half a quarrel. @Jonas +m +snapped +said-felt +they-were-warm")
    rj.log("2026-11: A quiet month at work. +o")


@pytest.fixture
def some(made_once):
    return made_once(_three_weeks)


def ids(rj, *words: str) -> list[int]:
    return [entry["id"] for entry in rj(*words, "--json").json()]


def test_the_newest_comes_first_and_a_month_lies_at_its_first_day(some) -> None:
    assert ids(some, "list") == [3, 2, 1, 4]


def test_a_line_holds_number_day_time_people_tone_and_words_without_marks(some) -> None:
    line = some("list").out.splitlines()[0]

    assert line.split() == "3 Fri 20 Nov 22:50 Jonas ◈ Jonas and I, half a quarrel.".split()


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (["--since", "2026-11-10"], [3, 2]),
        (["--until", "2026-11-10"], [2, 1, 4]),
        (["--with", "mum"], [2]),
        (["--with", "mum", "--with", "Ada"], [2, 1]),
        (["--tag", "hurt"], [2]),
        (["--tag", "quiet", "--tag", "snapped"], [3, 2]),
        (["--tag", "before:hurt"], [2]),
        (["--tag", "after:hurt"], []),
        (["--tag", "urge:went-silent"], []),
        (["--tone", "mixed", "--tone", "ordinary"], [3, 4]),
        (["--tone", "disconnection", "--with", "Ada"], []),
        (["--kind", "memory"], []),
        (["-n", "1"], [3]),
        (["-n", "0"], [3, 2, 1, 4]),
    ],
)
def test_several_values_of_a_filter_mean_any_and_several_filters_mean_all(some, filters, expected) -> None:
    assert ids(some, "list", *filters) == expected


@pytest.mark.parametrize(
    ("filters", "code"),
    [
        (["--since", "the other day"], 2),
        (["--since", "2026-11-20", "--until", "2026-11-10"], 2),
        (["--tone", "purple"], 2),
        (["--kind", "poem"], 2),
        (["--with", "Jona"], 1),
        (["--tag", "snaped"], 1),
        (["-n", "-3"], 2),
        (["--nonsense"], 2),
    ],
)
def test_a_filter_that_cannot_be_read_is_an_error_of_two_lines(some, filters, code) -> None:
    result = some("list", *filters, code=code)

    assert result.out == ""
    assert result.err.startswith("error: ")
    assert len(result.err.splitlines()) == 2


def test_near_names_are_told(some) -> None:
    assert "Jonas" in some("list", "--with", "Jona", code=1).err
    assert "snapped" in some("list", "--tag", "snaped", code=1).err


def test_no_result_is_no_failure(some) -> None:
    assert some("list", "--since", "2026-11-22", "--json").json() == []
    assert some("search", "zeppelin", "--json").json() == []


def test_search_matches_beginnings_of_words_and_all_of_them(some) -> None:
    assert ids(some, "search", "gard") == [1]
    assert ids(some, "search", "QUARREL", "jonas") == [3]
    assert ids(some, "search", "quarrel", "garden") == []


def test_more_than_are_shown_is_said(some) -> None:
    assert "4" in some("list", "-n", "2").err
    assert "-n 0" in some("list", "-n", "2", "--json").err


def test_show_tells_the_whole_entry_by_number_uid_or_its_beginning(some) -> None:
    entry = some("show", "2", "--json").json()

    assert some("show", entry["uid"], "--json").json() == entry
    assert "Mum said I never call." in some("show", "2").out
    assert "they criticised me" in some("show", "2").out


def test_show_without_an_id_is_the_moment_logged_last(some) -> None:
    assert some("show", "--json").json()["id"] == 4


@pytest.mark.parametrize("ident", ["99", "0", "007", "abcd", "zz", "01"])
def test_an_id_that_is_not_there_is_said(some, ident: str) -> None:
    result = some("show", ident, code=1)

    assert result.out == ""
    assert len(result.err.splitlines()) == 2


@pytest.mark.parametrize("command", ["list", "search x", "people", "calendar", "patterns", "words", "export"])
def test_a_reading_command_without_a_journal_makes_no_file(rj, command: str) -> None:
    rj(*command.split(), "--json" if command != "export" else "--to=jsonl")

    assert not rj.journal.parent.exists()


def test_the_calendar_gives_the_days_that_have_moments(some) -> None:
    days = {row["day"]: row for row in some("calendar", "--json").json()}

    assert set(days) == {"2026-11-02", "2026-11-10", "2026-11-20"}
    assert days["2026-11-10"]["disconnection"] == days["2026-11-10"]["moments"] == 1
    assert "◈" in some("calendar").out


def test_the_first_day_of_the_week_is_the_persons(some) -> None:
    some("settings", "week-start", "sunday")

    assert some("calendar").out.splitlines()[0].split() == ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]


@pytest.mark.parametrize("number", ["99999999999999999999999", "9223372036854775807"])
def test_more_than_there_can_be_is_all_of_them(some, number) -> None:
    assert some("list", "-n", number, "--json").json() == some("list", "-n", "0", "--json").json()
    assert some("search", "garden", "-n", number, "--json").json() == some("search", "garden", "--json").json()


def test_a_person_of_a_filter_may_be_written_with_the_mark(some) -> None:
    assert some("list", "--with", "@Ada", "--json").out == some("list", "--with", "Ada", "--json").out


def test_a_journal_in_the_home_of_nobody_is_an_error_in_two_lines(rj, monkeypatch) -> None:
    monkeypatch.setenv("RJ_JOURNAL", "~nobody-of-that-name/journal.db")
    monkeypatch.chdir(rj.journal.parent.parent)

    assert "inside rj" not in rj("list").err
