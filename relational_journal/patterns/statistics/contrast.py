"""A comparison as a few cells of units that are alike in it, and sums over pairs of units near each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import chain, pairwise
from operator import itemgetter
from typing import NamedTuple

from relational_journal.patterns.bitset import from_flags, from_positions, positions_of, to_flags


class Cell(NamedTuple):
    """Units that are alike in all a comparison looks at, as bits, and what each of them adds to its sums."""

    bits: int
    x: float  # holds the condition, less the share that holds it
    y: float  # shows the pattern, less the share that shows it
    rest: float  # y, less what the difference between the two sides explains

    @property
    def product(self) -> float:
        """What the unit says beyond that difference."""
        return self.x * self.rest


Value = Callable[[Cell], float]


def _without_rounding(rest: float) -> float:
    """Nothing where nothing is left but rounding: a spread of that would be no spread."""
    return rest if abs(rest) > 1e-12 else 0.0


class Sides:
    """One comparison: the units that hold the condition, those that do not, and the cells they fall into.

    Args:
        groups: sets of units; shares are taken in each group, the difference between the sides is one for all.
    """

    def __init__(self, with_: int, without: int, shows: int, groups: Sequence[int]) -> None:
        self.with_ = with_
        self.without = without
        self.shows = shows & (with_ | without)
        self.units = (with_ | without).bit_count()
        parts = []
        squares = covariance = 0.0
        for group in groups:
            here = (with_ | without) & group
            of = here.bit_count()
            if of:
                held, shown = with_ & here, shows & here
                p, q = held.bit_count() / of, shown.bit_count() / of
                squares += of * p * (1 - p)
                covariance += (held & shown).bit_count() - of * p * q
                parts.append((here, p, q))
        slope = covariance / squares if squares > 0 else 0.0
        self.cells = tuple(
            Cell(bits, x, y, _without_rounding(y - slope * x))
            for here, p, q in parts
            for side, x in ((with_ & here, 1 - p), (without & here, -p))
            for bits, y in ((side & shows, 1 - q), (side & ~shows, -q))
            if bits
        )

    @property
    def against(self) -> int:
        """How many units go against the most of their side: those that show where most do not, or the reverse."""
        number = 0
        for side in (self.with_, self.without):
            shows = sum((cell.bits & side).bit_count() for cell in self.cells if cell.y > 0)
            number += min(shows, side.bit_count() - shows)
        return number

    def variance(self, value: Value, shares: int) -> float:
        """The variance of a value over all units, so many shares having been taken off."""
        total = sum(cell.bits.bit_count() * value(cell) ** 2 for cell in self.cells)
        return total / max(1, self.units - shares)


class Days:
    """The days that hold units: where the units of each stand, and how far the days lie apart.

    Args:
        of_units: the day of each unit, ascending; -1 where it has none, wherever it stands.
    """

    def __init__(self, of_units: Sequence[int]) -> None:
        self.length = len(of_units)
        self.dated = from_flags(bytes(day >= 0 for day in of_units))
        starts: dict[int, int] = {}
        stops: dict[int, int] = {}
        for unit, day in enumerate(of_units):
            if day >= 0:
                starts.setdefault(day, unit)
                stops[day] = unit + 1
        self.spans = list(zip(starts.values(), stops.values(), strict=True))
        self._gaps = [0, *(day - before for before, day in pairwise(starts))] if starts else []
        self._left: dict[float, list[float]] = {}

    def left(self, fades: float) -> Sequence[float]:
        """What is left of a resemblance on each day since the day before it in the list."""
        if fades not in self._left:
            self._left[fades] = [fades**gap for gap in self._gaps]
        return self._left[fades]


class ByDay:
    """How many units of each cell each day holds; units without a day are in none."""

    def __init__(self, cells: Sequence[Cell], days: Days) -> None:
        self._cells = cells
        self._days = days
        self._counts: list[list[int]] = []
        for cell in cells:
            count = to_flags(cell.bits & days.dated, days.length).count
            self._counts.append([count(1, start, stop) for start, stop in days.spans])

    def pairs(self, value: Value, fades: float) -> tuple[float, float]:
        """The sum of products over all ordered pairs of two units, each product fading with the days between.

        Returns:
            the sum over all pairs, and that over the pairs of one day.
        """
        sums = self._sums(value)
        same_day = sum(total * total for total in sums) - self._selves(value)
        across = faded = 0.0
        for left, total in zip(self._days.left(fades), sums, strict=True):
            faded *= left
            across += total * faded
            faded += total
        return same_day + 2 * across, same_day

    def on_one_day(self, value: Value) -> float:
        """The sum of products over all ordered pairs of two units of one day."""
        return sum(total * total for total in self._sums(value)) - self._selves(value)

    def _sums(self, value: Value) -> list[float]:
        sums = [0.0] * len(self._days.spans)
        for cell, counts in zip(self._cells, self._counts, strict=True):
            worth = value(cell)
            if worth:
                sums = [total + worth * count for total, count in zip(sums, counts, strict=True)]
        return sums

    def _selves(self, value: Value) -> float:
        """The sum of each unit with itself, which is no pair."""
        return sum(value(cell) ** 2 * sum(counts) for cell, counts in zip(self._cells, self._counts, strict=True))


class Neighbours:
    """Which units of a base share a person, or name none, and lie at most so many days apart.

    Args:
        days: of each unit, ascending; -1 where it has none: such a unit is near no other.
        people: of each unit.
        most_days: between two near units.
        members: the units that stand in any comparison, as bits; the others are left out of all that follows.
    """

    _MOST_ON = 8  # how far on with the same person is looked; in a crowded journal the nearest few speak for all

    def __init__(
        self, days: Sequence[int], people: Sequence[frozenset[str]], most_days: int, members: int | None = None
    ) -> None:
        self._length = len(days)
        units_of: Mapping[str, list[int]] = defaultdict(list)
        standing = bytes([1]) * len(days) if members is None else to_flags(members, len(days))
        for unit, names in enumerate(people):
            if days[unit] >= 0 and standing[unit]:
                for name in names or ("",):
                    units_of[name].append(unit)
        self._order: list[int] = []
        places: Mapping[int, list[int]] = defaultdict(list)
        seen: set[tuple[int, int]] = set()
        for name in sorted(units_of):
            units = units_of[name]
            for i, unit in enumerate(units):
                for shift, other in enumerate(units[i + 1 : i + 1 + self._MOST_ON], 1):
                    if days[other] - days[unit] > most_days:
                        break
                    if (unit, other) not in seen:  # two people in common make one pair
                        seen.add((unit, other))
                        places[shift].append(len(self._order) + i)
            self._order += units
        # Units stand person after person, so that each near pair is one shift of that order.
        self._shifts = [(shift, from_positions(found, len(self._order))) for shift, found in sorted(places.items())]

    @cached_property
    def pairs(self) -> tuple[list[int], list[int]]:
        """The units of each near pair: the earlier ones, and the later ones."""
        earlier: list[int] = []
        later: list[int] = []
        for shift, places in self._shifts:
            for place in positions_of(places, len(self._order)):
                earlier.append(self._order[place])
                later.append(self._order[place + shift])
        return earlier, later

    @cached_property
    def most(self) -> int:
        """How many units the unit with the most of them is near to."""
        return max(Counter(chain(*self.pairs)).values(), default=0)

    def among(self, cells: Sequence[Cell]) -> NearPairs:
        """The near pairs of two units of these cells."""
        if not self._shifts:
            return NearPairs(cells, {})
        placed = [self._placed(cell.bits) for cell in cells]
        counts: dict[tuple[int, int], int] = defaultdict(int)
        for shift, earlier in self._shifts:
            first = [bits & earlier for bits in placed]
            second = [bits >> shift for bits in placed]
            for i, some in enumerate(first):
                for j, others in enumerate(second):
                    counts[i, j] += (some & others).bit_count()
        return NearPairs(cells, counts)

    def _placed(self, bits: int) -> int:
        return from_flags(bytes(self._pick(to_flags(bits, self._length))))

    @cached_property
    def _pick(self) -> Callable[[bytes], tuple[int, ...]]:
        order = self._order if len(self._order) > 1 else self._order * 2
        return itemgetter(*order)


class NearPairs:
    """How many near pairs there are of each two cells."""

    def __init__(self, cells: Sequence[Cell], counts: Mapping[tuple[int, int], int]) -> None:
        self._cells = cells
        self._counts = counts
        self.number = sum(counts.values())

    def total(self, value: Value) -> float:
        """The sum of products over the pairs, each counted once."""
        values = [value(cell) for cell in self._cells]
        return sum(number * values[i] * values[j] for (i, j), number in self._counts.items())
