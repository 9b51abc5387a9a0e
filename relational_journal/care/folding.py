"""Lower case without accents, so that `Él me pegó` and `el me pego` match."""

from __future__ import annotations

from relational_journal.text.folding import caseless


def fold(text: str) -> str:
    """Return the text in lower case without accents: `é` becomes `e`, `ß` becomes `ss`."""
    if text.isascii():
        return text.lower()
    from unicodedata import combining, normalize

    return "".join(sign for sign in normalize("NFKD", caseless(text)) if not combining(sign))
