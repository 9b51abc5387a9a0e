"""Parse dates as people write them (`yesterday 6pm`, `last friday`, `2 Nov`, `13/11/2026`), preserving precision."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from relational_journal.capture.dates.conventions import Conventions
from relational_journal.capture.dates.day_words import KNOWN, read_words, says_a_day, tokens
from relational_journal.capture.dates.number_dates import Figures, read_figures
from relational_journal.capture.dates.reading import MONTH_NUMBER, MONTHS, WEEKDAYS, Reading
from relational_journal.errors import DoubtfulDate, FutureDate, UnreadableDate
from relational_journal.timestamps import has_offset_of_no_clock, local_instant, with_whole_minutes

# The longest words that can be a date; it limits the search for a prefix in a long text.
_LONGEST = 64
_LONE_WORDS = frozenset({"today", "yesterday", *WEEKDAYS})
_PLAIN = Conventions()
# the form of a date with a year in figures: 2023-02-29, 31.4.2025, 13/2025; and with spaces, 31. 4. 2025
_DATE_IN_ONE = re.compile(r"\d{4}([-/.])\d{1,2}(\1\d{1,2})?|\d{1,2}([-/.])(\d{1,2}\3)?\d{4}\.?")
_DATE_APART = re.compile(r"\d{1,2}[ .]+\d{1,2}[ .]+\d{4}\b")


def read_when(words: str, *, now: datetime, past: bool = True, conventions: Conventions = _PLAIN) -> str:
    """Parse a date into a `when` as in model.Moment: `2026-11-21T18:00:00+01:00`, `2026-11-21`, `2026-11`, `1998`.

    Args:
        words: the date as a person writes it; without an offset it is on the local clock (TZ).
        now: the present, with its offset.
        past: whether to refuse a date in the future.
        conventions: the order of figures, and the like.

    Raises:
        UnreadableDate: the words are no date.
        DoubtfulDate: they could be two dates.
        FutureDate: the date is in the future.
    """
    here = now.astimezone()
    readings = _read(words, here, conventions)
    if not readings:
        raise _unreadable(words, here, conventions)
    try:
        found = {_as_when(reading): reading for reading in readings}
    except (ValueError, OverflowError) as error:  # a clock time outside the range of date-times
        raise _unreadable(words, here, conventions) from error
    if past:
        been = {when: reading for when, reading in found.items() if not _is_to_come(reading, here)}
        if not been:
            reading = next(iter(found.values()))
            raise FutureDate(
                f'"{_brief(words)}" has not come yet: it is {_format(reading)}',
                "Give a date up to now; a day and month without a year are the latest that has been.",
            )
        found = been  # if one of two days is in the future, the other is meant
    if len(found) > 1:
        raise _two_dates(words, found)
    return next(iter(found))


def read_day(words: str, now: datetime, *, last: bool = False, conventions: Conventions = _PLAIN) -> date:
    """Parse a day for a filter; of a longer unit the first day, or with `last` the last (`--until 2026-11`).

    Raises:
        UnreadableDate: the words are no date.
        DoubtfulDate: they could be two dates.
    """
    here = now.astimezone()
    readings = _read(words, here, conventions)
    if not readings:
        raise _unreadable(words, here, conventions)
    if len(readings) > 1:
        raise _two_dates(words, {reading.day.isoformat(): reading for reading in readings})
    reading = readings[0]
    if reading.exact:
        return reading.day
    return reading.last_day if last else reading.first_day


class TextDate(NamedTuple):
    """The date at the beginning of a text.

    Attributes:
        when: the date; None if the text begins with other words.
        rest: the text after it; the whole text if there is none.
        maybe: the words before the colon, if they may be a date and were left as words.
    """

    when: str | None
    rest: str
    maybe: str = ""


def find_when(
    text: str,
    *,
    now: datetime,
    past: bool = True,
    conventions: Conventions = _PLAIN,
    ask: bool = False,
    meant: Mapping[str, str | None] | None = None,
) -> TextDate:
    """Find the `WHEN:` at the beginning of a text.

    It ends at the first colon followed by white space and counts only if all of it is a date. A single word counts only
    if it is today, yesterday or a full weekday name; a year or a clock time alone stays text.

    Args:
        text: as typed.
        now, past, conventions: as in `read_when`.
        ask: whether somebody can be asked about two numbers that may be a date (`10/10: `); otherwise they stay words.
        meant: earlier answers: the words → their `when`, or None for words.

    Raises:
        FutureDate: the date is in the future.
        DoubtfulDate: it could be two dates, or looks like a date and is none; with `ask`, also two numbers.
    """
    words = _before_colon(text)
    if not words.strip():
        return TextDate(None, text)
    rest = text[len(words) + 1 :].lstrip()
    if meant and words in meant:
        when = meant[words]
        return TextDate(None, text) if when is None else TextDate(when, rest)
    here = now.astimezone()
    figures = read_figures(" ".join(words.split()), here.date(), conventions.order)
    if figures and not figures.has_year and _stands_for_itself(words):
        return _maybe(words, text, figures, ask)
    if not _may_begin_a_text(words):
        return TextDate(None, text)
    try:
        return TextDate(read_when(words, now=now, past=past, conventions=conventions), rest)
    except DoubtfulDate:
        raise
    except UnreadableDate as error:
        if _has_the_form_of_a_date(words):
            raise DoubtfulDate(
                f'"{_brief(words)}" looks like a date and is none',
                "Correct the date, or put a word before it.",
                words=words,
            ) from error
        return TextDate(None, text)


def _maybe(words: str, text: str, figures: Figures, ask: bool) -> TextDate:
    """Two numbers without a year: asked about, or words with a hint; a day that never was is words."""
    if not figures.readings:
        return TextDate(None, text)
    if not ask:
        return TextDate(None, text, " ".join(words.split()))
    raise DoubtfulDate(
        f'"{_brief(words)}" may be a date, or words',
        "rj log --when says a date.",
        words=words,
        choices=tuple((_as_when(reading), _format(reading)) for reading in figures.readings),
    )


def _before_colon(text: str) -> str:
    """Return the words before the first colon that white space follows, "" if there are none or too many."""
    head = text[: _LONGEST + 2]
    colon = head.find(":")
    while 0 <= colon < len(head) - 1 and not head[colon + 1].isspace():
        colon = head.find(":", colon + 1)
    return head[:colon] if 0 < colon < len(head) - 1 else ""


def _stands_for_itself(words: str) -> bool:
    """Whether there is nothing but the figures."""
    return not re.search(r"[^\W\d_]", words)


def _may_begin_a_text(words: str) -> bool:
    """Whether words before a colon may be a date: not a lone word but a day's name or figures, and not a clock time."""
    parts = tokens(words)
    if len(parts) == 1:
        word = parts[0]
        return word in _LONE_WORDS or (len(word) > 5 and any(sign.isdigit() for sign in word) and not word.isdigit())
    return says_a_day(words)


def _has_the_form_of_a_date(words: str) -> bool:
    """Whether the words look like a date: a year next to other figures, or a month's name next to a number.

    >>> _has_the_form_of_a_date("2023-02-29 10:00"), _has_the_form_of_a_date("May be"), _has_the_form_of_a_date("1998")
    (True, False, False)
    """
    parts = tokens(words.lower().replace("t", " ", 1) if re.match(r"\d{4}-\d\d-\d\dT\d", words) else words)
    names = [piece for part in parts for piece in re.findall(r"[^\W\d_]+", part)]
    if not all(name in KNOWN or name in ("st", "nd", "rd", "th", "z") for name in names):
        return False
    if any(name in MONTH_NUMBER for name in names):
        return bool(re.search(r"\d", words))
    return any(map(_DATE_IN_ONE.fullmatch, parts)) or bool(_DATE_APART.match(" ".join(parts)))


def _read(words: str, now: datetime, conventions: Conventions) -> tuple[Reading, ...]:
    """Try our own words first, then ISO 8601, then dateutil in strict mode."""
    written = " ".join(words.split())
    if not written or len(written) > _LONGEST:
        return ()
    found = read_words(written, now, conventions)
    if found:
        return found
    reading = _read_iso(written) or _read_other(written)
    return (reading,) if reading else ()


def _read_iso(written: str) -> Reading | None:
    """Parse ISO 8601; a week without a day is no day."""
    try:
        # A week such as 2026-W47 is no day, and Python would read its Monday.
        return None if "W" in written.upper() and len(written) < 9 else Reading(date.fromisoformat(written))
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return None if has_offset_of_no_clock(written) else _of_moment(moment)


def _of_moment(moment: datetime) -> Reading:
    """Return the reading of a date-time, with its own offset."""
    if moment.tzinfo is None:
        return Reading(moment.date(), clock=moment.time().replace(microsecond=0))
    return Reading(moment.date(), instant=moment.replace(microsecond=0))


def _read_other(written: str) -> Reading | None:
    """Parse what dateutil reads, if day, month name and year are all there (RFC 2822, ctime)."""
    if not _is_date_like(written) or has_offset_of_no_clock(written):
        return None
    import warnings

    from dateutil import parser

    read = []
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # make dateutil fail on an unknown time zone instead of ignoring it
        # dateutil fills gaps from `default`; parsing with two defaults shows what the words said
        for default in (datetime(2000, 1, 1), datetime(2003, 2, 2, 1, 1, 1)):
            try:
                read.append(parser.parse(written, default=default))
                read[-1].utcoffset()  # an impossible offset of 99 hours shows only here
            except (ValueError, OverflowError, TypeError, ArithmeticError, LookupError, AttributeError, Warning):
                return None
    first, second = read
    if first.date() != second.date():
        return None
    if first.time() != second.time():
        return Reading(first.date()) if first.hour != second.hour else _of_moment(first.replace(second=0))
    return _of_moment(first)


def _is_date_like(written: str) -> bool:
    """Whether it has a year, a month's name and only words of dates; saves importing dateutil otherwise."""
    names = re.findall(r"[^\W\d_]+", written.lower())
    zones = {"t", "z", "utc", "gmt", "st", "nd", "rd", "th"}
    has_year = re.search(r"(?<!\d)\d{4}(?!\d)", written)
    return bool(has_year) and any(w in MONTH_NUMBER for w in names) and all(w in KNOWN or w in zones for w in names)


def _as_when(reading: Reading) -> str:
    """Format the reading as a `when`.

    Raises:
        ValueError, OverflowError: a clock time outside the range of date-times.
    """
    instant = _instant(reading)
    if instant:
        return with_whole_minutes(instant).isoformat(timespec="seconds")
    return reading.first_day.isoformat()[: {"year": 4, "month": 7, "season": 7}.get(reading.unit, 10)]


def _is_to_come(reading: Reading, here: datetime) -> bool:
    instant = _instant(reading)
    return instant > here if instant else reading.first_day > here.date()


def _instant(reading: Reading) -> datetime | None:
    """Return the point in time with the offset of TZ on that day; a time that the clocks skip moves forward."""
    if reading.instant or reading.clock is None:
        return reading.instant
    return local_instant(datetime.combine(reading.day, reading.clock))


def _format(reading: Reading) -> str:
    """Format the date so that a person can check it."""
    instant = _instant(reading)
    day = instant.date() if instant else reading.first_day
    month = MONTHS[day.month - 1].capitalize()
    if reading.unit in ("year", "month", "season"):
        return f"{day.year}" if reading.unit == "year" else f"{month} {day.year}"
    weekday = WEEKDAYS[day.weekday()].capitalize()
    clock = f", {instant:%H:%M}" if instant else ""
    return f"{weekday} {day.day} {month} {day.year}{clock}"


def _two_dates(words: str, found: dict[str, Reading]) -> DoubtfulDate:
    """Return the error that shows both dates."""
    days = [f"{reading.day.day} {MONTHS[reading.day.month - 1].capitalize()}" for reading in found.values()]
    if len({reading.day.year for reading in found.values()}) > 1:
        days = [f"{day} {reading.day.year}" for day, reading in zip(days, found.values(), strict=True)]
    written = [reading.day.isoformat() for reading in found.values()]
    return DoubtfulDate(
        f'"{_brief(words)}" could be {" or ".join(days)}',
        f"Write {' or '.join(written)}; rj settings date-order day-first (or month-first) settles it for good.",
        words=words,
        choices=tuple((when, _format(reading)) for when, reading in found.items()),
    )


def _brief(words: str) -> str:
    """Return the words at fault, cut if they are long."""
    written = " ".join(words[:400].split())
    return written if len(written) <= 40 else written[:39] + "…"


def _unreadable(words: str, now: datetime, conventions: Conventions) -> UnreadableDate:
    """Return the error, with the nearest words that can be parsed."""
    nearest = _nearest(words, now, conventions) if len(words) <= _LONGEST else None
    if nearest:
        mended, reading = nearest
        clock, day = reading.clock, reading.first_day.isoformat()
        second = f"yesterday {clock:%H:%M}" if clock else "yesterday 18:00"
        example = f"{day}T{clock:%H:%M}" if clock else day[: 7 if reading.unit in ("month", "season") else 10]
        return UnreadableDate(f'"{_brief(words)}" does not read as a date', f'Try "{mended}", "{second}" or {example}.')
    example = f"{date.fromordinal(max(1, now.toordinal() - 1))}T18:00"
    return UnreadableDate(
        f'"{_brief(words)}" does not read as a date', f'Try "yesterday 6pm", "last friday", "2 Nov" or {example}.'
    )


def _nearest(words: str, now: datetime, conventions: Conventions) -> tuple[str, Reading] | None:
    """Correct each unknown word, and return the words if they can be parsed then."""
    import difflib

    known = sorted(KNOWN, key=lambda word: (-len(word), word))
    mended = []
    for token in tokens(words):
        near = [token] if not token.isalpha() or token in KNOWN else difflib.get_close_matches(token, known, 1, 0.7)
        if not near:
            return None
        mended.append(near[0])
    nearest = " ".join(mended)
    readings = read_words(nearest, now, conventions)
    return (nearest, readings[0]) if len(readings) == 1 and nearest != " ".join(tokens(words)) else None
