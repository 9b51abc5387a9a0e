"""Keeping the words of a command that failed, and saying where they are."""

from __future__ import annotations


def keep_words(typed: str) -> str:
    """Keep the words as a draft; returns the sentence that says where.

    Where no draft can be kept the words are shown again on stderr and kept nowhere (design §4).
    """
    from relational_journal.cli.context import journal_path, now
    from relational_journal.cli.output import hint, safe
    from relational_journal.errors import JournalError
    from relational_journal.store.drafts import keep_draft

    try:
        return f"Your words are kept in {keep_draft(journal_path(), typed, now())}"
    except (OSError, JournalError):
        hint(safe(typed))
        return "Your words stand above; they are kept nowhere else."
