"""Parse dates in figures: `13.11.2026`, `2. 11. 2026`, `13/11`, `2 11 2026`, `2026-11-02`, `11/2026`."""

import re
from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, date
from typing import NamedTuple

from relational_journal.capture.dates.conventions import MONTH_FIRST
from relational_journal.capture.dates.reading import Reading, last_of_month, latest

# hyphens and dashes that keyboards, phones and word processors use instead of the plain one
DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_BETWEEN = r"(\s*\.\s*|\s*/\s*|\s*-\s*|\s+)"
_FIGURES = re.compile(rf"(\d{{1,4}}){_BETWEEN}(\d{{1,4}})(?:{_BETWEEN}['’]?(\d{{1,4}}))?\s*\.?", re.ASCII)


class Figures(NamedTuple):
    """A date in figures.

    Attributes:
        readings: its possible meanings: none if there is no such day, two if the order is unknown.
        has_year: whether it has a year of four digits; without one it may be no date at all.
    """

    readings: tuple[Reading, ...]
    has_year: bool


def read_figures(written: str, today: date, order: str | None) -> Figures | None:
    """Parse a date written only in figures.

    With dots the day always comes first; after a year comes the month. With slashes, dashes or spaces `order` decides,
    and without it both readings are returned. If only one reading is a day, it is the meaning.

    Args:
        written: with single spaces.
        today: a day and month without a year are the latest not after it.
        order: DAY_FIRST, MONTH_FIRST, or None if unknown.

    Returns:
        None if the words do not have the form of such a date.
    """
    found = _FIGURES.fullmatch(written.translate(DASHES))
    if not found:
        return None
    one, first_sign, two, second_sign, three = found.groups()
    signs = {first_sign.strip(), (second_sign or first_sign).strip()}
    is_dotted = "." in signs or written.endswith(".")
    if is_dotted:
        signs.discard("")  # "2. 11 2026"
    if len(signs | ({"."} if is_dotted else set())) > 1:
        return None
    sizes = (len(one), len(two), len(three or ""))
    if three is None:
        if 4 in sizes:
            return _month_of_a_year(one, two)
        return _meant(_in_order((two, one), (one, two), is_dotted, order), today, order) if max(sizes) < 3 else None
    if sizes[0] == 4:
        return Figures(_days([(one, two, three)]), True) if max(sizes[1:]) < 3 else None
    if max(sizes[:2]) > 2 or sizes[2] not in (2, 4):
        return None
    if sizes[2] == 2 and signs.isdisjoint("./"):
        return Figures((), False)  # in 26-11-02 the year may be at either end
    year = three if sizes[2] == 4 else str(whole_year(int(three), today))
    days = _days((year, month, day) for month, day in _in_order((two, one), (one, two), is_dotted, order))
    return Figures(days[:1] if order else days, sizes[2] == 4)


def _in_order(
    day_first: tuple[str, str], month_first: tuple[str, str], is_dotted: bool, order: str | None
) -> list[tuple[str, str]]:
    """Return the (month, day) pairs to try, the likelier first."""
    if is_dotted:
        return [day_first]
    return [month_first, day_first] if order == MONTH_FIRST else [day_first, month_first]


def _meant(months_and_days: Iterable[tuple[str, str]], today: date, order: str | None) -> Figures:
    """Parse a day and month without a year as the latest such day not in the future."""
    found = []
    for month, day in months_and_days:
        try:
            found.append(Reading(latest(int(month), int(day), today)))
        except ValueError:
            continue
    readings = tuple(dict.fromkeys(found))
    return Figures(readings[:1] if order else readings, False)


def _month_of_a_year(one: str, two: str) -> Figures | None:
    """Parse `11/2026`, `2026-11`."""
    year, month = (one, two) if len(one) == 4 else (two, one)
    if len(month) > 2 or not MINYEAR <= int(year) <= MAXYEAR:
        return None
    return Figures((Reading(date(int(year), int(month), 1), "month"),) if 1 <= int(month) <= 12 else (), True)


def _days(numbers: Iterable[tuple[str, str, str]]) -> tuple[Reading, ...]:
    """Return the existing days among these (year, month, day), each once."""
    found = []
    for year, month, day in numbers:
        if 1 <= int(month) <= 12 and int(year) >= MINYEAR and 1 <= int(day) <= last_of_month(int(year), int(month)).day:
            found.append(Reading(date(int(year), int(month), int(day))))
    return tuple(dict.fromkeys(found))


def whole_year(short: int, today: date) -> int:
    """Expand `26` to this century up to this year, otherwise to the last century."""
    year = today.year - today.year % 100 + short
    return year if year <= today.year else year - 100
