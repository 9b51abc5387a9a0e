"""Draw what changed: for each pattern a bar for each four weeks, filled by its share, with its counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from relational_journal.report.document import comparison_wording, wording
from relational_journal.report.document.moment_rows import day_and_month, format_period
from relational_journal.report.pictures.marks import LINE, Key, legend
from relational_journal.report.pictures.picture import WIDTH, Figure, Picture, picture_of
from relational_journal.report.pictures.shapes import STROKE, line, rect, words
from relational_journal.report.views.answer import row_name
from relational_journal.report.views.changes import changes_report, changes_to_show, steps_to_show
from relational_journal.report.views.footer import counted_here
from relational_journal.report.views.stretches import folded

if TYPE_CHECKING:
    from relational_journal.patterns.counting.result import Comparison, Patterns
    from relational_journal.patterns.questions.steps import Step

MOST_EMPTY = 13  # steps without a moment in a row that are still drawn one by one: a year
_READINGS = {"stands-out": "clear", "may-be-chance": "may be chance"}
_FEW = 6  # steps up to which a line has room for wide columns
_A_LINE = 12
_MOST_LINES = 4  # of one figure
_HIGH = 30.0
_LEAST_HIGH = 2.6  # so that one of many is seen inside its frame
_SMALL = 10.5

_Stretch = tuple["Step", ...]


def changes_picture(changes: Iterable[Comparison], patterns: Patterns, *, hidden: Collection[str] = ()) -> Picture:
    """Return each pattern by steps of four weeks, as `rj look changes` counts them; no share without its counts."""
    every = list(changes)
    report = changes_report(every, patterns, hidden=hidden)
    shown = changes_to_show(every, hidden)
    found = steps_to_show(shown, patterns)
    order = sorted(shown, key=lambda each: list(_READINGS).index(each.reading) if each.reading in _READINGS else 9)
    years = patterns.before_window.since.year != patterns.window.until.year
    figures: list[Figure] = []
    for each in order if found else ():
        figures += _of_pattern(each, found[each.pattern], patterns, years=years, has_legend=not figures)
    picture = picture_of(report, figures)
    if not figures:
        return picture if picture.head else picture._replace(head=("Too few moments to draw steps of four weeks.",))
    before = f"Now is {format_period(patterns.window)}, before is {format_period(patterns.before_window)}."
    notes = (before, wording.NOTICING_MORE, counted_here(patterns))
    return picture._replace(head=("Four weeks each, up to the last day of the window.",), notes=notes)


def _of_pattern(
    change: Comparison, row: Sequence[Step], patterns: Patterns, *, years: bool, has_legend: bool
) -> list[Figure]:
    """Draw a pattern in lines of steps; a figure holds so many lines as a sheet of paper takes with others."""
    name = row_name(change.pattern, patterns)
    stretches = list(folded(row, lambda step: not step.of, most=MOST_EMPTY))
    across = _FEW if len(stretches) <= _FEW else _A_LINE
    key = change.pattern.replace(":", "-")
    figures: list[Figure] = []
    for first in range(0, len(stretches), across * _MOST_LINES):
        part = stretches[first : first + across * _MOST_LINES]
        top, shapes = 0.0, list[str]()
        if has_legend and not first:
            drawn, top = _legend()
            shapes.append(drawn)
            top += 8
        description = []
        if not first:
            said = _describe_change(change)
            shapes.append(words(0, top + 10, said, size=11.5, quiet=True))
            description.append(said)
            top += LINE
        for begins in range(0, len(part), across):
            drawn, high = _steps(part[begins : begins + across], top, WIDTH / across, years=years)
            shapes.append(drawn)
            top += high
        description += [_describe_step(stretch, years=years) for stretch in part]
        heading = "" if first else name
        figures.append(Figure(f"{key}-{len(figures) + 1}", name, tuple(description), "".join(shapes), top, heading))
    return figures


def _legend() -> tuple[str, float]:
    box = rect(0.7, 0.7, 12.6, 12.6, STROKE)
    keys = [
        Key(box + rect(0, 7, 14, 7), 14, "filled by the share in which it showed"),
        Key(line(0, 13, 14, 13, dash="1 3"), 14, f"under {wording.LEAST}: too few for a share"),
    ]
    return legend(keys, WIDTH)


def _steps(stretches: Sequence[_Stretch], top: float, column: float, *, years: bool) -> tuple[str, float]:
    """Draw a line of steps: bars, counts below them, and the day each begins.

    Returns:
        The shapes, and the height they take.
    """
    is_wide = column >= WIDTH / _FEW
    bar, foot = column - (24 if is_wide else 12), top + _HIGH
    numbers = 15.0 if is_wide else 25.0
    shapes = []
    for at, (step, *more) in enumerate(stretches):
        left = column * at
        if more:
            shapes.append(words(left, foot - 4, "…", quiet=True))
        elif not step.of:
            shapes.append(words(left, foot + 12, "–", size=_SMALL, quiet=True))
        else:
            shapes += [_bar(step, left, foot, bar), _counts(step, left, foot, is_wide=is_wide)]
        if is_wide or at % 3 == 0:
            day = day_and_month(step.begins, year=years)
            shapes.append(words(left, foot + numbers + 11, day, size=_SMALL - 0.5, quiet=True))
    return "".join(shapes), _HIGH + numbers + 18


def _bar(step: Step, left: float, foot: float, wide: float) -> str:
    """Draw a frame filled from below by the share; below five moments a dotted line, as a share says nothing."""
    if step.of < wording.LEAST:
        return line(left + 0.7, foot, left + wide, foot, dash="1 3")
    frame = rect(left + 0.7, foot - _HIGH + 0.7, wide - 1.4, _HIGH - 1.4, STROKE)
    high = max(_LEAST_HIGH, _HIGH * step.shows / step.of)
    return frame + (rect(left, foot - high, wide, high) if step.shows else "")


def _counts(step: Step, left: float, foot: float, *, is_wide: bool) -> str:
    if is_wide:
        return words(left, foot + 12, f"{step.shows} of {step.of}", size=_SMALL)
    above = words(left, foot + 11, str(step.shows), size=_SMALL - 0.5)
    return above + words(left, foot + 22, f"of {step.of}", size=_SMALL - 0.5)


def _describe_change(change: Comparison) -> str:
    """Format as `fewer: 0 of 7 now, 2 of 6 before; may be chance`."""
    if change.reading in _READINGS:
        return f"{comparison_wording.more_or_fewer(change.with_, change.without)}; {_READINGS[change.reading]}"
    if not change.without.of:
        return f"{change.with_.shows} of {change.with_.of} now; nothing before to compare with"
    return f"{comparison_wording.now_and_before(change.with_, change.without)}; cannot tell"


def _describe_step(stretch: _Stretch, *, years: bool) -> str:
    """Format as `from 3 Aug 4 of 14`."""
    step = stretch[0]
    day = f"from {day_and_month(step.begins, year=years)}"
    if len(stretch) > 1:
        return f"{day} {len(stretch)} steps without a moment"
    return f"{day} {step.shows} of {step.of}" if step.of else f"{day} no moment"
