"""The words a comparison gets, and what they rest on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relational_journal.patterns.statistics.contrast import Contrast, Units
from relational_journal.patterns.statistics.exact import Table, mid_p, smallest_mid_p, wilson
from relational_journal.patterns.statistics.multiple_testing import claims_among
from relational_journal.patterns.statistics.significance import ALONE, POOL, hunch_reading, p_value, readings


def units(shows: str, days: tuple[int, ...] | None = None, **more: tuple[int, ...]) -> Units:
    """Units from a string: `1` shows, `0` does not; one every third day unless told."""
    return Units(
        days if days is not None else tuple(3 * i for i in range(len(shows))),
        (frozenset(),) * len(shows),
        int(shows[::-1], 2),
        **more,
    )


def contrast(with_: str, without: str, kind: str = "person") -> Contrast:
    """A comparison of two runs of units, dealt out in turn so that neither side has a time of its own."""
    sides = [(show, 1) for show in with_] + [(show, 0) for show in without]
    order = sorted(range(len(sides)), key=lambda i: (i * 7919) % 104729)
    dealt = [sides[i] for i in order]
    held = sum(1 << i for i, (_, side) in enumerate(dealt) if side)
    return Contrast(units("".join(show for show, _ in dealt)), held, ((1 << len(dealt)) - 1) & ~held, kind)


def test_a_side_under_five_is_listed_and_not_tested():
    assert readings([contrast("1111", "0" * 40), contrast("1" * 40, "0000")]) == ("too-few", "too-few")


def test_nine_of_ten_against_four_of_fifteen_stands_out_when_nothing_else_was_looked_at():
    assert readings([contrast("1111111110", "111100000000000")]) == ("stands-out",)


def test_the_same_difference_may_be_chance_among_many_comparisons():
    found = contrast("1111111110", "111100000000000")
    others = [contrast("1010110100" * 2, "0110101001" * 2)] * 200

    assert readings([found, *others])[0] == "may-be-chance"


def test_a_large_difference_stands_out_among_many_comparisons():
    found = contrast("1" * 42 + "0" * 18, "1" * 12 + "0" * 48)
    others = [contrast("1010110100" * 6, "0110101001" * 6)] * 400

    assert readings([found, *others])[0] == "stands-out"


def test_three_in_ten_is_counted_in_whole_numbers():
    """.7 - .4 is .29999999999999993 in floating point; 7 of 10 and 4 of 10 differ by 3 in 10 all the same."""
    assert readings([contrast("1111111000", "1111000000")]) == ("may-be-chance",)
    assert readings([contrast("111111100", "1111000000")] * 2)[0] == "may-be-chance"
    assert readings([contrast("1111110000", "1111000000")]) == ("no-clear-difference",)


def test_units_that_join_more_moments_are_compared_with_their_like():
    """Larger bursts both show more and hold more; within each size here nothing differs."""
    small = [(0, 0)] * 24 + [(1, 0)] * 6 + [(0, 1)] * 24 + [(1, 1)] * 6
    large = [(1, 1)] * 48 + [(1, 0)] * 12 + [(0, 1)] * 12 + [(0, 0)] * 3
    both = [(*each, 1) for each in small] + [(*each, 5) for each in large]
    order = sorted(range(len(both)), key=lambda i: (i * 7919) % 104729)
    dealt = [both[i] for i in order]
    held = sum(1 << i for i, (_, hold, _) in enumerate(dealt) if hold)
    shows = "".join(str(show) for show, _, _ in dealt)
    free = ((1 << len(dealt)) - 1) & ~held
    sizes = tuple(size for _, _, size in dealt)

    assert readings([Contrast(units(shows), held, free, "cue")]) == ("stands-out",)
    assert readings([Contrast(units(shows, sizes=sizes), held, free, "cue")]) != ("stands-out",)


def test_two_spells_that_happen_to_meet_do_not_stand_out():
    """Twelve bad days in a row, eight of them within a cold spell: as units it looks striking, as spells it is two."""
    shows = "0" * 20 + "1" * 12 + "0" * 28
    held = int(("0" * 22 + "1" * 10 + "0" * 28)[::-1], 2)
    free = ((1 << 60) - 1) & ~held
    met = Contrast(units(shows, days=tuple(range(60))), held, free, "felt-before")

    assert readings([met] + [contrast("1010110100" * 2, "0110101001" * 2)] * 100)[0] == "may-be-chance"


def test_a_hunch_is_one_test_of_its_own():
    assert hunch_reading(contrast("1111111110", "111100000000000")) == "stands-out"
    assert hunch_reading(contrast("1111110000", "1100000000")) == "may-be-chance"
    assert hunch_reading(contrast("1111110000", "1111000000")) == "no-clear-difference"


def test_no_comparisons_give_no_readings():
    assert readings([]) == ()


@pytest.mark.parametrize("shows, of", [(0, 0), (-1, 5), (6, 5)])
def test_a_range_of_nothing_is_refused(shows: int, of: int):
    with pytest.raises(ValueError, match="no share"):
        wilson(shows, of)


@pytest.mark.parametrize("shows", range(7))
def test_counts_that_could_never_say_anything_say_nothing(shows: int):
    """Six units of which two hold the condition: no outcome is rarer than 1 in 15."""
    for both in range(max(0, shows - 4), min(2, shows) + 1):
        tables = [Table(both, 2, shows, 6)]
        assert not claims_among(lambda *_, t=tables: mid_p(t), [smallest_mid_p(tables)], [1.0])


def test_a_smaller_difference_is_worth_asking_about_if_it_would_pass_its_test_alone():
    """60 of 100 against 40 of 100 differ by two in ten: p = .005, which one of 800 comparisons in chance alone has."""
    clear = contrast("11100" * 20, "11000" * 20)
    others = [contrast("10" * 50, "01" * 50)] * 800

    assert p_value(clear) < ALONE
    assert readings([clear, *others])[:2] == ("may-be-chance", "no-clear-difference")


def test_a_smaller_difference_that_would_not_pass_is_no_clear_difference():
    faint = contrast("11100" * 4, "11000" * 4)

    assert p_value(faint) > ALONE
    assert readings([faint]) == ("no-clear-difference",)


@pytest.mark.parametrize("of", [10, 16, 24, 40, 61])
def test_no_comparison_that_would_pass_its_test_is_passed_over_for_its_plain_z(of: int):
    """Under 1.55 standard deviations from the mean the test is not summed, and no outcome there would pass."""
    for with_ in range(1, of):
        for shows in range(1, of):
            table = Table(0, with_, shows, of)
            for both in range(table.bounds[0], table.bounds[1] + 1):
                seen = table._replace(both=both)
                if (both - table.expected) ** 2 < 1.55**2 * table.variance:
                    assert mid_p([seen]) > ALONE


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.integers(0, 1)), min_size=12, max_size=60))
def test_no_reading_depends_on_what_is_passed_over(drawn: list[tuple[bool, bool, int]]):
    """Each p is found anew, whole and outside the family; every reading follows from these."""
    held = sum(1 << i for i, (holds, _, _) in enumerate(drawn) if holds)
    shows = "".join(str(int(show)) for _, show, _ in drawn)
    apart = tuple(number for *_, number in drawn)
    everyone = (1 << len(drawn)) - 1
    first = Contrast(units(shows, apart=apart), held, everyone & ~held, "cue")
    second = Contrast(units(shows), everyone & ~held, held, "wish")
    change = Contrast(units(shows), everyone >> len(drawn) // 2, everyone & ~(everyone >> len(drawn) // 2), "change")
    family = [first, second, change]

    for each, reading in zip(family, readings(family), strict=True):
        if each.smaller_side < 5:
            assert reading == "too-few"
        elif reading == "stands-out":
            assert p_value(each) <= POOL
        else:
            worth_asking = each.differs_by_tenths(3) or p_value(each) <= ALONE
            assert reading == ("may-be-chance" if worth_asking else "no-clear-difference")
