"""Read the dates and times that other programs write, and put them in this machine's or their own time zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from relational_journal.errors import UnreadableImport
from relational_journal.timestamps import has_offset_of_no_clock, local_instant, with_whole_minutes

DAY_MONTH, MONTH_DAY = "day-month", "month-day"
ORDERS = (DAY_MONTH, MONTH_DAY)

_CLOCK = (
    r"(?:[T ,]+(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?)?"
)
_OFFSET = r"\s*(?P<offset>Z|[+-]\d\d:?\d\d)?"
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.](?P<one>\d{1,2})[-/.](?P<two>\d{1,2})" + _CLOCK + _OFFSET, re.ASCII)
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<one>\d\d)(?P<two>\d\d)" + _CLOCK + _OFFSET, re.ASCII)
_DOTTED = re.compile(r"(?P<one>\d{1,2})\. ?(?P<two>\d{1,2})\. ?(?P<year>\d{4})" + _CLOCK + _OFFSET, re.ASCII)
_SLASHED = re.compile(r"(?P<one>\d{1,2})[/-](?P<two>\d{1,2})[/-](?P<year>\d{4})" + _CLOCK + _OFFSET, re.ASCII)
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))?(?::(?P<second>\d\d)(?:\.\d+)?)?\s*(?P<half>[AaPp]\.?[Mm]\.?)?",
    re.ASCII,
)
_PERIOD = re.compile(r"\d{4}(-\d\d)?", re.ASCII)


class TwoReadings(Exception):
    """A date such as 02/03/2026, which is two days unless the order is known."""


def read_stamp(written: str, order: str = "") -> str | None:
    """Read a date with or without a time as the journal stores it; None if it does not read as one.

    Without a time the result is a day; `2026-03` and `2026` stay a month and a year. A time without offset is read
    in the local time zone; one that the clocks skip moves forward.

    Args:
        order: `day-month` or `month-day` for dates with slashes; "" if unknown.

    Raises:
        TwoReadings: a date with slashes that can be two days, and no `order`.

    >>> read_stamp("2026-03-02"), read_stamp("02.03.2026"), read_stamp("3/13/2026"), read_stamp("2026-02-30")
    ('2026-03-02', '2026-03-02', '2026-03-13', None)
    """
    written = " ".join(written.replace("\u202f", " ").split())
    if len(written) > 60 or has_offset_of_no_clock(written):
        return None
    if _PERIOD.fullmatch(written):
        # Completed to the first day of the month or year.
        return written if _is_day(written + "-01-01"[len(written) - 4 :]) else None
    for form in (_YEAR_FIRST, _COMPACT, _DOTTED, _SLASHED):
        if found := form.fullmatch(written):
            one, two = int(found["one"]), int(found["two"])
            if form is _DOTTED:
                one, two = two, one
            elif form is _SLASHED:
                one, two = _month_and_day(one, two, order)
            return _when(found, int(found["year"]), one, two)
    return _named_month(written)


def order_of(written: str) -> str:
    """Return the order that a date with slashes shows by a number above 12; "" if it shows none."""
    found = _SLASHED.fullmatch(" ".join(written.split()))
    if not found:
        return ""
    one, two = int(found["one"]), int(found["two"])
    return DAY_MONTH if one > 12 >= two else MONTH_DAY if two > 12 >= one else ""


def read_clock(written: str) -> time | None:
    """Read a clock time: `19:40`, `7:40 pm`, `07:40:12 PM`; None if it does not read as one."""
    found = _TIME.fullmatch(" ".join(written.replace("\u202f", " ").split()))
    if not found or not (found["minute"] or found["half"]):
        return None
    return _clock(found)


def at(day: str, clock: time | None) -> str:
    """Join an ISO day and a local clock time; without a time the day alone."""
    return day if clock is None else local(datetime.combine(date.fromisoformat(day), clock))


def local(wall: datetime) -> str:
    """Format a wall-clock time of this machine's zone with its offset of that day."""
    return with_whole_minutes(local_instant(wall)).isoformat(timespec="seconds")


def in_zone(instant: datetime, zone: str) -> str:
    """Format an instant on the clock of an IANA time zone; of this machine's if `zone` is "" or unknown."""
    moment = instant.replace(microsecond=0)
    try:
        moment = moment.astimezone(ZoneInfo(zone)) if zone else moment.astimezone()
    except (ValueError, OSError, LookupError):  # no such zone, or a name that is a path
        moment = moment.astimezone()
    return with_whole_minutes(moment).isoformat(timespec="seconds")


def is_zone(zone: str) -> bool:
    """Return whether this machine knows an IANA time zone of that name."""
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, LookupError):
        return False
    return True


def from_milliseconds(stamp: float, zone: str = "") -> str | None:
    """Format a Unix time in milliseconds on the clock of a zone; None if it is outside the years of a clock."""
    try:
        return in_zone(datetime.fromtimestamp(stamp / 1000, UTC), zone)
    except (ValueError, OverflowError, OSError):
        return None


def two_readings(written: str, place: int) -> UnreadableImport:
    """Build the error for a date that can be two days; `place` is its line."""
    return UnreadableImport(
        f'the date "{written[:40]}" on line {place} can be two days, and no date of the file says which',
        f'Write dates = "{DAY_MONTH}" or dates = "{MONTH_DAY}" into a file and give it with --map.',
    )


def _month_and_day(one: int, two: int, order: str) -> tuple[int, int]:
    if one == two or order == MONTH_DAY or (not order and two > 12):
        return one, two
    if order == DAY_MONTH or one > 12:
        return two, one
    raise TwoReadings


def _clock(found: re.Match[str]) -> time | None:
    hour, half = int(found["hour"]), (found["half"] or "").lower()[:1]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, int(found["minute"] or 0), int(found["second"] or 0))
    except ValueError:
        return None


def _when(found: re.Match[str], year: int, month: int, day: int) -> str | None:
    try:
        on = date(year, month, day)
    except ValueError:
        return None
    if found["hour"] is None:
        return on.isoformat() if not found["offset"] else None
    clock = _clock(found)
    if clock is None:
        return None
    try:
        if found["offset"]:
            moment = datetime.fromisoformat(f"{on}T{clock}{found['offset']}")
            return with_whole_minutes(moment).isoformat(timespec="seconds")
        return local(datetime.combine(on, clock))
    except (ValueError, OverflowError, OSError):
        return None


def _named_month(written: str) -> str | None:
    """Read `2 March 2026, 7:40 pm` and the like: a year in four figures and a month by its English name."""
    if not re.search(r"(?<!\d)\d{4}(?!\d)", written) or not re.search(r"[A-Za-z]{3}", written):
        return None
    import warnings

    from dateutil import parser

    read = []
    with warnings.catch_warnings():
        # An unknown zone is only a warning to dateutil, and would be read as the time of this place.
        warnings.simplefilter("error")
        # What the words do not say is taken from `default`; two of them show what was said.
        for default in (datetime(2000, 1, 1), datetime(2003, 2, 2, 1, 1)):
            try:
                read.append(parser.parse(written, default=default))
                # An offset of more than a day is refused only when it is asked for.
                read[-1].utcoffset()
            except (ValueError, OverflowError, TypeError, ArithmeticError, LookupError, AttributeError, Warning):
                return None
    first, second = read
    if first.date() != second.date():
        return None
    if first.time() != second.time():
        return first.date().isoformat()
    return with_whole_minutes(first).isoformat(timespec="seconds") if first.tzinfo else local(first)


def _is_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True
