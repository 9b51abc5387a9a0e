"""Collect one pattern in full: its moments with their signs, what came before and what followed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from relational_journal.model import Window
from relational_journal.patterns.counting.counts import signs
from relational_journal.patterns.counting.result import Comparison, Patterns, Row
from relational_journal.patterns.questions.after import Outcomes, outcomes_after, outcomes_later, outcomes_on_later_days
from relational_journal.patterns.questions.before import conditions_before
from relational_journal.vocabulary.patterns import Pattern


class Detail(NamedTuple):
    """A row with its context. `signs` holds 1 to 3 for each moment that shows, by uid."""

    window: Window
    pattern: Pattern
    row: Row
    signs: Mapping[str, int]
    before: tuple[Comparison, ...]
    after: Outcomes
    after_later: Outcomes
    otherwise: Outcomes
    otherwise_later: Outcomes
    comparisons: tuple[Comparison, ...]


def detail(patterns: Patterns, key: str) -> Detail:
    """Return one row in full.

    Args:
        key: a row's key, as `pattern_names.row_keys` returns it.
    """
    study = patterns.study
    row = patterns.row(key)
    vocabulary = study.index.vocabulary
    marks = study.marks(key)
    outcomes = outcomes_on_later_days([*row.shows, *row.otherwise], study.all_moments, study.index.safety)
    return Detail(
        window=patterns.window,
        pattern=study.patterns[key],
        row=row,
        signs=signs(marks, study.tally(key).shows, study.index),
        before=conditions_before(patterns, key),
        after=outcomes_after(row.shows, vocabulary),
        after_later=outcomes_later(row.shows, outcomes, vocabulary),
        otherwise=outcomes_after(row.otherwise, vocabulary),
        otherwise_later=outcomes_later(row.otherwise, outcomes, vocabulary),
        comparisons=tuple(comparison for comparison in patterns.comparisons if comparison.pattern == key),
    )
