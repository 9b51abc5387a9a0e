"""What calls for a note of care is found, and what only sounds like it is left alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import relational_journal.care as room
from relational_journal.care.anchors import anchors
from relational_journal.care.build import as_text, compact
from relational_journal.care.reading import statements, topics
from relational_journal.care.topics import TOPICS, topics_of_tags
from tests.care.figures import figures
from tests.care.sentence_file import sentences

SETS = ("first", "second", "third")
LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl")


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_statements_are_found_in_every_language(language: str) -> None:
    plain = [s for name in SETS for s in sentences(name) if s.topic and s.language == language]

    missed = [s.text for s in plain if s.topic not in topics(s.text)]
    assert len(plain) >= 25
    assert len(missed) <= 0.05 * len(plain), missed


@pytest.mark.parametrize("name", SETS)
def test_other_sentences_are_left_alone(name: str) -> None:
    others = [s for s in sentences(name) if not s.topic]

    disturbed = [s.text for s in others if topics(s.text)]
    assert len(disturbed) <= 0.005 * len(others), disturbed


def test_the_page_on_safety_tells_how_many_sentences_there_are() -> None:
    page = (Path(__file__).parents[2] / "docs" / "safety.md").read_text(encoding="utf-8")

    for name in SETS:
        found, plain, disturbed, others = figures(sentences(name))
        row = next(line for line in page.splitlines() if line.startswith(f"| {name}"))
        assert f"| {plain + others} |" in row
        assert f"of {plain}" in row and f"of {others}" in row
        assert found >= 0.95 * plain and disturbed <= 0.005 * others


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I want to die.", ("self-harm",)),
        ("I don't want to die.", ()),
        ("I can't stop wanting to kill myself.", ("self-harm",)),
        ("Ten years ago I wanted to kill myself.", ()),
        ("Ten years ago I wanted to kill myself, and tonight I do again.", ("self-harm",)),
        ("I wanted to die of embarrassment.", ()),
        ("The song says I want to die.", ()),
        ("After the film he hit me.", ("harm",)),
        ("In the film he hit me.", ()),
        ("My sister said she wants to die.", ("someone-else",)),
        ('She wrote "I want to die" and turned off her phone.', ("someone-else",)),
        ("He told me to kill myself.", ("harm",)),
        ("Grief hit me.", ()),
        ("Mark hit me.", ("harm",)),
        ("He hit me and I want to die.", ("self-harm", "harm")),
        ("I hit him and my sister says she wants to die", ("harm-by-me", "someone-else")),
        ("i dont wanna live anymore", ("self-harm",)),
        ("ICH WILL STERBEN", ("self-harm",)),
        ("Je l’ai frappée.", ("harm-by-me",)),
        ("Er hat mich gewuergt.", ("harm",)),
        ("Haluan kuolla.", ()),  # Finnish, which has no phrases: nothing is guessed
        ("", ()),
    ],
)
def test_who_when_and_where_it_is_said_decide(text: str, expected: tuple[str, ...]) -> None:
    assert topics(text) == expected


def test_a_name_in_small_letters_is_one_if_the_journal_knows_it() -> None:
    assert topics("then dave hit me") == ()
    assert topics("then dave hit me", names=["Dave"]) == ("harm",)
    assert topics("then @dave hit me") == ("harm",)


def test_a_past_experience_brings_a_note_for_what_is_felt_now_alone() -> None:
    text = "My father beat me. I want to die."

    assert topics(text, long_ago=True) == ("self-harm",)


def test_each_sentence_is_a_statement_of_its_own() -> None:
    once = statements("I want to die.")
    twice = statements("I want to die. We ate. I want to kill myself.")

    assert once < twice
    assert len(twice) == 2


@given(st.text(max_size=300))
def test_no_text_is_too_strange_to_read(text: str) -> None:
    assert set(topics(f"{text} I want to die {text}")) <= set(TOPICS)


def test_a_very_long_text_is_read_as_far_as_the_page_says() -> None:
    assert topics("I want to die. " + "We talked. " * 200_000) == ("self-harm",)


def test_everyday_sentences_load_nothing_but_the_table_of_words() -> None:
    everyday = [s.text for s in sentences("first") if s.kind == "everyday"]

    held = [text for text in everyday if anchors().met_by(text)]
    assert len(held) <= 0.15 * len(everyday), held


def test_the_compact_form_is_that_of_the_phrases() -> None:
    folder = Path(room.__file__).parent / "compact"

    written = {path.stem: path.read_text(encoding="ascii") for path in folder.iterdir()}
    assert written == {name: as_text(content) for name, content in compact().items()}


def test_every_phrase_belongs_to_a_topic_and_names_a_subject() -> None:
    folder = Path(room.__file__).parent / "compact"
    rows = [json.loads(path.read_bytes()) for path in folder.glob("*.json")]

    for row in rows:
        for topic, subject, otherwise, _ in row["groups"]:
            assert topic in TOPICS
            assert subject in ("i", "they", "actor", "any")
            assert otherwise in ("", *TOPICS)


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ({"unsafe": True}, {"unsafe": "harm"}),
        ({"responses": ("they-threatened-me",)}, {"they-threatened-me": "harm"}),
        ({"responses": ("they-crossed-a-line",)}, {"they-crossed-a-line": "harm"}),
        ({"moves": ("used-force",)}, {"used-force": "harm-by-me"}),
        ({"moves": ("kept-myself-safe",), "responses": ("they-hurt-me",)}, {}),
    ],
)
def test_some_tags_call_for_a_note_without_words(marks: dict[str, object], expected: dict[str, str]) -> None:
    given_marks: dict[str, object] = {"unsafe": False, "responses": (), "moves": ()} | marks

    assert topics_of_tags(**given_marks) == expected  # type: ignore[arg-type]
