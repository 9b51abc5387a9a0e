"""Format moments as rows of a report by their labels: what came before, what was done, what came after."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Protocol

from relational_journal.model import Entry, Window
from relational_journal.report.document.document import Dots, Line, Part, Text, line
from relational_journal.report.document.entry_text import SIDES
from relational_journal.text.calendar_names import MONTHS, SHORT_MONTHS


class Labels(Protocol):
    """The part of a vocabulary that formatting a moment needs."""

    def inline_label(self, key: str) -> str:
        """Return how a key reads inside a row."""

    def counts_as(self, key: str) -> str:
        """Return the key an own word counts like."""


_MOST_IDS = 12

SETTINGS = {
    "family": "in the family",
    "intimate": "with a partner",
    "professional": "at work",
    "social": "among friends and acquaintances",
    "community": "in the community",
    "therapy": "in therapy",
    "self": "with myself",
}


def day_and_month(day: date, *, year: bool = False) -> str:
    """Format a day as `22 Nov`, or with its year as `22 Nov 2026`."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]}" + (f" {day.year}" if year else "")


def full_date(day: date) -> str:
    """Format a day as `22 November 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def format_period(window: Window) -> str:
    """Format a window as `28 Sep – 22 Nov 2026`."""
    if window.since == window.until:
        return day_and_month(window.since, year=True)
    first = day_and_month(window.since, year=window.since.year != window.until.year)
    return f"{first} – {day_and_month(window.until, year=True)}"


def format_ids(moments: Sequence[Entry], most: int = _MOST_IDS) -> str:
    """Format the numbers of entries as they are typed after `rj show`: `7 22 30`."""
    numbers = " ".join(str(moment.id) for moment in moments[:most])
    return numbers if len(moments) <= most else f"{numbers} and {len(moments) - most} more"


def format_before(moment: Entry, vocabulary: Labels, *, wishes: bool = True) -> str:
    """Format what came before: cues and feelings, else what was braced for, else the wishes."""
    labels = [vocabulary.inline_label(key) for key in (*moment.first, *moment.felt_before)]
    parts = [", ".join(labels)] if labels else []
    if moment.braced and not labels:
        parts.append(f"braced for: {_listed(moment.braced, vocabulary)}")
    if wishes and moment.wishes and not parts:
        parts.append(f"wanted {_listed(moment.wishes, vocabulary)}")
    if moment.urges:
        parts.append(f"the pull: {_listed(moment.urges, vocabulary)}")
    return "; ".join(parts)


def format_moves(moment: Entry, vocabulary: Labels) -> str:
    """Format the moves in story order."""
    return _listed(moment.moves, vocabulary)


def format_moves_and_turn(moment: Entry, vocabulary: Labels, opposite: Collection[str]) -> Line:
    """Format the moves of a moment that turned, with the sign of turning before the opposite move."""
    against = [key for key in moment.moves if vocabulary.counts_as(key) in opposite]
    shown = [key for key in moment.moves if key not in against]
    parts: list[str | Part] = [f"{_listed(shown, vocabulary)} ", Dots(1, 1, 0, 0), f" {_listed(against, vocabulary)}"]
    return line(*parts)


def format_after(moment: Entry, vocabulary: Labels) -> str:
    """Format the responses and feelings after: `they were warm, drained`."""
    return _listed((*moment.after, *moment.felt_after), vocabulary)


def format_good_things(moment: Entry, vocabulary: Labels, most: int = 5) -> str:
    """Format the five good things: `more worth`, `more of all 5`, `more energy and clarity, less worth`.

    Of more than `most` only the number: `more of 4`.
    """
    parts = []
    for amount in ("more", "less"):
        keys = [key for key, answer in moment.good.items() if answer == amount]
        if len(keys) == 5:
            return f"{amount} of all 5"
        if len(keys) > most:
            parts.append(f"{amount} of {len(keys)}")
        elif keys:
            labels = [vocabulary.inline_label(key) for key in keys]
            parts.append(f"{amount} {_and(labels)}")
    return ", ".join(parts)


def format_story(moment: Entry, vocabulary: Labels) -> str:
    """Format a moment on one line: `set a limit → they respected my limit; more worth`."""
    return _story(moment, vocabulary, format_moves(moment, vocabulary), format_after(moment, vocabulary))


def format_brief_story(moment: Entry, vocabulary: Labels, most: int, *, before: int = 0) -> str:
    """Format a moment as `format_story` does, with at most so many labels (1 or 2) on each side of the arrow.

    `before` labels at most, of what they did first and what was felt, stand in front: `they got angry; I snapped`.

    Of more moves the last stands, with the first before it if there is room: what a moment came to is not lost. Of
    what came after the first ones stand. `…` says that there was more between or after them.
    """
    moves, after = moment.moves, (*moment.after, *moment.felt_after)
    done = format_moves(moment, vocabulary)
    if len(moves) > most:
        done = f"{vocabulary.inline_label(moves[0])} … " * (most > 1) + vocabulary.inline_label(moves[-1])
    came = _listed(after[:most], vocabulary) + " …" * (len(after) > most)
    story = _story(moment, vocabulary, done, came, most + 1)
    led = _listed((*moment.first, *moment.felt_before)[:before], vocabulary) if done else ""
    return "; ".join(filter(None, (led, story)))


def _story(moment: Entry, vocabulary: Labels, done: str, after: str, good: int = 5) -> str:
    opening = f"the pull: {_listed(moment.urges, vocabulary)}; " if moment.urges else ""
    # "I", because the row begins with whom it was: "my mother: said what I felt" would read as hers.
    text = opening + (f"I {done}" if done else format_before(moment, vocabulary) if not opening else "")
    text = " → ".join(part for part in (text.removesuffix("; "), after) if part)
    return "; ".join(part for part in (text, format_good_things(moment, vocabulary, good)) if part)


def format_value(by: str, value: str | None, vocabulary: Labels) -> str:
    """Format the value of a comparison in words; a person's name is unchanged."""
    if value is None or by == "person":
        return value or ""
    if by == "setting":
        return SETTINGS.get(value, value)
    if by == "context":
        return format_context(value, vocabulary)
    return vocabulary.inline_label(value)


def format_context(value: str, vocabulary: Labels) -> str:
    """Format a context as `gender`, or with its side as `gender (on the side with less power)`."""
    key, _, side = value.partition(":")
    return vocabulary.inline_label(key) + (f" ({SIDES.get(side, side)})" if side else "")


def cell(text: str, kind: str = "plain") -> Line:
    """Return a cell with words of the program."""
    return Line((Text(text, kind),))


def _listed(keys: Iterable[str], vocabulary: Labels) -> str:
    return ", ".join(vocabulary.inline_label(key) for key in keys)


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
