"""Count a pattern in steps of four weeks, back to the start of the window before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from relational_journal.patterns.counting.result import Patterns
from relational_journal.timestamps import first_day

DAYS = 28


class Step(NamedTuple):
    """Four weeks from `begins`: `shows` of `of` moments in the pattern's base. The first step can be shorter."""

    begins: date
    shows: int
    of: int


def steps(patterns: Patterns, key: str) -> tuple[Step, ...]:
    """Count a row by steps, earliest first; the last step ends with the window."""
    study = patterns.study
    base, markers = study.base_of(key), study.marks(key).markers
    days = [first_day(moment.when) for moment in study.index.moments]
    begins = patterns.before_window.since
    end = patterns.window.until
    found = []
    while end >= begins:
        start = max(begins, end - timedelta(DAYS - 1))
        inside = study.index.where(start <= day <= end for day in days) & base
        found.append(Step(start, (inside & markers).bit_count(), inside.bit_count()))
        if start == begins:
            break
        end = start - timedelta(1)
    return tuple(reversed(found))
