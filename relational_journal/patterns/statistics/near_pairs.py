"""Sum over pairs of units that may belong to one story: they share a person, or name none, a few days apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from operator import mul

from relational_journal.patterns.bitset import from_flags, picker, to_flags
from relational_journal.patterns.statistics.contrast import Cell, Cells, Value

NEAR_DAYS = 3  # at most, between two units that may belong to one story, as for linked moments
MOST_PAIRS = 4_000  # approximately; a crowded journal is sampled
_MOST_ON = 8  # how many later units of the same person are searched for a near one


class NearPairs:
    """The pairs of units that share a person, or name none, and lie at most NEAR_DAYS apart.

    If there are very many, only every second, third … unit of each person is used as a sample.
    """

    def __init__(self, days: Sequence[int], people: Sequence[frozenset[str]], members: int) -> None:
        self._length = len(days)
        standing = to_flags(members, len(days))
        with_: dict[frozenset[str], list[int]] = defaultdict(list)
        for unit in compress(range(len(days)), standing):
            if days[unit] >= 0:
                with_[people[unit]].append(unit)
        units_of: dict[str, list[int]] = defaultdict(list)
        for names, units in with_.items():
            for name in names or ("",):
                units_of[name] += units
        of_each = [sorted(units_of[name]) for name in sorted(units_of)]
        self._step = max(1, len(days) // MOST_PAIRS)
        pairs = list(_near_pairs(days, people, of_each, self._step))
        if len(pairs) > MOST_PAIRS:
            # Units are skipped, not pairs: every third pair could be only those with the next day.
            self._step *= -(-len(pairs) // MOST_PAIRS)
            pairs = list(_near_pairs(days, people, of_each, self._step))
        self._earlier, self._later = (picker([pair[side] for pair in pairs]) for side in (0, 1))
        self._placed: dict[int, tuple[int, int]] = {}

    def among(self, cells: Cells) -> NearCounts:
        """Count the near pairs between each two cells."""
        placed = [each for group in cells.groups for each in self._at_pairs_by_cell(group)]
        counts = [
            [self._step * (earlier & later).bit_count() for _, later in placed] if earlier else [0] * len(placed)
            for earlier, _ in placed
        ]
        return NearCounts(cells.all, counts)

    def _at_pairs_by_cell(self, group: Sequence[Cell]) -> Iterator[tuple[int, int]]:
        """Return `_at_pairs` for each cell of a stratum, from sets of units that other contrasts share."""
        both, only_held, only_shows, neither = (cell.bits for cell in group)
        held = self._at_pairs(both | only_held)
        shows = self._at_pairs(both | only_shows)
        members = self._at_pairs(both | only_held | only_shows | neither)
        yield held[0] & shows[0], held[1] & shows[1]
        yield held[0] & ~shows[0], held[1] & ~shows[1]
        yield shows[0] & ~held[0], shows[1] & ~held[1]
        yield members[0] & ~held[0] & ~shows[0], members[1] & ~held[1] & ~shows[1]

    def _at_pairs(self, units: int) -> tuple[int, int]:
        """Return the pairs whose earlier unit is one of these, and those whose later unit is."""
        if units not in self._placed:
            flags = to_flags(units, self._length)
            self._placed[units] = (
                from_flags(bytes(self._earlier(flags))),
                from_flags(bytes(self._later(flags))),
            )
        return self._placed[units]


def _near_pairs(
    days: Sequence[int], people: Sequence[frozenset[str]], of_each: Iterable[Sequence[int]], step: int
) -> Iterator[tuple[int, int]]:
    """Return the pairs whose earlier unit is one of every `step` units of a person."""
    seen: set[tuple[int, int]] = set()
    for units in of_each:
        for i in range(0, len(units), step):
            unit = units[i]
            last = days[unit] + NEAR_DAYS
            for other in units[i + 1 : i + 1 + _MOST_ON]:
                if days[other] > last:
                    break
                if len(people[unit]) > 1 and len(people[other]) > 1:  # two people in common are still one pair
                    if (unit, other) in seen:
                        continue
                    seen.add((unit, other))
                yield unit, other


class NearCounts:
    """Counts of near pairs between each two cells of a contrast."""

    def __init__(self, cells: Sequence[Cell], counts: Sequence[Sequence[int]]) -> None:
        self._cells = cells
        self._counts = counts
        self.number = sum(map(sum, counts))

    def total(self, value: Value) -> float:
        """Return the sum of a value's products over the pairs, each counted once."""
        values = [value(cell) for cell in self._cells]
        return sum(
            [one * float(sum(map(mul, row, values))) for one, row in zip(values, self._counts, strict=True) if one]
        )
