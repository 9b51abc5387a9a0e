"""Draw the weeks: a row for each week, a mark for each moment; and the check-in as a grid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from relational_journal.report.document.document import TONES
from relational_journal.report.document.moment_rows import day_and_month
from relational_journal.report.pictures.check_in import check_ins_by_week
from relational_journal.report.pictures.marks import LINE, legend, tone_key, tone_mark
from relational_journal.report.pictures.picture import MOST_ROWS, WIDTH, Figure, Picture, picture_of
from relational_journal.report.pictures.shapes import words
from relational_journal.report.views.footer import counted_here
from relational_journal.report.views.stretches import folded
from relational_journal.report.views.weeks import CLOSING, describe_links, toneless, weeks_report

if TYPE_CHECKING:
    from relational_journal.patterns.counting.result import Patterns
    from relational_journal.patterns.questions.weeks import CheckInComparison, Week


_MARK = 14.0  # units from one mark to the next


def weeks_picture(weeks: Sequence[Week], links: Mapping[str, CheckInComparison], patterns: Patterns) -> Picture:
    """Return the weeks as `rj look weeks` counts them: the same weeks, moments and answers."""
    years = patterns.window.since.year != patterns.window.until.year
    figures = (*moments_by_week(weeks, years=years), *check_ins_by_week(weeks, years=years)) if weeks else ()
    notes = (*toneless(weeks, patterns), *describe_links(links), CLOSING, counted_here(patterns)) if weeks else ()
    return picture_of(weeks_report(weeks, links, patterns), figures, notes)


def moments_by_week(weeks: Sequence[Week], *, years: bool) -> tuple[Figure, ...]:
    """Draw the moments of each week by tone.

    Args:
        weeks: in time order, empty ones included.
        years: whether days are named with their year.
    """
    rows = list(folded(weeks, lambda week: not any(week.tones.values())))
    keys = [tone_key(tone) for tone in TONES if any(week.tones[tone] for week in weeks)]
    figures = []
    for at in range(0, len(rows), MOST_ROWS):
        some = rows[at : at + MOST_ROWS]
        drawn, top = legend(keys, WIDTH) if at == 0 else ("", 0.0)
        top += 6 if drawn else 0
        shapes = [drawn, *(_row(row, top + LINE * place, years=years) for place, row in enumerate(some))]
        description = tuple(_describe(row, years=years) for row in some)
        key = f"moments-{at // MOST_ROWS + 1}"
        figures.append(Figure(key, "Moments week by week", description, "".join(shapes), top + LINE * len(some)))
    return tuple(figures)


_Stretch = tuple["Week", ...]


def _row(row: _Stretch, top: float, *, years: bool) -> str:
    week = row[0]
    middle = top + LINE / 2
    left = 76.0 if years else 52.0
    if len(row) > 1:
        return words(left, middle + 4, f"{len(row)} weeks with nothing noted", size=11.5, quiet=True)
    drawn = [words(left - 12, middle + 4, day_and_month(week.monday, year=years), size=11.5, at="end", quiet=True)]
    held = [(tone, week.tones[tone]) for tone in TONES if week.tones[tone]]
    if sum(count for _, count in held) * _MARK <= WIDTH - left:
        marks = [tone for tone, count in held for _ in range(count)]
        drawn += [tone_mark(tone, left + _MARK * (at + 0.5), middle) for at, tone in enumerate(marks)]
    else:  # too many to stand side by side: each mark once, with its number
        for at, (tone, count) in enumerate(held):
            x = left + (WIDTH - left) / len(TONES) * at
            drawn += [tone_mark(tone, x + _MARK / 2, middle), words(x + _MARK + 4, middle + 4, str(count))]
    return "".join(drawn)


def _describe(row: _Stretch, *, years: bool) -> str:
    """Format as `28 Sep: connection 2, disconnection 1`."""
    week = row[0]
    begins = day_and_month(week.monday, year=years)
    if len(row) > 1:
        return f"{begins}: {len(row)} weeks with nothing noted"
    held = ", ".join(f"{tone} {week.tones[tone]}" for tone in TONES if week.tones[tone])
    return f"{begins}: {held or 'no moment with a tone'}"
