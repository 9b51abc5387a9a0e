"""Read what the page for the session needs: all of it only if the weeks before are too thin to compare with."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, timedelta
from typing import TYPE_CHECKING

from relational_journal.model import Entry, Query, Window
from relational_journal.patterns.counting.eligibility import is_with_therapist
from relational_journal.patterns.counting.study import LEAST_BEFORE, moments_in, window_before
from relational_journal.store.queries import listing
from relational_journal.store.queries.page import entries_for_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from relational_journal.model import Person
    from relational_journal.store.records.session import JournalSession
    from relational_journal.vocabulary.load import Vocabulary
    from relational_journal.vocabulary.safety import Safety


def entries_of_page(
    store: JournalSession,
    days: Window,
    new: Window,
    *,
    shared: Collection[str],
    people: Mapping[str, Person],
    vocabulary: Vocabulary,
    safety: Safety,
    chosen: Callable[[Entry], bool] | None,
) -> list[Entry]:
    """Return the entries that may stand on the page or count for it, in any order.

    Args:
        store: the open journal.
        days: the window of the patterns.
        new: the window of the news.
        shared: uids of the entries chosen now.
        people: people by name.
        chosen: the filters other than dates.
    """
    before, before_new = window_before(days), window_before(new)
    since = min(before.since, before_new.since)
    read = entries_for_page(store, since, shared)

    def is_compared(moment: Entry) -> bool:
        """Whether a moment is counted on every page, whatever is included."""
        return (
            safety.is_counted(moment)
            and not moment.private
            and (chosen is None or chosen(moment))
            and not is_with_therapist(moment, people, vocabulary)
        )

    def is_enough(window: Window) -> bool:
        return len(list(filter(is_compared, moments_in(read, window)))) >= LEAST_BEFORE

    rest = Window(days.since, new.since - timedelta(1)) if days.since < new.since else None
    is_enough_for_news = new == days or is_enough(before_new) or (rest is not None and is_enough(rest))
    if since == date.min or (is_enough(before) and is_enough_for_news):
        return read
    return list(listing.listed(store, Query()))
