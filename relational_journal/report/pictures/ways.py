"""Draw the ways of moving: a bar for each way, as long as it has moments, over the window and week by week."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from relational_journal.patterns.counting.ways import WAYS
from relational_journal.report.document import wording
from relational_journal.report.document.moment_rows import day_and_month
from relational_journal.report.pictures.marks import LINE, Key, legend
from relational_journal.report.pictures.picture import MOST_ROWS, WIDTH, Figure, Picture, picture_of
from relational_journal.report.pictures.shapes import STROKE, rect, width_of, words
from relational_journal.report.views.footer import counted_here
from relational_journal.report.views.stretches import folded
from relational_journal.report.views.ways import CLOSING, ways_report
from relational_journal.vocabulary.names import WAYS as WAY_NAMES

if TYPE_CHECKING:
    from relational_journal.patterns.counting.result import Patterns
    from relational_journal.patterns.counting.ways import Ways, WaysInFull, Week

_HIGH = 9.0
_UNIT = 8.0  # units one moment is long, unless there are many
_GAP = 8.0  # at least, behind the numbers of a bar
_WIDEST = 110.0
_HEADS = 18.0
_SMALL = 11.0


def ways_picture(found: WaysInFull, patterns: Patterns) -> Picture:
    """Return the ways of all moments and week by week, as `rj look ways` counts them; people are not drawn."""
    report = ways_report(found, patterns)
    if found.whole.of < wording.LEAST:
        return picture_of(report, ())
    ways = [way for way in WAYS if _length(found.whole, way)]
    years = patterns.window.since.year != patterns.window.until.year
    figures = (_all_together(found.whole, ways), *_by_week(found.weeks, ways, years=years))
    return picture_of(report, figures, ("One moment may go several ways, or none.", CLOSING, counted_here(patterns)))


def _all_together(found: Ways, ways: Sequence[str]) -> Figure:
    """Draw a row for each way, and what full and hollow mean."""
    keys = [Key(rect(0, 3, 14, _HIGH), 14, "a moment that went this way")]
    if any(found.urges[way] for way in ways):
        keys.append(Key(_hollow(0, 7.5, 14), 14, "only the pull was there"))
    drawn, top = legend(keys, WIDTH)
    shapes, left, top = [drawn], 76.0, top + 8
    room = WIDTH - left - _room_of_numbers([found], ways)
    unit = min(_UNIT, room / max(_length(found, way) for way in ways))
    for at, way in enumerate(ways):
        middle = top + LINE * (at + 0.5)
        shapes.append(words(left - 10, middle + 4, WAY_NAMES[way], at="end"))
        shapes.append(_bar(found, way, left, middle, unit))
    title = f"In {wording.moments(found.of)} that say what you did{wording.early_note(found.of)}"
    description = tuple(_describe(found, way) for way in ways)
    return Figure("ways", title, description, "".join(shapes), top + LINE * len(ways), title)


def _by_week(weeks: Sequence[Week], ways: Sequence[str], *, years: bool) -> list[Figure]:
    """Draw a row for each week and a column for each way, all on one scale."""
    left = 76.0 if years else 52.0
    column = min(_WIDEST, (WIDTH - left) / max(1, len(ways)))
    most = max((_length(week.ways, way) for week in weeks for way in ways), default=0)
    unit = min(_UNIT, (column - _room_of_numbers([week.ways for week in weeks], ways)) / max(1, most))
    heads = (words(left + column * at, 11, WAY_NAMES[way], size=_SMALL, quiet=True) for at, way in enumerate(ways))
    head = "".join(heads)
    rows = list(folded(weeks, lambda week: not week.ways.of))
    figures: list[Figure] = []
    for first in range(0, len(rows), MOST_ROWS):
        some = rows[first : first + MOST_ROWS]
        shapes, description = [head], list[str]()
        for at, (week, *more) in enumerate(some):
            middle = _HEADS + LINE * (at + 0.5)
            day = day_and_month(week.monday, year=years)
            shapes.append(words(left - 12, middle + 4, day, size=_SMALL + 0.5, at="end", quiet=True))
            if more:
                stretch = f"{1 + len(more)} weeks with nothing noted"
                shapes.append(words(left, middle + 4, stretch, size=_SMALL + 0.5, quiet=True))
                description.append(f"{day}: {stretch}")
                continue
            shapes += [_bar(week.ways, way, left + column * place, middle, unit) for place, way in enumerate(ways)]
            moved = [_describe(week.ways, way) for way in ways if _length(week.ways, way)]
            description.append(f"{day}: {', '.join(moved) or 'nothing noted'}")
        title, height = "Week by week", _HEADS + LINE * len(some)
        key = f"weeks-{len(figures) + 1}"
        figures.append(Figure(key, title, tuple(description), "".join(shapes), height, "" if first else title))
    return figures


def _length(found: Ways, way: str) -> int:
    return len(found.held[way]) + len(found.urges[way])


def _bar(found: Ways, way: str, left: float, middle: float, unit: float) -> str:
    """Draw the moments that went a way, full, then those with only the pull, hollow; with both numbers behind."""
    held, pulled = len(found.held[way]), len(found.urges[way])
    if not held and not pulled:
        return ""
    drawn = rect(left, middle - _HIGH / 2, held * unit, _HIGH) if held else ""
    drawn += _hollow(left + held * unit, middle, pulled * unit) if pulled else ""
    return drawn + words(left + (held + pulled) * unit + 5, middle + 4, _numbers(found, way), size=_SMALL)


def _numbers(found: Ways, way: str) -> str:
    """Format as `9 +4`: moments that went this way, and those with only the pull."""
    held, pulled = len(found.held[way]), len(found.urges[way])
    return " ".join([str(held)] * bool(held) + [f"+{pulled}"] * bool(pulled))


def _room_of_numbers(all_: Iterable[Ways], ways: Sequence[str]) -> float:
    return max(width_of(_numbers(found, way), _SMALL) for found in all_ for way in ways) + 5 + _GAP


def _hollow(left: float, middle: float, wide: float) -> str:
    return rect(left + 0.7, middle - _HIGH / 2 + 0.7, max(1.0, wide - 1.4), _HIGH - 1.4, STROKE)


def _describe(found: Ways, way: str) -> str:
    """Format as `away 9 (the pull in 4 more)`."""
    pulled = len(found.urges[way])
    return f"{WAY_NAMES[way]} {len(found.held[way])}" + (f" (the pull in {pulled} more)" if pulled else "")
