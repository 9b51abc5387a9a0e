"""The sums of `cells` over thousands of days: the same numbers by numpy, which is loaded only where it pays."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relational_journal.patterns.statistics.contrast import Cell, Value

_FADED = 128  # days after which nothing is left that a sum could show: 0.8 to this power is under 1e-12


class Arrays:
    """The units of a base as arrays.

    Args:
        days: of each unit, ascending where it has one, -1 where it has none.
        pairs: the units of each near pair, the earlier ones and the later ones.
    """

    def __init__(self, days: Sequence[int], pairs: tuple[Sequence[int], Sequence[int]]) -> None:
        each = np.array(days, dtype=np.int64)
        self._length = len(each)
        self._bytes = (self._length + 7) // 8
        self._dated = each >= 0
        known = each[self._dated]
        # Where nothing is left of a resemblance, more days between say no more.
        steps = np.minimum(np.diff(known, prepend=known[:1]), _FADED)
        self._places = np.zeros(self._length, dtype=np.int64)
        self._places[self._dated] = np.cumsum(steps)
        self._span = _smooth(int(steps.sum()) + 1 + _FADED)
        self._earlier, self._later = (np.array(side, dtype=np.int64) for side in pairs)
        self._left = cache(self._spectrum)

    def over(self, cells: Sequence[Cell]) -> Sums:
        """The sums of one comparison."""
        kinds = np.full(self._length, len(cells), dtype=np.uint8)
        for kind, cell in enumerate(cells):
            packed = np.frombuffer(cell.bits.to_bytes(self._bytes, "little"), dtype=np.uint8)
            kinds[np.unpackbits(packed, count=self._length, bitorder="little").view(bool)] = kind
        return Sums(self, cells, kinds)

    def near(self, kinds: NDArray[np.uint8], number: int) -> NDArray[np.int64]:
        """How many near pairs there are of each two kinds."""
        joint = kinds[self._earlier].astype(np.int64) * (number + 1) + kinds[self._later]
        return np.bincount(joint, minlength=(number + 1) ** 2).reshape(number + 1, number + 1)[:number, :number]

    def dated(self, kinds: NDArray[np.uint8], number: int) -> NDArray[np.int64]:
        """How many units of each kind have a day."""
        return np.bincount(kinds[self._dated], minlength=number + 1)[:number]

    def by_day(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """The sum of the values of each day; the places between days hold nothing."""
        return np.asarray(np.bincount(self._places[self._dated], values[self._dated], self._span), dtype=np.float64)

    def together(self, sums: NDArray[np.float64], fades: float) -> float:
        """The sum of products over all ordered pairs of days, a day with itself too, fading with the days between."""
        waves = np.fft.rfft(sums)
        # A sum, not a dot product: for arrays of this length that waits for threads.
        return float(((waves.real**2 + waves.imag**2) * self._left(fades)).sum())

    def _spectrum(self, fades: float) -> NDArray[np.float64]:
        """The waves of a resemblance that fades by days, so that a sum over pairs becomes one over waves."""
        days = np.arange(self._span)
        left = np.fft.rfft(float(fades) ** np.minimum(days, self._span - days)).real
        twice = np.full(len(left), 2.0)
        twice[0] = 1.0
        if self._span % 2 == 0:
            twice[-1] = 1.0
        weights: NDArray[np.float64] = left * twice / self._span
        return weights


class Sums:
    """What `cells.ByDay` and `cells.NearPairs` give, of one comparison."""

    def __init__(self, arrays: Arrays, cells: Sequence[Cell], kinds: NDArray[np.uint8]) -> None:
        self._arrays = arrays
        self._cells = cells
        self._kinds = kinds
        self._near = arrays.near(kinds, len(cells))
        self._dated = arrays.dated(kinds, len(cells))
        self.number = int(self._near.sum())

    def pairs(self, value: Value, fades: float) -> tuple[float, float]:
        """As `ByDay.pairs`."""
        sums, selves = self._by_day(value)
        return self._arrays.together(sums, fades) - selves, float((sums * sums).sum()) - selves

    def on_one_day(self, value: Value) -> float:
        """As `ByDay.on_one_day`."""
        sums, selves = self._by_day(value)
        return float((sums * sums).sum()) - selves

    def _by_day(self, value: Value) -> tuple[NDArray[np.float64], float]:
        worth = np.array([*map(value, self._cells), 0.0])
        return self._arrays.by_day(worth[self._kinds]), float(worth[:-1] ** 2 @ self._dated)

    def total(self, value: Value) -> float:
        """As `NearPairs.total`."""
        worth = np.array([*map(value, self._cells)])
        return float(worth @ self._near @ worth)


def _smooth(least: int) -> int:
    """The next length of which 2, 3 and 5 are the only prime factors: waves of such a length are found fastest."""
    while True:
        rest = least
        for factor in (2, 3, 5):
            while rest % factor == 0:
                rest //= factor
        if rest == 1:
            return least
        least += 1
