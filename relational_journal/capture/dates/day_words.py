"""The words people use for days and times, read into a date, a precision and a clock time."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta
from typing import NamedTuple

from relational_journal.capture.dates.clock_words import PARTS_OF_DAY, is_number, take_clock

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WEEKDAY = {name: n for n, name in enumerate(WEEKDAYS)} | {name[:3]: n for n, name in enumerate(WEEKDAYS)}
_WEEKDAY |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_MONTH = {name: n for n, name in enumerate(MONTHS, 1)} | {name[:3]: n for n, name in enumerate(MONTHS, 1)}
_MONTH["sept"] = 9
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBER = {"a": 1, "an": 1} | {name: n for n, name in enumerate(_COUNTED, 1)}
_UNITS = ("minute", "hour", "day", "week", "month", "year")
KNOWN = frozenset(
    (
        *_WEEKDAY,
        *_MONTH,
        *PARTS_OF_DAY,
        *_NUMBER,
        *_UNITS,
        *(f"{unit}s" for unit in _UNITS),
        *("today", "yesterday", "tomorrow", "tonight", "last", "this", "ago", "before"),
        *("at", "on", "the", "of", "noon", "midday", "am", "pm"),
    )
)
# "last night 1:30" is the night that ended today; later hours belong to yesterday.
_NIGHT_ENDS = 6


class Reading(NamedTuple):
    """What some words say: a day, how precisely (`day`, `month`, `year`), and a clock time or an exact instant.

    `exact` says that `day` itself was meant although the words are less precise ("3 months ago").
    """

    day: date
    unit: str = "day"
    clock: time | None = None
    instant: datetime | None = None
    exact: bool = False


def tokens(words: str) -> list[str]:
    """The words in lower case, without commas and the dots of abbreviations."""
    cut = words.lower().replace("a.m.", "am").replace("p.m.", "pm").replace(",", " ").split()
    return [token.rstrip(".") if token[:-1].isalpha() else token for token in cut]


def read_words(words: str, now: datetime) -> Reading | None:
    """What the words say, or None where they are not all about a day and a time.

    Args:
        words: such as `yesterday 6pm`, `last friday`, `3 days ago`, `this morning`, `2 Nov`, `2026-11`, `1998`.
        now: the present, on the local clock.
    """
    parts = [token for token in tokens(words) if token not in ("at", "on")]
    if not parts:
        return None
    clock, rest = take_clock(parts)
    if rest and rest[0] == "the":
        rest = rest[1:]
    part = "night" if rest == ["tonight"] else rest[-1] if len(rest) > 1 and rest[-1] in PARTS_OF_DAY else ""
    try:
        instant = None if clock else _clock_ago(rest, now)
        read = Reading(instant.date(), instant=instant) if instant else _read_day(rest, part, now.date())
    except (ValueError, OverflowError, OSError):  # a day before the first or after the last there is
        return None
    if read is None or clock is None:
        return read
    wall = clock.time(part)
    if wall is None or read.unit != "day":
        return None
    after_midnight = rest == ["last", "night"] and wall.hour < _NIGHT_ENDS
    return read._replace(day=read.day + timedelta(days=after_midnight), clock=wall)


def _count_ago(rest: list[str]) -> tuple[int, str] | None:
    """`3 days ago` → (3, "day")."""
    if len(rest) != 3 or rest[2] != "ago":
        return None
    count = int(rest[0]) if is_number(rest[0]) and len(rest[0]) <= 5 else _NUMBER.get(rest[0])
    return None if count is None else (count, rest[1].removesuffix("s"))


def _clock_ago(rest: list[str], now: datetime) -> datetime | None:
    """`2 hours ago`, `20 minutes ago`, to the minute; across a change of the clocks too."""
    ago = _count_ago(rest)
    if ago is None:
        return None
    count, unit = ago
    if unit in ("hour", "hr"):
        back = timedelta(hours=count)
    elif unit in ("minute", "min"):
        back = timedelta(minutes=count)
    else:
        return None
    return datetime.fromtimestamp(now.timestamp() - back.total_seconds()).astimezone().replace(second=0, microsecond=0)


def _read_day(rest: list[str], part: str, today: date) -> Reading | None:
    """The day, month or year that the words without their clock time say."""
    if not rest:
        return Reading(today)
    if rest == ["tonight"] or (len(rest) == 2 and rest[0] == "this" and part):
        return Reading(today)
    if rest == ["last", "night"] or rest == ["last", "evening"]:
        return Reading(today - timedelta(days=1))
    if part:
        rest = rest[:-1]
    named = {"today": 0, "yesterday": -1, "tomorrow": 1, "day before yesterday": -2}.get(" ".join(rest))
    if named is not None:
        return Reading(today + timedelta(days=named))
    weekday = _read_weekday(rest, today)
    if weekday or part:
        return weekday
    return _read_ago(rest, today) or _read_period(rest, today) or _read_date(rest, today)


def _read_weekday(rest: list[str], today: date) -> Reading | None:
    """`friday`, `last fri`: the latest such day before today (contract §4)."""
    if len(rest) == 2 and rest[0] == "last":
        rest = rest[1:]
    wanted = _WEEKDAY.get(rest[0]) if len(rest) == 1 else None
    if wanted is None:
        return None
    return Reading(today - timedelta(days=(today.weekday() - wanted - 1) % 7 + 1))


def _read_ago(rest: list[str], today: date) -> Reading | None:
    """`3 days ago` is a day, `3 months ago` a month, `3 years ago` a year: nobody means the day by it."""
    ago = _count_ago(rest)
    if ago is None:
        return None
    count, unit = ago
    if unit in ("day", "week"):
        return Reading(today - timedelta(days=count * (7 if unit == "week" else 1)))
    if unit in ("month", "year"):
        return Reading(months_before(today, count * (12 if unit == "year" else 1)), unit, exact=True)
    return None


def months_before(day: date, count: int) -> date:
    """The same day so many months earlier, or the last one of a shorter month.

    Raises:
        ValueError: before the first year there is.
    """
    year, month = divmod(day.year * 12 + day.month - 1 - count, 12)
    return _day_in(year, month + 1, day.day)


def _day_in(year: int, month: int, day: int) -> date:
    """That day of the month, or the month's last."""
    return date(year, month, min(day, last_of_month(year, month).day))


def last_of_month(year: int, month: int) -> date:
    """The month's last day."""
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def _read_period(rest: list[str], today: date) -> Reading | None:
    """`2026-11`, `1998`, `Nov 2026`, `November`, `last month`, `this year`, `last march`."""
    if rest in (["last", "month"], ["this", "month"]):
        return Reading(months_before(today, 1 if rest[0] == "last" else 0), "month", exact=True)
    if rest in (["last", "year"], ["this", "year"]):
        return Reading(months_before(today, 12 if rest[0] == "last" else 0), "year", exact=True)
    if len(rest) == 2 and rest[0] == "last" and rest[1] in _MONTH:
        month = _MONTH[rest[1]]
        return Reading(date(today.year - (month >= today.month), month, 1), "month")
    if len(rest) == 1:
        word = rest[0]
        if _is_year(word):
            return Reading(date(int(word), 1, 1), "year")
        if len(word) == 7 and word[4] == "-" and _is_year(word[:4]) and is_number(word[5:]):
            return Reading(date(int(word[:4]), int(word[5:]), 1), "month")
        if word in _MONTH:
            month = _MONTH[word]
            return Reading(date(today.year - (month > today.month), month, 1), "month")
    if len(rest) == 2 and rest[0] in _MONTH and _is_year(rest[1]):
        return Reading(date(int(rest[1]), _MONTH[rest[0]], 1), "month")
    return None


def _is_year(word: str) -> bool:
    """Whether it is a year written with four digits."""
    return len(word) == 4 and is_number(word) and MINYEAR <= int(word) <= MAXYEAR


def _read_date(rest: list[str], today: date) -> Reading | None:
    """`2 Nov`, `Nov 2nd 2026`, `mon 2 nov`, `2.11.2026`, `2026-11-02`; without a year the latest not in the future."""
    weekday = _WEEKDAY.get(rest[0]) if len(rest) > 1 else None
    if weekday is not None:
        rest = rest[1:]
    day = _read_plain_date([word for word in rest if word != "of"], today)
    if day is None or (weekday is not None and day.weekday() != weekday):
        return None
    return Reading(day)


def _read_plain_date(rest: list[str], today: date) -> date | None:
    """A date without a weekday in front."""
    if len(rest) == 1:
        word = rest[0]
        numbers = word.split(".")
        if len(numbers) == 3 and all(map(is_number, numbers)) and _is_year(numbers[2]):
            return date(int(numbers[2]), int(numbers[1]), int(numbers[0]))
        if len(word) == 10 and word[4] == word[7] == "-":
            return date.fromisoformat(word)
        return None
    year = None
    if len(rest) == 3:
        if not _is_year(rest[2]):
            return None
        year = int(rest[2])
    elif len(rest) != 2:
        return None
    first, second = rest[:2]
    month, number = (_MONTH.get(second), first) if first not in _MONTH else (_MONTH[first], second)
    if month is None:
        return None
    number = number[:-2] if number[-2:] in ("st", "nd", "rd", "th") else number
    if not is_number(number) or len(number) > 2:
        return None
    if year is not None:
        return date(year, month, int(number))
    return _latest(month, int(number), today)


def _latest(month: int, number: int, today: date) -> date:
    """The latest such day that is not in the future; 29 February may be some years back.

    Raises:
        ValueError: there is no such day.
    """
    for year in range(today.year, max(today.year - 9, MINYEAR - 1), -1):
        if number <= last_of_month(year, month).day:
            day = date(year, month, number)
            if day <= today:
                return day
    raise ValueError("no such day")
