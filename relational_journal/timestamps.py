"""Parse a `when` of any precision into its day, beginning and clock time; the day is the one that was written."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone


def day_of(when: str) -> date | None:
    """Return the day, or None if only a month or a year is known."""
    return date.fromisoformat(when[:10]) if len(when) >= 10 else None


def first_day(when: str) -> date:
    """Return the first day: 1 November for `2026-11`, 1 January for `1998`. A window contains a period by this day."""
    return date.fromisoformat(beginning(when)[:10])


def days_before(day: date, days: int) -> date:
    """Return the day so many days earlier, or the first day there is.

    >>> days_before(date(2026, 11, 22), 6), days_before(date(1, 1, 3), 6)
    (datetime.date(2026, 11, 16), datetime.date(1, 1, 1))
    """
    return day - min(timedelta(days=days), day - date.min)


def beginning(when: str) -> str:
    """Return its beginning, on its own clock, as text that sorts: `1998` → `1998-01-01T00:00:00`.

    >>> beginning("2026-11"), beginning("2026-11-21T18:00:00+01:00")
    ('2026-11-01T00:00:00', '2026-11-21T18:00:00')
    """
    if len(when) > 10:
        return when[:19]
    return (when + "-01-01"[len(when) - 4 :] if len(when) < 10 else when) + "T00:00:00"


def clock_time(when: str) -> str | None:
    """Return the clock time (`18:00`), or None if no time was given."""
    return when[11:16] if len(when) > 10 else None


def instant(when: str) -> datetime | None:
    """Return the exact point in time, or None if no time was given."""
    return datetime.fromisoformat(when) if len(when) > 10 else None


def with_whole_minutes(moment: datetime) -> datetime:
    """Round the offset to whole minutes; Amsterdam's of 1936 was +00:19:32, which few programs can read.

    >>> with_whole_minutes(datetime.fromisoformat("1936-05-01T12:00:00+00:19:32")).isoformat()
    '1936-05-01T12:00:00+00:20'
    """
    offset = moment.utcoffset()
    if offset is None or not offset.total_seconds() % 60:
        return moment
    return moment.replace(tzinfo=timezone(timedelta(minutes=round(offset.total_seconds() / 60))))


def local_instant(wall: datetime) -> datetime:
    """Return a wall-clock time with the offset of the local time zone on that day; a skipped time moves forward.

    Raises:
        ValueError, OverflowError, OSError: outside the years that clocks know.
    """
    moment = wall.astimezone()
    if moment.replace(tzinfo=None) == wall:
        return moment
    return max(moment, wall.replace(fold=1).astimezone(), key=lambda one: one.replace(tzinfo=None))


def has_offset_of_no_clock(when: str) -> bool:
    """Whether the offset has 60 minutes or more (`+00:60`), which Python reads as an hour.

    >>> has_offset_of_no_clock("2026-11-21T18:00:00+00:60"), has_offset_of_no_clock("2026-11-21T18:00:00+01:00")
    (True, False)
    """
    clock = when.upper().replace(" ", "T").partition("T")[2]
    _, sign, offset = clock.replace("-", "+").partition("+")
    figures = offset.replace(":", "")
    return bool(sign) and any(figures[at : at + 2] > "59" for at in (2, 4) if len(figures) >= at + 2)
