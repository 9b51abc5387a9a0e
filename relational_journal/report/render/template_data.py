"""Turn the page into plain data for the templates of HTML and PDF; a text is a value, never markup.

Texts are `[kind, text]`: kind is plain, number, command, quiet, entry, own, picture (of which the text is a Picture).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from relational_journal.report.document.count_marks import section_dots
from relational_journal.report.document.document import (
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
    Weeks,
)
from relational_journal.report.document.sheet_blocks import harmless_spaced
from relational_journal.report.document.tie_marks import tie_marks
from relational_journal.report.document.week_legend import what_parts_columns
from relational_journal.report.session_page import charts
from relational_journal.report.session_page.page import Page
from relational_journal.text.width import SIGNS, harmless

LANGUAGE = "en"  # of the words of the program
_DIM = ("command", "quiet", "entry")

Runs = list[Any]


def sheet(page: Page) -> dict[str, Any]:
    """Return `{"title", "language", "head", "sections", "further", "foot"}`, as dicts, lists, texts and None."""
    report = page.report
    return {
        "title": harmless(report.title),
        "aside": harmless(report.aside),
        "language": LANGUAGE,
        "head": _blocks(report.head),
        "sections": [_section(section) for section in report.sections if not section.further],
        "further": [_section(section) for section in report.sections if section.further],
        "foot": _blocks(report.foot),
        "size": size_of(report),
    }


def size_of(report: Report) -> str:
    """Return the letter size with which the sheet fits on one side of paper: `roomy`, `usual`, `small` or `tiny`.

    It is computed from the lines, so that no form needs the typesetter for it.
    """
    from relational_journal.report.page_fit import SIZES, lines_of

    lines = lines_of(report)
    return next((size for size, most in SIZES.items() if lines <= most), tuple(SIZES)[-1])


def _section(section: Section) -> dict[str, Any]:
    blocks = _blocks(section.blocks)
    if section.legend and section.silent:
        waiting, said = section_dots(section), set[charts.Key]()
        for block, tally in zip(blocks, section.blocks, strict=False):  # both begin with the counts
            if isinstance(tally, Tally) and tally.dots.of:
                keys = charts.dot_keys(waiting.pop(tally.dot_words, ()), tally.dot_words)
                block["keys"] = _keys(key for key in keys if key not in said)
                said.update(keys)
    return {
        "key": section.key,
        "heading": "" if section.silent else harmless(section.heading),
        "blocks": blocks,
    }


def _blocks(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Return blocks in order, with adjacent rows or pairs as one list."""
    laid: list[dict[str, Any]] = []
    for block in blocks:
        if isinstance(block, (Row, Pair)):
            kind, item = ("rows", _row(block)) if isinstance(block, Row) else ("pairs", _pair(block))
            # Rows that follow each other are one table, so that they share their columns.
            if not laid or laid[-1]["is"] != kind:
                laid.append({"is": kind, "items": []})
            laid[-1]["items"].append(item)
        else:
            laid += _block(block)
    return laid


def _block(block: Line | Tally | Weeks | Bars | Table | Space) -> list[dict[str, Any]]:
    if isinstance(block, Line):
        return [{"is": "line", "text": _texts(block.parts)}] if block.parts else []
    if isinstance(block, Tally):
        return [_tally(block)]
    if isinstance(block, Weeks):
        figure = charts.weeks(block)
        return [_figure(figure) | {"is": "figure", "note": what_parts_columns(block, "lines")}] if figure else []
    if isinstance(block, Bars):
        bars = charts.bars(block)
        lengths = [{"words": bar.label, "count": bar.number, "picture": _picture(bar.picture)} for bar in bars]
        return [{"is": "bars", "items": lengths, "note": harmless(block.note)}]
    if isinstance(block, Table):
        rows = [[harmless(cell) for cell in row] for row in block.rows]
        table = {"is": "table", "heads": [harmless(head) for head in block.heads], "items": rows}
        return [*_maps(block), table]
    return [{"is": "space", "asks": harmless(block.asks), "lines": block.lines, "beside": block.lines == 1}]


def _maps(table: Table) -> list[dict[str, Any]]:
    if not table.around:
        return []
    pictures, keys = charts.people_maps(table)
    # These drawings hold words, names among them: as `drawing` their signs are looked up in the fonts like any text.
    drawn = [{"drawing": picture.svg, "alt": picture.alt} for picture in pictures]
    return [{"is": "maps", "items": drawn, "keys": _keys(keys)}]


def _row(row: Row) -> dict[str, Any]:
    *head, last = [_texts(cell.parts) for cell in row.cells]
    if row.arrow:
        last = [["plain", "→ "], *last]
    return {"cells": [*head, last], "own": _own(row.own)}


def _pair(pair: Pair) -> dict[str, Any]:
    return {"label": harmless(pair.label), "text": _texts(pair.line.parts)}


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "is": "tally",
        "name": harmless(tally.name),
        "number": tally.number,
        "note": harmless(tally.note),
        "dots": _picture(charts.dots(tally.dots, tally.dot_words)),
        "keys": [],
        "lines": [_texts(sentence.parts) for sentence in tally.lines],
        "power": [[harmless(words), harmless(count)] for words, count in tally.power],
        "own": _own(tally.own),
    }


def _own(lines: Iterable[Line]) -> list[list[Runs]]:
    return [_texts(sentence.parts) for sentence in lines]


def _texts(parts: Iterable[Part]) -> list[Runs]:
    return [text for part in parts if (text := _text(part)) is not None]


def _text(part: Part) -> Runs | None:
    if isinstance(part, Text):
        return [part.kind if part.kind in (*_DIM, "number") else "plain", harmless_spaced(part.text)]
    if isinstance(part, Quote):
        return ["own", harmless(part.text)]
    if isinstance(part, Height):
        return ["plain", SIGNS.of_height(part.level, part.most, part.letter)]
    if isinstance(part, Fill):
        return ["plain", SIGNS.ways[part.at] * part.wide]
    if isinstance(part, Tie):
        return ["plain", tie_marks(part, SIGNS)]
    drawn = charts.dots(part) if isinstance(part, Dots) else charts.mark(part.tone) if part.tone else None
    return ["picture", _picture(drawn)] if drawn else None


def _picture(picture: charts.Picture | None) -> dict[str, Any] | None:
    return picture._asdict() if picture else None


def _figure(figure: charts.Figure) -> dict[str, Any]:
    """Return a picture with its days and marks."""
    return {
        "picture": _picture(figure.picture),
        "since": figure.since,
        "until": figure.until,
        "keys": _keys(figure.keys),
    }


def _keys(keys: Iterable[charts.Key]) -> list[dict[str, Any]]:
    return [{"picture": _picture(key.picture), "label": key.label} for key in keys]
