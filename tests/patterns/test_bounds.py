"""What makes ten thousand moments quick to compare changes no reading."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from relational_journal.model import Moment
from relational_journal.patterns.counting.count import count
from relational_journal.patterns.statistics import autocorrelation, significance
from relational_journal.patterns.statistics.autocorrelation import FADES, Timeline
from relational_journal.patterns.statistics.contrast import ByDay, Cell, Days, Neighbours, Sides
from relational_journal.patterns.statistics.exact import Table, p_between, p_without_one
from relational_journal.patterns.statistics.numpy_sums import Arrays
from relational_journal.vocabulary.load import vocabulary
from tests.patterns.test_statistics import close, tables
from tests.simulation.simulate import Difference, Independent
from tests.simulation.worlds import LAST_DAY, PEOPLE, WORLDS, window_of

units = st.lists(
    st.tuples(
        st.integers(0, 60) | st.integers(0, 5_000),
        st.frozensets(st.sampled_from("ABC"), max_size=2),
        st.booleans(),
        st.booleans(),
        st.booleans(),
    ),
    min_size=4,
    max_size=60,
)


def bits(flags: list[bool]) -> int:
    return sum(1 << i for i, flag in enumerate(flags) if flag)


def values() -> list[tuple[str, object]]:
    return [("x", lambda cell: cell.x), ("rest", lambda cell: cell.rest), ("one", lambda _: 1.0)]


@given(units)
def test_sums_by_arrays_are_those_by_day_and_among_near_units(drawn: list[tuple]) -> None:
    drawn = sorted(drawn, key=lambda unit: unit[0])
    days = tuple(-1 if not dated else day for day, _, dated, _, _ in drawn)
    everyone = (1 << len(drawn)) - 1
    with_ = bits([held for *_, held, _ in drawn])
    sides = Sides(with_, everyone & ~with_, bits([shows for *_, shows in drawn]), (everyone,))
    neighbours = Neighbours(days, [people for _, people, *_ in drawn], 3)
    by_day, near = ByDay(sides.cells, Days(days)), neighbours.among(sides.cells)

    sums = Arrays(days, neighbours.pairs).over(sides.cells)

    assert sums.number == near.number
    for _, value in values():
        assert sums.total(value) == close(near.total(value))
        assert sums.on_one_day(value) == close(by_day.on_one_day(value)) == close(by_day.pairs(value, FADES)[1])
        for fades in (FADES, FADES**2):
            assert sums.pairs(value, fades) == close(by_day.pairs(value, fades))


@given(units, st.booleans())
def test_no_comparison_is_inflated_by_more_than_the_most(drawn: list[tuple], change: bool) -> None:
    drawn = sorted(drawn, key=lambda unit: unit[0])
    everyone = (1 << len(drawn)) - 1
    with_ = bits([held for *_, held, _ in drawn])
    assume(with_ and with_ != everyone)
    timeline = Timeline([day for day, *_ in drawn], [people for _, people, *_ in drawn])
    sides = Sides(with_, everyone & ~with_, bits([shows for *_, shows in drawn]), (everyone,))

    assert timeline.inflation(sides, change=change) <= timeline.most * (1 + 1e-9)


@given(st.lists(tables(most=40), min_size=1, max_size=2))
def test_the_p_lies_between_its_bounds(strata: list[Table]) -> None:
    least, most = p_between(strata)

    assert least <= p_without_one(strata) * (1 + 1e-9)
    assert p_without_one(strata) <= most * (1 + 1e-9)


def test_the_bounds_of_a_small_p_are_near_each_other() -> None:
    least, most = p_between([Table(both=700, with_=1_000, shows=900, of=2_000)])

    assert 0 < least < p_without_one([Table(both=700, with_=1_000, shows=900, of=2_000)]) < most < 1e-80
    assert most < 1_000 * least


def _journals() -> list[list[Moment]]:
    null = [WORLDS[world](seed).journal(240, 112) for world, seed in ((1, 0), (4, 1))]
    return [*null, *(Difference(by, Independent).journal(7, 112) for by in ("person", "cue", "change"))]


@pytest.mark.parametrize("number", range(5))
def test_no_reading_depends_on_the_short_cuts(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    moments = _journals()[number]
    # Told many times over, so that there is everything between nothing and no doubt at all.
    moments = [
        moment._replace(uid=f"{moment.uid}-{time}", when=f"{int(moment.when[:4]) - time}{moment.when[4:]}", links=())
        for time in range(6)
        for moment in moments
        if moment.when[5:] != "02-29"
    ]

    def readings() -> list[str]:
        window = window_of(112)._replace(since=LAST_DAY.replace(year=LAST_DAY.year - 3))
        now = datetime(LAST_DAY.year, LAST_DAY.month, LAST_DAY.day, 21, tzinfo=UTC)
        found = count(moments, window, now=now, vocabulary=vocabulary(), people=PEOPLE)
        return [each.reading for each in found.comparisons]

    shown = readings()
    monkeypatch.setattr(autocorrelation, "DAYS_BEFORE_ARRAYS", 0)
    by_arrays = readings()
    monkeypatch.setattr(autocorrelation, "DAYS_BEFORE_ARRAYS", 10**9)
    monkeypatch.setattr(significance, "p_between", lambda _: (0.0, 1.0))
    plainly = readings()

    assert shown == by_arrays == plainly
    assert "may-be-chance" in shown
    assert number < 2 or "stands-out" in shown


def test_every_pair_of_cells_is_reckoned_with() -> None:
    cells = [Cell(1 << i, float(i), 1.0, 0.0) for i in range(4)]
    sums = Arrays((0, 1, 3, 3), ([], [])).over(cells)

    wanted = 2 * sum(
        one * other * FADES ** abs((0, 1, 3, 3)[one] - (0, 1, 3, 3)[other]) for one, other in combinations(range(4), 2)
    )
    assert sums.pairs(lambda cell: cell.x, FADES)[0] == close(wanted)
