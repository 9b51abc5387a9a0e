"""Exact tests for two-by-two tables, intervals for shares and the normal distribution, in plain Python."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from math import copysign, erfc, exp, lgamma, log, log1p, pi, sqrt
from typing import NamedTuple

Z90 = 1.6448536269514722  # the normal quantile of .95, with 5 % outside on either side

_ROUNDING = 1e-9  # what the sum of a few fractions may be off by
_NEGLIGIBLE = 1e-17  # relative to a tail: smaller terms no longer change its sum


class Table(NamedTuple):
    """One two-by-two table: `both` of the `with_` units, and `shows` of all `of` units, show the pattern."""

    both: int
    with_: int
    shows: int
    of: int

    @property
    def expected(self) -> float:
        """The mean of `both`, given the margins, if showing is independent of the condition."""
        return self.with_ * self.shows / self.of

    @property
    def variance(self) -> float:
        """The hypergeometric variance of `both`, given the margins."""
        if self.of < 2:
            return 0.0
        rest = (self.of - self.with_) * (self.of - self.shows)
        return self.with_ * self.shows * rest / (self.of**2 * (self.of - 1))

    @property
    def bounds(self) -> tuple[int, int]:
        """The smallest and the largest `both` that these margins allow."""
        return max(0, self.with_ + self.shows - self.of), min(self.with_, self.shows)


def wilson(shows: int, of: int, z: float = Z90) -> tuple[float, float]:
    """Return the Wilson interval for a share of `shows` in `of`, 90 % by default.

    Args:
        shows: 0 to `of`.
        of: 1 or more.
        z: the normal quantile of the level.

    Returns:
        low and high, shares in 0..1.

    Raises:
        ValueError: if `of` is below 1 or `shows` outside 0..of.

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


def mid_p(tables: Sequence[Table]) -> float:
    """Return the two-sided mid-p value of the exact conditional test over these tables.

    It is twice the chance, given the margins, of a sum of `both` more extreme than observed, on the same side of the
    mean, plus half the chance of the observed sum. With one table this is the mid-p form of Fisher's exact test. With
    several it is that of the exact test of Cochran (1954, Biometrics 10, 417–451) and Mantel & Haenszel (1959, JNCI 22,
    719–748): units are compared only with units of their own table. Counting half of the observed outcome regains what
    the test would lose to the discreteness of counts.

    Args:
        tables: at most two with any variance; tables without variance carry no information and are skipped.

    Returns:
        a p in 0..1; 1.0 if no table has any variance, or if the observed sum is its mean.

    Sources: Lancaster (1961), JASA 56, 223–234; for its validity Hwang & Yang (2001), Statistica Sinica 11, 807–826.

    >>> round(mid_p([Table(both=9, with_=10, shows=13, of=25)]), 4)
    0.0028
    """
    open_ = [table for table in tables if table.variance > 0]
    if not open_:
        return 1.0
    above_mean = sum(table.both - table.expected for table in open_)
    if abs(above_mean) < _ROUNDING:
        return 1.0  # neither side is more extreme, so the answer may not depend on which way a float was rounded
    upper = above_mean > 0
    seen, beyond = _tail(open_[0], upper=upper) if len(open_) == 1 else _tail_of_sum(open_, upper=upper)
    return min(1.0, seen + 2 * beyond)


def _tail(table: Table, *, upper: bool) -> tuple[float, float]:
    """Return the chance of the table's `both`, and of all more extreme values on its side."""
    both, with_, shows, of = table
    seen = exp(_log_chance(*table))
    rest = of - with_ - shows
    beyond = 0.0
    chance = seen
    for k in range(both, table.bounds[1]) if upper else range(both, table.bounds[0], -1):
        if upper:
            chance *= (with_ - k) * (shows - k) / ((k + 1) * (rest + k + 1))
        else:
            chance *= k * (rest + k) / ((with_ - k + 1) * (shows - k + 1))
        beyond += chance
        if chance <= _NEGLIGIBLE * beyond:
            break
    return seen, beyond


def _tail_of_sum(tables: Sequence[Table], *, upper: bool) -> tuple[float, float]:
    """Return what `_tail` does, for the sum of `both` over two tables."""
    first, *others = sorted(tables, key=lambda table: table.of)
    chances, seen = hypergeometric(first), first.both - first.bounds[0]
    for table in others[:-1]:
        chances, seen = _convolved(chances, hypergeometric(table)), seen + table.both - table.bounds[0]
    last = hypergeometric(others[-1])
    seen += others[-1].both - others[-1].bounds[0]
    if not upper:  # mirrored, so that "more extreme" is always "more"
        chances, last = chances[::-1], last[::-1]
        seen = len(chances) + len(last) - 2 - seen
    more = [*reversed(list(accumulate(reversed(last)))), 0.0]  # more[k]: the chance that the last holds k or more
    at = beyond = 0.0
    for k, chance in enumerate(chances):
        if not chance:
            continue
        left = seen - k
        at += chance * last[left] if 0 <= left < len(last) else 0.0
        beyond += chance * (1.0 if left < -1 else more[min(left + 1, len(last))])
    return at, beyond


def _convolved(first: Sequence[float], second: Sequence[float]) -> list[float]:
    """Return the distribution of the sum of two independent numbers."""
    chances = [0.0] * (len(first) + len(second) - 1)
    for i, chance in enumerate(first):
        for j, other in enumerate(second, i):
            chances[j] += chance * other
    return chances


def smallest_mid_p(tables: Sequence[Table]) -> float:
    """Return the smallest `mid_p` possible with these margins: that of the rarer of the two extreme outcomes."""
    open_ = [table for table in tables if table.variance > 0]
    if not open_:
        return 1.0
    fewest = most = 0.0
    for _, with_, shows, of in open_:
        fewest += _log_chance(max(0, with_ + shows - of), with_, shows, of)
        most += _log_chance(min(with_, shows), with_, shows, of)
    return exp(min(fewest, most))


def hypergeometric(table: Table) -> list[float]:
    """Return the chance of every possible `both` given a table's margins, from the smallest to the largest.

    Each is the one before times a ratio of integers, starting at the mode and normalised by the sum, so that
    no factorial is needed and no precision is lost.
    """
    low, high = table.bounds
    with_, shows, of = table.with_, table.shows, table.of
    mode = min(high, max(low, (with_ + 1) * (shows + 1) // (of + 2)))
    chances = [0.0] * (high - low + 1)
    weight = chances[mode - low] = 1.0
    for k in range(mode, high):
        weight *= (with_ - k) * (shows - k) / ((k + 1) * (of - with_ - shows + k + 1))
        if not weight:  # underflows a float, as do all more extreme ones
            break
        chances[k + 1 - low] = weight
    weight = 1.0
    for k in range(mode, low, -1):
        weight *= k * (of - with_ - shows + k) / ((with_ - k + 1) * (shows - k + 1))
        if not weight:
            break
        chances[k - 1 - low] = weight
    total = sum(chances)
    return [chance / total for chance in chances]


def _log_chance(both: int, with_: int, shows: int, of: int) -> float:
    """Return the log of the hypergeometric chance of `both`: a product of two binomials divided by a third."""
    free = of - with_
    return (
        _log_factorial(shows)
        - _log_factorial(both)
        - _log_factorial(shows - both)
        + _log_factorial(of - shows)
        - _log_factorial(with_ - both)
        - _log_factorial(free - shows + both)
        - _log_factorial(of)
        + _log_factorial(with_)
        + _log_factorial(free)
    )


@cache
def _log_factorial(n: int) -> float:
    return lgamma(n + 1)


def two_sided(z: float) -> float:
    """Return the chance that a standard normal number lies as far from 0 as z, on either side."""
    return erfc(abs(z) / sqrt(2))


def z_of(p: float) -> float:
    """Return the z with this two-sided p: the inverse of `two_sided`, by Newton's method on the logarithm.

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
    """Return the normal z equivalent to this t: within 2 % from 3 degrees of freedom, mostly nearer to 0.

    Source: Wallace (1959), Annals of Mathematical Statistics 30, 1121–1130.
    """
    return copysign((8 * freedom + 1) / (8 * freedom + 3) * sqrt(freedom * log1p(t * t / freedom)), t)
