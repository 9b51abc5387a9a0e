"""Build the report of `rj look changes`: this window and the one before, and each pattern by steps of four weeks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from relational_journal.patterns.questions.steps import steps
from relational_journal.report.document import comparison_wording, wording
from relational_journal.report.document.document import Height, Line, Pair, Report, Section, Text, line
from relational_journal.report.document.moment_rows import day_and_month, format_period
from relational_journal.report.views.answer import answer, empty_answer, row_name
from relational_journal.text.wrap import GLUE

if TYPE_CHECKING:
    from relational_journal.patterns.counting.result import Comparison, Patterns
    from relational_journal.patterns.questions.steps import Step

MOST_STEPS = 12  # of the text, nearly a year; the JSON and the picture have all


def changes_report(changes: Iterable[Comparison], patterns: Patterns, *, hidden: Collection[str] = ()) -> Report:
    """Return all patterns in this window next to the one before, with no direction called better or worse."""
    title = "Then and now"
    before = patterns.before_window
    study = patterns.study
    counted_before = (study.index.counted & study.earlier).bit_count()
    shown = changes_to_show(changes, hidden)
    by_steps = _steps_section(shown, patterns)
    if counted_before < wording.LEAST:
        few = f"({counted_before} counted so far)" if counted_before else "(none so far)"
        text = f"Too few moments before these weeks to compare with {few}."
        return replace(empty_answer(title, patterns, text, _NOTICING), sections=by_steps)
    sections: list[Section] = [Section("before", "", (line(f"Compared with {format_period(before)}."),))]
    for reading, heading in READINGS.items():
        pairs = [
            Pair(row_name(each.pattern, patterns), line(comparison_wording.more_or_fewer(each.with_, each.without)))
            for each in shown
            if each.reading == reading
        ]
        if pairs:
            sections.append(Section(reading, heading, tuple(pairs)))
    rest = [each for each in shown if each.reading not in READINGS]
    if rest:
        named = ((row_name(each.pattern, patterns), _counts(each)) for each in rest)
        text = " · ".join(f"{name[:1].lower()}{name[1:]} {counts}" for name, counts in named)
        sections.append(Section("cannot-tell", "CANNOT TELL", (line(f"Now and before: {text}."),)))
    if len(sections) == 1 or not any(section.key in READINGS for section in sections):
        could = patterns.could_stand_out(changes=True)
        if could is not None:
            size = wording.in_tens(could.with_, could.without)
            sections.append(Section("size", "", (line(f"At this size only a change like {size} could stand out."),)))
    sections += by_steps
    joined = any(study.ties.joined(study.base_of(each.pattern)) for each in shown)
    closing = f"{_NOTICING} {wording.ONE_OF_A_DAY}" if joined else _NOTICING
    report = answer(title, patterns, sections, closing)
    heights = [" The higher a mark, the larger the share."] if by_steps else []
    opens = line("Each with its entries: ", Text("rj patterns KEY", "command"), ".", *heights)
    return Report(title, report.aside, (), report.sections, (opens, *report.foot))


_NOTICING = wording.NOTICING_MORE
READINGS = {"stands-out": "CLEAR", "may-be-chance": "WORTH ASKING ABOUT; MAY BE CHANCE"}


def _counts(each: Comparison) -> str:
    """Format as `2 of 6 and 3 of 11`."""
    return f"{each.with_.shows} of {each.with_.of} and {each.without.shows} of {each.without.of}"


def changes_to_show(changes: Iterable[Comparison], hidden: Collection[str]) -> list[Comparison]:
    """Return the rows that showed now or before: one that showed in neither did not change."""
    return [each for each in changes if each.pattern not in hidden and (each.with_.shows or each.without.shows)]


def steps_to_show(shown: Sequence[Comparison], patterns: Patterns) -> dict[str, tuple[Step, ...]]:
    """Return each row by steps of four weeks; nothing if only one step has moments, since then there is no course."""
    found = {each.pattern: steps(patterns, each.pattern) for each in shown}
    with_moments = {step.begins for row in found.values() for step in row if step.of}
    return found if len(with_moments) > 1 else {}


def _steps_section(shown: Sequence[Comparison], patterns: Patterns) -> tuple[Section, ...]:
    """Return the counts of each row by steps, with a height for each share that rests on enough moments."""
    found = steps_to_show(shown, patterns)
    if not found:
        return ()
    begins = [step.begins for step in next(iter(found.values()))]
    years = patterns.before_window.since.year != patterns.window.until.year
    days = (day_and_month(day, year=years).replace(" ", GLUE) for day in begins[-MOST_STEPS:])
    opening = [line(Text(f"Four weeks each, from {' · '.join(days)}.", "quiet"))]
    earlier = len(begins) - MOST_STEPS
    if earlier > 0:
        more = f"{earlier} earlier {'step' if earlier == 1 else 'steps'}: "
        opening.append(line(Text(more, "quiet"), Text("rj look changes --output changes.html", "command")))
    latest = {key: row[-MOST_STEPS:] for key, row in found.items()}
    room = max(len(_count(step)) for row in latest.values() for step in row) + 1
    rows = (Pair(row_name(key, patterns), _format_steps(row, room)) for key, row in latest.items())
    return (Section("steps", "BY FOUR WEEKS", (*opening, *rows)),)


def _format_steps(row: Sequence[Step], room: int) -> Line:
    """Format as `▃ 3 of 9    1 of 4  –`: no height below five moments, because a share says nothing there.

    Args:
        row: the steps, earliest first.
        room: columns of each count, so that steps stand below each other.
    """
    parts: list[str | Height] = []
    for at, step in enumerate(row):
        parts.append(" " if at else "")
        # A step without a height still gets the column, so that the counts stand below each other.
        has_height = step.of >= wording.LEAST and step.shows
        parts.append(Height(step.shows if has_height else 0, max(step.of, 1), letter=GLUE))
        parts.append(GLUE + _count(step).replace(" ", GLUE).ljust(room if at < len(row) - 1 else 0, GLUE))
    return line(*(part for part in parts if part))


def _count(step: Step) -> str:
    return f"{step.shows} of {step.of}" if step.of else "–"
