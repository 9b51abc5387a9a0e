"""Draw an old picture in characters: how much it is believed, and what fits it and does not, a column for each week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from relational_journal.report.document.document import Block, Dots, Height, Line, Pair, Part, Section, Text, line
from relational_journal.report.document.moment_rows import day_and_month
from relational_journal.report.views.answer import format_heading
from relational_journal.report.views.old_pictures import BELIEFS, format_beliefs, format_tied
from relational_journal.text.wrap import GLUE, on_one_line
from relational_journal.timestamps import first_day
from relational_journal.vocabulary.question_sets import BELIEF

if TYPE_CHECKING:
    from relational_journal.model import Entry
    from relational_journal.patterns.questions.old_pictures import OldPicture

_LABELS = 16  # columns of the words at the left
_MOST_COLUMNS = 53  # weeks that are drawn one by one: a year
_MOST_IN_WORDS = 9  # of one column; more are a plus sign
_ONE = {"fit": Dots(0, 0, 1, 0), "other": Dots(1, 0, 0, 0)}  # a moment that fits the picture, and one that does not


def drawn_pictures(pictures: Sequence[OldPicture], *, today: date, columns: int) -> Iterator[Section]:
    """Yield a section for each old picture: the drawing, and below each line of it the same in words.

    Args:
        pictures: the one looked at latest first; the first has the legend.
        today: for dates of another year.
        columns: of the screen.
    """
    for at, picture in enumerate(pictures):
        latest = picture.looks[-1]
        heading = f"{latest.id}  {format_heading(picture.old)}"
        calendar = _Calendar(picture, columns - _LABELS)
        blocks = [*(_legend(pictures, calendar) if at == 0 else ()), *_blocks(picture, calendar, today)]
        yield Section(f"picture:{latest.uid}", heading, tuple(blocks))


class _Calendar:
    """The columns of a drawing: one for each week, or for so many weeks that they fit."""

    def __init__(self, picture: OldPicture, room: int) -> None:
        days = [first_day(each.when) for each in (*picture.looks, *picture.fits, *picture.does_not_fit)]
        self.first, self.last = min(days), max(days)
        self._monday = self.first - timedelta(days=self.first.weekday())
        self.weeks = (self.last - self._monday).days // 7 + 1
        self.weeks_each = -(-self.weeks // max(1, min(room, _MOST_COLUMNS)))
        self.columns = -(-self.weeks // self.weeks_each)

    def at(self, entry: Entry) -> int:
        """Return the column of an entry."""
        return (first_day(entry.when) - self._monday).days // (7 * self.weeks_each)


def _legend(pictures: Sequence[OldPicture], calendar: _Calendar) -> Iterator[Line]:
    """Yield what the signs mean, those that occur in any of the pictures."""
    believed = {belief for each in pictures for which in ("old", "new") for _, belief in each.believed(which)}
    keys: list[tuple[Part, str]] = [(_height(belief), BELIEFS[belief]) for belief in BELIEF if belief in believed]
    keys += [(_ONE["fit"], "fit it")] if any(each.fits for each in pictures) else []
    keys += [(_ONE["other"], "did not fit")] if any(each.does_not_fit for each in pictures) else []
    if keys:
        parts = [part for sign, words in keys for part in (sign, Text(f"{GLUE}{on_one_line(words)}, "))]
        yield line(*parts[:-1], Text(f"{GLUE}{on_one_line(keys[-1][1])}"))
    span = "a week" if calendar.weeks_each == 1 else f"{calendar.weeks_each} weeks"
    yield line(Text(f"Each column is {span}; a number stands for so many moments.", "quiet"))


def _blocks(picture: OldPicture, calendar: _Calendar, today: date) -> Iterator[Block]:
    if picture.new:
        yield Pair("Roomier", line(format_heading(picture.new)))
    yield Pair("", line(Text(_days(calendar, today), "quiet")))
    for label, which in (("Old believed", "old"), ("New believed", "new")):
        if said := format_beliefs(picture, which, today):
            marks = {calendar.at(look): _height(belief) for look, belief in picture.believed(which) if belief in BELIEF}
            yield Pair(label, line(*_row(marks, calendar)))
            yield Pair("", line(Text(said, "quiet")))
    for label, key, moments in (("Fit it", "fit", picture.fits), ("Did not fit", "other", picture.does_not_fit)):
        if moments:
            yield Pair(label, line(*_row(_counted(moments, key, calendar), calendar)))
            yield Pair("", format_tied(moments, today))


def _row(marks: Mapping[int, Part], calendar: _Calendar) -> Iterable[Part]:
    """Return a sign for each column up to the last that has one, a blank for the others."""
    return [marks.get(at) or Text(GLUE) for at in range(max(marks, default=-1) + 1)]


def _counted(moments: Sequence[Entry], key: str, calendar: _Calendar) -> dict[int, Part]:
    """Return a mark for each column with one moment, and the number for more."""
    counts = Counter(map(calendar.at, moments))
    return {at: _ONE[key] if n == 1 else Text(str(n) if n <= _MOST_IN_WORDS else "+") for at, n in counts.items()}


def _height(belief: str) -> Height:
    return Height(BELIEF.index(belief) + 1, len(BELIEF), letter=belief[0])


def _days(calendar: _Calendar, today: date) -> str:
    """Format the first and the last day, each above its column if there is room."""
    years = not calendar.first.year == calendar.last.year == today.year
    first, last = (day_and_month(day, year=years) for day in (calendar.first, calendar.last))
    if first == last:
        return first.replace(" ", GLUE)
    gap = calendar.columns - len(first) - len(last)
    return f"{first}{GLUE * gap if gap > 1 else f'{GLUE}–{GLUE}'}{last}".replace(" ", GLUE)
