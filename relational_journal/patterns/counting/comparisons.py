"""Compare inside the base of each pattern; all rows form one family (docs/counting.md, comparisons)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.patterns.bitset import first_bits, to_flags
from relational_journal.patterns.counting.bursts import Folding, Ties
from relational_journal.patterns.counting.result import TOO_FEW, Comparison, Share
from relational_journal.patterns.statistics.contrast import CHANGE, Contrast, Units
from relational_journal.text.folding import caseless
from relational_journal.vocabulary.special import SETTINGS

if TYPE_CHECKING:
    from relational_journal.patterns.counting.index import Index
    from relational_journal.patterns.counting.result import Patterns
    from relational_journal.patterns.counting.study import Study
    from relational_journal.vocabulary.load import Vocabulary

Judge = Callable[[Sequence[Contrast]], Sequence[str]]

LEAST_SIDE = 5  # a side under it is listed, not tested
AS_LESS = "as-less"

# The name of each comparison and the field it looks its value up in.
_FIELDS: tuple[tuple[str, str], ...] = (
    ("person", "people"),
    ("cue", "first"),
    ("felt-before", "felt_before"),
    ("wish", "wishes"),
    ("setting", "setting"),
    ("power", "power"),
)


class Condition(NamedTuple):
    """A value that occurs in a base, the units that hold it and the units to compare with."""

    by: str
    value: str | None
    with_: int
    without: int


class Grouped:
    """The units of a base: its moments with bursts joined, numbered in time order by first moment."""

    def __init__(self, index: Index, ties: Ties, base: int) -> None:
        self._folding = folding = Folding(base, ties.joined(base), index.size)
        self.all = first_bits(folding.number)
        self._days = tuple(folding.of_firsts(index.days))
        self._sizes: tuple[int, ...] = ()
        people = list(folding.of_firsts(index.companies))
        if folding.joined:
            sizes = [1] * folding.number
            for position, unit in folding.joined.items():
                sizes[unit] += 1
                people[unit] |= index.companies[position]
            self._sizes = tuple(sizes)
        self._people = tuple(people)

    def units_at(self, moments: int) -> int:
        """Return the units that hold any of these moments."""
        return self._folding.units(moments)

    def units_of(self, positions: Iterable[int]) -> int:
        """Return the units that hold any of the moments at these positions."""
        return self._folding.units_of(positions)

    def beginning_in(self, moments: int) -> int:
        """Return the units whose first moment is one of these."""
        return self._folding.beginning_in(moments)

    def units(self, shows: int, apart: int = 0) -> Units:
        """Return the units in the form the test takes."""
        return Units(
            self._days, self._people, shows, self._sizes, tuple(to_flags(apart, len(self._days))) if apart else ()
        )


def conditions(grouped: Grouped, index: Index) -> tuple[Condition, ...]:
    """Return every value that occurs in the base with its two sides.

    *With*: the unit's field holds the value. *Without*: the field is filled and does not hold it. Context and
    treatment are noted only when present, so there *without* is all other units.
    """
    vocabulary = index.vocabulary
    found: list[Condition] = []
    for by, field in _FIELDS:
        # Uses of power stand in the same field, but only positions exclude each other.
        known = power_positions(vocabulary) if by == "power" else None
        held = dict(_held(grouped, index, field, _ordered(by, index.positions(field), vocabulary), known))
        filled = 0
        for units in held.values():
            filled |= units
        found += [Condition(by, value, units, filled & ~units) for value, units in held.items()]
    in_context = _ordered("context", index.positions("context"), vocabulary)
    for value, units in _held(grouped, index, "context", in_context, None):
        found.append(Condition("context", value, units, grouped.all & ~units))
    treated = index.positions("treated")
    as_less = grouped.units_of(chain.from_iterable(treated.get(key, ()) for key in _as_less(vocabulary)))
    if as_less:
        found.append(Condition("treated", AS_LESS, as_less, grouped.all & ~as_less))
    return tuple(found)


def power_positions(vocabulary: Vocabulary) -> frozenset[str]:
    """Return the positions of power among the keys of power; the other keys are uses of power."""
    return frozenset(term.key for term in vocabulary.list_of("power") if term.polarity == "N")


def _as_less(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the keys of being treated as less, those with polarity D."""
    return tuple(term.key for term in vocabulary.list_of("treated") if term.polarity == "D")


def _held(
    grouped: Grouped, index: Index, field: str, values: Iterable[str], known: frozenset[str] | None
) -> Iterator[tuple[str, int]]:
    for value in values:
        if known is None or value in known:
            units = grouped.units_of(index.positions(field)[value])
            if units:
                yield value, units


def _ordered(by: str, values: Iterable[str], vocabulary: Vocabulary) -> list[str]:
    """Sort values in vocabulary order and people by name; unknown values come last, alphabetically."""
    if by == "person":
        return sorted(values, key=lambda name: (caseless(name), name))
    if by == "setting":
        rank = {setting: i for i, setting in enumerate(SETTINGS)}
    else:
        rank = {key: i for i, key in enumerate(vocabulary.terms)}
    return sorted(values, key=lambda value: (rank.get(value.partition(":")[0], len(rank)), value))


def compare(study: Study, judge: Judge) -> tuple[tuple[Comparison, ...], tuple[Contrast, ...]]:
    """Return every comparison of all rows, in order, and the contrasts tested (those with both sides 5 or more)."""
    grouped: dict[str, tuple[Grouped, tuple[Condition, ...]]] = {}
    joint: dict[str, Grouped] = {}
    sides: list[tuple[str, Condition, Units]] = []
    for key in study.patterns:
        name = study.patterns[key].base
        if name not in grouped:
            units = Grouped(study.index, study.ties, study.base(name) & study.inside)
            grouped[name] = units, conditions(units, study.index)
            # Joined over both windows: a burst across their border is one unit and must not stand on both sides.
            joint[name] = Grouped(study.index, study.ties, study.base(name)) if study.earlier else units
        here, found = grouped[name]
        units_here = _units(study, key, here)
        sides += [(key, condition, units_here) for condition in found]
        both = joint[name]
        sides.append((key, _change(study, both), _units(study, key, both) if both is not here else units_here))
    return _judged(sides, judge)


def _units(study: Study, key: str, grouped: Grouped) -> Units:
    marks = study.marks(key)
    return grouped.units(grouped.units_at(marks.markers), grouped.units_at(marks.apart))


def _change(study: Study, both: Grouped) -> Condition:
    """Return the condition "in this window"; a unit lies in the window of its first moment."""
    return Condition(CHANGE, None, both.beginning_in(study.inside), both.beginning_in(study.earlier))


def _judged(
    sides: Sequence[tuple[str, Condition, Units]], judge: Judge
) -> tuple[tuple[Comparison, ...], tuple[Contrast, ...]]:
    shares = [
        (
            Share((condition.with_ & units.shows).bit_count(), condition.with_.bit_count()),
            Share((condition.without & units.shows).bit_count(), condition.without.bit_count()),
        )
        for _, condition, units in sides
    ]
    tested = [i for i, (with_, without) in enumerate(shares) if min(with_.of, without.of) >= LEAST_SIDE]
    contrasts = tuple(
        Contrast(units, condition.with_, condition.without, condition.by)
        for _, condition, units in (sides[i] for i in tested)
    )
    # All at once: they are one family, and the share of false claims is limited over the whole of it.
    readings = dict(zip(tested, judge(contrasts), strict=True)) if tested else {}
    comparisons = tuple(
        Comparison(key, condition.by, condition.value, *shares[i], readings.get(i, TOO_FEW))
        for i, (key, condition, _) in enumerate(sides)
    )
    return comparisons, contrasts


def compare_windows(patterns: Patterns) -> tuple[Comparison, ...]:
    """Return one comparison for each row: *with* is this window, *without* the one before, both over the row's base.

    Bursts are joined first, and the comparisons belong to the same family as all others, so a claim reads the same
    everywhere.
    """
    return tuple(comparison for comparison in patterns.comparisons if comparison.by == CHANGE)


def without_tests(contrasts: Sequence[Contrast]) -> Sequence[str]:
    """Return `too-few` for each contrast: a judge for answers that show no comparison.

    In a long window the tests take the most time.
    """
    return [TOO_FEW] * len(contrasts)
