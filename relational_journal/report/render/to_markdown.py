"""Render a report as Markdown: headings, paragraphs and lists; nothing a person wrote is read as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from relational_journal.report.document.bare_lines import format_bars, format_power
from relational_journal.report.document.count_marks import Legends, count_marks, legend, section_dots
from relational_journal.report.document.document import (
    SHORT_WORDS,
    Bars,
    Block,
    Dots,
    Fill,
    Height,
    Line,
    Pair,
    Part,
    Quote,
    Report,
    Row,
    Section,
    Space,
    Table,
    Tally,
    Text,
    Tie,
    ToneMark,
    Weeks,
    counts_drawn,
)
from relational_journal.report.document.items import own_lines
from relational_journal.report.document.map_in_characters import tie_legend, ties
from relational_journal.report.document.tie_marks import tie_marks
from relational_journal.report.document.week_legend import week_legend
from relational_journal.text.width import SIGNS, Signs, harmless
from relational_journal.text.wrap import GLUE

_COLUMNS = 80  # of a drawing in characters
# Everything that opens a construct of CommonMark or of the usual extensions inside a line. The three signs of HTML
# become entities, which every reader of Markdown shows as the sign. A colon is escaped where it would make a link
# (`://`) or an emoji, a full stop after www, and a mark of a list or heading at the beginning.
_MARKUP = re.compile(r"([\\`*_\[\]#|~^$@{}]|(?<!\\)!(?=\[)|:(?=//|\w)|(?<=\bwww)\.)", re.IGNORECASE)
_AT_THE_START = re.compile(r"^(\s*)([-+=>]|\d+[.)])")
_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def to_markdown(report: Report, *, signs: Signs = SIGNS) -> str:
    """Render a report as Markdown, with a line feed at the end. Ids, counts and dots are those of every other form."""
    return "\n\n".join(_paragraphs(report, signs)) + "\n"


def escaped(text: str) -> str:
    """Escape a text for one line, so that every character is shown as it is.

    >>> print(escaped("*no* <b> [x](y) 1_000"))
    \\*no\\* &lt;b&gt; \\[x\\](y) 1\\_000
    """
    marked = _MARKUP.sub(r"\\\1", harmless(text).translate(_HTML))
    return _AT_THE_START.sub(_start_escaped, marked)


def _start_escaped(match: re.Match[str]) -> str:
    mark = match[2]
    return f"{match[1]}{mark[:-1]}\\{mark[-1]}"


def _paragraphs(report: Report, signs: Signs) -> Iterator[str]:
    drawn = counts_drawn(report)
    yield f"# {escaped(signs.spell(report.title))}"
    if report.aside:
        yield escaped(signs.spell(report.aside))
    yield from _blocks(report.head, signs)
    for section in report.sections:
        yield from _section(section, signs, drawn)
    yield from _blocks(report.foot, signs)


def _section(section: Section, signs: Signs, drawn: Sequence[Dots]) -> Iterator[str]:
    if section.heading and not section.silent:
        yield f"## {escaped(signs.spell(section.heading))}"
    level = "##" if section.silent else "###"
    if section.legend and not section.silent:
        yield _joined(legend(drawn, signs, SHORT_WORDS), signs)
    legends = Legends(section_dots(section) if section.legend and section.silent else {}, signs)
    for block in section.blocks:
        if isinstance(block, Tally):
            yield from _tally(block, level, signs, legends)
    yield from _blocks([block for block in section.blocks if not isinstance(block, Tally)], signs)


def _tally(tally: Tally, level: str, signs: Signs, legends: Legends) -> Iterator[str]:
    note = f", {tally.note}" if tally.note else ""
    dots = _dots(tally.dots, signs)
    yield f"{level} {escaped(signs.spell(tally.name))}: {tally.number}{note}"
    if dots:
        meaning = _joined(legends.of(tally), signs)
        yield f"{dots}   {meaning}" if meaning else dots
    lines = [_said(sentence.parts, signs) for sentence in tally.lines]
    if tally.power:
        lines.insert(1, _inner(format_power(tally, ", ")))
    yield "  \n".join(lines)
    yield from (_said(sentence.parts, signs) for sentence in tally.own)


def _joined(meanings: Iterable[str], signs: Signs) -> str:
    """Join what the marks of counts mean, for one line."""
    text = ", ".join(meanings)
    # The letters that stand in for marks mean something in Markdown; the marks themselves do not.
    return text if signs.unicode else escaped(text)


def _blocks(blocks: tuple[Block, ...] | list[Block] | tuple[Line, ...], signs: Signs) -> Iterator[str]:
    """Render lines as paragraphs, and adjacent rows or pairs as one list."""
    items: list[str] = []
    for block in blocks:
        if isinstance(block, (Row, Pair)):
            items.append(f"- {_item(block, signs)}")
            items += [f"  - {_said(sentence.parts, signs)}" for sentence in own_lines(block)]
            continue
        if items:
            yield "\n".join(items)
            items = []
        yield from _alone(block, signs)
    if items:
        yield "\n".join(items)


def _alone(block: Block, signs: Signs) -> Iterator[str]:
    """Render a block that is a paragraph or a table of its own."""
    if isinstance(block, Line) and block.parts:
        yield _said(block.parts, signs)
    elif isinstance(block, Weeks):
        strip = " ".join("".join(map(signs.of_tone, column)) or _inner(signs.empty) for column in block.columns)
        yield f"{_inner(block.since)}  {strip}  {_inner(block.until)}"
        yield ", ".join(each.replace(signs.empty, _inner(signs.empty)) for each in week_legend(block, signs))
    elif isinstance(block, Bars):
        yield f"{_inner(format_bars(block, ', '))} {_inner(block.note)}"
    elif isinstance(block, Table):
        if block.around:
            # As code, in which every sign is equally wide and nothing is markup.
            yield "\n".join(f"    {_bare(each, signs)}" for each in ties(block.around, _COLUMNS))
            yield "  \n".join(_said(each.parts, signs) for each in tie_legend(block.around))
        yield "\n".join(
            [_cells(block.heads, signs), f"|{' --- |' * len(block.heads)}", *(_cells(row, signs) for row in block.rows)]
        )
    elif isinstance(block, Space):
        yield _inner(block.asks)
        yield "\n".join("&nbsp;  " for _ in range(block.lines))


def _bare(drawn: Line, signs: Signs) -> str:
    """Return a line of a drawing in characters, nothing in it escaped."""
    parts = (
        signs.spell(part.text) if isinstance(part, Text) else tie_marks(part, signs)
        for part in drawn.parts
        if isinstance(part, (Text, Tie))
    )
    return "".join(parts).replace(GLUE, " ").rstrip()


def _cells(row: tuple[str, ...], signs: Signs) -> str:
    return f"| {' | '.join(_inner(signs.spell(cell)) for cell in row)} |"


def _item(block: Row | Pair, signs: Signs) -> str:
    if isinstance(block, Pair):
        return f"**{escaped(signs.spell(block.label))}**: {_said(block.line.parts, signs)}"
    cells = [_said(cell.parts, signs) for cell in block.cells]
    *head, last = [cell for cell in cells if cell] or [""]
    joint = signs.spell(" → ") if block.arrow else ": "
    return joint.join(part for part in (", ".join(head), last) if part)


def _said(parts: tuple[Part, ...], signs: Signs) -> str:
    text = "".join(_part(part, signs) for part in parts).strip()
    return _AT_THE_START.sub(_start_escaped, text)


def _part(part: Part, signs: Signs) -> str:
    if isinstance(part, Text):
        space = " " if part.text[:1].isspace() else "", " " if part.text.strip() and part.text[-1:].isspace() else ""
        if part.kind == "command":
            return f"`{part.text}`"
        return space[0] + _inner(signs.spell(part.text)) + space[1]
    if isinstance(part, Quote):
        return f'"{_inner(part.text)}"'
    if isinstance(part, ToneMark):
        return signs.of_tone(part.tone)
    if isinstance(part, Height):
        return signs.of_height(part.level, part.most, part.letter)
    if isinstance(part, Fill):
        return signs.ways[part.at] * part.wide
    if isinstance(part, Tie):
        return f"{escaped(tie_marks(part, signs))} "  # a blank at its end is lost with those of any text
    return _dots(part, signs)


def _inner(text: str) -> str:
    return _MARKUP.sub(r"\\\1", harmless(text).translate(_HTML))


def _dots(dots: Dots, signs: Signs) -> str:
    drawn = "".join(run.marks for run in count_marks(dots, signs))
    return drawn if signs.unicode else escaped(drawn)
