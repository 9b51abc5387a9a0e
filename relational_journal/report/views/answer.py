"""What the answers of `rj look` are made of: a titled report with its foot, rows of moments, names of patterns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from relational_journal.model import Moment
from relational_journal.report.document import wording
from relational_journal.report.document.document import Block, Line, Report, Row, Section, Text, ToneMark, line
from relational_journal.report.document.entry_text import format_day, format_people
from relational_journal.report.document.moment_rows import format_ids, format_period
from relational_journal.report.views.footer import footer
from relational_journal.report.views.tallies import definition, uids
from relational_journal.text.width import clipped, harmless

if TYPE_CHECKING:
    from relational_journal.patterns.counting.result import Patterns

MOST_ROWS = 6
_HEADING = 60


def answer(title: str, patterns: Patterns, sections: Sequence[Section], closing: str = "") -> Report:
    """A report of a window; at its foot a closing sentence, what it rests on and what it does not see."""
    last = [line(Text(closing, "quiet"))] if closing else []
    return Report(title, format_period(patterns.window), (), tuple(sections), (*last, *footer(patterns)))


def empty_answer(title: str, patterns: Patterns, told: str, closing: str = "") -> Report:
    """Where there is no answer: why, what would make one, and what was looked at."""
    last = [line(Text(closing, "quiet"))] if closing else []
    return Report(title, format_period(patterns.window), (line(told),), (), (*last, *footer(patterns)))


def listed(patterns: Patterns) -> Line:
    """The command that lists the moments of a window."""
    window = patterns.window
    return line("All of them: ", Text(f"rj list --since {window.since} --until {window.until} -n 0", "command"))


def name_of(key: str, patterns: Patterns) -> str:
    """What a pattern is called."""
    return definition(patterns.row(key)).name


def row_name(key: str, patterns: Patterns) -> str:
    """What it is called in a list, short enough for a narrow page."""
    name = definition(patterns.row(key)).row
    return name[:1].upper() + name[1:]


def format_heading(text: str) -> str:
    """Words of the person as a heading: on one line, harmless, whole words."""
    return clipped(harmless(text), _HEADING, "...")


def moment_row(moment: Moment, today: date, told: str) -> Row:
    """One moment on a line: number, day, people, tone, and what is told of it; never its sentence."""
    return Row(
        (
            line(Text(str(moment.id), "entry")),
            line(format_day(moment.when, today, weekday=False)),
            line(format_people(moment.people) or "someone"),
            line(ToneMark(moment.tone)),
            line(told),
        ),
        uids=(moment.uid,),
    )


def rest_of(moments: Sequence[Moment], shown: int) -> list[Block]:
    """The numbers of those that got no row of their own."""
    rest = moments[shown:]
    return [line("and ", Text(format_ids(rest, 40), "entry"), uids=uids(rest))] if rest else []


def early(of: int) -> str:
    """` (an early impression)` below ten."""
    return f" ({wording.EARLY_IMPRESSION})" if of < wording.EARLY else ""
