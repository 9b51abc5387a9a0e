"""Forget learned phrases for good: in the table, its history and the copies in `backups/`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relational_journal.model import Done
from relational_journal.store.history import purge, purge_copies, retention

if TYPE_CHECKING:
    from relational_journal.store.records.session import JournalSession


def forget_for_good(store: JournalSession, phrase: str | None) -> Done | None:
    """Erase what a phrase was read as, or with None everything learned, also what was forgotten within 30 days.

    Returns:
        What was done; None if nothing was ever learned of it.
    """
    gone = _forget_here(store, phrase)
    store.last_change = None

    def in_copy(copy: JournalSession) -> None:
        _forget_here(copy, phrase)

    copies = purge_copies.rewrite_copies(store, in_copy)
    if not gone:
        return None
    retention.end_what_is_due(store)
    lines = ["What was learned is gone for good and cannot be brought back."]
    if phrase is not None:
        lines = [f'What "{phrase}" was read as is gone for good and cannot be brought back.']
    lines += copies
    if left := purge.empty_write_ahead(store, purge.READERS_SECONDS):
        lines.append(left)
    lines.append("Copies made elsewhere and exports are not reached.")
    return Done("forget", "\n".join(lines))


def _forget_here(store: JournalSession, phrase: str | None) -> bool:
    """Erase it in this one file, and return whether there was anything."""
    phrases = {
        row[0]
        for row in store.db.rows(
            "SELECT phrase FROM learned UNION SELECT before ->> '$.phrase' FROM row_history"
            " WHERE tbl = 'learned' AND before IS NOT NULL"
        )
        if phrase is None or row[0] == phrase
    }
    if not phrases:
        return False
    with store.db.transaction():
        purge.erase_phrases(store, phrases)
        store.db.run(
            "INSERT INTO changes (at, verb, what, has_history)"
            " VALUES (?, 'forget', 'forgetting what was learned for good', 0)",
            (store.instant(),),
        )
        purge.drop_empty_changes(store)
    return True
