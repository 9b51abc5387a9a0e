"""Describe a comparison of two groups of units: as tables, and as cells of units that are alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from relational_journal.patterns.bitset import first_bits, from_flags
from relational_journal.patterns.statistics.burst_size import SizeTable
from relational_journal.patterns.statistics.exact import Table

CHANGE = "change"  # the kind of a contrast of this window with the one before

_GREATEST_BYTE = 255


class Units(NamedTuple):
    """The units of a base in ascending order of day: its moments with bursts joined.

    Attributes:
        days: ordinal day of each unit, -1 if it has none.
        people: the people of each unit.
        shows: bit i is set if unit i shows the pattern.
        sizes: the number of moments in each unit; () for one each. A unit of three has three chances to show
            and three to hold a condition, which alone must not make a difference.
        apart: a stratum for each unit, or (). Units of different strata are never compared, because the pattern's
            definition gives them different chances to show.
    """

    days: tuple[int, ...]
    people: tuple[frozenset[str], ...]
    shows: int
    sizes: tuple[int, ...] = ()
    apart: tuple[int, ...] = ()


class Contrast(NamedTuple):
    """One comparison: the units that hold the condition and those they are compared with, as bit sets."""

    units: Units
    with_: int
    without: int
    kind: str

    @property
    def smaller_side(self) -> int:
        """The number of units on the smaller side."""
        return min(self.with_.bit_count(), self.without.bit_count())

    def differs_by_tenths(self, tenths: int) -> bool:
        """Return whether the two shares differ by so many tenths or more, in exact integer arithmetic."""
        held, free = self.with_.bit_count(), self.without.bit_count()
        shows = self.units.shows
        apart = (self.with_ & shows).bit_count() * free - (self.without & shows).bit_count() * held
        return 10 * abs(apart) >= tenths * held * free


class Strata:
    """The units of one base by stratum and by burst size, as bit sets."""

    def __init__(self, units: Units) -> None:
        everyone = first_bits(len(units.days))
        self.groups: tuple[int, ...] = tuple(_sets_of(units.apart).values()) if units.apart else (everyone,)
        self._sizes = _sets_of(units.sizes) if units.sizes else {1: everyone}

    def tables(self, contrast: Contrast) -> list[Table]:
        """Return the contrast's table in each stratum that holds any of its units."""
        members = contrast.with_ | contrast.without
        return [Table(*_counts(contrast, group)) for group in self.groups if members & group]

    def size_tables(self, contrast: Contrast) -> list[list[SizeTable]]:
        """Return the contrast's tables by burst size in each stratum; empty if every unit is one moment."""
        if len(self._sizes) < 2:
            return []
        members = contrast.with_ | contrast.without
        return [
            [
                SizeTable(size, *_counts(contrast, group & of_size))
                for size, of_size in self._sizes.items()
                if members & group & of_size
            ]
            for group in self.groups
        ]


def _counts(contrast: Contrast, among: int) -> tuple[int, int, int, int]:
    """Count `both`, `with_`, `shows` and `of` among these units."""
    held = contrast.with_ & among
    here = held | (contrast.without & among)
    shows = contrast.units.shows
    return (held & shows).bit_count(), held.bit_count(), (here & shows).bit_count(), here.bit_count()


def _sets_of(numbers: Sequence[int]) -> dict[int, int]:
    """Return the units with each number, as bits."""
    if max(numbers, default=0) > _GREATEST_BYTE:
        return {number: from_flags(bytes(each == number for each in numbers)) for number in sorted(set(numbers))}
    each = bytes(numbers)
    return {number: from_flags(each.translate(_only(number))) for number in sorted(set(each))}


@cache
def _only(number: int) -> bytes:
    """Return the table that turns a byte into 1 if it is this number, else into 0."""
    return bytes(byte == number for byte in range(_GREATEST_BYTE + 1))


class Cell(NamedTuple):
    """Units that are alike in everything a contrast uses, as bits, and what each adds to its sums."""

    bits: int
    units: int
    held: bool
    x: float  # whether it holds the condition, minus the share that holds it
    y: float  # whether it shows the pattern, minus the share that shows it
    rest: float  # y, minus what the difference between the two sides explains

    @property
    def product(self) -> float:
        """The product of the unit's two deviations, with the difference between the sides removed."""
        return self.x * self.rest


Value = Callable[[Cell], float]


class Cells:
    """A contrast as cells: four for each stratum, empty ones included.

    In each stratum the cells are in this order: with and shows, with and not, without and shows, without and not.
    Shares are computed in each stratum; the difference between the sides is common to all.
    """

    def __init__(self, contrast: Contrast, groups: Sequence[int]) -> None:
        with_, without = contrast.with_, contrast.without
        members = with_ | without
        self.shows = contrast.units.shows & members
        self.units = members.bit_count()
        self.held, self.free = with_.bit_count(), without.bit_count()
        parts = []
        squares = covariance = 0.0
        for group in groups:
            held, free = with_ & group, without & group
            n_held, n_free = held.bit_count(), free.bit_count()
            of = n_held + n_free
            if of:
                held_shows, free_shows = held & self.shows, free & self.shows
                both = held_shows.bit_count()
                p, q = n_held / of, (both + free_shows.bit_count()) / of
                squares += of * p * (1 - p)
                covariance += both - of * p * q
                parts.append(((held_shows, held ^ held_shows), (free_shows, free ^ free_shows), p, q))
        slope = covariance / squares if squares > 0 else 0.0
        self.groups = tuple(
            tuple(
                Cell(bits, bits.bit_count(), side is of_held, x, y, _without_rounding(y - slope * x))
                for side, x in ((of_held, 1 - p), (of_free, -p))
                for bits, y in zip(side, (1 - q, -q), strict=True)
            )
            for of_held, of_free, p, q in parts
        )
        self.all = tuple(cell for group in self.groups for cell in group)

    @property
    def against(self) -> int:
        """The number of units that go against the majority of their side: that show if most do not, or the reverse."""
        number = 0
        for side in (0, 2):
            shows = sum(group[side].units for group in self.groups)
            number += min(shows, sum(group[side + 1].units for group in self.groups))
        return number


def _without_rounding(rest: float) -> float:
    """Return the value, or 0 if it is only a rounding error."""
    return rest if abs(rest) > 1e-12 else 0.0
