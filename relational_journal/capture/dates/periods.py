"""Parse times longer than a day: `last week`, `this weekend`, `in March`, `last summer`, `Nov 2026`, `1998`."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, timedelta

from relational_journal.capture.dates.clock_words import is_number
from relational_journal.capture.dates.conventions import Conventions
from relational_journal.capture.dates.reading import MONTH_NUMBER, Reading, months_before

# the month a season begins in on the northern half; on the southern half it is six months later
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_SATURDAY = 5
PERIOD_WORDS = frozenset((*_SEASONS, "weekend", "in", "during", "over", "past"))


def read_period(rest: list[str], today: date, conventions: Conventions) -> Reading | None:
    """Parse a week, weekend, month, season or year; None for other words.

    Without `last` or `this`, a month or season is the latest that has begun; `last` is the latest that is over, and for
    the name of a month the latest before this month.

    Raises:
        ValueError, OverflowError: the result is outside the calendar.
    """
    if len(rest) > 1 and rest[0] in ("at", "in", "during", "over"):
        rest = rest[1:]
    if len(rest) > 1 and rest[0] == "the":
        rest = rest[1:]
    if not rest:
        return None
    if rest[0] in ("last", "past", "this") and len(rest) == 2:
        return _relative(rest[1], today, conventions, is_last=rest[0] != "this")
    name, year = rest[0], _year([word for word in rest[1:] if word != "of"], today)
    if len(rest) == 1:
        year = None
        if is_year(name):
            return Reading(date(int(name), 1, 1), "year")
        if name == "weekend":
            return _relative(name, today, conventions, is_last=False)
    elif year is None:
        return None
    if name in MONTH_NUMBER:
        month = MONTH_NUMBER[name]
        return Reading(date(year if year is not None else today.year - (month > today.month), month, 1), "month")
    if name in _SEASONS:
        month = _begins(name, conventions)
        return Reading(date(year if year is not None else today.year - (month > today.month), month, 1), "season")
    return None


def _relative(name: str, today: date, conventions: Conventions, *, is_last: bool) -> Reading | None:
    """Parse the name after `last` or `this`."""
    if name in ("month", "year"):
        return Reading(months_before(today, (1 if name == "month" else 12) * is_last), name, exact=True)
    if name == "week":
        begins = today - timedelta(days=(today.weekday() - conventions.first_weekday) % 7 + 7 * is_last)
        return Reading(begins, "week")
    if name == "weekend":
        saturday = today - timedelta(days=(today.weekday() - _SATURDAY) % 7)
        is_now = today - saturday <= timedelta(days=1)
        return Reading(saturday - timedelta(days=7 * (is_last and is_now)), "weekend")
    if name in MONTH_NUMBER:
        month = MONTH_NUMBER[name]
        if is_last:
            return Reading(date(today.year - (month >= today.month), month, 1), "month")
        return Reading(date(today.year, month, 1), "month")
    if name in _SEASONS:
        month = _begins(name, conventions)
        began = date(today.year - (month > today.month), month, 1)
        if is_last and months_before(began, -3) > today:
            began = months_before(began, 12)
        return Reading(began, "season")
    return None


def _begins(season: str, conventions: Conventions) -> int:
    month = _SEASONS[season]
    return (month + 5) % 12 + 1 if conventions.is_southern else month


def _year(words: list[str], today: date) -> int | None:
    """Parse `2024`, `last year`, `this year`."""
    if words in (["last", "year"], ["this", "year"]):
        return today.year - (words[0] == "last")
    return int(words[0]) if len(words) == 1 and is_year(words[0]) else None


def is_year(word: str) -> bool:
    """Whether it is a year of four digits."""
    return len(word) == 4 and is_number(word) and MINYEAR <= int(word) <= MAXYEAR
