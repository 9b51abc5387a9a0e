"""Build the report of `rj look weeks`: tones as small marks next to the answers of the check-in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from relational_journal.report.document.document import Block, Line, Report, Row, Section, Text, ToneMark, line
from relational_journal.report.document.moment_rows import day_and_month
from relational_journal.report.views.answer import answer, empty_answer, listed
from relational_journal.text.wrap import GLUE

if TYPE_CHECKING:
    from relational_journal.patterns.counting.result import Patterns
    from relational_journal.patterns.questions.weeks import CheckInComparison, Week

LEAST_WEEKS = 8
CLOSING = "What leads to what, a journal cannot tell."
CHECK_IN_ANSWERS = ("very", "fairly", "a-little", "hardly")
_MOST_MARKS = 12
_MOST_EMPTY = 53  # empty weeks in a row that are still shown one by one: a year
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


def weeks_report(weeks: Sequence[Week], beside: Mapping[str, CheckInComparison], patterns: Patterns) -> Report:
    """Return the weeks one by one; how two things go together is said only from 8 weeks on."""
    title = "The weeks"
    if not weeks:
        told = "Nothing in these weeks: no counted moment, and no check-in. rj reflect week asks one."
        return empty_answer(title, patterns, told)
    legend = line(*(part for tone in _ORDER for part in (ToneMark(tone), f"{GLUE}{tone}  ")))
    years = patterns.window.since.year != patterns.window.until.year
    rows: list[Block] = []
    for is_empty, stretch in groupby(weeks, lambda week: not (any(week.tones.values()) or week.check_in)):
        shown = tuple(stretch)
        if is_empty and len(shown) > _MOST_EMPTY:
            rows.append(Row((line("…"), line(), line(f"{len(shown)} weeks with nothing noted"))))
            continue
        rows += [
            Row((line(day_and_month(week.monday, year=years)), _marks(week), line(_words(week)))) for week in shown
        ]
    sections = [Section("weeks", "", (legend, *rows))]
    told_beside: list[Block] = [line(sentence) for sentence in describe_links(beside)]
    if not beside:
        answered = sum(bool(week.check_in) for week in weeks)
        few = f"It takes {LEAST_WEEKS} weeks of check-ins to say how these move together ({answered} so far)."
        told_beside.append(line(Text(few, "quiet")))
    sections.append(Section("beside", "", tuple(told_beside)))
    report = answer(title, patterns, sections, CLOSING)
    check_ins = line("The check-ins: ", Text("rj list --kind lookback -n 0", "command"))
    return Report(title, report.aside, (), report.sections, (listed(patterns), check_ins, *report.foot))


def describe_links(links: Mapping[str, CheckInComparison]) -> list[str]:
    """Return a sentence for each answer of the check-in that was compared with connection."""
    return [
        f"{CHECK_IN[key]} and weeks with more connection than disconnection: "
        f"{'tended to go together' if each.go_together else 'no clear link'}."
        for key, each in links.items()
    ]


def _marks(week: Week) -> Line:
    """Return a mark for each moment, connection first; `+` stands for the thirteenth and later."""
    tones = [tone for tone in _ORDER for _ in range(week.tones.get(tone, 0))]
    parts: list[ToneMark | str] = [ToneMark(tone) for tone in tones[:_MOST_MARKS]]
    return line(*parts, *(["+"] if len(tones) > _MOST_MARKS else []))


def _words(week: Week) -> str:
    """Format the check-in answers by word: `very: energy, all right with who I am · fairly: …`."""
    words = [word for word in CHECK_IN_ANSWERS if word in week.check_in.values()]
    words += sorted({*week.check_in.values()} - {*words})
    said = []
    for word in words:
        asked = [label for key, label in CHECK_IN.items() if week.check_in.get(key) == word]
        if asked:
            said.append(f"{word.replace('-', ' ')}: {', '.join(asked)}")
    return " · ".join(said)
