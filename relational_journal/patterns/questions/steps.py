"""Count a pattern in steps of four weeks, back to the start of the window before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from relational_journal.patterns.bitset import positions_of
from relational_journal.patterns.counting.result import Patterns
from relational_journal.timestamps import first_day

DAYS = 28
MOST = 520  # steps, some forty years, up to which empty ones are listed as well


class Step(NamedTuple):
    """Four weeks from `begins`: `shows` of `of` moments in the pattern's base. The first step can be shorter."""

    begins: date
    shows: int
    of: int


def steps(patterns: Patterns, key: str) -> tuple[Step, ...]:
    """Count a row by steps, earliest first; the last step ends with the window."""
    study = patterns.study
    base, markers = study.base_of(key), study.marks(key).markers
    first, last = patterns.before_window.since.toordinal(), patterns.window.until.toordinal()
    shows: Counter[int] = Counter()
    of: Counter[int] = Counter()
    for position in positions_of(base, len(study.index.moments)):
        # Counted back from the end, so that the newest step is whole and only the oldest may be shorter.
        back = (last - first_day(study.index.moments[position].when).toordinal()) // DAYS
        if back >= 0 and first <= last - back * DAYS:
            of[back] += 1
            shows[back] += markers >> position & 1
    backs: Sequence[int] = range((last - first) // DAYS, -1, -1)
    if len(backs) > MOST:  # a window of centuries: thousands of empty steps would hide the others
        backs = sorted(of, reverse=True)
    begins = {back: date.fromordinal(max(first, last - back * DAYS - DAYS + 1)) for back in backs}
    return tuple(Step(begins[back], shows[back], of[back]) for back in backs)
