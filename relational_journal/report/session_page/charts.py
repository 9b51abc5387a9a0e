"""The pictures of the page as SVG, drawn once for HTML and PDF: shapes before shades, one ink, no words, no colours.

Every picture takes the ink of the text around it (`currentColor`) and carries a description for a screen reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from typing import NamedTuple

from relational_journal.report.document.document import MOST_DOTS, Dots
from relational_journal.report.document.moment_rows import day_and_month
from relational_journal.report.session_page.chart_data import TONES, Pictured, Span, Weeks

_WIDTH = 480
_MARK = 13  # room of one mark
_MOST_ROWS = 4  # of marks in a lane; above that a bar stands for them
_LANE = 22  # room of the bars of one tone
_MOST_SPANS = 40  # breaks; above that the numbers stand alone
_MOST_TRAILS = 6  # dotted lines of open breaks to the end; more of them are cut short
_MOST_TRACKS = 9
_LEAST_COLUMNS = 2
_TOLD = {"mended": "mended", "partly": "partly mended", "open": "open", "let-go": "let go"}


class Picture(NamedTuple):
    """A drawing and what it shows, in words."""

    svg: str
    alt: str


class Key(NamedTuple):
    """A mark of a picture and what it stands for."""

    picture: Picture
    label: str


class Figure(NamedTuple):
    """A picture with the first and last day of its time line below, and the meaning of its marks."""

    picture: Picture
    since: str
    until: str
    keys: tuple[Key, ...]


def dots(counted: Dots) -> Picture | None:
    """One dot a moment: full, half, hollow, small; None above MOST_DOTS, where the numbers stand alone."""
    if not 0 < counted.of <= MOST_DOTS:
        return None
    kinds = (
        ("shows", counted.shows - counted.turned),
        ("turned", counted.turned),
        ("otherwise", counted.otherwise),
        ("neither", counted.neither),
    )
    drawn = [kind for kind, count in kinds for _ in range(count)]
    shapes = "".join(_DOTS[kind](7 + 14 * at, 7) for at, kind in enumerate(drawn))
    said = [f"{counted.shows} of {counted.of} dots full"]
    said += [f"{counted.turned} of these half"] * bool(counted.turned)
    said += [f"{counted.otherwise} hollow, where it went otherwise"] * bool(counted.otherwise)
    said += [f"{counted.neither} small, where neither is said"] * bool(counted.neither)
    return _picture(shapes, 14 * len(drawn), 14, "; ".join(said))


def mark(tone: str) -> Picture:
    """The mark of a tone as a small picture."""
    return _picture(_TONES[tone](7, 7), 14, 14, tone)


def weeks(seen: Pictured) -> Figure | None:
    """Weeks side by side, each moment a mark in the lane of its tone; a bar where there are too many."""
    columns = seen.weeks
    lanes = [lane for lane in range(len(TONES)) if any(column.counts[lane] for column in columns)]
    if len(columns) < _LEAST_COLUMNS or not lanes:
        return None
    room = _WIDTH / len(columns)
    across = min(12, max(1, int((room - 6) // _MARK)))
    most = max(column.counts[lane] for column in columns for lane in lanes)
    crowded = -(-most // across) > _MOST_ROWS
    shapes, top = [], 6.0
    for lane in lanes:
        if crowded:
            middle = top + _LANE / 2
            shapes += [
                _bar(TONES[lane], at * room + 3, middle, room - 6, (_LANE - 4) * column.counts[lane] / most)
                for at, column in enumerate(columns)
            ]
            top += _LANE + 4
            continue
        for at, column in enumerate(columns):
            shapes += [
                _TONES[TONES[lane]](at * room + 4 + _MARK * (n % across + 0.5), top + _MARK * (n // across + 0.5))
                for n in range(column.counts[lane])
            ]
        top += _MARK * -(-max(column.counts[lane] for column in columns) // across) + 6
    lines = [_line(at * room + 0.5, 2, at * room + 0.5, top - 2, faint=True) for at in range(len(columns))]
    picture = _picture("".join([*lines, *shapes]), _WIDTH, top, _weeks_told(columns, lanes, seen))
    return Figure(
        picture,
        _day(columns[0].since, seen),
        _day(columns[-1].until, seen),
        tuple(Key(_key_bar(TONES[lane]) if crowded else mark(TONES[lane]), TONES[lane]) for lane in lanes),
    )


def breaks(seen: Pictured) -> Figure | None:
    """Breaks in time: an open link where it broke, two closed links where it was mended, dots where it is open."""
    spans = seen.spans
    days = (seen.window.until - seen.window.since).days
    if not 0 < len(spans) <= _MOST_SPANS or days < 1:
        return None
    is_long = sum(span.status == "open" for span in spans) <= _MOST_TRAILS
    tracks: list[float] = []
    shapes: list[str] = []
    drawn: list[Span] = []
    for span in spans:
        start = _at(span.day, seen, days)
        end = _end(span, start, seen, days, is_long=is_long)
        track = next((number for number, taken in enumerate(tracks) if taken < start), len(tracks))
        if track == _MOST_TRACKS:
            continue
        tracks[track : track + 1] = [end + 22]
        shapes.append(_span(span, start, end, 10 + 17 * track))
        drawn.append(span)
    height = 17 * len(tracks) + 4
    shapes.insert(0, _line(0, height - 1, _WIDTH, height - 1, faint=True))
    statuses = [status for status in _TOLD if any(span.status == status for span in drawn)]
    return Figure(
        _picture("".join(shapes), _WIDTH, height, _breaks_told(drawn, len(seen.spans), statuses, seen)),
        _day(seen.window.since, seen),
        _day(seen.window.until, seen),
        tuple(Key(_picture(*_KEYS[status], 14, _TOLD[status]), _TOLD[status]) for status in statuses),
    )


def _day(day: date, seen: Pictured) -> str:
    return day_and_month(day, year=day.year != seen.this_year)


def _weeks_told(columns: Sequence[Weeks], lanes: Iterable[int], seen: Pictured) -> str:
    """Every number of the picture, week by week."""
    size = (columns[1].since - columns[0].since).days
    unit = "week" if size <= 7 else f"{-(-size // 7)} weeks"
    told = [f"{TONES[lane]} {', '.join(str(column.counts[lane]) for column in columns)}" for lane in lanes]
    days = f"from {_day(columns[0].since, seen)} to {_day(columns[-1].until, seen)}"
    return f"Moments by {unit}, {days}: {'; '.join(told)}"


def _breaks_told(drawn: Sequence[Span], of: int, statuses: Iterable[str], seen: Pictured) -> str:
    counts = [f"{sum(span.status == status for span in drawn)} {_TOLD[status]}" for status in statuses]
    which = f"{of} breaks" if len(drawn) == of else f"{len(drawn)} of {of} breaks"
    days = f"from {_day(seen.window.since, seen)} to {_day(seen.window.until, seen)}"
    return f"{'1 break' if of == 1 else which} {days}: {', '.join(counts)}"


def _at(day: date, seen: Pictured, days: int) -> float:
    inside = min(max(day, seen.window.since), seen.window.until)
    return 8 + (_WIDTH - 22) * (inside - seen.window.since).days / days


def _end(span: Span, start: float, seen: Pictured, days: int, *, is_long: bool) -> float:
    """Where the drawing of a break ends."""
    if span.status == "open":
        return max(_WIDTH - 6.0, start + 10) if is_long else min(start + 24, _WIDTH - 2.0)
    return _at(span.repaired_on, seen, days) if span.repaired_on else start


def _span(span: Span, start: float, end: float, y: float) -> str:
    if span.status == "open":
        return _open_link(start, y) + _line(start + 6, y, end, y, dash="1 5")
    if span.status == "let-go":
        return _open_link(start, y)
    closed = _closed_links if span.status == "mended" else _near_links
    if end - start < 16:
        return closed(end, y)
    dash = "" if span.status == "mended" else "5 4"
    return _open_link(start, y) + _line(start + 6, y, end - 6, y, dash=dash) + closed(end, y)


def _open_link(x: float, y: float) -> str:
    """A ring with a gap to the right."""
    return f'<path d="M{x + 3:.1f} {y - 3.6:.1f}A4.7 4.7 0 1 0 {x + 3:.1f} {y + 3.6:.1f}" {_STROKE}/>'


def _closed_links(x: float, y: float) -> str:
    """Two rings, one in the other."""
    return "".join(f'<circle cx="{at:.1f}" cy="{y:.1f}" r="4.7" {_STROKE}/>' for at in (x, x + 6))


def _near_links(x: float, y: float) -> str:
    """Two open rings that face each other."""
    other = f'<path d="M{x + 6:.1f} {y - 3.6:.1f}A4.7 4.7 0 1 1 {x + 6:.1f} {y + 3.6:.1f}" {_STROKE}/>'
    return _open_link(x, y) + other


def _line(x: float, y: float, x2: float, y2: float, *, faint: bool = False, dash: str = "") -> str:
    looks = (
        'stroke-opacity="0.25"'
        if faint
        else f'stroke-linecap="round"{f" stroke-dasharray={chr(34)}{dash}{chr(34)}" if dash else ""}'
    )
    return f'<path d="M{x:.1f} {y:.1f}L{x2:.1f} {y2:.1f}" fill="none" stroke="currentColor" {looks}/>'


def _full_dot(x: float, y: float) -> str:
    return f'<circle cx="{x}" cy="{y}" r="5.2" fill="currentColor"/>'


def _half_dot(x: float, y: float) -> str:
    return f'{_hollow_dot(x, y)}<path d="M{x} {y - 4.6}A4.6 4.6 0 0 0 {x} {y + 4.6}Z" fill="currentColor"/>'


def _hollow_dot(x: float, y: float) -> str:
    return f'<circle cx="{x}" cy="{y}" r="4.6" {_STROKE}/>'


def _small_dot(x: float, y: float) -> str:
    return f'<circle cx="{x}" cy="{y}" r="1.6" fill="currentColor"/>'


def _diamond(x: float, y: float, half: float, looks: str) -> str:
    return f'<path d="M{x:.1f} {y - half:.1f}l{half} {half}l-{half} {half}l-{half} -{half}Z" {looks}/>'


def _full_diamond(x: float, y: float) -> str:
    return _diamond(x, y, 5.6, _FILL)


def _mixed_diamond(x: float, y: float) -> str:
    return _diamond(x, y, 5, _STROKE) + _diamond(x, y, 2.2, _FILL)


def _hollow_diamond(x: float, y: float) -> str:
    return _diamond(x, y, 5, _STROKE)


def _dash(x: float, y: float) -> str:
    return _line(x - 4, y, x + 4, y)


def _bar(tone: str, x: float, middle: float, room: float, height: float) -> str:
    """A bar that grows from the middle of its lane to both sides: full, with a core, or hollow."""
    if not height:
        return ""
    height = max(3.0, height)
    rect = f'<rect x="{x:.1f}" y="{middle - height / 2:.1f}" width="{room:.1f}" height="{height:.1f}" rx="1.5"'
    if tone == "connection":
        return f"{rect} {_FILL}/>"
    core = f'<rect x="{x:.1f}" y="{middle - height / 6:.1f}" width="{room:.1f}" height="{height / 3:.1f}" {_FILL}/>'
    return f"{rect} {_STROKE}/>{core if tone == 'mixed' else ''}"


def _key_bar(tone: str) -> Picture:
    return _picture(_bar(tone, 1, 7, 20, 9), 24, 14, tone)


def _picture(shapes: str, width: float, height: float, alt: str) -> Picture:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" color="{INK}" role="img" aria-label="{escape(alt)}">{shapes}</svg>'
    )
    return Picture(svg, alt)


INK = "#37506b"  # where nothing around a picture says another, as in a PDF
_FILL = 'fill="currentColor"'
_STROKE = 'fill="none" stroke="currentColor" stroke-width="1.3"'
_DOTS = {"shows": _full_dot, "turned": _half_dot, "otherwise": _hollow_dot, "neither": _small_dot}
_TONES = {
    "connection": _full_diamond,
    "mixed": _mixed_diamond,
    "disconnection": _hollow_diamond,
    "ordinary": _dash,
}
_KEYS = {
    "mended": (_open_link(7, 7) + _line(13, 7, 22, 7) + _closed_links(28, 7), 41),
    "partly": (_open_link(7, 7) + _line(13, 7, 22, 7, dash="5 4") + _near_links(28, 7), 41),
    "open": (_open_link(7, 7) + _line(13, 7, 30, 7, dash="1 5"), 32),
    "let-go": (_open_link(7, 7), 14),
}
