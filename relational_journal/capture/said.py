"""Moves a sentence tells in the vocabulary's own words, each with the words it was read from (domain §4.1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.vocabulary.spelling import kebab

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary

_CLAUSE = re.compile(r"[.;:!?…\n\"“”«»()]+")
_WORD = re.compile(r"[\w'’]+")
# Who did it is the last of these named before the words. One's own moves alone are read: what another did is a
# response (contract §7, suggest).
_OTHERS = frozenset("he she they we you it who that mum mom dad".split())
# After these it was not done, or is not told as done.
_UNDONE = frozenset("not never didnt dont wont cant nearly almost would could should might wanted want if".split())
_LONGEST = 5


class Said(NamedTuple):
    """A move and the words of the sentence it was read from."""

    key: str
    because: str


def moves_said(text: str, vocabulary: Vocabulary, *, most: int = 3) -> tuple[Said, ...]:
    """The moves whose label or short word stands in the text, told of oneself, in the order told.

    Only whole labels and short words are read, so little is found and little of it wrongly.

    >>> from relational_journal.vocabulary.load import vocabulary
    >>> moves_said("Mum said I only ring when I need something. I laughed it off.", vocabulary())
    (Said(key='made-a-joke-of-it', because='laughed it off'),)
    """
    found: dict[str, str] = {}
    for clause in _CLAUSE.split(text[:5000]):
        words = [match[0] for match in _WORD.finditer(clause)]
        is_mine = False
        at = 0
        while at < len(words):
            lower = words[at].lower().replace("’", "'")
            if lower.partition("'")[0] == "i":
                is_mine = not lower.endswith("'d")
            elif (
                lower.partition("'")[0] in _OTHERS
                or lower.replace("'", "") in _UNDONE
                or (at and words[at][0].isupper())
            ):
                is_mine = False
            read = _longest_move(words[at:], vocabulary) if is_mine else None
            if read is not None:
                found.setdefault(*read)
                at += len(read[1].split())
            else:
                at += 1
    return tuple(Said(key, because) for key, because in list(found.items())[:most])


def _longest_move(words: list[str], vocabulary: Vocabulary) -> tuple[str, str] | None:
    """The move the longest run of words from here on names whole."""
    for length in range(min(_LONGEST, len(words)), 0, -1):
        spelled = " ".join(words[:length])
        reading = vocabulary.read(kebab(spelled))
        if len(reading.keys) == 1 and reading.how in ("key", "short", "label"):
            term = vocabulary.get(reading.keys[0])
            if term and term.list == "moves":
                return term.key, spelled
    return None
