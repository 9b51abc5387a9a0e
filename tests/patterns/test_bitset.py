"""Sets of positions packed together are the same sets when they come apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relational_journal.patterns.bitset import PACKED, Selection, from_positions, pack, picker, to_flags, unpack
from relational_journal.patterns.statistics.contrast import Strata, Units


@given(st.lists(st.sets(st.integers(0, 199)), max_size=PACKED), st.integers(200, 210))
def test_sets_come_apart_as_they_went_in(sets: list[set[int]], length: int) -> None:
    bits = [from_positions(each, length) for each in sets]

    assert unpack(pack(bits, length), len(bits)) == bits


def test_without_positions_every_set_is_empty() -> None:
    assert unpack(pack([0, 0], 0), 2) == [0, 0]


@pytest.mark.parametrize("positions", [[], [2], [2, 0], [1, 1, 2]])
def test_a_picker_looks_up_every_position_in_order(positions: list[int]) -> None:
    assert picker(positions)(b"abc") == tuple(b"abc"[position] for position in positions)


@given(st.sets(st.integers(0, 40), min_size=1))
def test_the_newest_of_a_selection_is_the_same_looked_up_alone_or_with_all(positions: set[int]) -> None:
    bits = from_positions(positions, 41)
    alone, together = Selection(range(41), bits), Selection(range(41), bits)

    assert alone[0] == next(iter(together)) == max(positions)


@pytest.mark.parametrize("largest", [3, 255, 256, 4000])
def test_units_of_a_size_are_found_however_large_a_burst_is(largest: int) -> None:
    sizes = (1, largest, 2, 1, largest)
    strata = Strata(Units((1, 2, 3, 4, 5), (frozenset(),) * 5, 0, (), sizes))

    assert [list(to_flags(group, 5)) for group in strata.groups] == [
        [1, 0, 0, 1, 0],
        [0, 0, 1, 0, 0],
        [0, 1, 0, 0, 1],
    ]
