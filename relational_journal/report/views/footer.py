"""Build the footer of a report: what it is based on and what it does not see."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING

from relational_journal.patterns.bitset import to_flags
from relational_journal.patterns.questions.unseen import noted_days, unseen
from relational_journal.report.document import wording
from relational_journal.report.document.document import Line, Text, line
from relational_journal.report.document.moment_rows import format_ids

if TYPE_CHECKING:
    from relational_journal.model import Entry
    from relational_journal.patterns.counting.result import Patterns

# The name of each field of an entry if it is empty, in story order.
FIELDS = {
    "people": "with whom",
    "tone": "closer or further",
    "setting": "where it belongs",
    "first": "what they did first",
    "braced": "what you braced for",
    "felt_before": "feelings before",
    "wishes": "wishes",
    "moves": "what you did",
    "urges": "a pull not followed",
    "after": "what they did then",
    "felt_after": "feelings after",
    "good": "what grew",
    "power": "power",
    "context": "social context",
    "treated": "how you were treated",
}


def footer(patterns: Patterns) -> Line:
    """Return one sentence: what the answer is based on, what is set apart, and where to see what it does not see."""
    apart = "".join(f"{sentence} " for sentence in set_apart(patterns, unnoted=False))
    if not patterns.counted:
        counted = "No moment" if patterns.logged == 0 else "None of the moments"
        text = f"{counted} of these {max(patterns.window.days, 0)} days is counted. {apart}"
        return line(Text(text, "quiet"), Text("rj log", "command"), Text(" notes one.", "quiet"))
    text = f"{counted_here(patterns)} {apart}What this does not see: "
    return line(Text(text, "quiet"), Text("rj look unseen", "command"))


def counted_here(patterns: Patterns) -> str:
    """Format what a report is based on: `55 moments on 48 of 56 days.`"""
    found = unseen(patterns)
    return f"{wording.moments(patterns.counted)} on {found.days} of {found.of_days} days."


def set_apart(patterns: Patterns, *, unnoted: bool = True, named: bool = True) -> list[str]:
    """Return what the counts leave out.

    Args:
        patterns: the counts.
        unnoted: tell the moments with nothing noted before as well.
        named: with the numbers of these moments.
    """
    silent = without_note(patterns) if unnoted else []
    parts = []
    if silent:
        verb = "has" if len(silent) == 1 else "have"
        text = f"{wording.moments(len(silent))} {verb} no note on what came before"
        text += f" ({format_ids(silent)})" if named else ""
        parts.append(f"{text}: rj more {silent[-1].id}" if silent[-1].id else text)
    if patterns.unsafe:
        one = patterns.unsafe == 1
        what = wording.keeping_safe(has_held_apart=bool(patterns.held_apart))
        parts.append(f"{patterns.unsafe} {'was' if one else 'were'} {what} and {'is' if one else 'are'} not counted")
    if patterns.story_only:
        one = patterns.story_only == 1
        parts.append(f"{patterns.story_only} {'is a story only' if one else 'are stories only'}")
    if not parts:
        return []
    said = "; ".join(parts)
    return [f"{said}."]


def without_note(patterns: Patterns) -> list[Entry]:
    """Return counted moments with a move or urge and nothing noted before it, in time order."""
    index = patterns.study.index
    noted = index.filled("first") | index.filled("braced") | index.filled("felt_before") | index.filled("wishes")
    return moments_in_window(patterns, index.counted & index.acts & ~noted)


def moments_in_window(patterns: Patterns, bits: int) -> list[Entry]:
    """Return the moments of a set that lie in the window, in time order."""
    index = patterns.study.index
    return list(compress(index.moments, to_flags(bits & patterns.study.inside, index.size)))


def days_seen(patterns: Patterns, *, others: bool = True) -> str:
    """Return how many days of the window have a moment that is counted, and, if asked, that the others are not seen."""
    days, days_logged = noted_days(patterns)
    days_with_moments = wording.days_with_moments(days, patterns.window.days)
    if days_logged > days:
        days_with_moments = days_with_moments.replace("a moment", "a counted moment")
    return f"{days_with_moments}; what the others held, this does not see." if others else f"{days_with_moments}."


def days_noted(days: int, days_logged: int, of_days: int) -> str:
    """Format as `32 of 56 days have a moment`; days that have only uncounted moments are named separately.

    Args:
        days: those with a counted moment.
        days_logged: those with any moment.
        of_days: of how many.
    """
    words = wording.days_with_moments(days, of_days)
    apart = days_logged - days
    return f"{words} that is counted, {apart} more one that is not" if apart else words
