"""Lay out the blocks of a sheet: patterns with their dots, weeks, bars, tables, and room to write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from relational_journal.report.document.bare_lines import tone_word
from relational_journal.report.document.count_marks import Legends, count_marks
from relational_journal.report.document.document import (
    FEW_MARKS,
    Bars,
    Dots,
    Fill,
    Height,
    Part,
    Quote,
    Space,
    Table,
    Tally,
    Text,
    Tie,
    ToneMark,
    Weeks,
)
from relational_journal.report.document.map_in_characters import map_lines
from relational_journal.report.document.tie_marks import tie_marks
from relational_journal.report.document.week_legend import week_legend
from relational_journal.text.width import Signs, cells, harmless
from relational_journal.text.wrap import GLUE, Drawn, Piece, wrap

PAGE = 80  # how far a date stands to the right
_HEADING_NUMBER = 25
_LONGEST_BAR = 40
_LEAST_RULE = 30  # columns to write on beside a question


class Blocks:
    """One drawing of a given width and alphabet; `legends` say what dots mean where they first stand."""

    def __init__(self, width: int, signs: Signs) -> None:
        self.width = width
        self.signs = signs
        self.legends = Legends({}, signs)

    def _heading_tally(self, tally: Tally) -> Iterator[Drawn]:
        """Yield a pattern of the sheet: its name as a heading, number and dots; the first explains the dots."""
        name = self.signs.spell(tally.name)
        gap = max(2, _HEADING_NUMBER - cells(name))
        drawn = [Piece(name, "heading"), Piece(" " * gap), Piece(tally.number, "number")]
        drawn += [Piece(f", {self.signs.spell(tally.note)}")] if tally.note else []
        dots = self._dots(tally.dots)
        long = sum(cells(piece.text) for piece in dots)
        meaning = GLUE.join(part.replace(" ", GLUE) for part in self.legends.of(tally))
        if dots and sum(cells(piece.text) for piece in drawn) + 3 + long <= self.width:
            drawn += [Piece("   "), *dots]
            dots = []
        used = sum(cells(piece.text) for piece in drawn)
        if meaning and not dots and used + 3 + cells(meaning) <= min(self.width, PAGE):
            drawn.append(Piece(" " * 3 + meaning, "quiet"))
            meaning = ""
        yield from self._rewrapped(drawn, 0, 2)
        if dots:
            yield [Piece("  "), *dots]
        if meaning:
            yield from self._wrapped([Piece(meaning, "quiet")], 2)
        for at, sentence in enumerate(tally.lines):
            if at == 1:
                yield from self._power(tally)
            yield from self._wrapped(self._pieces(sentence.parts), 2)
        if len(tally.lines) < 2:
            yield from self._power(tally)

    def _power(self, tally: Tally) -> Iterator[Drawn]:
        """Yield who had more power, as a row of cells; below each other if they do not fit."""
        if not tally.power:
            return
        counts = [(self.signs.spell(words), count) for words, count in tally.power]
        row = (" " * 6).join(f"{words}  {count}" for words, count in counts)
        if 2 + cells(row) <= self.width:
            yield [Piece(f"  {row}")]
            return
        wide = max(cells(words) for words, _ in counts)
        for words, count in counts:
            yield from self._rewrapped([Piece(words + " " * (wide - cells(words) + 2)), Piece(count)], 2, 4)

    def _weeks(self, weeks: Weeks, indent: int) -> Iterator[Drawn]:
        """Draw the weeks as rows of marks, or as the height of each tone, with a legend."""
        signs = self.signs
        if sum(map(len, weeks.columns)) <= FEW_MARKS:
            strip = " ".join("".join(map(signs.of_tone, column)) or signs.empty for column in weeks.columns)
            drawn = [Piece(f"{weeks.since.replace(' ', GLUE)}  "), Piece(strip, "shows")]
            yield from self._rewrapped([*drawn, Piece(f"  {weeks.until.replace(' ', GLUE)}")], indent, indent + 2)
            legend = "   ".join(each.replace(" ", GLUE) for each in week_legend(weeks, signs))
            yield from self._wrapped([Piece(legend, "quiet")], indent)
            return
        most = max(max(weeks.counts(tone)) for tone in weeks.tones)
        wide = max(cells(tone_word(tone)) for tone in weeks.tones)
        gap = " " * max(2, len(weeks.columns) - cells(weeks.since) - cells(weeks.until))
        yield [Piece(" " * (indent + wide + 4)), Piece(f"{weeks.since}{gap}{weeks.until}")]
        for tone in weeks.tones:
            heights = "".join(self._height(count, most) for count in weeks.counts(tone))
            yield [
                Piece(" " * indent),
                Piece(f"{signs.of_tone(tone)} {tone_word(tone)}{' ' * (wide - cells(tone_word(tone)))}  "),
                Piece(heights, "shows"),
            ]

    def _height(self, count: int, most: int) -> str:
        heights = self.signs.heights
        return heights[min(len(heights) - 1, count * len(heights) // (most + 1))] if count else " "

    def _bars(self, bars: Bars, indent: int) -> Iterator[Drawn]:
        """Draw each count on a line, its words before it and its length behind; below them out of how many."""
        counts = [(words, count) for words, count in bars.counts if count]
        most = max(count for _, count in counts)
        wide, digits = max(cells(words) for words, _ in counts), len(str(most))
        room = max(1, min(_LONGEST_BAR, self.width - indent - wide - digits - 4))
        for words, count in counts:
            length = count if most <= room else max(1, round(room * count / most))
            label = f"{words}{' ' * (wide - cells(words))}  {count:>{digits}}  "
            yield [Piece(" " * indent), Piece(label), Piece(self.signs.length * length, "shows")]
        yield from self._wrapped([Piece(bars.note, "quiet")], indent)

    def _table(self, table: Table, indent: int) -> Iterator[Drawn]:
        """Lay out columns as wide as their widest cell; if there is too little room, the last cell goes below.

        People are drawn as a map instead, with the cells below each.
        """
        if table.around:
            for further, each in map_lines(table, self.width - indent):
                yield from self._wrapped(self._pieces(each.parts), indent + further)
            return
        rows = [tuple(map(self.signs.spell, row)) for row in (table.heads, *table.rows)]
        wide = [max(cells(row[at]) for row in rows) for at in range(len(table.heads))]
        beside = indent + sum(wide) + 2 * (len(wide) - 1) <= self.width
        fits = beside or indent + sum(wide[:-1]) + 2 * (len(wide) - 2) <= self.width
        for at, row in enumerate(rows):
            style = "quiet" if at == 0 else "plain"
            if not fits:
                yield from self._rewrapped([Piece(" · ".join(filter(None, row)), style)], indent, indent + 2)
                continue
            shown = row if beside else row[:-1]
            padded = [cell + " " * (size - cells(cell)) for cell, size in zip(shown, wide, strict=False)]
            yield [Piece(" " * indent), Piece("  ".join(padded).rstrip(), style)]
            if not beside and row[-1]:
                yield from self._wrapped([Piece(row[-1], "quiet")], indent + 4)

    def _space(self, space: Space, indent: int) -> Iterator[Drawn]:
        """Draw a question and ruled lines to write on; a single one beside the question if there is room."""
        asks = self.signs.spell(space.asks)
        room = min(PAGE, self.width) - indent - cells(asks) - 1
        if space.lines == 1 and asks and room >= _LEAST_RULE:
            yield [Piece(f"{' ' * indent}{asks} "), Piece("_" * room, "quiet")]
            return
        yield from self._wrapped([Piece(self.signs.spell(space.asks))], indent)
        for _ in range(space.lines):
            yield [Piece(" " * indent), Piece("_" * min(PAGE - indent, self.width - indent), "quiet")]

    def _pieces(self, parts: Iterable[Part]) -> Drawn:
        drawn: Drawn = []
        for part in parts:
            if isinstance(part, Text):
                # What is glued stays glued until lines are broken, without Unicode too.
                text = GLUE.join(map(self.signs.spell, _untangled(part.text).split(GLUE)))
                drawn.append(Piece(text, part.kind))
            elif isinstance(part, Quote):
                drawn.append(Piece(f'"{harmless(part.text)}"', "own"))
            elif isinstance(part, ToneMark):
                drawn.append(Piece(self.signs.of_tone(part.tone), part.tone or "plain"))
            elif isinstance(part, Height):
                sign = self.signs.of_height(part.level, part.most, part.letter)
                drawn += [Piece(sign.replace(" ", GLUE), "shows")] if sign else []
            elif isinstance(part, Fill):
                drawn.append(Piece(self.signs.ways[part.at] * part.wide, "shows"))
            elif isinstance(part, Tie):
                drawn.append(Piece(tie_marks(part, self.signs)))
            else:
                drawn += self._dots(part)
        return drawn

    def _dots(self, dots: Dots) -> Drawn:
        return [Piece(run.marks, run.kind) for run in count_marks(dots, self.signs)]

    def _wrapped(self, pieces: Drawn, indent: int) -> Iterator[Drawn]:
        """Wrap lines, each starting with its indent as a piece of its own."""
        for drawn in wrap(pieces, max(10, self.width - indent)):
            yield [Piece(" " * indent), *drawn]

    def _rewrapped(self, pieces: Drawn, indent: int, hang: int) -> Iterator[Drawn]:
        """Wrap one drawn line with a hanging indent if it is wider than the sheet."""
        if indent + sum(cells(piece.text) for piece in pieces) <= self.width:
            yield [Piece(" " * indent), *pieces]
            return
        first, *rest = wrap(pieces, max(10, self.width - indent))
        yield [Piece(" " * indent), *first]
        if rest:
            joined = [piece for line in rest for piece in (*line, Piece(" "))]
            for drawn in wrap(joined, max(10, self.width - hang)):
                yield [Piece(" " * hang), *drawn]


def ended(drawn: Drawn) -> Drawn:
    """Strip spaces at the end."""
    while drawn and not drawn[-1].text.strip():
        drawn = drawn[:-1]
    return drawn


def _untangled(text: str) -> str:
    """Put pieces on one line, since names and labels may hold anything; our own spaces stay."""
    if text.isprintable() and text.isascii():
        return text
    return GLUE.join(harmless_spaced(part) for part in text.split(GLUE))


def harmless_spaced(text: str) -> str:
    """Make a text harmless, and reduce white space at both ends to single spaces."""
    core = harmless(text)
    return (" " if text[:1].isspace() else "") + core + (" " if core and text[-1:].isspace() else "")
