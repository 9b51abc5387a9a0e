"""What may be called "stands out": the test of one contrast and the rule for all of them together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from relational_journal.patterns.statistics.autocorrelation import Timeline
from relational_journal.patterns.statistics.burst_size import excess
from relational_journal.patterns.statistics.contrast import CHANGE, Cells, Contrast, Strata, Units
from relational_journal.patterns.statistics.exact import as_normal, mid_p, smallest_mid_p, two_sided, z_of
from relational_journal.patterns.statistics.multiple_testing import claims_among

STANDS_OUT = "stands-out"
MAY_BE_CHANCE = "may-be-chance"
NO_CLEAR_DIFFERENCE = "no-clear-difference"
TOO_FEW = "too-few"

SMALLEST_SIDE = 5  # a side under it is listed, not tested
ALONE = 0.05  # the line of a single test: that of a hunch, and of what is worth asking about
WORTH_ASKING = 3  # tenths by which two shares differ that are worth asking about, whatever the test says

# What the family shares. These are calibrated, not derived: docs/statistics.md shows the false claims that come of
# them. More than .05 may be shared because the tests of one journal overlap and each is discounted; changes get a part
# of their own, since there are few of them and long spells touch them most.
POOL = 0.07
CHANGES_SHARE = 0.4  # of the pool, if there is anything else to share it with
WEIGHT_POWER = 2  # a contrast's weight is the variance its margins give, to this power

# A contrast whose plain z is under this has a mid-p above ALONE: `mid_p` need not be summed to know it.
_PLAIN_Z = 1.55


def readings(contrasts: Sequence[Contrast]) -> tuple[str, ...]:
    """Read every contrast of a view, all of them as one family.

    Over journals in which nothing relates to anything, at most 1 in 20 gives even one `stands-out`. Each contrast has
    an exact test in its mid-p form (`mid_p`); its p is made larger for what the size of bursts alone would make
    (`excess`) and for days and stories that resemble each other (`Timeline.inflation`). The family is held by the steps
    of Holm and Tarone (`claims_among`). Most of its error goes to contrasts whose margins can tell most: a contrast's
    weight is the square of the variance its margins give, known before its outcome (Genovese, Roeder & Wasserman 2006,
    Biometrika 93, 509–524). docs/statistics.md says why, and with what result.

    Args:
        contrasts: all comparisons of all rows, the changes among them.

    Returns:
        one of `stands-out`, `may-be-chance`, `no-clear-difference`, `too-few` for each, in their order.
        `may-be-chance` is what does not stand out though its shares differ by 3 in 10 or more, or it would pass its
        test at .05 if it were the only one.
    """
    return Family(contrasts).readings()


def hunch_reading(contrast: Contrast) -> str:
    """Read a hunch, once: one test of its own, outside every family."""
    if contrast.smaller_side < SMALLEST_SIDE:
        return TOO_FEW
    if p_value(contrast) <= ALONE:
        return STANDS_OUT
    return MAY_BE_CHANCE if contrast.differs_by_tenths(WORTH_ASKING) else NO_CLEAR_DIFFERENCE


def p_value(contrast: Contrast) -> float:
    """Return how often chance alone makes a difference like this one, spells and bursts allowed for: 0..1."""
    return _Test(contrast, _Bases([contrast])).p(1.0)


class Family:
    """The contrasts of a view, each tested as far as its reading needs."""

    def __init__(self, contrasts: Sequence[Contrast]) -> None:
        self._contrasts = contrasts
        self._tested = [i for i, contrast in enumerate(contrasts) if contrast.smaller_side >= SMALLEST_SIDE]
        bases = _Bases(contrasts[i] for i in self._tested)
        self._tests = {i: _Test(contrasts[i], bases) for i in self._tested}

    def readings(self) -> tuple[str, ...]:
        """The reading of each contrast, in their order."""
        standing = {place for part, error in self._parts() for place in self._claims(part, error)}
        return tuple(STANDS_OUT if i in standing else self._other_reading(i) for i in range(len(self._contrasts)))

    def _parts(self) -> tuple[tuple[list[int], float], ...]:
        """The changes and all others, each with its part of the pool."""
        changes = [i for i in self._tested if self._contrasts[i].kind == CHANGE]
        others = [i for i in self._tested if self._contrasts[i].kind != CHANGE]
        share = CHANGES_SHARE if changes and others else float(bool(changes))
        return (changes, POOL * share), (others, POOL * (1 - share))

    def _claims(self, part: Sequence[int], error: float) -> list[int]:
        tests = [self._tests[i] for i in part]
        found = claims_among(
            lambda place, worth_it: tests[place].p(worth_it),
            [test.smallest for test in tests],
            [test.weight for test in tests],
            error,
        )
        return [part[place] for place in found]

    def _other_reading(self, i: int) -> str:
        """The reading of a contrast that does not stand out."""
        if i not in self._tests:
            return TOO_FEW
        if self._contrasts[i].differs_by_tenths(WORTH_ASKING) or self._tests[i].p(ALONE) <= ALONE:
            return MAY_BE_CHANCE
        return NO_CLEAR_DIFFERENCE


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


class _Bases:
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


class _Test:
    """The test of one contrast, made in steps: each is taken only if the one before leaves the answer open."""

    def __init__(self, contrast: Contrast, bases: _Bases) -> None:
        self._contrast = contrast
        self._base = bases.of(contrast.units)
        self._tables = self._base.strata.tables(contrast)
        self._variance = sum(table.variance for table in self._tables)
        self._off = sum(table.both - table.expected for table in self._tables)
        self._plain: float | None = None
        self._p: float | None = None

    @property
    def smallest(self) -> float:
        """The smallest p its margins can give."""
        return smallest_mid_p(self._tables)

    @property
    def weight(self) -> float:
        """How much it can tell, by its margins alone."""
        return self._variance**WEIGHT_POWER

    def p(self, worth_it: float) -> float:
        """Return its p, or 1.0 if that is above `worth_it`."""
        if self._p is None:
            if self._variance <= 0 or (worth_it <= ALONE and self._off**2 < _PLAIN_Z**2 * self._variance):
                return 1.0
            if self._plain is None:
                self._plain = mid_p(self._tables)
            if self._plain > worth_it:
                return 1.0
            self._p = self._discounted(self._plain)
        return self._p

    def _discounted(self, plain: float) -> float:
        """The p that is left when burst sizes, spells and stories are taken off."""
        z = z_of(plain) - excess(self._base.strata.size_tables(self._contrast))
        if z <= 0:
            return 1.0
        cells = Cells(self._contrast, self._base.strata.groups)
        times = self._base.timeline.inflation(cells, change=self._contrast.kind == CHANGE)
        return two_sided(_less(z, times, cells.units))


def _less(z: float, times: float, units: int) -> float:
    """The z that is left when the variance is so many times as large, that number being itself an estimate.

    It rests on as many spells as there are units by `times`: a t of so few degrees of freedom (Clifford, Richardson &
    Hémon 1989). If nothing resembles anything the exact test stands as it is.
    """
    if times <= 1:
        return z
    return as_normal(z / times**0.5, max(1.0, units / times - 2))
