"""Everyday English words, which are not names although they begin with a capital letter, and names that are words."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path


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
    return (Path(__file__).parent / "data" / "everyday_words.txt").read_bytes()


@cache
def _words() -> frozenset[str]:
    lines = (Path(__file__).parent / "data" / "everyday_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def everyday_names() -> frozenset[str]:
    """Return names, in lower case, that are also everyday words: hidden on a page only after an @ or with a capital.

    They are read without building the patterns beside them, which reading a sentence does not need.
    """
    content = json.loads((Path(__file__).parent / "data" / "patterns.json").read_text(encoding="utf-8"))
    return frozenset(content["everyday"])
