"""Small letters without accents, so that `Él me pegó` and `el me pego` are the same words."""

from __future__ import annotations


def fold(text: str) -> str:
    """The text in small letters without accents: `é` is `e`, `ß` is `ss`."""
    if text.isascii():
        return text.lower()
    from unicodedata import combining, normalize

    return "".join(sign for sign in normalize("NFKD", text.casefold()) if not combining(sign))
