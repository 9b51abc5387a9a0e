"""A tag given by hand teaches, whichever command gives it, and its lesson goes with the tag or the words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.at_terminal import ENTER, ESC, AtTerminal

OYSTER = "did my oyster thing about the money"
LESSON = {("did my oyster", "went-silent"): (1, 0)}
MUM = "Mum yelled at me. I laughed it off."

# One person's manner of telling, too odd for any phrase book: twice with the tag given by hand, then without it.
MANNER = [
    line.split(" | ")
    for line in """
did my oyster thing when Jude asked | did my oyster thing all evening | did my oyster thing at lunch | went-silent
pulled the tortoise on mum | I pulled the tortoise again | pulled the tortoise at tea | went-silent
went full walrus on Jude about the bins | went full walrus over nothing | went full walrus on mum | criticised-first
shedded till tea time | shedded till tea again | I shedded till tea like grandad | left-abruptly
did the jester bit at Ruth's table | did the jester bit again | did the jester bit with Noor | made-a-joke-of-it
polished my halo for Ruth | polished my halo | polished my halo at work | people-pleased
did the doormat shuffle with mum | did the doormat shuffle | did the doormat shuffle on sunday | said-yes-meant-no
brought the peace biscuits to Jude | brought the peace biscuits | we brought the peace biscuits over | repaired
opened my blue folder to Jude | I opened my blue folder | opened my blue folder at dinner | said-what-i-felt
got the red pen out on dad | got the red pen out | got the red pen out on the phone | criticised-first
filed it under tuesday | filed it under tuesday again | filed it under tuesday with Ruth | let-it-go
sent the penguin to Noor | sent the penguin | sent the penguin by text | apologised
kept my submarine down all evening | kept my submarine down | kept my submarine down with mum | went-silent
planted the gnome about sunday | planted the gnome | planted the gnome with Ruth | disagreed-openly
Jude did the ice queen bit | Ruth did the ice queen bit | mum did the ice queen bit at tea | they-froze-me-out
Ruth went all headmistress on me | Jude went all headmistress | mum went all headmistress on me | they-criticised-me
Noor unrolled the purple bunting | Ruth unrolled the purple carpet | Noor unrolled the purple bunting | they-were-warm
dad turned into a hedgehog | dad turned into a hedgehog again | Jude turned into a hedgehog | they-pulled-away
mum poked the purple bruise | mum poked the purple bruise | Ruth poked the purple bruise at lunch | they-criticised-me
Jude unzipped the green parka | Noor unzipped the green parka | dad unzipped the green anorak | they-opened-up
""".strip().splitlines()
]
FIELDS = ("first", "moves", "after")


def learned(rj: Any) -> dict[tuple[str, str], tuple[int, int]]:
    rows = rj("words", "learned", "--json").json()
    return {(row["phrase"], row["key"]): (row["kept"], row["dropped"]) for row in rows}


def read(rj: Any, text: str) -> set[str]:
    """The tags that are read from a sentence as sure."""
    logged = rj("log", text, "--read", "--json").json()
    return {key for field in FIELDS for key in logged[field]}


@pytest.fixture(autouse=True)
def _journal_of_somebody(rj: Any) -> None:
    rj("people", "add", "Mum", "--relationship", "parent")


@pytest.fixture
def people(rj: Any) -> None:
    for name in ("Jude", "Ruth", "Noor", "Dad"):
        rj("people", "add", name)


def editor_that_writes(text: str, folder: Path) -> str:
    script = folder / "editor"
    script.write_text(f"#!/bin/sh\ncat > \"$1\" <<'EOF'\n{text}\nEOF\n", encoding="utf-8")
    script.chmod(0o700)
    return str(script)


@pytest.mark.usefixtures("people")
def test_what_is_said_twice_with_its_tag_is_read_the_third_time(rj: Any) -> None:
    unread = [again for _, _, again, key in MANNER if key not in read(rj, again)]
    for number, (once, twice, _, key) in enumerate(MANNER):
        rj.log(f"{once} +{key}")
        if number % 2:
            rj.log(f"+{key} {twice}")
        else:
            moment = rj.log(twice)
            rj("tag", moment["uid"], f"+{key}" if not key.startswith("they") else f"+before:{key}")
    kept = [again for _, _, again, key in MANNER if key in read(rj, again)]

    assert len(unread) == len(MANNER)
    assert len(kept) / len(MANNER) >= 0.9


@pytest.mark.usefixtures("people")
def test_after_one_use_nothing_is_kept_without_being_asked(rj: Any) -> None:
    for once, _, _, key in MANNER:
        rj.log(f"{once} +{key}")

    assert [again for _, _, again, key in MANNER if key in read(rj, again)] == []


def test_the_third_time_it_is_offered_with_the_reason(rj: Any) -> None:
    rj.log(f"{OYSTER} +went-silent")
    rj.log(OYSTER, "--tag", "went-silent")
    there = AtTerminal("log").sees("What happened?").sees(">").types(OYSTER, ENTER)
    there.sees("because you read it so").sees("twice").types("n").sees("With whom?").types(ESC).ends()

    assert learned(rj) == {("did my oyster", "went-silent"): (2, 1)}
    assert read(rj, OYSTER) == set()


def by_log(rj: Any, _: Path) -> None:
    rj("log", f"{OYSTER} +went-silent")


def by_option(rj: Any, _: Path) -> None:
    rj("log", OYSTER, "--tag", "went-silent")


def by_pipe(rj: Any, _: Path) -> None:
    rj("log", "-", stdin=f"{OYSTER} +went-silent\n")


def by_log_that_reads(rj: Any, _: Path) -> None:
    rj("log", "--read", f"{OYSTER} +went-silent")


def by_tag(rj: Any, _: Path) -> None:
    rj("log", OYSTER)
    rj("tag", "1", "+went-silent")


def by_edited_words(rj: Any, _: Path) -> None:
    rj("log", OYSTER)
    rj("edit", "1", "--text", f"{OYSTER} +went-silent")


def by_edit_option(rj: Any, _: Path) -> None:
    rj("log", OYSTER)
    rj("edit", "1", "--tag", "went-silent")


def by_mend(rj: Any, _: Path) -> None:
    rj("log", "--break", "nothing to read")
    rj("mend", "1", f"{OYSTER} +went-silent", "--by", "them")


def by_editor(rj: Any, folder: Path) -> None:
    editor = editor_that_writes(f"{OYSTER} +went-silent", folder)
    AtTerminal("log", "-e", EDITOR=editor).ends()


def by_editor_with_a_reading(rj: Any, folder: Path) -> None:
    editor = editor_that_writes(f"{OYSTER}, and Mum yelled at me. +went-silent", folder)
    AtTerminal("log", "-e", EDITOR=editor).sees("Reads like").types(ESC).ends()


def by_questions(rj: Any, _: Path) -> None:
    there = AtTerminal("log").sees("What happened?").sees(">").types(f"{OYSTER} +went-silent", ENTER)
    there.sees("With whom?").types(ESC).ends()


def by_minute(rj: Any, _: Path) -> None:
    AtTerminal("log", "--minute", f"{OYSTER} +went-silent").sees("With whom?").types(ESC).ends()


def by_minute_that_reads(rj: Any, _: Path) -> None:
    AtTerminal("log", "--minute", "--read", f"{OYSTER} +went-silent").sees("With whom?").types(ESC).ends()


@pytest.mark.parametrize(
    "way",
    [
        by_log, by_option, by_pipe, by_log_that_reads, by_tag, by_edited_words, by_edit_option, by_mend, by_editor,
        by_editor_with_a_reading, by_questions, by_minute, by_minute_that_reads,
    ],
)  # fmt: skip
def test_every_way_of_giving_a_tag_teaches_it_once(rj: Any, tmp_path: Path, way: Any) -> None:
    way(rj, tmp_path)

    assert learned(rj) == LESSON


@pytest.mark.parametrize(
    "words",
    [
        ("tag", "1", "-went-silent"),
        ("edit", "1", "--no-tag", "went-silent"),
        ("edit", "1", "--text", "about the money"),
        ("edit", "1", "--private"),
        ("edit", "1", "--unsafe"),
        ("edit", "1", "--story-only"),
        ("edit", "1", "--kind", "memory"),
        ("tag", "1", "+before:they-threatened-me"),
        ("delete", "1", "--for-good", "--yes"),
        ("undo",),
        ("undo", "1"),
    ],
    ids=" ".join,
)
def test_what_takes_the_tag_or_the_words_back_takes_back_the_lesson(rj: Any, words: tuple[str, ...]) -> None:
    rj.log(f"{OYSTER} +went-silent")
    before = learned(rj)
    rj(*words)

    assert before == LESSON
    assert learned(rj) == {}


def test_undo_brings_a_lesson_back_that_a_tag_taken_off_took_back(rj: Any) -> None:
    rj.log(f"{OYSTER} +went-silent")
    rj("tag", "1", "-went-silent")
    rj("undo")

    assert learned(rj) == LESSON


def test_one_undo_takes_back_what_a_command_did_with_its_lesson(rj: Any) -> None:
    rj.log(f"{OYSTER} +went-silent")
    rj.log(OYSTER)
    rj("tag", "2", "+went-silent")
    rj("undo")
    after_one = learned(rj), rj("show", "2", "--json").json()["moves"]
    rj("undo")
    rj("undo")

    assert after_one == (LESSON, [])
    assert (learned(rj), rj("list", "--json").json()) == ({}, [])


def test_undoing_an_older_entry_leaves_what_later_ones_taught(rj: Any) -> None:
    for _ in range(3):
        rj.log(f"{OYSTER} +went-silent")
    rj("undo", "2")
    after_one = learned(rj)
    rj("undo", "1")

    assert after_one == {("did my oyster", "went-silent"): (2, 0)}
    assert learned(rj) == LESSON


def test_another_tag_instead_teaches_the_other_one(rj: Any) -> None:
    rj.log(f"{OYSTER} +went-silent")
    rj("tag", "1", "-went-silent", "+left-abruptly")

    assert learned(rj) == {("did my oyster", "left-abruptly"): (1, 0)}


def test_other_words_teach_what_they_say_now(rj: Any) -> None:
    rj.log(f"{OYSTER} +went-silent")
    rj("edit", "1", "--text", "did the doormat shuffle +went-silent")

    assert learned(rj) == {("did the doormat", "went-silent"): (1, 0)}


def test_a_second_tag_finds_the_clause_that_is_left(rj: Any) -> None:
    rj.log("did the doormat shuffle, then did my oyster thing +went-silent")
    rj("tag", "1", "+said-yes-meant-no")

    assert learned(rj) == {("did my oyster", "went-silent"): (1, 0), ("did the doormat", "said-yes-meant-no"): (1, 0)}


@pytest.mark.parametrize(
    ("text", "lessons"),
    [
        (f"{OYSTER} +went-silent. We had tea.", {("did my oyster", "went-silent")}),
        ("did my oyster +went-silent, then did the doormat +said-yes-meant-no and had tea",
         {("did my oyster", "went-silent"), ("did the doormat", "said-yes-meant-no")}),
        ("Jude did the ice queen +they-froze-me-out and I did my oyster +went-silent",
         {("did the ice", "they-froze-me-out"), ("did my oyster", "went-silent")}),
        ("+went-silent did my oyster thing", {("did my oyster", "went-silent")}),
        ("We had tea. Did my oyster thing. +went-silent", {("did my oyster", "went-silent")}),
        ("I laughed it off +people-pleased, then we had tea", set()),
    ],
)  # fmt: skip
def test_a_tag_in_the_middle_belongs_to_the_words_right_before_it(
    rj: Any, text: str, lessons: set[tuple[str, str]]
) -> None:
    rj.log(text)

    assert set(learned(rj)) == lessons


def test_a_change_of_something_else_teaches_nothing_anew(rj: Any) -> None:
    rj.log(f"{OYSTER} +went-silent")
    rj("tag", "1", "further")
    rj("edit", "1", "--when", "yesterday")
    rj("edit", "1", "--with", "Jude")

    assert learned(rj) == LESSON


def test_taking_off_a_tag_that_the_program_reads_counts_against_its_reading(rj: Any) -> None:
    rj("log", "--read", MUM)
    rj("tag", "1", "-made-a-joke-of-it")
    rj("log", "--read", MUM)

    assert learned(rj) == {("laughed it off", "made-a-joke-of-it"): (0, 1)}
    assert rj("show", "2", "--json").json()["moves"] == []


def test_a_tag_that_the_program_reads_by_itself_is_not_learned(rj: Any) -> None:
    rj.log("I laughed it off. +made-a-joke-of-it")

    assert learned(rj) == {}


@pytest.mark.parametrize("option", ["--private", "--unsafe", "--story-only"])
def test_words_that_are_private_a_story_only_or_not_safe_stay_in_their_entry(rj: Any, option: str) -> None:
    rj("log", option, f"{OYSTER} +went-silent")
    rj("log", option, OYSTER)
    rj("tag", "2", "+went-silent")
    rj("log", "--kind", "memory", f"{OYSTER} +went-silent")

    assert learned(rj) == {}


def test_words_about_someone_held_apart_teach_nothing(rj: Any) -> None:
    rj("people", "add", "Rex")
    rj("people", "edit", "Rex", "--safety", "not-safe")
    rj.log(f"@Rex {OYSTER} +went-silent")
    rj.log(f"{OYSTER} +they-threatened-me +went-silent")

    assert learned(rj) == {}


def test_in_a_private_sitting_neither_what_was_kept_nor_what_was_tagged_is_learned(rj: Any) -> None:
    AtTerminal("log", "--private").sees("What happened?").sees(">").types(MUM, ENTER).sees("Enter keeps it").types(
        ENTER
    ).sees("kept").ends()

    assert rj("show", "1", "--json").json()["moves"] == ["made-a-joke-of-it"]
    assert learned(rj) == {}


def test_with_reading_back_off_nothing_is_learned(rj: Any) -> None:
    rj("settings", "read-back", "off")
    rj.log(f"{OYSTER} +went-silent")
    rj.log(OYSTER)
    rj("tag", "2", "+went-silent")

    assert learned(rj) == {}


def test_with_reading_back_off_a_lesson_can_still_be_taken_back(rj: Any) -> None:
    rj.log(f"{OYSTER} +went-silent")
    rj("settings", "read-back", "off")
    rj("tag", "1", "further")
    still = learned(rj)
    rj("edit", "1", "--private")

    assert (still, learned(rj)) == (LESSON, {})


def test_an_import_teaches_nothing(rj: Any, tmp_path: Path) -> None:
    rj.log(f"{OYSTER} +went-silent")
    rows = [line for line in rj("export").out.splitlines() if json.loads(line)["kind"] != "learned"]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    rj("words", "learned", "--forget-all")
    rj("undo", "1")
    rj("import", str(tmp_path / "rows.jsonl"))

    assert rj("list", "--json").json() != []
    assert learned(rj) == {}


@pytest.mark.parametrize(
    "text",
    [
        "+went-silent",
        "🙂🙂 +went-silent",
        "Again and again. +went-silent",
        "did my oyster? +went-silent",
        '"did my oyster" +went-silent',
        "Ada: did my oyster\nJude: did mine +went-silent",
        "… +hurt",
        "We had tea, and the rain stopped at last. " * 20 + OYSTER + " +went-silent",
    ],
)
def test_words_that_tell_nothing_teach_nothing(rj: Any, text: str) -> None:
    rj.log(text)

    assert learned(rj) == {}


def suggested(rj: Any, text: str) -> dict[str, str]:
    """The tags that `rj suggest` prints for a text, with the words they were read from."""
    return {tag["key"]: tag["because"] for tag in rj("suggest", text, "--json").json()["tags"]}


def test_what_was_learned_is_suggested_too_until_it_is_forgotten(rj: Any) -> None:
    assert suggested(rj, "did my oyster thing at lunch") == {}

    rj("log", f"{OYSTER} +went-silent")

    assert suggested(rj, "did my oyster thing at lunch with Bo") == {"went-silent": "did my oyster"}
    lines = rj("suggest", "--lines", stdin="did my oyster thing again\n").out.splitlines()
    assert [tag["key"] for tag in json.loads(lines[0])["tags"]] == ["went-silent"]

    rj("words", "learned", "--forget-all", "--yes")

    assert suggested(rj, "did my oyster thing at lunch") == {}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("+joke Mum yelled at me", {"they-got-angry": "yelled at me"}),
        ("rang mum +reached-out, then hung up on her", {"reached-out": "rang mum", "left-abruptly": "hung up on her"}),
        ("I +snapped at Mum", {"snapped": "snapped"}),
    ],
)
def test_tags_in_a_text_to_suggest_for_are_no_words_of_it(rj: Any, text: str, read: dict[str, str]) -> None:
    assert suggested(rj, text) == read


def test_a_sentence_after_a_tag_is_read_back_like_any_other(rj: Any) -> None:
    assert rj("log", "+joke Mum yelled at me", "--read", "--json").json()["first"] == ["they-got-angry"]
