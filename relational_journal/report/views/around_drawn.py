"""Draw the map of people in characters: a line from me to each, the shorter the more connection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from relational_journal.report.document import wording
from relational_journal.report.document.document import (
    TONES,
    Block,
    Line,
    Pair,
    Part,
    Report,
    Section,
    Text,
    ToneMark,
    line,
)
from relational_journal.report.document.entry_text import format_day
from relational_journal.report.document.map_in_characters import LONGEST, NUMBER, tie_legend, tie_of
from relational_journal.report.document.moment_rows import format_period
from relational_journal.report.document.neighbour import neighbour_of
from relational_journal.report.document.tie_marks import AROUND
from relational_journal.report.views.answer import answer, tones_line
from relational_journal.report.views.around import (
    CLOSING,
    TITLE,
    Before,
    map_lines,
    map_report,
)
from relational_journal.report.views.tallies import uids
from relational_journal.text.width import cells, clipped, harmless
from relational_journal.text.wrap import GLUE, on_one_line

if TYPE_CHECKING:
    from relational_journal.patterns.counting.result import Patterns
    from relational_journal.patterns.questions.people_map import OnMap
    from relational_journal.vocabulary.load import Vocabulary

_LONGEST_NAME = 16
_LEAST_LONGEST = 8  # a shorter scale would show nothing
_MOST_MARKS = 12  # above that, numbers stand for the moments
_BESIDE = 76  # columns from which two windows have room beside each other
_LABEL = 8  # columns of `before`
_BETWEEN = GLUE * 3  # two windows
_SAYS_NOTHING = "no moment"


def drawn_map(
    people: Sequence[OnMap], patterns: Patterns, *, today: date, columns: int, before: Before | None = None
) -> Report:
    """Return a drawn line and a line of words for each person, in alphabetical order and never ranked.

    Args:
        people: those of the window.
        patterns: for the footer.
        today: for dates of another year.
        columns: of the screen.
        before: the window before, which is drawn beside this one, or above it if there is little room.
    """
    everyone = {each.name: each for each in (*people, *(before.people if before else ()))}
    if not everyone:
        return map_report(people, patterns, today=today, before=before)
    drawing = _Map(everyone, columns, patterns.study.index.vocabulary, today)
    blocks = [block for each in people for block in drawing.one_window(each)]
    if before:
        blocks = list(drawing.two_windows(people, patterns, before))
    drawn = (*people, *(before.people if before else ()))
    report = answer(TITLE, patterns, [Section("map", "", tuple(blocks))], CLOSING)
    return Report(report.title, report.aside, tuple(_legend(drawn)), report.sections, report.foot)


def _legend(drawn: Sequence[OnMap]) -> Iterator[Line]:
    """Yield what the signs mean, those that occur."""
    yield from tie_legend([neighbour_of(each) for each in drawn])
    tones = [tone for tone in TONES if any(each.tones.get(tone) for each in drawn)]
    if tones:
        yield tones_line(tones)


class _Map:
    """The widths of one drawing."""

    def __init__(self, everyone: dict[str, OnMap], columns: int, vocabulary: Vocabulary, today: date) -> None:
        self.columns = columns
        self.vocabulary = vocabulary
        self.today = today
        self.names = {name: clipped(harmless(name), _LONGEST_NAME, "...") for name in everyone}
        self.wide = max(map(cells, self.names.values())) + 2
        self.marks_wide = max(_columns_of(_marks(each)) for each in everyone.values())

    def one_window(self, each: OnMap) -> Iterator[Block]:
        """Yield the line of a person with a mark for each moment, and the rest in words."""
        longest = self._longest(self.wide + AROUND + NUMBER + 2 + self.marks_wide)
        yield line(
            self._padded(self.names[each.name]),
            *tie_of(neighbour_of(each), longest),
            Text(GLUE * 2),
            *_marks(each),
            uids=uids(each.moments),
        )
        yield Pair("", line(Text("; ".join(self._words(each)), "quiet")))

    def two_windows(self, people: Sequence[OnMap], patterns: Patterns, before: Before) -> Iterator[Block]:
        """Yield the lines of each person in both windows, those of now first in the order of the names."""
        now = {each.name: each for each in people}
        earlier = {each.name: each for each in before.people}
        periods = [format_period(window) for window in (before.window, patterns.window)]
        is_beside = self.columns >= _BESIDE
        room = self.wide + (2 * (AROUND + NUMBER) + len(_BETWEEN) if is_beside else _LABEL + AROUND + NUMBER)
        longest = self._longest(room, parts=2 if is_beside else 1)
        column = longest + AROUND + NUMBER
        if is_beside:
            heads = _BETWEEN.join(
                period.replace(" ", GLUE) + GLUE * max(0, column - cells(period)) for period in periods
            )
            yield line(Text(GLUE * (self.wide + 1) + heads.rstrip(GLUE), "quiet"))
        for name in dict.fromkeys((*now, *earlier)):
            windows = (earlier.get(name), now.get(name))
            known = windows[1] or windows[0]
            assert known is not None
            ties = [
                tie_of(neighbour_of(each), longest) if each else [Text(f"{GLUE}{_SAYS_NOTHING}".ljust(column, GLUE))]
                for each in windows
            ]
            moments = uids([moment for each in windows if each for moment in each.moments])
            if is_beside:
                yield line(self._padded(self.names[name]), *ties[0], Text(_BETWEEN), *ties[1], uids=moments)
            else:
                for label, shown, tie in zip(("before", "now"), (self.names[name], ""), ties, strict=True):
                    yield line(self._padded(shown), Text(label.ljust(_LABEL, GLUE), "quiet"), *tie, uids=moments)
            if role := self._role(known):
                yield Pair("", line(Text(role, "quiet")))
            for label, each in zip(("before", "now"), windows, strict=True):
                if each:
                    said = [*_tones(each), *self._words(each)[bool(self._role(each)) :]]
                    yield Pair("", line(Text(f"{label}: {'; '.join(said)}", "quiet")))

    def _longest(self, others: int, parts: int = 1) -> int:
        """Return the signs of the longest line, with so many columns taken by others."""
        return max(_LEAST_LONGEST, min(LONGEST, (self.columns - others) // parts))

    def _padded(self, text: str, style: str = "heading") -> Text:
        return Text(text + GLUE * (self.wide - cells(text)), style if text else "plain")

    def _role(self, each: OnMap) -> str:
        role = self.vocabulary.label(each.relationship) if each.relationship else ""
        return harmless(role) if role != each.name else ""

    def _words(self, each: OnMap) -> list[str]:
        """Return what a person is to the writer, when the last moment was, and the counts behind the drawing."""
        toneless = len(each.moments) - sum(each.tones.get(tone, 0) for tone in TONES)
        role = self._role(each)
        pairs = (f"{pair.label.lower()}: {_plain(pair.line)}" for pair in map_lines(each))
        return [
            *([role] if role else []),
            on_one_line(f"last {format_day(each.last.isoformat(), self.today, weekday=False)}"),
            *pairs,
            *([on_one_line(wording.moments(each.open_breaks, "open break"))] if each.open_breaks else []),
            *([on_one_line(f"{toneless} without a tone")] if toneless else []),
        ]


def _plain(said: Line) -> str:
    return "".join(part.text for part in said.parts if isinstance(part, Text)).replace(" · ", ", ")


def _marks(each: OnMap) -> list[Part]:
    """Return a mark for each moment with a tone, or each mark once with its number if there are many."""
    held = [(tone, each.tones.get(tone, 0)) for tone in TONES if each.tones.get(tone)]
    if sum(count for _, count in held) <= _MOST_MARKS:
        return [ToneMark(tone) for tone, count in held for _ in range(count)]
    return [part for tone, count in held for part in (ToneMark(tone), Text(f"{count}{GLUE}"))]


def _columns_of(parts: Sequence[Part]) -> int:
    return sum(cells(part.text) if isinstance(part, Text) else 1 for part in parts)


def _tones(each: OnMap) -> list[str]:
    held = [on_one_line(f"{tone} {each.tones[tone]}") for tone in TONES if each.tones.get(tone)]
    return [", ".join(held)] if held else []
