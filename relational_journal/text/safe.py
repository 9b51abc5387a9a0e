"""A person's text, a path and a JSON document made harmless for a terminal."""

from __future__ import annotations

import re

from relational_journal.text.symbols import HARMLESS

# A path may hold any character but NUL: in one, a line feed, a tab and the marks of a direction are no text either.
_IN_PATHS = HARMLESS | {9: 0x2409, 10: 0x240A} | dict.fromkeys([0x61C, 0x200E, 0x200F, 0x2028, 0x2029], 0xFFFD)
# Compiled when first needed: most lines are plain, and `rj log` compiles neither.
# Control characters, but for line feeds, tabs and the codes of our own styles; and overrides of the direction.
_UNSAFE = "[\0-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\x1b(?!\\[(?:0|1|2|7|22|27)m)"
_UNSAFE_IN_JSON = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"


def safe(text: str) -> str:
    """A person's text made harmless for a terminal: control characters and direction overrides become signs."""
    return text.translate(HARMLESS)


def one_line(text: str) -> str:
    """Safe, and with every run of white space one space."""
    return safe(" ".join(text.split()))


def safe_path(path: object) -> str:
    """A path on one line: control characters, all that directs a text, and bytes that are not UTF-8 become signs."""
    return str(path).translate(_IN_PATHS).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def safe_line(line: str) -> str:
    """A line with our own styles in it, of which nothing else can reach the terminal."""
    return line if line.isprintable() else re.sub(_UNSAFE, "\ufffd", line)


def escaped_json(document: str) -> str:
    r"""The same JSON with `\u` escapes for what directs a text or controls a terminal."""
    return re.sub(_UNSAFE_IN_JSON, lambda found: f"\\u{ord(found[0]):04x}", document)
