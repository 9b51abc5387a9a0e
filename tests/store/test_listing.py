from __future__ import annotations

import gc
import random
import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from relational_journal import Journal
from relational_journal.errors import NotFound
from relational_journal.model import Query
from tests.support.stored import moment


def texts(journal: Journal, **query: Any) -> list[str]:
    return [m.text for m in journal.entries(Query(**query))]


def test_entries_come_newest_first_by_beginning_then_writing_then_uid(journal: Journal) -> None:
    for text, when, written, uid in [
        ("year", "2026", "2026-11-01", "a000"),
        ("month", "2026-11", "2026-11-01", "b000"),
        ("day, later uid", "2026-11-01", "2026-11-02", "d000"),
        ("day", "2026-11-01", "2026-11-02", "c000"),
        ("morning", "2026-11-01T09:00:00+01:00", "2026-11-01", "e000"),
        ("by its own clock", "2026-11-01T10:00:00+14:00", "2026-11-01", "f000"),
    ]:
        journal.add(moment(text=text, when=when, written=written, uid=uid))

    newest_first = ["by its own clock", "morning", "day, later uid", "day", "month", "year"]
    assert texts(journal) == newest_first
    assert [m.text for m in journal.entries(oldest_first=True)] == newest_first[::-1]
    assert texts(journal, limit=2) == newest_first[:2]


def test_both_days_of_a_window_are_in_it_by_the_day_written(journal: Journal) -> None:
    for when in ["2026-10-31T23:59:59-10:00", "2026-11-01", "2026-11", "2026-11-02T23:59:59+01:00", "2026-11-03"]:
        journal.add(moment(text=when, when=when))

    assert texts(journal, since=date(2026, 11, 1), until=date(2026, 11, 2)) == [
        "2026-11-02T23:59:59+01:00",
        "2026-11",
        "2026-11-01",
    ]


@pytest.fixture
def mixed(journal: Journal) -> Journal:
    """Entries that differ in every field a filter asks for."""
    journal.add(moment(text="a", people=("Sam",), tone="mixed", moves=("went-silent",), context={"gender": "both"}))
    journal.add(
        moment(text="b", people=("Ada", "Sam"), tone="connection", urges=("went-silent",), good={"worth": "more"})
    )
    journal.add(moment(text="c", people=("Ada",), braced=("they-pressed-me",), felt_after=("hurt",), setting="family"))
    journal.add(moment(text="d", kind="session", felt_before=("hurt",), own=("knackered",), power=("about-equal",)))
    journal.add(moment(text="e", break_status="open", treated=("talked-over",), good={"more-connection": "less"}))
    return journal


@pytest.mark.parametrize("limit", [0, 10])
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"people": ("sam",)}, "ab"),
        ({"people": ("SAM", "ada")}, "abc"),
        ({"tags": ("went-silent",)}, "a"),
        ({"tags": ("urge:went-silent",)}, "b"),
        ({"tags": ("they-pressed-me",)}, ""),
        ({"tags": ("braced:they-pressed-me",)}, "c"),
        ({"tags": ("hurt",)}, "cd"),
        ({"tags": ("before:hurt",)}, "d"),
        ({"tags": ("after:hurt",)}, "c"),
        ({"tags": ("knackered", "went-silent")}, "ad"),
        ({"tags": ("gender",)}, "a"),
        ({"tags": ("gender:both",)}, "a"),
        ({"tags": ("gender:dominant",)}, ""),
        ({"tags": ("family",)}, "c"),
        ({"tags": ("more-worth",)}, "b"),
        ({"tags": ("less-connection",)}, "e"),
        ({"tags": ("about-equal",)}, "d"),
        ({"tags": ("talked-over",)}, "e"),
        ({"tones": ("mixed", "connection")}, "ab"),
        ({"tones": ("unmarked",)}, "cde"),
        ({"tones": ("unmarked", "mixed")}, "acde"),
        ({"kinds": ("session",)}, "d"),
        ({"kinds": ("session", "moment")}, "abcde"),
        ({"breaks": ("open", "partly")}, "e"),
        ({"people": ("sam",), "tags": ("urge:went-silent",)}, "b"),
        ({"people": ("sam",), "tones": ("ordinary",)}, ""),
        ({"tags": ("hurt",), "kinds": ("session",)}, "d"),
    ],
)
def test_values_of_one_filter_mean_any_and_different_filters_all(
    mixed: Journal, query: dict[str, Any], found: str, limit: int
) -> None:
    assert "".join(sorted(texts(mixed, **query, limit=limit))) == found
    assert mixed.count(Query(**query)) == len(found)


def test_the_bin_has_the_same_filters(mixed: Journal) -> None:
    for number in "123":
        mixed.delete(number)

    assert "".join(sorted(texts(mixed))) == "de"
    assert "".join(sorted(texts(mixed, deleted=True))) == "abc"
    assert texts(mixed, deleted=True, people=("ada",), tags=("hurt",)) == ["c"]
    assert texts(mixed, deleted=True, tags=("urge:went-silent",)) == ["b"]
    assert mixed.count(Query(deleted=True, people=("sam",))) == 2


def test_a_filter_by_someone_nobody_knows_is_an_error_with_near_names(mixed: Journal) -> None:
    with pytest.raises(NotFound, match='nobody here is called "samm"') as refused:
        mixed.count(Query(people=("samm",)))
    assert refused.value.next_step == "Near: Sam."


def test_a_few_of_many_are_the_newest_of_all(journal: Journal) -> None:
    """What stops early must find what reading everything finds."""
    dice = random.Random(7)
    for number in range(120):
        journal.add(
            moment(
                text=str(number),
                when=f"2026-{dice.randint(1, 3):02d}-{dice.randint(1, 3):02d}",
                people=tuple(dice.sample(["Sam", "Ada", "Bo"], dice.randint(0, 2))),
                moves=tuple(dice.sample(["went-silent", "listened", "snapped"], dice.randint(0, 2))),
                felt_before=tuple(dice.sample(["hurt", "calm"], dice.randint(0, 1))),
                felt_after=tuple(dice.sample(["hurt", "calm"], dice.randint(0, 2))),
                tone=dice.choice([None, "mixed"]),
            )
        )
    for _ in range(60):
        query = {
            "people": tuple(dice.sample(["Sam", "Ada", "Bo"], dice.randint(0, 2))),
            "tags": tuple(dice.sample(["went-silent", "hurt", "after:calm", "listened"], dice.randint(0, 2))),
            "tones": tuple(dice.sample(["mixed", "unmarked"], dice.randint(0, 1))),
            "since": dice.choice([None, date(2026, 2, 1)]),
        }
        limit = dice.randint(1, 30)

        assert texts(journal, **query, limit=limit) == texts(journal, **query)[:limit]


def test_entries_left_half_read_may_outlive_their_journal(
    reopened: Callable[[], Journal], monkeypatch: pytest.MonkeyPatch
) -> None:
    complaints: list[object] = []
    # What a generator raises while it is cleared away reaches no caller; Python prints it.
    monkeypatch.setattr(sys, "unraisablehook", complaints.append)
    with reopened() as journal:
        for day in range(1, 4):
            journal.add(moment(text="x", when=f"2026-11-0{day}"))
        entries = journal.entries()
        assert next(entries).when == "2026-11-03"

    entries.close()
    del entries
    gc.collect()
    assert complaints == []
