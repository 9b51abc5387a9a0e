"""Format an entry as labelled rows in story order."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.model import Entry
from relational_journal.text.calendar_names import SHORT_MONTHS, SHORT_WEEKDAYS
from relational_journal.timestamps import clock_time, day_of

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary

_BREAKS = {
    "open": "a break, open",
    "partly": "a break, partly mended",
    "mended": "a break, mended",
    "let-go": "a break, let go",
    "not-safe-to-mend": "a break, not safe to mend",
    "ended": "a break; it ended",
}
SIDES = {
    "subordinate": "on the side with less power",
    "dominant": "on the side with more power",
    "both": "on both sides",
    "unsure": "on a side I am not sure of",
}


class Row(NamedTuple):
    """A named row of one or more lines, each a run of parts already joined."""

    name: str
    lines: tuple[str, ...]


def format_day(when: str, today: date, *, weekday: bool = True) -> str:
    """Format a date as `Fri 20 Nov`, with its year if that is another one; `Nov 2026` or `1998` if no day is known.

    >>> format_day("2026-11-20T22:50:00+01:00", date(2026, 11, 22)), format_day("2025-03", date(2026, 11, 22))
    ('Fri 20 Nov', 'Mar 2025')
    """
    day = day_of(when)
    if day is None:
        return when if len(when) == 4 else f"{SHORT_MONTHS[int(when[5:7]) - 1]} {when[:4]}"
    shown = f"{day.day} {SHORT_MONTHS[day.month - 1]}" + (f" {day.year}" if day.year != today.year else "")
    return f"{SHORT_WEEKDAYS[day.weekday()]} {shown}" if weekday else shown


def format_when(when: str, today: date) -> str:
    """Format a date with its clock time if it has one: `Fri 20 Nov 22:50`."""
    time = clock_time(when)
    return format_day(when, today) + (f" {time}" if time else "")


def format_age(when: str, today: date) -> str:
    """Format how long ago a date is, as roughly as people say it.

    >>> dates = ("2026-11-22", "2026-11-08T18:00:00+01:00", "2026-10", "1998")
    >>> [format_age(when, date(2026, 11, 22)) for when in dates]
    ['today', '2 weeks ago', 'last month', '28 years ago']
    """
    if len(when) == 4:
        return _format_units(today.year - int(when), "year")
    months = (today.year - int(when[:4])) * 12 + today.month - int(when[5:7])
    day = day_of(when)
    if day is None:
        return _format_units(months, "month") if months < 24 else _format_units(today.year - int(when[:4]), "year")
    days = (today - day).days
    if days < 14:
        return {0: "today", 1: "yesterday", -1: "tomorrow"}.get(days) or _format_units(days, "day")
    if days < 60:
        return _format_units(days // 7, "week")
    # A month has passed only on the same day of the next one.
    months -= day.day > today.day
    return _format_units(months, "month") if months < 24 else _format_units(months // 12, "year")


def _format_units(count: int, unit: str) -> str:
    """Format a number of units as `3 days ago`, `last month` or `in 2 years`."""
    if abs(count) < 2:
        return f"{('this', 'last', 'next')[count]} {unit}"
    return f"{count} {unit}s ago" if count > 0 else f"in {-count} {unit}s"


def format_people(people: Sequence[str]) -> str:
    """Format names as `Ada`, `Ada and Jonas` or `Ada, Jonas and Mum`."""
    if len(people) < 2:
        return "".join(people)
    return f"{', '.join(people[:-1])} and {people[-1]}"


def format_break_status(status: str) -> str:
    """Format the status of a break as a phrase."""
    return _BREAKS[status]


def story_rows(moment: Entry, vocabulary: "Vocabulary") -> tuple[Row, ...]:
    """Return the rows `before`, `I`, `after`, and `beside` for power and context, without empty rows.

    Args:
        moment: any entry; only its labels are used, never its sentence.
        vocabulary: the vocabulary with the person's own words.
    """

    def labels(keys: Iterable[str]) -> list[str]:
        return [vocabulary.inline_label(key) for key in keys]

    wished = [f"wanted {vocabulary.inline_label(key)}" for key in moment.wishes]
    expected = [f"braced for: {', '.join(labels(moment.braced))}"] if moment.braced else []
    pulled = [f"the pull, not followed: {', '.join(labels(moment.urges))}"] if moment.urges else []
    good = [f"{amount} {vocabulary.inline_label(key)}" for key, amount in moment.good.items()]
    rows = (
        _row("before", labels(moment.first) + labels(moment.felt_before), wished + expected),
        _row("I", pulled, [" → ".join(labels(moment.moves))] if moment.moves else []),
        _row("after", labels(moment.after) + labels(moment.felt_after), good),
        _row("beside", _circumstances(moment, vocabulary)),
    )
    return tuple(row for row in rows if row.lines)


def _row(name: str, *lines: list[str]) -> Row:
    return Row(name, tuple(" · ".join(parts) for parts in lines if parts))


def _circumstances(moment: Entry, vocabulary: "Vocabulary") -> list[str]:
    """Return power, treatment and context, and whether the entry is not counted or only for the person."""
    parts = [vocabulary.inline_label(key) for key in (*moment.power, *moment.treated)]
    parts += [_in_the_room(key, side, vocabulary) for key, side in moment.context.items()]
    parts += [vocabulary.label(key) for key in moment.own]
    if moment.setting:
        parts.append(f"setting: {moment.setting}")
    if moment.break_status:
        parts.append(format_break_status(moment.break_status))
    flags = (
        (moment.unsafe, "about keeping safe"),
        (moment.private, "only for me"),
        (moment.share, "its words may stand on a summary"),
        (moment.story_only, "story only, not counted"),
    )
    return parts + [words for is_set, words in flags if is_set]


def _in_the_room(key: str, side: str | None, vocabulary: "Vocabulary") -> str:
    """Format a context as on the page for the session: `gender (on the side with less power)`."""
    return f"{vocabulary.inline_label(key)} ({SIDES.get(side, side)})" if side else vocabulary.label(key)


def fitting_correction(moment: Entry) -> str:
    """Return an example change with `rj tag` that fits this entry, or "" if it has no labels."""
    for slot, other in (("felt_after", "before"), ("after", "before"), ("felt_before", "after"), ("first", "after")):
        keys: tuple[str, ...] = getattr(moment, slot)
        if keys and (moment.moves or moment.urges):
            return f"+{other}:{keys[-1]}"
    said = (*moment.moves, *moment.felt_before, *moment.first, *moment.wishes, *moment.own)
    if said:
        return f"-{said[-1] if not moment.moves else moment.moves[-1]}"
    if moment.people:
        name = moment.people[-1]
        # Other characters need the quotes of the syntax, and those need quotes of the shell.
        return f"-@{name}" if name.replace("-", "").replace("_", "").isalnum() else f"'-@\"{name}\"'"
    return f"-{moment.tone}" if moment.tone else ""
