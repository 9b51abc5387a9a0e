"""Draw people around the writer, with what the marks mean: for the picture of the map, and for the page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import cos, hypot, pi, sin
from typing import NamedTuple

from relational_journal.report.document.neighbour import Neighbour
from relational_journal.report.pictures.marks import Key
from relational_journal.report.pictures.picture import WIDTH
from relational_journal.report.pictures.shapes import FILL, STROKE, circle, fitted, line, width_of, words

MOST_PEOPLE = 10  # around one map; more would stand on each other
_MIDDLE = WIDTH / 2
_NEAREST, _RIM = 46.0, 132.0  # from me: all of their moments were connection; none were, or they are too few to say
_TOP = 24.0  # room above the rim, for a name
_CENTRE = _RIM + _TOP
HEIGHT = 2 * _CENTRE
_DOT, _RING, _ARROW = 5.2, 9.0, 7.0
_ME = 13.0
_SMALL = 11.5
_LONGEST_NAME = 150.0
_PLACES = ((0.0, 20.0, "middle"), (0.0, -13.0, "middle"), (12.0, 4.0, "start"), (-12.0, 4.0, "end"))
_BROKEN = "1.5 5"


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class _Spot(NamedTuple):
    """Someone, and where they stand."""

    who: Neighbour
    x: float
    y: float

    @property
    def far(self) -> float:
        """How far from me."""
        return max(1.0, hypot(self.x - _MIDDLE, self.y - _CENTRE))


def on_maps(count: int) -> list[range]:
    """Divide so many people over as few maps as hold them, about as many on each; returns their places in the order."""
    maps = -(-count // MOST_PEOPLE)  # divided, and rounded up
    ends = [count * at // maps for at in range(maps + 1)] if maps else []
    return [range(first, end) for first, end in pairwise(ends)]


def around_me(places: Sequence[Neighbour | None]) -> str:
    """Draw me in the middle and the people around, clockwise from the top; nearer, the more connection there was.

    WIDTH units wide and HEIGHT high.

    Args:
        places: at most MOST_PEOPLE; None is a place left empty.
    """
    spots = _spots(places)
    shapes = [circle(_MIDDLE, _CENTRE, _RIM, 'fill="none" stroke="currentColor" stroke-opacity="0.18"')]
    shapes += map(_tie, spots)
    shapes.append(circle(_MIDDLE, _CENTRE, _ME, STROKE) + words(_MIDDLE, _CENTRE + 4, "me", size=_SMALL, at="middle"))
    taken = [_box_around(_MIDDLE, _CENTRE, _ME + 2), *(_box_around(spot.x, spot.y, _RING + 1) for spot in spots)]
    taken += [_box_around(*point, 1) for spot in spots for point in _along(spot)]
    for spot in spots:
        shapes.append(circle(spot.x, spot.y, _DOT))
        if spot.who.power == "they":
            shapes.append(circle(spot.x, spot.y, _RING, STROKE))
        shapes.append(_label(spot, taken))
    return "".join(shapes)


def _spots(places: Sequence[Neighbour | None]) -> list[_Spot]:
    spots = []
    for at, who in enumerate(places):
        if who:
            angle = 2 * pi * (at + 0.5) / len(places) - pi / 2
            far = _distance(who)
            spots.append(_Spot(who, _MIDDLE + far * cos(angle), _CENTRE + far * sin(angle)))
    return spots


def _distance(who: Neighbour) -> float:
    """Return how far from me someone stands, in units: on the rim if too few of their moments have a tone."""
    return _RIM if who.near is None else _RIM - (_RIM - _NEAREST) * who.near


def _tie(spot: _Spot) -> str:
    """Draw the line between me and someone: broken if a break is open, with an arrow to who starts more often."""
    step_x, step_y = (spot.x - _MIDDLE) / spot.far, (spot.y - _CENTRE) / spot.far
    begin, end = _ME + 3, spot.far - _RING - 3
    near = (_MIDDLE + begin * step_x, _CENTRE + begin * step_y)
    there = (_MIDDLE + end * step_x, _CENTRE + end * step_y)
    drawn = line(*near, *there, dash=_BROKEN if spot.who.is_broken else "")
    if spot.who.starts == "they":
        drawn += _arrow(*there, step_x, step_y)
    elif spot.who.starts == "i":
        drawn += _arrow(*near, -step_x, -step_y)
    if spot.who.power == "i":
        middle = (begin + end) / 2
        drawn += circle(round(_MIDDLE + middle * step_x, 1), round(_CENTRE + middle * step_y, 1), 4.2, STROKE)
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


def _along(spot: _Spot) -> list[tuple[float, float]]:
    """Return points of the line between me and someone, which names should not cover."""
    parts = [each / 16 for each in range(1, 16)]
    return [(_MIDDLE + part * (spot.x - _MIDDLE), _CENTRE + part * (spot.y - _CENTRE)) for part in parts]


def label_of(who: Neighbour) -> str:
    """Return what stands beside a person on the map: the name, shortened if it is very long, and their moments."""
    return f"{fitted(who.name, _LONGEST_NAME, _SMALL)} {who.moments}"


def _label(spot: _Spot, taken: list[_Box]) -> str:
    """Write a name next to its dot, at the place that covers least; of equal ones the one farther from me."""
    text = label_of(spot.who)
    wide = width_of(text, _SMALL)
    best: tuple[int, _Box, float, float, str] | None = None
    out_x, out_y = spot.x - _MIDDLE, spot.y - _CENTRE
    outward = sorted(_PLACES, key=lambda place: -(place[0] * out_x * 0.5 + place[1] * out_y))
    for across, down, at in outward:
        left = spot.x + across - {"middle": wide / 2, "start": 0.0, "end": wide}[at]
        shift = max(0.0, -left) - max(0.0, left + wide - WIDTH)  # no name leaves the paper
        box = _Box(left + shift, spot.y + down - 10, left + shift + wide, spot.y + down + 3)
        meeting = sum(box.meets(other) for other in taken)
        if best is None or meeting < best[0]:
            best = (meeting, box, spot.x + across + shift, spot.y + down, at)
    assert best is not None
    taken.append(best[1])
    return words(best[2], best[3], text, size=_SMALL, at=best[4])


def keys_around_me(everyone: Sequence[Neighbour]) -> list[Key]:
    """Return what the marks around me mean, those that occur with these people."""
    keys = [Key(circle(7, 7, _DOT), 14, "with the number of moments; nearer: more of them connection")]
    if any(_distance(who) == _RIM for who in everyone):
        rim = circle(7, 7, 6.2, 'fill="none" stroke="currentColor" stroke-opacity="0.4"')
        keys.append(Key(rim, 14, "on the rim: no connection, or too few to say"))
    if any(who.is_broken for who in everyone):
        keys.append(Key(line(0, 7, 22, 7, dash=_BROKEN), 22, "a break is open"))
    if any(who.starts for who in everyone):
        keys.append(Key(line(0, 7, 14, 7) + _arrow(22, 7, 1, 0), 22, "points to who starts more often"))
    if any(who.power == "they" for who in everyone):
        keys.append(Key(circle(9, 7, 2.8) + circle(9, 7, 6.2, STROKE), 18, "they had more power, most often"))
    if any(who.power == "i" for who in everyone):
        keys.append(Key(line(0, 7, 22, 7) + circle(11, 7, 4.2, STROKE), 22, "I had more power, most often"))
    return keys
