"""Draw the map of people: the writer in the middle, the others around, each at the same place in both windows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.report.document.moment_rows import format_period
from relational_journal.report.document.neighbour import neighbour_of
from relational_journal.report.pictures.around_me import HEIGHT, around_me, keys_around_me, on_maps
from relational_journal.report.pictures.marks import legend
from relational_journal.report.pictures.picture import WIDTH, Figure, Picture, picture_of
from relational_journal.report.views.around import CLOSING, Before, map_report, people_lines
from relational_journal.report.views.footer import counted_here

if TYPE_CHECKING:
    from datetime import date

    from relational_journal.patterns.counting.result import Patterns
    from relational_journal.patterns.questions.people_map import OnMap


class Around(NamedTuple):
    """The people of one window, with what was counted in it."""

    people: Sequence[OnMap]
    patterns: Patterns


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
    # In the order of the text view: those of now first.
    names = list(dict.fromkeys(each.name for window in windows for each in window.people))
    figures = []
    for one, part in enumerate(on_maps(len(names)), 1):
        some = names[part.start : part.stop]
        for number, window in enumerate(windows):
            figure = _figure(window, some, f"map-{one}-{number + 1}", today)
            figures.append(figure._replace(is_beside=number > 0))
    if figures:
        figures = [_with_legend(figures[0], windows), *figures[1:]]
    return picture_of(report, figures, (CLOSING, counted_here(now.patterns)))


def _figure(window: Around, names: Sequence[str], key: str, today: date) -> Figure:
    """Draw the people of one window at their places; who has no moment in it leaves a place empty."""
    found = {each.name: each for each in window.people}
    shapes = around_me([neighbour_of(found[name]) if name in found else None for name in names])
    here = [found[name] for name in names if name in found]
    description = tuple(f"{each.name}: {'; '.join(people_lines(each, today))}" for each in here)
    heading = format_period(window.patterns.window)
    title = f"The people from {heading}"
    return Figure(key, title, description or ("nobody",), shapes, HEIGHT, heading)


def _with_legend(figure: Figure, windows: Sequence[Around]) -> Figure:
    """Return the figure with what its marks mean below it, for those that occur in any window."""
    everyone = [neighbour_of(each) for window in windows for each in window.people]
    drawn, high = legend(keys_around_me(everyone), WIDTH, top=HEIGHT + 12, size=11)
    return figure._replace(shapes=figure.shapes + drawn, height=HEIGHT + 12 + high)
