"""Small letters without accents, so that `Él me pegó` and `el me pego` are the same words."""

from __future__ import annotations

from relational_journal.text.folding import caseless


def fold(text: str) -> str:
    """The text in small letters without accents: `é` is `e`, `ß` is `ss`."""
    if text.isascii():
        return text.lower()
    from unicodedata import combining, normalize

    return "".join(sign for sign in normalize("NFKD", caseless(text)) if not combining(sign))
