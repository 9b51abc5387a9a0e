"""Build the report of `rj look weeks`: tones as small marks next to the answers of the check-in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from relational_journal.report.document import wording
from relational_journal.report.document.document import (
    TONES,
    Block,
    Height,
    Line,
    Pair,
    Report,
    Row,
    Section,
    Text,
    ToneMark,
    line,
)
from relational_journal.report.document.moment_rows import day_and_month
from relational_journal.report.views.answer import answer, empty_answer, listed, tones_line
from relational_journal.report.views.stretches import folded
from relational_journal.text.wrap import GLUE
from relational_journal.vocabulary.question_sets import HOW_MUCH

if TYPE_CHECKING:
    from relational_journal.patterns.counting.result import Patterns
    from relational_journal.patterns.questions.weeks import CheckInComparison, Week

LEAST_WEEKS = 8
CLOSING = "What leads to what, a journal cannot tell."
MOST_WEEKS = 12  # of one grid, so that it stands next to its questions at 60 columns
_MOST_MARKS = 12
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
        reason = "Nothing in these weeks: no counted moment, and no check-in. rj reflect week asks one."
        return empty_answer(title, patterns, reason)
    years = patterns.window.since.year != patterns.window.until.year
    rows: list[Block] = []
    for week, *more in folded(weeks, lambda week: not (any(week.tones.values()) or week.check_in)):
        if more:
            rows.append(Row((line("…"), line(f"{1 + len(more)} weeks with nothing noted"))))
        else:
            rows.append(Row((line(day_and_month(week.monday, year=years)), tone_marks(week.tones))))
    sections = [Section("weeks", "", (tones_line(TONES), *rows))]
    for at, some in enumerate(check_in_grids(weeks)):
        sections.append(_check_in(some, has_legend=at == 0, years=years))
    sentences: list[Block] = [line(sentence) for sentence in (*toneless(weeks, patterns), *describe_links(beside))]
    if not beside:
        answered = sum(bool(week.check_in) for week in weeks)
        few = f"It takes {LEAST_WEEKS} weeks of check-ins to say how these move together ({answered} so far)."
        sentences.append(line(Text(few, "quiet")))
    sections.append(Section("beside", "", tuple(sentences)))
    report = answer(title, patterns, sections, CLOSING)
    check_ins = line("The check-ins: ", Text("rj list --kind lookback -n 0", "command"))
    return Report(title, report.aside, (), report.sections, (listed(patterns), check_ins, *report.foot))


def toneless(weeks: Sequence[Week], patterns: Patterns) -> list[str]:
    """Return a sentence about the counted moments without a tone, for which no mark stands; none if there are none."""
    count = patterns.counted - sum(week.tones[tone] for week in weeks for tone in TONES)
    if not count:
        return []
    return [f"{wording.moments(count)} without a tone {'has' if count == 1 else 'have'} no mark here."]


def describe_links(links: Mapping[str, CheckInComparison]) -> list[str]:
    """Return which answers of the check-in tended to go together with connection, and which did not."""
    together, apart = (
        ", ".join(CHECK_IN[key] for key, each in links.items() if each.go_together is wanted)
        for wanted in (True, False)
    )
    weeks = "weeks with more connection than disconnection"
    said = [f"Tended to go together with {weeks}: {together}."] if together else []
    return said + ([f"No clear link with {weeks}: {apart}."] if apart else [])


def tone_marks(tones: Mapping[str, int]) -> Line:
    """Return a mark for each moment, connection first; above _MOST_MARKS each mark once, with its number."""
    held = [(tone, tones[tone]) for tone in TONES if tones.get(tone)]
    if sum(count for _, count in held) <= _MOST_MARKS:
        return line(*(ToneMark(tone) for tone, count in held for _ in range(count)))
    return line(*(part for tone, count in held for part in (ToneMark(tone), f"{GLUE}{count}  ")))


def check_in_grids(weeks: Sequence[Week]) -> list[Sequence[Week]]:
    """Return runs of up to MOST_WEEKS weeks, each from its first check-in to its last; none without an answer."""
    answered = [at for at, week in enumerate(weeks) if week.check_in]
    grids: list[Sequence[Week]] = []
    while answered:
        first = answered[0]
        # A grid begins and ends with a week that was answered, so that years without answers take no room.
        inside = [at for at in answered if at < first + MOST_WEEKS]
        grids.append(weeks[first : inside[-1] + 1])
        answered = answered[len(inside) :]
    return grids


def asked_in(weeks: Sequence[Week]) -> list[str]:
    """Return the questions of the check-in that have an answer in these weeks, in the order they are asked."""
    return [key for key in CHECK_IN if any(key in week.check_in for week in weeks)]


def _check_in(weeks: Sequence[Week], *, has_legend: bool, years: bool) -> Section:
    """Return a grid: a row for each question, a column for each week, a mark for each word."""
    first, last = (day_and_month(week.monday, year=years) for week in (weeks[0], weeks[-1]))
    which = f"week of {first}" if len(weeks) == 1 else f"weeks from {first} to {last}"
    meanings: list[Block] = []
    if has_legend:
        legend = [part for word in HOW_MUCH for part in (_mark_of(word), f"{GLUE}{format_word(word)}, ")]
        meanings = [line(*legend, Text(f"·{GLUE}not{GLUE}said", "quiet"))]
    rows = []
    for key in asked_in(weeks):
        marks = [part for week in weeks for part in (" ", _mark_of(week.check_in.get(key)))]
        rows.append(Pair(CHECK_IN[key], line(*marks[1:])))
    return Section(f"check-in-{weeks[0].name}", "CHECK-IN", (*meanings, *rows), aside=which)


def _mark_of(word: str | None) -> Height | Text:
    """Return the mark of an answer: a height for its word, a dot if there is none."""
    if word not in HOW_MUCH:
        return Text("·", "quiet")
    # The letter is for screens without Unicode: that of "little", since "a" says too little.
    return Height(HOW_MUCH.index(word) + 1, len(HOW_MUCH), letter=word.split("-")[-1][0])


def format_word(word: str) -> str:
    """Format the word of an answer: `a little`."""
    return word.replace("-", " ")
