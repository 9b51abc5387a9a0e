"""The signs everything is drawn with, in two alphabets that are never mixed, and those no screen may be sent."""

from __future__ import annotations

from typing import NamedTuple


class Signs(NamedTuple):
    """One alphabet (screens, Marks): tones, dots, and the signs of our own wording that plain ASCII does not have.

    Neither needs colour.
    """

    connection: str
    mixed: str
    disconnection: str
    ordinary: str
    shows: str
    turned: str
    otherwise: str
    neither: str
    arrow: str
    dot: str
    ellipsis: str
    unicode: bool

    def of_tone(self, tone: str | None) -> str:
        """The mark of a tone; a space where none was given."""
        return getattr(self, tone) if tone else " "

    @property
    def legend(self) -> str:
        """What the dots of a count mean."""
        return f"{self.shows} shows {self.turned} turned {self.otherwise} otherwise {self.neither} neither"

    def spell(self, words: str) -> str:
        """Our own wording in this alphabet: its arrows, dashes and dots become ASCII where there is no other."""
        return words if self.unicode else words.translate(_IN_ASCII)


SIGNS = Signs("◆", "◈", "◇", "–", "●", "◐", "○", "·", "→", "·", "…", True)
LETTERS = Signs("C", "M", "D", "o", "#", "%", "o", ".", "->", "-", "...", False)
_IN_ASCII = str.maketrans(
    {"–": "-", "·": "-", "→": "->", "…": "...", "█": "#", "“": '"', "”": '"', "’": "'", "\u00a0": " "}
)

# Escapes and direction overrides could repaint a screen or turn the lines after them. Stored as typed, shown as a
# sign. Line feed and tab stay; U+200E, U+200F and U+061C only mark a direction and are harmless.
HARMLESS: dict[int, int] = {code: 0x2400 + code for code in range(32) if code not in (9, 10)}
HARMLESS |= {0x7F: 0x2421}
HARMLESS |= dict.fromkeys([*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD)
