"""The demo journal, every number counted once more from the rules of counting (docs/counting.md)."""

from __future__ import annotations

import json
import math
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from relational_journal.demo.load import FILE
from relational_journal.model import Word
from tests.support.agreement import assert_agree, in_place
from tests.support.demo_journal import copied
from tests.support.oracle import PATTERNS, Oracle

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.program import Program

# Every base and two patterns counted in it, or the one there is; `any` is P12's own, and what others
# fall back on in a window of two weeks.
TWO_OF_EACH_BASE = {
    "close": ("pushing-away", "letting-in"),
    "voice": ("going-silent", "saying-whats-true"),
    "ask": ("keeping-the-peace", "over-giving"),
    "tense": ("striking-first",),
    "unsure": ("testing",),
    "need": ("going-it-alone",),
    "power": ("shutting-down-under-power",),
    "any": ("reaching-out",),
    "hiding": ("hiding-parts",),
    "chaser": ("pursue-withdraw:chaser",),
    "retreater": ("pursue-withdraw:retreater",),
    "expect": ("bracing",),
    "rupture": ("repairing",),
    "answered": ("growth-moments",),
    "there": ("being-there",),
}
EIGHT_WEEKS = ("2026-09-28", "2026-11-22")
TWO_WEEKS = ("2026-11-09", "2026-11-22")

# Counted apart from the oracle, over the eight weeks: base, shows, of these turned, otherwise, of these held, neither.
BY_HAND = {
    "pushing-away": (30, 6, 2, 17, 1, 7),
    "letting-in": (30, 11, 1, 4, 0, 15),
    "going-silent": (19, 5, 0, 7, 2, 7),
    "saying-whats-true": (19, 7, 0, 5, 0, 7),
    "keeping-the-peace": (16, 3, 0, 5, 3, 8),
    "over-giving": (16, 2, 0, 4, 2, 10),
    "striking-first": (12, 2, 0, 4, 0, 6),
    "testing": (19, 0, 0, 11, 0, 8),
    "going-it-alone": (8, 0, 0, 2, 0, 6),
    "shutting-down-under-power": (18, 6, 0, 6, 3, 6),
    "reaching-out": (54, 14, 0, 5, 0, 35),
    "hiding-parts": (48, 1, 0, 17, 0, 30),
    "pursue-withdraw:chaser": (7, 0, 0, 3, 0, 4),
    "pursue-withdraw:retreater": (5, 1, 0, 1, 0, 3),
    "bracing": (9, 8, 2, 1, 0, 0),
    "repairing": (14, 10, 0, 0, 0, 4),
    "growth-moments": (33, 23, 0, 0, 0, 10),
    "being-there": (11, 5, 0, 0, 0, 6),
}


@pytest.mark.parametrize("since", [date(2026, 9, 28), date(2026, 5, 1), date(2026, 11, 9)])
def test_every_number_of_the_demo_journal_is_the_one_the_domain_asks_for(since: date) -> None:
    records = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    people, words, entries = _parts(records)

    assert_agree(entries, people, since, date(2026, 11, 22), words=words)


_KEPT: list[Any] = []


@pytest.fixture
def exported(rj: Program, demo_kept: Path) -> Any:
    """The entries as `rj export` gives them, and `rj patterns --json` of each window; asked once for all tests here."""
    if not _KEPT:
        copied(demo_kept, rj.journal.parent)
        records = [json.loads(line) for line in rj("export").out.splitlines()]
        windows = {
            window: rj("patterns", "--since", window[0], "--until", window[1], "--json").json()
            for window in (EIGHT_WEEKS, TWO_WEEKS)
        }
        _KEPT.append((records, windows))
    return _KEPT[0]


@pytest.mark.parametrize("window", [EIGHT_WEEKS, TWO_WEEKS])
@pytest.mark.parametrize("base", TWO_OF_EACH_BASE)
def test_the_command_counts_each_base_as_the_exported_entries_do(exported: Any, window: Any, base: str) -> None:
    records, windows = exported
    people, words, entries = _parts(records)
    slow = Oracle(
        [in_place(entry, words) for entry in entries],
        people,
        date.fromisoformat(window[0]),
        date.fromisoformat(window[1]),
        date(2026, 11, 22),
    )

    for key in TWO_OF_EACH_BASE[base]:
        row = next(row for row in windows[window]["patterns"] if row["key"] == key)
        expected = slow.row(key)
        row = {**row, "entries": {part: sorted(uids) for part, uids in row["entries"].items()}}
        assert {name: row[name] for name in expected} == expected
        assert row["of"] == row["shows"] + row["otherwise"] + row["neither"]
        assert row["base"] == base
        assert row["reading"] == ("too-few" if row["of"] < 5 else "early" if row["of"] < 10 else "count")
        assert (row["low"], row["high"]) == _ninety_percent(row["shows"], row["of"])


def test_every_base_is_shown_and_never_another(exported: Any) -> None:
    _, windows = exported
    shown = {row["key"]: row["base"] for row in windows[EIGHT_WEEKS]["patterns"]}

    assert {base for keys in TWO_OF_EACH_BASE.values() for base in (shown[key] for key in keys)} == {*TWO_OF_EACH_BASE}
    assert shown.keys() == PATTERNS.keys()
    for base, keys in TWO_OF_EACH_BASE.items():
        others = [key for key, (own, *_) in PATTERNS.items() if own == base]
        assert len(keys) == min(2, len(others))
    assert shown == {row["key"]: row["base"] for row in windows[TWO_WEEKS]["patterns"]}


@pytest.mark.parametrize("key", BY_HAND)
def test_the_command_gives_the_numbers_counted_by_hand(exported: Any, key: str) -> None:
    _, windows = exported
    row = next(row for row in windows[EIGHT_WEEKS]["patterns"] if row["key"] == key)

    assert BY_HAND.keys() == {key for keys in TWO_OF_EACH_BASE.values() for key in keys}
    assert tuple(row[part] for part in ("of", "shows", "turned", "otherwise", "held", "neither")) == BY_HAND[key]


def test_moments_and_tones_are_those_of_the_exported_entries(exported: Any) -> None:
    records, windows = exported
    _, _, entries = _parts(records)
    inside = [e for e in entries if e["kind"] == "moment" and EIGHT_WEEKS[0] <= e["when"][:10] <= EIGHT_WEEKS[1]]
    unsafe = [
        e
        for e in inside
        if e["unsafe"] or "they-threatened-me" in e["first"] + e["after"] or "kept-myself-safe" in e["moves"]
    ]
    stories = [e for e in inside if e["story_only"] and e not in unsafe]
    counted = [e for e in inside if e not in unsafe and e not in stories]
    record = windows[EIGHT_WEEKS]

    assert record["moments"] == {
        "logged": len(inside),
        "counted": len(counted),
        "unsafe": len(unsafe),
        "story_only": len(stories),
    }
    assert record["tones"] == {
        tone or "unmarked": len([e for e in counted if e["tone"] == tone])
        for tone in ("connection", "mixed", "ordinary", "disconnection", None)
    }
    named = {uid for row in record["patterns"] for uids in row["entries"].values() for uid in uids}
    assert named <= {e["uid"] for e in counted}


def _parts(records: list[dict[str, Any]]) -> tuple[dict[str, str], list[Word], list[dict[str, Any]]]:
    """People with what they are, own words, and entries."""
    people = {record["name"]: record["relationship"] for record in records if record["kind"] == "person"}
    words = [
        Word(*(record[name] for name in ("key", "label", "polarity", "like")))
        for record in records
        if record["kind"] == "word"
    ]
    return people, words, [record for record in records if "uid" in record and "moves" in record]


def _ninety_percent(shows: int, of: int) -> tuple[float | None, float | None]:
    """Wilson's interval as it stands in textbooks, z of 90 %."""
    if of == 0:
        return None, None
    z, share = 1.6448536269514722, shows / of
    middle = share + z * z / (2 * of)
    spread = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    low, high = ((middle + sign * spread) / (1 + z * z / of) for sign in (-1, 1))
    return round(max(0.0, low), 4), round(min(1.0, high), 4)
