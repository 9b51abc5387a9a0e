"""The symbols everything is drawn with, in Unicode or ASCII, and the characters that no screen may receive."""

from math import ceil
from typing import NamedTuple


class Signs(NamedTuple):
    """One set of symbols: tones, dots, and the characters of our own wording that ASCII lacks. Needs no colour.

    `fills` distinguish the parts of a count, `ways` the ways of moving; `heights` draw how much there is of
    something, from least to most, `length` how many next to their number. `empty` is a week with nothing noted.
    """

    connection: str
    mixed: str
    disconnection: str
    ordinary: str
    unmarked: str
    shows: str
    turned: str
    otherwise: str
    neither: str
    arrow: str
    dot: str
    ellipsis: str
    fills: str
    ways: str
    heights: str
    length: str
    empty: str
    unicode: bool

    def of_tone(self, tone: str | None) -> str:
        """Return the symbol of a tone; a space if there is none."""
        return getattr(self, tone) if tone else " "

    def of_height(self, level: float, most: float, letter: str = "") -> str:
        """Return the symbol of a height of `most`: from least to most, a blank for 0; the letter without Unicode."""
        if not self.unicode:
            return letter
        return self.heights[min(len(self.heights), ceil(level * len(self.heights) / most)) - 1] if level > 0 else " "

    def spell(self, words: str) -> str:
        """Return our own wording in these symbols: without Unicode, arrows, dashes and dots become ASCII."""
        return words if self.unicode else words.translate(_IN_ASCII)


SIGNS = Signs("◆", "◈", "◇", "–", "▫", "●", "◐", "○", "·", "→", "·", "…", "█▓▒░", "■□▣▤▥", "▁▂▃▄▅▆▇█", "▬", "_", True)
LETTERS = Signs(
    "C", "M", "D", "o", "u", "#", "%", "o", ".", "->", "-", "...", "#=+-", "cwgyp", "123456789", "*", "_", False
)
_IN_ASCII = str.maketrans(
    {"–": "-", "·": "-", "→": "->", "…": "...", "█": "#", "▬": "*", "“": '"', "”": '"', "’": "'", "\u00a0": " "}
)

# Escapes and direction overrides could repaint a screen or reverse the following lines. They are stored as typed and
# shown as symbols. Line feed and tab stay; U+200E, U+200F and U+061C only mark a direction and are harmless.
HARMLESS: dict[int, int] = {code: 0x2400 + code for code in range(32) if code not in (9, 10)}
HARMLESS |= {0x7F: 0x2421}
HARMLESS |= dict.fromkeys([*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD)
