"""This window against the one before, pattern by pattern."""

from __future__ import annotations

from relational_journal.patterns.counting.result import Comparison, Patterns

CHANGE = "change"


def compare_windows(patterns: Patterns) -> tuple[Comparison, ...]:
    """One comparison a row: *with* is this window, *without* the one before, both on the base shown for this window.

    They are made after bursts are joined, and read in one family with all others, so that a claim reads the same
    everywhere.
    """
    return tuple(comparison for comparison in patterns.comparisons if comparison.by == CHANGE)
