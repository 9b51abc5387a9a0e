"""Draw an old picture and a roomier one: how much each is believed over time, and the moments that fit and do not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from relational_journal.report.document import wording
from relational_journal.report.document.entry_text import format_day
from relational_journal.report.pictures.marks import Key, full_dot, hollow_dot, legend
from relational_journal.report.pictures.picture import WIDTH, Figure
from relational_journal.report.pictures.shapes import STROKE, line, rect, words, wrapped
from relational_journal.report.views.old_pictures import BELIEFS, HEADING, format_beliefs
from relational_journal.timestamps import first_day
from relational_journal.vocabulary.question_sets import BELIEF

if TYPE_CHECKING:
    from relational_journal.model import Entry
    from relational_journal.patterns.questions.old_pictures import OldPicture

_LEFT, _RIGHT = 88.0, 30.0  # room of the words at the left, and of the numbers at the right
_STEP = 22.0  # from one degree of belief to the next
_ROW = 24.0
_SQUARE = 9.0
_APART = 11.5  # dots stand no closer
_SMALL = 11.0
OF_ANY_TIME = "Old pictures, and what is tied to them, are of any time."
_MOST_LINES = 4  # of a sentence above the drawing


def old_picture_figures(pictures: Sequence[OldPicture], *, today: date) -> tuple[Figure, ...]:
    """Draw each old picture with the same answers and moments as `rj look echoes` has.

    Args:
        pictures: the one looked at latest first; the first has the legend.
        today: for dates of another year.
    """
    return tuple(_figure(picture, f"picture-{at + 1}", today, is_first=at == 0) for at, picture in enumerate(pictures))


def _figure(picture: OldPicture, key: str, today: date, *, is_first: bool) -> Figure:
    shapes, top = list[str](), 0.0
    for text in (f"“{picture.old}”", f"→ “{picture.new}”" if picture.new else ""):
        for each in wrapped(text, WIDTH)[:_MOST_LINES] if text else ():
            top += 17
            shapes.append(words(0, top, each))
    place = _scale(picture)
    has_beliefs = picture.believed("old") or picture.believed("new")
    top += 24
    if has_beliefs:
        shapes.append(_beliefs(picture, place, top))
        top += _STEP * (len(BELIEF) - 1) + 20
    for label, moments, dot in (
        ("did not fit", picture.does_not_fit, full_dot),
        ("fit it", picture.fits, hollow_dot),
    ):
        if moments:
            shapes.append(words(_LEFT - 14, top + 4, label, size=_SMALL, at="end"))
            at = _LEFT - _APART
            for moment in moments:
                at = max(place(moment), at + _APART)
                if at <= WIDTH - _RIGHT:
                    shapes.append(dot(round(at, 1), top))
            shapes.append(words(WIDTH, top + 4, str(len(moments)), size=_SMALL, at="end"))
            top += _ROW
    first, last = _days(picture)
    shapes.append(words(_LEFT, top + 2, _day(first, today), size=_SMALL, quiet=True))
    if last > first:
        shapes.append(words(WIDTH - _RIGHT, top + 2, _day(last, today), size=_SMALL, at="end", quiet=True))
    top += 14
    if is_first:
        drawn, high = legend(_keys(), WIDTH, top=top + 4, size=_SMALL)
        shapes.append(drawn)
        top += high + 4
    return Figure(key, HEADING, _describe(picture, today), "".join(shapes), top, HEADING if is_first else "")


def _days(picture: OldPicture) -> tuple[date, date]:
    days = [first_day(each.when) for each in (*picture.looks, *picture.fits, *picture.does_not_fit)]
    return min(days), max(days)


def _day(day: date, today: date) -> str:
    return format_day(day.isoformat(), today, weekday=False)


class _scale:
    """Return the place of a day from left to right, in units of the drawing."""

    def __init__(self, picture: OldPicture) -> None:
        self._first, last = _days(picture)
        self._days = max(1, (last - self._first).days)

    def __call__(self, entry: Entry) -> float:
        part = (first_day(entry.when) - self._first).days / self._days
        return _LEFT + 5 + (WIDTH - _LEFT - _RIGHT - 10) * part


def _beliefs(picture: OldPicture, place: _scale, top: float) -> str:
    """Draw a line for each degree, and squares joined over time: hollow for the old picture, full for the new."""
    shapes = []
    for at, degree in enumerate(reversed(BELIEF)):
        y = top + at * _STEP
        shapes.append(words(_LEFT - 14, y + 4, BELIEFS[degree], size=_SMALL, at="end"))
        shapes.append(line(_LEFT, y, WIDTH - _RIGHT, y, faint=True))
    for which, looks, dash in (("old", STROKE, "2 3"), ("new", "", "")):
        spots = [
            (place(look), top + (len(BELIEF) - 1 - BELIEF.index(belief)) * _STEP + (-3 if which == "new" else 3))
            for look, belief in picture.believed(which)
            if belief in BELIEF
        ]
        shapes += [line(*a, *b, dash=dash) for a, b in pairwise(spots)]
        shapes += [_square(x, y, looks) for x, y in spots]
    return "".join(shapes)


def _square(x: float, y: float, looks: str) -> str:
    half = _SQUARE / 2
    paper = f'<rect x="{x - half:.1f}" y="{y - half:.1f}" width="{_SQUARE:g}" height="{_SQUARE:g}" class="paper" '
    if looks:  # the line behind it is not seen through it
        return f'{paper}fill="none"/>{rect(x - half, y - half, _SQUARE, _SQUARE, looks)}'
    return rect(x - half, y - half, _SQUARE, _SQUARE)


def _keys() -> list[Key]:
    return [
        Key(_square(7, 7, STROKE), 14, "the old picture, believed so much"),
        Key(_square(7, 7, ""), 14, "the roomier one"),
        Key(full_dot(7, 7), 14, "a moment that did not fit the old picture"),
        Key(hollow_dot(7, 7), 14, "one that did"),
    ]


def _describe(picture: OldPicture, today: date) -> tuple[str, ...]:
    """Return all that is drawn in words, number for number."""
    said = [f"old picture: {picture.old}"]
    if picture.new:
        said.append(f"roomier picture: {picture.new}")
    for label, which in (("the old one believed", "old"), ("the roomier one believed", "new")):
        if beliefs := format_beliefs(picture, which, today):
            said.append(f"{label}: {beliefs}")
    for label, moments in (("did not fit", picture.does_not_fit), ("fit it", picture.fits)):
        if moments:
            days = ", ".join(format_day(each.when, today, weekday=False) for each in moments)
            said.append(f"{label}: {wording.moments(len(moments))}, {days}")
    return tuple(said)
