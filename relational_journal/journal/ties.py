"""Change the status of a break when a moment that repairs it is linked to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relational_journal.model import Entry, Mended, replace
from relational_journal.store.records import entries

if TYPE_CHECKING:
    from relational_journal.store.records.session import JournalSession
    from relational_journal.vocabulary.load import Vocabulary


def with_status(broken: Entry, status: str, *, when: str, by: str | None = None) -> Entry:
    """Return a break with a status; one that is mended or partly mended gets the day and who moved first.

    Args:
        broken: the break.
        status: one of BREAKS.
        when: the day it was mended, as an ISO date or date-time.
        by: me, them, both, or None if it is not said.
    """
    mended = Mended(when=when, by=by) if status in ("mended", "partly") else None
    return replace(broken, break_status=status, mended=mended)


def mend_when_tied(store: JournalSession, vocabulary: Vocabulary, broken: Entry | None, repairing: Entry) -> None:
    """Mark an open break as partly mended if the entry linked to it repairs. Call it inside a change.

    Args:
        store: the open journal.
        vocabulary: all keys, with own words.
        broken: the break; None if the link is not about a repair.
        repairing: the entry linked to it.
    """
    if broken is None or broken.break_status != "open":
        return
    from relational_journal.patterns.counting.breaks import RepairTags

    if RepairTags(vocabulary).who_moved_in(repairing):
        entries.update(store, replace(broken, break_status="partly"))
