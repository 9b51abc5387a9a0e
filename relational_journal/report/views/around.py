"""Build the reports of `rj look map` and `rj look contact`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from relational_journal.report.document import wording
from relational_journal.report.document.document import Pair, Report, Section, line
from relational_journal.report.document.entry_text import format_day
from relational_journal.report.views.answer import answer, empty_answer, format_heading
from relational_journal.report.views.tallies import uids

if TYPE_CHECKING:
    from relational_journal.patterns.counting.result import Patterns
    from relational_journal.patterns.questions.contact import Apart
    from relational_journal.patterns.questions.people_map import OnMap
    from relational_journal.vocabulary.load import Vocabulary

_TONES = ("connection", "mixed", "disconnection", "ordinary")
_POWER = {"they-had-more": "they had more power", "about-equal": "about equal", "i-had-more": "you had more"}


def map_report(people: Sequence[OnMap], patterns: Patterns, *, today: date) -> Report:
    """Return a few lines for each person with a moment in the window, in alphabetical order and never ranked."""
    title = "Who is around you"
    if not people:
        return empty_answer(
            title, patterns, "Nobody is named in a counted moment of these weeks. @name in a moment names one."
        )
    vocabulary = patterns.study.index.vocabulary
    sections = [Section(each.name, _heading(each, vocabulary), tuple(_lines(each, today))) for each in people]
    return answer(title, patterns, sections, "People stand by name; nobody is ranked.")


def _heading(each: OnMap, vocabulary: Vocabulary) -> str:
    role = f", {vocabulary.label(each.relationship)}" if each.relationship else ""
    return f"{format_heading(each.name)}{role}"


def _lines(each: OnMap, today: date) -> list[Pair]:
    tones = [f"{tone} {each.tones[tone]}" for tone in _TONES if each.tones.get(tone)]
    last = f"last {format_day(each.last.isoformat(), today, weekday=False)}"
    moments = f"{wording.moments(len(each.moments))}, {last}{': ' if tones else ''}{' · '.join(tones)}"
    told = [Pair("Moments", line(moments, uids=uids(each.moments)))]
    answered = [f"{word} {n}" for word, n in (("closer", each.closer), ("further", each.further)) if n]
    started = [f"{who} {n}" for who, n in (("you", each.i_started), ("they", each.they_started)) if n]
    power = [f"{words} {each.by_power[key]}" for key, words in _POWER.items() if each.by_power[key]]
    rows = (
        ("Afterwards", answered),
        ("Who started", started),
        ("Power", power),
        ("Open", [wording.moments(each.open_breaks, "break")] if each.open_breaks else []),
    )
    return told + [Pair(label, line(" · ".join(parts))) for label, parts in rows if parts]


def contact_report(found: Sequence[Apart], patterns: Patterns, *, today: date) -> Report:
    """Return the people not seen for more than twice the usual gap, never worded as a duty."""
    title = "Whom you have not been with lately"
    closing = "No duty: some gaps are rest, and some are chosen."
    if not found:
        told = "Nobody: with none of those you meet often has it been more than twice your usual gap."
        return empty_answer(title, patterns, told, closing)
    pairs = tuple(
        Pair(
            format_heading(each.name),
            line(
                f"{each.days} days since {format_day(each.last.isoformat(), today, weekday=False)};"
                f" usually {each.usual:g} {'day' if each.usual == 1 else 'days'} between"
            ),
        )
        for each in found
    )
    return answer(title, patterns, [Section("people", "", pairs)], closing)
