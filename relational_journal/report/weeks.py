"""`rj look weeks`: connection and disconnection week by week as small marks, beside the words of the check-in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from relational_journal.report.moments import day_and_month, period
from relational_journal.report.value import Block, Line, Report, Row, Said, Section, ToneMark, line

if TYPE_CHECKING:
    from relational_journal.patterns.result import Patterns
    from relational_journal.patterns.weeks import Beside, Week

LEAST_WEEKS = 8
_MOST_MARKS = 12
_ORDER = ("connection", "mixed", "ordinary", "disconnection")
CHECK_IN = {
    "stressed": "stressed",
    "myself-with-someone": "able to be myself with someone",
    "mattered": "I mattered to someone",
    "someone-mattered": "someone mattered to me",
    "all-right-with-me": "all right with who I am",
    "at-home-in-body": "at home in my body",
    "energy": "energy",
    "alone-with-things": "alone with things",
}


def weeks_report(weeks: Sequence[Week], beside: Mapping[str, Beside], patterns: Patterns) -> Report:
    """Question 15: the weeks side by side; of how two things move together only what 8 weeks can carry."""
    title = "The weeks"
    if not weeks:
        return Report(title, period(patterns.window), (line("Nothing in these weeks."),))
    rows: list[Block] = [Row((line(day_and_month(week.monday)), _marks(week), line(_words(week)))) for week in weeks]
    sections = [Section("weeks", "", tuple(rows))]
    told: list[Block] = []
    for key, each in beside.items():
        together = "tended to go together" if each.go_together else "no clear link"
        told.append(line(f"{CHECK_IN[key]} and weeks with more connection than disconnection: {together}."))
    if not beside:
        told.append(line(Said(f"It takes {LEAST_WEEKS} weeks of check-ins to say how these move together.", "quiet")))
    sections.append(Section("beside", "", tuple(told)))
    foot = line(Said("What leads to what, a journal cannot tell.", "quiet"))
    return Report(title, period(patterns.window), (), tuple(sections), (foot,))


def _marks(week: Week) -> Line:
    """A mark a moment, connection first; from the thirteenth on `+`."""
    tones = [tone for tone in _ORDER for _ in range(week.tones.get(tone, 0))]
    parts: list[ToneMark | str] = [ToneMark(tone) for tone in tones[:_MOST_MARKS]]
    return line(*parts, *(["+"] if len(tones) > _MOST_MARKS else []))


def _words(week: Week) -> str:
    return " · ".join(f"{CHECK_IN[key]}: {answer.replace('-', ' ')}" for key, answer in week.check_in.items())
