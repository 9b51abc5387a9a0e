"""Render the page for the session as a JSON object: title, windows and totals, and every section with its lines."""

from __future__ import annotations

from typing import Any

from relational_journal.report.document.bare_lines import plain
from relational_journal.report.document.document import TONES, UNMARKED, Bars, Section, Table, Tally, Weeks
from relational_journal.report.session_page.page import Page
from relational_journal.text.width import harmless


def to_json(page: Page) -> dict[str, Any]:
    """`{"title", "window", "moments", "sections"}`; names are hidden as on every form of the page.

    A section has `key`, `heading`, `lines` (as the other forms say them) and, of patterns, their counts.
    """
    return {
        "title": page.report.title,
        "window": {
            "since": page.new.since.isoformat(),
            "until": page.window.until.isoformat(),
            "patterns_since": page.window.since.isoformat(),
        },
        "moments": {"new": page.new_moments, "patterns": page.pattern_moments},
        "sections": [_section(section) for section in page.report.sections],
    }


def _section(section: Section) -> dict[str, Any]:
    record: dict[str, Any] = {
        "key": section.key,
        "heading": section.heading,
        "lines": [harmless(said) for block in section.blocks for said in plain(block)],
    }
    for block in section.blocks:
        if isinstance(block, Weeks):
            record["weeks"] = [
                {"from": day} | {tone: column.count(tone) for tone in (*TONES, UNMARKED)}
                for day, column in zip(block.from_days, block.columns, strict=True)
            ]
        elif isinstance(block, Bars):
            record["counts"] = {words: count for words, count in block.counts if count}
        elif isinstance(block, Table):
            record["table"] = {"heads": list(block.heads), "rows": [list(map(harmless, row)) for row in block.rows]}
    tallies = [block for block in section.blocks if isinstance(block, Tally)]
    if tallies:
        record["patterns"] = [_tally(tally) for tally in tallies]
    return record


def _tally(tally: Tally) -> dict[str, Any]:
    """Return a pattern's numbers with the words that belong to them."""
    dots = tally.dots
    return {
        "key": tally.key,
        "name": tally.name,
        "of": dots.of,
        "shows": dots.shows,
        "turned": dots.turned,
        "otherwise": dots.otherwise,
        "neither": dots.neither,
        "power": [{"who": words, "count": count} for words, count in tally.power],
        "lines": [harmless(said) for said in plain(tally)],
    }
