"""Draw the marks of tones and counts as shapes, in the same forms as the signs of the terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from relational_journal.report.pictures.shapes import FILL, STROKE, circle, diamond, line, rect, width_of, words

LINE = 18.0  # units from one row of marks to the next


class Key(NamedTuple):
    """A mark and what it stands for: the shapes, drawn in a box of `wide` by 14 units."""

    shapes: str
    wide: float
    label: str


def full_dot(x: float, y: float) -> str:
    """Return the dot of a moment in which it showed."""
    return circle(x, y, 5.2)


def half_dot(x: float, y: float) -> str:
    """Return the dot of a moment in which it showed and turned."""
    return f'{hollow_dot(x, y)}<path d="M{x} {y - 4.6}A4.6 4.6 0 0 0 {x} {y + 4.6}Z" {FILL}/>'


def hollow_dot(x: float, y: float) -> str:
    """Return the dot of a moment in which it went otherwise."""
    return circle(x, y, 4.6, STROKE)


def small_dot(x: float, y: float) -> str:
    """Return the dot of a moment that says neither."""
    return circle(x, y, 1.6)


def _connection(x: float, y: float, k: float) -> str:
    return diamond(x, y, 5.6 * k)


def _mixed(x: float, y: float, k: float) -> str:
    return diamond(x, y, 5 * k, STROKE) + diamond(x, y, 2.2 * k)


def _disconnection(x: float, y: float, k: float) -> str:
    return diamond(x, y, 5 * k, STROKE)


def _ordinary(x: float, y: float, k: float) -> str:
    return line(x - 4 * k, y, x + 4 * k, y)


def _unmarked(x: float, y: float, k: float) -> str:
    return rect(x - 2.8 * k, y - 2.8 * k, 5.6 * k, 5.6 * k, STROKE)


_TONES: dict[str | None, Callable[[float, float, float], str]] = {
    "connection": _connection,
    "mixed": _mixed,
    "ordinary": _ordinary,
    "disconnection": _disconnection,
    None: _unmarked,
}


def tone_mark(tone: str | None, x: float, y: float, size: float = 1.0) -> str:
    """Return the mark of a tone around a point, some 11 units wide; None is a moment without a tone."""
    return _TONES[tone](x, y, size)


def tone_key(tone: str | None) -> Key:
    """Return the mark of a tone with its word."""
    return Key(tone_mark(tone, 7, 7), 14, tone or "no tone")


def legend(keys: list[Key], width: float, *, top: float = 0, size: float = 11.5) -> tuple[str, float]:
    """Draw what the marks mean, side by side, on as many lines as it takes.

    Returns:
        The shapes, and the height they take.
    """
    drawn, x, y = [], 0.0, top
    for key in keys:
        long = key.wide + 5 + width_of(key.label, size) + 16
        if x and x + long - 16 > width:
            x, y = 0.0, y + LINE
        drawn.append(f'<g transform="translate({x:.1f} {y:.1f})">{key.shapes}</g>')
        drawn.append(words(x + key.wide + 5, y + 11, key.label, size=size, quiet=True))
        x += long
    return "".join(drawn), (y - top + LINE if keys else 0.0)
