"""Draw the calendar: weeks by days with tones as marks, and no totals, shades or streaks."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from relational_journal.model import TONES, Entry, Window
from relational_journal.report.views.stretches import folded
from relational_journal.text.calendar_names import SHORT_WEEKDAYS
from relational_journal.timestamps import beginning, day_of

MOST_MARKS = 3
_DAYS_IN_A_YEAR = 365.2425
_MOST_EMPTY = 53  # empty weeks in a row that are still shown one by one: a year


def by_day(moments: Iterable[Entry]) -> dict[date, list[Entry]]:
    """Return the moments of each day in time order, without those whose day is unknown."""
    days: dict[date, list[Entry]] = {}
    for moment in sorted(moments, key=lambda moment: (beginning(moment.when), moment.written)):
        day = day_of(moment.when)
        if day is not None:
            days.setdefault(day, []).append(moment)
    return dict(sorted(days.items()))


def calendar_records(moments: Iterable[Entry]) -> list[dict[str, Any]]:
    """Return the days with moments as in `rj calendar --json`."""
    records = []
    for day, there in by_day(moments).items():
        tones = {tone: sum(moment.tone == tone for moment in there) for tone in TONES}
        unmarked = sum(moment.tone is None for moment in there)
        records.append({"day": day.isoformat(), "moments": len(there), **tones, "unmarked": unmarked})
    return records


def calendar_lines(
    moments: Iterable[Entry], window: Window, *, first: int, marks: Mapping[str | None, str], months: Sequence[str]
) -> list[str]:
    """Return the grid: a line for each week and a column for each day; several years get a line each with the year.

    More than a year of empty weeks is one line, so that the grid grows with what was noted.

    Args:
        moments: any moments; those outside the window are left out.
        window: the window; its first and last week are shown whole, with days outside it blank.
        first: the first weekday, from 0 for Monday to 6 for Sunday.
        marks: the sign of each tone, of None for a moment without a tone, and of "more" from the fourth moment on.
        months: twelve short names.
    """
    lines = [" " * 10 + "".join(f"  {SHORT_WEEKDAYS[(first + n) % 7]} " for n in range(7))]
    days = {day.toordinal(): there for day, there in by_day(moments).items() if window.since <= day <= window.until}
    spans_years, named = window.since.year != window.until.year, 0
    begins = window.since.toordinal() - (window.since.weekday() - first) % 7
    for week, empty in _weeks(begins, window.until.toordinal(), days):
        if empty:
            lines.append(f"    ...       nothing noted in {_how_long(empty)}")
            continue
        # The first week of the calendar may begin before the year 1, which no date can say.
        monday = date.fromordinal(max(week, 1))  # the first week of year 1 begins before the first date there is
        if spans_years and named != monday.year:
            named = monday.year
            lines.append(str(named))
        cells = []
        for day in range(week, week + 7):
            signs = [marks[moment.tone] for moment in days.get(day, ())]
            shown = "".join(signs[:MOST_MARKS]) + (marks["more"] if len(signs) > MOST_MARKS else "")
            cells.append(shown.center(6))
        lines.append(f"{monday.day:>2} {months[monday.month - 1]}".ljust(10) + "".join(cells))
    return [line.rstrip() for line in lines]


def year_lines(
    moments: Iterable[Entry], window: Window, *, marks: Mapping[str | None, str], months: Sequence[str]
) -> list[str]:
    """Return a line for each month with a column for each of its days; more than a year of empty months is one line.

    Args:
        moments: any moments; those outside the window are left out.
        window: the window; days outside it are blank.
        marks: the sign of each tone, of None for a moment without a tone, of "more" for a day of several kinds, and of
            "silent" for a day with nothing noted.
        months: twelve short names.
    """
    days = {day: there for day, there in by_day(moments).items() if window.since <= day <= window.until}
    held = {(day.year, day.month) for day in days}
    heads = "".join(f"{number:<5}" if number > 1 else "1   " for number in (1, 5, 10, 15, 20, 25, 30))
    lines = [" " * 10 + heads.rstrip()]
    first, last = (day.year * 12 + day.month - 1 for day in (window.since, window.until))
    every = ((number // 12, number % 12 + 1) for number in range(first, last + 1))
    for (year, month), *more in folded(every, lambda month: month not in held, most=12):
        if more:
            lines.append(f"    ...   nothing noted in {1 + len(more)} months")
            continue
        begins = date(year, month, 1).toordinal()
        signs = ""
        for ordinal in range(begins, begins + monthrange(year, month)[1]):
            day = date.fromordinal(ordinal)
            tones = {moment.tone for moment in days.get(day, ())}
            if tones:
                signs += marks["more"] if len(tones) > 1 else marks[tones.pop()]
            else:
                signs += marks["silent"] if window.since <= day <= window.until else " "
        lines.append(f"{months[month - 1]} {year}".ljust(10) + signs.rstrip())
    return lines


def _weeks(begins: int, ends: int, days: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the ordinal of each week's first day and 0, or a long empty stretch's start and its weeks."""
    noted = sorted({day - (day - begins) % 7 for day in days})
    after = begins
    # The week after the last one ends the last stretch; it is not drawn itself.
    # The week after the last one ends the loop, so that the empty ones before it are yielded too.
    for week in (*noted, ends - (ends - begins) % 7 + 7):
        empty = (week - after) // 7
        if empty > _MOST_EMPTY:
            yield after, empty
        else:
            yield from ((each, 0) for each in range(after, week, 7))
        if week <= ends:
            yield week, 0
        after = week + 7


def _how_long(weeks: int) -> str:
    return f"{weeks} weeks" if weeks < 2 * _MOST_EMPTY else f"{int(weeks * 7 / _DAYS_IN_A_YEAR)} years"
