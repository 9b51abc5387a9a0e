"""What could have stood out at a size: the difference told is the smallest one that would have been claimed."""

from __future__ import annotations

import random

import pytest

from relational_journal.patterns.statistics.contrast import CHANGE, Contrast, Units
from relational_journal.patterns.statistics.detectable import Detectable, could_stand_out
from relational_journal.patterns.statistics.significance import readings
from tests.simulation.measures import DAYS, counted
from tests.simulation.worlds import Independent, window_of


def contrast(with_: tuple[int, int], without: tuple[int, int], kind: str = "person") -> Contrast:
    """Two sides, each so many of so many, dealt out at random; ten days lie between units, so that none are near."""
    units = [(i < shows, side) for side, (shows, of) in enumerate((without, with_)) for i in range(of)]
    random.Random(str((with_, without))).shuffle(units)
    held = sum(1 << i for i, (_, side) in enumerate(units) if side)
    shows = sum(1 << i for i, (show, _) in enumerate(units) if show)
    days = tuple(10 * i for i in range(len(units)))
    return Contrast(Units(days, (frozenset(),) * len(days), shows), held, ((1 << len(units)) - 1) & ~held, kind)


def family(largest: Contrast, others: int) -> list[Contrast]:
    return [largest, *[contrast((3, 6), (4, 8))] * others]


@pytest.mark.parametrize("a_side", [10, 20, 40, 80])
@pytest.mark.parametrize("others", [10, 300])
def test_the_difference_told_would_have_been_claimed_and_one_a_tenth_smaller_would_not(
    a_side: int, others: int
) -> None:
    even = contrast((a_side // 2, a_side), (a_side // 2, a_side))

    smallest = could_stand_out(family(even, others))

    assert smallest is not None
    assert (smallest.with_of, smallest.without_of) == (a_side, a_side)

    def reading(with_: int, without: int) -> str:
        planted = contrast((round(with_ * a_side / 10), a_side), (round(without * a_side / 10), a_side))
        return readings(family(planted, others))[0]

    smaller = smallest.with_ - smallest.without - 1
    high = (11 + smaller) // 2
    assert reading(smallest.with_, smallest.without) == "stands-out"
    assert reading(high, high - smaller) != "stands-out"


def test_more_moments_let_smaller_differences_stand_out() -> None:
    found = [could_stand_out(family(contrast((n // 2, n), (n // 2, n)), 50)) for n in (8, 16, 32, 64, 128)]

    differences = [each.with_ - each.without for each in found if each]
    assert len(differences) >= 4
    assert differences == sorted(differences, reverse=True)
    assert differences[-1] <= 3


def test_where_no_difference_could_have_stood_out_none_is_told() -> None:
    assert could_stand_out([]) is None
    assert could_stand_out([contrast((4, 4), (0, 40))]) is None, "a side under five is not tested"
    assert could_stand_out([contrast((3, 5), (2, 5))] * 300) is None, "1 in 126 is nothing rare among three hundred"


def test_changes_are_looked_for_apart() -> None:
    window = contrast((20, 40), (20, 40), CHANGE)

    assert could_stand_out([window]) is None
    smallest = could_stand_out([window, contrast((5, 10), (10, 20))], changes=True)
    assert smallest is not None
    assert (smallest.with_of, smallest.without_of) == (40, 40)


def test_a_counted_journal_tells_it_for_its_own_size() -> None:
    """Over 240 moments in which nothing relates to anything: a few tenths in the largest comparison."""
    patterns = counted(Independent(3).journal(240, DAYS), window_of(DAYS))

    assert all(each.reading != "stands-out" for each in patterns.comparisons)
    smallest = patterns.could_stand_out()
    assert isinstance(smallest, Detectable)
    assert 3 <= smallest.with_ - smallest.without <= 7
    assert patterns.could_stand_out(changes=True) is not None
