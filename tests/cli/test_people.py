"""`rj people`: names, other names, merging and forgetting."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from relational_journal import Journal
from relational_journal.errors import WordingError
from relational_journal.model import Person


def names(rj) -> list[str]:
    return [person["name"] for person in rj("people", "--json").json()]


def test_a_name_in_a_moment_makes_a_person_and_a_hint_says_so(rj) -> None:
    assert "Ada" in rj("log", "Tea with @Ada +c").err
    assert names(rj) == ["Ada"]


def test_people_are_listed_by_name_by_who_was_met_last_or_by_moments(rj) -> None:
    rj("people", "add", "Zoe")
    for name, day in (("Ada", "2026-11-01"), ("Bo", "2026-11-20"), ("Cy", "2026-11-10"), ("Cy", "2026-11-09")):
        rj.log(f"Tea. @{name}", "--when", day)

    for order, expected in (("name", "Ada Bo Cy Zoe"), ("last", "Bo Cy Ada Zoe"), ("moments", "Cy Ada Bo Zoe")):
        shown = rj("people", "--by", order).out
        assert [line.split()[0] for line in shown.splitlines()] == expected.split()
        assert [person["name"] for person in rj("people", "--json", "--by", order).json()] == expected.split()
    assert "Use --by name, last or moments." in rj("people", "--by", "age", code=2).err


def test_people_are_listed_with_their_moments(rj) -> None:
    rj("people", "add", "Ada", "--relationship", "close-friend", "--power", "about-equal", "--also", "Adeline")
    rj.log("2026-11-20: Tea. @ada +c")
    rj.log("2026-11-21: Tea, and a knife. @Adeline +d", "--unsafe")
    (ada,) = rj("people", "--json").json()

    assert ada == {
        "name": "Ada",
        "relationship": "close-friend",
        "setting": "social",
        "power": "about-equal",
        "safety": None,
        "held_apart": False,
        "also": ["Adeline"],
        "moments": 2,
        "last": "2026-11-21",
        "unsafe": 1,
    }
    assert rj("people", "show", "adeline", "--json").json()["tones"]["connection"] == 1


def test_a_renamed_person_is_found_by_the_former_name_and_texts_stay(rj) -> None:
    text = rj.log("Tea with @Bo +c")["text"]
    rj("people", "rename", "Bo", "Robert")

    assert rj("show", "1", "--json").json()["people"] == ["Robert"]
    assert rj("show", "1", "--json").json()["text"] == text
    assert [entry["id"] for entry in rj("list", "--with", "bo", "--json").json()] == [1]


def test_two_names_become_one_person(rj) -> None:
    rj.log("Tea. @Mum")
    rj.log("Cake. @Mama")
    rj("people", "merge", "Mama", "Mum")

    assert names(rj) == ["Mum"]
    assert [entry["people"] for entry in rj("list", "--json").json()] == [["Mum"], ["Mum"]]


def test_a_forgotten_person_is_gone_from_every_word_and_byte(rj) -> None:
    rj("people", "add", "Wilhelmine", "--also", "Minnie")
    rj.log("Wilhelmine's coat. minnie laughed; not Minnieapolis. @Wilhelmine @Ada")
    rj("edit", "1", "--text", "WILHELMINE went home. @Ada")
    rj("people", "forget", "minnie", "--yes")
    entry = rj("show", "1", "--json").json()

    assert entry["text"] == "someone went home. @Ada"
    assert entry["people"] == ["Ada"]
    assert names(rj) == ["Ada"]
    everything = b"".join(path.read_bytes() for path in rj.journal.parent.rglob("*") if path.is_file()).lower()
    assert b"wilhelmine" not in everything


def test_forgetting_is_asked_and_without_a_terminal_refused(rj) -> None:
    rj.log("Tea. @Ada")

    assert rj("people", "forget", "Ada", code=2).out == ""
    assert names(rj) == ["Ada"]


@pytest.mark.parametrize(
    "words",
    [
        ["people", "show", "Nobody"],
        ["people", "rename", "Nobody", "Ada"],
        ["people", "merge", "Nobody", "Ada"],
        ["people", "edit", "Nobody", "--power", "about-equal"],
    ],
)
def test_someone_who_is_not_there_is_said(rj, words) -> None:
    rj.log("Tea. @Ada")
    result = rj(*words, code=1)

    assert "Nobody" in result.err
    assert len(result.err.splitlines()) == 2


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("mum", "parent"),
        ("Dad", "parent"),
        ("boss", "manager"),
        ("my wife", "partner"),
        ("ex", "ex-partner"),
        ("best friend", "close-friend"),
        ("flatmate", "housemate"),
        ("gran", "grandparent"),
        ("stepdad", "step-or-co-parent"),
        ("a close friend", "close-friend"),
        ("someone above me at work", "manager"),
    ],
)
def test_a_relationship_is_given_as_people_say_it(rj, said, key) -> None:
    rj("people", "add", "Ada", "--relationship", said)
    assert rj("people", "show", "Ada", "--json").json()["relationship"] == key

    rj("people", "edit", "Ada", "--relationship", "neighbour")
    rj("people", "edit", "Ada", "--relationship", said.upper())
    assert rj("people", "show", "Ada", "--json").json()["relationship"] == key


def test_an_unknown_relationship_names_those_there_are(rj) -> None:
    assert "close-friend" in rj("people", "add", "Ada", "--relationship", "chum", code=2).err


def test_myself_is_always_there_and_listed_only_when_used(rj) -> None:
    assert names(rj) == []
    assert rj.log("A hard look in the mirror. @me +kind-to-myself")["people"] == ["myself"]
    assert rj("people", "show", "myself", "--json").json()["relationship"] == "myself"


def test_myself_can_be_shown_before_any_moment_with_oneself(rj) -> None:
    shown = rj("people", "show", "me", "--json").json()

    assert (shown["name"], shown["moments"], shown["last"]) == ("myself", 0, None)
    assert names(rj) == []


NO_NAMES = ["", "  ", 'A"da', "a”b", "-x", "🐻", "3rd floor", "a\nb", "a\tb\x07", "a\u2028b", "\u200b", "x" * 81, "+c"]


@pytest.mark.parametrize("name", NO_NAMES)
def test_what_is_no_name_is_refused_at_every_door_in_the_same_words(rj, name: str) -> None:
    rj("people", "add", "Sam")
    before = rj("people", "--json").out
    doors = (
        ["people", "add", "--", name],
        ["people", "add", "Bo", "--also", name],
        ["people", "edit", "Sam", "--also", name],
        ["people", "rename", "--", "Sam", name],
        ["log", "Tea.", "--with", name],
        ["session", "after", "Well.", "--with", name],
    )
    for door in doors:
        refused = rj(*door, code=2).err

        assert "cannot be a name" in refused or "is empty" in refused
        assert len(refused.splitlines()) == 2
    assert rj("people", "--json").out == before
    assert rj("list", "--json").json() == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(st.characters(codec="utf-8"), min_size=1, max_size=8))
@example(name="O'Brien")
@example(name="Dr. Grey (work)")
@example(name="«Bo»")
@example(name="Ada-")
@example(name="ab\u200cc")
def test_whoever_can_be_added_can_be_named_in_a_moment(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    with Journal.open(tmp_path_factory.mktemp("named") / "journal.db") as journal:
        with suppress(WordingError):
            journal.people.add(Person(name))
        for person in journal.people.all():
            moment = journal.add(f'Tea with @"{person.name}" today.')

            assert moment.people == (person.name,) or person.name == "myself"


def test_a_name_that_an_earlier_build_took_is_found_shown_and_can_be_renamed(rj, tmp_path) -> None:
    lines = [
        {"kind": "person", "name": "🐻"},
        {"kind": "moment", "when": "2026-11-02", "text": "Tea.", "people": ["🐻"]},
    ]
    (tmp_path / "old.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    rj("import", str(tmp_path / "old.jsonl"))
    rj("people", "edit", "🐻", "--relationship", "friend")
    exported = rj("export").out
    rj("people", "rename", "🐻", "Bear")

    assert '"name":"🐻"' in exported.replace(": ", ":")
    assert rj("list", "--with", "Bear", "--json").json()[0]["people"] == ["Bear"]
    assert rj("log", "Soup with @bear").code == 0


def test_a_name_written_with_its_mark_is_the_name(rj) -> None:
    rj("people", "add", "@Bo")
    rj("people", "rename", "@Bo", "@Bob")
    rj("log", "Tea with @bob +c")

    assert [person["name"] for person in rj("people", "--json").json() if person["name"] != "myself"] == ["Bob"]
    assert rj("people", "show", "@Bob", "--json").json()["moments"] == 1


@pytest.mark.parametrize("minutes", ["999999999999999999999", "٣٠", "-1", "half"])
def test_minutes_that_are_none_are_refused(rj, minutes) -> None:
    refused = rj("settings", "idle", "--", minutes, code=2)

    assert refused.out == ""
    assert len(refused.err.splitlines()) == 2


def test_an_edit_that_says_nothing_to_change_asks_for_it(rj) -> None:
    rj("people", "add", "Ada")

    refused = rj("people", "edit", "Ada", code=2)

    assert "nothing is said of what to change" in refused.err
    assert "rj people edit Ada --relationship" in refused.err


def test_marking_someone_says_what_it_means(rj) -> None:
    rj("people", "add", "Ada")

    assert "What happens with Ada is held apart now" in rj("people", "edit", "Ada", "--safety", "not-safe").out
    assert "is counted like everything else" in rj("people", "edit", "Ada", "--safety", "ordinary").out
