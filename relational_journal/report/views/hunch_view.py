"""Build the report of `rj hunch`: what is suspected, both counts, and how many are missing or the reading."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from relational_journal.report.document.document import Report, line
from relational_journal.report.document.entry_text import format_day
from relational_journal.report.document.moment_rows import format_context
from relational_journal.text.width import harmless

if TYPE_CHECKING:
    from relational_journal.patterns.questions.hunches import HunchReading, Sides
    from relational_journal.vocabulary.load import Vocabulary

_READINGS = {
    "stands-out": "It stands out.",
    "may-be-chance": "Worth asking about; it may be chance.",
    "no-clear-difference": "No clear difference.",
}


def hunch_report(read: HunchReading, number: int, vocabulary: Vocabulary, *, today: date) -> Report:
    """Return the report of one hunch.

    Args:
        read: the hunch as counted, with its reading if both sides have enough units.
        number: its number in the list.
        vocabulary: for the labels of its keys.
        today: for dates of another year.
    """
    hunch = read.hunch
    ended = f", put away on {_day(hunch.ended, today)}" if hunch.ended else ""
    return Report(
        f'{number}  "{harmless(hunch.text)}"',
        f"since {_day(hunch.since, today)}{ended}",
        tuple(map(line, _format_reading(read, vocabulary, today))),
    )


def _format_reading(read: HunchReading, vocabulary: Vocabulary, today: date) -> Iterator[str]:
    hunch = read.hunch
    only = f", with {hunch.with_}" if hunch.with_ else ""
    condition = " or ".join(_condition(key, vocabulary) for key in hunch.when)
    marker = " or ".join(vocabulary.label(key) for key in hunch.then)
    yield f"when: {condition}{only} · then: {marker}"
    yield f"{_sides(read.counted)}."
    if read.reading != "not-yet":
        on = f" Read on {_day(read.read_on.isoformat(), today)}, once." if read.read_on else ""
        yield f"{_READINGS[read.reading]}{on}"
        if _holds_any(read.later):
            yield f"Since then, apart: {_sides(read.later)}."
    else:
        named = zip(read.missing, ("with it", "without it"), strict=True)
        missing = " and ".join(f"{n} more {side}" for n, side in named if n)
        once = f"It is read once, at {hunch.read_at} on each side."
        yield f"Not read: it was put away with {missing} to go." if hunch.ended else (
            f"Not read yet: {missing} to go. {once}"
        )  # fmt: skip
    if _holds_any(read.earlier):
        yield f"Before you asked, apart: {_sides(read.earlier)}."


def _condition(written: str, vocabulary: Vocabulary) -> str:
    """Format as `They criticised me`, or a context with its side: `gender (on the side with less power)`."""
    return format_context(written, vocabulary) if ":" in written else vocabulary.label(written)


def _sides(sides: Sides) -> str:
    return f"with it {sides.with_.shows} of {sides.with_.of}; without it {sides.without.shows} of {sides.without.of}"


def _holds_any(sides: Sides) -> bool:
    return bool(sides.with_.of or sides.without.of)


def _day(written: str, today: date) -> str:
    return format_day(written[:10], today, weekday=False)
