"""Read the moments that counting needs: those of the window and of the one before, and of older ones only what counts.

If the window before is too thin to compare with, everything before the window is compared. With filters that is what
they choose; what became of the breaks among these is found in the two weeks after each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from relational_journal.journal.open_breaks import weeks_after
from relational_journal.model import Entry, Query, Window, replace
from relational_journal.patterns.counting.breaks import BreakRule
from relational_journal.patterns.counting.eligibility import is_with_therapist, relationship_of
from relational_journal.patterns.counting.study import LEAST_BEFORE, moments_in, window_before
from relational_journal.store.queries import listing
from relational_journal.store.queries.open_breaks import latest_connections, moments_about
from relational_journal.store.queries.since import moments_since

if TYPE_CHECKING:
    from relational_journal.store.records.session import JournalSession

_THERAPY = "therapy"


def moments_to_count(
    store: JournalSession,
    days: Window,
    how: Mapping[str, Any],
    query: Query,
    *,
    only: Callable[[Entry], bool] | None = None,
    among: Sequence[Query] = (),
) -> list[Entry]:
    """Return the moments that counting a window needs, in any order.

    Args:
        store: the open journal.
        days: the window.
        how: vocabulary, people, safety and `chosen`, as counting takes them.
        query: the filters behind `chosen`.
        only: a further test of the moments that are counted.
        among: queries that find all moments that pass `only`, and perhaps more.
    """
    before = window_before(days)
    recent = moments_since(store, before.since)

    def passes(moment: Entry) -> bool:
        return (how["chosen"] is None or how["chosen"](moment)) and (only is None or only(moment))

    earlier = filter(how["safety"].is_counted, filter(passes, moments_in(recent, before)))
    # Nothing is older than a window that begins in the year 1.
    if before.since == date.min or len(list(earlier)) >= LEAST_BEFORE:
        return recent
    older = {moment.uid: moment for moment in _older(store, among or [query], before.since - timedelta(1))}
    if among or query != Query(since=query.since, until=query.until):
        older = {uid: moment for uid, moment in older.items() if passes(moment)}
        # The moment that repairs a break may be one that the filters leave out.
        older |= {moment.uid: moment for moment in _about_breaks(store, older.values(), how)}
    return list((older | {moment.uid: moment for moment in recent}).values())


def moments_with_therapist(store: JournalSession, days: Window, how: Mapping[str, Any], query: Query) -> list[Entry]:
    """Return the moments that counting those with a therapist needs; few are, so old ones are often compared."""
    people, vocabulary = how["people"], how["vocabulary"]
    names = [
        name
        for name in people
        if (key := relationship_of(name, people, vocabulary)) is not None
        and (key == "therapist" or vocabulary.group(key) == _THERAPY)
    ]
    settings = (_THERAPY, *(term.key for term in vocabulary.list_of("kinds") if term.group == _THERAPY))
    return moments_to_count(
        store,
        days,
        how,
        query,
        only=lambda moment: is_with_therapist(moment, people, vocabulary),
        among=[Query(tags=settings), *([Query(people=tuple(names))] if names else [])],
    )


def _older(store: JournalSession, queries: Iterable[Query], until: date) -> Iterator[Entry]:
    """Yield the moments up to a day that any of these queries finds, whatever their own days."""
    for query in queries:
        if not query.kinds or "moment" in query.kinds:
            # A limit is about what is printed, not about what is compared.
            yield from listing.listed(store, replace(query, since=None, until=until, kinds=("moment",), limit=0))


def _about_breaks(store: JournalSession, moments: Iterable[Entry], how: Mapping[str, Any]) -> Iterator[Entry]:
    """Yield the moments that may repair the breaks among some moments."""
    rule = BreakRule(how["vocabulary"], how["people"], how["safety"])
    broken = [moment for moment in moments if rule.is_break(moment)]
    if broken:
        yield from moments_about(store, weeks_after(broken))
        yield from latest_connections(store, how["safety"].held_apart)
