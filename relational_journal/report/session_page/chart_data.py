"""What the pictures of the page show: weeks of connection and disconnection, and breaks in time; never a name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from relational_journal.model import Window
from relational_journal.patterns.counting.breaks import Break
from relational_journal.patterns.questions.repairs import repairs_of
from relational_journal.report.document.document import Report
from relational_journal.report.session_page.page_material import Material
from relational_journal.timestamps import first_day

TONES = ("connection", "mixed", "disconnection")
MOST_COLUMNS = 26
_WEEK = 7


@dataclass(frozen=True)
class Weeks:
    """Moments of a tone in a column of one week or several: `until` is its last day, `counts` are those of TONES."""

    since: date
    until: date
    counts: tuple[int, int, int]


@dataclass(frozen=True)
class Span:
    """A break: its day, what became of it (mended, partly, open, let-go), the day it was repaired, its entry."""

    day: date
    status: str
    repaired_on: date | None
    uid: str


@dataclass(frozen=True)
class Pictured:
    """Columns of weeks and the breaks of a window, oldest first; days of another year than `this_year` name it."""

    window: Window
    weeks: tuple[Weeks, ...]
    spans: tuple[Span, ...]
    this_year: int = 0

    def seen_on(self, report: Report) -> Pictured:
        """What may be drawn beside this report: nothing that was left out of its lines."""
        about, breaks = report.section("about"), report.section("breaks")
        told = {uid for block in breaks.blocks for uid in getattr(block, "uids", ())} if breaks else set()
        return Pictured(
            self.window,
            self.weeks if about else (),
            tuple(span for span in self.spans if span.uid in told),
            self.this_year,
        )


def pictured(material: Material) -> Pictured:
    """What there is to draw, from the moments that may stand on the page and no others."""
    inside = {moment.uid for moment in material.moments}
    broken = repairs_of(each for each in material.patterns.study.breaks.values() if each.moment.uid in inside)
    return Pictured(
        material.window,
        tuple(_weeks(material.window, ((first_day(m.when), m.tone) for m in material.moments))),
        tuple(_span(each) for each in reversed(broken.breaks)),
        material.today.year,
    )


def _weeks(window: Window, moments: Iterable[tuple[date, str | None]]) -> Iterable[Weeks]:
    """Calendar weeks from the window's first Monday; several to a column where there are more than MOST_COLUMNS."""
    monday = window.since - timedelta(window.since.weekday())
    weeks = (window.until - monday).days // _WEEK + 1
    size = -(-weeks // MOST_COLUMNS) * _WEEK
    counts = [[0, 0, 0] for _ in range(-(-weeks * _WEEK // size))]
    for day, tone in moments:
        if tone in TONES:
            counts[(day - monday).days // size][TONES.index(tone)] += 1
    for at, (connection, mixed, disconnection) in enumerate(counts):
        since = monday + timedelta(at * size)
        until = date.fromordinal(min(since.toordinal() + size - 1, window.until.toordinal()))
        yield Weeks(max(since, window.since), until, (connection, mixed, disconnection))


def _span(each: Break) -> Span:
    return Span(each.day, each.status, each.repaired_on if each.is_repaired else None, each.moment.uid)
