"""Which phrases of care can be in a text at all: the part of care that every entry goes through.

Most texts hold the words of none, and nothing more is loaded. The table is text that is searched: to make dictionaries
of it would cost more than all the searches of an entry.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path

from relational_journal.care.folding import fold

LONGEST = 200_000  # signs of one text that are read: a book pasted in does not hold up the answer
_SHORTEST = 3  # signs of a beginning of a word
_SEPARATORS = {number: " " for number in range(128) if not chr(number).isalnum()}
_SEPARATORS |= dict.fromkeys(map(ord, "’ʼ‘“”„«»…–—¿¡"), " ")


class Anchors:
    """The words that phrases need.

    Args:
        table: four parts with an empty line between. Words and then beginnings of words, each with the numbers of the
            needs it fills; combinations, under the first of the needs that all must be filled, `NUMBER:NEED NEED`;
            the languages, each with the number of its first combination.
    """

    def __init__(self, table: str) -> None:
        words, beginnings, combinations, languages = table.split("\n\n")
        self._words = words.split("\n")
        self._beginnings = beginnings.split("\n")
        self._combinations = f"\n{combinations}\n"
        self._lengths = range(_SHORTEST, max(len(line.partition("\t")[0]) for line in self._beginnings) + 1)
        self._languages = [(name, int(first)) for name, first in (line.split("\t") for line in languages.splitlines())]

    def met_by(self, text: str) -> frozenset[int]:
        """The numbers of the combinations that a text has all words of; empty for most texts."""
        filled: set[str] = set()
        for word in set(fold(text[:LONGEST]).translate(_SEPARATORS).split()):
            filled.update(_numbers(self._words, f"{word}\t"))
            for length in self._lengths[: max(0, len(word) - _SHORTEST + 1)]:
                filled.update(_numbers(self._beginnings, f"{word[:length]}\t"))
        met = set()
        for need in filled:
            for combination in _under(self._combinations, need):
                number, _, needs = combination.partition(":")
                if filled.issuperset(needs.split()):
                    met.add(int(number))
        return frozenset(met)

    def languages(self, met: Collection[int]) -> list[str]:
        """The languages that these combinations belong to."""
        return sorted({next(name for name, first in reversed(self._languages) if first <= number) for number in met})


def _numbers(lines: list[str], key: str) -> list[str]:
    """The numbers behind a key in sorted lines. (Without `bisect`: importing it costs more than it saves.)"""
    low, high = 0, len(lines)
    while low < high:
        middle = (low + high) // 2
        if lines[middle] < key:
            low = middle + 1
        else:
            high = middle
    return lines[low][len(key) :].split() if low < len(lines) and lines[low].startswith(key) else []


def _under(combinations: str, need: str) -> list[str]:
    """The combinations whose rarest need this is."""
    begin = combinations.find(f"\n{need}\t")
    return combinations[begin + len(need) + 2 : combinations.index("\n", begin + 1)].split(";") if begin >= 0 else []


@cache
def anchors() -> Anchors:
    """Those of all languages."""
    return Anchors((Path(__file__).parent / "compact" / "anchors.txt").read_text(encoding="ascii"))
