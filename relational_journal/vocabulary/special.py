"""Look up tags that are in no list: tones, settings, and the five good things with their amount."""

from collections.abc import Mapping
from typing import NamedTuple

from relational_journal.model import AMOUNTS
from relational_journal.vocabulary.spelling import plain

SETTINGS = ("family", "intimate", "professional", "social", "community", "therapy", "self")
TONES: Mapping[str, str] = {
    "connection": "connection",
    "closer": "connection",
    "c": "connection",
    "disconnection": "disconnection",
    "further": "disconnection",
    "d": "disconnection",
    "f": "disconnection",
    "mixed": "mixed",
    "both": "mixed",
    "m": "mixed",
    "b": "mixed",
    "ordinary": "ordinary",
    "o": "ordinary",
}
# `more-connection` is itself more, same or less; after an amount it may be written with or without its own "more".
_GOOD = {
    "zest": "zest",
    "action": "action",
    "clarity": "clarity",
    "worth": "worth",
    "connection": "more-connection",
    "more-connection": "more-connection",
}
_GOOD_LABELS = {
    "energy": "zest",
    "able-to-act": "action",
    "clearer": "clarity",
    "want-more": "more-connection",
    "wish-for-contact": "more-connection",
}


class GoodAnswer(NamedTuple):
    """A good thing and its amount; several `keys` if the beginning fits more than one."""

    keys: tuple[str, ...]
    amount: str


def settings() -> tuple[str, ...]:
    """Return the settings a moment or a relationship can have, in file order."""
    return SETTINGS


def tone_of(written: str) -> str | None:
    """Return the tone a tag sets, or None.

    >>> tone_of("closer")
    'connection'
    """
    return TONES.get(written.lower())


def setting_of(written: str) -> str | None:
    """Return the setting a tag names, or None; only the whole word counts."""
    word = written.lower()
    return word if word in SETTINGS else None


def good_answer(written: str) -> GoodAnswer | None:
    """Return the answer in a tag like `more-zest`, `same-cl` or `less-connection`, or None for any other tag.

    After the amount, any unique beginning of one of the five keys works, or of a label if no key begins so.

    >>> good_answer("less-w")
    GoodAnswer(keys=('worth',), amount='less')
    >>> good_answer("more-c").keys
    ('clarity', 'more-connection')
    """
    amount, hyphen, rest = plain(written).partition("-")
    if amount not in AMOUNTS or not hyphen or not rest:
        return None
    for names in (_GOOD, _GOOD_LABELS):
        if rest in names:
            return GoodAnswer((names[rest],), amount)
        keys = tuple(dict.fromkeys(key for name, key in names.items() if name.startswith(rest)))
        if keys:
            return GoodAnswer(keys, amount)
    return None


def good_forms(key: str) -> tuple[str, str, str]:
    """Return the three ways to answer one of the five, for the error about a bare good thing.

    >>> good_forms("worth")
    ('more-worth', 'same-worth', 'less-worth')
    """
    name = key.removeprefix("more-")
    return (f"more-{name}", f"same-{name}", f"less-{name}")
