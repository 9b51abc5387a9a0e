"""Styled pieces of text, and breaking them into lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from re import findall
from typing import NamedTuple

from relational_journal.text.width import beginning, cells


class Piece(NamedTuple):
    """A run of text in one style.

    Styles: plain, heading, label, number, command, quiet, entry, own; shows, turned, otherwise, neither;
    connection, mixed, disconnection, ordinary.
    """

    text: str
    style: str = "plain"


Drawn = list[Piece]


GLUE = "\u00a0"  # joins words that must stay on one line
_WHOLE = ("number", "command")  # styles whose pieces are never broken over two lines


def on_one_line(words: str) -> str:
    """Return words whose spaces are not broken at, for a command or a date inside a text."""
    return words.replace(" ", GLUE)


def on_any_line(words: str) -> str:
    """Return words with common spaces again, once their lines are broken."""
    return words.replace(GLUE, " ")


def text_rows(text: str, columns: int) -> list[str]:
    """Break a text into lines of at most so many columns, at spaces; at least one line, "" for no words.

    A word that is longer is broken where it takes wide letters, which are written without spaces; else it stays whole.
    """
    rows, used = [""], 0
    for gap, word in findall("( *)([^ ]+)", text.expandtabs()):
        size = cells(word)
        if rows[-1].strip() and used + len(gap) + size > columns:
            rows, used, gap = [*rows, ""], 0, ""
        while used + len(gap) + size > columns and size > len(word):
            head = beginning(word, max(2, columns - used - len(gap)))
            rows = [*rows[:-1], rows[-1] + gap + head, ""]
            word, used, gap = word[len(head) :], 0, ""
            size = cells(word)
        rows[-1] += gap + word
        used += len(gap) + size
    return rows if rows[-1] or len(rows) == 1 else rows[:-1]


class _Word(NamedTuple):
    gap: int
    pieces: Drawn
    size: int


def wrap(pieces: Drawn, width: int) -> Iterator[Drawn]:
    """Break pieces into lines of at most `width` columns, at spaces; a word wider than a line is broken inside.

    Yields at least one line, even for no pieces. Several spaces in a row are preserved inside a line; numbers and
    commands are not broken.
    """
    line: Drawn = []
    used = 0
    for word in _words(pieces):
        if line and used + word.gap + word.size > width:
            yield line
            line, used = [], 0
        if line and word.gap:
            before, after = line[-1].style, word.pieces[0].style
            _add(line, Piece(" " * word.gap, before if before == after else "plain"))
            used += word.gap
        if word.size <= width:
            for piece in word.pieces:
                _add(line, piece)
            used += word.size
            continue
        *full, last = _chunks(word.pieces, width)
        for piece in full:
            yield [piece]
        line, used = [last], cells(last.text)
    yield line


def _add(line: Drawn, piece: Piece) -> None:
    """Append a piece to a line, merged with the last piece if it has the same style."""
    if line and line[-1].style == piece.style:
        line[-1] = Piece(line[-1].text + piece.text, piece.style)
    else:
        line.append(piece)


def _words(pieces: Drawn) -> Iterator[_Word]:
    """Split pieces into words, each with the number of spaces before it; a word may span pieces."""
    gap, size = 0, 0
    word: Drawn = []
    for piece in pieces:
        for run, is_space in _runs(piece):
            if not is_space:
                word.append(Piece(run, piece.style))
                size += cells(run)
                continue
            if word:
                yield _Word(gap, word, size)
                gap, word, size = 0, [], 0
            gap += len(run)
    if word:
        yield _Word(gap, word, size)


def _runs(piece: Piece) -> Iterator[tuple[str, bool]]:
    if piece.style in _WHOLE:
        yield piece.text, False
        return
    for is_space, signs in groupby(piece.text, lambda sign: sign == " "):
        yield "".join(signs), is_space


def _chunks(pieces: Drawn, width: int) -> Iterator[Piece]:
    """Break a word wider than a line into pieces that fit one."""
    for piece in pieces:
        start = used = 0
        for at, sign in enumerate(piece.text):
            size = cells(sign)
            if used + size > width and at > start:
                yield Piece(piece.text[start:at], piece.style)
                start, used = at, 0
            used += size
        yield Piece(piece.text[start:], piece.style)
