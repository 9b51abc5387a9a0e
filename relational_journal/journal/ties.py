"""What a link between two entries changes besides the link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relational_journal.model import Entry, replace
from relational_journal.store.records import entries

if TYPE_CHECKING:
    from relational_journal.store.records.session import JournalSession
    from relational_journal.vocabulary.load import Vocabulary


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
