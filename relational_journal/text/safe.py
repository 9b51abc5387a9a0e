"""Make texts, paths and JSON harmless for a terminal."""

from __future__ import annotations

import re

from relational_journal.text.symbols import HARMLESS

# A path may hold any character but NUL; line feeds, tabs and direction marks have no place in one.
_IN_PATHS = HARMLESS | {9: 0x2409, 10: 0x240A} | dict.fromkeys([0x61C, 0x200E, 0x200F, 0x2028, 0x2029], 0xFFFD)
# Regular expressions are compiled when first needed, because `rj log` needs neither. Matched are control characters
# except line feeds, tabs and our own styles, and direction overrides.
_UNSAFE = "[\0-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\x1b(?!\\[(?:0|1|2|3|7|22|23|27)m)"
_UNSAFE_IN_JSON = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"


def safe(text: str) -> str:
    """Make a text harmless for a terminal: control characters and direction overrides become visible symbols."""
    return text.translate(HARMLESS)


def one_line(text: str) -> str:
    """Make a text safe, with every run of white space as one space."""
    return safe(" ".join(text.split()))


def safe_path(path: object) -> str:
    """Make a path safe on one line: control and direction characters, and bytes that are not UTF-8, become symbols."""
    return str(path).translate(_IN_PATHS).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def safe_line(line: str) -> str:
    """Make a line safe that contains our own styles."""
    return line if line.isprintable() else re.sub(_UNSAFE, "\ufffd", line)


def escaped_json(document: str) -> str:
    r"""Return the same JSON with `\u` escapes for direction and control characters."""
    return re.sub(_UNSAFE_IN_JSON, lambda found: f"\\u{ord(found[0]):04x}", document)
