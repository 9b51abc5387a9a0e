"""Text to a draft of a moment: pure, given the text, now, the vocabulary and the known people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from relational_journal.capture.change import read_change
    from relational_journal.capture.dates.when import read_day, read_when
    from relational_journal.capture.draft import Draft, Notice, Options
    from relational_journal.capture.marks import shown_text
    from relational_journal.capture.quick import read_moment
    from relational_journal.capture.reread import placed_own_word, reread_text

_HOME = {
    "Draft": "draft",
    "Notice": "draft",
    "Options": "draft",
    "placed_own_word": "reread",
    "read_change": "change",
    "read_day": "dates.when",
    "read_moment": "quick",
    "read_when": "dates.when",
    "reread_text": "reread",
    "shown_text": "marks",
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
    """Hand out the room's public names on first touch, so that a command loads only the part it needs."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
