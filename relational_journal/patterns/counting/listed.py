"""Choose the rows to list in full, their order, and the rows to fold (docs/counting.md, listed)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from relational_journal.patterns.counting.counts import shared_markers
from relational_journal.patterns.counting.result import TOO_FEW, Patterns, Row
from relational_journal.timestamps import beginning

MOST = 3  # rows of one polarity
LEAST_SHOWING = 2  # moments that show; once is not a pattern
SHOWN_WITH_THE_BREAKS = "repairing"


class Fold(NamedTuple):
    """A row folded into a listed one: more than half of its moments (`moments` of them) show both by the same move."""

    row: Row
    into: str
    moments: int


class Listed(NamedTuple):
    """The rows listed in full, and the rows folded into one of them."""

    rows: tuple[Row, ...]
    folds: tuple[Fold, ...]

    def folds_into(self, key: str) -> tuple[Fold, ...]:
        """Return the folds into the row with this key."""
        return tuple(fold for fold in self.folds if fold.into == key)


def listed(patterns: Patterns, rows: Iterable[Row], polarity: str, most: int = MOST) -> Listed:
    """Choose the rows of a polarity that are listed in full.

    By how many moments show, then by share, then by the later last moment, then in the order of the patterns. A row
    that rests on the same moves as one above it is folded into that row and does not use up a place.
    """
    kept: list[Row] = []
    folds: list[Fold] = []
    for row in in_order(row for row in rows if row.polarity == polarity and _can_be_listed(row)):
        fold = next((fold for above in kept if (fold := _fold(patterns, row, above))), None)
        if fold is not None:
            folds.append(fold)
        elif len(kept) < most:  # no early end: a row further down may still fold into one of these
            kept.append(row)
    return Listed(tuple(kept), tuple(folds))


def in_order(rows: Iterable[Row]) -> Sequence[Row]:
    """Sort rows by how many moments show, then by share, then by the later last moment."""
    return sorted(rows, key=_rank, reverse=True)


def _rank(row: Row) -> tuple[int, Fraction, str]:
    latest = beginning(row.shows[0].when) if row.shows else ""
    return len(row.shows), Fraction(len(row.shows), row.of) if row.of else Fraction(0), latest


def _can_be_listed(row: Row) -> bool:
    return row.reading != TOO_FEW and len(row.shows) >= LEAST_SHOWING and row.key != SHOWN_WITH_THE_BREAKS


def _fold(patterns: Patterns, row: Row, above: Row) -> Fold | None:
    """Return the fold of a row into one above it, or None if half of its moments or fewer show both by one move."""
    study = patterns.study
    both = shared_markers(study.patterns[row.key], study.patterns[above.key], study.index)
    both &= study.tally(row.key).shows & study.tally(above.key).shows
    count = both.bit_count()
    return Fold(row, above.key, count) if 2 * count > len(row.shows) else None


def folds_by_key(folds: Iterable[Fold]) -> Mapping[str, Fold]:
    """Return the folds by key of the folded row."""
    return {fold.row.key: fold for fold in folds}
