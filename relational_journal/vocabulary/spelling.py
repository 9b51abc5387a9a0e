"""Normalise spellings that make no difference in a tag, and list the forms a label can be typed in."""

from __future__ import annotations

from relational_journal.text.folding import caseless

_MUTE = str.maketrans("", "", "'’‘ʼ`")
_LEADING = (("i",), ("they", "were"), ("they", "was"), ("i", "was"), ("i", "were"), ("they",), ("was",), ("were",))


def plain(written: str) -> str:
    """Return a word in lower case, without apostrophes, -ize as -ise and -our as -or.

    >>> plain("Criticized-Me")
    'criticised-me'
    >>> plain("neighbour")
    'neighbor'
    """
    word = caseless(written).translate(_MUTE)
    if "iz" in word:
        word = word.replace("iz", "is")
    at = word.find("our")
    while at >= 0:
        # two letters or more before it, so that "four" and "hour" stay unchanged
        if at >= 2 and word[at - 1].isalpha() and word[at - 2].isalpha():
            word = word[:at] + "or" + word[at + 3 :]
        at = word.find("our", at + 1)
    return word


def single_l(word: str) -> str:
    """Return a word with single l for double l, so that `cancelled` and `canceled` are equal."""
    return word.replace("ll", "l")


def kebab(label: str) -> str:
    """Return a label in kebab-case, without remarks in brackets.

    >>> kebab('I said "I\\'m fine"')
    'i-said-im-fine'
    """
    words = label.partition("(")[0].removesuffix(", in my words").lower().translate(_MUTE)
    kept = "".join(letter if letter.isalnum() else " " for letter in words)
    return "-".join(kept.split())


def label_forms(label: str) -> tuple[str, ...]:
    """Return a label in kebab-case: whole, then without its leading I, they, was or were.

    >>> label_forms("They were warm")
    ('they-were-warm', 'warm', 'were-warm')
    """
    words = tuple(kebab(label).split("-"))
    forms = ["-".join(words)]
    for leading in _LEADING:
        rest = words[len(leading) :]
        if words[: len(leading)] == leading and rest:
            forms.append("-".join(rest))
    return tuple(dict.fromkeys(forms))
