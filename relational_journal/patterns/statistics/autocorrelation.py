"""How much less days and stories that resemble each other say than as many units on their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter, mul
from typing import NamedTuple

from relational_journal.patterns.bitset import first_bits, from_flags, to_flags
from relational_journal.patterns.statistics.contrast import Cell, Cells

# From day to day resemblance is taken to fade by a fifth; how strong it is to begin with is estimated.
FADES = 0.8
# Two units that share a person (or name none), with at most so many days between, may tell one story, as linked moments
# do ...
NEAR_DAYS = 3
# ... and until a journal shows how alike such pairs are, they are taken to be half alike, on the word of so many pairs.
NEAR_ALIKE, NEAR_WORTH = 0.5, 15
# If all before are one way and all since the other, nothing tells a spell from a change. Days are then taken to be
# half alike, on the word of so many units that go against the most of their window.
CHANGE_ALIKE, CHANGE_WORTH = 0.5, 3

MOST_BINS = 500  # longer journals put neighbouring days into one bin: the cost of a contrast is that of its bins
MOST_PAIRS = 4_000  # of near units, about; in a crowded journal some speak for the others
_MOST_ON = 8  # how far on with the same person a near unit is looked for

Value = Callable[[Cell], float]


def _x(cell: Cell) -> float:
    return cell.x


def _y(cell: Cell) -> float:
    return cell.y


def _rest(cell: Cell) -> float:
    return cell.rest


def _product(cell: Cell) -> float:
    return cell.x * cell.rest


def _one(_: Cell) -> float:
    return 1.0


class PairSums(NamedTuple):
    """Sums of products over all ordered pairs of two units with a day, each product fading with the days between.

    `same_bin` is the part of pairs within one bin, which do not fade; `all` includes it.
    """

    all: float
    same_bin: float


class Timeline:
    """The units of a base in time and among people: how much the resemblance of units inflates a contrast's variance.

    Args:
        days: of each unit, ascending; -1 if it has none: such a unit resembles no other.
        people: of each unit.
        members: the units that stand in any contrast, as bits; None: all.
    """

    def __init__(self, days: Sequence[int], people: Sequence[frozenset[str]], members: int | None = None) -> None:
        self._bins = _Bins(days)
        self._near = _NearPairs(days, people, first_bits(len(days)) if members is None else members)
        self._known: dict[tuple[object, ...], PairSums] = {}

    def inflation(self, cells: Cells, *, change: bool = False) -> float:
        """Return by how much spells and bursts multiply the variance of a contrast: 1.0 if its units are independent.

        If neither series depends on the other, their covariance varies by the sum, over all pairs of units, of the
        covariance of the condition in that pair times the covariance of showing in it: it grows only if *both*
        resemble themselves. The condition is taken as it lies in time; the resemblance of showing is estimated for
        neighbouring days, for one day, and for units near each other that share a person. Next to this stand the
        products of both series themselves, which see one quarrel told in several entries; the larger of the two is
        used, and nothing under 1.

        Args:
            cells: the contrast.
            change: whether the condition is "in this window". A share that did change would pass for one long spell,
                so each window's own share is taken off, not that of both, and what is left may say little.

        Sources: Bartlett (1935), JRSS 98, 536–543; Clifford, Richardson & Hémon (1989), Biometrics 45, 123–134; for
        the products themselves Newey & West (1987), Econometrica 55, 703–708.
        """
        shown, shares = (_rest, 2) if change else (_y, 1)
        condition, showing = _variance(cells, _x, 0), _variance(cells, shown, shares)
        if condition <= 0 or (showing <= 0 and not change):
            return 1.0
        near = self._near.among(cells)
        days_alike, day_alike = self._alike_by_day(cells, change, showing)
        near_alike = max(0.0, _alike_near(cells, near) - days_alike * FADES**2)  # beyond what the days explain
        together = self._sums(cells, _x)
        model = (
            days_alike * (together.all - together.same_bin)
            + day_alike * self._bins.within * together.same_bin
            + 2 * near_alike * near.total(_x)
        )
        own = _variance(cells, _product, 0)
        products = self._bins.same_bin(cells, _product) + 2 * near.total(_product)
        return 1.0 + max(0.0, model / (cells.units * condition), products / (cells.units * own) if own > 0 else 0.0)

    def _alike_by_day(self, cells: Cells, change: bool, showing: float) -> tuple[float, float]:
        """How alike units are in showing: where resemblance fades from day to day begins, and within a day. 0 to 1.

        Taking a share off lowers the covariance of each two units by the variance of that share, which depends on the
        likeness sought: one equation for one unknown, each pair weighted by how far its likeness should have faded.
        """
        if showing <= 0:  # each window is all one way: nothing is left to estimate from
            return CHANGE_ALIKE, CHANGE_ALIKE
        found = self._sums(cells, _rest if change else _y)
        everyone = self._sums(cells, _one)
        below = self._sums(cells, _one, FADES**2).all
        above = found.all / showing
        if change:
            of_held, of_free = self._sums(cells, _held).all, self._sums(cells, _free).all
            across = everyone.all - of_held - of_free
            above += of_held / cells.held + of_free / cells.free
            below -= (of_held / cells.held) ** 2 + (of_free / cells.free) ** 2
            below -= across**2 / (2 * cells.held * cells.free)
        else:
            above += everyone.all / cells.units
            below -= (everyone.all / cells.units) ** 2
        days = min(1.0, max(0.0, above / below)) if below > 0 else 0.0
        if change:
            days = (cells.against * days + CHANGE_WORTH * CHANGE_ALIKE) / (cells.against + CHANGE_WORTH)
        if everyone.same_bin <= 0:
            return days, days
        same_day = found.same_bin / showing / everyone.same_bin + 1 / cells.units
        return days, min(1.0, max(days, same_day))

    def _sums(self, cells: Cells, value: Value, fades: float = FADES) -> PairSums:
        """The sums over pairs of a value; kept, since all contrasts of a condition or of a field share some."""
        sets = tuple(_sets_it_rests_on(group, value) for group in cells.groups)
        key = value, fades, sets
        if key not in self._known:
            self._known[key] = self._bins.pairs(cells, value, fades)
        return self._known[key]


def _held(cell: Cell) -> float:
    return float(cell.held)


def _free(cell: Cell) -> float:
    return float(not cell.held)


def _sets_it_rests_on(group: Sequence[Cell], value: Value) -> tuple[int, ...]:
    """The units whose value differs from that of the others, which name a value of a group beside its members."""
    both, only_held, only_shows, neither = (cell.bits for cell in group)
    members = both | only_held | only_shows | neither
    if value in (_x, _held, _free):
        return members, both | only_held
    if value is _y:
        return members, both | only_shows
    return (members,) if value is _one else (members, both, only_held, only_shows)


def _variance(cells: Cells, value: Value, shares: int) -> float:
    """The variance of a value over all units, so many shares having been taken off."""
    total = sum([cell.units * value(cell) ** 2 for cell in cells.all])
    return total / max(1, cells.units - shares)


class _Bins:
    """The days that hold units, or bins of so many neighbouring days that there are not too many of them.

    Attributes:
        within: what a pair of one bin counts, its days taken as one: 1 if a bin is a day. In wider bins the estimated
            resemblance is the mean over pairs of different days, and a product of two resemblances that fade together
            has a mean above the product of their means by this.
    """

    def __init__(self, days: Sequence[int]) -> None:
        self.length = len(days)
        self._dated = from_flags(bytes(day >= 0 for day in days))
        self._all_dated = not days or min(days) >= 0
        known = sorted({day for day in days if day >= 0})
        width = max(1, -(-len(known) // MOST_BINS))
        while len({(day - known[0]) // width for day in known}) > MOST_BINS:
            width += -(-width // 4)
        self.within = _mean_fading(width, FADES**2) / _mean_fading(width, FADES) ** 2
        starts: dict[int, int] = {}
        stops: dict[int, int] = {}
        for unit, day in enumerate(days):
            if day >= 0:
                number = (day - known[0]) // width
                starts.setdefault(number, unit)
                stops[number] = unit + 1
        self._spans = list(zip(starts.values(), stops.values(), strict=True))
        numbers = list(starts)
        self._gaps = [0, *(width * (later - sooner) for sooner, later in pairwise(numbers))] if numbers else []
        self._left: dict[float, list[float]] = {}
        self._counts: dict[int, list[int]] = {}

    def pairs(self, cells: Cells, value: Value, fades: float) -> PairSums:
        """The sums of a value's products over pairs."""
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
        """The sum of a value's products over all ordered pairs of two units of one bin."""
        sums = self._sums(cells, value)
        return _dot(sums, sums) - self._selves(cells, value)

    def _sums(self, cells: Cells, value: Value) -> list[float]:
        """The sum of the values of each bin, as a sum over sets of units whose counts are kept for other contrasts."""
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
        """How many of these units each bin holds."""
        if units not in self._counts:
            count = to_flags(units & self._dated, self.length).count
            self._counts[units] = [count(1, start, stop) for start, stop in self._spans]
        return self._counts[units]

    def _selves(self, cells: Cells, value: Value) -> float:
        """The sum of each unit with itself, which is no pair."""
        if self._all_dated:
            return sum([cell.units * value(cell) ** 2 for cell in cells.all])
        return sum([(cell.bits & self._dated).bit_count() * value(cell) ** 2 for cell in cells.all])


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return float(sum(map(mul, one, other)))


def _mean_fading(width: int, fades: float) -> float:
    """The mean of what is left of a resemblance over all pairs of `width` days, a day with itself among them."""
    return sum((width - abs(gap)) * fades ** abs(gap) for gap in range(1 - width, width)) / width**2


class _NearPairs:
    """Pairs of units that share a person, or name none, and lie at most NEAR_DAYS apart.

    If there are very many, those of every second, third … unit with a person speak for the others.
    """

    def __init__(self, days: Sequence[int], people: Sequence[frozenset[str]], members: int) -> None:
        self._length = len(days)
        standing = to_flags(members, len(days))
        units_of: dict[str, list[int]] = defaultdict(list)
        for unit, names in enumerate(people):
            if days[unit] >= 0 and standing[unit]:
                for name in names or ("",):
                    units_of[name].append(unit)
        of_each = [units_of[name] for name in sorted(units_of)]
        self._step = max(1, len(days) // MOST_PAIRS)
        pairs = list(_near_pairs(days, people, of_each, self._step))
        if len(pairs) > MOST_PAIRS:
            # Units are passed over, not pairs: every third pair would be every one with the next day alone.
            self._step *= -(-len(pairs) // MOST_PAIRS)
            pairs = list(_near_pairs(days, people, of_each, self._step))
        self._number = len(pairs)
        self._earlier, self._later = (_picker([pair[side] for pair in pairs]) for side in (0, 1))
        self._placed: dict[int, tuple[int, int]] = {}

    def among(self, cells: Cells) -> _NearCounts:
        """How many near pairs there are of each two cells."""
        placed = [each for group in cells.groups for each in self._at_pairs_by_cell(group)]
        counts = [
            [self._step * (earlier & later).bit_count() for _, later in placed] if earlier else [0] * len(placed)
            for earlier, _ in placed
        ]
        return _NearCounts(cells.all, counts)

    def _at_pairs_by_cell(self, group: Sequence[Cell]) -> Iterator[tuple[int, int]]:
        """For each cell of a group what `_at_pairs` gives, from sets of units that other contrasts share."""
        both, only_held, only_shows, neither = (cell.bits for cell in group)
        held = self._at_pairs(both | only_held)
        shows = self._at_pairs(both | only_shows)
        members = self._at_pairs(both | only_held | only_shows | neither)
        yield held[0] & shows[0], held[1] & shows[1]
        yield held[0] & ~shows[0], held[1] & ~shows[1]
        yield shows[0] & ~held[0], shows[1] & ~held[1]
        yield members[0] & ~held[0] & ~shows[0], members[1] & ~held[1] & ~shows[1]

    def _at_pairs(self, units: int) -> tuple[int, int]:
        """The pairs whose earlier unit is one of these, and those whose later one is."""
        if units not in self._placed:
            flags = to_flags(units, self._length)
            self._placed[units] = (
                from_flags(bytes(self._earlier(flags))[: self._number]),
                from_flags(bytes(self._later(flags))[: self._number]),
            )
        return self._placed[units]


def _near_pairs(
    days: Sequence[int], people: Sequence[frozenset[str]], of_each: Iterable[Sequence[int]], step: int
) -> Iterator[tuple[int, int]]:
    """The pairs whose earlier unit is one of every `step` of each person's."""
    seen: set[tuple[int, int]] = set()
    for units in of_each:
        for i in range(0, len(units), step):
            unit = units[i]
            last = days[unit] + NEAR_DAYS
            for other in units[i + 1 : i + 1 + _MOST_ON]:
                if days[other] > last:
                    break
                if len(people[unit]) > 1 and len(people[other]) > 1:  # two people in common make one pair
                    if (unit, other) in seen:
                        continue
                    seen.add((unit, other))
                yield unit, other


def _picker(units: list[int]) -> Callable[[bytes], tuple[int, ...]]:
    """Picks the flags of these units, the first of them once more if it would be the only one."""
    return itemgetter(*units, *units[:1]) if units else lambda _: ()


class _NearCounts:
    """How many near pairs there are of each two cells of a contrast."""

    def __init__(self, cells: Sequence[Cell], counts: Sequence[Sequence[int]]) -> None:
        self._cells = cells
        self._counts = counts
        self.number = sum(map(sum, counts))

    def total(self, value: Value) -> float:
        """The sum of a value's products over the pairs, each counted once."""
        values = [value(cell) for cell in self._cells]
        return sum([one * _dot(row, values) for one, row in zip(values, self._counts, strict=True) if one])


def _alike_near(cells: Cells, near: _NearCounts) -> float:
    """How alike units are in showing that share a person and lie near each other, 0 to 1; found as `_alike_by_day`.

    The difference between the sides is taken off: near pairs mostly lie on one side of "with this person", where a
    real difference would pass for likeness.
    """
    showing = _variance(cells, _rest, 2)
    if not near.number or showing <= 0:  # if the difference explains all, nothing is left that could be alike
        return 0.0
    of_held, of_free = near.total(_held), near.total(_free)
    across = near.number - of_held - of_free
    above = near.total(_rest) / showing + of_held / cells.held + of_free / cells.free
    below = near.number - 2 * ((of_held / cells.held) ** 2 + (of_free / cells.free) ** 2)
    below -= across**2 / (cells.held * cells.free)
    return min(1.0, max(0.0, (above + NEAR_ALIKE * NEAR_WORTH) / max(1.0, below + NEAR_WORTH)))
