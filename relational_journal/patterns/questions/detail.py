"""Collect one pattern in full: its moments with their signs, what came before and what followed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from relational_journal.errors import NotFound
from relational_journal.model import Window
from relational_journal.patterns.counting.counts import signs
from relational_journal.patterns.counting.result import Comparison, Patterns, Row
from relational_journal.patterns.questions.after import Outcomes, outcomes_after, outcomes_later, outcomes_on_later_days
from relational_journal.patterns.questions.before import conditions_before
from relational_journal.text.folding import caseless
from relational_journal.vocabulary.patterns import Pattern
from relational_journal.vocabulary.patterns import patterns as known_patterns


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
        key: a row's key, as `row_keys` returns it.
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


def row_keys(written: str) -> tuple[str, ...]:
    """Return the keys of the rows a typed name means: one, or both roles of the chase if it names no role.

    The name shown in the overview (`giving-too-much`) and a beginning unique to one pattern work as well.

    Raises:
        NotFound: if there is no such pattern; the message lists near keys, or all of them.
    """
    wanted = _in_one_word(written)
    rows = known_patterns()
    named = [row.key for row in rows if wanted in (row.key, _without_role(row), *map(_in_one_word, _names(row)))]
    if named:
        return tuple(named)
    begun = [row for row in rows if row.key.startswith(wanted)]
    if len({_without_role(row) for row in begun}) == 1:
        return tuple(row.key for row in begun)
    from difflib import get_close_matches

    keys = [row.key for row in rows]
    near = [row.key for row in begun] or get_close_matches(wanted, keys, n=3, cutoff=0.4)
    raise NotFound(f'no pattern "{written}"', f"Near: {', '.join(near)}." if near else f"There are {', '.join(keys)}.")


def _without_role(pattern: Pattern) -> str:
    return pattern.key.partition(":")[0]


def _in_one_word(name: str) -> str:
    """Format a name so that it can be typed without quotation marks: `The chase, pressing` → `the-chase-pressing`."""
    return "-".join(caseless(name).replace(",", "").split())


def _names(pattern: Pattern) -> tuple[str, ...]:
    return pattern.name, pattern.row, pattern.subject
