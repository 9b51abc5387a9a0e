"""The page for the session as plain data, which the templates of HTML and PDF lay out; a text is a value, never markup.

Texts are `[kind, text]`: kind is plain, number, command, quiet, entry, own, picture (of which the text is a Picture).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from relational_journal.report.document.document import Block, Dots, Line, Pair, Part, Quote, Row, Section, Tally, Text
from relational_journal.report.document.layout import harmless_spaced
from relational_journal.report.session_page import charts
from relational_journal.report.session_page.page import Page
from relational_journal.text.width import harmless

LANGUAGE = "en"  # of the words of the program
_DIM = ("command", "quiet", "entry")

Runs = list[Any]


def sheet(page: Page) -> dict[str, Any]:
    """The page as `{"title", "language", "head", "sections", "foot"}`, nothing but dicts, lists, texts and None."""
    report = page.report
    seen = page.pictured.seen_on(report)
    figures = {"about": charts.weeks(seen), "breaks": charts.breaks(seen)}
    return {
        "title": harmless(report.title),
        "aside": harmless(report.aside),
        "language": LANGUAGE,
        "head": _blocks(report.head),
        "sections": [_section(section, figures.get(section.key)) for section in report.sections],
        "foot": _blocks(report.foot),
    }


def _section(section: Section, figure: charts.Figure | None) -> dict[str, Any]:
    return {
        "key": section.key,
        "heading": "" if section.silent else harmless(section.heading),
        "blocks": _blocks(section.blocks),
        "figure": _figure(figure, first=section.key == "breaks") if figure else None,
    }


def _blocks(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Blocks as they come; rows, and pairs, that follow each other as one list."""
    laid: list[dict[str, Any]] = []
    for block in blocks:
        if isinstance(block, Line):
            if block.parts:
                laid.append({"is": "line", "text": _texts(block.parts)})
        elif isinstance(block, Tally):
            laid.append(_tally(block))
        else:
            kind, item = ("rows", _row(block)) if isinstance(block, Row) else ("pairs", _pair(block))
            if not laid or laid[-1]["is"] != kind:
                laid.append({"is": kind, "items": []})
            laid[-1]["items"].append(item)
    return laid


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
        "dots": _picture(charts.dots(tally.dots)),
        "lines": [_texts(told.parts) for told in tally.lines],
        "own": _own(tally.own),
    }


def _own(lines: Iterable[Line]) -> list[list[Runs]]:
    return [_texts(told.parts) for told in lines]


def _texts(parts: Iterable[Part]) -> list[Runs]:
    return [text for part in parts if (text := _text(part)) is not None]


def _text(part: Part) -> Runs | None:
    if isinstance(part, Text):
        return [part.kind if part.kind in (*_DIM, "number") else "plain", harmless_spaced(part.text)]
    if isinstance(part, Quote):
        return ["own", harmless(part.text)]
    drawn = charts.dots(part) if isinstance(part, Dots) else charts.mark(part.tone) if part.tone else None
    return ["picture", _picture(drawn)] if drawn else None


def _picture(picture: charts.Picture | None) -> dict[str, Any] | None:
    return picture._asdict() if picture else None


def _figure(figure: charts.Figure, *, first: bool) -> dict[str, Any]:
    """A picture with its days and marks; `first`: it stands before the lines it goes with."""
    return {
        "first": first,
        "picture": _picture(figure.picture),
        "since": figure.since,
        "until": figure.until,
        "keys": [{"picture": _picture(key.picture), "label": key.label} for key in figure.keys],
    }
