"""Estimate by how much resemblance between days and within stories inflates the variance of a contrast."""

from __future__ import annotations

from collections.abc import Sequence

from relational_journal.patterns.bitset import first_bits
from relational_journal.patterns.statistics.contrast import Cell, Cells, Value
from relational_journal.patterns.statistics.day_bins import DayBins, PairSums
from relational_journal.patterns.statistics.near_pairs import NearCounts, NearPairs

# Resemblance is assumed to fade by a fifth from day to day; its initial strength is estimated.
FADES = 0.8
# A prior: near pairs are assumed half alike, with the weight of so many pairs, until the data says otherwise.
NEAR_ALIKE, NEAR_WORTH = 0.5, 15
# If all units before are one way and all since the other, a spell and a change look the same. Days are then
# assumed half alike, with the weight of so many units that go against the majority of their window.
CHANGE_ALIKE, CHANGE_WORTH = 0.5, 3


def _x(cell: Cell) -> float:
    return cell.x


def _y(cell: Cell) -> float:
    return cell.y


def _rest(cell: Cell) -> float:
    return cell.rest


def _product(cell: Cell) -> float:
    return cell.product


def _one(_: Cell) -> float:
    return 1.0


class Timeline:
    """The units of a base in time and by person, to estimate how far their resemblance inflates a variance.

    Args:
        days: ordinal day of each unit, ascending; -1 if it has none, and then it resembles no other.
        people: the people of each unit.
        members: the units in any contrast, as bits; None for all.
    """

    def __init__(self, days: Sequence[int], people: Sequence[frozenset[str]], members: int | None = None) -> None:
        self._bins = DayBins(days, FADES)
        self._near = NearPairs(days, people, first_bits(len(days)) if members is None else members)
        self._known: dict[tuple[object, ...], PairSums] = {}

    def inflation(self, cells: Cells, *, change: bool = False) -> float:
        """Return the factor by which spells and bursts inflate the variance of a contrast: 1.0 for independent units.

        If neither series depends on the other, their covariance varies by the sum, over all pairs of units, of the
        covariance of the condition in that pair times the covariance of showing in it: it grows only if *both*
        are autocorrelated. The condition is taken as observed; the resemblance of showing is estimated for
        neighbouring days, for one day, and for near units that share a person. A second estimate uses the
        products of both series themselves, which detect one quarrel told in several entries; the larger of the two is
        used, and at least 1.

        Args:
            cells: the contrast.
            change: whether the condition is "in this window". A share that did change would look like one long spell,
                so each window's own share is subtracted, and what is left may say little.

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
        """Return how alike units are in showing, 0 to 1: from day to day before it fades, and within a day.

        Subtracting a share lowers the covariance of any two units by the variance of that share, which depends on the
        resemblance sought: one equation in one unknown, each pair weighted by how far its resemblance has faded.
        """
        if showing <= 0:  # each window is all one way, so nothing is left to estimate from
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
        """Return the sums over pairs of a value, cached since contrasts of one condition or field share some."""
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
    """Return the units whose value differs from the rest; with the members they identify a value of a group."""
    both, only_held, only_shows, neither = (cell.bits for cell in group)
    members = both | only_held | only_shows | neither
    if value in (_x, _held, _free):
        return members, both | only_held
    if value is _y:
        return members, both | only_shows
    return (members,) if value is _one else (members, both, only_held, only_shows)


def _variance(cells: Cells, value: Value, shares: int) -> float:
    """Return the variance of a value over all units after so many shares (degrees of freedom) were subtracted."""
    total = sum([cell.units * value(cell) ** 2 for cell in cells.all])
    return total / max(1, cells.units - shares)


def _alike_near(cells: Cells, near: NearCounts) -> float:
    """Return how alike near units that share a person are in showing, 0 to 1, estimated as in `_alike_by_day`.

    The difference between the sides is subtracted: near pairs mostly lie on one side of "with this person", where a
    real difference would look like resemblance.
    """
    showing = _variance(cells, _rest, 2)
    if not near.number or showing <= 0:  # the difference explains everything, so nothing is left to be alike
        return 0.0
    of_held, of_free = near.total(_held), near.total(_free)
    across = near.number - of_held - of_free
    above = near.total(_rest) / showing + of_held / cells.held + of_free / cells.free
    below = near.number - 2 * ((of_held / cells.held) ** 2 + (of_free / cells.free) ** 2)
    below -= across**2 / (cells.held * cells.free)
    return min(1.0, max(0.0, (above + NEAR_ALIKE * NEAR_WORTH) / max(1.0, below + NEAR_WORTH)))
