"""Test one contrast: an exact test, discounted for burst sizes, spells and stories."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from relational_journal.patterns.statistics.autocorrelation import Timeline
from relational_journal.patterns.statistics.burst_size import excess
from relational_journal.patterns.statistics.contrast import CHANGE, Cells, Contrast, Strata, Units
from relational_journal.patterns.statistics.exact import Table, as_normal, mid_p, smallest_mid_p, two_sided, z_of

SMALLEST_SIDE = 5  # a comparison with a smaller side is listed, not tested
ALONE = 0.05  # the level of a single test: of a hunch, and of what is worth asking about

# A contrast whose plain z is below this has a mid-p above ALONE, so `mid_p` need not be summed.
_PLAIN_Z = 1.55

_ROUNDING = 1e-9  # an inflation that exceeds 1 by less counts as 1


class ContrastTest:
    """The test of one contrast in steps, each taken only if the one before leaves the result open."""

    def __init__(self, contrast: Contrast, bases: Bases) -> None:
        self._contrast = contrast
        self._base = bases.of(contrast.units)
        self._tables = self._base.strata.tables(contrast)
        self._off = sum(table.both - table.expected for table in self._tables)
        self.variance = sum(table.variance for table in self._tables)

    @property
    def sides(self) -> tuple[int, int]:
        """The number of units that hold the condition, and of those that do not."""
        return self._contrast.with_.bit_count(), self._contrast.without.bit_count()

    @property
    def smallest(self) -> float:
        """The smallest p possible with its margins."""
        return smallest_mid_p(self._tables)

    def p(self, worth_it: float = 1.0) -> float:
        """Return the p, or 1.0 if it is above `worth_it`."""
        if self.variance <= 0 or (worth_it <= ALONE and self._off**2 < _PLAIN_Z**2 * self.variance):
            return 1.0
        return self._p if self._plain <= worth_it else 1.0

    def p_of(self, tables: Sequence[Table]) -> float:
        """Return the p of other counts with the same burst sizes, spells and stories."""
        return self._discounted(mid_p(tables))

    @cached_property
    def _plain(self) -> float:
        return mid_p(self._tables)

    @cached_property
    def _p(self) -> float:
        return self._discounted(self._plain)

    def _discounted(self, plain: float) -> float:
        """Return the p after discounting burst sizes, spells and stories."""
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
    """Return the z that is left if the variance is `times` as large, where `times` itself is an estimate.

    The effective sample is the number of units divided by `times`, and gives a t (Clifford, Richardson &
    Hémon 1989). Without any resemblance the exact test is unchanged.
    """
    if times <= 1 + _ROUNDING:
        return z
    return as_normal(z / times**0.5, max(1.0, units / times - 2))


class _Base:
    """The units of one base, prepared once for all contrasts in it."""

    def __init__(self, units: Units, members: int) -> None:
        self.strata = Strata(units)
        self._units = units
        self._members = members
        self._timeline: Timeline | None = None

    @property
    def timeline(self) -> Timeline:
        """The units in time, built on first use."""
        if self._timeline is None:
            self._timeline = Timeline(self._units.days, self._units.people, self._members)
        return self._timeline


class Bases:
    """The bases of a view, each prepared once.

    Values are compared by identity (`id`), which is safe because the contrasts hold them as long as this exists.
    """

    def __init__(self, contrasts: Iterable[Contrast]) -> None:
        self._bases: dict[tuple[int, ...], _Base] = {}
        self._members: dict[tuple[int, ...], int] = {}
        for contrast in contrasts:
            key = _key(contrast.units)
            self._members[key] = self._members.get(key, 0) | contrast.with_ | contrast.without

    def of(self, units: Units) -> _Base:
        """Return the base of these units, shared by rows with the same days, people, sizes and strata."""
        key = _key(units)
        if key not in self._bases:
            self._bases[key] = _Base(units, self._members[key])
        return self._bases[key]


def _key(units: Units) -> tuple[int, ...]:
    return id(units.days), id(units.people), id(units.sizes), id(units.apart)
