"""`rj log`: what is typed becomes a moment, and is never lost."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


def test_a_sentence_with_tags_becomes_a_moment_in_story_order(rj) -> None:
    entry = rj.log("@Sam forgot again +they-let-me-down +hurt +to-matter +went-silent +lonely +d")

    assert entry["people"] == ["Sam"]
    assert entry["tone"] == "disconnection"
    assert (entry["first"], entry["felt_before"], entry["wishes"]) == (["they-let-me-down"], ["hurt"], ["to-matter"])
    assert (entry["moves"], entry["felt_after"]) == (["went-silent"], ["lonely"])
    assert entry["when"] == "2026-11-22T18:40:00+01:00"
    assert entry["text"] == "@Sam forgot again +they-let-me-down +hurt +to-matter +went-silent +lonely +d"


def test_the_answer_names_number_day_people_and_tone_and_never_the_sentence(rj) -> None:
    answer = rj("log", "Marmalade at breakfast with @Ada +c")

    assert answer.out == "Saved as 1 · Sun 22 Nov 18:40 · Ada · ◆ connection\n"
    assert "armalade" not in answer.out + answer.err
    assert "rj edit 1" in answer.err
    assert "rj undo" in answer.err


def test_a_pipe_gets_the_first_row_alone_and_json_gives_the_entry(rj) -> None:
    assert rj("log", "Tea. +went-silent +hurt").out.count("\n") == 1
    assert rj.log("Tea.")["id"] == 2


def test_standard_input_is_read_as_it_is(rj) -> None:
    entry = rj("log", "-", "--json", stdin="first line\n  second line, @Ada +c\n").json()

    assert entry["text"] == "first line\n  second line, @Ada +c"
    assert entry["people"] == ["Ada"]


def test_a_date_in_front_is_the_day_of_the_moment_and_no_part_of_its_words(rj) -> None:
    entry = rj.log("yesterday 6pm: tea with @Ada")

    assert entry["when"] == "2026-11-21T18:00:00+01:00"
    assert entry["text"] == "tea with @Ada"


def test_options_say_what_tags_say(rj) -> None:
    entry = rj.log("Tea.", "--with", "Ada", "--tag", "went-silent", "--tag", "hurt", "--tone", "mixed", "--private")

    assert (entry["people"], entry["moves"], entry["felt_after"]) == (["Ada"], ["went-silent"], ["hurt"])
    assert (entry["tone"], entry["private"]) == ("mixed", True)


def test_a_moment_can_be_logged_as_the_repair_of_a_break(rj) -> None:
    broken = rj.log("We fought. @Ada +d")

    assert rj.log("I came back. @Ada +repaired", "--repairs", "1")["links"] == [{"to": broken["uid"], "as": "repairs"}]


@pytest.mark.parametrize("text", ["", " ", " \n\t "])
def test_nothing_but_spaces_is_an_error_that_says_what_to_do(rj, text: str) -> None:
    for result in (rj("log", text, code=2), rj("log", "-", stdin=text, code=2)):
        assert result.out == ""
        assert result.err.startswith("error: ")
        assert len(result.err.splitlines()) == 2


def kept_drafts(rj) -> str:
    return "".join(path.read_text() for path in (rj.journal.parent / "drafts").iterdir())


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["in ten days maybe", "--when", "tusday 9pm"], "tusday 9pm"),
        (["2026-12-24: a thing that has not been"], "2026-12-24"),
        (["A thing.", "--tone", "purple"], "purple"),
        (["A thing.", "--kind", "poem"], "poem"),
        (["A thing. +worth"], "worth"),
        (["A thing. +they-had-more +about-equal"], "about-equal"),
    ],
)
def test_what_cannot_be_read_is_named_and_the_words_are_kept_as_a_draft(rj, words: list[str], fault: str) -> None:
    result = rj("log", *words, code=2)

    assert result.out == ""
    assert fault in result.err
    assert str(rj.journal.parent / "drafts") in result.err
    assert len(result.err.splitlines()) == 2
    assert words[0] in kept_drafts(rj)
    assert rj("list", "--json").json() == []


def test_a_draft_is_readable_by_its_owner_only(rj) -> None:
    rj("log", "A thing. +worth", code=2)
    (draft,) = (rj.journal.parent / "drafts").iterdir()

    assert stat.S_IMODE(draft.stat().st_mode) == 0o600


def test_an_ambiguous_tag_names_its_choices_and_keeps_the_words(rj) -> None:
    result = rj("log", "Tea. +they-were", code=2)

    assert "they-were-warm" in result.err
    assert "they-were-busy" in result.err
    assert "Tea. +they-were" in kept_drafts(rj)


def test_words_that_are_not_utf_8_are_refused_with_their_place(rj) -> None:
    assert "byte 3" in rj("log", "-", stdin=b"ab\xff", code=2).err


def test_without_words_and_without_a_terminal_it_says_how_to_pipe_them(rj) -> None:
    result = rj("log", code=2)

    assert result.err.startswith("error: ")
    assert "rj log -" in result.err


def test_the_hint_about_shell_history_is_given_once(rj) -> None:
    assert "history" in rj("log", "One.").err
    assert "history" not in rj("log", "Two.").err


def test_words_from_a_pipe_leave_no_hint_about_shell_history(rj) -> None:
    assert "history" not in rj("log", "-", stdin="One.").err


def test_the_journal_is_made_for_its_owner_only(rj) -> None:
    rj("log", "One.")

    assert stat.S_IMODE(rj.journal.parent.stat().st_mode) == 0o700
    for path in rj.journal.parent.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_the_editor_writes_the_moment_and_leaves_no_file(rj, tmp_path: Path, monkeypatch) -> None:
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\necho "$1" > "$0.saw"\nprintf "Soup with @Ada +c\\n" > "$1"\n')
    script.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(script))

    assert rj("log", "-e", "--json").json()["text"] == "Soup with @Ada +c"
    assert not Path((tmp_path / "editor.saw").read_text().strip()).exists()


HOSTILE = [
    "[bold red]not markup[/] [link=https://example.org]x[/link]",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 and \x9b31m",
    '"* NEAR( AND OR NOT *) ^ : -',
    "'; DROP TABLE entries; --",
    "👩‍👩‍👧 🇩🇪 e\u0301 ﷽",
    "\u202eabc\u202c \u2066x\u2069 \u200f",
    "=1+1, @SUM(A1) | calc",
    "*a* _b_ # c\n<script>alert(1)</script> $x^2$ #let y = 1",
    "nul \x00 inside",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_stored_faithfully_and_shown_harmlessly(rj, text: str) -> None:
    stored = rj("log", "-", "--json", stdin=text).json()

    assert stored["text"] == text
    shown = rj("list").out + rj("show").out
    assert "\x1b" not in shown
    assert "\x9b" not in shown
    assert "\u202e" not in shown
    assert rj("search", text, "--json", code=None).code == 0


def test_five_megabytes_are_stored_faithfully(rj) -> None:
    text = "a long evening, told slowly; " * 180_000

    assert rj("log", "-", "--json", stdin=text).json()["text"] == text
    assert len(rj("list").out) < 6_000_000


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda text: text.strip()))
def test_any_text_is_stored_as_typed_or_kept_as_a_draft(rj, text: str) -> None:
    result = rj("log", "-", "--json", stdin=text, code=None)

    if result.code == 0:
        assert text.removesuffix("\n").removesuffix("\r").endswith(json.loads(result.out)["text"])
    else:
        assert result.code == 2
        assert "drafts" in result.err


def test_a_date_left_empty_is_not_read_as_now(rj) -> None:
    assert rj("log", "Tea.", "--when", "", code=2).err.startswith('error: "" does not read as a date\n')

    rj.log("Tea.")
    assert rj("edit", "1", "--when", "", code=2).err.startswith('error: "" does not read as a date\n')


@pytest.mark.parametrize(
    ("closed", "code"), [("log Tea >&-", 0), ("log Tea 2>&-", 0), ("log - <&-", 2), ("list >&-", 0)]
)
def test_a_stream_that_is_closed_is_no_failure_of_ours(rj, closed: str, code: int) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"$0" -m relational_journal {closed}', sys.executable], capture_output=True, check=False
    )

    assert done.returncode == code
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("options", [["--minute"], ["--five"], ["--minute", "--five"]])
def test_further_questions_where_nobody_can_be_asked_store_nothing_and_keep_the_words(rj, options: list[str]) -> None:
    result = rj("log", "Tea.", *options, code=2)

    assert len(result.err.splitlines()) == 2
    assert "Your words are kept in" in result.err
    assert rj("list", "--json").json() == []


def test_a_moment_that_is_stored_is_not_called_lost_when_its_answer_cannot_be_written(rj) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "relational_journal", "log", "Soup."],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert done.returncode == 1
    assert "It is stored as 1." in done.stderr.decode()
    assert not (rj.journal.parent / "drafts").exists()


def test_an_empty_journal_path_is_not_taken_for_the_usual_journal(rj) -> None:
    assert rj("--journal", "", "log", "Soup.", code=2).out == ""
    assert not rj.journal.exists()
