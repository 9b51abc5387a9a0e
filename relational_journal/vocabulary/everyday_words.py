"""Everyday English words, which are not names although they begin with a capital letter, and names that are words."""

from __future__ import annotations

from functools import cache
from pathlib import Path

EVERYDAY_NAMES_FILE = Path(__file__).parent / "data" / "everyday_names.txt"
_WORDS_FILE = EVERYDAY_NAMES_FILE.with_name("everyday_words.txt")


def is_everyday_word(word: str) -> bool:
    """Return whether a lower-case word is an everyday word.

    >>> is_everyday_word("kitchen"), is_everyday_word("karim")
    (True, False)
    """
    return word in _words()


def is_in_the_list(word: str) -> bool:
    """Return the same as `is_everyday_word`, without building a set of the list: faster for one word or two."""
    written, text = word.encode(), _as_written()
    return any(before + written + after in text for before in (b" ", b"\n") for after in (b" ", b"\n"))


@cache
def _as_written() -> bytes:
    return _WORDS_FILE.read_bytes()


@cache
def _words() -> frozenset[str]:
    lines = _WORDS_FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def everyday_names() -> frozenset[str]:
    """Return names, in lower case, that are also everyday words: hidden on a page only after an @ or with a capital."""
    return frozenset(EVERYDAY_NAMES_FILE.read_text(encoding="utf-8").split())
