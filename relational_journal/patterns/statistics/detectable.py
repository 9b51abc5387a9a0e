"""Work out how large a difference has to be to stand out at a journal's size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from relational_journal.patterns.statistics.contrast import CHANGE, Contrast
from relational_journal.patterns.statistics.exact import Table, smallest_mid_p
from relational_journal.patterns.statistics.multiple_testing import common_line
from relational_journal.patterns.statistics.significance import parts_of, tests_of, weight
from relational_journal.patterns.statistics.testing import ContrastTest


class Detectable(NamedTuple):
    """A difference of `with_` in ten against `without` in ten, on sides of `with_of` and `without_of` units."""

    with_: int
    without: int
    with_of: int
    without_of: int


def could_stand_out(contrasts: Sequence[Contrast], *, changes: bool = False) -> Detectable | None:
    """Return the smallest difference that would have stood out in the comparison with the most power.

    That is the one with the most units on both sides. Its shares are set to 6 in 10 against 5, 6 against 4, 7 against 4
    and so on, until the difference passes the test with the comparison's share of the family's error, with its own
    corrections for burst sizes, spells and stories. Smaller comparisons need a larger difference.

    Views say it if nothing stands out: "at this size only a difference like 9 in 10 against 2 in
    10 would". It costs about one pass over the margins, and sums over time for a single comparison.

    Args:
        contrasts: the whole family of the view; those with a side under 5 are skipped.
        changes: look among the changes; if False, among all other comparisons.

    Returns:
        the difference; None if nothing was tested or no difference could have stood out.
    """
    tests = tests_of(contrasts)
    for part, error in parts_of([(i, contrasts[i].kind) for i in tests]):
        if part and (contrasts[part[0]].kind == CHANGE) == changes:
            largest = max(part, key=lambda i: _balance(tests[i]))
            return _smallest(tests[largest], [tests[i] for i in part if i != largest], error)
    return None


def _balance(test: ContrastTest) -> float:
    """Return the power of a contrast by its sizes alone: half the size of two equal sides with as much power."""
    held, free = test.sides
    return held * free / (held + free)


def _smallest(test: ContrastTest, others: Sequence[ContrastTest], error: float) -> Detectable | None:
    smallest = [each.smallest for each in others]
    weights = [weight(each.variance) for each in others]
    with_of, without_of = test.sides
    for difference in range(1, 11):
        # Shares around a half, where a difference is hardest to distinguish from chance: 9 against 2, not 8 against 1.
        high = (11 + difference) // 2
        both, free = round(high * with_of / 10), round((high - difference) * without_of / 10)
        table = Table(both, with_of, both + free, with_of + without_of)
        own = weight(table.variance)
        line = common_line([*smallest, smallest_mid_p([table])], [*weights, own], error)
        if test.p_of([table]) <= line * own:
            return Detectable(high, high - difference, with_of, without_of)
    return None
