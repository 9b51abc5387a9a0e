"""Reading a `when` of any precision: its day, its beginning, its clock time. The day is the one written."""

from __future__ import annotations

from datetime import date, datetime


def day_of(when: str) -> date | None:
    """The day, or None where only a month or a year is known."""
    return date.fromisoformat(when[:10]) if len(when) >= 10 else None


def first_day(when: str) -> date:
    """The day it begins on: `2026-11` begins on 1 November, `1998` on 1 January. A window holds it by this day."""
    return date.fromisoformat(beginning(when)[:10])


def beginning(when: str) -> str:
    """The moment it begins, on its own clock, as text that sorts: `1998` → `1998-01-01T00:00:00`.

    >>> beginning("2026-11"), beginning("2026-11-21T18:00:00+01:00")
    ('2026-11-01T00:00:00', '2026-11-21T18:00:00')
    """
    if len(when) > 10:
        return when[:19]
    return (when + "-01-01"[len(when) - 4 :] if len(when) < 10 else when) + "T00:00:00"


def clock_time(when: str) -> str | None:
    """`18:00`, or None where no time was given."""
    return when[11:16] if len(when) > 10 else None


def instant(when: str) -> datetime | None:
    """The exact point in time, or None where no time was given."""
    return datetime.fromisoformat(when) if len(when) > 10 else None
