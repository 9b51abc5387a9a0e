"""Weeks by days, tones as marks: no totals, no shades, no streaks (screens §6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from relational_journal.model import TONES, Moment, Window
from relational_journal.timestamps import beginning, day_of

# The first day of the week by territory, where it is not Monday (Unicode CLDR, supplemental weekData).
_SUNDAY = frozenset(
    "AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK "
    "PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW".split()
)
_SATURDAY = frozenset("AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY".split())
MOST_MARKS = 3


def by_day(moments: Iterable[Moment]) -> dict[date, list[Moment]]:
    """The moments of each day that has any, in order of time; those of no known day are left out."""
    days: dict[date, list[Moment]] = {}
    for moment in sorted(moments, key=lambda moment: (beginning(moment.when), moment.written)):
        day = day_of(moment.when)
        if day is not None:
            days.setdefault(day, []).append(moment)
    return dict(sorted(days.items()))


def calendar_records(moments: Iterable[Moment]) -> list[dict[str, Any]]:
    """The days that have moments, as contract §8 gives them."""
    records = []
    for day, there in by_day(moments).items():
        tones = {tone: sum(moment.tone == tone for moment in there) for tone in TONES}
        unmarked = sum(moment.tone is None for moment in there)
        records.append({"day": day.isoformat(), "moments": len(there), **tones, "unmarked": unmarked})
    return records


def first_weekday(setting: str, locale: str) -> int:
    """0 for Monday to 6 for Sunday: as the setting says, else by the territory of the locale (`en_US.UTF-8`)."""
    if setting in ("monday", "saturday", "sunday"):
        return {"monday": 0, "saturday": 5, "sunday": 6}[setting]
    territory = locale.partition(".")[0].partition("@")[0].partition("_")[2]
    return 6 if territory in _SUNDAY else 5 if territory in _SATURDAY else 0


def calendar_lines(
    moments: Iterable[Moment], window: Window, *, first: int, marks: Mapping[str | None, str], months: Sequence[str]
) -> list[str]:
    """The grid: a line a week, a column a day; where the window spans several years, a line names each.

    Args:
        moments: any; those outside the window are left out.
        window: its first and last week are shown whole, days outside it blank.
        first: the first weekday, 0 Monday to 6 Sunday.
        marks: the sign of each tone, of None for an unmarked moment, and of "more" from the fourth moment on.
        months: twelve short names.
    """
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    lines = [" " * 10 + "".join(f"  {names[(first + n) % 7]} " for n in range(7))]
    days = by_day(moment for moment in moments)
    monday = window.since - timedelta(days=(window.since.weekday() - first) % 7)
    spans_years, named = window.since.year != window.until.year, 0
    while monday <= window.until:
        if spans_years and named != monday.year:
            named = monday.year
            lines.append(str(named))
        cells = []
        for offset in range(7):
            day = monday + timedelta(days=offset)
            there = days.get(day, []) if window.since <= day <= window.until else []
            signs = [marks[moment.tone] for moment in there]
            shown = "".join(signs[:MOST_MARKS]) + (marks["more"] if len(signs) > MOST_MARKS else "")
            cells.append(shown.center(6))
        lines.append(f"{monday.day:>2} {months[monday.month - 1]}".ljust(10) + "".join(cells))
        monday += timedelta(days=7)
    return [line.rstrip() for line in lines]
