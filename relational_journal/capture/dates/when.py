"""`yesterday 6pm`, `last friday`, `2 Nov` → a date with the precision it was given in (contract §4, WHEN)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from relational_journal.capture.dates.day_words import (
    KNOWN,
    MONTHS,
    WEEKDAYS,
    Reading,
    last_of_month,
    read_words,
    tokens,
)
from relational_journal.errors import FutureDate, UnreadableDate

# Longer words than these are no date; it keeps the look for a prefix short in a long text.
_LONGEST = 64
_LONE_WORDS = frozenset({"today", "yesterday", *WEEKDAYS})


def read_when(words: str, *, now: datetime, past: bool = True) -> str:
    """A `when` as model.Moment holds it: `2026-11-21T18:00:00+01:00`, `2026-11-21`, `2026-11` or `1998`.

    Args:
        words: the date as a person writes it; without an offset it is read on the local clock (TZ).
        now: the present, with its offset.
        past: whether a date in the future is refused.

    Raises:
        UnreadableDate: the words do not read as a date.
        FutureDate: the date has not come yet.
    """
    here = now.astimezone()
    reading = _read(words, here)
    if reading is None:
        raise _unreadable(words, here)
    try:
        instant = _instant(reading)
    except (ValueError, OverflowError) as error:  # a clock time outside the years that clocks know
        raise _unreadable(words, here) from error
    if past and (instant > here if instant else _begins(reading) > here.date()):
        raise FutureDate(
            f'"{_brief(words)}" has not come yet: it is {_told(reading, instant)}',
            "Give a date up to now; a day and month without a year are the latest that has been.",
        )
    if instant:
        return instant.isoformat(timespec="seconds")
    return reading.day.isoformat()[: {"year": 4, "month": 7, "day": 10}[reading.unit]]


def read_day(words: str, now: datetime, *, last: bool = False) -> date:
    """A day for a filter; of a month or a year the first day, or the last (`--until 2026-11`) with `last`.

    Raises:
        UnreadableDate: the words do not read as a date.
    """
    here = now.astimezone()
    if tokens(words) == ["last", "week"]:
        return here.date() - timedelta(days=7)
    reading = _read(words, here)
    if reading is None:
        raise _unreadable(words, here)
    day = reading.day
    if reading.exact or reading.unit == "day":
        return day
    if not last:
        return _begins(reading)
    return last_of_month(day.year, 12 if reading.unit == "year" else day.month)


def split_when(text: str, *, now: datetime, past: bool = True) -> tuple[str | None, str]:
    """The `WHEN:` a text begins with, as a `when`, and the text after it; (None, text) where it begins with words.

    It ends at the first colon followed by white space and counts only if all of it reads as a date. A lone word
    counts only if it is today, yesterday or a full weekday name; a year or a clock time alone is text too.

    Raises:
        FutureDate: the date has not come yet.
    """
    head = text[: _LONGEST + 2]
    colon = head.find(":")
    while 0 <= colon < len(head) - 1 and not head[colon + 1].isspace():
        colon = head.find(":", colon + 1)
    if not 0 < colon < len(head) - 1:
        return None, text
    words = head[:colon]
    parts = tokens(words)
    if not parts or (len(parts) == 1 and not _stands_alone(parts[0])):
        return None, text
    try:
        when = read_when(words, now=now, past=past)
    except UnreadableDate:
        return None, text
    return when, text[colon + 1 :].lstrip()


def _stands_alone(word: str) -> bool:
    """Whether a single word before the colon may be a date: a day's name, or a date in digits."""
    return word in _LONE_WORDS or (len(word) > 6 and word[:4].isdigit())


def _read(words: str, now: datetime) -> Reading | None:
    """Our own words first, then ISO 8601, then dateutil, strictly."""
    written = " ".join(words.split())
    if not written or len(written) > _LONGEST:
        return None
    return read_words(written, now) or _read_iso(written) or _read_other(written)


def _read_iso(written: str) -> Reading | None:
    """ISO 8601 as Python reads it; a week without its day is no day."""
    try:
        return None if "W" in written.upper() and len(written) < 9 else Reading(date.fromisoformat(written))
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return _of_moment(moment)


def _of_moment(moment: datetime) -> Reading:
    """A reading of a date-time, which keeps the offset it has."""
    if moment.tzinfo is None:
        return Reading(moment.date(), clock=moment.time().replace(microsecond=0))
    return Reading(moment.date(), instant=moment.replace(microsecond=0))


def _read_other(written: str) -> Reading | None:
    """What dateutil reads, if day, month and year are all said and in an order that leaves no doubt.

    Raises:
        UnreadableDate: it could be two dates.
    """
    if not _is_date_like(written):
        return None
    _refuse_two_ways(written)
    import warnings

    from dateutil import parser

    read = []
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # an unknown time zone is not left out in silence
        # What the words do not say is taken from `default`: two of them show what was said.
        for default in (datetime(2000, 1, 1), datetime(2003, 2, 2, 1, 1, 1)):
            try:
                read.append(parser.parse(written, default=default))
                read[-1].utcoffset()  # 99 hours from Greenwich are found out here
            except (ValueError, OverflowError, TypeError, ArithmeticError, LookupError, AttributeError, Warning):
                return None
    first, second = read
    if first.date() != second.date():
        return None
    if first.time() != second.time():
        return Reading(first.date()) if first.hour != second.hour else _of_moment(first.replace(second=0))
    return _of_moment(first)


def _is_date_like(written: str) -> bool:
    """Whether it holds a year and no other words than those of dates; spares most texts the import."""
    import re

    words = re.findall(r"[^\W\d_]+", written.lower())
    zones = {"t", "z", "utc", "gmt", "st", "nd", "rd", "th"}
    return bool(re.search(r"(?<!\d)\d{4}(?!\d)|\d{8}T", written)) and all(w in KNOWN or w in zones for w in words)


def _refuse_two_ways(written: str) -> None:
    """Refuse 2/11/2026, which is 2 November to some and 11 February to others.

    Raises:
        UnreadableDate: naming both.
    """
    import re

    found = re.match(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?!\d)", written)
    if not found:
        return
    one, other, year = int(found[1]), int(found[3]), int(found[4])
    if 1 <= one <= 12 and 1 <= other <= 12 and one != other:
        months = [MONTHS[number - 1].capitalize() for number in (one, other)]
        raise UnreadableDate(
            f'"{_brief(written)}" could be {one} {months[1]} or {other} {months[0]}',
            f"Write {year:04}-{other:02}-{one:02} or {year:04}-{one:02}-{other:02}.",
        )


def _instant(reading: Reading) -> datetime | None:
    """The point in time, its offset that of TZ on that day; a time the clocks skip moves forward."""
    if reading.instant or reading.clock is None:
        return reading.instant
    wall = datetime.combine(reading.day, reading.clock)
    local = wall.astimezone()
    if local.replace(tzinfo=None) == wall:
        return local
    return max(local, wall.replace(fold=1).astimezone(), key=lambda moment: moment.replace(tzinfo=None))


def _begins(reading: Reading) -> date:
    """The first day of the reading."""
    return reading.day.replace(
        month=1 if reading.unit == "year" else reading.day.month, day=reading.day.day if reading.unit == "day" else 1
    )


def _told(reading: Reading, instant: datetime | None) -> str:
    """The date as the person can check it."""
    day = instant.date() if instant else reading.day
    month = MONTHS[day.month - 1].capitalize()
    if reading.unit != "day":
        return f"{day.year}" if reading.unit == "year" else f"{month} {day.year}"
    weekday = WEEKDAYS[day.weekday()].capitalize()
    clock = f", {instant:%H:%M}" if instant else ""
    return f"{weekday} {day.day} {month} {day.year}{clock}"


def _brief(words: str) -> str:
    """The words at fault, of a long text only the beginning."""
    written = " ".join(words[:400].split())
    return written if len(written) <= 40 else written[:39] + "…"


def _unreadable(words: str, now: datetime) -> UnreadableDate:
    """The error, with the nearest words that do read."""
    nearest = _nearest(words, now) if len(words) <= _LONGEST else None
    if nearest:
        told, reading = nearest
        day, clock = reading.day, reading.clock
        second = f"yesterday {clock:%H:%M}" if clock else "yesterday 18:00"
        example = (
            f"{day.isoformat()}T{clock:%H:%M}" if clock else day.isoformat()[: 7 if reading.unit == "month" else 10]
        )
        return UnreadableDate(f'"{_brief(words)}" does not read as a date', f'Try "{told}", "{second}" or {example}.')
    example = f"{now.date() - timedelta(days=1)}T18:00"
    return UnreadableDate(
        f'"{_brief(words)}" does not read as a date', f'Try "yesterday 6pm", "last friday", "2 Nov" or {example}.'
    )


def _nearest(words: str, now: datetime) -> tuple[str, Reading] | None:
    """The words with each unknown one put right, if they read then."""
    import difflib

    known = sorted(KNOWN, key=lambda word: (-len(word), word))
    mended = []
    for token in tokens(words):
        near = [token] if not token.isalpha() or token in KNOWN else difflib.get_close_matches(token, known, 1, 0.7)
        if not near:
            return None
        mended.append(near[0])
    told = " ".join(mended)
    reading = read_words(told, now)
    return (told, reading) if reading and told != " ".join(tokens(words)) else None
