"""Find the phrases of care that a text could contain at all: the quick check that every entry goes through.

Most texts contain none of the words, and nothing more is loaded. The table stays one text that is searched: building
dictionaries from it would take longer than all searches of an entry.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path

from relational_journal.care.folding import fold

LONGEST = 200_000  # characters of a text that are read, so that a pasted book does not delay the answer
_SHORTEST = 3  # letters in the shortest prefix
_SEPARATORS = {number: " " for number in range(128) if not chr(number).isalnum()}
_SEPARATORS |= dict.fromkeys(map(ord, "’ʼ‘“”„«»…–—¿¡"), " ")


class Anchors:
    """The words that phrases need.

    Args:
        table: four parts separated by empty lines. Words and then prefixes of words, each with the numbers of the needs
            it meets; combinations, listed under the first of the needs that all must be met, `NUMBER:NEED NEED`; the
            languages, each with the number of its first combination.
    """

    def __init__(self, table: str) -> None:
        words, beginnings, combinations, languages = table.split("\n\n")
        self._words = words.split("\n")
        self._beginnings = beginnings.split("\n")
        self._combinations = f"\n{combinations}\n"
        self._lengths = range(_SHORTEST, max(len(line.partition("\t")[0]) for line in self._beginnings) + 1)
        self._languages = [(name, int(first)) for name, first in (line.split("\t") for line in languages.splitlines())]

    def met_by(self, text: str) -> frozenset[int]:
        """Return the numbers of the combinations whose words are all in the text; empty for most texts."""
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
        """Return the languages that these combinations belong to."""
        return sorted({next(name for name, first in reversed(self._languages) if first <= number) for number in met})


def _numbers(lines: list[str], key: str) -> list[str]:
    """Return the numbers after a key in sorted lines. (Importing `bisect` would cost more than it saves.)"""
    low, high = 0, len(lines)
    while low < high:
        middle = (low + high) // 2
        if lines[middle] < key:
            low = middle + 1
        else:
            high = middle
    return lines[low][len(key) :].split() if low < len(lines) and lines[low].startswith(key) else []


def _under(combinations: str, need: str) -> list[str]:
    """Return the combinations listed under this need, the rarest of theirs."""
    begin = combinations.find(f"\n{need}\t")
    return combinations[begin + len(need) + 2 : combinations.index("\n", begin + 1)].split(";") if begin >= 0 else []


@cache
def anchors() -> Anchors:
    """Return the anchors of all languages."""
    return Anchors((Path(__file__).parent / "compact" / "anchors.txt").read_text(encoding="ascii"))
