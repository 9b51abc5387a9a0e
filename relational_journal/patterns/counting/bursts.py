"""Join moments that describe one event into units, for comparisons only (docs/counting.md, bursts)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, compress, groupby
from typing import TypeVar

from relational_journal.model import Entry
from relational_journal.patterns.bitset import PACKED, first_bits, from_positions, picker, to_flags, unpack
from relational_journal.timestamps import beginning, day_of

MOST_DAYS_BETWEEN = 3  # between two linked moments that share a person

_NOT_MARKED = bytes(range(1 << PACKED))

T = TypeVar("T")


class Ties:
    """The pairs of moments that may be one unit: they share a person, and the day or a link over at most 3 days.

    A moment without a person or without a day is tied to no other.
    """

    def __init__(self, moments: Sequence[Entry]) -> None:
        self._size = len(moments)
        self._same_day = _same_day(moments)
        self._linked = _linked(moments)
        self._positions = [position for group in self._same_day for position in group]
        self._group_of = [number for number, group in enumerate(self._same_day) for _ in group]
        self._pick = picker(self._positions)

    def joined(self, members: int) -> Mapping[int, int]:
        """Map each member joined to an earlier member, directly or through others, to the first position of its unit.

        Args:
            members: a set of positions. Two that are tied only through a moment outside it stay separate.
        """
        held = to_flags(members, self._size)
        first: dict[int, int] = {}
        inside = self._pick(held)
        lead = of = -1
        for position, group in zip(compress(self._positions, inside), compress(self._group_of, inside), strict=True):
            if group != of:
                lead, of = position, group
            elif position in first or lead in first:
                _join(first, lead, position)
            else:  # by far the most frequent case, without a search for roots
                first[position] = lead
        for one, other in self._linked:
            if held[one] and held[other]:
                _join(first, one, other)
        return {position: _root(first, root) if root in first else root for position, root in first.items()}

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
        self._members = members
        self._leads = members & ~from_positions(first, size)
        self.number = self._leads.bit_count()
        self._lead_flags = to_flags(self._leads, size)
        self._marked = int.from_bytes(self._lead_flags, "little") << PACKED
        self._rank = list(accumulate(self._lead_flags))  # of a lead: its unit, counted from 1
        self.joined = {position: self._rank[root] - 1 for position, root in first.items()}
        self._joined_units = tuple(self.joined.values())
        self._pick_joined = picker([*self.joined])

    def units(self, moments: int) -> int:
        """Return the units that hold any of these moments; moments outside every unit are ignored."""
        here = moments & self._members
        if not here or here == self._members:
            return first_bits(self.number) if here else 0
        return self.units_of_each(to_flags(here, self._size), 1)[0]

    def units_of_each(self, packed: bytes, number: int) -> list[int]:
        """Return what `units` does for each of several sets that `pack` put together."""
        units = bytearray(self._of_leads(packed))
        for unit, more in zip(self._joined_units, self._pick_joined(packed), strict=True):
            units[unit] |= more
        return unpack(units, number)

    def units_of(self, positions: Iterable[int]) -> int:
        """Return what `units` does, for moments given by position: faster for few moments."""
        joined, rank, leads = self.joined, self._rank, self._lead_flags
        units = [rank[at] - 1 if leads[at] else joined[at] for at in positions if leads[at] or at in joined]
        return from_positions(units, self.number) if units else 0

    def beginning_in(self, moments: int) -> int:
        """Return the units whose first moment is one of these."""
        here = moments & self._leads
        if not here or here == self._leads:
            return first_bits(self.number) if here else 0
        return unpack(self._of_leads(to_flags(here, self._size)), 1)[0]

    def _of_leads(self, packed: bytes) -> bytes:
        """Return the bytes of the moments that begin a unit: they are marked, and all others deleted."""
        marked = int.from_bytes(packed, "little") | self._marked
        return marked.to_bytes(self._size, "little").translate(None, _NOT_MARKED)

    def of_firsts(self, values: Iterable[T]) -> Iterator[T]:
        """Return the values of each unit's first moment, given one value for each moment."""
        return compress(values, self._lead_flags)


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
