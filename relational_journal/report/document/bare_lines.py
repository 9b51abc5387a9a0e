"""A report in bare lines, without layout and dots."""

from __future__ import annotations

from relational_journal.report.document.document import (
    UNMARKED,
    Bars,
    Block,
    Line,
    Pair,
    Quote,
    Row,
    Space,
    Table,
    Tally,
    Text,
    Weeks,
)


def plain(block: Block) -> tuple[str, ...]:
    """Return a block as bare lines without layout: what all its forms have in common, without dots."""
    if isinstance(block, Line):
        return (_plain(block),)
    if isinstance(block, Pair):
        return (f"{block.label}: {_plain(block.line)}",)
    if isinstance(block, Row):
        *head, last = [text for cell in block.cells if (text := _plain(cell))] or [""]
        joint = " → " if block.arrow else ": "
        return (joint.join(part for part in (" · ".join(head), last) if part), *map(_plain, block.own))
    if isinstance(block, Weeks):
        return (f"{block.since} – {block.until}: {' · '.join(map(tone_word, block.tones))}",)
    if isinstance(block, Bars):
        return (f"{format_bars(block)} {block.note}",)
    if isinstance(block, Table):
        return (" · ".join(block.heads), *(" · ".join(cell for cell in row if cell) for row in block.rows))
    if isinstance(block, Space):
        return (block.asks,)
    note = "".join(f", {said}" for said in (block.note, block.aside) if said)
    power = (format_power(block),) if block.power else ()
    first, *rest = [_plain(each) for each in block.lines] or [""]
    return (f"{block.name}: {block.number}{note}", *filter(None, (first, *power, *rest)), *map(_plain, block.own))


def format_bars(bars: Bars, joint: str = " · ") -> str:
    """Format bars as `in contact 23 · away 9`."""
    return joint.join(f"{words} {count}" for words, count in bars.counts if count)


def tone_word(tone: str) -> str:
    """Return a tone in words: `no tone` where none was noted."""
    return "no tone" if tone == UNMARKED else tone


def format_power(tally: Tally, joint: str = " · ") -> str:
    """Format the small table of power on one line: `They had more power 4 of 7 · equal too few`."""
    return joint.join(f"{words} {count}" for words, count in tally.power)


def _plain(said: Line) -> str:
    text = ""
    for part in said.parts:
        if isinstance(part, Text):
            text += part.text
        elif isinstance(part, Quote):
            text += f'"{part.text}"'
    return " ".join(text.split())
