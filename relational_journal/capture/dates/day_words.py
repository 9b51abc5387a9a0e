"""Parse the words people use for days and times into a date, a precision and a clock time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from relational_journal.capture.dates.ago import AGO_WORDS, clock_ago, count_ago, read_ago, split_figures
from relational_journal.capture.dates.clock_words import CLOCK_WORDS, PARTS_OF_DAY, Clock, clock_times, is_number
from relational_journal.capture.dates.conventions import Conventions
from relational_journal.capture.dates.number_dates import read_figures, whole_year
from relational_journal.capture.dates.periods import PERIOD_WORDS, is_year, read_period
from relational_journal.capture.dates.reading import MONTH_NUMBER, WEEKDAY_NUMBER, Reading, latest

_DAY_NAMES = {"today": 0, "yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}
KNOWN = frozenset(
    (
        *WEEKDAY_NUMBER,
        *MONTH_NUMBER,
        *PARTS_OF_DAY,
        *AGO_WORDS,
        *CLOCK_WORDS,
        *PERIOD_WORDS,
        *("today", "yesterday", "tomorrow", "tonight", "last", "this", "before", "after"),
        *("at", "on", "in", "the", "early", "late"),
    )
)
# "last night 1:30" is the night that ended today; later hours mean yesterday
_NIGHT_ENDS = 6


def tokens(words: str) -> list[str]:
    """Split into lower-case words, without commas and the dots of abbreviations."""
    plain = words.lower().replace("’", "'").replace("a.m.", "am").replace("p.m.", "pm").replace(",", " ")
    return [token.rstrip(".") if token.rstrip(".").isalpha() else token for token in plain.split()]


def read_words(words: str, now: datetime, conventions: Conventions) -> tuple[Reading, ...]:
    """Parse words for a day and a time.

    Args:
        words: such as `yesterday 6pm`, `last friday`, `3 days ago`, `this morning`, `2 Nov`, `2026-11`, `in March`.
        now: the present on the local clock.
        conventions: for what the words leave open.

    Returns:
        The possible readings; empty if some word is not about a day or time.
    """
    parts = _spoken(tokens(words))
    if not parts:
        return ()
    for clock, rest in _with_and_without_clock(parts):
        found = _read(clock, rest, now, conventions)
        if found:
            return found
    return ()


def says_a_day(words: str) -> bool:
    """Whether the words say more than a clock time ("at 3", "6 pm", "noon")."""
    return all(rest for _, rest in clock_times(_spoken(tokens(words))))


def _spoken(parts: list[str]) -> list[str]:
    """Remove filler words: `on`, `the`; "in the evening" becomes "evening", "at night" becomes "night"."""
    spoken: list[str] = []
    for part in parts:
        if part in PARTS_OF_DAY and (spoken[-2:] == ["in", "the"] or spoken[-1:] == ["at"]):
            del spoken[-2 if spoken[-1] == "the" else -1 :]
        spoken.append(part)
    if spoken[:1] == ["about"] or spoken[:1] == ["around"]:
        without = spoken[1:]
        if "ago" in without:
            spoken = without
    return [part for part in spoken if part != "on"]


def _with_and_without_clock(parts: list[str]) -> Iterator[tuple[Clock | None, list[str]]]:
    yield None, parts
    yield from clock_times(parts)


def _read(clock: Clock | None, rest: list[str], now: datetime, conventions: Conventions) -> tuple[Reading, ...]:
    """Return the readings of the words, combined with their clock time."""
    while rest and rest[-1] == "at":
        rest = rest[:-1]
    if rest[:1] == ["the"]:
        rest = rest[1:]
    parts = [word for word in rest if word in PARTS_OF_DAY]
    part = "night" if rest == ["tonight"] else parts[0] if len(parts) == 1 and (len(rest) > 1 or clock) else ""
    try:
        instant = None if clock else clock_ago(rest, now)
        if instant:
            return (Reading(instant.date(), instant=instant),)
        readings = _read_days(rest, part, now.date(), conventions)
    except (ValueError, OverflowError, OSError):  # a day outside the calendar
        return ()
    if clock is None:
        return readings
    wall = clock.time(part)
    if wall is None or any(reading.unit != "day" for reading in readings):
        return ()
    if not rest and wall > now.time():  # shortly after midnight "11pm" means the evening before
        readings = (Reading(now.date() - timedelta(days=1)),)
    after_midnight = rest == ["last", "night"] and wall.hour < _NIGHT_ENDS
    return tuple(reading._replace(day=reading.day + timedelta(days=after_midnight), clock=wall) for reading in readings)


def _read_days(rest: list[str], part: str, today: date, conventions: Conventions) -> tuple[Reading, ...]:
    """Parse the day, week, month or year in words without a clock time."""
    if not rest or rest == ["tonight"] or (len(rest) == 2 and rest[0] == "this" and part):
        return (Reading(today),)
    if rest == ["last", "night"] or rest == ["last", "evening"]:
        return (Reading(today - timedelta(days=1)),)
    if len(rest) > 1 and rest[0] in ("early", "late"):
        return _read_days(rest[1:], part, today, conventions)
    if part:
        rest = [word for word in rest if word != part]
    if not rest:
        return (Reading(today),)
    named = _DAY_NAMES.get(" ".join(rest))
    if named is not None:
        return (Reading(today + timedelta(days=named)),)
    reading = _read_weekday(rest, today, conventions) or read_ago(rest, today)
    reading = reading or read_period(rest, today, conventions) or _read_date(rest, today)
    found = (reading,) if reading else _read_in_figures(rest, today, conventions)
    return tuple(reading for reading in found if not part or reading.unit == "day")


def _read_weekday(rest: list[str], today: date, conventions: Conventions) -> Reading | None:
    """Parse `friday`, `last fri` as the latest such day before today.

    Also `tuesday last week`, `monday two weeks ago`.
    """
    if len(rest) == 1 or (len(rest) == 2 and rest[0] in ("last", "past")):
        wanted = WEEKDAY_NUMBER.get(rest[-1])
        # One to seven days back: on a Friday, "friday" is that of last week.
        return None if wanted is None else Reading(today - timedelta(days=(today.weekday() - wanted - 1) % 7 + 1))
    if rest[0] in WEEKDAY_NUMBER:
        name, others = rest[0], [word for word in rest[1:] if word != "of"]
    else:
        name, others = rest[-1], rest[:-1]
    wanted = WEEKDAY_NUMBER.get(name)
    if wanted is None:
        return None
    if others == ["this"] or others == ["this", "week"]:
        weeks = 0
    elif others == ["last", "week"]:
        weeks = 1
    else:
        count, unit = count_ago(others) or (0.5, "")
        weeks = int(count) * (2 if unit == "fortnight" else 1)
        if unit not in ("week", "fortnight") or count % 1:
            return None
    begins = today - timedelta(days=(today.weekday() - conventions.first_weekday) % 7 + 7 * weeks)
    return Reading(begins + timedelta(days=(wanted - conventions.first_weekday) % 7))


def _read_date(rest: list[str], today: date) -> Reading | None:
    """Parse `2 Nov`, `Nov 2nd 2026`, `mon 2 nov`, `2. November '24`; without a year it is the latest so far."""
    weekday = WEEKDAY_NUMBER.get(rest[0]) if len(rest) > 1 else None
    words = [word for word in (rest if weekday is None else rest[1:]) if word not in ("of", "the")]
    day = _read_named_month(split_figures(words), today)
    if day is None or (weekday is not None and day.weekday() != weekday):
        return None
    return Reading(day)


def _read_named_month(words: list[str], today: date) -> date | None:
    """Parse a day of a named month."""
    if len(words) == 3 and is_year(words[0]):
        words = [*words[1:], words[0]]
    year = None
    if len(words) == 3:
        year = _year(words[2], today)
        if year is None:
            return None
    elif len(words) != 2:
        return None
    first, second = words[:2]
    month, number = (MONTH_NUMBER.get(second), first) if first not in MONTH_NUMBER else (MONTH_NUMBER[first], second)
    number = number.removesuffix(".")
    number = number[:-2] if number[-2:] in ("st", "nd", "rd", "th") else number
    if month is None or not is_number(number) or len(number) > 2:
        return None
    return date(year, month, int(number)) if year is not None else latest(month, int(number), today)


def _year(word: str, today: date) -> int | None:
    """Parse `2024` or `'24`."""
    if word[:1] == "'" and len(word) == 3 and is_number(word[1:]):
        return whole_year(int(word[1:]), today)
    return int(word) if is_year(word) else None


def _read_in_figures(rest: list[str], today: date, conventions: Conventions) -> tuple[Reading, ...]:
    """Parse `13.11.2026`, `mon 2/11`; a weekday has to agree."""
    weekday = WEEKDAY_NUMBER.get(rest[0]) if len(rest) > 1 else None
    if weekday is None:
        figures = read_figures(" ".join(rest), today, conventions.order)
        return figures.readings if figures else ()
    figures = read_figures(" ".join(rest[1:]), today, None)
    return tuple(reading for reading in (figures.readings if figures else ()) if reading.day.weekday() == weekday)
