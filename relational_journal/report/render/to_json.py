"""The page for the session as the JSON object of contract §7."""

from __future__ import annotations

from typing import Any

from relational_journal.report.document.document import Section, Tally, plain
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
    told: dict[str, Any] = {
        "key": section.key,
        "heading": section.heading,
        "lines": [harmless(said) for block in section.blocks for said in plain(block)],
    }
    tallies = [block for block in section.blocks if isinstance(block, Tally)]
    if tallies:
        told["patterns"] = [_tally(tally) for tally in tallies]
    return told


def _tally(tally: Tally) -> dict[str, Any]:
    """A pattern's numbers, with the words that must stand beside them."""
    dots = tally.dots
    return {
        "key": tally.key,
        "name": tally.name,
        "of": dots.of,
        "shows": dots.shows,
        "turned": dots.turned,
        "otherwise": dots.otherwise,
        "neither": dots.neither,
        "lines": [harmless(said) for said in plain(tally)],
    }
