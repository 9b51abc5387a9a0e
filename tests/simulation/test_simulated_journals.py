"""A short run of the simulation, with fixed seeds: what `stands-out` means over journals of known truth.

The full tables, of a thousand journals each, are in docs/statistics.md. The lines here lie about three standard errors
off what those tables hold, so that they notice a broken promise and not another draw.
"""

from __future__ import annotations

import pytest
from scipy.stats import binom

from relational_journal.patterns.statistics.autocorrelation import Timeline
from relational_journal.patterns.statistics.exact import wilson
from tests.simulation.measures import (
    KINDS,
    Asked,
    Planted,
    claims_in,
    hunch_ever_stands,
    hunch_is_found,
    is_found,
)
from tests.simulation.worlds import WORLDS, Spells

WORLD_NUMBERS = range(len(WORLDS))


@pytest.mark.parametrize("moments, journals", [(60, 10), (240, 4)])
def test_where_nothing_relates_to_anything_next_to_no_journal_makes_a_claim(moments: int, journals: int) -> None:
    found = [claims_in(Asked(world, moments, seed)) for world in WORLD_NUMBERS for seed in range(journals)]

    assert sum(claims for claims, _ in found) <= 3
    assert all(tested > 20 for _, tested in found), "a journal without comparisons can make no false claim"


def test_a_thousand_moments_in_which_nothing_relates_to_anything_make_next_to_no_claim() -> None:
    found = [claims_in(Asked(world, 1_000, 1)) for world in WORLD_NUMBERS]

    assert sum(claims for claims, _ in found) <= 1
    assert all(tested > 200 for _, tested in found)


def test_the_simulation_notices_if_spells_pass_for_fresh_throws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Timeline, "inflation", lambda *_, **__: 1.0)

    assert sum(claims_in(Asked(WORLDS.index(Spells), 240, seed))[0] for seed in range(4)) >= 3


@pytest.mark.parametrize("by", KINDS)
def test_seventy_against_twenty_in_a_hundred_is_mostly_shown_at_forty_a_side(by: str) -> None:
    assert sum(is_found(Planted(by, 40, seed)) for seed in range(20)) >= 13


@pytest.mark.parametrize("by", KINDS)
def test_seventy_against_twenty_in_a_hundred_is_nearly_always_shown_at_sixty_a_side_in_spells(by: str) -> None:
    assert sum(is_found(Planted(by, 60, seed, in_spells=True)) for seed in range(10)) >= 6


def test_at_twenty_a_side_more_than_a_third_of_such_differences_are_shown() -> None:
    found = [is_found(Planted(by, 20, seed)) for by in KINDS for seed in range(12)]

    assert sum(found) >= 14


def test_a_hunch_about_nothing_looked_at_after_every_moment_does_not_come_to_stand_out() -> None:
    journals = [Asked(world, 120, seed) for world in WORLD_NUMBERS for seed in range(2)]

    assert sum(hunch_ever_stands(asked) for asked in journals) <= 1


def test_a_hunch_shows_at_fifteen_a_side_what_comparisons_show_at_thirty() -> None:
    assert sum(hunch_is_found(Planted("cue", 15, seed)) for seed in range(15)) >= 8


def test_nine_in_ten_of_all_intervals_cover_the_true_share_where_moments_are_independent() -> None:
    shares = [share / 100 for share in range(1, 100)]
    covered = []
    for of in range(5, 121):
        intervals = [wilson(shows, of) for shows in range(of + 1)]
        for share in shares:
            inside = [shows for shows, (low, high) in enumerate(intervals) if low <= share <= high]
            covered.append(float(binom.cdf(inside[-1], of, share) - binom.cdf(inside[0] - 1, of, share)))

    assert 0.89 <= sum(covered) / len(covered) <= 0.92
