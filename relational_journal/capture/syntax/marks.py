"""Find `+tags` and `@names` in a text, and show the text without them (docs/entry-format.md)."""

import re
from collections.abc import Collection
from functools import cache
from typing import NamedTuple

from relational_journal.model import SIDES
from relational_journal.text.names import JOINERS, LONGEST_NAME, is_name

PREFIXES = ("before", "after", "urge", "braced")
_SHORTEST_SIDE = 3

_OPENING = frozenset("([{<\"'`“”„‟‘’‚‛«»‹›")
_IN_NAMES = frozenset("-_")
_IN_TAGS = frozenset("-_'’")
# opening quotes and their closing ones; an apostrophe before a letter closes nothing
_DOUBLE, _SINGLE = '"“”„', "'‘’"
_QUOTES = {"«": "»", "»": "«"} | dict.fromkeys('"“”„‟', _DOUBLE) | dict.fromkeys("'‘’‚‛", _SINGLE)
_BETWEEN = frozenset(" \t\r\n\f\v,;\xa0")
_ENDS_A_SENTENCE = frozenset(".!?…:;)]}\"'”’»\n")


class Mark(NamedTuple):
    """A tag or a name in a text.

    `text[start:end]` is all of it, with sign and quotes; `name` what is written, including a prefix (`before:`) or side
    (`:subordinate`); `loose` the word after a colon that is neither.
    """

    sign: str  # "+" for a tag, "@" for a name
    name: str
    start: int
    end: int
    quoted: bool = False
    loose: str = ""


def find_marks(text: str) -> list[Mark]:
    """Return all marks of a text in order; a sign inside a quoted name is part of that name."""
    found: list[Mark] = []
    for start in _signs(text):
        if found and start < found[-1].end:
            continue
        # In "sam@work.org" and "C++" a sign follows a letter: neither is a mark.
        if start and not (text[start - 1].isspace() or text[start - 1] in _OPENING):
            continue
        mark = _name_at(text, start) if text[start] == "@" else _tag_at(text, start)
        if mark:
            found.append(mark)
    return found


def _signs(text: str) -> list[int]:
    """Return the positions of the signs. (For a short text this is faster than compiling a pattern.)"""
    places = []
    for sign in "+#@":
        at = text.find(sign)
        while at >= 0:
            places.append(at)
            at = text.find(sign, at + 1)
    return sorted(places)


def is_joining(letter: str) -> bool:
    """Whether it belongs to the letter before it: an accent, a vowel sign, a (non-)joiner."""
    if letter < "\u0300":  # the first combining mark; most letters need no look-up
        return False
    import unicodedata

    return unicodedata.category(letter)[0] == "M" or ord(letter) in JOINERS


def run_end(text: str, at: int, others: frozenset[str] = _IN_NAMES) -> int:
    """Return where the letters, digits and `others` that begin at `at` end, as far as a name may reach."""
    end = min(len(text), at + LONGEST_NAME + 1)  # one more than a name may have, so that is_name refuses it as too long
    while at < end and (text[at].isalnum() or text[at] in others or is_joining(text[at])):
        at += 1
    return at


def side_of(written: str) -> str | None:
    """Return the side that a word, or the beginning of one, stands for."""
    begun = written.lower()
    return next((side for side in SIDES if len(begun) >= _SHORTEST_SIDE and side.startswith(begun)), None)


def _name_at(text: str, start: int) -> Mark | None:
    """Return the name after an @, in quotes or as one word."""
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
    """Return a name in quotes, on one line; an apostrophe inside single quotes does not end it."""
    begin = start + 2
    inside = _inside(closing).match(text, begin)
    end = inside.end() if inside else begin
    if text[end : end + 1] not in closing or end == len(text):
        return None
    name = " ".join(text[begin:end].split())
    return Mark("@", name, start, end + 1, quoted=True) if is_name(name) else None


@cache
def _inside(closing: str) -> re.Pattern[str]:
    """Return the pattern for what these closing quotes can enclose; compiled at the first quoted name."""
    letters = f"[^{closing}\n]" if closing != _SINGLE else f"(?:[^{closing}\n]|['’](?=\\w))"
    return re.compile(f"{letters}{{1,{LONGEST_NAME + 2}}}")


def _tag_at(text: str, start: int) -> Mark | None:
    """Return the tag after a + or #, with a prefix or a side if it has one."""
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


def shown_text(text: str, leaving_out: Collection[Mark] = ()) -> str:
    """Return the text as shown: without tags at its end and without the marks `@`, `+`, `#` and their escapes.

    A name among the tags at the end is removed with them; one that ends a sentence stays. So does a tag in the middle,
    which may be a word of the sentence, unless it is among those to leave out.

    >>> shown_text("Tea with @Sam's mum. +c +reached-out")
    "Tea with Sam's mum."
    """
    marks = find_marks(text)
    end, kept = _closing_run(text, marks)
    pieces = []
    at = 0
    for mark in marks[:kept]:
        pieces.append(text[at : mark.start])
        if mark not in leaving_out:
            pieces.append(mark.name if mark.quoted else text[mark.start + 1 : mark.end])
        at = mark.end
    pieces.append(text[at:end])
    return _without_escapes("".join(pieces)).strip()


def _closing_run(text: str, marks: list[Mark]) -> tuple[int, int]:
    """Return where the text without the tags at its end stops, and how many marks it has."""
    begins, end, kept = len(text), len(text.rstrip(" \t\r\n.,;")), len(marks)
    while kept and _only_between(text, marks[kept - 1].end, end):
        mark = marks[kept - 1]
        if mark.sign == "@":
            before = marks[kept - 2] if kept > 1 else None
            # A name alone at the end is a word of the sentence: "Tea with @Sam".
            if kept == len(marks) or not _stands_apart(text, mark, before):
                break
        begins = end = mark.start
        kept -= 1
    return begins, kept


def _only_between(text: str, begin: int, end: int) -> bool:
    """Whether there are only white space and commas."""
    return all(letter in _BETWEEN or letter.isspace() for letter in text[begin:end])


def _stands_apart(text: str, mark: Mark, before: Mark | None) -> bool:
    """Whether a name is among the tags at the end and not part of a sentence."""
    if before and before.sign == "+" and _only_between(text, before.end, mark.start):
        return True
    at = mark.start
    while at and text[at - 1] in _BETWEEN and text[at - 1] != "\n":
        at -= 1
    return at == 0 or text[at - 1] in _ENDS_A_SENTENCE


def _without_escapes(text: str) -> str:
    """Replace `\\@`, `\\+` and `\\#` by the signs they stand for."""
    if "\\" not in text:
        return text
    opening = re.escape("".join(_OPENING))
    return re.sub(f"(?<![^\\s{opening}])\\\\([+#@])(?=[^\\W\\d]|[\"“„'‘])", r"\1", text)
