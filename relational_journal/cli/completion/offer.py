"""A word that Tab can offer, and all that can stand at one place."""

from __future__ import annotations

from typing import NamedTuple


class Offer(NamedTuple):
    """A word that can stand there, and what it means, "" if it says so itself."""

    word: str
    means: str = ""


class Offers(NamedTuple):
    """The words, and whether names of files (`files`) or folders (`folders`) can stand there too."""

    words: tuple[Offer, ...] = ()
    paths: str = ""
