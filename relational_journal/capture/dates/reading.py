"""A day with the precision it was said with, perhaps a clock time, and calendar arithmetic."""

from datetime import MINYEAR, date, datetime, time, timedelta
from typing import NamedTuple

from relational_journal.text import calendar_names

WEEKDAYS = tuple(name.lower() for name in calendar_names.WEEKDAYS)
MONTHS = tuple(name.lower() for name in calendar_names.MONTHS)
WEEKDAY_NUMBER = {name: n for n, name in enumerate(WEEKDAYS)} | {name[:3]: n for n, name in enumerate(WEEKDAYS)}
WEEKDAY_NUMBER |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
MONTH_NUMBER = {name: n for n, name in enumerate(MONTHS, 1)} | {name[:3]: n for n, name in enumerate(MONTHS, 1)}
MONTH_NUMBER["sept"] = 9
# months from the first day of one unit to that of the next, and days for the others
_MONTHS_IN = {"month": 1, "season": 3, "year": 12}
_DAYS_IN = {"day": 1, "weekend": 2, "week": 7}


class Reading(NamedTuple):
    """A day, its precision, and a clock time or an exact instant.

    Attributes:
        day: the day; for a longer unit its first day, unless `exact`.
        unit: `day`, `weekend`, `week`, `month`, `season` or `year`.
        exact: `day` itself was meant although the words are less precise ("3 months ago").
    """

    day: date
    unit: str = "day"
    clock: time | None = None
    instant: datetime | None = None
    exact: bool = False

    @property
    def first_day(self) -> date:
        """The first day of the month or year; of any other unit the day it begins on."""
        if self.unit == "year":
            return self.day.replace(month=1, day=1)
        return self.day.replace(day=1) if self.unit in _MONTHS_IN else self.day

    @property
    def last_day(self) -> date:
        """The last day of the unit, or of the calendar."""
        first = self.first_day
        try:
            if self.unit in _DAYS_IN:
                return first + timedelta(days=_DAYS_IN[self.unit] - 1)
            return months_before(first, -_MONTHS_IN[self.unit]) - timedelta(days=1)
        except (ValueError, OverflowError):
            return date.max


def months_before(day: date, count: int) -> date:
    """Return the same day some months earlier, or the last day of a shorter month; later for a negative count.

    Raises:
        ValueError: the result is outside the calendar.
    """
    year, month = divmod(day.year * 12 + day.month - 1 - count, 12)
    return date(year, month + 1, min(day.day, last_of_month(year, month + 1).day))


def last_of_month(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def latest(month: int, number: int, today: date) -> date:
    """Return the latest such day that is not in the future; 29 February may be some years back.

    Raises:
        ValueError: there is no such day.
    """
    for year in range(today.year, max(today.year - 9, MINYEAR - 1), -1):
        if number <= last_of_month(year, month).day:
            day = date(year, month, number)
            if day <= today:
                return day
    raise ValueError("no such day")
