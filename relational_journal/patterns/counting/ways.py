"""Count the ways of moving: in contact, away, against, appeasing, pressing (docs/counting.md, ways)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from relational_journal.model import Entry
from relational_journal.patterns.bitset import Selection, positions_of
from relational_journal.patterns.counting import bases
from relational_journal.patterns.counting.study import Study
from relational_journal.text.folding import caseless
from relational_journal.timestamps import first_day

WAYS = ("contact", "away", "against", "appeasing", "pressing")
ENOUGH_WITH_A_PERSON = 5
POSITIONS = ("they-had-more", "about-equal", "i-had-more")


class Ways(NamedTuple):
    """The moments with a move of each way, newest first, of some moments that say what was done.

    A moment can hold moves of several ways, or only moves without a way. `urges` are the moments with an urge of
    that way and no move of it.
    """

    moments: Sequence[Entry]
    held: Mapping[str, Sequence[Entry]]
    urges: Mapping[str, Sequence[Entry]]

    @property
    def of(self) -> int:
        """The number of moments that say what was done."""
        return len(self.moments)


class Week(NamedTuple):
    """The ways of the week that begins on this Monday."""

    monday: date
    ways: Ways

    @property
    def name(self) -> str:
        """The week in ISO 8601 format: `2026-W47`."""
        year, week, _ = self.monday.isocalendar()
        return f"{year}-W{week:02}"


class WaysInFull(NamedTuple):
    """The ways of all moments, and split by person with 5 or more of them, by position of power and by week."""

    whole: Ways
    people: Mapping[str, Ways]
    by_power: Mapping[str, Ways]
    weeks: tuple[Week, ...]


def ways(study: Study) -> Ways:
    """Count the ways over the base `any` inside the window."""
    return _among(study, study.base(bases.ANY))


def ways_in_full(study: Study) -> WaysInFull:
    """Count the ways of all moments and split; weeks run from the first with a moment to the last, gaps included."""
    index = study.index
    base = study.base(bases.ANY) & study.inside
    people = {}
    for name in sorted(index.positions("people"), key=lambda name: (caseless(name), name)):
        theirs = base & index.holding("people", (name,))
        if theirs.bit_count() >= ENOUGH_WITH_A_PERSON:
            people[name] = _among(study, theirs)
    return WaysInFull(
        _among(study, base),
        people,
        {position: _among(study, base & index.holding("power", (position,))) for position in POSITIONS},
        tuple(_weeks(study, base)),
    )


def _among(study: Study, moments: int) -> Ways:
    index = study.index
    inside = moments & study.inside
    held, urges = {}, {}
    for way in WAYS:
        keys = _keys_of(study, way)
        moved = index.holding("moves", keys)
        held[way] = Selection(index.moments, inside & moved)
        urges[way] = Selection(index.moments, inside & index.holding("urges", keys) & ~moved)
    return Ways(Selection(index.moments, inside), held, urges)


def _keys_of(study: Study, way: str) -> tuple[str, ...]:
    vocabulary = study.index.vocabulary
    return tuple(term.key for term in vocabulary.list_of("moves") if term.group == way)


def _weeks(study: Study, base: int) -> list[Week]:
    moments = study.index.moments
    held: dict[date, int] = {}
    for position in positions_of(base, study.index.size):
        monday = _monday(moments[position])
        held[monday] = held.get(monday, 0) | 1 << position
    if not held:
        return []
    first, last = min(held), max(held)
    nothing = _among(study, 0)  # shared: a moment dated centuries ago makes thousands of empty weeks
    weeks = (first + timedelta(7 * number) for number in range((last - first).days // 7 + 1))
    return [Week(monday, _among(study, held[monday]) if monday in held else nothing) for monday in weeks]


def _monday(moment: Entry) -> date:
    day = first_day(moment.when)
    return day - timedelta(day.weekday())
