"""Delete entries: into the bin, or for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relational_journal.model import Done, Entry
from relational_journal.store.history import retention
from relational_journal.store.records import changes

if TYPE_CHECKING:
    from relational_journal.store.records.session import JournalSession


def delete(store: JournalSession, moment: Entry) -> Done:
    """Put an entry in the bin for 30 days."""
    with changes.change(store, "delete", f"deleting {moment.id}"):
        store.db.run(
            "UPDATE entries SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL", (store.instant(), moment.id)
        )
    back = f"rj undo {moment.id} brings it back within {changes.BIN_DAYS} days."
    return Done("delete", f"{moment.id} is in the bin.\n{back}", (moment.uid,))


def _count_learned(store: JournalSession) -> int:
    return int(store.db.fetch_one("SELECT count(*) FROM learned")[0])


def delete_for_good(store: JournalSession, moment: Entry) -> Done:
    """Erase an entry from the tables, index, history, drafts, copies in `backups/` and the write-ahead file.

    What was learned from its words goes too, also if other entries taught the same.
    """
    from relational_journal.store.history import purge, purge_copies
    from relational_journal.store.history.remove_word import uses_of

    # Read before the entry is erased.
    held = store.db.rows("SELECT DISTINCT key FROM as_tagged WHERE entry_id = ? ORDER BY key", (moment.id,))
    with store.db.transaction():
        phrases = _count_learned(store)
        words = purge.erase(store, [moment.id or 0])
        phrases -= _count_learned(store)
        store.db.run(
            # Without a history: there is nothing that could be put back.
            "INSERT INTO changes (at, verb, what, has_history) VALUES (?, 'delete', ?, 0)",
            (store.instant(), f"deleting {moment.id} for good"),
        )
    store.last_change = None
    retention.end_what_is_due(store)
    lines = [f"{moment.id} is gone for good and cannot be brought back."]
    lines += [
        f"Still a word of your own: {key}. rj words remove {key} --for-good takes it out too."
        for (key,) in held
        if key in store.words and not any(uses_of(store, key))
    ]
    if phrases:
        lines.append("What was learned from its words is gone with it.")
    lines += purge_copies.erase_entries(store, [moment.uid], words)
    if left := purge.empty_write_ahead(store, purge.READERS_SECONDS):
        lines.append(left)
    lines.append("Copies made elsewhere, exports and summaries are not reached.")
    return Done("delete", "\n".join(lines), (moment.uid,))
