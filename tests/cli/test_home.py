"""The home screen: what it shows on which day, that its numbers are those of the commands it names, that it is calm."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from tests.support.program import Program

DAYS = ("2026-06-20", "2026-07-31", "2026-08-21", "2026-09-30", "2026-10-19", "2026-11-08", "2026-11-22", "2026-12-06")


def on(monkeypatch: pytest.MonkeyPatch, day: str, time: str = "18:40") -> None:
    monkeypatch.setenv("RJ_NOW", f"{day}T{time}:00")


@pytest.fixture
def demo(rj: Program, demo_of_mine: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The fictional half-year, from which any day can be looked at."""
    monkeypatch.setenv("RJ_JOURNAL", str(demo_of_mine))
    monkeypatch.setenv("COLUMNS", "80")
    return rj


def flowing(shown: str) -> str:
    """The screen with its wrapped lines joined, so that a line can be looked for whole."""
    return " ".join(shown.split())


def waiting(rj: Program) -> dict[str, str]:
    """What waits, by its kind."""
    return {each["what"]: each["text"] for each in rj("--json").json()["waiting"]}


# What it shows


def test_a_day_in_may_and_one_in_november_show_each_its_own_week(demo: Program, monkeypatch) -> None:
    on(monkeypatch, "2026-05-28")
    may = demo().out
    on(monkeypatch, "2026-11-22")
    november = demo().out

    assert may.splitlines()[0].split() == "Thursday 28 May this week ◇ ◆ ◇ ◇".split()
    assert re.findall(r"^ +(\d+)  (\w+)  ", may, re.M) == [("8", "Thu"), ("6", "Tue"), ("5", "Tue"), ("4", "Mon")]
    assert november.splitlines()[0].split() == "Sunday 22 November this week ◆ – ◆ ◈ ◆ ◇ ◆ ◆ –".split()
    assert "A break with Helen is two days old: rj mend 6" in flowing(may)
    assert "A break with Jude is two days old; 7 more: rj look repairs" in flowing(november)


def test_a_break_grows_older_by_the_day_and_a_quiet_fortnight_is_fine(demo: Program, monkeypatch) -> None:
    said = {}
    for day in ("2026-11-20", "2026-11-21", "2026-11-23", "2026-12-04", "2026-12-05", "2026-12-20", "2027-02-01"):
        on(monkeypatch, day)
        said[day] = flowing(demo().out)

    assert "A break with Jude is from today" in said["2026-11-20"]
    assert "A break with Jude is from yesterday" in said["2026-11-21"]
    assert "A break with Jude is three days old" in said["2026-11-23"]
    assert "A break with Jude is two weeks old" in said["2026-12-04"]
    assert "A break with Jude is four weeks old" in said["2026-12-20"]
    assert "A break" not in said["2027-02-01"]  # none of the last 60 days
    assert "That is fine" not in said["2026-12-05"]
    assert "Nothing since 22 Nov. That is fine." in said["2026-12-20"]


def test_what_lies_after_today_is_not_on_it(demo: Program, monkeypatch) -> None:
    on(monkeypatch, "2026-05-20")
    shown = demo("--json").json()

    assert shown["last"] == shown["week"] == shown["open_breaks"] == []
    assert "Nothing here yet." in demo().out


def test_it_shows_labels_and_never_the_sentence_of_a_moment(rj: Program) -> None:
    rj.log("2026-11-20 22:50: Jonas and I, half a quarrel. @Jonas +m +snapped +said-felt +they-were-warm")
    rj.log("2026-11-21: The bridge at night. @Jonas +f +urge:pulled-back")
    shown = rj().out

    assert "snapped → said what I felt" in shown
    assert "the pull, not followed: pulled back" in shown
    assert "half a quarrel" not in shown
    assert "bridge" not in shown
    assert rj("--json").json().keys() >= {"last", "open_breaks", "hunches", "next"}


def test_a_repair_names_the_day_of_its_break(rj: Program) -> None:
    rj.log("2026-10-02: A slammed door. @Jonas +d +snapped")
    rj.log("2026-11-20: Half a quarrel. @Jonas +d +snapped")
    rj("log", "2026-11-21: He thanked me. @Jonas +c +let-count", "--repairs", "2")
    rj("log", "2026-11-22: And for October. @Jonas +c +let-count", "--repairs", "1")
    shown = rj().out

    assert re.search(r"Sat  Jonas  ◆ .*mends Friday", shown)
    assert re.search(r"Sun  Jonas  ◆ .*mends 2 Oct", shown)
    assert re.search(r"Fri  Jonas  ◇  snapped", shown)


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_forty_moments_of_one_week_have_their_marks_or_their_counts_whole(rj: Program, monkeypatch, columns) -> None:
    tones = ["connection", "disconnection", None, "mixed"]
    lines = [
        {"when": f"2026-11-{16 + number % 7}", "text": "x", "tone": tones[number % 4], "people": ["Ada"]}
        for number in range(40)
    ]
    rj("import", "-", stdin="".join(json.dumps(line) + "\n" for line in lines))
    monkeypatch.setenv("COLUMNS", str(columns))
    shown = rj()
    head = shown.out.split("\n\n")[0]
    marks = re.findall("[◆◇◈▫]", head)

    assert len(marks) == 40 or "◆ 10  ◈ 10  ◇ 10  ▫ 10" in head
    assert all(len(line) <= columns for line in shown.out.splitlines())
    assert "▫ no tone" in shown.err


def test_without_utf8_the_marks_are_letters(rj: Program, monkeypatch) -> None:
    rj.log("2026-11-20: Half a quarrel. @Jonas +m +snapped +said-felt")
    rj.log("2026-11-21: Tea. @Jonas +c +listened")
    monkeypatch.setenv("LC_ALL", "C")
    shown = rj()

    assert "this week M C" in shown.out
    assert "snapped -> said what I felt" in shown.out
    assert (shown.out + shown.err).isascii()


def test_with_everything_waiting_at_once_it_fits_a_terminal_of_24_lines(rj: Program, monkeypatch) -> None:
    everything_waits(rj, monkeypatch)
    monkeypatch.setenv("COLUMNS", "80")
    shown = rj()

    assert set(waiting(rj)) == {"experiment", "break", "hunch", "look-back", "draft"}
    assert len((shown.out + shown.err).splitlines()) <= 24
    assert shown.out.count("\nNext ") == 1


def everything_waits(rj: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, "2026-11-12")
    line = {"kind": "lookback", "when": "2026-11-12", "answers": {"good": "Tea."}, "text": "Looked back."}
    plan = {"kind": "experiment", "when": "2026-11-09", "text": "", "answers": {"try": "one no to my manager"}}
    other = {"kind": "experiment", "when": "2026-11-02", "text": "", "answers": {"try": "ring Ada first"}}
    old = {"when": "2025-11-20", "text": "x", "tone": "connection", "people": ["Ada"], "moves": ["listened"]}
    rj("import", "-", stdin="".join(json.dumps({"tone": None, **each}) + "\n" for each in (line, plan, other, old)))
    rj("hunch", "add", "I go quiet", "--when", "they-criticised-me", "--then", "went-silent")
    on(monkeypatch, "2026-11-22")
    rj("settings", "year-ago", "on")
    for day in range(16, 22):
        rj.log(f"2026-11-{day}: A day. @Mum +d +they-criticised-me +went-silent +lonely")
    rj("log", "2026-11-2 9:99: x", code=None)
    rj("log", "--tone", "purple", "Words that stay.", code=2)


# Its numbers are those of the view it points to


@pytest.mark.parametrize("day", DAYS)
def test_every_number_is_that_of_the_command_it_points_to(demo: Program, monkeypatch, day: str) -> None:
    on(monkeypatch, day)
    home = demo("--json").json()
    shown = flowing(demo().out)
    waits = waiting(demo)

    if more := re.search(r"; (\d+) more: rj (look repairs.*)", waits.get("break", "")):
        assert int(more[1]) + 1 == demo(*more[2].split(), "--json").json()["open"]
    elif "break" in waits:
        assert demo("look", "repairs", "--json").json()["open"] == 1
    since = re.search(r"(\d+) moments? since your session", shown)
    sessions = demo("list", "--kind", "session", "-n", "0", "--json").json()
    prepared = {each["uid"] for each in sessions if each["answers"]["state"] == "prepared"}
    listed = demo("session", "list", "--json").json()
    held = [each for each in listed if each["when"][:10] < day and each["uid"] not in prepared]
    assert (int(since[1]) if since else 0) == (held[0]["moments_since"] if held else 0)
    listed = demo("list", "--since", min_of_week(day), "--until", day, "--kind", "moment", "-n", "0", "--json").json()
    assert set(home["week"]) <= {each["uid"] for each in listed}
    assert len(home["week"]) + unsafe_in(demo, listed) == len(listed)
    assert [each["id"] for each in home["last"]] == [
        int(number) for number in re.findall(r" (\d+) +\w{3} ", shown_rows(demo))
    ]


def min_of_week(day: str) -> str:
    from datetime import date, timedelta

    return (date.fromisoformat(day) - timedelta(days=6)).isoformat()


def unsafe_in(rj: Program, entries: list[dict[str, object]]) -> int:
    """How many of them `rj list` marks as set apart."""
    shown = rj("list", "-n", "0", "--kind", "moment").out
    apart = re.findall(r"^ *(\d+) (?:(?!\n *\d+  \w{3} ).)*?keeping safe", shown, re.M | re.S)
    return sum(str(each["id"]) in apart for each in entries)


def shown_rows(rj: Program) -> str:
    return "\n".join(line for line in rj().out.splitlines() if re.match(r" +\d+  ", line))


def test_the_number_of_experiments_is_that_of_look_experiments(rj: Program, monkeypatch) -> None:
    everything_waits(rj, monkeypatch)
    named = re.search(
        r'You wanted to try "one no to my manager" \(since 9 Nov\); (\d+) more: rj (.*)', waiting(rj)["experiment"]
    )

    assert named
    states = [each["state"] for each in rj(*named[2].split(), "--json").json()]
    assert int(named[1]) + 1 == states.count("not-yet") == 2


def test_the_number_of_a_hunch_is_that_of_hunch_show(rj: Program, monkeypatch) -> None:
    everything_waits(rj, monkeypatch)
    rj.log("2026-11-21 9:00: Another. @Ada +c +they-were-warm +listened")
    rj.log("2026-11-20 9:00: One more. @Ada +c +they-were-warm +listened")
    named = re.search(r"\(when they criticised me\): (\d+) of (\d+) moments are in; rj (.*)", waiting(rj)["hunch"])

    assert named
    (hunch,) = rj(*named[3].split(), "--json").json()
    sides = [hunch["with_condition"]["of"], hunch["without"]["of"]]
    assert (int(named[1]), int(named[2])) == (min(*sides, hunch["read_at"]), hunch["read_at"]) == (2, 10)


def test_the_number_of_drafts_is_that_of_the_doctor(rj: Program, monkeypatch) -> None:
    everything_waits(rj, monkeypatch)
    count = len(rj("doctor", "--drafts", "--json").json())

    assert count == 2
    assert waiting(rj)["draft"] == "2 drafts wait: rj log takes one up"


def test_it_counts_from_the_hour_of_the_session(rj: Program) -> None:
    rj("session", "after", "It was good.", "--when", "2026-11-20 22:00")
    rj.log("2026-11-20 21:30: On the way there. +o")
    rj.log("2026-11-20 22:50: On the way back. +o")

    assert "1 moment since your session on 20 Nov" in rj().out


def test_of_very_many_open_breaks_it_names_the_newest_and_counts_the_rest(rj: Program) -> None:
    lines = (
        {"when": f"2026-10-{day % 28 + 1:02d}", "text": "x", "tone": "disconnection", "people": ["Ada"]}
        for day in range(90)
    )
    rj("import", "-", stdin="".join(json.dumps(line) + "\n" for line in lines))

    assert "A break with Ada is three weeks old; 89 more: rj look repairs" in waiting(rj)["break"]
    assert len(rj("--json").json()["open_breaks"]) == 90


def test_only_breaks_that_are_open_and_safe_wait(rj: Program) -> None:
    lines: list[dict[str, object]] = [
        {"when": f"2026-10-{day:02d}", "text": f"Day {day}.", "tone": "disconnection", "people": ["Ada"]}
        for day in range(1, 29)
    ]
    lines[27] |= {"break": "mended"}
    lines[26] |= {"break": "partly", "tone": "mixed"}
    lines[25] |= {"people": ["myself"]}
    lines[24] |= {"unsafe": True, "people": ["Bo"]}
    lines[23] |= {"first": ["they-threatened-me"], "people": ["Cy"]}
    lines[22] |= {"break": "open"}
    rj("import", "-", stdin="".join(json.dumps(line) + "\n" for line in lines))
    ids = rj("--json").json()["open_breaks"]
    days = [rj("show", uid, "--json").json()["when"] for uid in ids]

    assert len(ids) == 23
    assert days[0] == "2026-10-23"
    assert days == sorted(days, reverse=True)
    assert "A break with Ada is four weeks old; 22 more: rj look repairs" in waiting(rj)["break"]


# Nothing nags


def test_a_happy_walk_is_left_alone(rj: Program) -> None:
    rj.log("2026-11-21: A walk with Ada, nothing else. @Ada +c")
    rj.log("2026-11-22: Soup. @Ada +o")
    home = rj("--json").json()

    assert home["waiting"] == []
    assert home["next"] == "rj log, whenever there is something; one sentence is enough."


def test_a_hard_moment_that_says_nothing_of_before_is_the_one_thing_next(rj: Program) -> None:
    rj.log("2026-11-21: A walk. @Ada +c")
    hard = rj.log("2026-11-21: A row. @Ada +f +went-silent")
    rj.log("2026-11-22: Waiting for the call. @Ada +m +braced:they-got-angry +went-silent")

    assert rj("--json").json()["next"] == f"{hard['id']} does not say yet what came before: rj more {hard['id']}"


def test_three_hard_moments_in_a_row_lead_to_something_small_and_good(rj: Program) -> None:
    for day in (20, 21, 22):
        rj.log(f"2026-11-{day}: A row. @Ada +f +went-silent")

    assert "one small good or ordinary one" in rj("--json").json()["next"]


def test_a_look_back_is_due_after_a_week_for_whoever_looks_back_and_stops_asking_after_four(rj, monkeypatch) -> None:
    rj.log("2026-11-21: Soup. @Ada +c")
    assert "look-back" not in waiting(rj)

    line = {"kind": "lookback", "when": "2026-11-20", "tone": None, "text": "Looked back."}
    rj("import", "-", stdin=json.dumps(line) + "\n")
    due = {}
    for day in ("2026-11-26", "2026-11-27", "2026-12-02", "2026-12-18", "2026-12-19"):
        on(monkeypatch, day)
        due[day] = waiting(rj).get("look-back")

    assert due == {
        "2026-11-26": None,
        "2026-11-27": "A week since your last look-back: rj reflect week",
        "2026-12-02": "12 days since your last look-back: rj reflect week",
        "2026-12-18": "28 days since your last look-back: rj reflect week",
        "2026-12-19": None,
    }


def test_what_one_wanted_to_try_after_a_session_waits_until_it_is_planned_or_the_next_session(rj, monkeypatch) -> None:
    rj.log("2026-11-21: Soup. @Ada +c")
    session = {"kind": "session", "when": "2026-11-09", "tone": None, "text": "It was good."}
    rj("import", "-", stdin=json.dumps(session | {"answers": {"state": "held", "try-next": "ring Ada first"}}) + "\n")
    agreed = 'You wanted to try "ring Ada first" (since your session on 9 Nov)'

    assert waiting(rj)["agreed"] == agreed
    plan = {"kind": "experiment", "when": "2026-11-21", "tone": None, "text": "Ring Ada.", "private": True}
    rj("import", "-", stdin=json.dumps(plan) + "\n")
    assert waiting(rj) == {"experiment": "You wanted to try something (since 21 Nov): rj reflect experiment"}
    rj("undo")
    rj("session", "after", "It was short.", "--when", "2026-11-21")
    assert "agreed" not in waiting(rj)


def test_an_experiment_with_someone_unsafe_is_not_offered(rj: Program) -> None:
    rj("log", "2026-11-01: He shouted. @Rolf +f", "--unsafe")
    plan = {"kind": "experiment", "when": "2026-11-09", "tone": None, "text": "Ask Rolf.", "people": ["Rolf"]}
    rj("import", "-", stdin=json.dumps(plan) + "\n")

    assert waiting(rj) == {}
    assert "Rolf" not in rj().out


def test_what_was_to_try_stops_waiting_after_eight_weeks(rj: Program, monkeypatch) -> None:
    rj.log("2026-10-01: Soup. @Ada +c")
    plan = {"kind": "experiment", "when": "2026-10-05", "tone": None, "text": "Ring Ada.", "people": ["Ada"]}
    session = {"kind": "session", "when": "2026-10-04", "tone": None, "text": "x", "answers": {"state": "held"}}
    rj("import", "-", stdin="".join(json.dumps(each) + "\n" for each in (plan, session)))
    on(monkeypatch, "2026-11-30")
    assert "experiment" in waiting(rj)
    on(monkeypatch, "2026-12-01")
    assert waiting(rj) == {}
    assert rj("--json").json()["next"] == "rj log, whenever there is something; one sentence is enough."


# One next thing: the session


def test_a_session_of_tomorrow_is_next_and_afterwards_it_is_asked_about_once_a_week_long(rj, monkeypatch) -> None:
    rj.log("2026-11-16: Soup. @Ada +c +listened")
    on(monkeypatch, "2026-11-18")
    rj("session", "before", "--when", "2026-11-23")
    said = {}
    for day in ("2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24", "2026-11-30", "2026-12-01"):
        on(monkeypatch, day)
        said[day] = rj("--json").json()["next"]

    quiet = "rj log, whenever there is something; one sentence is enough."
    assert said == {
        "2026-11-21": quiet,
        "2026-11-22": "Session tomorrow: rj session before",
        "2026-11-23": "Session today: rj session before",
        "2026-11-24": "You prepared a session on Mon 23 Nov. If it was held: rj session after",
        "2026-11-30": "You prepared a session on Mon 23 Nov. If it was held: rj session after",
        "2026-12-01": quiet,
    }
    on(monkeypatch, "2026-11-22")
    rj("session", "before", "The quarrel.")
    assert rj("--json").json()["next"] == "Session tomorrow; what you want from it is noted: rj summary"


def test_a_session_that_comes_every_week_is_expected_and_an_irregular_one_is_not(rj, monkeypatch) -> None:
    rj.log("2026-11-16: Soup. @Ada +c +listened")
    for day in ("2026-11-02", "2026-11-09", "2026-11-16"):
        rj("session", "after", "Held.", "--when", day)

    assert rj("--json").json()["next"] == "A session may be tomorrow, 7 days after the last: rj session before"
    rj("session", "after", "Held.", "--when", "2026-11-18")
    on(monkeypatch, "2026-11-24")
    assert "session" not in rj("--json").json()["next"]


# A year ago


LAST_YEAR = (
    {"when": "2025-11-22T10:00:00+01:00", "text": "a", "tone": "connection", "people": ["Ada"], "moves": ["listened"]},
    {"when": "2025-11-22", "text": "b", "tone": "disconnection", "people": ["Mum"], "private": True},
    {"when": "2025-11-22", "text": "c", "tone": "disconnection", "people": ["Rolf"], "unsafe": True},
    {"when": "2025-11-22", "text": "d", "tone": "connection", "people": ["Rolf"]},
    {"when": "2025-11-22", "text": "e", "tone": "connection", "people": ["Kim"]},
    {"when": "2025-11-21", "text": "f", "tone": "mixed", "people": ["Jo"]},
)


@pytest.fixture
def last_year(rj: Program) -> Program:
    rj("people", "add", "Kim", "--safety", "not-safe")
    rj("import", "-", stdin="".join(json.dumps(line) + "\n" for line in LAST_YEAR))
    return rj


def test_a_year_ago_is_shown_only_to_whoever_asked_for_it(last_year: Program) -> None:
    assert "year_ago" not in last_year("--json").json()
    assert "A year ago" not in last_year().out
    last_year("settings", "year-ago", "on")
    (shown,) = last_year("--json").json()["year_ago"]

    assert shown["text"] == "a"
    assert re.search(r"\n\nA year ago\n +1  Sat 22 Nov 2025  Ada  ◆  listened", last_year().out)


def test_where_that_day_has_none_the_nearest_of_three_days_is_shown(last_year: Program, monkeypatch) -> None:
    last_year("settings", "year-ago", "on")
    said = {}
    for day in ("2026-11-17", "2026-11-18", "2026-11-20", "2026-11-25", "2026-11-26"):
        on(monkeypatch, day)
        said[day] = [each["text"] for each in last_year("--json").json()["year_ago"]]

    assert said == {
        "2026-11-17": [],
        "2026-11-18": ["f"],
        "2026-11-20": ["f"],
        "2026-11-25": ["a"],
        "2026-11-26": [],
    }


@pytest.mark.parametrize("day", ["2028-02-29", "1970-01-02", "2037-12-31"])
def test_any_day_there_is_has_a_home(last_year: Program, monkeypatch, day: str) -> None:
    last_year("settings", "year-ago", "on")
    on(monkeypatch, day)

    assert last_year("--json").json()["year_ago"] == []
    assert "Next" in last_year().out


# What may be missing


def test_without_a_journal_it_says_how_to_begin_and_makes_no_file(rj: Program) -> None:
    shown = rj()

    assert "Nothing here yet." in shown.out
    assert "rj log writes the first moment" in flowing(shown.out)
    assert not rj.journal.exists()


def test_a_draft_alone_waits(rj: Program) -> None:
    rj("log", "--tone", "purple", "Words that stay.", code=2)

    assert waiting(rj) == {"draft": "A draft waits: rj log takes it up"}
    assert "Words that stay" not in rj().out


def test_locked_and_without_a_terminal_it_is_an_error_in_two_lines(rj: Program, monkeypatch) -> None:
    monkeypatch.setenv("RJ_NEW_PASSPHRASE", "seven green kettles")
    monkeypatch.setenv("RJ_PASSPHRASE", "seven green kettles")
    rj("init", "--passphrase")
    rj.log("2026-11-21: Soup. @Ada +c +listened")
    shown = rj()
    monkeypatch.delenv("RJ_PASSPHRASE")
    rj("lock")
    locked = rj(code=1)

    assert "listened" in shown.out
    assert locked.out == ""
    assert len(locked.err.splitlines()) == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is write-protected for root")
def test_a_journal_that_cannot_be_written_is_shown(rj: Program) -> None:
    rj.log("2026-11-21: Soup. @Ada +c +listened")
    rj.journal.chmod(0o400)
    rj.journal.parent.chmod(0o500)
    try:
        assert "listened" in rj().out
    finally:
        rj.journal.parent.chmod(0o700)


@pytest.mark.parametrize("is_made", [True, False])
def test_an_empty_home_says_once_how_a_journal_begins(rj: Program, is_made: bool) -> None:
    if is_made:
        rj("init", "--no-passphrase")
    home = rj()

    assert (home.out + home.err).count("rj log") == 1
    assert ("There is no journal at" in home.err) is not is_made
