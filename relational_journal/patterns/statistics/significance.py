"""What may be called "stands out": the test of one comparison and the rule for all of them together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from relational_journal.patterns.bitset import first_bits, from_flags
from relational_journal.patterns.statistics.autocorrelation import Effort, Timeline
from relational_journal.patterns.statistics.burst_size import SizeTable, excess
from relational_journal.patterns.statistics.contrast import Sides
from relational_journal.patterns.statistics.exact import (
    Table,
    as_normal,
    p_between,
    p_without_one,
    smallest_p,
    two_sided,
    wilson,
    z_of,
)
from relational_journal.patterns.statistics.multiple_testing import FAMILY_ERROR, claims_among

__all__ = ["Trial", "Units", "hunch_reading", "judge", "p_of", "wilson"]

STANDS_OUT = "stands-out"
MAY_BE_CHANCE = "may-be-chance"
NO_CLEAR_DIFFERENCE = "no-clear-difference"
TOO_FEW = "too-few"

CHANGE = "change"
CHANGES_SHARE = 0.2  # of the error of the family, if there is anything else to share it with

SMALLEST_SIDE = 5  # domain §5 rule 8: a side under it is listed, not tested


class Units(NamedTuple):
    """What a base holds after bursts are made one (domain §5 rule 6), in ascending order of day.

    Attributes:
        days: ordinal day of each unit, -1 where it has none.
        people: the people of each unit.
        shows: bit i is set where unit i shows the pattern.
        sizes: how many moments of the base each unit joins; () = one each. A unit of three has three chances to show
            and three to hold a condition, and that alone must not make a difference.
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
    Each comparison is tested exactly, less its strongest unit (`p_without_one`); its p is made larger for what the
    size of bursts alone would make (`excess`) and for days and stories that resemble each other
    (`Timeline.inflation`). The family is held by the steps of Holm and Tarone (`claims_among`), the error going where
    there is most to be learnt: a comparison's weight is the variance its margins give, known before its outcome
    (Genovese, Roeder & Wasserman 2006, Biometrika 93, 509–524). One fifth of it is kept for the changes, which long
    spells touch most. docs/statistics.md says why, and with what result.

    Args:
        trials: all comparisons of all eighteen rows, the changes among them.

    Returns:
        one of `stands-out`, `may-be-chance`, `no-clear-difference`, `too-few` for each, in their order.
    """
    tested = [i for i, trial in enumerate(trials) if _is_tested(trial)]
    changes = [i for i in tested if trials[i].kind == CHANGE]
    others = [i for i in tested if trials[i].kind != CHANGE]
    share = CHANGES_SHARE if changes and others else float(bool(changes))
    bases = _Bases(trials[i] for i in tested)
    standing = {
        part[place]
        for part, error in ((changes, FAMILY_ERROR * share), (others, FAMILY_ERROR * (1 - share)))
        for place in _standing([trials[i] for i in part], bases, error)
    }
    return tuple(STANDS_OUT if i in standing else _else_reading(trial) for i, trial in enumerate(trials))


def _standing(trials: Sequence[Trial], bases: _Bases, error: float) -> set[int]:
    """The places of those that stand out when `error` is shared among these."""
    base_of = [bases.of(trial.units) for trial in trials]
    tables = [base.tables(trial) for base, trial in zip(base_of, trials, strict=True)]
    weights = [sum(table.variance for table in each) for each in tables]

    def p(place: int, worth_it: float, sure: float) -> float:
        return base_of[place].p(trials[place], tables[place], worth_it, sure)

    return claims_among(p, [smallest_p(each) for each in tables], weights, error)


def hunch_reading(trial: Trial) -> str:
    """The word of a hunch, read once: one test of its own, outside every family (domain §6, question 17)."""
    if not _is_tested(trial):
        return TOO_FEW
    return STANDS_OUT if p_of(trial) <= FAMILY_ERROR else _else_reading(trial)


def p_of(trial: Trial) -> float:
    """How often chance alone makes a difference like this one, spells and bursts allowed for."""
    base = _Bases([trial]).of(trial.units)
    return base.p(trial, base.tables(trial), worth_it=1.0, sure=0.0)


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


class _Base:
    """The units of one base as every comparison in it needs them."""

    def __init__(self, units: Units, sizes: Mapping[int, int], timeline: Callable[[], Timeline]) -> None:
        self.units = units
        self.groups = _sets_of(units.apart) if units.apart else {0: first_bits(len(units.days))}
        self._sizes = sizes
        self._timeline = timeline

    def tables(self, trial: Trial) -> list[Table]:
        """The comparison's table in each group of units that may be compared."""
        return [
            Table(*_counts(trial, group)) for group in self.groups.values() if (trial.with_ | trial.without) & group
        ]  # fmt: skip

    def p(self, trial: Trial, tables: Sequence[Table], worth_it: float, sure: float) -> float:
        """Its p; or 1.0 as soon as it is sure to be above `worth_it`, or a number up to `sure` as soon as it is."""
        variance = sum(table.variance for table in tables)
        if variance <= 0:
            return 1.0
        off = sum(table.both - table.expected for table in tables)
        if worth_it < 0.02 and off * off < 3 * variance:  # then p is above .02
            return 1.0
        least, most = p_between(tables)
        if least > worth_it:
            return 1.0
        sides = Sides(trial.with_, trial.without, self.units.shows, tuple(self.groups.values()))
        of_sizes = excess(self._size_tables(trial)) if len(self._sizes) > 1 else 0.0
        timeline = self._timeline()

        def left(p: float, times: float) -> float:
            return two_sided(_discounted(z_of(p) - of_sizes, times, sides.units))

        if (without_doubt := left(most, timeline.most)) <= sure:
            return without_doubt
        times = timeline.inflation(sides, change=trial.kind == CHANGE)
        if (without_doubt := left(most, times)) <= sure:
            return without_doubt
        if left(least, times) > worth_it or (p := p_without_one(tables)) > worth_it:
            return 1.0
        return left(p, times)

    def _size_tables(self, trial: Trial) -> list[list[SizeTable]]:
        return [
            [
                SizeTable(size, *_counts(trial, group & members))
                for size, members in self._sizes.items()
                if (trial.with_ | trial.without) & group & members
            ]
            for group in self.groups.values()
        ]


class _Bases:
    """The bases of a view, each made once; rows that share a base share how it lies in time.

    Values are told apart by where they lie in memory: the trials hold them for as long as this lives.
    """

    def __init__(self, trials: Iterable[Trial]) -> None:
        self._bases: dict[int, _Base] = {}
        self._sizes: dict[int, Mapping[int, int]] = {}
        self._members: dict[tuple[int, int], int] = defaultdict(int)
        self._timelines: dict[tuple[int, int], Timeline] = {}
        self._effort = Effort()
        for trial in trials:
            self._members[id(trial.units.days), id(trial.units.people)] |= trial.with_ | trial.without

    def of(self, units: Units) -> _Base:
        """The base of these units."""
        if id(units) not in self._bases:
            if id(units.sizes) not in self._sizes:
                alike = {1: first_bits(len(units.days))}
                self._sizes[id(units.sizes)] = _sets_of(units.sizes) if units.sizes else alike
            self._bases[id(units)] = _Base(units, self._sizes[id(units.sizes)], lambda: self._timeline(units))
        return self._bases[id(units)]

    def _timeline(self, units: Units) -> Timeline:
        key = id(units.days), id(units.people)
        if key not in self._timelines:
            self._timelines[key] = Timeline(units.days, units.people, self._members[key], self._effort)
        return self._timelines[key]


def _counts(trial: Trial, members: int) -> tuple[int, int, int, int]:
    """Both, with, shows and all among these units."""
    held, here = trial.with_ & members, (trial.with_ | trial.without) & members
    shows = trial.units.shows
    return (held & shows).bit_count(), held.bit_count(), (here & shows).bit_count(), here.bit_count()


def _sets_of(numbers: Sequence[int]) -> dict[int, int]:
    """The units that carry each number, as bits."""
    flags = {number: bytearray(len(numbers)) for number in sorted(set(numbers))}
    for i, number in enumerate(numbers):
        flags[number][i] = 1
    return {number: from_flags(each) for number, each in flags.items()}


def _discounted(z: float, times: float, units: int) -> float:
    """The z that is left when the variance is so many times as large, that number being itself an estimate.

    It rests on as many spells as there are units by `times`: a t of so few degrees of freedom (Clifford, Richardson &
    Hémon 1989). Where nothing resembles anything the exact test stands as it is.
    """
    if z <= 0:
        return 0.0
    if times <= 1:
        return z
    freedom = max(1.0, units / times - 2)
    return as_normal(z / times**0.5, freedom)
