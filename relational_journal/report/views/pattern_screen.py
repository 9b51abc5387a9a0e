"""Build the report of `rj patterns KEY`: one pattern on one screen, with two moments each way and what to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from relational_journal.patterns.counting.result import Patterns
from relational_journal.patterns.questions.detail import Detail
from relational_journal.patterns.questions.steps import steps
from relational_journal.report.document import split_wording, wording
from relational_journal.report.document.document import Block, Line, Pair, Report, Row, Section, Text, line
from relational_journal.report.document.moment_rows import cell, day_and_month, format_period
from relational_journal.report.views.one_screen import fullest_that_fits
from relational_journal.report.views.pattern_counts import count_lines, not_counted, opening, range_line
from relational_journal.report.views.pattern_rows import PatternRows
from relational_journal.report.views.tallies import power_over, uids
from relational_journal.text.wrap import GLUE
from relational_journal.vocabulary.pattern_names import typed_name

if TYPE_CHECKING:
    from datetime import date

_MOMENTS = 2  # of each kind
_MOST_STEPS = 6  # of four weeks each
_SHORT = 30  # columns that are kept on one line


def pattern_screen(
    details: Sequence[Detail], patterns: Patterns, *, today: date, ranges: bool = False, only: str = ""
) -> Report:
    """Return one pattern on one screen of 40 lines, or the two roles of the chase together.

    Args:
        details: one row with its context, or both roles.
        patterns: the counts the rows are from.
        today: for dates of another year.
        ranges: add the 90 % range in words.
        only: what the filters select, in words; "" without filters.
    """
    if len(details) > 1:
        return _both_roles(details, patterns, today, ranges=ranges, only=only)
    (detail,) = details
    screen = _Screen(detail, patterns, today)

    def version(most: int) -> Report:
        sections = [Section("count", "", tuple(screen.counts(ranges)), legend=bool(detail.row.of))]
        sections += screen.moments(most)
        sections.append(Section("guard", "", (*screen.guard(), _small_print(patterns, detail))))
        return Report(detail.pattern.name, format_period(patterns.window), opening(detail, only), tuple(sections))

    return fullest_that_fits(map(version, range(_MOMENTS, -1, -1)))


def _both_roles(details: Sequence[Detail], patterns: Patterns, today: date, *, ranges: bool, only: str) -> Report:
    """Return both roles below each other, each with one moment each way and what it may have protected."""
    screens = [_Screen(detail, patterns, today) for detail in details]
    title, _, _ = details[0].pattern.name.partition(",")
    asked = dict.fromkeys(question for detail in details for question in detail.pattern.questions)

    def version(most: int) -> Report:
        sections: list[Section] = []
        for detail, screen in zip(details, screens, strict=True):
            blocks = (*screen.counts(ranges), *screen.mixed(most), line(detail.pattern.guard_full))
            legend = bool(detail.row.of) and not any(section.legend for section in sections)
            sections.append(Section(detail.row.key, detail.pattern.subject.upper(), blocks, legend=legend))
        last = (_to_ask(tuple(asked)), _small_print(patterns, details[0], role=False))
        sections.append(Section("guard", "", last))
        return Report(title, format_period(patterns.window), opening(details[0], only), tuple(sections))

    return fullest_that_fits(map(version, (1, 0)))


class _Screen:
    """The parts of a screen, built from one row."""

    def __init__(self, detail: Detail, patterns: Patterns, today: date) -> None:
        self.detail = detail
        self.row = detail.row
        self.patterns = patterns
        self.rows = PatternRows(detail, patterns, today)

    def counts(self, ranges: bool) -> Iterator[Block]:
        """Yield the count and its sentence, who had more power, and the four-week steps."""
        yield from count_lines(self.detail, self.patterns)
        row = self.row
        if row.of < wording.LEAST:
            return
        if ranges and row.low is not None:
            yield range_line(row)
        yield Pair("Power", line(_unbroken(split_wording.power_split(row.by_power)) + power_over(row)))
        text = self._steps()
        if text:
            yield Pair("By four weeks", line(_unbroken(text)))

    def _steps(self) -> str:
        """Format as `from 9 Aug 3 of 10 · from 6 Sep 4 of 11`; "" if there is nothing to see side by side."""
        found = steps(self.patterns, self.row.key)[-_MOST_STEPS:]
        while found and not found[0].of:  # steps before the first chance say nothing
            found = found[1:]
        if len(found) < 2:
            return ""
        return " · ".join(f"from {day_and_month(step.begins)} {step.shows} of {step.of}" for step in found)

    def moments(self, most: int) -> list[Section]:
        """Return the newest moments each way and how many more there are; exceptions first, for contact examples."""
        is_contact = self.row.polarity == "C"
        groups = [
            ("otherwise", "WHEN IT WAS HARD" if is_contact else "WHEN IT WENT OTHERWISE", self.row.otherwise),
            ("shows", "WHEN IT SHOWED", self.row.shows),
        ]
        sections = []
        for key, heading, those in reversed(groups) if is_contact else groups:
            if not those:
                continue
            more = len(those) - most
            aside = f"{len(those)}, the newest {'one' if most == 1 else most}" if most and more > 0 else str(len(those))
            rows: list[Block] = [*self.rows.rows(those[:most])]
            if not rows:
                rows = [line(Text(self.rows.ids(those), "entry"), uids=uids(those))]
            sections.append(Section(key, heading, tuple(rows), aside=aside))
        return sections

    def mixed(self, most: int) -> list[Row]:
        """Return the newest moments each way as rows that say which way it was."""
        groups = (("otherwise", self.row.otherwise), ("it showed", self.row.shows))
        return [
            Row((cell(words, "label"), *row.cells), arrow=row.arrow, uids=row.uids)
            for words, those in groups
            for row in self.rows.rows(those[:most])
        ]

    def guard(self) -> Iterator[Line]:
        """Yield what it may have protected, or asks, and the questions."""
        yield line(self.detail.pattern.guard_full)
        yield _to_ask(self.detail.pattern.questions)


def _unbroken(text: str) -> str:
    """Keep each part of a line that ` · ` divides from ending up on two lines, as long as its words are few."""
    return " · ".join(each.replace(" ", GLUE) if len(each) <= _SHORT else each for each in text.split(" · "))


def _to_ask(questions: Sequence[str]) -> Line:
    return line(f"To ask, if you like: {' '.join(questions)}")


def _small_print(patterns: Patterns, detail: Detail, *, role: bool = True) -> Line:
    """Return what is in no count, and the command that shows all about the pattern."""
    (said,) = not_counted(patterns)
    name = typed_name(detail.pattern) if role else detail.row.key.partition(":")[0]
    return Line((*said.parts, Text(" "), Text("In full: "), Text(f"rj patterns {name} --full", "command")))
