"""The readings of whole journals are those of a slow family: every p found alone, every share counted out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from relational_journal.patterns.statistics.contrast import Contrast, Strata
from relational_journal.patterns.statistics.exact import smallest_mid_p
from relational_journal.patterns.statistics.significance import CHANGES_SHARE, POOL, p_value, readings
from tests.simulation.measures import DAYS, EVERYTHING, Planted, counted
from tests.simulation.worlds import AllAtOnce, Bursts, Together, window_of

JOURNALS = {
    "all at once": lambda: counted(AllAtOnce(1).journal(160, DAYS), window_of(DAYS)),
    "bursts": lambda: counted(Bursts(2).journal(160, DAYS), window_of(DAYS)),
    "a difference by person": lambda: counted(Planted("person", 60, 3).journal(), EVERYTHING),
    "a change": lambda: counted(Planted("change", 60, 3).journal(), window_of(DAYS)),
    "nearly everything together": lambda: counted(Together(1).journal(240, DAYS), EVERYTHING),
}


def slow_readings(contrasts: Sequence[Contrast]) -> list[str]:
    ps = [p_value(contrast) for contrast in contrasts]
    tables = [Strata(contrast.units).tables(contrast) for contrast in contrasts]
    smallest = [smallest_mid_p(each) for each in tables]
    weights = [sum(table.variance for table in each) ** 2 for each in tables]
    changes = {i for i, contrast in enumerate(contrasts) if contrast.kind == "change"}
    others = set(range(len(contrasts))) - changes
    share = CHANGES_SHARE if changes and others else float(bool(changes))
    claimed = slow_claims(changes, POOL * share, ps, smallest, weights)
    claimed |= slow_claims(others, POOL * (1 - share), ps, smallest, weights)
    return [
        "stands-out"
        if i in claimed
        else "may-be-chance"
        if contrast.differs_by_tenths(3) or ps[i] <= 0.05
        else "no-clear-difference"
        for i, contrast in enumerate(contrasts)
    ]


def slow_claims(
    part: set[int], error: float, ps: Sequence[float], smallest: Sequence[float], weights: Sequence[float]
) -> set[int]:
    """Claim one at a time what passes some line that the error covers: of those left, all that could pass it."""
    claimed: set[int] = set()
    while True:
        left = part - claimed
        passing = {
            i
            for i in left
            if weights[i] > 0
            # With the line at this p, the error has to cover each that could have fallen under it.
            and sum(weights[j] for j in left if weights[j] > 0 and smallest[j] / weights[j] <= ps[i] / weights[i])
            * ps[i]
            / weights[i]
            <= error
        }
        if not passing:
            return claimed
        claimed |= passing


@pytest.mark.parametrize("journal", JOURNALS)
def test_every_reading_of_a_journal_is_that_of_the_slow_family(journal: str) -> None:
    contrasts = JOURNALS[journal]().contrasts

    read = readings(contrasts)

    assert list(read) == slow_readings(contrasts)
    assert len(contrasts) > 50
    if journal not in ("all at once", "bursts"):
        assert "stands-out" in read
