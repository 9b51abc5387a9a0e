"""Build "How it moved": the weeks as a picture of tones, and the ways of moving."""

from __future__ import annotations

from datetime import date, timedelta

from relational_journal.model import Window
from relational_journal.patterns.counting.ways import WAYS
from relational_journal.report.document import wording
from relational_journal.report.document.document import TONES, Bar, Block, Section, Weeks, line
from relational_journal.report.session_page.page_material import Material
from relational_journal.report.views.tallies import uids
from relational_journal.timestamps import first_day
from relational_journal.vocabulary.names import WAYS as WAY_NAMES

MOST_COLUMNS = 26
_WEEK = 7


def ways_section(material: Material) -> Section | None:
    """Return the weeks by tone, and how many moments hold each way; nothing if neither was noted."""
    blocks: list[Block] = []
    weeks = weeks_of(material)
    if weeks.tones:
        blocks.append(weeks)
    found = material.patterns.ways
    if found.of >= wording.LEAST:
        counts = tuple((WAY_NAMES[way], len(found.held[way])) for way in WAYS)
        if any(count for _, count in counts):
            says = "says" if found.of == 1 else "say"
            blocks.append(Bar(counts, f"(of {found.of} that {says})", uids(found.moments)))
    elif found.of:
        blocks.append(line(f"Which way I moved: {wording.too_few_moments(found.of).lower()}", name="ways:too-few"))
    return Section("ways", "How it moved", tuple(blocks)) if blocks else None


def weeks_of(material: Material) -> Weeks:
    """Return calendar weeks from the window's first Monday; several in a column if there are more than MOST_COLUMNS."""
    window = _seen(material)
    monday = window.since - timedelta(min(window.since.weekday(), (window.since - date.min).days))
    weeks = (window.until - monday).days // _WEEK + 1
    size = -(-weeks // MOST_COLUMNS) * _WEEK
    columns: list[list[str]] = [[] for _ in range(-(-weeks * _WEEK // size))]
    for moment in material.moments:
        if moment.tone in TONES:
            columns[(first_day(moment.when) - monday).days // size].append(moment.tone)
    # The first column begins with the window, not with the Monday before it.
    begins = [max(monday + timedelta(at * size), window.since) for at in range(len(columns))]
    return Weeks(
        material.dated(window.since),
        material.dated(window.until),
        tuple(day.isoformat() for day in begins),
        tuple(tuple(column) for column in columns),
    )


def _seen(material: Material) -> Window:
    """Return the window without the empty years before the first moment."""
    days = [first_day(moment.when) for moment in material.moments]
    return Window(max(material.window.since, min(days)), material.window.until) if days else material.window
