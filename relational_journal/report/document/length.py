"""Measure how much of our own a reader of the sheet has to read: words and counts, without the person's words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from relational_journal.report.document.bare_lines import plain
from relational_journal.report.document.count_marks import Legends, section_dots
from relational_journal.report.document.document import Block, Line, Pair, Part, Report, Row, Tally, Text, Weeks
from relational_journal.report.document.week_legend import week_legend
from relational_journal.text.symbols import SIGNS

_COUNT = re.compile(r"\b\d+ of \d+\b")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def words(report: Report) -> int:
    """Return how many words of ours the sheet has: labels, names and months among them, numbers not.

    An `x of n` is a count and no word. The further reading is not part of the sheet.
    """
    return sum(len(_WORD.findall(_COUNT.sub("", said))) for said in _ours(report))


def counts(report: Report) -> int:
    """Return how many counts (`x of n`) the sheet has, without those in the person's own words."""
    return sum(len(_COUNT.findall(said)) for said in _ours(report))


def _ours(report: Report) -> Iterator[str]:
    """Yield every text of the sheet, the person's own words left out."""
    yield report.title
    yield report.aside
    for section in report.sections:
        if section.further:
            continue
        if not section.silent:
            yield section.heading
        legends = Legends(section_dots(section) if section.legend else {}, SIGNS)
        for block in section.blocks:
            yield from _of_block(block)
            if isinstance(block, Tally):
                yield from legends.of(block)


def _of_block(block: Block) -> Iterator[str]:
    if isinstance(block, Line):
        yield _without_own(block.parts)
    elif isinstance(block, Pair):
        yield block.label
        yield _without_own(block.line.parts)
    elif isinstance(block, Row):
        yield from (_without_own(line.parts) for line in (*block.cells, *block.own))
    elif isinstance(block, Tally):
        yield from (block.name, block.number, block.note, block.aside)
        yield from (f"{words} {count}" for words, count in block.power)
        yield from (_without_own(line.parts) for line in (*block.lines, *block.own))
    elif isinstance(block, Weeks):
        yield from (block.since, block.until, *week_legend(block, SIGNS))
    else:
        yield from plain(block)


def _without_own(parts: tuple[Part, ...]) -> str:
    """Return our own words of a line; a full stop replaces the person's own, so that no two of ours join."""
    return "".join(part.text if isinstance(part, Text) else "." for part in parts)
