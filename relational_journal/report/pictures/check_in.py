"""Draw the check-in as a grid: a row for each question, a column for each week, a bar as high as the answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from relational_journal.report.document.moment_rows import day_and_month
from relational_journal.report.pictures.marks import LINE, Key, legend
from relational_journal.report.pictures.picture import WIDTH, Figure
from relational_journal.report.pictures.shapes import rect, specks, words
from relational_journal.report.views.weeks import CHECK_IN, MOST_WEEKS, asked_in, check_in_grids, format_word
from relational_journal.vocabulary.question_sets import HOW_MUCH

if TYPE_CHECKING:
    from relational_journal.patterns.questions.weeks import Week

_LEFT = 182.0  # room of the questions
_COLUMN = (WIDTH - _LEFT) / MOST_WEEKS
_BAR = 9.0
_HIGHEST = 13.0
_SMALL = 11.0


def check_ins_by_week(weeks: Sequence[Week], *, years: bool) -> tuple[Figure, ...]:
    """Draw the answers, in grids of the same weeks as the text view; nothing without an answer.

    Args:
        weeks: in time order, empty ones included.
        years: whether days are named with their year.
    """
    keys = [Key(_bar(at + 1, 3, 13), 12, format_word(word)) for at, word in enumerate(HOW_MUCH)]
    keys.append(Key(specks([(5, 11.5)]), 10, "not said"))
    return tuple(
        _grid(some, f"check-in-{at + 1}", [] if at else keys, years=years)
        for at, some in enumerate(check_in_grids(weeks))
    )


def _grid(weeks: Sequence[Week], key: str, keys: list[Key], *, years: bool) -> Figure:
    drawn, top = legend(keys, WIDTH)
    top += 20
    first, last = (day_and_month(week.monday, year=years) for week in (weeks[0], weeks[-1]))
    shapes = [drawn, words(_LEFT, top, first, size=_SMALL, quiet=True)]
    if len(weeks) > 1:
        end = max(_LEFT + _COLUMN * len(weeks), _LEFT + (130 if years else 84))
        shapes.append(words(end, top, last, size=_SMALL, at="end", quiet=True))
    top += 5
    description = []
    for question in asked_in(weeks):
        foot = top + LINE - 3
        shapes.append(words(_LEFT - 10, foot - 1, CHECK_IN[question], size=_SMALL + 0.5, at="end"))
        silent = []
        for at, week in enumerate(weeks):
            word, left = week.check_in.get(question), _LEFT + _COLUMN * at + 2
            if word in HOW_MUCH:
                shapes.append(_bar(HOW_MUCH.index(word) + 1, left, foot))
            else:
                silent.append((left + _BAR / 2, foot - 1.5))
        shapes.append(specks(silent))
        answers = [
            f"{day_and_month(week.monday, year=years)} {format_word(week.check_in[question])}"
            for week in weeks
            if question in week.check_in
        ]
        description.append(f"{CHECK_IN[question]}: {', '.join(answers)}")
        top += LINE
    heading = "Check-in, week by week"
    return Figure(key, heading, tuple(description), "".join(shapes), top + 2, heading if keys else "")


def _bar(level: int, left: float, foot: float) -> str:
    """Draw a bar that stands on `foot`, as high as the word: of `very` all of the room."""
    high = _HIGHEST * level / len(HOW_MUCH)
    return rect(left, foot - high, _BAR, high)
