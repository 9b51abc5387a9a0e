"""The test of one contrast: exact, and discounted for what burst sizes, spells and stories alone would make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from relational_journal.patterns.statistics.autocorrelation import Timeline
from relational_journal.patterns.statistics.burst_size import excess
from relational_journal.patterns.statistics.contrast import CHANGE, Cells, Contrast, Strata, Units
from relational_journal.patterns.statistics.exact import Table, as_normal, mid_p, smallest_mid_p, two_sided, z_of

SMALLEST_SIDE = 5  # a side under it is listed, not tested
ALONE = 0.05  # the line of a single test: that of a hunch, and of what is worth asking about

# A contrast whose plain z is under this has a mid-p above ALONE: `mid_p` need not be summed to know it.
_PLAIN_Z = 1.55

_ROUNDING = 1e-9  # of an inflation: what is not above 1 by more is 1


class ContrastTest:
    """The test of one contrast, made in steps: each is taken only if the one before leaves the answer open."""

    def __init__(self, contrast: Contrast, bases: Bases) -> None:
        self._contrast = contrast
        self._base = bases.of(contrast.units)
        self._tables = self._base.strata.tables(contrast)
        self._off = sum(table.both - table.expected for table in self._tables)
        self.variance = sum(table.variance for table in self._tables)

    @property
    def sides(self) -> tuple[int, int]:
        """How many units hold the condition, and how many do not."""
        return self._contrast.with_.bit_count(), self._contrast.without.bit_count()

    @property
    def smallest(self) -> float:
        """The smallest p its margins can give."""
        return smallest_mid_p(self._tables)

    def p(self, worth_it: float = 1.0) -> float:
        """Return its p, or 1.0 if that is above `worth_it`."""
        if self.variance <= 0 or (worth_it <= ALONE and self._off**2 < _PLAIN_Z**2 * self.variance):
            return 1.0
        return self._p if self._plain <= worth_it else 1.0

    def p_of(self, tables: Sequence[Table]) -> float:
        """Return the p that other counts of the same units would have, burst sizes, spells and stories as they are."""
        return self._discounted(mid_p(tables))

    @cached_property
    def _plain(self) -> float:
        return mid_p(self._tables)

    @cached_property
    def _p(self) -> float:
        return self._discounted(self._plain)

    def _discounted(self, plain: float) -> float:
        """The p that is left when burst sizes, spells and stories are taken off."""
        z = z_of(plain) - self._excess
        return two_sided(_less(z, self._inflation, sum(self.sides))) if z > 0 else 1.0

    @cached_property
    def _excess(self) -> float:
        return excess(self._base.strata.size_tables(self._contrast))

    @cached_property
    def _inflation(self) -> float:
        cells = Cells(self._contrast, self._base.strata.groups)
        return self._base.timeline.inflation(cells, change=self._contrast.kind == CHANGE)


def _less(z: float, times: float, units: int) -> float:
    """The z that is left when the variance is so many times as large, that number being itself an estimate.

    It rests on as many spells as there are units by `times`: a t of so few degrees of freedom (Clifford, Richardson &
    Hémon 1989). If nothing resembles anything the exact test stands as it is.
    """
    if times <= 1 + _ROUNDING:
        return z
    return as_normal(z / times**0.5, max(1.0, units / times - 2))


class _Base:
    """The units of one base as every contrast in it needs them."""

    def __init__(self, units: Units, members: int) -> None:
        self.strata = Strata(units)
        self._units = units
        self._members = members
        self._timeline: Timeline | None = None

    @property
    def timeline(self) -> Timeline:
        """The units in time, made when the first contrast asks for it."""
        if self._timeline is None:
            self._timeline = Timeline(self._units.days, self._units.people, self._members)
        return self._timeline


class Bases:
    """The bases of a view, each made once.

    Values are told apart by where they lie in memory: the contrasts hold them for as long as this lives.
    """

    def __init__(self, contrasts: Iterable[Contrast]) -> None:
        self._bases: dict[tuple[int, ...], _Base] = {}
        self._members: dict[tuple[int, ...], int] = {}
        for contrast in contrasts:
            key = _key(contrast.units)
            self._members[key] = self._members.get(key, 0) | contrast.with_ | contrast.without

    def of(self, units: Units) -> _Base:
        """The base of these units; rows that share their days, people, sizes and strata share it."""
        key = _key(units)
        if key not in self._bases:
            self._bases[key] = _Base(units, self._members[key])
        return self._bases[key]


def _key(units: Units) -> tuple[int, ...]:
    return id(units.days), id(units.people), id(units.sizes), id(units.apart)
