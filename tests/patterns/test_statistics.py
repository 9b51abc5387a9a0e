"""What is computed by sums and products agrees with scipy and statsmodels to 1e-9."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from math import prod
from unittest import mock

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.stats import fisher_exact, hypergeom, norm
from scipy.stats import t as student
from statsmodels.stats.contingency_tables import StratifiedTable
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

from relational_journal.model import Entry, Mended
from relational_journal.patterns.counting.breaks import Break
from relational_journal.patterns.questions.repairs import repairs_of
from relational_journal.patterns.statistics.burst_size import SizeTable, excess
from relational_journal.patterns.statistics.exact import (
    Table,
    as_normal,
    hypergeometric,
    mid_p,
    smallest_mid_p,
    two_sided,
    wilson,
    z_of,
)
from relational_journal.patterns.statistics.multiple_testing import claims_among

CLOSE = 1e-9


def close(wanted: float | list[float]) -> object:
    """To 1e-9, of the value itself where it is large and of one where it is small."""
    return pytest.approx(wanted, rel=CLOSE, abs=CLOSE)


@st.composite
def tables(draw: st.DrawFn, most: int = 60) -> Table:
    """Any two by two table whose margins leave something open."""
    a, b, c, d = (draw(st.integers(0, most)) for _ in range(4))
    table = Table(both=a, with_=a + b, shows=a + c, of=a + b + c + d)
    assume(table.of >= 2 and table.variance > 0)
    return table


def crossed(table: Table) -> list[list[int]]:
    """The four cells: with and without, showing and not."""
    both, with_, shows, of = table
    return [[both, with_ - both], [shows - both, of - with_ - shows + both]]


@given(st.integers(1, 5_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_ranges_are_those_of_wilson(counts: tuple[int, int]) -> None:
    shows, of = counts

    low, high = proportion_confint(shows, of, alpha=0.1, method="wilson")

    assert wilson(shows, of) == (close(low), close(high))


def doubled_mid_p(chances: dict[int, float], seen: int) -> float:
    """Twice the chance of all outcomes further from the mean on the side of the one seen, that one counted by half.

    The mean itself is on neither side, and what nobody need explain: 1.
    """
    mean = sum(both * chance for both, chance in chances.items())
    if abs(seen - mean) < CLOSE:
        return 1.0
    above = seen > mean
    beyond = sum(chance for both, chance in chances.items() if (both > seen if above else both < seen))
    return min(1.0, 2 * beyond + chances[seen])


@pytest.mark.parametrize(
    "both, wanted",
    [(4, 1 / 70), (3, 2 * (1 + 16 / 2) / 70), (2, 1.0), (1, 2 * (1 + 16 / 2) / 70), (0, 1 / 70)],
)
def test_the_lady_tasting_tea_by_hand(both: int, wanted: float) -> None:
    """Of eight cups four had the milk first, she names four: 1, 16, 36, 16 and 1 of 70 ways to get 0 to 4 right."""
    assert mid_p([Table(both, with_=4, shows=4, of=8)]) == close(wanted)


def test_nine_of_ten_against_four_of_fifteen_by_hand() -> None:
    """Given 13 of 25 in all: 10 of 10 in 286 ways, 9 of 10 in 8,580, of 3,268,760 ways to choose ten."""
    assert mid_p([Table(both=9, with_=10, shows=13, of=25)]) == close(2 * (286 + 8_580 / 2) / 3_268_760)


@given(tables())
def test_the_test_of_one_table_is_fishers_on_its_side_the_outcome_seen_counted_by_half(table: Table) -> None:
    side = "greater" if table.both > table.expected else "less"
    seen = float(hypergeom.pmf(table.both, table.of, table.with_, table.shows))

    wanted = 2 * (fisher_exact(crossed(table), alternative=side).pvalue - seen / 2)

    is_mean = table.both * table.of == table.with_ * table.shows
    assert mid_p([table]) == close(1.0 if is_mean else min(1.0, wanted))


@given(tables())
@example(Table(both=4, with_=14, shows=18, of=63))  # the mean but for rounding, which once decided the side
def test_it_does_not_matter_which_side_is_called_with(table: Table) -> None:
    both, with_, shows, of = table

    assert mid_p([table]) == close(mid_p([Table(shows - both, of - with_, shows, of)]))
    assert mid_p([table]) == close(mid_p([Table(both, shows, with_, of)]))


@given(tables(most=2_000))
def test_a_tail_far_out_is_found_as_well_as_one_nearby(table: Table) -> None:
    """Beyond what a difference from one could show: what is left after a discount still depends on it."""
    for both in (table.bounds[0], table.bounds[1], (table.bounds[1] + round(table.expected)) // 2):
        dealt = hypergeom(table.of, table.with_, table.shows)
        side = dealt.sf(both) if both > table.expected else dealt.cdf(both - 1)
        wanted = 2 * float(side) + float(dealt.pmf(both))
        if 1e-280 < wanted < 0.9:
            assert mid_p([table._replace(both=both)]) == pytest.approx(wanted, rel=1e-6)


@given(tables(most=2_000))
def test_the_chances_of_a_table_are_hypergeometric(table: Table) -> None:
    low, high = table.bounds
    dealt = hypergeom(table.of, table.with_, table.shows)

    chances, wanted = np.array(hypergeometric(table)), dealt.pmf(np.arange(low, high + 1))
    assert chances.shape == wanted.shape
    assert np.abs(chances - wanted).max() <= CLOSE  # a chance is at most 1: what is close in itself is close as a part
    assert (table.expected, table.variance) == (close(dealt.mean()), close(dealt.var()))


@given(st.lists(tables(most=6), min_size=2, max_size=3))
@example([Table(both=2, with_=3, shows=8, of=12)] * 2)  # the mean of chances that are not alike on its two sides
def test_the_test_over_strata_counts_every_outcome_they_could_have_had(strata: list[Table]) -> None:
    dealt = [
        [
            (both, hypergeom.pmf(both, each.of, each.with_, each.shows))
            for both in range(each.bounds[0], each.bounds[1] + 1)
        ]
        for each in strata
    ]
    outcomes: dict[int, float] = {}
    for each in product(*dealt):
        total = sum(both for both, _ in each)
        outcomes[total] = outcomes.get(total, 0.0) + prod(chance for _, chance in each)

    assert mid_p(strata) == close(doubled_mid_p(outcomes, sum(table.both for table in strata)))


@given(st.lists(tables(), min_size=2, max_size=4))
def test_what_strata_hold_together_is_the_sum_of_mantel_and_haenszel(strata: list[Table]) -> None:
    off = sum(table.both - table.expected for table in strata)
    variance = sum(table.variance for table in strata)

    wanted = StratifiedTable([np.array(crossed(table)) for table in strata]).test_null_odds(correction=False)

    assert off**2 / variance == close(float(wanted.statistic))


@given(st.lists(tables(most=12), min_size=1, max_size=2))
def test_the_smallest_p_is_that_of_one_of_the_two_most_extreme_outcomes(strata: list[Table]) -> None:
    ps = [
        mid_p([table._replace(both=both) for table, both in zip(strata, each, strict=True)])
        for each in product(*(range(table.bounds[0], table.bounds[1] + 1) for table in strata))
    ]

    assert smallest_mid_p(strata) == close(min(ps))


@given(st.floats(0, 8))
@example(1.959963984540054)
def test_z_and_its_p_are_those_of_the_normal_curve(z: float) -> None:
    p = float(2 * norm.sf(z))

    assert two_sided(z) == close(p)
    assert z_of(p) == pytest.approx(float(norm.isf(p / 2)), abs=1e-8 if p > 0.999999 else CLOSE)


@given(st.floats(0, 12), st.floats(3, 500))
def test_a_t_as_far_out_as_a_normal_is_found_to_two_parts_in_a_hundred(t: float, freedom: float) -> None:
    wanted = float(norm.isf(student.sf(t, freedom)))

    assert as_normal(t, freedom) == pytest.approx(wanted, rel=0.02, abs=CLOSE)


@given(st.lists(st.floats(1e-9, 1), min_size=1, max_size=40))
def test_the_steps_of_the_family_are_holms_where_every_test_could_reach_any_p_and_counts_alike(ps: list[float]) -> None:
    assume(all(abs(p * left - 0.05) > CLOSE for p in ps for left in range(1, len(ps) + 1)))

    claimed = claims_among(lambda place, _: ps[place], [0.0] * len(ps), [1.0] * len(ps))

    with mock.patch("gc.collect"):  # each call of the oracle looks through all of memory for rubbish
        rejected, *_ = multipletests(ps, alpha=0.05, method="holm")
    assert claimed == {place for place, each in enumerate(rejected) if each}


@given(st.lists(tables(most=12), min_size=1, max_size=12))
def test_the_family_leaves_out_whom_its_margins_keep_from_any_claim(found: list[Table]) -> None:
    ps, least = [mid_p([table]) for table in found], [smallest_mid_p([table]) for table in found]

    claimed = claims_among(lambda place, _: ps[place], least, [1.0] * len(found))

    # Tarone's rule in the words of his paper: the first k of which at most k could pass 1 in 20 by k.
    left, wanted = set(range(len(ps))), set()
    while left:
        k = next(k for k in range(1, len(left) + 1) if sum(least[i] <= 0.05 / k for i in left) <= k)
        passed = {i for i in left if ps[i] <= 0.05 / k and least[i] <= 0.05 / k}
        if not passed:
            break
        wanted |= passed
        left -= passed
    assert wanted <= claimed
    assert all(ps[i] <= 0.05 for i in claimed)


@given(st.lists(st.integers(0, 400), min_size=1, max_size=50))
def test_the_middle_of_the_days_to_a_repair_is_the_median(days: list[int]) -> None:
    begun = date(2024, 1, 1)
    breaks = [
        Break(
            Entry(when=begun.isoformat(), uid=str(number), break_status="mended", mended=Mended("", "me")),
            "mended",
            begun,
            1_000,
            begun + timedelta(taken),
            "me",
        )
        for number, taken in enumerate(days)
    ]

    assert repairs_of(breaks).median_days == close(float(np.median(days)))


@given(
    st.lists(st.tuples(st.integers(2, 6), st.integers(1, 30), st.floats(0.1, 0.9)), min_size=1, max_size=5),
    st.data(),
)
def test_what_larger_bursts_alone_would_make_solves_its_own_equation(
    drawn: list[tuple[int, int, float]], data: st.DataObject
) -> None:
    by_size = {size: units for size, units, _ in drawn} | {1: 20}
    rows = []
    for size, units in sorted(by_size.items()):
        with_, shows = data.draw(st.integers(0, units)), data.draw(st.integers(0, units))
        both = data.draw(st.integers(max(0, with_ + shows - units), min(with_, shows)))
        rows.append(SizeTable(size, both, with_, shows, units))
    of, shows = sum(row.of for row in rows), sum(row.shows for row in rows)
    assume(0 < shows < of and 0 < sum(row.with_ for row in rows) < of)

    def z(chances: list[float]) -> float:
        off = sum(row.both - row.with_ * chance for row, chance in zip(rows, chances, strict=True))
        spread = [chance * (1 - chance) for chance in chances]
        held = sum(row.with_ * each for row, each in zip(rows, spread, strict=True))
        everyone = sum(row.of * each for row, each in zip(rows, spread, strict=True))
        variance = held * (1 - held / everyone) * of / (of - 1)
        return off / variance**0.5 if variance > 0 else 0.0

    q = brentq(lambda q: sum(row.of * (1 - (1 - q) ** row.size) for row in rows) - shows, 0, 1, xtol=1e-15)
    plain, allowed = z([shows / of] * len(rows)), z([1 - (1 - q) ** row.size for row in rows])
    wanted = max(0.0, plain - allowed if plain > 0 else allowed - plain)
    assert excess([rows]) == pytest.approx(wanted, rel=1e-6, abs=1e-6)  # the root itself is found to 1e-14
