"""Turn text into a draft of a moment; pure functions of the text, the time, the vocabulary and the known people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from relational_journal.capture.dates.when import read_day, read_when
    from relational_journal.capture.syntax.draft import Draft, Notice, Options
    from relational_journal.capture.syntax.edited_text import placed_own_word, reread_text
    from relational_journal.capture.syntax.marks import shown_text
    from relational_journal.capture.syntax.quick_entry import read_moment
    from relational_journal.capture.syntax.tag_changes import read_change

_HOME = {
    "Draft": "syntax.draft",
    "Notice": "syntax.draft",
    "Options": "syntax.draft",
    "placed_own_word": "syntax.edited_text",
    "read_change": "syntax.tag_changes",
    "read_day": "dates.when",
    "read_moment": "syntax.quick_entry",
    "read_when": "dates.when",
    "reread_text": "syntax.edited_text",
    "shown_text": "syntax.marks",
}
__all__ = [
    "Draft",
    "Notice",
    "Options",
    "placed_own_word",
    "read_change",
    "read_day",
    "read_moment",
    "read_when",
    "reread_text",
    "shown_text",
]


def __getattr__(name: str) -> object:
    """Import the public names on first use, so that a command loads only the part it needs."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
