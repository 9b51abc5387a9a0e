"""Compare a window with the one before, pattern by pattern."""

from __future__ import annotations

from relational_journal.patterns.counting.result import Comparison, Patterns

CHANGE = "change"


def compare_windows(patterns: Patterns) -> tuple[Comparison, ...]:
    """Return one comparison for each row: *with* is this window, *without* the one before, both over the row's base.

    Bursts are joined first, and the comparisons belong to the same family as all others, so a claim reads the same
    everywhere.
    """
    return tuple(comparison for comparison in patterns.comparisons if comparison.by == CHANGE)
