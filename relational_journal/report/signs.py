"""The signs reports are drawn with, in two alphabets that are never mixed, and how wide and how safe a text is."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple


class Signs(NamedTuple):
    """One alphabet (screens, Marks): tones, dots, and the signs of our own wording that plain ASCII does not have."""

    connection: str
    mixed: str
    disconnection: str
    ordinary: str
    shows: str
    turned: str
    otherwise: str
    neither: str
    unicode: bool

    def tone(self, tone: str | None) -> str:
        """The mark of a tone; a blank where none was given."""
        return {
            "connection": self.connection,
            "mixed": self.mixed,
            "disconnection": self.disconnection,
            "ordinary": self.ordinary,
        }.get(tone or "", " ")

    def spell(self, words: str) -> str:
        """Our own wording in this alphabet: its arrows, dashes and dots become ASCII where there is no other."""
        return words if self.unicode else words.translate(_IN_ASCII)


_IN_ASCII = str.maketrans({"–": "-", "·": "-", "→": "->", "…": "...", "“": '"', "”": '"', "’": "'", "\u00a0": " "})

SIGNS = Signs("◆", "◈", "◇", "–", "●", "◐", "○", "·", True)
LETTERS = Signs("C", "M", "D", "o", "#", "%", "o", ".", False)

# Escapes and direction overrides could repaint a screen or turn the lines after them. Stored as typed, shown as a
# sign. U+200E, U+200F and U+061C only mark a direction and are harmless.
_HARMLESS = {code: 0x2400 + code for code in range(32)} | {0x7F: 0x2421}
_HARMLESS |= dict.fromkeys([*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD)
_HARMLESS |= dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)


def harmless(text: str) -> str:
    """A text on one line, every run of white space one space, control characters and overrides as visible signs."""
    return " ".join(text.split()).translate(_HARMLESS)


def cells(text: str) -> int:
    """How many columns a text takes on a terminal: wide signs two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(_cells_of(sign) for sign in text)


def _cells_of(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def clipped(text: str, columns: int, ellipsis: str = "…") -> str:
    """At most that many columns, the last an ellipsis where something is left out; cut between words if it can be."""
    if cells(text[: columns + 1]) <= columns and len(text) <= columns:
        return text
    room, end = columns - cells(ellipsis), 0
    for sign in text:
        room -= _cells_of(sign)
        if room < 0:
            break
        end += 1
    head = text[:end]
    between = head.rfind(" ")
    if between >= end // 2 and not text[end : end + 1].isspace():
        head = head[:between]
    return head.rstrip() + ellipsis
