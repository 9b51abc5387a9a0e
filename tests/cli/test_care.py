"""A note of care: after every way of writing, saved first, once a day a topic, and nothing about it stored."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.at_terminal import CTRL_C, ENTER, ESC, AtTerminal

SELF_HARM = "It sounds very heavy"
HARM = "may be about not being safe"
BY_ME = "Someone may have been hurt or frightened"
SOMEONE = "someone near you is in danger"
NOTES = (SELF_HARM, HARM, BY_ME, SOMEONE)
DIE = "I want to die."


def notes(said: str) -> list[str]:
    return [note for note in NOTES if note in said]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (DIE, SELF_HARM),
        ("He choked me.", HARM),
        ("I hit him.", BY_ME),
        ("My sister said she wants to die.", SOMEONE),
    ],
)
def test_each_topic_has_its_note_on_stderr_after_the_answer(rj: Any, text: str, expected: str) -> None:
    result = rj("log", text)

    assert notes(result.err) == [expected]
    assert result.out.startswith("Saved as 1")
    assert "rj help" in result.err and "may be mistaken" in result.err
    assert rj("show", "1", "--json").json()["text"] == text


def test_an_ordinary_sentence_brings_none(rj: Any) -> None:
    assert notes(rj("log", "My back is killing me, and Sam laughed. @sam").err) == []


def written_by(rj: Any, way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What stderr says when these words come in that way."""
    if way == "argument":
        return str(rj("log", DIE).err)
    if way == "json":
        return str(rj("log", DIE, "--json").err)
    if way == "standard input":
        return str(rj("log", "-", stdin=DIE).err)
    if way == "editor":
        script = tmp_path / "editor"
        script.write_text(f'#!/bin/sh\nprintf "%s" "{DIE}" > "$1"\n')
        script.chmod(0o700)
        monkeypatch.setenv("EDITOR", str(script))
        return str(rj("log", "-e").err)
    if way == "edit":
        rj("log", "We had tea.")
        return str(rj("edit", "1", "--text", DIE).err)
    if way == "mend":
        rj("log", "He left. @sam +further", "--break")
        return str(rj("mend", "1", f"He came back. {DIE}").err)
    if way == "session":
        return str(rj("session", "after", DIE).err)
    if way == "hunch":
        return str(rj("hunch", "add", DIE, "--when", "they-criticised-me", "--then", "went-silent").err)
    if way == "kind":
        return str(rj("log", "--kind", "lookback", DIE).err)
    raise AssertionError(way)


@pytest.mark.parametrize(
    "way", ["argument", "json", "standard input", "editor", "edit", "mend", "session", "hunch", "kind"]
)
def test_every_way_of_writing_brings_the_note(
    rj: Any, way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert notes(written_by(rj, way, tmp_path, monkeypatch)) == [SELF_HARM]


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (("log", "We had tea.", "--unsafe"), HARM),
        (("log", "We had tea. +they-threatened-me"), HARM),
        (("log", "We had tea. +they-crossed-a-line"), HARM),
        (("log", "We had tea. +used-force"), BY_ME),
    ],
)
def test_a_tag_alone_brings_it(rj: Any, command: tuple[str, ...], expected: str) -> None:
    assert notes(rj(*command).err) == [expected]


def test_a_tag_added_later_brings_it_and_one_braced_for_or_felt_as_an_urge_does_not(rj: Any) -> None:
    rj("log", "We had tea. +snapped")

    assert notes(rj("tag", "1", "+braced:they-threatened-me").err) == []
    assert notes(rj("tag", "1", "+before:they-threatened-me").err) == [HARM]


def test_marking_a_person_as_not_safe_brings_it_once_and_a_moment_with_them_none(
    rj: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RJ_NOW", "2026-11-20T09:00:00")
    rj("people", "add", "Mark")
    marked = rj("people", "edit", "Mark", "--safety", "not-safe")
    monkeypatch.setenv("RJ_NOW", "2026-11-21T09:00:00")
    renamed = rj("people", "edit", "Mark", "--also", "M")
    met = rj("log", "We had tea. @mark")

    assert [notes(each.err) for each in (marked, renamed, met)] == [[HARM], [], []]


def test_it_is_given_once_a_day_a_topic(rj: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RJ_NOW", "2026-11-20T09:00:00")
    morning = rj("log", DIE)
    again = rj("log", "I want to kill myself.")
    other = rj("log", "He choked me, and I want to die.")
    monkeypatch.setenv("RJ_NOW", "2026-11-21T00:10:00")
    next_day = rj("log", "I want to kill myself.")

    assert [notes(each.err) for each in (morning, again, other, next_day)] == [[SELF_HARM], [], [HARM], [SELF_HARM]]


def test_what_was_said_before_brings_no_note_when_something_else_is_changed(
    rj: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RJ_NOW", "2026-11-20T09:00:00")
    rj("log", f"{DIE} We had tea.")
    monkeypatch.setenv("RJ_NOW", "2026-11-21T09:00:00")
    edited = rj("edit", "1", "--text", f"{DIE} We had tea and cake.")
    logged = rj("log", "I want to kill myself.")

    assert notes(edited.err) == []
    assert notes(logged.err) == [SELF_HARM]


def test_help_notes_off_ends_them(rj: Any) -> None:
    rj("settings", "help-notes", "off")

    assert notes(rj("log", DIE).err) == []


def test_an_import_brings_none_and_counts_for_nothing(rj: Any, tmp_path: Path) -> None:
    rj("log", DIE)
    whole = tmp_path / "whole.jsonl"
    rj("export", "--output", str(whole))
    rj.journal.unlink()
    imported = rj("import", str(whole))
    afterwards = rj("log", "I want to kill myself.")

    assert notes(imported.err) == []
    assert notes(afterwards.err) == [SELF_HARM]


def test_nothing_about_a_note_is_stored_or_exported(rj: Any) -> None:
    rj("log", DIE)
    rj("log", "He choked me.")
    exported = rj("export").out
    bytes_ = b"".join(path.read_bytes() for path in rj.journal.parent.rglob("*") if path.is_file())

    assert "self-harm" not in exported and "harm" not in exported
    for label in (b"self-harm", b"harm-by-me", b"someone-else", b"care", b"danger"):
        assert label not in bytes_


def test_the_note_names_the_help_of_the_region(rj: Any) -> None:
    rj("settings", "region", "us")

    assert "In danger now: 911." in (said := rj("log", DIE).err) and "988" in said
    assert "1-800-799-7233" in rj("log", "He choked me.").err


def test_a_note_that_fails_keeps_no_command_from_its_end(rj: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("relational_journal.journal.care_notes.CareNotes.due", fails)
    result = rj("log", DIE)

    assert result.out.startswith("Saved as 1")
    assert notes(result.err) == []


def test_the_questions_offer_to_stop_and_stop(rj: Any) -> None:
    rj("init", "--no-passphrase")
    there = AtTerminal("log").sees("What happened?").types(DIE, ENTER)
    there.sees("It sounds very heavy").sees("The questions can wait.").types("s")
    code, shown = there.ends()

    assert code == 0
    assert "Closer" not in shown
    assert rj("show", "1", "--json").json()["text"] == DIE


def test_the_questions_go_on_if_the_person_does(rj: Any) -> None:
    rj("init", "--no-passphrase")
    rj("people", "add", "Sam", "--relationship", "friend")
    there = AtTerminal("log").sees("What happened?").types(f"{DIE} @sam", ENTER)
    there.sees("The questions can wait.").types(ENTER)
    there.sees("urther").types("f").sees("One thing you did").types(ESC)
    code, _ = there.ends()

    assert code == 0
    assert rj("show", "1", "--json").json()["tone"] == "disconnection"


def test_an_answer_brings_it_too_and_ctrl_c_there_ends_with_130(rj: Any) -> None:
    rj("init", "--no-passphrase")
    there = AtTerminal("reflect", "picture")
    there.sees("?").types("I want to die", ENTER).sees("It sounds very heavy").sees("can wait").types(CTRL_C)
    code, _ = there.ends()

    assert code == 130
    assert "I want to die" in rj("list", "--json").out


def test_the_note_about_harm_says_how_the_moment_is_kept_out_of_what_counts(rj: Any) -> None:
    said = rj("log", "He took my phone and said he would kill me if I left. @Tom").err
    kept_out = "If it was not safe: rj edit 1 --unsafe keeps it out of patterns and off the page."

    assert kept_out in said
    rj("edit", "1", "--unsafe")
    assert rj("patterns", "--json").json()["moments"]["unsafe"] == 1


def test_a_moment_marked_not_safe_already_is_not_asked_to_be(rj: Any) -> None:
    said = rj("log", "He said he would kill me if I left. @Tom", "--unsafe").err

    assert "not your fault" in said
    assert "If it was not safe" not in said
