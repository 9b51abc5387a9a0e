"""Read and check single values of a JSON object: types, words, dates. Each raises Misread for what it cannot take."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from relational_journal.timestamps import has_offset_of_no_clock, with_whole_minutes

Record = Mapping[str, Any]


class Misread(Exception):
    """A value that cannot be used: `what` is wrong, to follow "line 7 …", and how to `fix` it."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(what)
        self.what = what
        self.fix = fix


def shown(value: object) -> str:
    """Format a value for an error: no more than its first words."""
    if isinstance(value, str):
        return f'"{value}"' if len(value) <= 40 else f'"{value[:40]}…"'
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int | float):
        return f"the number {str(value)[:20]}"
    return "a list" if isinstance(value, list) else "an object"


def one_of(words: Iterable[str]) -> str:
    """Join words as `a, b or c`."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def text_of(record: Record, name: str) -> str:
    """Return the text of a field; missing or null is empty."""
    value = record.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Misread(f'has {shown(value)} as "{name}"', f'Give "{name}" a text in quotes.')
    return value


def flag_of(record: Record, name: str) -> bool:
    """Return true or false; missing or null is false."""
    value = record.get(name)
    # By identity: 0 and 1 are equal to them.
    if value is None or value is False or value is True:
        return bool(value)
    raise Misread(f'has {shown(value)} as "{name}"', f'"{name}" is true or false, without quotes.')


def choice_of(record: Record, name: str, allowed: Sequence[str]) -> str | None:
    """Return one of a few words, or None if missing or null."""
    value = record.get(name)
    if value is None or (type(value) is str and value in allowed):
        return value
    raise Misread(f'has {shown(value)} as "{name}"', f"Use {one_of(allowed)}, or null.")


def known_word(record: Record, name: str, known: Container[str], what: str) -> str | None:
    """Return a key of one list of the vocabulary, or None if missing or null."""
    value = record.get(name)
    if value is None or (type(value) is str and value in known):
        return value
    raise Misread(f'has {shown(value)} as "{name}", which is no {what}', f"rj words lists each {what}; or null.")


def texts_of(record: Record, name: str) -> tuple[str, ...]:
    """Return a list of texts, none of them empty; missing or null is an empty list."""
    value = record.get(name)
    if value is None:
        return ()
    if not isinstance(value, list):
        raise Misread(f'has {shown(value)} as "{name}"', f'Give "{name}" a list: ["…"], or [].')
    for item in value:
        if type(item) is not str or not item or item.isspace():
            raise Misread(f'has {shown(item)} in "{name}"', f'"{name}" is a list of words in quotes.')
    return tuple(value)


def object_of(record: Record, name: str) -> Mapping[str, Any]:
    """Return an object; missing or null is an empty one."""
    value = record.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Misread(f'has {shown(value)} as "{name}"', f'Give "{name}" an object: {{…}}, or {{}}.')
    return value


def number_of(record: Record, name: str, *, least: int, otherwise: int) -> int:
    """Return a whole number, at least `least`; missing or null is `otherwise`."""
    value = record.get(name)
    if value is None:
        return otherwise
    # Not isinstance, for which true is a number; below 2**53 every JSON reader holds a number exactly.
    if type(value) is not int or not least <= value < 2**53:
        raise Misread(f'has {shown(value)} as "{name}"', f'"{name}" is a whole number, {least} or more.')
    return value


_SHAPE = re.compile(r"\d{4}(-\d\d(-\d\d([T ]\d\d:\d\d(:\d\d([.,]\d{1,6})?)?(Z|[+-]\d\d:\d\d(:\d\d)?)?)?)?)?", re.ASCII)

_OURS = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-][0-5]\d:[0-5]\d", re.ASCII)


@lru_cache(maxsize=64)  # an entry was mostly written when it happened, and not changed since
def _is_ours(written: str) -> bool:
    """Whether a text is a date-time exactly as the journal stores it."""
    try:
        return _OURS.fullmatch(written) is not None and bool(datetime.fromisoformat(written))
    except ValueError:
        return False


def when_of(record: Record, name: str, *, shortest: int = 4) -> str:
    """Return a date or date-time with the precision it was given in, as the journal stores it; "" if missing or null.

    A date-time without offset is read in the local time zone. `shortest` is the least precision:
    4 a year, 7 a month, 10 a day, 11 a clock time.
    """
    written = text_of(record, name)
    if not written or _is_ours(written):
        return written
    try:
        if has_offset_of_no_clock(written):
            raise ValueError
        if not _SHAPE.fullmatch(written):
            raise ValueError
        if len(written) <= 10:
            date.fromisoformat(written + "-01-01"[len(written) - 4 :] if len(written) < 10 else written)
        else:
            moment = datetime.fromisoformat(written)
            written = with_whole_minutes(moment if moment.tzinfo else moment.astimezone()).isoformat()
    except (ValueError, OverflowError, OSError) as error:
        raise _no_date(written, name) from error
    if len(written) < shortest:
        raise _no_date(written, name)
    return written


def _no_date(written: str, name: str) -> Misread:
    example = '"2026-11-21T18:00:00+01:00"'
    more = ', "2026-11-21", "2026-11" or "1998"' if name == "when" else ' or "2026-11-21"'
    if name in ("written", "changed"):
        more = ""
    return Misread(
        f'has {shown(written)} as "{name}", which does not read as a date', f"Write it like {example}{more}."
    )
