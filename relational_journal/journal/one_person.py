"""Read what a journal holds about one person, at a cost that grows with the window and their own moments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from relational_journal.journal.open_breaks import open_breaks
from relational_journal.model import MYSELF, Query
from relational_journal.patterns.counting.eligibility import relationship_of
from relational_journal.patterns.counting.ways import ways_in_full
from relational_journal.patterns.questions.contact import gap, may_have_a_gap
from relational_journal.patterns.questions.one_person import OnePerson, by_month, by_week, first_month, patterns_with
from relational_journal.patterns.questions.people_map import people_map
from relational_journal.store.queries import listing
from relational_journal.store.queries.contact import days_with_one, first_day_with, tones_by_day
from relational_journal.store.records import people_changes

if TYPE_CHECKING:
    from relational_journal.model import Entry
    from relational_journal.patterns.counting.result import Patterns
    from relational_journal.store.records.session import JournalSession
    from relational_journal.vocabulary.safety import Safety

_LATEST = 3


def one_person(
    store: JournalSession, name: str, *, how: Mapping[str, Any], today: date, count: Callable[[], Patterns]
) -> OnePerson:
    """Return what the journal holds about a person.

    For someone held apart no pattern, no open break and no gap is returned; from the first moment about keeping safe
    on, no open break and no gap.

    Args:
        store: the open journal.
        name: any name of theirs.
        how: vocabulary, people, safety and now, as breaks take them.
        today: the last day looked at.
        count: counts the patterns of the window; not called if nothing is to be counted.

    Raises:
        NotFound: nobody has this name.
    """
    seen = people_changes.seen_one(store, name)
    name = seen.person.name
    safety, vocabulary, people = how["safety"], how["vocabulary"], how["people"]
    days = tones_by_day(store, name, first_month(today))
    weeks = by_week(days, today)
    found = OnePerson(
        person=seen.person,
        moments=seen.moments,
        unsafe=seen.unsafe,
        first=first_day_with(store, name),
        last=seen.last,
        held_apart=name in safety.held_apart,
        tones=seen.tones,
        weeks=weeks,
        months=by_month(days, today),
        earlier=by_month(days, min(weeks) - timedelta(1)) if weeks else by_month(days, today),
        latest=_latest(store, name, safety),
    )
    if found.held_apart or not found.moments or relationship_of(name, people, vocabulary) == MYSELF:
        return found
    counted = count()
    is_safe = name not in safety.careful_with
    broken = [each for each in open_breaks(store, how, today) if name in each.moment.people] if is_safe else []
    has_gap = may_have_a_gap(name, found.moments, safety, people=people, vocabulary=vocabulary)
    return found._replace(
        open_breaks=tuple(sorted(broken, key=lambda each: each.age)),
        patterns=patterns_with(counted, name),
        ways=ways_in_full(counted.study).people.get(name),
        around=next((each for each in people_map(counted) if each.name == name), None),
        gap=gap(name, days_with_one(store, name), today) if has_gap else None,
    )


def _latest(store: JournalSession, name: str, safety: Safety) -> tuple[Entry, ...]:
    """Return the last moments with a person that are not about keeping safe; none of someone held apart."""
    if name in safety.held_apart:
        return ()
    # Unsafe moments are left out after reading, so ten may be too few; a limit of 0 reads all of them.
    for limit in (10, 100, 0):
        read = list(listing.listed(store, Query(kinds=("moment",), people=(name,), limit=limit)))
        found = tuple(moment for moment in read if not safety.is_unsafe(moment))
        if len(found) >= _LATEST or len(read) < limit:
            break
    return found[:_LATEST]
