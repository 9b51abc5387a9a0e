"""How wide and how safe a text of a report is; and the signs it is drawn with."""

from __future__ import annotations

import unicodedata

from relational_journal.text.symbols import HARMLESS, LETTERS, SIGNS, Signs

__all__ = ["LETTERS", "SIGNS", "Signs", "cells", "clipped", "harmless"]

# On one line no control character is left; half a character has no form in which it could be written.
_HARMLESS = {**HARMLESS, 9: 0x2409, 10: 0x240A, **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)}


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
