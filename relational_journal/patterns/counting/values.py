"""Prepare the values that comparisons look for, once for the bases of all patterns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.patterns.bitset import PACKED, pack
from relational_journal.text.folding import caseless
from relational_journal.vocabulary.special import SETTINGS

if TYPE_CHECKING:
    from relational_journal.patterns.counting.bursts import Folding
    from relational_journal.patterns.counting.index import Index
    from relational_journal.vocabulary.load import Vocabulary

# The name of each comparison and the field it looks its value up in.
FIELDS: tuple[tuple[str, str], ...] = (
    ("person", "people"),
    ("cue", "first"),
    ("felt-before", "felt_before"),
    ("wish", "wishes"),
    ("setting", "setting"),
    ("power", "power"),
    ("context", "context"),
)
_SELDOM = 50  # a value in fewer than one of so many moments is looked up moment by moment, which is faster for few


class Values(NamedTuple):
    """The values that occur in a field, in the order of their comparisons, and the moments that hold each.

    Attributes:
        by: the name of the comparison.
        order: the values.
        often: values that many moments hold, with their sets of moments packed together.
        seldom: the others with the positions of their moments.
    """

    by: str
    order: Sequence[str]
    often: Sequence[tuple[Sequence[str], bytes]]
    seldom: Mapping[str, Sequence[int]]

    def units(self, folding: Folding) -> dict[str, int]:
        """Return the units that hold each value, without values that none holds."""
        found: dict[str, int] = {}
        for values, packed in self.often:
            found |= zip(values, folding.units_of_each(packed, len(values)), strict=True)
        for value, positions in self.seldom.items():
            found[value] = folding.units_of(positions)
        return {value: units for value in self.order if (units := found[value])}


def values(index: Index) -> tuple[Values, ...]:
    """Return the values of every field that comparisons look in."""
    return tuple(_values(by, field, index) for by, field in FIELDS)


def _values(by: str, field: str, index: Index) -> Values:
    positions = index.positions(field)
    # Uses of power stand in the same field, but only positions exclude each other.
    known = power_positions(index.vocabulary) if by == "power" else positions.keys()
    order = _ordered(by, (value for value in positions if value in known), index.vocabulary)
    seldom = {value: positions[value] for value in order if len(positions[value]) * _SELDOM < index.size}
    often = [value for value in order if value not in seldom]
    together = [often[start : start + PACKED] for start in range(0, len(often), PACKED)]
    packed = [(few, pack([index.holding(field, (value,)) for value in few], index.size)) for few in together]
    return Values(by, order, packed, seldom)


def power_positions(vocabulary: Vocabulary) -> frozenset[str]:
    """Return the positions of power among the keys of power; the other keys are uses of power."""
    return frozenset(term.key for term in vocabulary.list_of("power") if term.polarity == "N")


def _ordered(by: str, values: Iterable[str], vocabulary: Vocabulary) -> list[str]:
    """Sort values in vocabulary order and people by name; unknown values come last, alphabetically."""
    if by == "person":
        return sorted(values, key=lambda name: (caseless(name), name))
    if by == "setting":
        rank = {setting: i for i, setting in enumerate(SETTINGS)}
    else:
        rank = {key: i for i, key in enumerate(vocabulary.terms)}
    return sorted(values, key=lambda value: (rank.get(value.partition(":")[0], len(rank)), value))
