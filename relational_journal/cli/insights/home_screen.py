"""Lay out the home screen: marks and words of these days, a year ago, what waits, one thing that could be next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.cli.feedback import dim_hint, tone_legend
from relational_journal.cli.output import bold, cut, dim, hanging_column, hint, out, pad, width
from relational_journal.forms.week import WEEK_DAYS
from relational_journal.model import TONES, Entry
from relational_journal.report.document.entry_text import format_break_status, format_day, format_people
from relational_journal.text.alphabet import marks
from relational_journal.text.calendar_names import MONTHS, WEEKDAYS
from relational_journal.text.safe import one_line
from relational_journal.text.width import cells
from relational_journal.text.wrap import on_any_line
from relational_journal.timestamps import day_of, days_before, first_day

if TYPE_CHECKING:
    from relational_journal.cli.insights.waiting import Waiting
    from relational_journal.journal.journal import Journal
    from relational_journal.vocabulary.safety import Safety

_QUIET_DAYS = 14
_WIDEST = 100
_LONGEST_NAME = 18  # columns
_LABEL = 10  # columns of `Waiting` and `Next`
_NOT_HERE = ("not-safe-to-mend",)  # nothing about keeping safe on a screen that others may see


class Home(NamedTuple):
    """What the home screen shows.

    Attributes:
        week: the moments of this week, newest first, without those about keeping safe.
        last: those of them with a row of their own, or earlier ones.
        year_ago: moments around this day a year ago; None if that is switched off.
    """

    today: date
    week: list[Entry]
    last: list[Entry]
    waiting: list[Waiting]
    year_ago: list[Entry] | None
    next: str


def print_home(journal: Journal, home: Home, safety: Safety) -> None:
    """Print the home screen to stdout, and what its marks mean to stderr."""
    columns = min(width(), _WIDEST)
    for line in _heading(home, columns):
        out(line)
    if not home.last:
        out("Nothing here yet.")
    for line in _rows(journal, home.last, home.today, safety, columns):
        out(line)
    for line in _below_the_rows(journal, home):
        out(dim(line))
    if home.year_ago:
        out()
        out(bold("A year ago"))
        for line in _rows(journal, home.year_ago, home.today, safety, columns):
            out(line)
    out()
    for label, lines in (("Waiting", [each.text for each in home.waiting]), ("Next", [home.next])):
        for line in _labelled(label, lines, columns):
            out(line)
    if home.last:
        is_unmarked = any(moment.tone is None for moment in home.week)
        for line in tone_legend(columns, unmarked=is_unmarked):
            hint(dim_hint(line))


def _heading(home: Home, columns: int) -> list[str]:
    """Return the day, with a mark for each moment of this week at the right or below it."""
    day = f"{WEEKDAYS[home.today.weekday()]} {home.today.day} {MONTHS[home.today.month - 1]}"
    if not home.week:
        return [bold(day), ""]
    room = columns - cells(day) - 2
    week = next((each for each in _marks_of(home.week) if cells(each) <= room), "")
    if week:
        return [bold(day) + week.rjust(columns - len(day)), ""]
    week = next((each for each in _marks_of(home.week) if cells(each) <= columns), _marks_of(home.week)[-1])
    return [bold(day), week, ""]


def _marks_of(week: Sequence[Entry]) -> list[str]:
    """Return the marks of a week from its first moment to its last, widest version first, counts by tone last."""
    sign = marks()
    each = [sign.of_tone(moment.tone) if moment.tone else sign.unmarked for moment in reversed(week)]
    tones = [tone for tone in (*TONES, None) if any(moment.tone == tone for moment in week)]
    counts = [
        f"{sign.of_tone(tone) if tone else sign.unmarked} {sum(moment.tone == tone for moment in week)}"
        for tone in tones
    ]
    return [f"this week {shown}" for shown in (" ".join(each), "".join(each), "  ".join(counts))]


def _rows(journal: Journal, moments: Sequence[Entry], today: date, safety: Safety, columns: int) -> list[str]:
    """Return a row for each moment: number, day, people, tone, what I did, and what it is to a break."""
    if not moments:
        return []
    sign = marks()
    since = days_before(today, WEEK_DAYS - 1)
    numbers = max(len(str(moment.id)) for moment in moments)
    days = [_day(moment, since, today) for moment in moments]
    names = [cut(one_line(format_people(moment.people)), _LONGEST_NAME) for moment in moments]
    day_columns, name_columns = max(map(len, days)), max(map(cells, names))
    lines: list[str] = []
    for moment, day, name in zip(moments, days, names, strict=True):
        left = f"  {dim(str(moment.id).rjust(numbers))}  {day.ljust(day_columns)}  {pad(name, name_columns)}  "
        left += f"{sign.of_tone(moment.tone)}  "
        taken = 2 + numbers + 2 + day_columns + 2 + name_columns + 5
        did = sign.spell(_what_i_did(journal, moment))
        note = sign.spell(_note(journal, moment, since, today, safety))
        if note and cells(did) + cells(note) + 3 <= columns - taken:
            gap = columns - taken - cells(did) - cells(note)
            lines.append(f"{left}{did}{' ' * gap}{dim(note)}")
            continue
        first, *more = [row[taken:] for row in hanging_column(" " * taken, did, columns)] or [""]
        lines.append((left + first).rstrip())
        lines += [" " * taken + row for row in more]
        if note:
            room = taken if cells(note) <= columns - taken else 4
            lines += [dim(row) if row.strip() else row for row in hanging_column(" " * room, note, columns)]
    return lines


def _day(moment: Entry, since: date, today: date) -> str:
    """Format as `Sun` within this week, else with its date."""
    day = day_of(moment.when)
    shown = format_day(moment.when, today)
    # Within these seven days the weekday says which day it is.
    return shown[:3] if day is not None and since <= day <= today else shown


def _what_i_did(journal: Journal, moment: Entry) -> str:
    label = journal.vocabulary.inline_label
    if moment.moves:
        return one_line(" → ".join(label(key) for key in moment.moves))
    if moment.urges:
        return one_line(f"the pull, not followed: {', '.join(map(label, moment.urges))}")
    # without a tone either, the row would hold a day and a name alone
    return "in words alone" if moment.tone is None and moment.text.strip() else ""


def _note(journal: Journal, moment: Entry, since: date, today: date, safety: Safety) -> str:
    """Format what a moment is to a break: `mends Friday`, `a break, partly mended`."""
    from relational_journal.errors import NotFound

    said = []
    for link in moment.links:
        if link.as_ != "repairs":
            continue
        try:
            broken = journal.find(link.to)
        except NotFound:  # it was deleted since
            continue
        if not safety.is_unsafe(broken):
            said.append(f"mends {_weekday(broken, moment, since, today)}")
    if moment.break_status and moment.break_status not in _NOT_HERE:
        said.append(format_break_status(moment.break_status))
    return " · ".join(dict.fromkeys(said))


def _weekday(broken: Entry, moment: Entry, since: date, today: date) -> str:
    day = day_of(broken.when)
    if day is not None and day == day_of(moment.when):
        return "the same day"
    if day is not None and since <= day <= today:
        return WEEKDAYS[day.weekday()]
    return format_day(broken.when, today, weekday=False)


def _below_the_rows(journal: Journal, home: Home) -> list[str]:
    """Return the lines below the rows: that nothing was noted for a fortnight, and moments since the last session."""
    lines = []
    if home.last and (home.today - first_day(home.last[0].when)).days >= _QUIET_DAYS:
        newest = first_day(home.last[0].when).isoformat()
        lines.append(f"Nothing since {format_day(newest, home.today, weekday=False)}. That is fine.")
    if since := _since_session(journal, home.today):
        lines.append(since)
    return lines


def _since_session(journal: Journal, today: date) -> str:
    """Format as `12 moments since your session on 9 Nov`, or "" if no session is recorded or none followed it."""
    session = journal.last_session()
    if session is None:
        return ""
    (count,) = journal.moments_since([session])
    shown = format_day(first_day(session.when).isoformat(), today, weekday=False)
    return f"{count} {'moment' if count == 1 else 'moments'} since your session on {shown}" if count else ""


def _labelled(label: str, lines: Sequence[str], columns: int) -> list[str]:
    """Return lines next to a label, which stands before the first only; no command is broken over two."""
    rows: list[str] = []
    for number, text in enumerate(lines):
        left = (label if not number else "").ljust(_LABEL)
        first, *more = hanging_column(left, marks().spell(text), columns)
        rows += [bold(label) + first[len(label) :] if not number else first, *more]
    return [on_any_line(row) for row in rows]
