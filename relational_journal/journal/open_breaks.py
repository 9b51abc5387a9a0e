"""Find the breaks that are open now: recent ones, and old ones without a repair, without reading the years between."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from relational_journal.model import Window
from relational_journal.patterns.counting.breaks import GONE_ON_AFTER, MOST_DAYS_TO_SEE, Break, BreakRule, breaks
from relational_journal.store.queries.open_breaks import (
    latest_connections,
    may_still_be_open,
    moments_about,
    moments_about_breaks_in,
)
from relational_journal.timestamps import days_before, first_day

if TYPE_CHECKING:
    from relational_journal.model import Entry
    from relational_journal.store.records.session import JournalSession


def recent_breaks(store: JournalSession, how: Mapping[str, Any], today: date) -> dict[str, Break]:
    """Return the breaks of the last 60 days by uid, with what became of them.

    A moment that is seen as a repair counts for the latest break before it, so earlier breaks change nothing here.

    Args:
        store: the open journal.
        how: vocabulary, people, safety and now, as `breaks` takes them.
        today: the last day looked at.
    """
    since = days_before(today, GONE_ON_AFTER)
    until = today + min(timedelta(days=MOST_DAYS_TO_SEE), date.max - today)  # an import may hold future days
    found = breaks(list(moments_about_breaks_in(store, Window(since, until))), **how)
    return {uid: each for uid, each in found.items() if since <= each.day <= today}


def open_breaks(store: JournalSession, how: Mapping[str, Any], today: date) -> list[Break]:
    """Return all open breaks up to today, of any age and in any order.

    Args:
        store: the open journal.
        how: vocabulary, people, safety and now, as `breaks` takes them.
        today: the last day looked at.
    """
    since = days_before(today, GONE_ON_AFTER)
    late = [each for each in recent_breaks(store, how, today).values() if each.status == "open"]
    return late + _old_ones(store, how, since)


def _old_ones(store: JournalSession, how: Mapping[str, Any], before: date) -> list[Break]:
    """Return the open breaks before a day, reading only the weeks in which a repair of one could be seen."""
    held_apart = how["safety"].held_apart
    rule = BreakRule(how["vocabulary"], how["people"], how["safety"])
    candidates = [each for each in may_still_be_open(store, held_apart, before) if rule.is_break(each)]
    if not candidates:
        return []
    weeks = weeks_after(each for each in candidates if each.break_status is None)
    moments = {each.uid: each for each in candidates}
    moments |= {each.uid: each for each in moments_about(store, weeks)}
    moments |= {each.uid: each for each in latest_connections(store, held_apart)}
    found = breaks(list(moments.values()), **how)
    return [found[each.uid] for each in candidates if each.uid in found and found[each.uid].status == "open"]


def weeks_after(broken: Iterable[Entry]) -> list[tuple[Window, list[Entry]]]:
    """Return the two weeks after each of some breaks, with the breaks; weeks that overlap are joined."""
    weeks: list[tuple[Window, list[Entry]]] = []
    for day, each in sorted(((first_day(each.when), each) for each in broken), key=itemgetter(0)):
        until = day + min(timedelta(days=MOST_DAYS_TO_SEE), date.max - day)
        # Joined, so that no moment is read twice.
        if weeks and day <= weeks[-1][0].until:
            window, others = weeks[-1]
            others.append(each)
            weeks[-1] = Window(window.since, until), others
        else:
            weeks.append((Window(day, until), [each]))
    return weeks
