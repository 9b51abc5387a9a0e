"""Lay a report out in lines of a given width, as styled pieces: plain text joins them, the terminal colours them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from relational_journal.report.document.count_marks import Legends, legend, section_dots
from relational_journal.report.document.document import (
    MOST_DOTS,
    SHORT_WORDS,
    Bars,
    Block,
    Line,
    Pair,
    Report,
    Row,
    Section,
    Space,
    Table,
    Tally,
    Weeks,
    counts_drawn,
)
from relational_journal.report.document.sheet_blocks import PAGE, Blocks, ended
from relational_journal.text.width import Signs, cells
from relational_journal.text.wrap import GLUE, Drawn, Piece

# Where the dots of an overview begin, and how far a date stands to the right: made for 80 columns.
_DOTS_AT = 42
_NUMBER = 10
_LEAST_BESIDE = 24  # columns; on a narrower page the text next to something goes below it


def lay_out(
    report: Report,
    width: int,
    signs: Signs,
    *,
    numbered: bool = False,
    left_out: Collection[int] = (),
    labels: Sequence[int] = (),
) -> Iterator[Drawn]:
    """Lay out a report in lines no wider than `width` columns.

    Args:
        report: what is said.
        width: columns; nothing is cut, longer lines wrap.
        signs: the alphabet.
        numbered: show, at the left, the number each item is left out by (`document.items`).
        left_out: the numbers of items that are left out; of these the number alone is shown.
        labels: for each item in turn the number to show, if not its place.
    """
    for drawn in _Sheet(width, signs, numbered, left_out, labels).draw(report):
        # Non-breaking spaces are only for breaking lines; the output has plain ones.
        yield [Piece(piece.text.replace(GLUE, " "), piece.style) for piece in drawn]


class _Sheet(Blocks):
    """One drawing: the width, the alphabet, and the number of the next item."""

    def __init__(
        self, width: int, signs: Signs, numbered: bool, left_out: Collection[int], labels: Sequence[int]
    ) -> None:
        self.labels = labels
        self.left_out = left_out
        self.margin = 4 if numbered else 0
        super().__init__(max(20, width - self.margin), signs)
        self.number = 0
        self._meaning = ""

    def draw(self, report: Report) -> Iterator[Drawn]:
        marks = legend(counts_drawn(report), self.signs, SHORT_WORDS)
        self._meaning = " ".join(each.replace(" ", GLUE) for each in marks)
        yield from self._unnumbered(self._title(report))
        for block in report.head:
            yield from self._unnumbered(self._lines(block, 0))
        for section in report.sections:
            yield from self._section(section)
        if report.foot:
            yield []
        for sentence in report.foot:
            yield from self._unnumbered(self._lines(sentence, 0))

    def _title(self, report: Report) -> Iterator[Drawn]:
        title, aside = self.signs.spell(report.title), self.signs.spell(report.aside)
        room = min(self.width, PAGE) - cells(title) - cells(aside)
        if aside and room >= 2:
            yield [Piece(title, "heading"), Piece(" " * room), Piece(aside, "quiet")]
            return
        yield from self._wrapped([Piece(title, "heading")], 0)
        if aside:
            yield [Piece(aside, "quiet")]

    def _section(self, section: Section) -> Iterator[Drawn]:
        as_headings = section.silent
        if not as_headings:
            yield []
            if section.heading:
                yield from self._unnumbered(self._heading(section))
        indent = 2 if section.heading and not as_headings else 0
        self.legends = Legends(section_dots(section) if section.legend and as_headings else {}, self.signs)
        columns = _columns(section.blocks, self)
        labels = max((cells(block.label) for block in section.blocks if isinstance(block, Pair)), default=0) + 2
        for at, block in enumerate(section.blocks):
            if as_headings and (at == 0 or isinstance(block, Tally)):
                yield []
            if isinstance(block, Tally):
                yield from self._numbered(self._heading_tally(block) if as_headings else self._tally(block))
            elif isinstance(block, Row):
                yield from self._numbered(self._row(block, columns, indent))
            elif isinstance(block, Pair):
                yield from self._numbered(self._pair(block, max(labels, _NUMBER), indent))
            elif isinstance(block, Weeks):
                yield from self._numbered(self._weeks(block, indent))
            elif isinstance(block, Bars):
                yield from self._numbered(self._bars(block, indent))
            elif isinstance(block, Table):
                yield from self._numbered(self._table(block, indent))
            elif isinstance(block, Space):
                yield from self._numbered(self._space(block, indent))
            elif section.legend and not section.heading:
                yield from self._numbered(self._explained(block))
                # Explained once is enough.
                section = replace(section, legend=False)
            else:
                yield from self._numbered(self._lines(block, indent))
            for sentence in block.own if isinstance(block, (Row, Tally)) else ():
                yield from self._numbered(self._wrapped(self._pieces(sentence.parts), 2 if as_headings else 8))

    def _explained(self, block: Line) -> Iterator[Drawn]:
        """Yield a line with marks and, beside it or below, what all marks of the report mean."""
        lines = list(self._lines(block, 0))
        meaning = Piece(self._meaning, "quiet")
        used = sum(cells(piece.text) for piece in lines[-1])
        room = min(self.width, PAGE) - used - cells(meaning.text)
        if room >= 3:
            lines[-1] = [*lines[-1], Piece(" " * room), meaning]
        yield from lines
        if room < 3:
            yield from self._wrapped([meaning], 2)

    def _heading(self, section: Section) -> Iterator[Drawn]:
        """Lay out the heading, the text next to it, and at the right the legend of the dots, if there is room."""
        drawn = [Piece(self.signs.spell(section.heading), "heading")]
        if section.aside:
            drawn.append(Piece(f"   {self.signs.spell(section.aside)}", "quiet"))
        meaning = self._meaning if section.legend else ""
        used = sum(cells(piece.text) for piece in drawn)
        room = min(self.width, PAGE) - used - cells(meaning)
        if meaning and room >= 2:
            drawn.append(Piece(" " * room + meaning, "quiet"))
        yield from self._rewrapped(drawn, 0, 2)
        if meaning and room < 2:
            yield from self._wrapped([Piece(meaning, "quiet")], 2)

    def _numbered(self, lines: Iterable[Drawn]) -> Iterator[Drawn]:
        """Return the lines of one item, with its number before the first if numbers are shown."""
        self.number += 1
        shown = self.labels[self.number - 1] if self.labels else self.number
        label = f"{shown:>3} "
        if self.number in self.left_out:
            yield [Piece(label, "entry"), Piece("  (left out)", "quiet")]
            return
        for drawn in lines:
            yield [Piece(label, "entry"), *drawn] if self.margin else drawn
            label = " " * self.margin

    def _unnumbered(self, lines: Iterable[Drawn]) -> Iterator[Drawn]:
        for drawn in lines:
            yield [Piece(" " * self.margin), *drawn] if self.margin and drawn else drawn

    def _lines(self, block: Block, indent: int) -> Iterator[Drawn]:
        if isinstance(block, Line):
            yield from self._wrapped(self._pieces(block.parts), indent)
        elif isinstance(block, Pair):
            yield from self._pair(block, max(cells(block.label) + 2, _NUMBER), indent)

    def _tally(self, tally: Tally) -> Iterator[Drawn]:
        """`5 of 17  Pushing people away      ●●●●◐○…`, and its lines below the name."""
        number = f"{tally.dots.shows:>2} of {tally.dots.of}"
        name = self.signs.spell(tally.name + (f", {tally.note}" if tally.note else ""))
        drawn = [Piece(number, "number"), Piece(" " * max(1, _NUMBER - len(number))), Piece(name, "heading")]
        dots = self._dots(tally.dots)
        long = sum(cells(piece.text) for piece in dots)
        # The dots of all rows begin in one column; only a long name moves its own to the right.
        at = max(_NUMBER + cells(name) + 1, min(_DOTS_AT, self.width - MOST_DOTS))
        fits = at + long <= self.width
        gap = at - max(len(number) + 1, _NUMBER) - cells(name)
        aside = [Piece(f"  {self.signs.spell(tally.aside)}", "quiet")] if tally.aside else []
        if dots and fits:
            drawn += [Piece(" " * gap), *dots]
            if aside and at + long + cells(aside[0].text) <= self.width:
                drawn, aside = [*drawn, *aside], []
        elif aside and not dots and at + cells(aside[0].text) - 2 <= self.width:
            drawn, aside = [*drawn, Piece(" " * gap), Piece(aside[0].text.strip(), "quiet")], []
        yield from self._rewrapped(drawn, 0, _NUMBER)
        if dots and not fits:
            yield [Piece(" " * _NUMBER), *dots]
        if aside:
            yield from self._wrapped([Piece(aside[0].text.strip(), "quiet")], _NUMBER)
        for sentence in tally.lines:
            yield from self._wrapped(self._pieces(sentence.parts), _NUMBER)

    def _pair(self, pair: Pair, column: int, indent: int) -> Iterator[Drawn]:
        label = self.signs.spell(pair.label)
        if self.width - column - indent < _LEAST_BESIDE and column > _NUMBER:
            yield from self._wrapped([Piece(label, "label")], indent)
            yield from self._wrapped(self._pieces(pair.line.parts), indent + 4)
            return
        lines = self._wrapped(self._pieces(pair.line.parts), column + indent)
        first = next(lines)
        gap = column - cells(label)
        if gap < 1:
            yield [Piece(" " * indent), Piece(label, "label")]
            yield first
        else:
            yield [Piece(" " * indent), Piece(label, "label"), Piece(" " * gap), *first[1:]]
        yield from lines

    def _row(self, row: Row, columns: Sequence[int], indent: int) -> Iterator[Drawn]:
        """Lay out cells in columns; the last takes the room it needs, and goes below if there is too little."""
        drawn: Drawn = []
        at = indent
        for cell, column in zip(row.cells[:-1], columns, strict=False):
            pieces = self._pieces(cell.parts)
            used = sum(cells(piece.text) for piece in pieces)
            drawn += [*pieces, Piece(" " * (max(0, column - used) + 2))]
            at += max(column, used) + 2
        last = self._pieces(row.cells[-1].parts)
        if row.arrow:
            last = [Piece(self.signs.spell("→ ")), *last]
        if self.width - at < _LEAST_BESIDE and len(row.cells) > 1:
            yield from self._rewrapped(ended(drawn), indent, indent + 4)
            yield from self._wrapped(last, indent + 4)
            return
        lines = self._wrapped(last, at)
        yield [Piece(" " * indent), *drawn, *next(lines)[1:]]
        yield from lines


def _columns(blocks: Sequence[Block], sheet: _Sheet) -> list[int]:
    """Return the width of each column except the last: the widest cell, at most a third of the page."""
    rows = [block for block in blocks if isinstance(block, Row)]
    count = max((len(row.cells) for row in rows), default=1) - 1
    widest = [0] * count
    for row in rows:
        for at, cell in enumerate(row.cells[:-1]):
            used = sum(cells(piece.text) for piece in sheet._pieces(cell.parts))
            widest[at] = max(widest[at], min(used, min(sheet.width, 120) // 3))
    return widest
