"""Count what the journal does not see: days without moments and fields left empty."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import compress
from typing import NamedTuple

from relational_journal.model import MYSELF, SLOTS
from relational_journal.patterns.bitset import to_flags
from relational_journal.patterns.counting.eligibility import relationship_of
from relational_journal.patterns.counting.result import Patterns, Share
from relational_journal.timestamps import day_of

_FIELDS = (*SLOTS, "good", "power", "context", "treated")


class Unseen(NamedTuple):
    """Days with a counted moment in a window, people in them, tones, and the fields left empty.

    `days_logged` counts unsafe and story-only moments too. `empty` counts by field of
    an entry; `same_day` counts the moments written on their own day, of those with a day.
    """

    days: int
    of_days: int
    days_logged: int
    people: int
    tones: Mapping[str, int]
    empty: Mapping[str, int]
    same_day: Share


def noted_days(patterns: Patterns) -> tuple[int, int]:
    """Count the days of the window that have a counted moment, and those that have any."""
    study, index = patterns.study, patterns.study.index
    counted, logged = (
        {*compress(index.days, to_flags(bits & study.inside, index.size))} - {-1} for bits in (index.counted, index.all)
    )
    return len(counted), len(logged)


def unseen(patterns: Patterns) -> Unseen:
    """Count what is not seen over the window that was counted."""
    study = patterns.study
    index = study.index
    moments = study.those(index.counted)
    with_days = [(moment, day) for moment in moments if (day := day_of(moment.when)) is not None]
    names = {name for moment in moments for name in moment.people}
    others = [name for name in names if relationship_of(name, index.people, index.vocabulary) != MYSELF]
    written = [(day, day_of(moment.written)) for moment, day in with_days if moment.written]
    days, days_logged = noted_days(patterns)
    return Unseen(
        days=days,
        of_days=max(patterns.window.days, 0),
        days_logged=days_logged,
        people=len(others),
        tones=patterns.tones,
        empty={
            "people": sum(not moment.people for moment in moments),
            "tone": sum(moment.tone is None for moment in moments),
            "setting": (index.counted & study.inside & ~index.filled("setting")).bit_count(),
            **{field: (index.counted & study.inside & ~index.filled(field)).bit_count() for field in _FIELDS},
        },
        same_day=Share(sum(day == on for day, on in written), len(written)),
    )
