"""Sum over pairs of units by the days between them; over years, in bins of neighbouring days."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise
from operator import mul
from typing import NamedTuple

from relational_journal.patterns.bitset import first_bits, from_flags, to_flags
from relational_journal.patterns.statistics.contrast import Cells, Value

MOST_BINS = 500  # longer journals join neighbouring days, because the cost of a contrast grows with its bins


class PairSums(NamedTuple):
    """Sums of products over all ordered pairs of two units with a day, weighted by the days between them.

    `same_bin` is the part from pairs within one bin, which have full weight; `all` includes it.
    """

    all: float
    same_bin: float


class DayBins:
    """The days that hold units, or bins of neighbouring days wide enough to limit their number.

    Args:
        days: ordinal day of each unit, ascending; -1 if it has none.
        fades: the factor by which a resemblance fades from one day to the next.

    Attributes:
        within: the weight of a pair in one bin: 1 if a bin is a day. In wider bins the estimated
            resemblance is a mean over pairs of different days, and a product of two resemblances that fade together
            has a mean that exceeds the product of their means by this factor.
    """

    def __init__(self, days: Sequence[int], fades: float) -> None:
        self.length = len(days)
        self._all_dated = not days or min(days) >= 0
        self._dated = first_bits(self.length) if self._all_dated else from_flags(bytes(day >= 0 for day in days))
        known = sorted({*days} - {-1})
        width = max(1, -(-len(known) // MOST_BINS))
        while len(starts := {day - day % width for day in known}) > MOST_BINS:
            width += -(-width // 4)
        self.within = _mean_fading(width, fades**2) / _mean_fading(width, fades) ** 2
        first_days = sorted(starts)
        # Units without a day can be anywhere; for the search they take the day of the unit before them.
        placed = days if self._all_dated else list(accumulate(days, max))
        self._spans = [(bisect_left(placed, day), bisect_left(placed, day + width)) for day in first_days]
        self._gaps = [0, *(later - sooner for sooner, later in pairwise(first_days))] if first_days else []
        self._left: dict[float, list[float]] = {}
        self._counts: dict[int, list[int]] = {}

    def pairs(self, cells: Cells, value: Value, fades: float) -> PairSums:
        """Return the sums of a value's products over pairs."""
        sums = self._sums(cells, value)
        same_bin = _dot(sums, sums) - self._selves(cells, value)
        if fades not in self._left:
            self._left[fades] = [fades**gap for gap in self._gaps]
        across = faded = 0.0
        for left, total in zip(self._left[fades], sums, strict=True):
            faded *= left
            across += total * faded
            faded += total
        return PairSums(same_bin + 2 * across, same_bin)

    def same_bin(self, cells: Cells, value: Value) -> float:
        """Return the sum of a value's products over all ordered pairs of two units in one bin."""
        sums = self._sums(cells, value)
        return _dot(sums, sums) - self._selves(cells, value)

    def _sums(self, cells: Cells, value: Value) -> list[float]:
        """Return the sum of the values in each bin, added up over sets of units whose counts are cached."""
        sums: list[float] | None = None
        for group in cells.groups:
            both, only_held, only_shows, neither = group
            v11, v10, v01, v00 = value(both), value(only_held), value(only_shows), value(neither)
            members = self._count(both.bits | only_held.bits | only_shows.bits | neither.bits)
            held, shows = both.bits | only_held.bits, both.bits | only_shows.bits
            if v11 == v10 and v01 == v00:
                found = [v00 * n + (v10 - v00) * h for n, h in zip(members, self._count(held), strict=True)]
            elif v11 == v01 and v10 == v00:
                found = [v00 * n + (v01 - v00) * s for n, s in zip(members, self._count(shows), strict=True)]
            else:
                of_held, of_shows, of_both = v10 - v00, v01 - v00, v11 - v10 - v01 + v00
                found = [
                    v00 * n + of_held * h + of_shows * s + of_both * b
                    for n, h, s, b in zip(
                        members, self._count(held), self._count(shows), self._count(both.bits), strict=True
                    )
                ]
            sums = found if sums is None else [one + other for one, other in zip(sums, found, strict=True)]
        return sums or []

    def _count(self, units: int) -> list[int]:
        """Return how many of these units each bin holds."""
        if units not in self._counts:
            count = to_flags(units & self._dated, self.length).count
            self._counts[units] = [count(1, start, stop) for start, stop in self._spans]
        return self._counts[units]

    def _selves(self, cells: Cells, value: Value) -> float:
        """Return the sum over each unit with itself, to subtract since it is not a pair."""
        if self._all_dated:
            return sum([cell.units * value(cell) ** 2 for cell in cells.all])
        return sum([(cell.bits & self._dated).bit_count() * value(cell) ** 2 for cell in cells.all])


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return float(sum(map(mul, one, other)))


def _mean_fading(width: int, fades: float) -> float:
    """Return the mean fading factor over all pairs of `width` days, a day with itself included."""
    return sum((width - abs(gap)) * fades ** abs(gap) for gap in range(1 - width, width)) / width**2
