"""A person's text made harmless for a terminal."""

from __future__ import annotations

from relational_journal.text.symbols import HARMLESS


def safe(text: str) -> str:
    """A person's text made harmless for a terminal: control characters and direction overrides become signs."""
    return text.translate(HARMLESS)


def one_line(text: str) -> str:
    """Safe, and with every run of white space one space."""
    return safe(" ".join(text.split()))
