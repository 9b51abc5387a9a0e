"""How much less a run of days that resemble each other says than as many days on their own."""

from __future__ import annotations

from collections.abc import Sequence

from relational_journal.patterns.cells import ByDay, Cell, Days, NearPairs, Neighbours, Sides, Value

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


class Timeline:
    """The units of a base as they lie in time and among people.

    Args:
        days: of each unit, ascending; -1 where it has none: such a unit resembles no other.
        people: of each unit.
        members: the units that stand in any comparison, as bits; None: all.
    """

    def __init__(self, days: Sequence[int], people: Sequence[frozenset[str]], members: int | None = None) -> None:
        self._days = Days(_runs(days), len(days))
        self._neighbours = Neighbours(days, people, NEAR_DAYS, members)

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
        if condition <= 0 or showing <= 0:
            return 1.0
        by_day = ByDay(sides.cells, self._days)
        near = self._neighbours.among(sides.cells)
        days_alike, day_alike = _alike_by_day(sides, by_day, shown, showing)
        near_alike = max(0.0, _alike_near(sides, near) - days_alike * FADES**2)  # beyond what the days explain
        together, same_day = by_day.pairs(_x, FADES)
        model = days_alike * together + (day_alike - days_alike) * same_day + 2 * near_alike * near.total(_x)
        own = sides.variance(_product, 0)
        products = by_day.pairs(_product, FADES)[1] + 2 * near.total(_product)
        return 1.0 + max(0.0, model / (sides.units * condition), products / (sides.units * own) if own > 0 else 0.0)


def _alike_by_day(sides: Sides, by_day: ByDay, shown: Value, showing: float) -> tuple[float, float]:
    """How alike units are in showing: where resemblance fades from day to day begins, and within a day. 0 to 1.

    Taking a share off lowers the covariance of each two units by the variance of that share, which depends on the
    likeness sought: one equation for one unknown, each pair weighted by how far its likeness should have faded.
    """
    faded, same_day = by_day.pairs(shown, FADES)
    all_faded, all_same_day = by_day.pairs(_one, FADES)
    below = by_day.pairs(_one, FADES**2)[0]
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


def _alike_near(sides: Sides, near: NearPairs) -> float:
    """How alike units are in showing that share a person and lie near each other, 0 to 1; found as `_alike_by_day`.

    The difference between the sides is taken off: near pairs mostly lie on one side of "with this person", where a
    real difference would pass for likeness.
    """
    held, free = sides.with_.bit_count(), sides.without.bit_count()
    showing = sides.variance(_rest, 2)
    if not near.number or showing <= 0:
        return 0.0
    of_held, of_free = near.total(_held), near.total(_free)
    across = near.number - of_held - of_free
    above = near.total(_rest) / showing + of_held / held + of_free / free
    below = near.number - 2 * ((of_held / held) ** 2 + (of_free / free) ** 2) - across**2 / (held * free)
    return min(1.0, max(0.0, (above + NEAR_ALIKE * NEAR_WORTH) / max(1.0, below + NEAR_WORTH)))


def _runs(days: Sequence[int]) -> list[tuple[int, int, int]]:
    """Day, first and last but one of each run of units of one day; those without a day are in none."""
    runs = []
    start = 0
    for i in range(1, len(days) + 1):
        if i == len(days) or days[i] != days[start]:
            if days[start] >= 0:
                runs.append((days[start], start, i))
            start = i
    return runs
