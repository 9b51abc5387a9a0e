"""Build the reports of `rj look map` and `rj look contact`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.report.document import wording
from relational_journal.report.document.bare_lines import plain
from relational_journal.report.document.document import Pair, Report, Section, line
from relational_journal.report.document.entry_text import format_day
from relational_journal.report.document.moment_rows import format_period
from relational_journal.report.views.answer import answer, empty_answer, format_heading
from relational_journal.report.views.tallies import uids

if TYPE_CHECKING:
    from relational_journal.model import Window
    from relational_journal.patterns.counting.result import Patterns
    from relational_journal.patterns.questions.contact import Apart
    from relational_journal.patterns.questions.people_map import OnMap
    from relational_journal.vocabulary.load import Vocabulary

TITLE = "Who is around you"
CLOSING = "People stand by name; nobody is ranked."
_TONES = ("connection", "mixed", "disconnection", "ordinary")
_POWER = {"they-had-more": "they had more power", "about-equal": "about equal", "i-had-more": "you had more"}


class Before(NamedTuple):
    """The window before, to be shown next to this one, and its people."""

    window: Window
    people: Sequence[OnMap]


def map_report(people: Sequence[OnMap], patterns: Patterns, *, today: date, before: Before | None = None) -> Report:
    """Return a few lines for each person with a moment in the window, in alphabetical order and never ranked.

    Args:
        people: those of the window.
        patterns: for the footer.
        today: for dates of another year.
        before: the window before: each person gets a line of it, and those who are only there come last.
    """
    title = TITLE
    if not people and not (before and before.people):
        return empty_answer(
            title, patterns, "Nobody is named in a counted moment of these weeks. @name in a moment names one."
        )
    vocabulary = patterns.study.index.vocabulary
    earlier = {each.name: each for each in before.people} if before else {}
    sections = [
        Section(each.name, _heading(each, vocabulary), (*_lines(each, today), *_before(each.name, earlier, before)))
        for each in people
    ]
    here = {each.name for each in people}
    sections += [
        Section(name, _heading(each, vocabulary), tuple(_before(name, earlier, before)))
        for name, each in earlier.items()
        if name not in here
    ]
    return answer(title, patterns, sections, CLOSING)


def _before(name: str, earlier: Mapping[str, OnMap], before: Before | None) -> Iterator[Pair]:
    """Yield what the window before holds of a person, on one line."""
    if before is None:
        return
    if name not in earlier:
        yield Pair("Before", line(f"no moment from {format_period(before.window)}"))
        return
    each = earlier[name]
    moments = wording.moments(len(each.moments))
    parts = [f"{moments} from {format_period(before.window)}", *_tones(each)]
    if each.open_breaks:
        parts.append(wording.moments(each.open_breaks, "open break"))
    yield Pair("Before", line(" · ".join(parts), uids=uids(each.moments)))


def _tones(each: OnMap) -> list[str]:
    return [f"{tone} {each.tones[tone]}" for tone in _TONES if each.tones.get(tone)]


def _heading(each: OnMap, vocabulary: Vocabulary) -> str:
    role = vocabulary.label(each.relationship) if each.relationship else ""
    # someone may be named as what they are: "a stranger"
    return f"{format_heading(each.name)}{f', {role}' if role and role != each.name else ''}"


def people_lines(each: OnMap, today: date) -> list[str]:
    """Return all that is said of a person on the map, for the description of a picture."""
    return [text for pair in _lines(each, today) for text in plain(pair)]


def _lines(each: OnMap, today: date) -> list[Pair]:
    tones = _tones(each)
    last = f"last {format_day(each.last.isoformat(), today, weekday=False)}"
    moments = f"{wording.moments(len(each.moments))}, {last}{': ' if tones else ''}{' · '.join(tones)}"
    open_breaks = [wording.moments(each.open_breaks, "break")] if each.open_breaks else []
    pairs = [Pair("Moments", line(moments, uids=uids(each.moments))), *map_lines(each)]
    return [*pairs, Pair("Open", line(" · ".join(open_breaks)))] if open_breaks else pairs


def map_lines(each: OnMap) -> list[Pair]:
    """Return how moments with a person ended, who started them and who had more power, as far as it is noted."""
    answered = [f"{word} {n}" for word, n in (("closer", each.closer), ("further", each.further)) if n]
    started = [f"{who} {n}" for who, n in (("you", each.i_started), ("they", each.they_started)) if n]
    power = [f"{words} {each.by_power[key]}" for key, words in _POWER.items() if each.by_power[key]]
    rows = (("Afterwards", answered), ("Who started", started), ("Power", power))
    return [Pair(label, line(" · ".join(parts))) for label, parts in rows if parts]


def contact_report(found: Sequence[Apart], patterns: Patterns, *, today: date) -> Report:
    """Return the people not seen for more than twice the usual gap, never worded as a duty."""
    title = "Whom you have not been with lately"
    closing = "No duty: some gaps are rest, and some are chosen."
    if not found:
        reason = "Nobody: with none of those you meet often has it been more than twice your usual gap."
        return empty_answer(title, patterns, reason, closing)
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
