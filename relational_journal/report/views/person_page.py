"""Build the report of `rj people show NAME`: who it is, how it was, what is open, what showed up, on one screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from shlex import quote
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.model import Entry, Window
from relational_journal.report.document import wording
from relational_journal.report.document.document import (
    TONES,
    Block,
    Dots,
    Line,
    Pair,
    Part,
    Report,
    Row,
    Section,
    Tally,
    Text,
    ToneMark,
    line,
)
from relational_journal.report.document.entry_text import format_age, format_day
from relational_journal.report.document.moment_rows import cell, day_and_month, format_moves, format_period
from relational_journal.report.views.answer import format_heading
from relational_journal.report.views.around import map_lines
from relational_journal.report.views.one_screen import fullest_that_fits
from relational_journal.report.views.tallies import definition, uids
from relational_journal.report.views.ways import format_ways
from relational_journal.report.views.weeks import tone_marks
from relational_journal.text.calendar_names import SHORT_MONTHS
from relational_journal.text.width import harmless
from relational_journal.text.wrap import GLUE
from relational_journal.vocabulary.safety import ORDINARY

if TYPE_CHECKING:
    from relational_journal.patterns.questions.one_person import OnePerson, WithThem
    from relational_journal.vocabulary.load import Vocabulary


class _Limits(NamedTuple):
    """The most that is shown of each part: months as rows or in one line, the others by number."""

    month_rows: bool
    latest: int
    breaks: int
    safe: int
    contact: int


_VERSIONS = (  # from most to least; the first that fits the screen is shown
    _Limits(True, 3, 3, 2, 2),
    _Limits(False, 3, 3, 2, 2),
    _Limits(False, 3, 2, 2, 1),
    _Limits(False, 2, 2, 1, 1),
    _Limits(False, 2, 1, 1, 1),
    _Limits(False, 2, 1, 1, 0),
    _Limits(False, 1, 1, 1, 0),
    _Limits(False, 1, 0, 0, 0),
)
_LEAST_SHOWING = 2  # once is no pattern


def person_page(found: OnePerson, vocabulary: Vocabulary, *, window: Window, today: date) -> Report:
    """Return the page of one person; with someone held apart nothing is counted and nothing is asked for.

    Args:
        found: what the journal holds about them.
        vocabulary: the words of the tags.
        window: the days of everything that is counted.
        today: for days and ages.
    """
    page = _PersonPage(found, vocabulary, window, today)
    return fullest_that_fits(map(page.version, _VERSIONS))


class _PersonPage:
    """The parts of the page."""

    def __init__(self, found: OnePerson, vocabulary: Vocabulary, window: Window, today: date) -> None:
        self.found = found
        self.vocabulary = vocabulary
        self.window = window
        self.today = today

    def version(self, limits: _Limits) -> Report:
        """Return the page with at most this much of each part."""
        found = self.found
        label = self.vocabulary.label(found.person.relationship) if found.person.relationship else ""
        name = format_heading(found.person.name)
        title = f"{name}, {label}" if label and label != found.person.name else name
        since = f"since {format_day(found.first, self.today, weekday=False)}" if found.first else ""
        sections = [
            *self._weeks(),
            *self._months(limits.month_rows),
            *self._latest(limits.latest),
            *self._open(limits.breaks),
            *self._counted(limits.safe, limits.contact),
        ]
        return Report(title, since, tuple(self._head()), tuple(sections), tuple(self._foot()))

    def _head(self) -> Iterator[Line]:
        """Yield other names, power and marks; how many moments, how long ago; how they were; what is kept out."""
        found, person = self.found, self.found.person
        known = [f"also {harmless(', '.join(person.also))}"] if person.also else []
        if person.power:
            known.append(f"usual power: {self.vocabulary.label(person.power).lower()}")
        if person.safety == ORDINARY:
            known.append("marked ordinary")
        if known:
            yield line(Text(" · ".join(known), "quiet"))
        if not found.moments:
            yield line("No moment yet. ", Text(f"@{_mention(person.name)}", "command"), " in a moment notes one.")
            return
        yield line(f"{self._how_often()}.")
        tones = [each for tone in TONES if (each := self._tone(tone))]
        unmarked = [f"{found.tones['unmarked']}{GLUE}unmarked"] if found.tones.get("unmarked") else []
        if tones:
            yield line(*(part for each in tones for part in each), *unmarked)
        safe = [f"{found.unsafe} about keeping safe"] if found.unsafe else []
        if found.held_apart:
            safe.append("kept out of patterns")
            yield line(f"{'; '.join(safe)}. ", Text("rj help", "command"), " names people to talk to, if you like.")
        elif safe:
            yield line(f"{safe[0]}.")

    def _how_often(self) -> str:
        """Format as `49 moments, the last on 21 Nov, 7 days ago; usually 3 days between`."""
        found = self.found
        text = wording.moments(found.moments)
        if found.last:
            last = f"{format_day(found.last, self.today, weekday=False)}, {format_age(found.last, self.today)}"
            is_a_day = len(found.last) == 10
            text += f", {'the last ' if found.moments > 1 else ''}{'on ' if is_a_day else 'in '}{last}"
        if found.gap is not None:
            usual = found.gap.usual
            text += f"; usually {usual:g} {'day' if usual == 1 else 'days'} between"
        return text

    def _tone(self, tone: str) -> tuple[ToneMark, Text] | None:
        count = self.found.tones.get(tone, 0)
        return (ToneMark(tone), Text(f"{GLUE}{tone}{GLUE}{count}   ")) if count else None

    def _weeks(self) -> Iterator[Section]:
        """Yield the last weeks, a mark for each moment."""
        weeks = self.found.weeks
        years = len({day.year for day in weeks}) > 1
        rows = tuple(Row((line(day_and_month(monday, year=years)), _marks(tones))) for monday, tones in weeks.items())
        if rows:
            yield Section("weeks", "WEEK BY WEEK", rows)

    def _months(self, as_rows: bool) -> Iterator[Section]:
        """Yield the months before these weeks, newest first, each on a row or all of them in one line."""
        months = [(_month(month), _marks(tones)) for month, tones in self.found.earlier.items()][::-1]
        if not months:
            return
        heading = "BEFORE THAT, MONTH BY MONTH" if self.found.weeks else "MONTH BY MONTH"
        if as_rows:
            yield Section("months", heading, tuple(Row((cell(name), marks)) for name, marks in months))
            return
        parts = [part for name, marks in months for part in (Text(f"{name}{GLUE}{GLUE}"), *_glued(marks), Text("   "))]
        yield Section("months", heading, (line(*parts[:-1]),))

    def _latest(self, most: int) -> Iterator[Section]:
        """Yield the last moments by their labels, never a sentence."""
        rows = [self._row(moment, format_moves(moment, self.vocabulary)) for moment in self.found.latest[:most]]
        if rows:
            yield Section("latest", "LATELY", tuple(rows))

    def _row(self, moment: Entry, words: str) -> Row:
        day = format_day(moment.when, self.today, weekday=False)
        cells = (cell(str(moment.id), "entry"), cell(day), line(ToneMark(moment.tone)), cell(words))
        return Row(cells, uids=(moment.uid,))

    def _open(self, most: int) -> Iterator[Section]:
        """Yield the breaks that are open, newest first, worded as a fact and not as a task."""
        broken = self.found.open_breaks
        if not broken:
            return
        blocks: list[Block] = [
            self._row(each.moment, f"open, {format_age(each.moment.when, self.today)}") for each in broken[:most]
        ]
        more = len(broken) - len(blocks)
        if more:
            those = [each.moment for each in broken[len(blocks) :]]
            words = f"{more} more" if blocks else wording.moments(more, "break")
            blocks.append(line(Text(f"{words}: ", "quiet"), Text("rj look repairs", "command"), uids=uids(those)))
        yield Section("open", "OPEN BETWEEN YOU", tuple(blocks))

    def _counted(self, safe: int, contact: int) -> Iterator[Section]:
        """Yield what was counted in the window: ways, power and patterns."""
        found = self.found
        if found.held_apart or found.around is None:
            return
        of = len(found.around.moments)
        heading, aside = "WHAT SHOWED UP", f"in {wording.moments(of)}, {format_period(self.window)}"
        if of < wording.LEAST:
            yield Section("counted", heading, (line(wording.too_few_moments(of)),), aside=aside)
            return
        blocks: list[Block] = []
        if found.ways is not None:
            said = f"{format_ways(found.ways) or 'none of the five ways'}, of {found.ways.of}"
            blocks.append(Pair("Ways", line(said + wording.early_note(found.ways.of))))
        blocks += map_lines(found.around)
        showing = [each for each in found.patterns if len(each.shows) >= _LEAST_SHOWING]
        showing.sort(key=lambda each: -len(each.shows))
        shown = [each for each in showing if each.row.polarity == "C"][:contact]
        shown += [each for each in showing if each.row.polarity == "D"][:safe]
        yield Section("counted", heading, tuple(blocks), aside=aside)
        rest = [each for each in found.patterns if each not in shown and each.shows]
        last = [line(Text("ALSO   ", "label"), " · ".join(map(_in_short, rest)))] if rest else []
        if shown or last:
            yield Section("patterns", "PATTERNS" if shown else "", (*map(_tally, shown), *last), legend=bool(shown))

    def _foot(self) -> Iterator[Line]:
        found = self.found
        if not found.moments:
            return
        said = []
        if any(wording.LEAST <= each.of < wording.EARLY for each in found.patterns if each.shows):
            said.append(f"{wording.WHAT_EARLY_MEANS} ")
        command = Text(f"rj list --with {quote(found.person.name)} -n 0", "command")
        yield line(*said, "All of them: ", command)


def _tally(each: WithThem) -> Tally:
    """Return a pattern with this person; a way of staying safe never without its exceptions and what it guards."""
    rule = definition(each.row)
    lines = []
    if each.row.polarity == "D":
        rest = len(each.otherwise)
        lines = [line(f"otherwise in {rest or 'none'}; {rule.guard_line}")]
    dots = Dots(len(each.shows), len(each.turned), len(each.otherwise), len(each.neither))
    return Tally(rule.key, rule.row[:1].upper() + rule.row[1:], dots, tuple(lines), uids=uids(each.shows))


def _in_short(each: WithThem) -> str:
    return f"{definition(each.row).row}{GLUE}{len(each.shows)}{GLUE}of{GLUE}{each.of}"


def _marks(tones: Mapping[str, int]) -> Line:
    """Return the marks of a week or month, and how many moments have none."""
    unmarked = tones.get("unmarked", 0)
    marks = tone_marks(tones)
    return (
        line(
            *marks.parts,
            Text(f"{' ' if marks.parts and not isinstance(marks.parts[-1], Text) else ''}{unmarked} unmarked", "quiet"),
        )
        if unmarked
        else marks
    )


def _glued(marks: Line) -> Iterator[Part]:
    """Yield the marks of a month so that they stay on one line."""
    for at, part in enumerate(marks.parts, 1):
        if isinstance(part, Text):
            text = part.text.rstrip() if at == len(marks.parts) else part.text
            yield Text(text.replace(" ", GLUE), part.kind)
        else:
            yield part


def _month(month: date) -> str:
    return f"{SHORT_MONTHS[month.month - 1]}{GLUE}{month.year}"


def _mention(name: str) -> str:
    """Format a name as it is typed behind an @: in quotes if it has spaces."""
    return name if all(letter.isalnum() or letter in "-_" for letter in name) else f'"{name}"'
