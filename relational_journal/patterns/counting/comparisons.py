"""Compare inside the base of each pattern; all rows form one family (docs/counting.md, comparisons)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.patterns.bitset import first_bits, to_flags
from relational_journal.patterns.counting.bursts import Folding, Ties
from relational_journal.patterns.counting.result import TOO_FEW, Comparison, Share
from relational_journal.patterns.counting.values import Values, values
from relational_journal.patterns.statistics.contrast import CHANGE, Contrast, Units

if TYPE_CHECKING:
    from relational_journal.patterns.counting.index import Index
    from relational_journal.patterns.counting.result import Patterns
    from relational_journal.patterns.counting.study import Study
    from relational_journal.vocabulary.load import Vocabulary

Judge = Callable[[Sequence[Contrast]], Sequence[str]]

LEAST_SIDE = 5  # a side under it is listed, not tested
AS_LESS = "as-less"


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
            for unit, more in Counter(folding.joined.values()).items():
                sizes[unit] += more
            self._sizes = tuple(sizes)
            for position, unit in folding.joined.items():
                if (names := index.companies[position]) is not people[unit]:
                    people[unit] |= names
        self._people = tuple(people)

    def units_at(self, moments: int) -> int:
        """Return the units that hold any of these moments."""
        return self._folding.units(moments)

    def units_holding(self, known: Values) -> dict[str, int]:
        """Return the units that hold each value of a field, without values that none holds."""
        return known.units(self._folding)

    def beginning_in(self, moments: int) -> int:
        """Return the units whose first moment is one of these."""
        return self._folding.beginning_in(moments)

    def units(self, shows: int, apart: int = 0) -> Units:
        """Return the units in the form the test takes."""
        return Units(
            self._days, self._people, shows, self._sizes, tuple(to_flags(apart, len(self._days))) if apart else ()
        )


def conditions(grouped: Grouped, index: Index, known: Sequence[Values]) -> tuple[Condition, ...]:
    """Return every value that occurs in the base with its two sides.

    *With*: the unit's field holds the value. *Without*: the field is filled and does not hold it. Context and
    treatment are noted only when present, so there *without* is all other units.
    """
    found: list[Condition] = []
    for each in known:
        held = grouped.units_holding(each)
        filled = grouped.all if each.by == "context" else 0
        for units in held.values():
            filled |= units
        found += [Condition(each.by, value, units, filled & ~units) for value, units in held.items()]
    as_less = grouped.units_at(index.holding("treated", _as_less(index.vocabulary)))
    if as_less:
        found.append(Condition("treated", AS_LESS, as_less, grouped.all & ~as_less))
    return tuple(found)


def _as_less(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the keys of being treated as less, those with polarity D."""
    return tuple(term.key for term in vocabulary.list_of("treated") if term.polarity == "D")


def compare(study: Study, judge: Judge) -> tuple[tuple[Comparison, ...], tuple[Contrast, ...]]:
    """Return every comparison of all rows, in order, and the contrasts tested (those with both sides 5 or more)."""
    known = values(study.index)
    grouped: dict[str, tuple[Grouped, tuple[Condition, ...]]] = {}
    joint: dict[str, Grouped] = {}
    sides: list[tuple[str, Condition, Units]] = []
    for key in study.patterns:
        name = study.patterns[key].base
        if name not in grouped:
            units = Grouped(study.index, study.ties, study.base(name) & study.inside)
            grouped[name] = units, conditions(units, study.index, known)
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
