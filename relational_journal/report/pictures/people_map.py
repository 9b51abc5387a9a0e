"""Draw the map of people: the writer in the middle, the others around, each at the same place in both windows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import cos, pi, sin
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.report.document.moment_rows import format_period
from relational_journal.report.pictures.marks import Key, legend
from relational_journal.report.pictures.picture import WIDTH, Figure, Picture, picture_of
from relational_journal.report.pictures.shapes import FILL, SIZE, STROKE, circle, fitted, line, width_of, words
from relational_journal.report.views.around import (
    CLOSING,
    Before,
    had_more_power,
    map_report,
    nearness,
    people_lines,
    starts_more_often,
)
from relational_journal.report.views.footer import counted_here

if TYPE_CHECKING:
    from datetime import date

    from relational_journal.patterns.counting.result import Patterns
    from relational_journal.patterns.questions.people_map import OnMap

MOST_PEOPLE = 10  # around one map; more would stand on each other
_MIDDLE = WIDTH / 2
_NEAREST, _RIM = 46.0, 132.0  # from me: all of their moments were connection; none were, or they are too few to say
_TOP = 24.0  # room above the rim, for a name
_HIGH = 2 * (_RIM + _TOP)
_DOT, _RING, _ARROW = 5.2, 9.0, 7.0
_ME = 13.0
_SMALL = 11.5
_PLACES = ((0.0, 20.0, "middle"), (0.0, -13.0, "middle"), (12.0, 4.0, "start"), (-12.0, 4.0, "end"))


class Around(NamedTuple):
    """The people of one window, with what was counted in it."""

    people: Sequence[OnMap]
    patterns: Patterns


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def map_picture(now: Around, before: Around | None, *, today: date) -> Picture:
    """Return the people of a window around the writer, as `rj look map` counts them.

    Args:
        now: the window asked for.
        before: the window before it, to be drawn next to it; people keep their place.
        today: for dates of another year.
    """
    beside = Before(before.patterns.window, before.people) if before else None
    report = map_report(now.people, now.patterns, today=today, before=beside)
    windows = [now, before] if before else [now]
    names = sorted({each.name for window in windows for each in window.people}, key=_in_order(windows))
    figures = []
    for first in range(0, len(names), MOST_PEOPLE):
        some = names[first : first + MOST_PEOPLE]
        for number, window in enumerate(windows):
            figure = _figure(window, some, f"map-{first // MOST_PEOPLE + 1}-{number + 1}", today)
            figures.append(figure._replace(is_beside=number > 0))
    if figures:
        figures = [_with_legend(figures[0], windows), *figures[1:]]
    return picture_of(report, figures, (CLOSING, counted_here(now.patterns)))


def _in_order(windows: Sequence[Around]) -> Callable[[str], int]:
    """Return the place of a name in the order of the text view, those of now first."""
    order: dict[str, int] = {}
    for window in windows:
        for each in window.people:
            order.setdefault(each.name, len(order))
    return order.__getitem__


def _figure(window: Around, names: Sequence[str], key: str, today: date) -> Figure:
    """Draw the people of one window at their places; who has no moment in it leaves a place empty."""
    found = {each.name: each for each in window.people}
    centre = _RIM + _TOP
    shapes = [circle(_MIDDLE, centre, _RIM, 'fill="none" stroke="currentColor" stroke-opacity="0.18"')]
    spots = _spots(names, found, centre)
    for name, (x, y) in spots.items():
        shapes.append(_tie(found[name], x, y, centre))
    shapes.append(circle(_MIDDLE, centre, _ME, STROKE) + words(_MIDDLE, centre + 4, "me", size=_SMALL, at="middle"))
    taken = [_box_around(_MIDDLE, centre, _ME + 2), *(_box_around(x, y, _RING + 1) for x, y in spots.values())]
    taken += [_box_around(*point, 1) for x, y in spots.values() for point in _along(x, y, centre)]
    for name, (x, y) in spots.items():
        each = found[name]
        shapes.append(circle(x, y, _DOT))
        if had_more_power(each) == "they":
            shapes.append(circle(x, y, _RING, STROKE))
        shapes.append(_label(f"{fitted(name, 92, SIZE)} {len(each.moments)}", x, y, taken, centre))
    title = f"The people from {format_period(window.patterns.window)}"
    here = [found[name] for name in names if name in found]
    description = tuple(f"{each.name}: {'; '.join(people_lines(each, today))}" for each in here)
    heading = format_period(window.patterns.window)
    return Figure(key, title, description or ("nobody",), "".join(shapes), _HIGH, heading)


def _spots(names: Sequence[str], found: Mapping[str, OnMap], centre: float) -> dict[str, tuple[float, float]]:
    """Return where each person stands: clockwise from the top, the nearer the more connection."""
    spots = {}
    for at, name in enumerate(names):
        if name in found:
            angle = 2 * pi * (at + 0.5) / len(names) - pi / 2
            far = distance(found[name])
            spots[name] = _MIDDLE + far * cos(angle), centre + far * sin(angle)
    return spots


def distance(each: OnMap) -> float:
    """Return how far from me a person stands, in units: the rim with under five moments that have a tone."""
    near = nearness(each)
    return _RIM if near is None else _RIM - (_RIM - _NEAREST) * near


def _tie(each: OnMap, x: float, y: float, centre: float) -> str:
    """Draw the line between me and a person: broken if a break is open, with an arrow to who starts more often."""
    far = max(1.0, ((x - _MIDDLE) ** 2 + (y - centre) ** 2) ** 0.5)
    step_x, step_y = (x - _MIDDLE) / far, (y - centre) / far
    begin, end = _ME + 3, far - _RING - 3
    near = (_MIDDLE + begin * step_x, centre + begin * step_y)
    there = (_MIDDLE + end * step_x, centre + end * step_y)
    drawn = line(*near, *there, dash="1.5 5" if each.open_breaks else "")
    starts = starts_more_often(each)
    if starts == "they":
        drawn += _arrow(*there, step_x, step_y)
    elif starts == "i":
        drawn += _arrow(*near, -step_x, -step_y)
    if had_more_power(each) == "i":
        middle = (begin + end) / 2
        drawn += circle(round(_MIDDLE + middle * step_x, 1), round(centre + middle * step_y, 1), 4.2, STROKE)
    return drawn


def _arrow(x: float, y: float, step_x: float, step_y: float) -> str:
    """Draw the head of an arrow with its point at a place, in a direction."""
    back_x, back_y = x - _ARROW * step_x, y - _ARROW * step_y
    side_x, side_y = -step_y * _ARROW * 0.5, step_x * _ARROW * 0.5
    return (
        f'<path d="M{x:.1f} {y:.1f}L{back_x + side_x:.1f} {back_y + side_y:.1f}'
        f'L{back_x - side_x:.1f} {back_y - side_y:.1f}Z" {FILL}/>'
    )


def _box_around(x: float, y: float, r: float) -> _Box:
    return _Box(x - r, y - r, x + r, y + r)


def _along(x: float, y: float, centre: float) -> list[tuple[float, float]]:
    """Return points of the line between me and a person, which names should not cover."""
    parts = [each / 16 for each in range(1, 16)]
    return [(_MIDDLE + part * (x - _MIDDLE), centre + part * (y - centre)) for part in parts]


def _label(text: str, x: float, y: float, taken: list[_Box], centre: float) -> str:
    """Write a name next to its dot, at the place that covers least; of equal ones the one farther from me."""
    wide = width_of(text, _SMALL)
    best: tuple[int, _Box, float, float, str] | None = None
    outward = sorted(_PLACES, key=lambda place: -(place[0] * (x - _MIDDLE) * 0.5 + place[1] * (y - centre)))
    for across, down, at in outward:
        left = x + across - {"middle": wide / 2, "start": 0.0, "end": wide}[at]
        shift = max(0.0, -left) - max(0.0, left + wide - WIDTH)  # no name leaves the paper
        box = _Box(left + shift, y + down - 10, left + shift + wide, y + down + 3)
        meeting = sum(box.meets(other) for other in taken)
        if best is None or meeting < best[0]:
            best = (meeting, box, x + across + shift, y + down, at)
    assert best is not None
    taken.append(best[1])
    return words(best[2], best[3], text, size=_SMALL, at=best[4])


def _with_legend(figure: Figure, windows: Sequence[Around]) -> Figure:
    """Return the figure with what its marks mean below it, for those that occur in any window."""
    everyone = [each for window in windows for each in window.people]
    keys = [Key(circle(7, 7, _DOT), 14, "with the number of moments; nearer: more of them connection")]
    if any(distance(each) == _RIM for each in everyone):
        rim = circle(7, 7, 6.2, 'fill="none" stroke="currentColor" stroke-opacity="0.4"')
        keys.append(Key(rim, 14, "on the rim: no connection, or too few to say"))
    if any(each.open_breaks for each in everyone):
        keys.append(Key(line(0, 7, 22, 7, dash="1.5 5"), 22, "a break is open"))
    if any(starts_more_often(each) for each in everyone):
        keys.append(Key(line(0, 7, 14, 7) + _arrow(22, 7, 1, 0), 22, "points to who starts more often"))
    if any(had_more_power(each) == "they" for each in everyone):
        keys.append(Key(circle(9, 7, 2.8) + circle(9, 7, 6.2, STROKE), 18, "they had more power, most often"))
    if any(had_more_power(each) == "i" for each in everyone):
        keys.append(Key(line(0, 7, 22, 7) + circle(11, 7, 4.2, STROKE), 22, "I had more power, most often"))
    drawn, high = legend(keys, WIDTH, top=_HIGH + 12, size=11)
    return figure._replace(shapes=figure.shapes + drawn, height=_HIGH + 12 + high)
