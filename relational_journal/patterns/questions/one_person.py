"""Collect what a journal holds about one person: when, how it was, what is open, and what showed up with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.model import TONES, Entry, Person
from relational_journal.patterns.counting.result import Row

if TYPE_CHECKING:
    from relational_journal.patterns.counting.breaks import Break
    from relational_journal.patterns.counting.result import Patterns
    from relational_journal.patterns.counting.ways import Ways
    from relational_journal.patterns.questions.contact import Apart
    from relational_journal.patterns.questions.people_map import OnMap

WEEKS = 9  # as many as eight weeks can touch
MONTHS = 12


class WithThem(NamedTuple):
    """A pattern among the moments with one person, in its base: those that show, turned, went otherwise or neither."""

    row: Row
    shows: tuple[Entry, ...]
    turned: tuple[Entry, ...]
    otherwise: tuple[Entry, ...]
    neither: tuple[Entry, ...]

    @property
    def of(self) -> int:
        """How many moments with them are in the base."""
        return len(self.shows) + len(self.otherwise) + len(self.neither)


class OnePerson(NamedTuple):
    """One person.

    Attributes:
        person: their name and what is known of them.
        moments, unsafe: how many moments are with them, and how many of these are about keeping safe.
        first, last: the first and the last day as written, if there is one.
        held_apart: whether all moments with them stay out of patterns; then the fields from `open_breaks` are empty.
        tones: how many moments have each tone, those without one as `unmarked`.
        weeks: Monday → the same of each week, from the first with a moment among the last nine; days to come left out.
        months: the first of a month → the same, of the last twelve months.
        earlier: the same of the days before the first of the weeks, so that no moment is in both.
        latest: the last moments that are not about keeping safe, newest first.
        open_breaks: breaks with them that are open, newest first; none with someone to be careful with.
        patterns: the patterns of the window whose base holds enough moments with them.
        ways: which way their moments went, if enough of them say so.
        around: what the map of people says of them in the window.
        gap: days since the last day with them, and the usual gap.
    """

    person: Person
    moments: int
    unsafe: int
    first: str | None
    last: str | None
    held_apart: bool
    tones: Mapping[str, int]
    weeks: Mapping[date, Mapping[str, int]]
    months: Mapping[date, Mapping[str, int]]
    earlier: Mapping[date, Mapping[str, int]]
    latest: tuple[Entry, ...]
    open_breaks: tuple[Break, ...] = ()
    patterns: tuple[WithThem, ...] = ()
    ways: Ways | None = None
    around: OnMap | None = None
    gap: Apart | None = None


def first_month(today: date) -> date:
    """Return the first of the month eleven months before this one, as far as there are dates."""
    months = today.year * 12 + today.month - MONTHS
    return date(months // 12, months % 12 + 1, 1) if months >= 12 else date.min


def by_week(days: Iterable[tuple[date, str, int]], today: date) -> dict[date, dict[str, int]]:
    """Count by week, from the first of the last nine weeks that holds a moment to the last one.

    Args:
        days: a day, a tone and how many moments.
        today: the day that ends the last week.
    """
    monday = today - timedelta(today.weekday())
    # There is no date before the year 1.
    earliest = monday - min(timedelta(7 * (WEEKS - 1)), monday - date.min)
    inside = [(day - timedelta(day.weekday()), tone, n) for day, tone, n in days if earliest <= day <= today]
    if not inside:
        return {}
    first, last = min(week for week, _, _ in inside), max(week for week, _, _ in inside)
    weeks = [first + timedelta(7 * at) for at in range((last - first).days // 7 + 1)]
    return _counted(weeks, inside)


def by_month(days: Iterable[tuple[date, str, int]], until: date) -> dict[date, dict[str, int]]:
    """Count by month, earliest first, without months that hold nothing, up to a day."""
    inside = [(day.replace(day=1), tone, n) for day, tone, n in days if day <= until]
    return _counted(sorted({month for month, _, _ in inside}), inside)


def patterns_with(patterns: Patterns, name: str) -> tuple[WithThem, ...]:
    """Return each row of the window with enough moments of its base with a person, in the order of the patterns."""

    def theirs(moments: Sequence[Entry]) -> tuple[Entry, ...]:
        return tuple(moment for moment in moments if name in moment.people)

    return tuple(
        WithThem(row, theirs(row.shows), theirs(row.turned), theirs(row.otherwise), theirs(row.neither))
        for row in patterns.rows
        if any(share.name == name for share in row.people)
    )


def _counted(begins: Sequence[date], found: Iterable[tuple[date, str, int]]) -> dict[date, dict[str, int]]:
    counts: dict[date, Counter[str]] = {each: Counter() for each in begins}
    for each, tone, n in found:
        counts[each][tone] += n
    return {each: {tone: held[tone] for tone in (*TONES, "unmarked")} for each, held in counts.items()}
