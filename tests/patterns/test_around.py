"""Who is around, whom I have not been with lately, and moments alike; each counted by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from relational_journal.model import Entry, Person, replace
from relational_journal.patterns.counting.breaks import breaks
from relational_journal.patterns.questions.alike import alike
from relational_journal.patterns.questions.contact import people_not_seen_lately
from relational_journal.patterns.questions.people_map import people_map
from relational_journal.report.render.answers_json import map_json
from relational_journal.vocabulary.load import vocabulary
from relational_journal.vocabulary.safety import Safety
from tests.support.journals import NOW, PEOPLE, counted, journal

TODAY = date(2026, 11, 22)


def test_the_map_has_a_line_for_everyone_with_a_counted_moment() -> None:
    table = """
        5 Oct  Sam      c  they-reached-out they-had-more | listened
        6 Oct  Sam,Ada  m  about-equal | reached-out
        7 Oct  Sam      d  | snapped                                # an open break
        8 Oct  Sam      o  !story
        1 Jul  Kim      c                                           # before the window
        9 Oct  myself   o
        """

    sam = {
        "name": "Sam",
        "relationship": "partner",
        "moments": 3,
        "tones": {"connection": 1, "mixed": 1, "ordinary": 0, "disconnection": 1, "unmarked": 0},
        "closer": 0,
        "further": 0,
        "i_started": 1,
        "they_started": 1,
        "open_breaks": 1,
        "by_power": {"they-had-more": 1, "about-equal": 1, "i-had-more": 0},
        "last": "2026-10-07",
    }
    on_map = map_json(people_map(counted(table)))

    assert [each["name"] for each in on_map] == ["Ada", "Sam"]
    assert on_map[1] == sam


def test_people_held_apart_are_on_the_map_only_when_asked_for() -> None:
    patterns = counted("5 Oct Sam d | kept-myself-safe\n6 Oct Sam d | kept-myself-safe\n7 Oct Sam c\n8 Oct Ada c")

    assert [each.name for each in people_map(patterns)] == ["Ada"]
    assert [(each.name, len(each.moments)) for each in people_map(patterns, held_apart=True)] == [
        ("Ada", 1),
        ("Sam", 3),
    ]


def lately(table: str, *people: Person) -> list[tuple[str, int, float]]:
    moments = journal(table)
    known = {person.name: person for person in (*PEOPLE, *people)}
    safety = Safety.read(moments, known.values(), {})
    read = breaks(moments, vocabulary=vocabulary(), people=known, safety=safety, now=NOW)
    found = people_not_seen_lately(
        moments, people=known, breaks=read, safety=safety, vocabulary=vocabulary(), today=TODAY
    )
    return [(each.name, each.days, each.usual) for each in found]


# Gaps of 7, 7, 8 and 8 days; the last on 31 October, 22 days before today.
USUAL = "".join(f"{day} {{}} o\n" for day in ("1 Oct", "8 Oct", "15 Oct", "23 Oct", "31 Oct"))


def test_who_was_there_every_week_and_not_for_three_is_told() -> None:
    assert lately(USUAL.format(*["Ada"] * 5)) == [("Ada", 22, 7.5)]


@pytest.mark.parametrize(
    ("table", "why"),
    [
        (USUAL.format(*["Ada"] * 5) + "8 Nov Ada o", "14 days are less than twice 8"),
        (USUAL.format("Kim", *["Ada"] * 4), "four moments are too few"),
        (USUAL.format(*["Ada"] * 5) + "31 Oct Ada d | kept-myself-safe", "an unsafe moment"),
        (USUAL.format(*["Ada"] * 5) + "31 Oct Ada d | | break:ended", "a break that reads ended"),
        (USUAL.format(*["Ada"] * 5) + "31 Oct Ada d | ended-contact", "contact was ended"),
        (USUAL.format(*["Ex"] * 5), "a former partner"),
        (USUAL.format(*["Gran"] * 5), "someone who died"),
        (USUAL.format(*["Bus"] * 5), "a stranger"),
        (USUAL.format(*["myself"] * 5), "myself"),
    ],
)
def test_nobody_is_told_where_it_would_be_wrong(table: str, why: str) -> None:
    people = (Person("Ex", "ex-partner"), Person("Gran", "someone-who-died"), Person("Bus", "stranger"))

    assert lately(table, *people) == [], why


def like(moment: Entry, *others: Entry, **more: Any) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    safety = Safety.read((moment, *others), more.get("people", PEOPLE), {})
    found = alike(moment, (moment, *others), vocabulary=vocabulary(), safety=safety)
    return [(each.moment.uid, each.shared, each.words) for each in found]


def moments(table: str, *texts: str) -> list[Entry]:
    return [replace(each, text=text) for each, text in zip(journal(table), texts, strict=True)]


def test_what_is_rare_counts_more_than_what_is_common() -> None:
    asked, *others = moments(
        """
        1 Nov Sam d they-criticised-me hurt jealous | went-silent
        2 Oct Sam d they-criticised-me hurt | went-silent            # three shared, each held by three
        3 Oct Sam d they-criticised-me jealous | listened            # two shared, one of them held here alone
        4 Oct Sam d hurt | went-silent
        5 Oct Sam d they-criticised-me hurt | went-silent
        6 Oct Sam c they-were-warm | listened
        7 Oct Sam c they-were-warm | listened
        """,
        *[""] * 7,
    )

    assert [(uid, shared) for uid, shared, _ in like(asked, *others)] == [
        ("3", ("jealous", "they-criticised-me")),
        ("5", ("hurt", "they-criticised-me", "went-silent")),
        ("2", ("hurt", "they-criticised-me", "went-silent")),
        ("4", ("hurt", "went-silent")),
    ]


def test_words_of_the_texts_count_without_their_marks_and_in_any_case() -> None:
    asked, *others = moments(
        "1 Nov Sam d\n2 Oct Sam d\n3 Oct Sam d",
        "The Kitchen again, and the radio. @Sam +hurt",
        "In the kitchen he turned the RADIO up. @Sam",
        "A walk. +hurt @Sam",
    )

    assert like(asked, *others) == [("2", (), ("kitchen", "radio", "the"))]


def test_unsafe_moments_story_only_ones_and_people_held_apart_are_never_found() -> None:
    line = "Sam d they-criticised-me hurt | went-silent"
    asked, *others = moments(f"1 Nov {line}\n2 Oct {line} | !unsafe\n3 Oct {line} | !story", *[""] * 3)

    assert like(asked, *others) == []
    held = (*PEOPLE, Person("Sam", "partner", safety="not-safe"))
    assert like(asked, *moments(f"4 Oct {line}", ""), people=held) == []


def test_one_thing_in_common_is_no_likeness_and_at_most_five_are_named() -> None:
    line = "Sam d they-criticised-me jealous | went-silent"
    asked, *many = moments(f"1 Nov {line}\n" + "".join(f"{day} Oct {line}\n" for day in range(1, 8)), *[""] * 8)
    quiet = moments("".join(f"{day} Sep Ada c they-were-warm\n" for day in range(1, 9)), *[""] * 8)
    quiet = [replace(each, uid=f"q{each.uid}") for each in quiet]

    assert [uid for uid, *_ in like(asked, *many, *quiet)] == ["8", "7", "6", "5", "4"]
    assert like(asked, *moments("2 Oct Sam d jealous", "")) == []
