"""Test a hunch: it is stated first and read once, on the moments after it (docs/counting.md, hunch).

The reading is computed anew from the moments up to it, so that no later moment can change it and a journal
moved elsewhere gives the same reading; a corrected or deleted entry counts as it is now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.model import Entry, Hunch, Person
from relational_journal.patterns.bitset import from_positions, positions_of, to_flags
from relational_journal.patterns.counting import bases
from relational_journal.patterns.counting.bursts import Ties
from relational_journal.patterns.counting.comparisons import LEAST_SIDE, Grouped
from relational_journal.patterns.counting.index import Index, in_time
from relational_journal.patterns.counting.result import Share
from relational_journal.patterns.counting.values import power_positions
from relational_journal.patterns.statistics import significance
from relational_journal.patterns.statistics.contrast import Contrast
from relational_journal.timestamps import first_day
from relational_journal.vocabulary.safety import Safety

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary

NOT_YET = "not-yet"

_CONDITION_FIELDS = {
    "responses": "first",
    "feelings": "felt_before",
    "wishes": "wishes",
    "power": "power",
    "context": "context",
}
_MARKER_FIELDS = ("moves", "felt_after", "after")


class Sides(NamedTuple):
    """The shares with and without the condition, in units after bursts are joined."""

    with_: Share
    without: Share


class HunchReading(NamedTuple):
    """The state of a hunch: `counted` up to the reading (or so far), `earlier` before it was stated, `later` since.

    `reading` is `not-yet` or the result of the one test; `missing` how many units each side still needs;
    `read_on` the day of the moment that completed it.
    """

    hunch: Hunch
    counted: Sides
    earlier: Sides
    later: Sides
    reading: str
    missing: tuple[int, int]
    read_on: date | None


def read_hunches(
    hunches: Iterable[Hunch],
    moments: Iterable[Entry],
    *,
    vocabulary: Vocabulary,
    people: Mapping[str, Person],
    safety: Safety | None = None,
    read: Callable[[Contrast], str] = significance.hunch_reading,
) -> tuple[HunchReading, ...]:
    """Count each hunch, and read it if both sides have enough units.

    Args:
        moments: all entries of the journal, in any order.
        safety: which moments are unsafe; worked out from the moments if None.
        read: the test of a hunch. It is outside the family of comparisons because the hunch preceded the data.
    """
    of_kind = in_time(moment for moment in moments if moment.kind == "moment")
    safety = safety or Safety.read(of_kind, people.values(), vocabulary.words)
    grounds: dict[str | None, _HunchMoments] = {}
    for hunch in hunches:
        if hunch.with_ not in grounds:
            theirs = [moment for moment in of_kind if hunch.with_ is None or hunch.with_ in moment.people]
            grounds[hunch.with_] = _HunchMoments(theirs, vocabulary, people, safety)
    return tuple(_read(hunch, grounds[hunch.with_], read) for hunch in hunches)


class _HunchMoments:
    """The moments a hunch is tested on: those with its person, or all moments."""

    def __init__(
        self, moments: Sequence[Entry], vocabulary: Vocabulary, people: Mapping[str, Person], safety: Safety
    ) -> None:
        self.index = Index(moments, vocabulary, people, safety)
        self.ties = Ties(moments)
        self.base = bases.base(bases.ANY, self.index)

    def on_days(self, holds: Callable[[date], bool]) -> int:
        """Return the moments of the base whose day passes the test."""
        return self.base & self.index.where(holds(first_day(moment.when)) for moment in self.index.moments)


class _Condition:
    """The moments that hold a hunch's condition, those that fill the fields it reads, and those with its marker."""

    def __init__(self, hunch: Hunch, index: Index) -> None:
        counts_as = index.vocabulary.counts_as
        self.holds = 0
        filled: dict[str, int] = {}
        for written in hunch.when:
            word, colon, side = written.partition(":")
            field = _CONDITION_FIELDS.get(index.vocabulary.slot_list(word) or "")
            if field is None:
                continue
            key = counts_as(word)
            self.holds |= index.holding(field, (key + colon + side,))
            positions = power_positions(index.vocabulary)
            if field == "power" and key in positions:
                filled["position"] = index.holding(field, positions)
            elif field == "context":
                filled[field] = index.all  # noted only when present, so every other moment is known not to hold it
            else:
                filled[field] = index.filled(field)
        self.filled = list(filled.values())
        self.shows = 0
        for field in _MARKER_FIELDS:
            self.shows |= index.holding(field, map(counts_as, hunch.then))

    def sides(self, grouped: Grouped) -> tuple[int, int]:
        """Return the units with the condition, and those without it that fill every field it reads."""
        with_ = grouped.units_at(self.holds)
        known = grouped.all if self.filled else 0
        for filled in self.filled:
            known &= grouped.units_at(filled)
        return with_, known & ~with_


def _read(hunch: Hunch, ground: _HunchMoments, read: Callable[[Contrast], str]) -> HunchReading:
    condition = _Condition(hunch, ground.index)
    since = date.fromisoformat(hunch.since[:10])
    ended = date.fromisoformat(hunch.ended[:10]) if hunch.ended else date.max
    # The day it was stated is before it: the moment that suggested a hunch must not confirm it.
    earlier = ground.on_days(lambda day: day <= since)
    after = ground.on_days(lambda day: since < day <= ended)
    # A file that was imported may name fewer than any test can use.
    least = max(hunch.read_at, LEAST_SIDE)
    completed = _until_complete(ground, condition, after, least)
    until = after if completed is None else from_positions(completed, ground.index.size)
    grouped = Grouped(ground.index, ground.ties, until)
    with_, without = condition.sides(grouped)
    shows = grouped.units_at(condition.shows)
    counted = _sides(with_, without, shows)
    return HunchReading(
        hunch,
        counted,
        earlier=_share_of(ground, condition, earlier),
        later=_share_of(ground, condition, after & ~until),
        reading=NOT_YET if completed is None else read(Contrast(grouped.units(shows), with_, without, "hunch")),
        missing=(max(0, least - counted.with_.of), max(0, least - counted.without.of)) if completed is None else (0, 0),
        read_on=None if completed is None else first_day(ground.index.moments[completed[-1]].when),
    )


def _share_of(ground: _HunchMoments, condition: _Condition, moments: int) -> Sides:
    grouped = Grouped(ground.index, ground.ties, moments)
    return _sides(*condition.sides(grouped), grouped.units_at(condition.shows))


def _sides(with_: int, without: int, shows: int) -> Sides:
    return Sides(
        Share((with_ & shows).bit_count(), with_.bit_count()),
        Share((without & shows).bit_count(), without.bit_count()),
    )


def _until_complete(ground: _HunchMoments, condition: _Condition, after: int, least: int) -> list[int] | None:
    """Return the moments up to the first at which both sides have `least` units, or None.

    Moments are taken in the order they were written, so that a moment back-dated later cannot change the reading.
    """
    moments = ground.index.moments
    order = sorted(positions_of(after, ground.index.size), key=lambda position: (_written(moments[position]), position))
    growing = _RunningUnits(ground, condition)
    for number, position in enumerate(order, 1):
        growing.add(position)
        if min(growing.with_, growing.without) >= least:
            return order[:number]
    return None


def _written(moment: Entry) -> float:
    return datetime.fromisoformat(moment.written).timestamp() if moment.written else 0.0


class _RunningUnits:
    """Units that hold the condition, and units known not to, counted as moments are added one by one."""

    def __init__(self, ground: _HunchMoments, condition: _Condition) -> None:
        size = ground.index.size
        self._groups = ground.ties.groups()
        self._holds = to_flags(condition.holds, size)
        self._filled = [to_flags(filled, size) for filled in condition.filled]
        self._whole = (1 << len(condition.filled)) - 1
        self._first: dict[int, int] = {}
        self._last_of: dict[int, int] = {}
        self._held: dict[int, tuple[bool, int]] = {}
        self._units = {True: 0, False: 0}

    @property
    def with_(self) -> int:
        """The number of units that hold the condition."""
        return self._units[True]

    @property
    def without(self) -> int:
        """The number of units known not to hold it."""
        return self._units[False]

    def add(self, position: int) -> None:
        """Add a moment, joining the units it ties together."""
        holds = bool(self._holds[position])
        filled = sum(flags[position] << i for i, flags in enumerate(self._filled))
        self._first[position] = position
        groups = self._groups.get(position, ())
        # Moments that share a group are one unit, so the units this one ties together become one.
        for root in {self._root(self._last_of[group]) for group in groups if group in self._last_of}:
            also_holds, also_filled = self._held[root]
            self._count(also_holds, also_filled, -1)
            holds, filled = holds or also_holds, filled | also_filled
            self._first[root] = position
        for group in groups:
            self._last_of[group] = position
        self._held[position] = holds, filled
        self._count(holds, filled, 1)

    def _root(self, position: int) -> int:
        while self._first[position] != position:
            # Each step shortens the way for the next search.
            self._first[position] = position = self._first[self._first[position]]
        return position

    def _count(self, holds: bool, filled: int, by: int) -> None:
        if holds:
            self._units[True] += by
        elif self._whole and filled == self._whole:
            self._units[False] += by
