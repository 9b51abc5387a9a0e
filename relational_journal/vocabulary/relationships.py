"""What people call a relationship ("mum", "my boss", "best friend") and the key it stands for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})
_LEADING = ("my ", "our ", "the ", "a ", "an ")


def folded(written: str) -> str:
    """Return a word as the table holds it: lower case, hyphens as spaces, one kind of apostrophe, no leading "my".

    >>> folded("My Step-Mum")
    'step mum'
    """
    word = " ".join(written.translate(_APOSTROPHES).lower().replace("-", " ").split())
    for lead in _LEADING:
        word = word.removeprefix(lead)
    return word


def relationship_of(written: str) -> str | None:
    """Return the key of the relationship a word stands for, or None if it is no such word.

    Reads what people say, not keys or labels: those are found by the vocabulary itself.

    >>> relationship_of("Mum"), relationship_of("my best friend"), relationship_of("nobody")
    ('parent', 'close-friend', None)
    """
    word = folded(written)
    words = relationship_words()
    return words.get(word) or words.get(word.replace(" ", "")) or words.get(word.removesuffix("s"))


@cache
def relationship_words() -> Mapping[str, str]:
    """Return every word people use for a relationship, as `folded` writes it, with the key it stands for."""
    content = json.loads((Path(__file__).parent / "data" / "relationships.json").read_text(encoding="utf-8"))
    words: dict[str, str] = content["words"]
    return words
