"""Escape a text so that a spreadsheet does not read it as a formula, and lists in one cell, and unescape both."""

from __future__ import annotations

import re
from collections.abc import Iterable

# A spreadsheet computes a cell that begins so, also after white space it trims away (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
_MARK = "'"
# Between the items of a list in one cell.
_BETWEEN = " | "
# A bar that stands alone in an item, or at one of its ends, would part it; a backslash before it keeps it together.
_BAR = re.compile(r"(?<![^ ])(\\*)\|(?![^ ])")
_KEPT_BAR = re.compile(r"(?<![^ ])\\(\\*)\|(?![^ ])")


def to_cell(text: str) -> str:
    """Return a text with an apostrophe before it if a spreadsheet would compute it.

    >>> to_cell("=1+1"), to_cell(" @ada"), to_cell("tea")
    ("'=1+1", "' @ada", 'tea')
    """
    return _MARK + text if _is_marked(text) else text


def from_cell(cell: str) -> str:
    """Return the text that `to_cell` was given.

    >>> from_cell("'=1+1"), from_cell("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell.startswith(_MARK) and _is_marked(cell[1:]) else cell


def joined(items: Iterable[str]) -> str:
    r"""Return a list as one text.

    >>> joined(["Sam", "Ann | Bea"])
    'Sam | Ann \\| Bea'
    """
    return _BETWEEN.join(_BAR.sub(r"\\\1|", item) for item in items)


def parted(cell: str) -> list[str]:
    r"""Return the list that `joined` was given, without empty items.

    >>> parted(r"Sam | Ann \| Bea")
    ['Sam', 'Ann | Bea']
    """
    return [_KEPT_BAR.sub(r"\1|", item) for item in cell.split(_BETWEEN) if item]


def _is_marked(text: str) -> bool:
    # A text that begins with our own mark and then such a sign gets a second mark, so that the way back is one.
    return (
        text.lstrip().startswith(_FORMULA)
        or text.startswith(_FORMULA)
        or (text.startswith(_MARK) and _is_marked(text[1:]))
    )
