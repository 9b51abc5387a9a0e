"""Rank what tends to come just before a pattern (docs/counting.md, before)."""

from __future__ import annotations

from relational_journal.patterns.counting.bases import opens_alone
from relational_journal.patterns.counting.result import Comparison, Patterns, Share

_CAME_BEFORE = ("cue", "felt-before", "wish", "power")


def conditions_before(patterns: Patterns, key: str, *, most: int = 3) -> tuple[Comparison, ...]:
    """Return at most `most` conditions, ranked by how far the share with them exceeds the share without.

    A condition that alone puts a moment into the base is left out: inside the base it has no meaning.
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
    """Return the share with the condition minus the share without, in -1..1, both smoothed for small numbers.

    Each share is (k + 1) / (n + 2): Laplace's rule of succession.
    """
    return _drawn_in(comparison.with_) - _drawn_in(comparison.without)


def _drawn_in(share: Share) -> float:
    return (share.shows + 1) / (share.of + 2)
