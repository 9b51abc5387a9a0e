"""What may be called "stands out": the test of one comparison and the rule for all of them together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from relational_journal.patterns.bits import from_flags, to_flags
from relational_journal.patterns.dependence import inflation
from relational_journal.patterns.exact import Table, exact_p, smallest_p, two_sided, wilson, z_of
from relational_journal.patterns.family import FAMILY_ERROR, claims, tarone

__all__ = ["Trial", "Units", "hunch_reading", "judge", "p_of", "wilson"]

STANDS_OUT = "stands-out"
MAY_BE_CHANCE = "may-be-chance"
NO_CLEAR_DIFFERENCE = "no-clear-difference"
TOO_FEW = "too-few"

SMALLEST_SIDE = 5  # domain §5 rule 8: a side under it is listed, not tested


class Units(NamedTuple):
    """What a base holds after bursts are made one (domain §5 rule 6), in ascending order of day.

    Attributes:
        days: ordinal day of each unit, -1 where it has none.
        people: the people of each unit.
        shows: bit i is set where unit i shows the pattern.
        sizes: how many moments of the base each unit joins; () = one each. A unit of three has three chances to show
            and three to hold a condition, so units are compared with units of their size.
        apart: () or a number for each unit; units with different numbers are never compared, because the pattern's own
            definition gives them different chances to show (P4: whether a feeling of the family shame came before).
    """

    days: tuple[int, ...]
    people: tuple[frozenset[str], ...]
    shows: int
    sizes: tuple[int, ...] = ()
    apart: tuple[int, ...] = ()


class Trial(NamedTuple):
    """One comparison: the units that hold the condition, and those it is compared with, as bits."""

    units: Units
    with_: int
    without: int
    kind: str


def judge(trials: Sequence[Trial]) -> tuple[str, ...]:
    """The reading of every comparison of a view, all of them as one family (domain §5 rule 8).

    Over journals in which nothing relates to anything, at most 1 in 20 gives even one `stands-out` (design §5).
    Each comparison is tested exactly (`exact_p`), among units of one size; its p is then made larger for spells
    and bursts (`inflation`); the family is held by the steps of Holm and Tarone (`claims`).

    Args:
        trials: all comparisons of all eighteen rows, the changes among them.

    Returns:
        one of `stands-out`, `may-be-chance`, `no-clear-difference`, `too-few` for each, in their order.
    """
    strata: dict[int, _Strata] = {}
    tested: list[int] = []
    tables: list[list[Table]] = []
    for i, trial in enumerate(trials):
        if not _is_tested(trial):
            continue
        if id(trial.units) not in strata:
            strata[id(trial.units)] = _Strata(trial.units)
        tested.append(i)
        tables.append(strata[id(trial.units)].tables(trial))
    smallest = [smallest_p(each) for each in tables]
    worth_it = FAMILY_ERROR if len(tested) < 2 else 20 * FAMILY_ERROR / tarone(smallest)
    ps = [
        _p(trials[i], each, strata[id(trials[i].units)], worth_it)
        for i, each in zip(tested, tables, strict=True)
    ]  # fmt: skip
    standing = {i for i, claimed in zip(tested, claims(ps, smallest), strict=True) if claimed}
    return tuple(
        STANDS_OUT if i in standing else _else_reading(trial) for i, trial in enumerate(trials)
    )  # fmt: skip


def hunch_reading(trial: Trial) -> str:
    """The word of a hunch, read once: one test of its own, outside every family (domain §6, question 17)."""
    if not _is_tested(trial):
        return TOO_FEW
    return STANDS_OUT if p_of(trial) <= FAMILY_ERROR else _else_reading(trial)


def p_of(trial: Trial) -> float:
    """How often chance alone makes a difference like this one, spells and bursts allowed for."""
    strata = _Strata(trial.units)
    return _p(trial, strata.tables(trial), strata, 1.0)


def _is_tested(trial: Trial) -> bool:
    return min(trial.with_.bit_count(), trial.without.bit_count()) >= SMALLEST_SIDE


def _else_reading(trial: Trial) -> str:
    """The reading of a comparison that does not stand out; 3 in 10 in whole numbers, so that 3 in 10 is 3 in 10."""
    if not _is_tested(trial):
        return TOO_FEW
    held, free = trial.with_.bit_count(), trial.without.bit_count()
    apart = (trial.with_ & trial.units.shows).bit_count() * free - (
        trial.without & trial.units.shows
    ).bit_count() * held
    return MAY_BE_CHANCE if 10 * abs(apart) >= 3 * held * free else NO_CLEAR_DIFFERENCE


class _Strata:
    """The units of one base in classes that had the same chance to show."""

    def __init__(self, units: Units) -> None:
        length = len(units.days)
        sizes = units.sizes or (1,) * length
        classes = sorted({*zip(units.apart or (0,) * length, map(_size_class, sizes), strict=True)})
        number = {each: i for i, each in enumerate(classes)}
        self.of_units = [
            number[apart, _size_class(size)] for apart, size in zip(units.apart or (0,) * length, sizes, strict=True)
        ]
        flags = [bytearray(length) for _ in classes]
        for i, stratum in enumerate(self.of_units):
            flags[stratum][i] = 1
        self._members = [from_flags(each) for each in flags]

    def tables(self, trial: Trial) -> list[Table]:
        """The comparison's table in each class that holds anything of it."""
        tables = []
        compared = trial.with_ | trial.without
        for members in self._members:
            here = compared & members
            if here:
                held = trial.with_ & members
                shows = trial.units.shows
                tables.append(
                    Table((held & shows).bit_count(), held.bit_count(), (here & shows).bit_count(), here.bit_count())
                )
        return tables


def _size_class(size: int) -> int:
    """Sizes up to four by themselves, larger ones in steps of a quarter or so: 5–6, 7–8, 9–11, 12–15, …"""
    edges = (5, 7, 9, 12, 16, 21, 28, 37, 50)
    return size if size < 5 else 4 + sum(size >= edge for edge in edges)


def _p(trial: Trial, tables: Sequence[Table], strata: _Strata, worth_it: float) -> float:
    """Its p, or 1.0 as soon as it is sure to be above `worth_it`."""
    variance = sum(table.variance for table in tables)
    if variance <= 0:
        return 1.0
    off = sum(table.both - table.expected for table in tables if table.variance > 0)
    if off * off < 3 * variance and worth_it < 0.02:  # the exact p is then above .02
        return 1.0
    p = exact_p(tables)
    if p > worth_it:
        return 1.0
    length = len(trial.units.days)
    compared = to_flags(trial.with_ | trial.without, length)
    chosen = [i for i in range(length) if compared[i]]
    holds, shows = to_flags(trial.with_, length), to_flags(trial.units.shows, length)
    times = inflation(
        [trial.units.days[i] for i in chosen],
        [strata.of_units[i] for i in chosen],
        bytes(holds[i] for i in chosen),
        bytes(shows[i] for i in chosen),
        change=trial.kind == "change",
    )
    return p if times <= 1 else two_sided(z_of(p) / times**0.5)
