"""Build the parts that the reports of `rj look` share: title and footer, rows of moments, names of patterns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from relational_journal.model import Entry
from relational_journal.report.document.document import (
    TONES,
    Block,
    Line,
    Report,
    Row,
    Section,
    Tally,
    Text,
    ToneMark,
    line,
)
from relational_journal.report.document.entry_text import format_day, format_people
from relational_journal.report.document.moment_rows import format_ids, format_period
from relational_journal.report.views.footer import footer
from relational_journal.report.views.tallies import definition, uids
from relational_journal.text.width import clipped, harmless
from relational_journal.text.wrap import GLUE

if TYPE_CHECKING:
    from relational_journal.patterns.counting.result import Patterns

MOST_ROWS = 6
_HEADING = 60


def answer(title: str, patterns: Patterns, sections: Sequence[Section], closing: str = "") -> Report:
    """Return a report of a window, with a closing sentence, the meaning of its marks, and the footer."""
    last = [line(Text(closing, "quiet"))] if closing else []
    last += tone_legend(sections)
    return Report(title, format_period(patterns.window), (), _with_dot_legend(sections), (*last, footer(patterns)))


def _with_dot_legend(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Mark the first section with a count, so that it explains the marks of all counts."""
    first = next((at for at, each in enumerate(sections) if any(isinstance(block, Tally) for block in each.blocks)), -1)
    return tuple(replace(each, legend=True) if at == first else each for at, each in enumerate(sections))


def empty_answer(title: str, patterns: Patterns, reason: str, closing: str = "") -> Report:
    """Return the report for a question without an answer: why, and what would give one."""
    last = [line(Text(closing, "quiet"))] if closing else []
    return Report(title, format_period(patterns.window), (line(reason),), (), (*last, footer(patterns)))


def tone_legend(sections: Iterable[Section]) -> list[Line]:
    """Return a line that says what the marks in rows of moments mean; empty if there are none or it is said already."""
    blocks = [block for section in sections for block in section.blocks]
    # A line that names the tones is their legend already.
    if any(_tones((block,)) for block in blocks if isinstance(block, Line)):
        return []
    drawn = {tone for block in blocks if isinstance(block, Row) for tone in _tones(block.cells)}
    return [tones_line(tone for tone in TONES if tone in drawn)] if drawn else []


def tones_line(tones: Iterable[str]) -> Line:
    """Return the marks of these tones with their words."""
    return line(*(part for tone in tones for part in (ToneMark(tone), Text(f"{GLUE}{tone}  ", "quiet"))))


def _tones(lines: Iterable[Line]) -> set[str]:
    return {part.tone for each in lines for part in each.parts if isinstance(part, ToneMark) and part.tone}


def listed(patterns: Patterns) -> Line:
    """Return a line with the command that lists the moments of the window."""
    window = patterns.window
    return line("All of them: ", Text(f"rj list --since {window.since} --until {window.until} -n 0", "command"))


def name_of(key: str, patterns: Patterns) -> str:
    """Return the name of a pattern."""
    return definition(patterns.row(key)).name


def row_name(key: str, patterns: Patterns) -> str:
    """Return the name of a pattern in a list, short enough for a narrow page."""
    name = definition(patterns.row(key)).row
    return name[:1].upper() + name[1:]


def format_heading(text: str) -> str:
    """Format words of the person as a heading: one line, no control characters, cut between words."""
    return clipped(harmless(text), _HEADING, "...")


def moment_row(moment: Entry, today: date, words: str) -> Row:
    """Return a moment as a row: number, day, people, tone and `words`, never its own text."""
    return Row(
        (
            line(Text(str(moment.id), "entry")),
            line(format_day(moment.when, today, weekday=False)),
            line(format_people(moment.people) or "someone"),
            line(ToneMark(moment.tone)),
            line(words),
        ),
        uids=(moment.uid,),
    )


def rest_of(moments: Sequence[Entry], shown: int) -> list[Block]:
    """Return a line with the numbers of the moments after the first `shown`; empty if there are none."""
    rest = moments[shown:]
    return [line("and ", Text(format_ids(rest, 40), "entry"), uids=uids(rest))] if rest else []
