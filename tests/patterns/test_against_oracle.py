"""Our counting agrees with a slow one written from docs/counting.md, over journals hypothesis makes."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support import oracle
from tests.support.agreement import assert_agree

SINCE, UNTIL = date(2026, 10, 12), date(2026, 11, 22)
PEOPLE = {"Sam": "partner", "Ada": "close-friend", "Kim": None, "myself": "myself", "Bus": "stranger"}
MOVES = [
    *sorted({key for row in oracle.PATTERNS.values() for key in (row[1] + " " + row[2]).split()}),
    "ended-contact",
    "kept-myself-safe",
    "kind-to-myself",
    "apologised",
    "repaired",
    "let-it-go",
    "assumed-the-worst",
]


def some_of(keys: list[str], most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(keys), max_size=most, unique=True)


def whens() -> st.SearchStrategy[str]:
    days = st.integers(0, 90).map(lambda back: (UNTIL - timedelta(back)).isoformat())
    clocks = st.sampled_from(["", "T08:00:00+01:00", "T23:30:00-05:00"])
    return st.one_of(st.tuples(days, clocks).map("".join), st.sampled_from(["2026-10", "2026-11", "2026", "2026-07"]))


# Few values a field, so that small journals fill bases, bursts and sides.
moments = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["moment"] * 12 + ["memory"]),
        "when": whens(),
        "tone": st.sampled_from(["connection", "disconnection", "mixed", "ordinary", None]),
        "people": some_of(sorted(PEOPLE), 2),
        "setting": st.sampled_from([None, None, None, "family", "intimate", "professional"]),
        "first": some_of([*oracle.RESPONSES, *["they-were-warm", "they-criticised-me", "they-pulled-away"] * 4], 2),
        "braced": some_of(oracle.RESPONSES, 2),
        "felt_before": some_of([*oracle.FEELINGS, *["ashamed", "angry", "anxious", "lonely"] * 4], 2),
        "wishes": some_of(oracle.WISHES, 1),
        "moves": some_of(MOVES, 3),
        "urges": some_of(MOVES, 1),
        "after": some_of(oracle.RESPONSES, 2),
        "felt_after": some_of(oracle.FEELINGS, 2),
        "good": st.dictionaries(st.sampled_from(oracle.GOOD), st.sampled_from(["less", "same", "more", "more"])),
        "power": some_of(oracle.POSITIONS + oracle.USES, 2),
        "context": st.dictionaries(
            st.sampled_from(["gender", "age"]), st.sampled_from([None, "subordinate", "dominant"]), max_size=1
        ),
        "treated": some_of([*oracle.AS_LESS, "stood-with-me"], 1),
        "break": st.sampled_from([None, None, "open", "partly", "mended", "let-go", "not-safe-to-mend", "ended"]),
        "mended": st.one_of(
            st.none(), st.fixed_dictionaries({"when": whens(), "by": st.sampled_from(["me", "them", "both", None])})
        ),
        "unsafe": st.sampled_from([False] * 9 + [True]),
        "story_only": st.sampled_from([False] * 9 + [True]),
        "links": st.lists(
            st.tuples(st.integers(0, 30), st.sampled_from(["repairs", "outcome-of", "repairs"])), max_size=1
        ),
    }
)


@st.composite
def journals(draw: st.DrawFn) -> list[dict]:
    entries: list[dict[str, Any]] = draw(st.lists(moments, min_size=1, max_size=30))
    for number, entry in enumerate(entries):
        entry["uid"] = f"{number:03}"
        entry["written"] = "2026-11-22T10:00:00+01:00"
        entry["links"] = [{"to": f"{to % len(entries):03}", "as": as_} for to, as_ in entry["links"]]
    return entries


def chance_journal(seed: int) -> list[dict]:
    """A journal of 20 to 70 moments with few values a field, so that bases, bursts and sides fill."""
    lot = random.Random(seed)
    cues = ["they-were-warm", "they-criticised-me", "they-pulled-away", "they-asked-something", "they-were-busy"]
    felt = ["ashamed", "angry", "anxious", "lonely", "calm", "small"]

    def up_to(most: int, keys: list[str]) -> list[str]:
        return lot.sample(keys, min(lot.randint(0, most), len(keys)))

    own_moves = [*lot.sample(MOVES, 14), "ended-contact", "hid-how-i-felt", "set-a-boundary", "left-abruptly"]
    entries = []
    for number in range(lot.randint(20, 70)):
        back = lot.randint(0, lot.choice([5, 45, 90]))
        month = lot.random() < 0.05
        entries.append(
            {
                "kind": "moment" if lot.random() < 0.95 else "session",
                "uid": f"{number:03}",
                "when": (UNTIL - timedelta(back)).isoformat()[: 7 if month else 10]
                + lot.choice(["", "T09:00:00+01:00"]) * (not month),
                "written": f"2026-11-22T10:00:{lot.randint(0, 59):02}+01:00",
                "tone": lot.choice(["connection", "disconnection", "mixed", "ordinary", None]),
                "people": up_to(2, sorted(PEOPLE)),
                "setting": lot.choice([None, None, None, "family", "professional"]),
                "first": up_to(2, cues if lot.random() < 0.8 else oracle.RESPONSES),
                "braced": up_to(1, oracle.RESPONSES),
                "felt_before": up_to(2, felt if lot.random() < 0.8 else oracle.FEELINGS),
                "wishes": up_to(1, oracle.WISHES),
                "moves": up_to(3, own_moves),
                "urges": up_to(1, own_moves),
                "after": up_to(2, cues if lot.random() < 0.8 else oracle.RESPONSES),
                "felt_after": up_to(2, oracle.FEELINGS),
                "good": {key: lot.choice(["less", "same", "more", "more"]) for key in up_to(5, oracle.GOOD)},
                "power": up_to(2, oracle.POSITIONS[:3] + oracle.USES),
                "context": {lot.choice(["gender", "age"]): lot.choice([None, "subordinate"])} if back % 4 == 0 else {},
                "treated": up_to(1, [*oracle.AS_LESS[:3], "stood-with-me"]),
                "break": lot.choice([None, None, "open", "partly", "mended", "let-go", "not-safe-to-mend", "ended"]),
                "mended": None if back % 3 else {"when": "2026-11-20", "by": lot.choice(["me", "them", "both", None])},
                "unsafe": lot.random() < 0.05,
                "story_only": lot.random() < 0.05,
                "links": [],
            }
        )
    for entry in entries:
        near = [other["uid"] for other in entries if other is not entry and abs_days(entry, other) <= 5]
        if near and lot.random() < 0.3:
            entry["links"].append({"to": lot.choice(near), "as": lot.choice(["repairs", "outcome-of"])})
    return entries


def abs_days(one: dict, other: dict) -> int:
    return abs((oracle.day(one) - oracle.day(other)).days)


@pytest.mark.parametrize("seed", range(24))
def test_every_number_of_a_fuller_journal_is_the_one_the_domain_asks_for(seed: int) -> None:
    assert_agree(chance_journal(seed), PEOPLE, SINCE, UNTIL)


@pytest.mark.parametrize("seed", range(6))
def test_what_became_of_old_breaks_is_what_the_domain_asks_for(seed: int) -> None:
    assert_agree(chance_journal(seed), PEOPLE, UNTIL - timedelta(92), UNTIL, safety={"Ada": "ordinary"})


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(journals())
def test_every_number_is_the_one_the_domain_asks_for(entries: list[dict]) -> None:
    assert_agree(entries, PEOPLE, SINCE, UNTIL)
