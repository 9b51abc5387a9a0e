"""The width of text on a terminal, and text made safe for one line."""

from __future__ import annotations

from relational_journal.text.symbols import HARMLESS, LETTERS, SIGNS, Signs

__all__ = ["LETTERS", "SIGNS", "Signs", "cells", "clipped", "harmless"]

# On one line no control character is left; a lone surrogate cannot be encoded at all.
_HARMLESS = {**HARMLESS, 9: 0x2409, 10: 0x240A, **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)}


# Latin letters, our own signs and the usual punctuation take one column each: most texts need no table of widths.
_ONE_WIDE = dict.fromkeys((*range(160, 768), *range(8208, 8231), 8592, 8594), " ")
_ONE_WIDE |= {ord(sign): " " for sign in "◆◈◇●◐○•─█▓▒░■□▣▤▥▁▂▃▄▅▆▇▏…·–—“”‘’→←"}


def harmless(text: str) -> str:
    """Return a text on one line: white space as single spaces, control characters and overrides as visible symbols."""
    return " ".join(text.split()).translate(_HARMLESS)


def cells(text: str) -> int:
    """Return how many columns a text takes on a terminal: wide characters and emoji two, combining ones none."""
    if text.isascii() or text.translate(_ONE_WIDE).isascii():
        return len(text)
    from rich.cells import cell_len  # loaded only for a text with other characters

    return cell_len(text)


def beginning(text: str, columns: int) -> str:
    """Return the longest beginning of a text that takes at most so many columns."""
    end = max(0, min(len(text), columns))
    while end and cells(text[:end]) > columns:
        end -= 1
    return text[:end]


def clipped(text: str, columns: int, ellipsis: str = "…") -> str:
    """Shorten a text to at most that many columns, with an ellipsis at the end; cut between words if possible."""
    if cells(text[: columns + 1]) <= columns and len(text) <= columns:
        return text
    head = beginning(text, columns - cells(ellipsis))
    end = len(head)
    between = head.rfind(" ")
    if between >= end // 2 and not text[end : end + 1].isspace():
        head = head[:between]
    return head.rstrip() + ellipsis
