"""Count moments by person for the map of people (docs/counting.md, map)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from relational_journal.model import MYSELF, Entry
from relational_journal.patterns.bitset import Selection
from relational_journal.patterns.counting.count import POWER, tones_of
from relational_journal.patterns.counting.eligibility import relationship_of
from relational_journal.patterns.counting.result import Patterns
from relational_journal.text.folding import caseless
from relational_journal.timestamps import first_day

_I_STARTED = "reached-out"
_THEY_STARTED = "they-reached-out"


class OnMap(NamedTuple):
    """A person with moments in the window.

    Attributes:
        moments: newest first.
        closer, further: how many moments answered closer or further.
        i_started, they_started: how many moments the writer, or the person, began.
        open_breaks: open breaks of the window.
        by_power: how many moments have each position of power.
    """

    name: str
    relationship: str | None
    moments: Sequence[Entry]
    tones: Mapping[str, int]
    closer: int
    further: int
    i_started: int
    they_started: int
    open_breaks: int
    by_power: Mapping[str, int]

    @property
    def last(self) -> date:
        """The day of the latest moment."""
        return first_day(self.moments[0].when)


def people_map(patterns: Patterns, *, held_apart: bool = False) -> tuple[OnMap, ...]:
    """Return everyone but the writer with a counted moment in the window, in alphabetical order.

    Args:
        held_apart: whether to include people held apart, with all their moments.
    """
    index = patterns.study.index
    inside = patterns.study.inside
    found = []
    for name in sorted(index.positions("people"), key=lambda name: (caseless(name), name)):
        if relationship_of(name, index.people, index.vocabulary) == MYSELF:
            continue
        is_apart = name in index.safety.held_apart
        theirs = index.holding("people", (name,)) & inside & ~index.story_only
        if not is_apart:
            theirs &= index.counted
        if theirs and (held_apart or not is_apart):
            found.append(_on_map(name, theirs, patterns))
    return tuple(found)


def _on_map(name: str, theirs: int, patterns: Patterns) -> OnMap:
    study = patterns.study
    index = study.index
    moments = Selection(index.moments, theirs)
    closer = Counter(moment.answers.get("closer") for moment in moments)
    breaks = [each for position, each in study.breaks.items() if theirs >> position & 1]
    person = index.people.get(name)
    return OnMap(
        name=name,
        relationship=person.relationship if person else None,
        moments=moments,
        tones=tones_of(moments),
        closer=closer["closer"],
        further=closer["further"],
        i_started=(theirs & index.holding("moves", (_I_STARTED,))).bit_count(),
        they_started=(theirs & index.holding("first", (_THEY_STARTED,))).bit_count(),
        open_breaks=sum(each.status == "open" for each in breaks),
        by_power={position: (theirs & index.holding("power", (position,))).bit_count() for position in POWER},
    )
