"""Decide what stands out: the test of one contrast and the rule for the whole family."""

from __future__ import annotations

from collections.abc import Sequence

from relational_journal.patterns.statistics.contrast import CHANGE, Contrast
from relational_journal.patterns.statistics.multiple_testing import claims_among
from relational_journal.patterns.statistics.testing import ALONE, SMALLEST_SIDE, Bases, ContrastTest

STANDS_OUT = "stands-out"
MAY_BE_CHANCE = "may-be-chance"
NO_CLEAR_DIFFERENCE = "no-clear-difference"
TOO_FEW = "too-few"

WORTH_ASKING = 3  # a difference of so many tenths is worth asking about, whatever the test says

# The error the family shares. It is calibrated, not derived: docs/statistics.md shows the resulting false claims.
# More than .05 can be shared because the tests of one journal overlap and each is discounted; changes get a part
# of their own, since they are few and most affected by long spells.
POOL = 0.07
CHANGES_SHARE = 0.4  # of the pool, if there are other comparisons to share it with
WEIGHT_POWER = 2  # a contrast's weight is the variance its margins give, to this power


def readings(contrasts: Sequence[Contrast]) -> tuple[str, ...]:
    """Return the reading of every contrast of a view, all as one family.

    Among journals in which nothing is related, at most 1 in 20 gives any `stands-out`. Each contrast has
    an exact test in its mid-p form (`mid_p`); its p is made larger for what the size of bursts alone would make
    (`excess`) and for days and stories that resemble each other (`Timeline.inflation`). The steps of Holm
    and Tarone (`claims_among`) control the family error. Most of it goes to contrasts with most power: a contrast's
    weight is the square of the variance its margins give, known before its outcome (Genovese, Roeder & Wasserman 2006,
    Biometrika 93, 509–524). docs/statistics.md says why, and with what result.

    Args:
        contrasts: all comparisons of all rows, including the changes.

    Returns:
        one of `stands-out`, `may-be-chance`, `no-clear-difference`, `too-few` for each, in their order.
        `may-be-chance` does not stand out, but its shares differ by 3 in 10 or more, or it would pass its
        test at .05 if it were the only one.
    """
    tests = tests_of(contrasts)
    standing: set[int] = set()
    for part, error in parts_of([(i, contrasts[i].kind) for i in tests]):
        standing |= _claims([tests[i] for i in part], part, error)
    return tuple(
        STANDS_OUT if i in standing else _other_reading(contrast, tests.get(i)) for i, contrast in enumerate(contrasts)
    )


def hunch_reading(contrast: Contrast) -> str:
    """Return the reading of a hunch: a single test, outside every family."""
    if contrast.smaller_side < SMALLEST_SIDE:
        return TOO_FEW
    if p_value(contrast) <= ALONE:
        return STANDS_OUT
    return MAY_BE_CHANCE if contrast.differs_by_tenths(WORTH_ASKING) else NO_CLEAR_DIFFERENCE


def p_value(contrast: Contrast) -> float:
    """Return the p of a contrast, corrected for spells and bursts: 0..1."""
    return ContrastTest(contrast, Bases([contrast])).p()


def tests_of(contrasts: Sequence[Contrast]) -> dict[int, ContrastTest]:
    """Return the test of every contrast with large enough sides, by its place."""
    tested = [i for i, contrast in enumerate(contrasts) if contrast.smaller_side >= SMALLEST_SIDE]
    bases = Bases(contrasts[i] for i in tested)
    return {i: ContrastTest(contrasts[i], bases) for i in tested}


def parts_of(tested: Sequence[tuple[int, str]]) -> tuple[tuple[list[int], float], ...]:
    """Return the places of the changes and of all others, each with its part of the family's error.

    Args:
        tested: the place and the kind of each contrast that is tested.
    """
    changes = [i for i, kind in tested if kind == CHANGE]
    others = [i for i, kind in tested if kind != CHANGE]
    share = CHANGES_SHARE if changes and others else float(bool(changes))
    return (changes, POOL * share), (others, POOL * (1 - share))


def weight(variance: float) -> float:
    """Return a contrast's weight in the family: its power, by its margins alone."""
    return variance**WEIGHT_POWER


def _claims(tests: Sequence[ContrastTest], places: Sequence[int], error: float) -> set[int]:
    """Return the places of the tests that stand out when `error` is shared among these."""
    found = claims_among(
        lambda i, worth_it: tests[i].p(worth_it),
        [test.smallest for test in tests],
        [weight(test.variance) for test in tests],
        error,
    )
    return {places[i] for i in found}


def _other_reading(contrast: Contrast, test: ContrastTest | None) -> str:
    """Return the reading of a contrast that does not stand out."""
    if test is None:
        return TOO_FEW
    if contrast.differs_by_tenths(WORTH_ASKING) or test.p(ALONE) <= ALONE:
        return MAY_BE_CHANCE
    return NO_CLEAR_DIFFERENCE
