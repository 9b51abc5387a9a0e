"""The words a comparison gets, and what they rest on."""

from __future__ import annotations

import pytest

from relational_journal.patterns.statistics.exact import Table, p_without_one, smallest_p
from relational_journal.patterns.statistics.multiple_testing import claims_among
from relational_journal.patterns.statistics.significance import Trial, Units, hunch_reading, judge, wilson


def units(shows: str, days: tuple[int, ...] | None = None, **more: tuple[int, ...]) -> Units:
    """Units from a string: `1` shows, `0` does not; one every third day unless told."""
    return Units(
        days if days is not None else tuple(3 * i for i in range(len(shows))),
        (frozenset(),) * len(shows),
        int(shows[::-1], 2),
        **more,
    )


def trial(with_: str, without: str, kind: str = "person") -> Trial:
    """A comparison of two runs of units, dealt out in turn so that neither side has a time of its own."""
    sides = [(show, 1) for show in with_] + [(show, 0) for show in without]
    order = sorted(range(len(sides)), key=lambda i: (i * 7919) % 104729)
    dealt = [sides[i] for i in order]
    held = sum(1 << i for i, (_, side) in enumerate(dealt) if side)
    return Trial(units("".join(show for show, _ in dealt)), held, ((1 << len(dealt)) - 1) & ~held, kind)


def test_a_side_under_five_is_listed_and_not_tested():
    assert judge([trial("1111", "0" * 40), trial("1" * 40, "0000")]) == ("too-few", "too-few")


def test_nine_of_ten_against_four_of_fifteen_stands_out_when_nothing_else_was_looked_at():
    assert judge([trial("1111111110", "111100000000000")]) == ("stands-out",)


def test_the_same_difference_may_be_chance_among_many_comparisons():
    found = trial("1111111110", "111100000000000")
    others = [trial("1010110100" * 2, "0110101001" * 2)] * 200

    assert judge([found, *others])[0] == "may-be-chance"


def test_a_large_difference_stands_out_among_many_comparisons():
    found = trial("1" * 42 + "0" * 18, "1" * 12 + "0" * 48)
    others = [trial("1010110100" * 6, "0110101001" * 6)] * 400

    assert judge([found, *others])[0] == "stands-out"


def test_three_in_ten_is_counted_in_whole_numbers():
    """.7 - .4 is .29999999999999993 in floating point; 7 of 10 and 4 of 10 differ by 3 in 10 all the same."""
    assert judge([trial("1111111000", "1111000000")]) == ("may-be-chance",)
    assert judge([trial("111111100", "1111000000")] * 2)[0] == "may-be-chance"
    assert judge([trial("1111110000", "1111000000")]) == ("no-clear-difference",)


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

    assert judge([Trial(units(shows), held, free, "cue")]) == ("stands-out",)
    assert judge([Trial(units(shows, sizes=sizes), held, free, "cue")]) != ("stands-out",)


def test_two_spells_that_happen_to_meet_do_not_stand_out():
    """Twelve bad days in a row, eight of them within a cold spell: as units it looks striking, as spells it is two."""
    shows = "0" * 20 + "1" * 12 + "0" * 28
    held = int(("0" * 22 + "1" * 10 + "0" * 28)[::-1], 2)
    free = ((1 << 60) - 1) & ~held
    met = Trial(units(shows, days=tuple(range(60))), held, free, "felt-before")

    assert judge([met] + [trial("1010110100" * 2, "0110101001" * 2)] * 100)[0] == "may-be-chance"


def test_a_hunch_is_one_test_of_its_own():
    assert hunch_reading(trial("1111111110", "111100000000000")) == "stands-out"
    assert hunch_reading(trial("1111110000", "1100000000")) == "may-be-chance"
    assert hunch_reading(trial("1111110000", "1111000000")) == "no-clear-difference"


def test_no_comparisons_give_no_readings():
    assert judge([]) == ()


@pytest.mark.parametrize("shows, of", [(0, 0), (-1, 5), (6, 5)])
def test_a_range_of_nothing_is_refused(shows: int, of: int):
    with pytest.raises(ValueError, match="no share"):
        wilson(shows, of)


@pytest.mark.parametrize("shows", range(9))
def test_counts_that_could_never_say_anything_say_nothing(shows: int):
    """Eight units of which two hold the condition: no outcome is rarer than 1 in 20, the unit left out."""
    for both in range(max(0, shows - 6), min(2, shows) + 1):
        tables = [Table(both, 2, shows, 8)]
        found = claims_among(lambda *_, t=tables: p_without_one(t), [smallest_p(tables)], [1.0])
        assert not found
