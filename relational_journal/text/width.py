"""The width of text on a terminal, and text made safe for one line."""

from __future__ import annotations

import unicodedata

from relational_journal.text.symbols import HARMLESS, LETTERS, SIGNS, Signs

__all__ = ["LETTERS", "SIGNS", "Signs", "cells", "clipped", "harmless"]

# On one line no control character is left; a lone surrogate cannot be encoded at all.
_HARMLESS = {**HARMLESS, 9: 0x2409, 10: 0x240A, **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)}


def harmless(text: str) -> str:
    """Return a text on one line: white space as single spaces, control characters and overrides as visible symbols."""
    return " ".join(text.split()).translate(_HARMLESS)


def cells(text: str) -> int:
    """Count the columns a text takes on a terminal: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(_cells_of(sign) for sign in text)


def _cells_of(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def clipped(text: str, columns: int, ellipsis: str = "…") -> str:
    """Shorten a text to at most that many columns, with an ellipsis at the end; cut between words if possible."""
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
