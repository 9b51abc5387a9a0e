"""How much less a run of days that resemble each other says than as many days on their own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from relational_journal.patterns.statistics.contrast import ByDay, Cell, Days, NearPairs, Neighbours, Sides, Value

if TYPE_CHECKING:
    from relational_journal.patterns.statistics.numpy_sums import Arrays, Sums

# From day to day resemblance is taken to fade by a fifth; how strong it is to begin with is estimated.
FADES = 0.8
# Two units that share a person (or name none), with at most so many days between, may tell one story, as linked moments
# do (domain §5 rule 6) ...
NEAR_DAYS = 3
# ... and until a journal shows how alike such pairs are, they are taken to be half alike, on the word of so many pairs.
NEAR_ALIKE, NEAR_WORTH = 0.5, 15
# Where all before are one way and all since the other, nothing tells a spell from a change. Days are then taken to be
# half alike, on the word of so many units that go against the most of their window.
CHANGE_ALIKE, CHANGE_WORTH = 0.5, 3

# Days looked at, over all comparisons of a view, from which on the sums are made by arrays: loading them costs as much.
DAYS_BEFORE_ARRAYS = 50_000


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


def _held(cell: Cell) -> float:
    return float(cell.x > 0)


def _free(cell: Cell) -> float:
    return float(cell.x <= 0)


class Effort:
    """How many days were looked at so far, over all bases of a view."""

    def __init__(self) -> None:
        self.days = 0


class Timeline:
    """The units of a base as they lie in time and among people.

    Args:
        days: of each unit, ascending; -1 where it has none: such a unit resembles no other.
        people: of each unit.
        members: the units that stand in any comparison, as bits; None: all.
        effort: shared by the timelines of a view.
    """

    def __init__(
        self,
        days: Sequence[int],
        people: Sequence[frozenset[str]],
        members: int | None = None,
        effort: Effort | None = None,
    ) -> None:
        self._of_units = days
        self._effort = effort or Effort()
        self._days = Days(days)
        self._neighbours = Neighbours(days, people, NEAR_DAYS, members)
        self._arrays: Arrays | None = None
        self._known: dict[tuple[int, int, float], tuple[float, float]] = {}

    @cached_property
    def most(self) -> float:
        """What `inflation` cannot exceed, whatever the comparison.

        A sum over pairs is at most the sum of squares times the largest sum of one unit's resemblances to all others
        (Gershgorin 1931), each of which is at most what is left after the days between.
        """
        held = [stop - start for start, stop in self._days.spans]
        left = self._days.left(FADES)
        before, after = [0.0] * len(held), [0.0] * len(held)
        for i in range(1, len(held)):
            before[i] = (before[i - 1] + held[i - 1]) * left[i]
            after[-i - 1] = (after[-i] + held[-i]) * left[-i]
        nearest = max((sum(each) - 1 for each in zip(before, held, after, strict=True)), default=0.0)
        return 1.0 + nearest + self._neighbours.most

    def _sums(self, cells: Sequence[Cell]) -> tuple[ByDay | Sums, NearPairs | Sums]:
        """By day and among near units; by arrays once so many days were looked at that loading them has paid."""
        self._effort.days += len(self._days.spans)
        if self._effort.days <= DAYS_BEFORE_ARRAYS:
            return ByDay(cells, self._days), self._neighbours.among(cells)
        if self._arrays is None:
            from relational_journal.patterns.statistics.numpy_sums import Arrays

            self._arrays = Arrays(self._of_units, self._neighbours.pairs)
        sums = self._arrays.over(cells)
        return sums, sums

    def inflation(self, sides: Sides, *, change: bool = False) -> float:
        """By how much spells and bursts multiply the variance of a comparison: 1.0 where units are independent.

        When neither series depends on the other, their covariance varies by the sum, over all pairs of units, of the
        covariance of the condition in that pair times the covariance of showing in it: it grows only where *both*
        resemble themselves. The condition is taken as it lies in time; the resemblance of showing is estimated for
        neighbouring days, for one day, and for units near each other that share a person. Beside this stand the
        products of both series themselves, which see one quarrel told in several entries; the larger of the two is
        used, and nothing under 1.

        Args:
            sides: the comparison.
            change: whether the condition is "in this window". A share that did change would pass for one long spell,
                so each window's own share is taken off, not that of both, and what is left may say little.

        Sources: Bartlett (1935), JRSS 98, 536–543; Clifford, Richardson & Hémon (1989), Biometrics 45, 123–134; for
        the products themselves Newey & West (1987), Econometrica 55, 703–708.
        """
        shown, shares = (_rest, 2) if change else (_y, 1)
        condition, showing = sides.variance(_x, 0), sides.variance(shown, shares)
        if condition <= 0 or (showing <= 0 and not change):
            return 1.0
        by_day, near = self._sums(sides.cells)
        days_alike, day_alike = self._alike_by_day(sides, by_day, shown, showing)
        near_alike = max(0.0, _alike_near(sides, near) - days_alike * FADES**2)  # beyond what the days explain
        together, same_day = by_day.pairs(_x, FADES)
        model = days_alike * together + (day_alike - days_alike) * same_day + 2 * near_alike * near.total(_x)
        own = sides.variance(_product, 0)
        products = by_day.on_one_day(_product) + 2 * near.total(_product)
        return 1.0 + max(0.0, model / (sides.units * condition), products / (sides.units * own) if own > 0 else 0.0)

    def _alike_by_day(self, sides: Sides, by_day: ByDay | Sums, shown: Value, showing: float) -> tuple[float, float]:
        """How alike units are in showing: where resemblance fades from day to day begins, and within a day. 0 to 1.

        Taking a share off lowers the covariance of each two units by the variance of that share, which depends on the
        likeness sought: one equation for one unknown, each pair weighted by how far its likeness should have faded.
        """
        if showing <= 0:  # each window is all one way: nothing is left to estimate from
            return CHANGE_ALIKE, CHANGE_ALIKE
        everyone, shows = sides.with_ | sides.without, sides.shows
        faded, same_day = (
            by_day.pairs(_rest, FADES) if shown is _rest else self._once(by_day, everyone, shows, _y, FADES)
        )
        all_faded, all_same_day = self._once(by_day, everyone, 0, _one, FADES)
        below = self._once(by_day, everyone, 0, _one, FADES**2)[0]
        above = faded / showing
        if shown is _rest:
            held, free = sides.with_.bit_count(), sides.without.bit_count()
            of_held, of_free = by_day.pairs(_held, FADES)[0], by_day.pairs(_free, FADES)[0]
            across = all_faded - of_held - of_free
            above += of_held / held + of_free / free
            below -= (of_held / held) ** 2 + (of_free / free) ** 2 + across**2 / (2 * held * free)
        else:
            above += all_faded / sides.units
            below -= (all_faded / sides.units) ** 2
        days = min(1.0, max(0.0, above / below)) if below > 0 else 0.0
        if shown is _rest:
            days = (sides.against * days + CHANGE_WORTH * CHANGE_ALIKE) / (sides.against + CHANGE_WORTH)
        if all_same_day <= 0:
            return days, days
        return days, min(1.0, max(days, same_day / showing / all_same_day + 1 / sides.units))

    def _once(self, by_day: ByDay | Sums, units: int, shows: int, value: Value, fades: float) -> tuple[float, float]:
        """The sums over pairs of a value that depends on no more than the units, and those that show; kept.

        All values of a field are compared within the same units: those where it is filled.
        """
        key = units, shows, fades
        if key not in self._known:
            self._known[key] = by_day.pairs(value, fades)
        return self._known[key]


def _alike_near(sides: Sides, near: NearPairs | Sums) -> float:
    """How alike units are in showing that share a person and lie near each other, 0 to 1; found as `_alike_by_day`.

    The difference between the sides is taken off: near pairs mostly lie on one side of "with this person", where a
    real difference would pass for likeness.
    """
    held, free = sides.with_.bit_count(), sides.without.bit_count()
    showing = sides.variance(_rest, 2)
    if not near.number or showing <= 0:  # where the difference explains all, nothing is left that could be alike
        return 0.0
    of_held, of_free = near.total(_held), near.total(_free)
    across = near.number - of_held - of_free
    above = near.total(_rest) / showing + of_held / held + of_free / free
    below = near.number - 2 * ((of_held / held) ** 2 + (of_free / free) ** 2) - across**2 / (held * free)
    return min(1.0, max(0.0, (above + NEAR_ALIKE * NEAR_WORTH) / max(1.0, below + NEAR_WORTH)))
