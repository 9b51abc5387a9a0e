"""Keeping the words of a command that failed, and saying where they are."""

from __future__ import annotations


def keep_words(typed: str) -> str:
    """Keep the words as a draft; returns the sentence that says where.

    Of a journal with a passphrase they are kept in memory, never on a disk. Where no draft can be kept the words are
    shown again on stderr and kept nowhere (design §4).
    """
    from relational_journal.cli.context import journal_path, now
    from relational_journal.cli.output import hint, safe
    from relational_journal.errors import JournalError
    from relational_journal.store.drafts import keep_draft
    from relational_journal.store.leftovers import keep_in_memory

    try:
        if has_passphrase():
            kept = keep_in_memory(journal_path(), typed, now())
            if kept is None:
                raise OSError
            return "Your words are kept in memory; the next rj that opens the journal takes them in as a draft."
        return f"Your words are kept in {keep_draft(journal_path(), typed, now())}"
    except (OSError, JournalError):
        hint(safe(typed))
        return "Your words stand above; they are kept nowhere else."


def has_passphrase() -> bool:
    """Whether words for this journal may not lie open: it has a passphrase, or is about to be made with one."""
    import os

    from relational_journal.cli.context import journal_path
    from relational_journal.errors import JournalError
    from relational_journal.store.database import is_encrypted

    try:
        closed = is_encrypted(journal_path().absolute())
    except JournalError:
        return True  # it cannot be read, so it may be
    return bool(os.environ.get("RJ_PASSPHRASE")) if closed is None else closed
