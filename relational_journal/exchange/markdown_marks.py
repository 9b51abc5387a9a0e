"""Our Markdown: how an entry is written and how its lines are recognised when it is read back."""

from __future__ import annotations

import re

SOURCE = "relational-journal"
# Whatever Markdown, Obsidian or HTML gives a meaning; at the beginning of a line also what makes a list or a rule.
_ESCAPE = re.compile(r"\\([\\`*_\[\]<>#|~$=%^&+.)-])")
_NUMBER = re.compile(r"(?m)^([ \t]*\d{1,9})([.)])(?=\s|$)")
_SIGN = re.compile(r"(?m)^([ \t]*)([-+])(?=[\s-]|$)")
_INLINE = re.compile(r"[\\`*_\[\]<>#|~$=%^&]")

HEADING = re.compile(
    r"## (?:(?P<clock>\d\d:\d\d(?::\d\d)?)(?: \((?P<offset>[+-]\d\d:\d\d)\))?)? ?"
    r"(?P<kind>moment|memory|picture|experiment|session|lookback)?",
    re.IGNORECASE,
)
DAY = re.compile(r"# (\d{4}(?:-\d\d){0,2})")
ANSWER = re.compile(r"\*\*([^*\n]+)\*\* ?(.*)")
FACTS = "> "


def escape(text: str) -> str:
    r"""Return a text in which nothing is Markdown any more.

    >>> escape("# no *heading* - 1. not a list")
    '\\# no \\*heading\\* - 1. not a list'
    >>> escape("- one\n2. two")
    '\\- one\n2\\. two'
    """
    text = _INLINE.sub(lambda found: "\\" + found[0], text)
    return _SIGN.sub(r"\1\\\2", _NUMBER.sub(r"\1\\\2", text))


def unescape(text: str) -> str:
    r"""Return the text that `escape` was given.

    >>> unescape(escape("a_b [c] <d> \\* 1. e"))
    'a_b [c] <d> \\* 1. e'
    """
    return _ESCAPE.sub(r"\1", text)
