"""What the test is handed: units stand where their first moment stands, which must not change what it reads."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta

import pytest

from relational_journal.model import SIDES, TONES, Entry, Person, Window
from relational_journal.patterns.counting.count import count
from relational_journal.patterns.statistics import significance
from relational_journal.patterns.statistics.contrast import Contrast, Units
from relational_journal.vocabulary.load import vocabulary
from tests.support.journals import NOW, counted

UNSAFE = {"kept-myself-safe", "they-threatened-me", "they-crossed-a-line"}  # two of them hold a person apart
EVER = Window(date(2000, 1, 1), date(2026, 11, 22))
PEOPLE = [
    Person(name, kind) for name, kind in [("Sam", "partner"), ("Ada", "friend"), ("Mum", "parent"), ("Ruth", "manager")]
]


def lively_journal(n: int, days: int, seed: int = 1) -> list[Entry]:
    """Moments over so many days in which going quiet follows criticism; several a day, so that some are bursts."""
    lot = random.Random(seed)
    keys = {
        name: [term.key for term in vocabulary().list_of(name) if term.key not in UNSAFE]
        for name in ("moves", "responses", "feelings", "wishes")
    }

    def some(name: str, most: int) -> tuple[str, ...]:
        return tuple(lot.sample(keys[name], lot.randint(0, most)))

    found = []
    for number in range(n):
        criticised = lot.random() < 0.4
        quiet = lot.random() < (0.8 if criticised else 0.2)
        day = EVER.until - timedelta(days - 1 - number * days // n)
        found.append(
            Entry(
                when=day.isoformat(),
                uid=f"{number:06}",
                written=f"{day}T21:00:00+01:00",
                tone=lot.choice(TONES),
                people=(lot.choice(PEOPLE).name,),
                first=("they-criticised-me" if criticised else "they-were-busy", *some("responses", 1)),
                felt_before=some("feelings", 2),
                wishes=some("wishes", 1),
                moves=("went-silent" if quiet else "listened", *some("moves", 1)),
                after=some("responses", 1),
                power=(lot.choice(["they-had-more", "about-equal"]),) if lot.random() < 0.5 else (),
                context={"gender": lot.choice(SIDES)} if lot.random() < 0.2 else {},
            )
        )
    return found


def only_units(contrast: Contrast) -> Contrast:
    """The same comparison over its units alone, one beside the other."""
    old = contrast.units
    kept = [i for i in range(len(old.days)) if (contrast.with_ | contrast.without) >> i & 1]

    def moved(bits: int) -> int:
        return sum((bits >> i & 1) << place for place, i in enumerate(kept))

    units = Units(
        tuple(old.days[i] for i in kept),
        tuple(old.people[i] for i in kept),
        moved(old.shows),
        tuple(old.sizes[i] for i in kept) if old.sizes else (),
        tuple(old.apart[i] for i in kept) if old.apart else (),
    )
    return Contrast(units, moved(contrast.with_), moved(contrast.without), contrast.kind)


@pytest.mark.parametrize("seed", range(3))
def test_positions_without_a_unit_change_no_reading(seed: int) -> None:
    seen: list[Sequence[Contrast]] = []

    def judge(contrasts: Sequence[Contrast]) -> tuple[str, ...]:
        seen.append(contrasts)
        return significance.readings(contrasts)

    counted(lively_journal(300, 120, seed), EVER, people=PEOPLE, judge=judge)

    (contrasts,) = seen
    readings = significance.readings(contrasts)
    assert "stands-out" in readings
    assert readings == significance.readings([only_units(contrast) for contrast in contrasts])


def seconds(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best


def test_counting_grows_no_faster_than_the_moments() -> None:
    def of(n: int) -> float:
        moments = lively_journal(n, n // 4)
        people = {person.name: person for person in PEOPLE}

        def unread(contrasts: Sequence[Contrast]) -> list[str]:
            return ["no-clear-difference"] * len(contrasts)

        return seconds(lambda: count(moments, EVER, now=NOW, vocabulary=vocabulary(), people=people, judge=unread))

    few, many = of(3_000), of(12_000)

    assert many / few < 4 * 1.5
