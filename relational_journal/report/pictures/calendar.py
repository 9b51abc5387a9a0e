"""Draw the calendar: a block for each month, three next to each other, a mark for each moment of a day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import TypeAlias

from relational_journal.model import Entry, Window
from relational_journal.report.document.document import TONES
from relational_journal.report.document.moment_rows import day_and_month, format_period
from relational_journal.report.pictures.marks import Key, legend, tone_key, tone_mark
from relational_journal.report.pictures.picture import WIDTH, Figure, Picture
from relational_journal.report.pictures.shapes import line, specks, words
from relational_journal.report.views.calendar import MOST_MARKS, by_day
from relational_journal.report.views.stretches import folded
from relational_journal.text.calendar_names import MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS

TITLE = "The calendar"
NOTHING = "Nothing noted in these days."
CLOSING = "A small dot is a day with nothing noted."
MOST_EMPTY = 12  # months with nothing noted in a row that are still drawn one by one
_A_YEAR = 12
_ACROSS = 3  # months next to each other
_CELL = 15.4
_STEP = 7 * _CELL + (WIDTH - 21 * _CELL) / 2
_TOP = 36.0  # room of the name of a month and of its weekdays
_SMALL = 10.0
# Where the marks of a day stand, from the middle of its cell, and how big they are: by how many there are.
_PLACES = {
    1: (((0.0, 0.0),), 0.95),
    2: (((-3.2, -3.2), (3.2, 3.2)), 0.62),
    3: (((-3.7, -3.7), (3.7, -3.7), (-3.7, 3.7)), 0.62),
}

_Month: TypeAlias = tuple[int, int]
_Days: TypeAlias = Mapping[date, Sequence[Entry]]


def calendar_picture(
    moments: Iterable[Entry], window: Window, *, first: int, only: str = "", notes: Sequence[str] = ()
) -> Picture:
    """Return the months of the window, with the moments `rj calendar` shows and no others.

    Args:
        moments: any moments; those outside the window are left out.
        window: the days that are drawn.
        first: the first weekday, from 0 for Monday to 6 for Sunday.
        only: what the filters select, in words, or "".
        notes: what is said below it besides.
    """
    days = {day: there for day, there in by_day(moments).items() if window.since <= day <= window.until}
    head = (f"Only {only}.",) if only else ()
    period = format_period(window)
    if not days:
        return Picture(TITLE, period, (*head, NOTHING), ())
    held = {(day.year, day.month) for day in days}
    figures: list[Figure] = []
    for is_long, stretches in groupby(folded(_months(window), lambda month: month not in held, most=MOST_EMPTY), len):
        if is_long > 1:
            figures += (_empty(stretch, len(figures)) for stretch in stretches)
            continue
        for months in _by_year([month for (month,) in stretches]):
            keys = [] if any(figure.key.startswith("from") for figure in figures) else _keys(days)
            figures.append(_block(months, days, window, keys, first=first))
    return Picture(TITLE, period, head, tuple(figures), (CLOSING, *notes))


def _months(window: Window) -> Iterator[_Month]:
    for number in range(window.since.year * 12 + window.since.month - 1, window.until.year * 12 + window.until.month):
        yield number // 12, number % 12 + 1


def _by_year(months: Sequence[_Month]) -> list[list[_Month]]:
    """Return up to twelve months together, more of them by their year."""
    if len(months) <= _A_YEAR:
        return [list(months)]
    return [list(some) for _, some in groupby(months, lambda month: month[0])]


def _keys(days: _Days) -> list[Key]:
    """Return what the marks mean, of those that occur."""
    tones = {moment.tone for there in days.values() for moment in there}
    keys = [tone_key(tone) for tone in (*TONES, None) if tone in tones]
    if any(len(there) > MOST_MARKS for there in days.values()):
        keys.append(Key(_plus(7, 7), 14, f"more than {MOST_MARKS}"))
    return keys


def _block(months: Sequence[_Month], days: _Days, window: Window, keys: list[Key], *, first: int) -> Figure:
    """Draw up to a year of months, three next to each other."""
    years = window.since.year != window.until.year
    drawn, top = legend(keys, WIDTH)
    shapes, top = [drawn], top + (8 if keys else 0)
    for at in range(0, len(months), _ACROSS):
        row = months[at : at + _ACROSS]
        blocks = [_month(month, days, window, _STEP * place, top, first=first) for place, month in enumerate(row)]
        shapes += [block for block, _ in blocks]
        top += max(high for _, high in blocks)
    described = tuple(
        f"{day_and_month(day, year=years)}: {_describe(there)}"
        for day, there in days.items()
        if (day.year, day.month) in months
    )
    (year, month), (last, _) = months[0], months[-1]
    is_whole_year = year == last and years
    title = str(year) if is_whole_year else f"From {MONTHS[month - 1]} {year}"
    return Figure(f"from-{year}-{month}", title, described, "".join(shapes), top, title if is_whole_year else "")


def _month(month: _Month, days: _Days, window: Window, left: float, top: float, *, first: int) -> tuple[str, float]:
    """Draw a month from a corner: its name, its weekdays, and its days in weeks.

    Returns:
        The shapes, and the height they take.
    """
    name = MONTHS[month[1] - 1]
    years = window.since.year != window.until.year
    shapes = [words(left, top + 12, f"{name} {month[0]}" if years else name, size=12)]
    for at in range(7):
        initial = SHORT_WEEKDAYS[(first + at) % 7][:1]
        shapes.append(words(left + _CELL * (at + 0.5), top + 28, initial, size=_SMALL, at="middle", quiet=True))
    before = (date(*month, 1).weekday() - first) % 7
    number = monthrange(*month)[1]
    silent = []
    for at in range(number):
        day = date(*month, at + 1)
        row, column = divmod(before + at, 7)
        x, y = left + _CELL * (column + 0.5), top + _TOP + _CELL * (row + 0.5)
        if day in days:
            shapes.append(_day(days[day], x, y))
        elif window.since <= day <= window.until:
            silent.append((x, y))
    shapes.append(specks(silent))
    return "".join(shapes), _TOP + _CELL * ((before + number + 6) // 7) + 12


def _day(there: Sequence[Entry], x: float, y: float) -> str:
    """Draw up to three marks; from the fourth moment on a plus next to them."""
    places, size = _PLACES[min(len(there), MOST_MARKS)]
    marks = [tone_mark(moment.tone, x + dx, y + dy, size) for moment, (dx, dy) in zip(there, places, strict=False)]
    return "".join(marks) + (_plus(x + 3.7, y + 3.7) if len(there) > MOST_MARKS else "")


def _plus(x: float, y: float) -> str:
    return line(x - 2.6, y, x + 2.6, y) + line(x, y - 2.6, x, y + 2.6)


def _empty(months: Sequence[_Month], at: int) -> Figure:
    """Draw the line for a long stretch in which nothing was noted."""
    first, last = (f"{SHORT_MONTHS[month - 1]} {year}" for year, month in (months[0], months[-1]))
    text = f"{first} to {last}: nothing noted"
    return Figure(f"empty-{at}", "Nothing noted", (text,), words(0, 12, text, quiet=True), 18)


def _describe(there: Sequence[Entry]) -> str:
    """Format as `connection 1, ordinary 2, no tone 1`."""
    counts = ((tone or "no tone", sum(moment.tone == tone for moment in there)) for tone in (*TONES, None))
    return ", ".join(f"{tone} {count}" for tone, count in counts if count)
