"""English words of every day, names left out: what a capital letter alone does not make a name."""

from __future__ import annotations

from functools import cache
from pathlib import Path


def is_everyday_word(word: str) -> bool:
    """Whether a word in lower case is one of every day.

    >>> is_everyday_word("kitchen"), is_everyday_word("karim")
    (True, False)
    """
    return word in _words()


@cache
def _words() -> frozenset[str]:
    lines = (Path(__file__).parent / "data" / "everyday_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
