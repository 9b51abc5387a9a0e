"""What lies beside the journal and may hold the same words: our own copies in `backups/`, and drafts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from relational_journal.errors import JournalError
from relational_journal.store import backup, drafts

if TYPE_CHECKING:
    from relational_journal.store.store import Store


def erase_entries(store: Store, uids: Sequence[str], texts: Sequence[str]) -> list[str]:
    """Take entries out of our own copies, and remove drafts of their words.

    Returns:
        a line for each thing that could not be reached.
    """

    def without(copy: Store) -> None:
        from relational_journal.store import purge

        for uid in uids:
            row = copy.db.one("SELECT id FROM entries WHERE uid = ?", (uid,))
            if row is not None:
                with copy.db.writing():
                    purge.erase(copy, [row[0]])

    lines = rewrite_copies(store, without)
    wanted = [words for words in (text.strip() for text in texts) if words]
    for draft in drafts.list_drafts(store.db.path):
        try:
            words = draft.read_text(encoding="utf-8", errors="replace").strip()
            if any(text in words or words in text for text in wanted if words):
                drafts.remove(draft)
        except OSError as error:
            lines.append(f"The draft {draft} is not reached: {error.strerror}.")
    return lines


def rewrite_copies(store: Store, change: Callable[[Store], None]) -> list[str]:
    """Make the same change in every copy in `backups/`.

    Returns:
        a line for each copy that could not be reached.
    """
    lines = []
    for path in backup.copies_of(store.db.path):
        try:
            _rewrite(store, path, change)
        except JournalError:
            lines.append(f"The copy {path} could not be opened and is not reached.")
    return lines


def _rewrite(store: Store, path: Path, change: Callable[[Store], None]) -> None:
    from relational_journal.store import purge
    from relational_journal.store.database import open_database
    from relational_journal.store.store import Store as Opened

    with open_database(path, key=store.db.key, create=False) as database:
        copy = Opened(database, store.now)
        change(copy)
        purge.empty_write_ahead(copy, 0)
    path.with_name(path.name + ".lock").unlink(missing_ok=True)
