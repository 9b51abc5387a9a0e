"""Join moments that describe one event into units, for comparisons only (docs/counting.md, bursts)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress, groupby
from typing import TypeVar

from relational_journal.model import Entry
from relational_journal.patterns.bitset import from_flags, from_positions, to_flags
from relational_journal.timestamps import beginning, day_of

MOST_DAYS_BETWEEN = 3  # between two linked moments that share a person

T = TypeVar("T")


class Ties:
    """The pairs of moments that may be one unit: they share a person, and the day or a link over at most 3 days.

    A moment without a person or without a day is tied to no other.
    """

    def __init__(self, moments: Sequence[Entry]) -> None:
        self._size = len(moments)
        self._same_day = _same_day(moments)
        self._linked = _linked(moments)

    def joined(self, members: int) -> Mapping[int, int]:
        """Map each member joined to an earlier member, directly or through others, to the first position of its unit.

        Args:
            members: a set of positions. Two that are tied only through a moment outside it stay separate.
        """
        held = to_flags(members, self._size)
        first: dict[int, int] = {}
        for group in self._same_day:
            inside = [position for position in group if held[position]]
            lead = inside[0] if inside else -1
            for position in inside[1:]:
                if position in first or lead in first:
                    _join(first, lead, position)
                else:  # by far the most frequent case, without a search for roots
                    first[position] = lead
        for one, other in self._linked:
            if held[one] and held[other]:
                _join(first, one, other)
        return {position: _root(first, root) for position, root in first.items()}

    def groups(self) -> Mapping[int, Sequence[int]]:
        """Return the group numbers of each tied moment; moments that share a number are tied to each other."""
        found: dict[int, list[int]] = defaultdict(list)
        for number, group in enumerate([*self._same_day, *self._linked]):
            for position in group:
                found[position].append(number)
        return found


def _join(first: dict[int, int], one: int, other: int) -> None:
    """Merge two positions in the disjoint-set forest `first`; a missing position is its own root."""
    if one in first:
        one = _root(first, one)
    if other in first:
        other = _root(first, other)
    # The earlier one is the root, since a unit is numbered by its first moment.
    if one < other:
        first[other] = one
    elif other < one:
        first[one] = other


def _root(first: dict[int, int], position: int) -> int:
    """Return the root of a position, compressing the path for later calls."""
    root = position
    while root in first:
        root = first[root]
    while position in first and first[position] != root:
        first[position], position = root, first[position]
    return root


class Folding:
    """Number the units of some moments and turn sets of moments into sets of units.

    Units are numbered by their first moment, that is in time order; a set of units is no longer than it
    has to be, however many moments there are.
    """

    def __init__(self, members: int, first: Mapping[int, int], size: int) -> None:
        self._size = size
        self._leads = to_flags(members & ~from_positions(first, size), size)
        self.number = self._leads.count(1)
        self._unit_of = [-1] * size
        for unit, position in enumerate(compress(range(size), self._leads)):
            self._unit_of[position] = unit
        self.joined = {position: self._unit_of[root] for position, root in first.items()}
        for position, unit in self.joined.items():
            self._unit_of[position] = unit
        self._joined = from_positions(first, size)

    def units(self, moments: int) -> int:
        """Return the units that hold any of these moments; moments outside every unit are ignored."""
        found = self.beginning_in(moments)
        joined = moments & self._joined
        if joined:
            found |= from_positions(set(compress(self._unit_of, to_flags(joined, self._size))), self.number)
        return found

    def units_of(self, positions: Iterable[int]) -> int:
        """Return what `units` does, for moments given by position: faster for few moments."""
        flags = bytearray(self.number + 1)
        for unit in map(self._unit_of.__getitem__, positions):
            flags[unit] = 1  # moments outside every unit are at -1, behind all units
        del flags[-1]
        return from_flags(flags)

    def beginning_in(self, moments: int) -> int:
        """Return the units whose first moment is one of these."""
        return from_flags(bytes(compress(to_flags(moments, self._size), self._leads)))

    def of_firsts(self, values: Iterable[T]) -> Iterator[T]:
        """Return the values of each unit's first moment, given one value for each moment."""
        return compress(values, self._leads)


def _same_day(moments: Sequence[Entry]) -> list[list[int]]:
    """Return the moments of each person and day that has several, in time order."""
    found: list[list[int]] = []
    # A period (`2025-03`) sorts with its first day but is not a moment of that day.
    days = [moment.when[:10] if len(moment.when) >= 10 else beginning(moment.when)[:10] for moment in moments]
    start = 0
    for _, run in groupby(days):
        end = start + sum(1 for _ in run)
        if end - start > 1:
            groups: dict[str, list[int]] = defaultdict(list)
            for position in range(start, end):
                for name in moments[position].people if len(moments[position].when) >= 10 else ():
                    groups[name].append(position)
            found += [group for group in groups.values() if len(group) > 1]
        start = end
    return found


def _linked(moments: Sequence[Entry]) -> list[tuple[int, int]]:
    """Return pairs with a link of any kind in either direction that share a person and lie at most 3 days apart."""
    linking = [(position, link.to) for position, moment in enumerate(moments) for link in moment.links]
    targets = {uid for _, uid in linking}
    position_of = {moment.uid: position for position, moment in enumerate(moments) if moment.uid in targets}
    pairs = ((position, position_of[uid]) for position, uid in linking if uid in position_of)
    return [pair for pair in pairs if may_be_one(moments[pair[0]], moments[pair[1]])]


def may_be_one(one: Entry, other: Entry) -> bool:
    """Return whether two linked moments share a person and have at most 3 days between them."""
    day, other_day = day_of(one.when), day_of(other.when)
    if day is None or other_day is None or abs((day - other_day).days) > MOST_DAYS_BETWEEN:
        return False
    return not _are_apart(one.people, other.people)


def _are_apart(names: Iterable[str], others: Iterable[str]) -> bool:
    return set(names).isdisjoint(others)
