"""How much less a run of days that resemble each other says than as many days on their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import mul

# Resemblance is taken to fade by a fifth from day to day; how strong it is to begin with is estimated.
_FADES = 0.8
_LONGEST = 20  # days, by when 1 % of it is left
_FADING = [_FADES**lag for lag in range(_LONGEST + 1)]


def inflation(days: Sequence[int], strata: Sequence[int], holds: bytes, shows: bytes, *, change: bool = False) -> float:
    """By how much spells and bursts multiply the variance of a comparison: 1.0 where units are independent.

    When neither series depends on the other, the covariance of the two varies by the sum, over all pairs of units, of
    the covariance of the condition in that pair times the covariance of showing in it; it grows only where *both*
    resemble themselves on neighbouring days. The condition is taken as it lies in time; the resemblance of showing is
    estimated, and put right for the share taken off. Beside it stands the sum of the products within a day
    themselves, which sees a quarrel told in several entries; the larger of the two is used, and nothing under 1.

    Args:
        days: of each unit in the comparison, ascending; -1 where it has none: such a unit resembles no other.
        strata: of each unit, 0, 1, …
        holds: 1 where the unit holds the condition.
        shows: 1 where it shows the pattern.
        change: whether the condition is "in this window". A share that did change would pass for one long spell, so
            each window's own share is taken off, not that of both.

    Sources: Bartlett (1935), JRSS 98, 536–543; Clifford, Richardson & Hémon (1989), Biometrics 45, 123–134;
    Newey & West (1987), Econometrica 55, 703–708, for the products themselves.
    """
    n = len(days)
    x, y, e = _centred(strata, holds, shows)
    if change:
        y = e
    x_squares, y_squares = sum(map(mul, x, x)), sum(map(mul, y, y))
    if n < 4 or x_squares <= 0 or y_squares <= 0:
        return 1.0
    by_day = _DaySums(days)
    spread = y_squares / (n - 2 if change else n - 1)
    sides = [holds, bytes(1 - hold for hold in holds)] if change else [bytes([1]) * n]
    strength, same_day = _resemblance(by_day, y, sides, spread)

    x_pairs = by_day.pairs(x)
    extra: float = strength * sum(map(mul, _FADING, x_pairs)) + (same_day - strength) * x_pairs[0]
    by_model: float = extra / (spread * x_squares)
    u = list(map(mul, x, e))
    own: float = sum(map(mul, u, u))
    by_products = by_day.pairs(u)[0] / own if own > 0 else 0.0
    return max(1.0, 1.0 + by_model, 1.0 + by_products)


def _resemblance(by_day: _DaySums, y: Sequence[float], sides: Sequence[bytes], spread: float) -> tuple[float, float]:
    """The covariance of showing that fades from day to day, and that of two units of one day, at least as large.

    Taking a side's share off lowers the covariance of each two units of it by the variance of that share, which
    depends on the covariance sought: one equation for one unknown, weighted by how far each lag should have faded.
    """
    y_pairs = by_day.pairs(y)
    above = sum(map(mul, _FADING, y_pairs))
    below = 0.0
    lowered = 0.0
    units = 0
    among = [0.0] * (_LONGEST + 1)
    for side in sides:
        number = sum(side)
        units += number
        pairs = by_day.pairs(side)
        among = [a + b for a, b in zip(among, pairs, strict=True)]
        weight = sum(map(mul, _FADING, pairs))
        lowered += spread * weight / number
        below -= weight * weight / number**2
    everything = by_day.pairs(bytes([1]) * len(y))
    if len(sides) == 2:  # pairs across the two sides: the covariance of their shares
        mixed = sum(f * (a - b) for f, a, b in zip(_FADING, everything, among, strict=True))
        below -= mixed * mixed / (2 * sum(sides[0]) * sum(sides[1]))
    below += sum(f * f * pairs for f, pairs in zip(_FADING, everything, strict=True))
    strength = min(spread, max(0.0, (above + lowered) / below)) if below > 0 else 0.0
    if everything[0] <= 0:
        return strength, strength
    return strength, min(spread, max(strength, y_pairs[0] / everything[0] + spread / units))


def _centred(strata: Sequence[int], holds: bytes, shows: bytes) -> tuple[list[float], list[float], list[float]]:
    """The condition and showing, each less its stratum's share; then showing less the common difference as well."""
    of: dict[int, list[int]] = {}
    for stratum, hold, show in zip(strata, holds, shows, strict=True):
        counts = of.setdefault(stratum, [0, 0, 0])
        counts[0] += 1
        counts[1] += hold
        counts[2] += show
    held = {stratum: counts[1] / counts[0] for stratum, counts in of.items()}
    shown = {stratum: counts[2] / counts[0] for stratum, counts in of.items()}
    x = [hold - held[stratum] for stratum, hold in zip(strata, holds, strict=True)]
    y = [show - shown[stratum] for stratum, show in zip(strata, shows, strict=True)]
    squares = sum(map(mul, x, x))
    difference = sum(map(mul, x, y)) / squares if squares > 0 else 0.0
    return x, y, [b - difference * a for a, b in zip(x, y, strict=True)]


class _DaySums:
    """Sums by day, a day without units being zero; gaps longer than any resemblance are cut to that length."""

    def __init__(self, days: Sequence[int]) -> None:
        self._place: list[int] = []
        place, last = -1, None
        for day in days:
            if day < 0:
                self._place.append(-1)
                continue
            if last is None or day != last:
                place += 1 if last is None else min(day - last, _LONGEST + 1)
                last = day
            self._place.append(place)
        self._length = place + 1

    def pairs(self, values: Sequence[float]) -> list[float]:
        """The sum of products over ordered pairs of units 0, 1, 2, … days apart, none with itself."""
        sums = self._sums(values)
        selves = sum(value * value for place, value in zip(self._place, values, strict=True) if place >= 0)
        pairs: list[float] = [sum(map(mul, sums, sums)) - selves]
        for lag in range(1, min(_LONGEST + 1, len(sums))):
            pairs.append(2 * sum(map(mul, sums, sums[lag:])))
        return pairs + [0.0] * (_LONGEST + 1 - len(pairs))

    def _sums(self, values: Iterable[float]) -> list[float]:
        sums = [0.0] * (self._length + 1)
        for place, value in zip(self._place, values, strict=True):
            sums[place] += value
        sums.pop()  # those without a day were added to the last place
        return sums
