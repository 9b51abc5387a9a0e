"""Look up what people call a relationship ("mum", "my boss", "best friend")."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})
_LEADING = ("my ", "our ", "the ", "a ", "an ")


def folded(written: str) -> str:
    """Normalise a word for the table: lower case, hyphens as spaces, one kind of apostrophe, no leading "my".

    >>> folded("My Step-Mum")
    'step mum'
    """
    word = " ".join(written.translate(_APOSTROPHES).lower().replace("-", " ").split())
    for lead in _LEADING:
        word = word.removeprefix(lead)
    return word


def relationship_of(written: str) -> str | None:
    """Return the key of the relationship a word means, or None.

    It knows what people say, not keys or labels: the vocabulary itself finds those.

    >>> relationship_of("Mum"), relationship_of("my best friend"), relationship_of("nobody")
    ('parent', 'close-friend', None)
    """
    word = folded(written)
    words = relationship_words()
    return words.get(word) or words.get(word.replace(" ", "")) or words.get(word.removesuffix("s"))


@cache
def relationship_words() -> Mapping[str, str]:
    """Return every word for a relationship, normalised by `folded`, with its key."""
    content = json.loads((Path(__file__).parent / "data" / "relationships.json").read_text(encoding="utf-8"))
    words: dict[str, str] = content["words"]
    return words
