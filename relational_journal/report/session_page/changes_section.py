"""Build "What changed": two patterns at most against the time before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from relational_journal.patterns.counting.comparisons import compare_windows
from relational_journal.patterns.counting.result import Comparison, Patterns, Row
from relational_journal.report.document import wording
from relational_journal.report.document.document import Line, Section, Text, line, number
from relational_journal.report.session_page.movement_section import alone_in
from relational_journal.report.session_page.page_material import Material
from relational_journal.report.session_page.sheet_names import subject
from relational_journal.report.session_page.tone_change import tone_change
from relational_journal.report.views.tallies import uids

MOST_CHANGES = 2
NOTING_LESS = "Noting less can look like doing less."
MOST_COUNTS = 12  # most "x of n" on the sheet; with more of them nobody reads any
_READINGS = ("stands-out", "may-be-chance", "no-clear-difference")


def changes_section(material: Material, rows: Sequence[Row]) -> Section | None:
    """Return what changed, each with both counts; no direction is better. Nothing if nothing can be said.

    If the days since the session hold too few moments of every pattern, the longer window is compared with the one
    before it.
    """
    room = (
        MOST_COUNTS - 1 - sum(map(_counts, rows)) - 2 * bool(tone_change(material)) - (alone_in(material) is not None)
    )
    seen, since = material.since_then, material.new.since
    readable = _readable(seen)
    if not readable:
        seen, since = material.patterns, material.window.since
        readable = _readable(seen)
    chosen = _chosen(readable, material, rows)[: max(0, min(MOST_CHANGES, room // 2))]
    blocks = [_change(each, seen.row(each.pattern), since, material) for each in chosen]
    if any(_which(each) in ("more", "fewer") for each in chosen):
        is_less = not any(_which(each) == "more" for each in chosen)
        noting = NOTING_LESS if is_less else wording.NOTICING_MORE
        blocks.append(line(Text(noting, "quiet"), name="changes:noticing"))
    return Section("changes", "What changed", tuple(blocks)) if blocks else None


def _readable(seen: Patterns) -> list[Comparison]:
    """Return the changes that can be described.

    A pattern that showed in neither window did not change, and of few moments no direction is said unless it stands
    out.
    """
    return [
        change
        for change in compare_windows(seen)
        if change.reading in _READINGS
        and (change.with_.shows or change.without.shows)
        and (change.reading != "may-be-chance" or min(change.with_.of, change.without.of) >= wording.EARLY)
    ]


def _chosen(readable: Sequence[Comparison], material: Material, rows: Sequence[Row]) -> list[Comparison]:
    """Return the changes that may stand on the page, those that stand out first, of the unclear ones few."""
    on_sheet = {row.key for row in rows}
    polarity = {row.key: row.polarity for row in material.patterns.rows}
    open_ones = [
        change
        for change in readable
        if change.pattern not in material.choices.hidden
        and (polarity[change.pattern] == "C" or change.pattern in on_sheet or not material.is_someone_held_apart)
    ]
    open_ones.sort(
        key=lambda change: (_READINGS.index(change.reading), change.pattern not in on_sheet, -change.with_.shows)
    )
    unclear = [change for change in open_ones if change.reading == _READINGS[-1]][material.limits.changes :]
    return [change for change in open_ones if change not in unclear]


def _counts(row: Row) -> int:
    """Return how many counts a pattern takes on the sheet: its own, and those of power that are not too few."""
    return 1 + sum(share.of >= wording.LEAST for share in row.by_power.values())


def _which(change: Comparison) -> str:
    is_more = change.with_.shows * change.without.of > change.without.shows * change.with_.of
    return "no clear change" if change.reading == "no-clear-difference" else "more" if is_more else "fewer"


def _change(change: Comparison, row: Row, since: date, material: Material) -> Line:
    """Format a change: `Reaching out: more, 4 of 9 since 9 Nov, 3 of 23 before (may be chance).`"""
    now, before = (number(f"{side.shows} of {side.of}") for side in (change.with_, change.without))
    chance = " (may be chance)" if change.reading == "may-be-chance" else ""
    return line(
        f"{subject(row)}: {_which(change)}, ",
        now,
        f" since {material.dated(since)}, ",
        before,
        f" before{chance}.",
        uids=uids(row.shows),
        name=f"changes:{change.pattern}",
    )
