"""A short run of `tests.simulation.simulate`, with fixed seeds: what `stands-out` means over journals of known truth.

The full tables, of thousands of journals, are in docs/statistics.md.
"""

from __future__ import annotations

import pytest
from scipy.stats import binom

from relational_journal.patterns.statistics.exact import wilson
from tests.simulation.simulate import KINDS, Asked, claims_in, hunch_ever_stands, is_found
from tests.simulation.worlds import WORLDS

WORLD_NUMBERS = range(len(WORLDS))
ONE_IN_TWENTY = 0.05


@pytest.mark.parametrize("moments", [60, 120, 240])
def test_where_nothing_relates_to_anything_at_most_one_journal_in_twenty_makes_a_claim(moments: int) -> None:
    journals = [Asked(world, moments, seed) for world in WORLD_NUMBERS for seed in range(4)]

    found = [claims_in(asked) for asked in journals]

    assert sum(claims for claims, _ in found) <= ONE_IN_TWENTY * len(journals)
    assert all(tested > 20 for _, tested in found), "a journal without comparisons can make no false claim"


@pytest.mark.parametrize("world", WORLD_NUMBERS, ids=[world.name for world in WORLDS])
def test_a_thousand_moments_in_which_nothing_relates_to_anything_make_no_claim(world: int) -> None:
    claims, tested = claims_in(Asked(world, 1_000, 0))

    assert not claims
    assert tested > 200


@pytest.mark.parametrize("in_spells", [False, True], ids=["independent", "in spells"])
@pytest.mark.parametrize("by", KINDS)
def test_a_difference_of_seventy_against_twenty_in_a_hundred_is_shown_by_four_journals_in_five(
    by: str, in_spells: bool
) -> None:
    journals = range(10)

    assert sum(is_found((by, in_spells, seed)) for seed in journals) >= 0.8 * len(journals)


def test_a_hunch_about_nothing_looked_at_after_every_moment_does_not_come_to_stand_out() -> None:
    journals = [Asked(world, 120, seed) for world in WORLD_NUMBERS for seed in range(2)]

    assert sum(hunch_ever_stands(asked) for asked in journals) <= ONE_IN_TWENTY * len(journals)


def test_nine_in_ten_of_all_intervals_cover_the_true_share_where_moments_are_independent() -> None:
    shares = [share / 100 for share in range(1, 100)]
    covered = []
    for of in range(5, 121):
        intervals = [wilson(shows, of) for shows in range(of + 1)]
        for share in shares:
            inside = [shows for shows, (low, high) in enumerate(intervals) if low <= share <= high]
            covered.append(float(binom.cdf(inside[-1], of, share) - binom.cdf(inside[0] - 1, of, share)))

    assert sum(covered) / len(covered) >= 0.9
