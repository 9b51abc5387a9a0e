"""Where `+tags` and `@names` stand in a text, and the text as it is shown without them (contract §4, Marks)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from relational_journal.model import SIDES

PREFIXES = ("before", "after", "urge", "braced")
_SHORTEST_SIDE = 3
LONGEST = 80  # A longer run of letters is no name or tag anyone means.

_OPENING = frozenset("([{<\"'`“”„‟‘’‚‛«»‹›")
_IN_NAMES = frozenset("-_")
_IN_TAGS = frozenset("-_'’")
# Each opening quote and those that close it; an apostrophe before a letter closes nothing.
_DOUBLE, _SINGLE = '"“”„', "'‘’"
_QUOTES = {"«": "»", "»": "«"} | dict.fromkeys('"“”„‟', _DOUBLE) | dict.fromkeys("'‘’‚‛", _SINGLE)
_JOINERS = {0x200C: None, 0x200D: None}
_BETWEEN = frozenset(" \t\r\n\f\v,;\xa0")
_ENDS_A_SENTENCE = frozenset(".!?…:;)]}\"'”’»\n")


class Mark(NamedTuple):
    """A tag or a name in a text.

    `text[start:end]` is all of it, sign and quotes too; `name` what is written, a prefix (`before:`) or side
    (`:subordinate`) included; `loose` the word that follows a colon and was not taken for one of these.
    """

    sign: str  # "+" for a tag, "@" for a name
    name: str
    start: int
    end: int
    quoted: bool = False
    loose: str = ""


def find_marks(text: str) -> list[Mark]:
    """All marks of a text, in order; what stands inside a name in quotes is part of that name."""
    found: list[Mark] = []
    for start in _signs(text):
        if found and start < found[-1].end:
            continue
        if start and not (text[start - 1].isspace() or text[start - 1] in _OPENING):
            continue
        mark = _name_at(text, start) if text[start] == "@" else _tag_at(text, start)
        if mark:
            found.append(mark)
    return found


def _signs(text: str) -> list[int]:
    """Where the signs stand. (To look for each by itself costs a short text less than to compile a pattern.)"""
    places = []
    for sign in "+#@":
        at = text.find(sign)
        while at >= 0:
            places.append(at)
            at = text.find(sign, at + 1)
    return sorted(places)


def is_joining(letter: str) -> bool:
    """Whether it belongs to the letter before it: an accent or vowel sign of its own, a (non-)joiner."""
    if letter < "\u0300":
        return False
    import unicodedata

    return unicodedata.category(letter)[0] == "M" or ord(letter) in _JOINERS


def run_end(text: str, at: int, others: frozenset[str] = _IN_NAMES) -> int:
    """Where the letters, digits and `others` that begin at `at` end, as far as a name may reach."""
    end = min(len(text), at + LONGEST + 1)
    while at < end and (text[at].isalnum() or text[at] in others or is_joining(text[at])):
        at += 1
    return at


def side_of(written: str) -> str | None:
    """The side that a word is, or is the beginning of."""
    begun = written.lower()
    return next((side for side in SIDES if len(begun) >= _SHORTEST_SIDE and side.startswith(begun)), None)


def _name_at(text: str, start: int) -> Mark | None:
    """The name after an @, in quotes or as one word."""
    closing = _QUOTES.get(text[start + 1 : start + 2])
    if closing:
        return _quoted_at(text, start, closing)
    begin = start + 1
    end = run_end(text, begin)
    name = text[begin:end].rstrip("-_")
    if not is_name(name):
        return None
    return Mark("@", name, start, begin + len(name))


def _quoted_at(text: str, start: int, closing: str) -> Mark | None:
    """A name in quotes, on one line; an apostrophe inside single quotes does not end it."""
    begin = start + 2
    inside = _inside(closing).match(text, begin)
    end = inside.end() if inside else begin
    if text[end : end + 1] not in closing or end == len(text):
        return None
    name = " ".join(text[begin:end].split())
    return Mark("@", name, start, end + 1, quoted=True) if is_name(name) else None


@cache
def _inside(closing: str) -> re.Pattern[str]:
    """What may stand between quotes that these close; compiled when a name in quotes is met."""
    letters = f"[^{closing}\n]" if closing != _SINGLE else f"(?:[^{closing}\n]|['’](?=\\w))"
    return re.compile(f"{letters}{{1,{LONGEST + 2}}}")


def is_name(written: str) -> bool:
    """Whether it begins with a letter and is short enough to be meant."""
    if not 0 < len(written) <= LONGEST or not written[0].isalpha():
        return False
    return written.isprintable() or written.translate(_JOINERS).isprintable()


def _tag_at(text: str, start: int) -> Mark | None:
    """The tag after a + or #, with a prefix or a side if it has one."""
    begin = start + 1
    end = run_end(text, begin, _IN_TAGS)
    name = text[begin:end].rstrip("-_'’")
    if not is_name(name):
        return None
    end = begin + len(name)
    if text[end : end + 1] != ":" or not text[end + 1 : end + 2].isalpha():
        return Mark("+", name, start, end)
    tail_end = run_end(text, end + 1, _IN_TAGS)
    tail = text[end + 1 : tail_end].rstrip("-_'’")
    if not is_name(tail):
        return Mark("+", name, start, end)
    if name.lower() in PREFIXES or side_of(tail):
        return Mark("+", f"{name}:{tail}", start, end + 1 + len(tail))
    return Mark("+", name, start, end, loose=tail)


def shown_text(text: str) -> str:
    """The text as it is shown: without the closing run of tags and without the marks `@`, `+`, `#` and their escapes.

    A name among the closing tags goes with them; one that ends a sentence stays.

    >>> shown_text("Tea with @Sam's mum. +c +reached-out")
    "Tea with Sam's mum."
    """
    marks = find_marks(text)
    end, kept = _closing_run(text, marks)
    pieces = []
    at = 0
    for mark in marks[:kept]:
        pieces.append(text[at : mark.start])
        pieces.append(mark.name if mark.quoted else text[mark.start + 1 : mark.end])
        at = mark.end
    pieces.append(text[at:end])
    return _without_escapes("".join(pieces)).strip()


def _closing_run(text: str, marks: list[Mark]) -> tuple[int, int]:
    """Where the text without its closing run of tags ends, and how many marks it keeps."""
    begins, end, kept = len(text), len(text.rstrip(" \t\r\n.,;")), len(marks)
    while kept and _only_between(text, marks[kept - 1].end, end):
        mark = marks[kept - 1]
        if mark.sign == "@":
            before = marks[kept - 2] if kept > 1 else None
            if kept == len(marks) or not _stands_apart(text, mark, before):
                break
        begins = end = mark.start
        kept -= 1
    return begins, kept


def _only_between(text: str, begin: int, end: int) -> bool:
    """Whether nothing but white space and commas stands there."""
    return all(letter in _BETWEEN or letter.isspace() for letter in text[begin:end])


def _stands_apart(text: str, mark: Mark, before: Mark | None) -> bool:
    """Whether a name begins a closing run or stands inside it, and is no part of a sentence."""
    if before and before.sign == "+" and _only_between(text, before.end, mark.start):
        return True
    at = mark.start
    while at and text[at - 1] in _BETWEEN and text[at - 1] != "\n":
        at -= 1
    return at == 0 or text[at - 1] in _ENDS_A_SENTENCE


def _without_escapes(text: str) -> str:
    """`\\@`, `\\+` and `\\#` as the signs they stand for."""
    if "\\" not in text:
        return text
    opening = re.escape("".join(_OPENING))
    return re.sub(f"(?<![^\\s{opening}])\\\\([+#@])(?=[^\\W\\d]|[\"“„'‘])", r"\1", text)
