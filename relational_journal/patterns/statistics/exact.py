"""Exact tests of two by two tables, closed-form intervals and the normal curve: sums and products, no library."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from math import copysign, erfc, exp, lgamma, log, log1p, pi, sqrt
from typing import NamedTuple

Z90 = 1.6448536269514722  # the normal quantile of .95: 5 % outside on either side

# Two outcomes whose probabilities agree to this factor are equally likely; they differ by rounding alone.
_TIE = 1 + 1e-7
_MOST_PRODUCTS = 100_000  # multiplied here; more are worth loading arrays for
_ROUNDING = 1e-6  # of logarithms of large factorials


class Table(NamedTuple):
    """One stratum: `both` of the `with_` units, and `shows` of all `of` units, show the pattern."""

    both: int
    with_: int
    shows: int
    of: int

    @property
    def expected(self) -> float:
        """How many would be both, on average, if showing had nothing to do with the condition."""
        return self.with_ * self.shows / self.of

    @property
    def variance(self) -> float:
        """How much that number varies by chance: the hypergeometric variance."""
        if self.of < 2:
            return 0.0
        rest = (self.of - self.with_) * (self.of - self.shows)
        return self.with_ * self.shows * rest / (self.of**2 * (self.of - 1))

    @property
    def bounds(self) -> tuple[int, int]:
        """The fewest and the most that can be both, the margins being what they are."""
        return max(0, self.with_ + self.shows - self.of), min(self.with_, self.shows)


def wilson(shows: int, of: int, z: float = Z90) -> tuple[float, float]:
    """The interval of shares that `shows` of `of` is in keeping with; 90 % unless told.

    Args:
        shows: 0 to `of`.
        of: 1 or more.
        z: the normal quantile of the level.

    Returns:
        low and high, shares in 0..1.

    Raises:
        ValueError: `of` is below 1, or `shows` outside 0..of.

    Source: Wilson (1927), JASA 22, 209–212, doi:10.1080/01621459.1927.10502953.

    >>> low, high = wilson(5, 9)
    >>> round(low, 4), round(high, 4)
    (0.3035, 0.782)
    """
    if not 0 <= shows <= of or of < 1:
        raise ValueError(f"{shows} of {of} is no share")
    share, weight = shows / of, z * z / of
    middle = share + weight / 2
    half = z * sqrt(share * (1 - share) / of + weight / (4 * of))
    return (
        0.0 if shows == 0 else (middle - half) / (1 + weight),
        1.0 if shows == of else (middle + half) / (1 + weight),
    )


def hypergeometric(table: Table) -> list[float]:
    """The chances of every possible `both` of a table, from the fewest to the most, given its margins.

    Each is the one before times a ratio of whole numbers, begun at the likeliest and divided by the sum, so that
    no factorial is needed and nothing is lost to rounding.
    """
    low, high = table.bounds
    with_, shows, of = table.with_, table.shows, table.of
    mode = min(high, max(low, (with_ + 1) * (shows + 1) // (of + 2)))
    chances = [0.0] * (high - low + 1)
    weight = chances[mode - low] = 1.0
    for k in range(mode, high):
        weight *= (with_ - k) * (shows - k) / ((k + 1) * (of - with_ - shows + k + 1))
        chances[k + 1 - low] = weight
    weight = 1.0
    for k in range(mode, low, -1):
        weight *= k * (of - with_ - shows + k) / ((with_ - k + 1) * (shows - k + 1))
        chances[k - 1 - low] = weight
    total = sum(chances)
    return [chance / total for chance in chances]


def exact_p(tables: Sequence[Table]) -> float:
    """How often chance alone makes a sum of `both` no likelier than the one seen, in strata with these margins.

    With one stratum it is Fisher's exact test, two-sided; with several the exact conditional form of the test of
    Cochran (1954, Biometrics 10, 417–451) and Mantel & Haenszel (1959, JNCI 22, 719–748): units are compared with
    units of their own stratum only. Sources: Fisher (1935), The Design of Experiments; Mehta, Patel & Gray
    (1985), JASA 80, 969–973.

    >>> round(exact_p([Table(both=9, with_=10, shows=13, of=25)]), 3)
    0.004
    """
    seen = 0
    chances = [1.0]
    for table in sorted((t for t in tables if t.variance > 0), key=lambda t: t.of):
        seen += table.both - table.bounds[0]
        chances = _sum_of(chances, hypergeometric(table))
    line = chances[seen] * _TIE
    return min(1.0, sum(chance for chance in chances if chance <= line))


def _sum_of(first: Sequence[float], second: Sequence[float]) -> list[float]:
    """The chances of a sum of two independent numbers."""
    if len(first) == 1:
        return list(second)
    if len(first) * len(second) > _MOST_PRODUCTS or "numpy" in sys.modules:
        from numpy import convolve

        return list(convolve(first, second).tolist())
    chances = [0.0] * (len(first) + len(second) - 1)
    for i, chance in enumerate(first):
        if chance:
            for j, other in enumerate(second, i):
                chances[j] += chance * other
    return chances


def p_without_one(tables: Sequence[Table]) -> float:
    """The p of `exact_p` when the one unit that speaks for the difference most is left out.

    A claim that hangs on a single entry is none: entries are few, and one quarrel can be two of them. With many units
    it makes no difference; with a handful it makes all.
    """
    more = sum(table.both - table.expected for table in tables) > 0
    found = [
        exact_p([*tables[:i], left, *tables[i + 1 :]])
        for i, table in enumerate(tables)
        for left in _without_one(table, more=more)
    ]
    return max(found, default=1.0)


def p_between(tables: Sequence[Table]) -> tuple[float, float]:
    """Two numbers with the p of `p_without_one` between them, near each other where it is small, and found at once.

    The chance of the very outcome seen is the least it can be. Outcomes further out are rarer by at least the ratio of
    the next one to it, those of the other side that count are rarer than it and no more than there are outcomes. Of
    strata only the first is said: what was seen in each, together.
    """
    if len(tables) != 1:
        seen = [_log_chance(table) for table in tables]
        more = sum(table.both - table.expected for table in tables) > 0
        logs = [
            sum(seen) - chance + _log_chance(left)
            for table, chance in zip(tables, seen, strict=True)
            for left in _without_one(table, more=more)
        ]
        return exp(min(0.0, max(logs, default=0.0))) * (1 - _ROUNDING), 1.0
    found = [_bounds(table) for table in _without_one(tables[0], more=tables[0].both > tables[0].expected)]
    return max((low for low, _ in found), default=1.0), max((high for _, high in found), default=1.0)


def _bounds(table: Table) -> tuple[float, float]:
    if table.variance <= 0:
        return 1.0, 1.0
    both, with_, shows, of = table
    low, high = table.bounds
    seen = exp(_log_chance(table))
    rest = of - with_ - shows
    if both > table.expected:
        further = (with_ - both) * (shows - both) / ((both + 1) * (rest + both + 1))
    else:
        further = both * (rest + both) / ((with_ - both + 1) * (shows - both + 1))
    if further >= 1:
        return 0.0, 1.0
    return seen * (1 - _ROUNDING), min(1.0, seen * (1 / (1 - further) + high - low + 1) * (1 + _ROUNDING))


def _without_one(table: Table, *, more: bool) -> list[Table]:
    """The table without a unit that speaks for "more show with it" (or for fewer), of either kind there is."""
    both, with_, shows, of = table
    left = []
    if more:
        if both:
            left.append(Table(both - 1, with_ - 1, shows - 1, of - 1))
        if of - with_ - shows + both:
            left.append(Table(both, with_, shows, of - 1))
    else:
        if shows - both:
            left.append(Table(both, with_, shows - 1, of - 1))
        if with_ - both:
            left.append(Table(both, with_ - 1, shows, of - 1))
    return left


def smallest_p(tables: Sequence[Table]) -> float:
    """The smallest p that `p_without_one` can give with these margins, or less."""
    testable = [table for table in tables if table.variance > 0]
    if not testable:
        return 1.0
    return min(_extreme_p(testable, more=True), _extreme_p(testable, more=False))


def _extreme_p(tables: Sequence[Table], *, more: bool) -> float:
    """The chance of the most extreme outcome on one side, the unit left out being the one that matters most."""
    extremes = [table._replace(both=table.bounds[more]) for table in tables]
    chances = [_log_chance(table) for table in extremes]
    total = sum(chances)
    left = [
        total - chance + _log_chance(without)
        for table, chance in zip(extremes, chances, strict=True)
        for without in _without_one(table, more=more)
    ]
    return exp(min(0.0, max(left, default=0.0)))


def _log_chance(table: Table) -> float:
    both, with_, shows, of = table
    return _log_choose(shows, both) + _log_choose(of - shows, with_ - both) - _log_choose(of, with_)


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def two_sided(z: float) -> float:
    """How often a standard normal number lies as far out as z, on either side."""
    return erfc(abs(z) / sqrt(2))


def z_of(p: float) -> float:
    """The z whose two-sided p this is: the inverse of `two_sided`, by Newton's rule on the logarithm.

    >>> round(z_of(0.05), 6)
    1.959964
    """
    if p >= 1:
        return 0.0
    p = max(p, 1e-300)
    z = sqrt(max(0.0, -2 * log(p) - log(max(1e-9, -2 * log(p)) * pi / 2))) if p < 0.1 else 1.0
    for _ in range(60):
        area = two_sided(z)
        step = (log(area) - log(p)) * area / (2 * exp(-z * z / 2) / sqrt(2 * pi))
        z += step
        if abs(step) < 1e-13 * (1 + z):
            break
    return max(0.0, z)


def as_normal(t: float, freedom: float) -> float:
    """The normal z that is as far out as this t: within 2 in 100 from 3 degrees of freedom on, mostly nearer to 0.

    Source: Wallace (1959), Annals of Mathematical Statistics 30, 1121–1130.
    """
    return copysign((8 * freedom + 1) / (8 * freedom + 3) * sqrt(freedom * log1p(t * t / freedom)), t)
