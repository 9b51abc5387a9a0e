"""Days and stories that resemble each other: the sums are those over every pair, and long journals cost no accuracy."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from relational_journal.patterns.statistics import day_bins, near_pairs
from relational_journal.patterns.statistics.autocorrelation import Timeline
from relational_journal.patterns.statistics.contrast import Cells, Contrast, Strata, Units
from tests.simulation.worlds import Spells

Drawn = list[tuple[int, frozenset[str], bool, bool, bool, int]]

drawn_units = st.lists(
    st.tuples(
        st.integers(0, 40) | st.integers(0, 400),
        st.frozensets(st.sampled_from("ABC"), max_size=2),
        st.booleans() | st.just(True),
        st.booleans(),
        st.booleans(),
        st.integers(0, 1),
    ),
    min_size=4,
    max_size=50,
)


def contrast_of(drawn: Drawn, *, strata: bool) -> Contrast:
    drawn = sorted(drawn, key=lambda unit: unit[0])
    units = Units(
        tuple(day if dated else -1 for day, _, dated, *_ in drawn),
        tuple(people for _, people, *_ in drawn),
        bits([shows for *_, shows, _ in drawn]),
        apart=tuple(group for *_, group in drawn) if strata else (),
    )
    held = bits([holds for *_, holds, _, _ in drawn])
    return Contrast(units, held, ((1 << len(drawn)) - 1) & ~held, "cue")


def bits(flags: list[bool]) -> int:
    return sum(1 << i for i, flag in enumerate(flags) if flag)


def inflation_over_every_pair(contrast: Contrast, *, change: bool) -> float:
    """The same number in matrices: every pair of units is looked at, as the formulas are written."""
    units = contrast.units
    n = len(units.days)
    w = np.array([contrast.with_ >> i & 1 for i in range(n)], dtype=float)
    s = np.array([units.shows >> i & 1 for i in range(n)], dtype=float)
    strata = np.array(units.apart or (0,) * n)
    x, y = w.copy(), s.copy()
    for stratum in set(strata):
        x[strata == stratum] -= w[strata == stratum].mean()
        y[strata == stratum] -= s[strata == stratum].mean()
    slope = (x @ y) / (x @ x) if x @ x > 0 else 0.0
    rest = y - slope * x
    rest[np.abs(rest) < 1e-12] = 0.0
    product = x * rest
    days = np.array(units.days)
    dated = (days[:, None] >= 0) & (days[None, :] >= 0) & ~np.eye(n, dtype=bool)
    apart = np.abs(np.subtract.outer(days, days))
    faded, one_day = np.where(dated, 0.8**apart, 0.0), dated & (apart == 0)
    company = [people or frozenset([""]) for people in units.people]
    near = np.array([[bool(company[i] & company[j]) for j in range(n)] for i in range(n)]) & dated & (apart <= 3)

    shown, shares = (rest, 2) if change else (y, 1)
    showing, condition = shown @ shown / max(1, n - shares), x @ x / n
    if condition <= 0 or (showing <= 0 and not change):
        return 1.0
    held, free = w.sum(), n - w.sum()
    if showing > 0:
        above = shown @ faded @ shown / showing
        below = np.where(dated, 0.64**apart, 0.0).sum()
        if change:
            of_held, of_free = w @ faded @ w, (1 - w) @ faded @ (1 - w)
            across = faded.sum() - of_held - of_free
            above += of_held / held + of_free / free
            below -= (of_held / held) ** 2 + (of_free / free) ** 2 + across**2 / (2 * held * free)
        else:
            above += faded.sum() / n
            below -= (faded.sum() / n) ** 2
        alike = min(1.0, max(0.0, above / below)) if below > 0 else 0.0
        if change:
            against = sum(min(s[w == side].sum(), (w == side).sum() - s[w == side].sum()) for side in (0, 1))
            alike = (against * alike + 1.5) / (against + 3)
        if one_day.any():
            within = shown @ one_day @ shown / showing / one_day.sum() + 1 / n
            day_alike = min(1.0, max(alike, within))
        else:
            day_alike = alike
    else:
        alike = day_alike = 0.5
    left = rest @ rest / max(1, n - 2)
    near_alike = 0.0
    if near.any() and left > 0:
        of_held, of_free = w @ near @ w / 2, (1 - w) @ near @ (1 - w) / 2
        across = near.sum() / 2 - of_held - of_free
        above = rest @ near @ rest / 2 / left + of_held / held + of_free / free
        below = near.sum() / 2 - 2 * ((of_held / held) ** 2 + (of_free / free) ** 2) - across**2 / (held * free)
        near_alike = min(1.0, max(0.0, (above + 7.5) / max(1.0, below + 15)))
    beyond = max(0.0, near_alike - 0.64 * alike)
    model = alike * (x @ faded @ x) + (day_alike - alike) * (x @ one_day @ x) + beyond * (x @ near @ x)
    own = product @ one_day @ product + product @ near @ product
    spread = product @ product
    return 1.0 + max(0.0, model / (n * condition), own / spread if spread > 0 else 0.0)


@given(drawn_units, st.booleans(), st.booleans())
def test_the_inflation_is_that_over_every_pair_of_units(drawn: Drawn, change: bool, strata: bool) -> None:
    contrast = contrast_of(drawn, strata=strata)
    assume(contrast.with_ and contrast.without)
    # Who meets someone more than eight times in four days is near to the next eight only.
    crowded = max(
        sum(bool((people or {""}) & (other or {""})) for other in contrast.units.people)
        for people in contrast.units.people
    )
    assume(crowded <= 9)

    found = Timeline(contrast.units.days, contrast.units.people).inflation(
        Cells(contrast, Strata(contrast.units).groups), change=change
    )

    assert found == pytest.approx(inflation_over_every_pair(contrast, change=change), rel=1e-9)
    assert found >= 1.0


def spell_units(days: int, each: int) -> list[Contrast]:
    """Some conditions in a journal of spells, `each` moments a day; what shows comes in spells of its own."""
    world = Spells(11)
    world.begin(days)
    levels = [world._levels(days) for _ in range(6)]
    people = tuple(frozenset([name]) for _ in range(days) for name in ("Noor", "Ama", "Ilse", "Tomas")[:each])
    dates = tuple(date(2010, 1, 1).toordinal() + day for day in range(days) for _ in range(each))
    held = [[world.dice.random() < (0.8 if level > 0.5 else 0.1) for level in of for _ in range(each)] for of in levels]
    units = Units(dates, people, bits(held[0]))
    everyone = (1 << len(dates)) - 1
    return [Contrast(units, bits(each), everyone & ~bits(each), "cue") for each in held[1:]]


def inflations(contrasts: list[Contrast]) -> list[float]:
    units = contrasts[0].units
    timeline = Timeline(units.days, units.people)
    return [timeline.inflation(Cells(contrast, Strata(units).groups)) for contrast in contrasts]


@pytest.mark.parametrize("days", [1_500, 4_000])
def test_years_in_bins_of_days_say_what_every_day_says(days: int, monkeypatch: pytest.MonkeyPatch) -> None:
    contrasts = spell_units(days, 2)

    in_bins = inflations(contrasts)

    monkeypatch.setattr(day_bins, "MOST_BINS", days)
    monkeypatch.setattr(near_pairs, "MOST_PAIRS", 10**9)
    by_day = inflations(contrasts)
    assert max(by_day) > 1.5
    for binned, wanted in zip(in_bins, by_day, strict=True):
        assert binned == pytest.approx(wanted, rel=0.2)
    assert sum(in_bins) == pytest.approx(sum(by_day), rel=0.1)


def test_moments_that_all_stand_alone_inflate_nothing() -> None:
    days = tuple(100 * i for i in range(40))
    units = Units(days, tuple(frozenset([f"person {i}"]) for i in range(40)), bits([i % 2 == 0 for i in range(40)]))
    held = bits([i % 3 == 0 for i in range(40)])
    contrast = Contrast(units, held, ((1 << 40) - 1) & ~held, "cue")

    assert inflations([contrast]) == [pytest.approx(1.0, abs=1e-6)]


def test_two_long_spells_say_little() -> None:
    """Thirty days with it, all showing, and thirty without, none showing, are two spells and not sixty witnesses."""
    units = Units(tuple(range(60)), (frozenset(),) * 60, (1 << 30) - 1)
    contrast = Contrast(units, (1 << 30) - 1, ((1 << 30) - 1) << 30, "cue")

    assert inflations([contrast])[0] > 5
