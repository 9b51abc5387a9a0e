"""What a tie between two entries changes beside the tie itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relational_journal.model import Moment, replace
from relational_journal.store.records import entries

if TYPE_CHECKING:
    from relational_journal.store.records.session import JournalSession
    from relational_journal.vocabulary.load import Vocabulary


def mend_when_tied(store: JournalSession, vocabulary: Vocabulary, broken: Moment | None, repairing: Moment) -> None:
    """Store a break that was said to be open as partly mended if what is tied to it repairs. Inside a change.

    Args:
        broken: None if nothing is mended.
    """
    if broken is None or broken.break_status != "open":
        return
    from relational_journal.patterns.counting.breaks import RepairTags

    if RepairTags(vocabulary).who_moved_in(repairing):
        entries.update(store, replace(broken, break_status="partly"))
