"""Parse how long ago: `3 days ago`, `half an hour ago`, `a year and a half ago`, `2h ago`."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from relational_journal.capture.dates.clock_words import COUNTED, is_number
from relational_journal.capture.dates.number_dates import DASHES
from relational_journal.capture.dates.reading import MONTH_NUMBER, Reading, months_before

_NUMBER = {"a": 1, "an": 1, "one": 1, "couple": 2} | {name: n for n, name in enumerate(COUNTED, 1)}
_UNITS = {
    "minute": ("minute", "minutes", "min", "mins"),
    "hour": ("hour", "hours", "hr", "hrs", "h"),
    "day": ("day", "days"),
    "week": ("week", "weeks", "wk", "wks"),
    "fortnight": ("fortnight", "fortnights"),
    "month": ("month", "months"),
    "year": ("year", "years", "yr", "yrs"),
}
_UNIT = {spelled: unit for unit, spellings in _UNITS.items() for spelled in spellings}
_DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}
AGO_WORDS = frozenset((*_NUMBER, *_UNIT, "ago", "half", "quarter", "and", "of"))


def count_ago(rest: list[str]) -> tuple[float, str] | None:
    """Parse `3 days ago` into (3, "day"), `half an hour ago` into (0.5, "hour"); None for other words."""
    if len(rest) < 2 or rest[-1] != "ago":
        return None
    words = split_figures(rest[:-1])
    more = 0.0
    for half in (["and", "a", "half"], ["and", "half"]):
        for at in (len(words) - len(half), len(words) - len(half) - 1):
            if at > 0 and words[at : at + len(half)] == half:
                words, more = [*words[:at], *words[at + len(half) :]], 0.5
                break
    unit = _UNIT.get(words[-1])
    if unit is None:
        return None
    count = _count(words[:-1])
    return None if count is None else (count + more, unit)


def split_figures(words: list[str]) -> list[str]:
    """Split `2h`, `20min`, `2nov`, `2-nov-2026` into figures and words."""
    split: list[str] = []
    for word in words:
        pieces = re.findall(r"\d+|[a-z]+", word)
        is_joined = len(pieces) > 1 and any(piece in _UNIT or piece in MONTH_NUMBER for piece in pieces)
        split += pieces if is_joined and re.fullmatch(r"[\da-z./-]+", word.translate(DASHES)) else [word]
    return split


def _count(words: list[str]) -> float | None:
    """Parse the words before a unit into a number; "a" and nothing at all are one."""
    if not words:
        return 1
    if words[0] in ("a", "an") and len(words) > 1 and words[1] in ("couple", "quarter", "half"):
        words = words[1:]
    if words[0] == "half" and words[1:] in ([], ["a"], ["an"]):
        return 0.5
    if words == ["quarter", "of", "an"]:
        return 0.25
    if words in (["couple"], ["couple", "of"]):
        return 2
    if len(words) != 1:
        return None
    whole, dot, part = words[0].partition(".")
    if is_number(whole) and len(whole) <= 5 and (not dot or (is_number(part) and len(part) == 1)):
        return float(words[0])
    return _NUMBER.get(words[0])


def clock_ago(rest: list[str], now: datetime) -> datetime | None:
    """Parse `2 hours ago`, `half an hour ago`, to the minute, also across a change to summer time."""
    count, unit = count_ago(rest) or (0.0, "")
    if unit == "day" and count % 1:
        count, unit = count * 24, "hour"
    if unit not in ("hour", "minute"):
        return None
    back = timedelta(hours=count) if unit == "hour" else timedelta(minutes=count)
    return datetime.fromtimestamp(now.timestamp() - back.total_seconds()).astimezone().replace(second=0, microsecond=0)


def read_ago(rest: list[str], today: date) -> Reading | None:
    """Parse `3 days ago` into a day, `3 months ago` into a month, `3 years ago` into a year: nobody means the day."""
    count, unit = count_ago(rest) or (0.0, "")
    if unit in _DAYS_IN:
        return Reading(today - timedelta(days=int(count * _DAYS_IN[unit])))
    if unit in ("month", "year"):
        months = count * (12 if unit == "year" else 1)
        # Half a year is said in months.
        return Reading(months_before(today, int(months)), "month" if count % 1 else unit, exact=True)
    return None
