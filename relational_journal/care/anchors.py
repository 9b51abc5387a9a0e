"""Which phrases of care can be in a text at all: the part of care that every entry goes through.

Most texts hold the words of none, and nothing more is loaded. It reads one file and looks words up in tables.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from functools import cache
from pathlib import Path

from relational_journal.care.folding import fold

LONGEST = 200_000  # signs of one text that are read: a book pasted in does not hold up the answer
_SEPARATORS = {number: " " for number in range(128) if not chr(number).isalnum()}
_SEPARATORS |= dict.fromkeys(map(ord, "’ʼ‘“”„«»…–—¿¡"), " ")


class Anchors:
    """The words that phrases need.

    `words` and `beginnings` lead to the numbers of needs they fill; a combination is the numbers of all that a phrase
    needs. Those of one language stand together.
    """

    def __init__(self, row: dict[str, object]) -> None:
        self.words: dict[str, list[int]] = row["words"]  # type: ignore[assignment]
        self.beginnings: dict[str, list[int]] = row["beginnings"]  # type: ignore[assignment]
        self.combinations: list[list[int]] = row["combinations"]  # type: ignore[assignment]
        self.first_of: dict[str, int] = row["languages"]  # type: ignore[assignment]
        self.lengths = sorted({len(word) for word in self.beginnings})

    def met_by(self, text: str) -> frozenset[int]:
        """The numbers of the combinations that a text has all words of; empty for most texts."""
        met: set[int] = set()
        for word in set(fold(text[:LONGEST]).translate(_SEPARATORS).split()):
            met.update(self.words.get(word, ()))
            for length in self.lengths:
                if found := self.beginnings.get(word[:length]):
                    met.update(found)
        return frozenset(
            number for number, needs in enumerate(self.combinations) if needs[0] in met and met.issuperset(needs)
        )

    def languages(self, met: Collection[int]) -> list[str]:
        """The languages that these combinations belong to."""
        from bisect import bisect_right

        names = list(self.first_of)
        firsts = list(self.first_of.values())
        return sorted({names[bisect_right(firsts, number) - 1] for number in met})


@cache
def anchors() -> Anchors:
    """Those of all languages."""
    return Anchors(json.loads((Path(__file__).parent / "compact" / "anchors.json").read_bytes()))
