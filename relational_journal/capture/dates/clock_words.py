"""Parse clock times as people write them: `18:30`, `6pm`, `6.30 pm`, `18h30`, `noon`, `at 3`, `half past nine`."""

from collections.abc import Iterator
from datetime import time
from typing import NamedTuple

# the hours at which "8:00" in that part of the day means 20:00
PARTS_OF_DAY = {"morning": (), "afternoon": range(1, 7), "evening": range(4, 12), "night": range(7, 12)}
# "at 3" without a part of the day: nobody means three at night without saying so
_AFTER_NOON = range(1, 8)
COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBER = {name: n for n, name in enumerate(COUNTED, 1)} | {"twenty": 20, "twenty-five": 25, "quarter": 15, "half": 30}
_BEFORE_AN_HOUR = ("at", "around", "about")
_UNIT_OF_CLOCK = ("o'clock", "oclock", "h", "hrs", "uhr")
CLOCK_WORDS = frozenset((*_NUMBER, *_BEFORE_AN_HOUR, *_UNIT_OF_CLOCK, "noon", "midday", "am", "pm", "past", "to"))
_LONGEST = 7  # words of a clock time: "at about 25 minutes past nine pm"


class Clock(NamedTuple):
    """A clock time as written.

    Attributes:
        hour, minute: as written.
        half: `am`, `pm`, or "" for the 24-hour clock.
        is_bare: whether only an hour was said ("at 3"), which from 1 to 7 means the afternoon.
        back: minutes before that hour ("ten to nine").
    """

    hour: int
    minute: int = 0
    second: int = 0
    half: str = ""
    is_bare: bool = False
    back: int = 0

    def time(self, part: str) -> time | None:
        """Return the time in that part of the day, if one was named; None if no clock shows it."""
        hour = self.hour
        if self.half:
            if not 1 <= hour <= 12:
                return None
            # 12 am is midnight, and 12 pm noon.
            hour = hour % 12 + (12 if self.half == "pm" else 0)
        elif part:
            hour += 12 if hour in PARTS_OF_DAY[part] else 0
        elif self.is_bare and hour in _AFTER_NOON:
            hour += 12
        if hour > 23 or self.minute > 59 or self.second > 59:
            return None
        # Ten to twelve am is before midnight.
        minutes = (hour * 60 + self.minute - self.back) % (24 * 60)
        return time(minutes // 60, minutes % 60, self.second)


def clock_times(parts: list[str]) -> Iterator[tuple[Clock, list[str]]]:
    """Yield every clock time in the words, with the words that remain: the longest first, then the last."""
    # The longest first, so that "half past nine pm" is not read as "nine pm".
    for size in range(min(_LONGEST, len(parts)), 0, -1):
        for begin in range(len(parts) - size, -1, -1):
            left = [*parts[:begin], *parts[begin + size :]]
            clock = _read_clock(parts[begin : begin + size], alone=not left)
            if clock:
                yield clock, left


def _read_clock(parts: list[str], *, alone: bool) -> Clock | None:
    """Parse all of some words as a clock time; `18.30` only next to a day, because alone it may be an amount."""
    is_announced = len(parts) > 1 and parts[0] in _BEFORE_AN_HOUR
    if is_announced:
        parts = parts[2:] if parts[0] == "at" and parts[1] in _BEFORE_AN_HOUR and len(parts) > 2 else parts[1:]
    if parts in (["noon"], ["midday"]):
        return Clock(12)
    half = parts[-1] if parts[-1] in ("am", "pm") else ""
    if half:
        parts = parts[:-1]
    elif parts[-1] in _UNIT_OF_CLOCK:
        parts, is_announced = parts[:-1], True
    if len(parts) > 2 and parts[-2] in ("past", "to"):
        return _from_hour(parts[1:] if parts[0] == "a" else parts, half)
    if len(parts) != 1:
        return None
    return _in_figures(parts[0], half, alone=alone, is_announced=is_announced)


def _from_hour(parts: list[str], half: str) -> Clock | None:
    """Parse `half past nine`, `ten to 9`, `5 minutes past 8`; "2 to 5" means from two until five."""
    past = parts[-2] == "past"
    if len(parts) == 4 and parts[1] in ("minutes", "minute", "min", "mins"):
        parts = [parts[0], *parts[2:]]
    elif not past and is_number(parts[0]):
        return None
    if len(parts) != 3 or (parts[0] == "half" and not past):
        return None
    minutes, hour = _number(parts[0]), _number(parts[-1])
    if minutes is None or hour is None or not 0 < minutes < 60 or not 1 <= hour <= 12:
        return None
    return Clock(hour, minute=minutes if past else 0, half=half, is_bare=True, back=0 if past else minutes)


def _in_figures(written: str, half: str, *, alone: bool, is_announced: bool) -> Clock | None:
    """Parse `18:30`, `6pm`, `6.30pm`, `18h30`, `18h`; a lone hour only after "at" or before "o'clock"."""
    if not half and written[-2:] in ("am", "pm"):
        written, half = written[:-2], written[-2:]
    if is_announced or half:
        hour = _number(written)
        if hour is not None:
            return Clock(hour, half=half, is_bare=len(written) < 2 or not written.startswith("0"))
    dotted = written.count(".") == 1 and (half or not alone)
    fields = (written.replace(".", ":") if dotted else written).replace("h", ":").split(":")
    if fields[-1] == "" and written.endswith("h"):
        fields.pop()
    elif len(fields) == 1:
        return None
    if len(fields) > 3 or not all(is_number(field) and len(field) <= 2 for field in fields):
        return None
    if any(len(field) != 2 for field in fields[1:]):
        return None
    hour, minute, second = (*map(int, fields), 0, 0)[:3]
    return Clock(hour, minute, second, half)


def _number(word: str) -> int | None:
    """Parse a number up to 99, in figures or in words as in clock times."""
    return int(word) if is_number(word) and len(word) <= 2 else _NUMBER.get(word)


def is_number(word: str) -> bool:
    """Whether the word consists of digits."""
    return word.isascii() and word.isdigit()
