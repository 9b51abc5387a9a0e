"""What was logged several times is one unit in comparisons, and only there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relational_journal.model import Entry
from relational_journal.patterns.bitset import first_bits, from_positions, pack, positions_of
from relational_journal.patterns.counting.bursts import Folding, Ties
from relational_journal.patterns.counting.index import in_time
from tests.support.journals import counted, journal


def joined(table: str) -> str:
    """The units of a journal, by the numbers of their lines."""
    moments = in_time(journal(table))
    first = Ties(moments).joined(first_bits(len(moments)))
    units: dict[int, list[str]] = {}
    for position, moment in enumerate(moments):
        units.setdefault(first.get(position, position), []).append(moment.uid)
    return " ".join("+".join(unit) for unit in units.values())


@pytest.mark.parametrize(
    ("table", "units"),
    [
        ("5 Oct Sam o\n5 Oct Sam o\n6 Oct Sam o", "1+2 3"),
        ("5 Oct Sam o\n5 Oct Ada o", "1 2"),
        ("5 Oct Sam o\n5 Oct Ada o\n5 Oct Sam,Ada o", "1+2+3"),  # through a third
        ("5 Oct - o\n5 Oct - o", "1 2"),  # without a person, alone
        ("Oct 2026 Sam o\nOct 2026 Sam o", "1 2"),  # without a day, alone
        ("5 Oct Sam o\n8 Oct Sam o repairs:1", "1+2"),  # three days between
        ("5 Oct Sam o\n9 Oct Sam o repairs:1", "1 2"),  # four
        ("5 Oct Sam o echoes:2\n8 Oct Sam o", "1+2"),  # linked either way, as whatever
        ("5 Oct Sam o\n6 Oct Ada o repairs:1", "1 2"),  # linked, and nobody shared
        ("Oct 2026 Sam o\n2 Oct Sam o repairs:1", "1 2"),
        ("5 Oct Sam o\n7 Oct Sam o repairs:1\n9 Oct Sam o repairs:2", "1+2+3"),
        ("5 Oct Sam o\n6 Oct Sam o", "1 2"),  # neighbours, not linked
    ],
)
def test_what_is_one(table: str, units: str) -> None:
    assert joined(table) == units


def test_counts_that_are_shown_are_of_moments_and_comparisons_of_units() -> None:
    quarrel = "5 Oct Sam d they-let-me-down | snapped\n" * 3
    others = "\n".join(f"{day} Oct Ada d they-let-me-down | listened" for day in range(6, 11))

    patterns = counted(quarrel + others)

    row = patterns.row("striking-first")
    sam = next(
        each for each in patterns.comparisons if (each.pattern, each.by, each.value) == (row.key, "person", "Sam")
    )
    assert (row.of, len(row.shows)) == (8, 3)
    assert (tuple(sam.with_), tuple(sam.without)) == ((1, 1), (0, 5))


def test_a_unit_holds_what_any_of_its_moments_holds() -> None:
    patterns = counted(
        """
        5 Oct Sam,Ada d they-let-me-down | listened
        5 Oct Sam d hurt jealous | snapped            # one with the line above: with Ada, after a cue, shows
        6 Oct Kim d they-let-me-down | listened
        7 Oct Kim d jealous | listened
        8 Oct Kim d irritated | listened
        """
    )

    answer = {
        (each.by, each.value): (tuple(each.with_), tuple(each.without))
        for each in patterns.comparisons
        if each.pattern == "striking-first"
    }
    assert answer["person", "Ada"] == ((1, 1), (0, 3))
    assert answer["cue", "they-let-me-down"] == ((1, 2), (0, 0))
    assert answer["felt-before", "jealous"] == ((1, 2), (0, 1))
    assert answer["felt-before", "irritated"] == ((0, 1), (1, 2))


def test_two_moments_of_a_base_are_not_one_through_a_moment_outside_it() -> None:
    patterns = counted(
        """
        4 Oct Sam d they-let-me-down | snapped
        5 Oct Sam o they-were-warm | listened | repairs:1     # not tense
        6 Oct Sam d they-let-me-down | snapped | repairs:2
        7 Oct Sam d they-let-me-down | snapped
        8 Oct Sam d they-let-me-down | snapped
        9 Oct Sam d they-let-me-down | snapped
        """
    )

    sam = next(each for each in patterns.comparisons if (each.pattern, each.value) == ("striking-first", "Sam"))
    assert tuple(sam.with_) == (5, 5)


def test_a_unit_lies_in_the_window_of_its_first_moment() -> None:
    earlier = "".join(f"{day} Aug Kim d they-let-me-down | listened\n" for day in range(10, 15))
    now = "".join(f"{day} Oct Kim d they-let-me-down | listened\n" for day in range(1, 6))
    across = "27 Sep Sam d they-let-me-down | listened\n28 Sep Sam d they-let-me-down | snapped | repairs:11"

    patterns = counted(earlier + now + across)  # the window begins on 28 September

    change = next(each for each in patterns.comparisons if (each.pattern, each.by) == ("striking-first", "change"))
    assert (tuple(change.with_), tuple(change.without)) == ((0, 5), (1, 6))
    assert len(patterns.row("striking-first").shows) == 1


@given(
    st.lists(st.integers(0, 300), max_size=60),
    st.integers(1, 400),
    st.sets(st.integers(0, 400)),
    st.sets(st.integers(0, 400)),
)
def test_folding_numbers_units_by_their_first_moment_and_leaves_out_what_is_in_none(
    roots: list[int], size: int, members: set[int], held: set[int]
) -> None:
    members = {position for position in members if position < size}
    held = {position for position in held if position < size}
    first = {position: root for position, root in enumerate(roots) if root < position and {position, root} <= members}
    first = {position: root for position, root in first.items() if root not in first}
    leads = sorted(members - set(first))
    number = {lead: unit for unit, lead in enumerate(leads)}
    folding = Folding(from_positions(members, size), first, size)

    wanted = {number[first.get(position, position)] for position in held & members}
    assert folding.number == len(leads)
    assert set(positions_of(folding.units(from_positions(held, size)), folding.number)) == wanted
    assert folding.units_of(held) == folding.units(from_positions(held, size))
    others = from_positions((position for position in range(size) if position % 3), size)
    packed = pack([from_positions(held, size), others, 0], size)
    assert folding.units_of_each(packed, 3) == [folding.units(from_positions(held, size)), folding.units(others), 0]
    begun = positions_of(folding.beginning_in(from_positions(held, size)), folding.number)
    assert [leads[unit] for unit in begun] == sorted(held & set(leads))


def test_ten_thousand_moments_of_one_person_and_day_are_one() -> None:
    moments = [Entry(when="2026-10-05", uid=str(number), people=("Sam",)) for number in range(10_000)]
    everyone = first_bits(len(moments))

    folding = Folding(everyone, Ties(moments).joined(everyone), len(moments))

    assert folding.number == 1
    assert folding.units(1 << 9_999) == 1
