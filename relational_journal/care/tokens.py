"""Split texts into the form that the phrases of care are matched against: lower case, short forms written out."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from relational_journal.care.folding import fold

_PIECE = re.compile(r"@?[^\W_]+(?:['’ʼ`´][^\W_]+)*|[.!?;\n…]|[,:()\[\]–—/]|(?<!\w)-|-(?!\w)|[\"“”«»„‚‘]")
_APOSTROPHE = re.compile(r"['’ʼ`´]")
_SENTENCE_ENDS = frozenset(".!?;\n…")
_QUOTES = frozenset('"“”«»„‚‘')
MARKS = ",%@^"


class Spelling:
    """How the words of a language are written out and marked."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self.short: Mapping[str, str] = row["short"]  # `dont` → `do not`
        self.endings: Mapping[str, str] = row["endings"]  # after an apostrophe: `m` → `am`; others are left as they are
        self.kin = frozenset(row["kin"])  # relationships, marked `%`
        self.not_names = frozenset(row["not_names"])  # words that are no names even with a capital
        self.capitals: bool = row["capitals"]  # whether other words with a capital count as names, marked `^`


def sentences(text: str, spelling: Spelling, names: Collection[str]) -> list[str]:
    """Split a text into sentences: a space, then each word with its marks and a space after it.

    Args:
        text: as written.
        spelling: that of the language.
        names: known names, folded; they and `@words` are marked `@`.
    """
    found: list[str] = []
    tokens: list[str] = []
    for piece in _PIECE.findall(text):
        if piece in _SENTENCE_ENDS:
            if tokens:
                found.append(f" {' '.join(tokens)} ")
            tokens = []
        elif piece in _QUOTES or not piece[-1].isalnum():
            if tokens and not tokens[-1].endswith(","):
                tokens[-1] += ","
        else:
            tokens.extend(_words(piece, not tokens or tokens[-1].endswith(","), spelling, names))
    if tokens:
        found.append(f" {' '.join(tokens)} ")
    return found


def _words(piece: str, begins: bool, spelling: Spelling, names: Collection[str]) -> list[str]:
    """Split one written word into words with marks."""
    head, *rest = _APOSTROPHE.split(piece.lstrip("@"))
    word = fold(head)
    whole = word + "".join(map(fold, rest))
    if whole in spelling.short:
        return spelling.short[whole].split()
    tail: list[str] = []
    for part in map(fold, rest):
        if part == "t" and word.endswith("n") and "nt" in spelling.endings:
            word = word[:-1]
            tail.append(spelling.endings["nt"])
        else:
            tail.append(spelling.endings.get(part, part))
    if word in spelling.short:
        return [*spelling.short[word].split(), *tail]
    return [word + _mark(piece, head, word, begins, spelling, names), *tail]


def _mark(piece: str, head: str, word: str, begins: bool, spelling: Spelling, names: Collection[str]) -> str:
    if piece.startswith("@") or (word in names and word not in spelling.not_names):
        return "@"
    if word in spelling.kin:
        return "%"
    is_capital = spelling.capitals and head[:1].isupper() and not (len(head) > 1 and head.isupper())
    return "^" if is_capital and word not in spelling.not_names and not (begins and len(head) == 1) else ""
