"""Find people not seen lately: days since the last moment against the usual gap (docs/counting.md, contact)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from datetime import date
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.model import MYSELF, Entry, Person
from relational_journal.patterns.counting.breaks import Break
from relational_journal.patterns.counting.eligibility import relationship_of
from relational_journal.text.folding import caseless
from relational_journal.timestamps import day_of

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary
    from relational_journal.vocabulary.safety import Safety

ENOUGH = 5  # moments in all before a gap can be called usual
MUCH_LONGER = 2  # times the usual gap

_NEVER = (MYSELF, "ex-partner", "someone-who-died", "stranger")
ENDED_CONTACT = "ended-contact"
ENDED = "ended"


class Apart(NamedTuple):
    """A person, the last day with them, how many days ago that is, and the usual gap between two days."""

    name: str
    last: date
    days: int
    usual: float


def people_not_seen_lately(
    moments: Iterable[Entry],
    *,
    people: Mapping[str, Person],
    breaks: Mapping[str, Break],
    safety: Safety,
    vocabulary: Vocabulary,
    today: date,
) -> tuple[Apart, ...]:
    """Return people not seen lately by name, without ended or unsafe contacts, people who died, and strangers.

    Args:
        moments: all moments of the journal, in any order.
        breaks: all breaks of the journal, by uid.
    """
    days: dict[str, set[date]] = defaultdict(set)
    number: dict[str, int] = defaultdict(int)
    ended: set[str] = {name for each in breaks.values() if each.status == ENDED for name in each.moment.people}
    for moment in moments:
        if moment.kind != "moment":
            continue
        day = day_of(moment.when)
        for name in dict.fromkeys(moment.people):
            number[name] += 1
            if day is not None:
                # Several moments of one day are one day with them.
                days[name].add(day)
        if any(vocabulary.counts_as(key) == ENDED_CONTACT for key in moment.moves):
            ended.update(moment.people)
    often = {name: each for name, each in days.items() if number[name] >= ENOUGH}
    return not_met_lately(often, ended | safety.careful_with, people=people, vocabulary=vocabulary, today=today)


def not_met_lately(
    days: Mapping[str, Set[date]],
    left_out: Set[str],
    *,
    people: Mapping[str, Person],
    vocabulary: Vocabulary,
    today: date,
) -> tuple[Apart, ...]:
    """Return people not seen lately, given the days on which each person with enough moments was met.

    Args:
        days: by name, without people of whom no day is known.
        left_out: names of those with whom contact ended or who are unsafe.
    """
    found = [
        apart
        for name in days
        if name not in left_out
        if relationship_of(name, people, vocabulary) not in _NEVER
        if (apart := gap(name, days[name], today)) is not None and apart.days > MUCH_LONGER * apart.usual
    ]
    return tuple(sorted(found, key=lambda apart: (caseless(apart.name), apart.name)))


def may_have_a_gap(
    name: str, moments: int, safety: Safety, *, people: Mapping[str, Person], vocabulary: Vocabulary
) -> bool:
    """Return whether the usual gap of a person may be shown: enough moments, none unsafe, and they can be met again."""
    never = relationship_of(name, people, vocabulary) in _NEVER
    return moments >= ENOUGH and name not in safety.careful_with and not never


def gap(name: str, days: Set[date], today: date) -> Apart | None:
    """Return the days since the last day, and the median gap between days; None if there is only one day."""
    gaps = [(later - earlier).days for earlier, later in pairwise(sorted(days))]
    return Apart(name, max(days), (today - max(days)).days, median(gaps)) if gaps else None
