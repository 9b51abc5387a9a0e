"""Erase texts from the files next to the journal: the copies in `backups/` and the drafts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from relational_journal.errors import JournalError
from relational_journal.store.drafts import draft_files, draft_rows
from relational_journal.store.engine import backup_names
from relational_journal.store.engine.file_lock import BorrowedLock, FileLock
from relational_journal.store.files.opening import open_database
from relational_journal.store.history import purge
from relational_journal.store.records.session import JournalSession

_LEAST_OVERLAP = 12  # characters from which one text inside another is no coincidence


def erase_entries(store: JournalSession, uids: Sequence[str], texts: Sequence[str]) -> list[str]:
    """Erase entries from the copies in `backups/`, and remove drafts with their texts.

    Returns:
        A line for each file that could not be changed.
    """

    def without(copy: JournalSession) -> None:
        for uid in uids:
            row = copy.db.fetch_one("SELECT id FROM entries WHERE uid = ?", (uid,))
            if row is not None:
                with copy.db.transaction():
                    purge.erase(copy, [row[0]])
        _remove_inside(copy, texts)

    lines = rewrite_copies(store, without)
    _remove_inside(store, texts)
    draft_files.remove_leftovers(store.db.path)
    for draft in draft_files.list_drafts(store.db.path):
        try:
            words = draft_files.read(draft).strip()
            if any(_are_the_same(words, text.strip()) for text in texts):
                draft_files.remove(draft)
        except OSError as error:
            lines.append(f"The draft {draft} is not reached: {error.strerror}.")
    return lines + links_not_followed(store.db.path)


def links_not_followed(journal: Path) -> list[str]:
    """Return a line for each of our folders next to the journal that is a link, because links are not followed."""
    folders = (backup_names.folder_of(journal), draft_files.folder_of(journal))
    return [f"{folder} is a link, which is not followed." for folder in folders if folder.is_symlink()]


def rewrite_copies(store: JournalSession, change: Callable[[JournalSession], None]) -> list[str]:
    """Apply a change to every copy in `backups/`.

    Returns:
        A line for each copy that could not be changed.
    """
    lines = []
    for path in backup_names.copies_of(store.db.path):
        try:
            _rewrite(store, path, change)
        except (JournalError, OSError):
            lines.append(f"The copy {path} could not be opened and is not reached.")
    return lines


def _rewrite(store: JournalSession, path: Path, change: Callable[[JournalSession], None]) -> None:
    # A copy is a journal too: somebody may have opened it with --journal.
    holding = FileLock(path, alone=True)
    try:
        with open_database(path, key=store.db.key, create=False, copied=False, holding=BorrowedLock()) as database:
            copy = JournalSession(database, store.now)
            copy.phrases_of = store.phrases_of
            change(copy)
            purge.empty_write_ahead(copy, 0)
    finally:
        holding.release_untouched()


def _remove_inside(store: JournalSession, texts: Sequence[str]) -> None:
    for name, words in draft_rows.named(store.db).items():
        if any(_are_the_same(words.strip(), text.strip()) for text in texts):
            draft_rows.remove(store.db, name)


def _are_the_same(draft: str, text: str) -> bool:
    """Whether a draft holds the text of an entry: it is equal, or one of at least twelve characters is in the other."""
    return draft == text or (min(len(draft), len(text)) >= _LEAST_OVERLAP and (draft in text or text in draft))
