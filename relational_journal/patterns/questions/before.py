"""What tends to come just before a pattern."""

from __future__ import annotations

from relational_journal.patterns.counting.bases import opens_alone
from relational_journal.patterns.counting.result import Comparison, Patterns, Share

_CAME_BEFORE = ("cue", "felt-before", "wish", "power")


def conditions_before(patterns: Patterns, key: str, *, most: int = 3) -> tuple[Comparison, ...]:
    """The conditions whose share with them lies furthest above the share without, at most `most`.

    A condition that alone would put a moment into the base is dropped, for inside the base it tells nothing.
    """
    row = patterns.row(key)
    asked = [
        comparison
        for comparison in patterns.comparisons
        if comparison.pattern == key and comparison.by in _CAME_BEFORE and comparison.value is not None
        if not opens_alone(row.base, comparison.by, comparison.value)
    ]
    return tuple(sorted(asked, key=difference, reverse=True)[:most])


def difference(comparison: Comparison) -> float:
    """How far the share with the condition lies above the one without, each drawn to a half where it rests on little.

    Each share is (k + 1) / (n + 2): Laplace's rule of succession.
    """
    return _drawn_in(comparison.with_) - _drawn_in(comparison.without)


def _drawn_in(share: Share) -> float:
    return (share.shows + 1) / (share.of + 2)
