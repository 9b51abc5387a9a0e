"""Clock times as people write them: `18:30`, `6pm`, `6.30 pm`, `18h30`, `noon`."""

from __future__ import annotations

from datetime import time
from typing import NamedTuple

# The hours at which "8:00" in that part of the day means 20:00.
PARTS_OF_DAY = {"morning": (), "afternoon": range(1, 7), "evening": range(4, 12), "night": range(7, 12)}


class Clock(NamedTuple):
    """A clock time as written: `half` is am, pm or "" where the words leave it to the 24-hour clock."""

    hour: int
    minute: int = 0
    second: int = 0
    half: str = ""

    def time(self, part: str) -> time | None:
        """The time, in that part of the day if one was named; None where no clock shows it."""
        hour = self.hour
        if self.half:
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + (12 if self.half == "pm" else 0)
        elif part and hour in PARTS_OF_DAY[part]:
            hour += 12
        if hour > 23 or self.minute > 59 or self.second > 59:
            return None
        return time(hour, self.minute, self.second)


def take_clock(parts: list[str]) -> tuple[Clock | None, list[str]]:
    """The clock time at the end or at the beginning of the words, and the words that are left."""
    for begin, end in ((-2, None), (-1, None), (0, 2), (0, 1)):
        taken = parts[begin:end]
        left = parts[:begin] if end is None else parts[end:]
        clock = _read_clock(taken, alone=not left)
        if clock:
            return clock, left
    return None, parts


def _read_clock(parts: list[str], *, alone: bool) -> Clock | None:
    """One or two words as a clock time; `18.30` only beside a day, since alone it may be an amount."""
    if parts in (["noon"], ["midday"]):
        return Clock(12)
    if len(parts) == 2 and parts[1] not in ("am", "pm"):
        return None
    written = "".join(parts)
    half = written[-2:] if written[-2:] in ("am", "pm") else ""
    written = written.removesuffix(half)
    dotted = written.count(".") == 1 and (half or not alone)
    fields = (written.replace(".", ":") if dotted else written).replace("h", ":").split(":")
    if fields[-1] == "" and written.endswith("h"):
        fields.pop()
    elif len(fields) == 1 and not half:
        return None
    if len(fields) > 3 or not all(is_number(field) and len(field) <= 2 for field in fields):
        return None
    if any(len(field) != 2 for field in fields[1:]):
        return None
    hour, minute, second = (*map(int, fields), 0, 0)[:3]
    return Clock(hour, minute, second, half)


def is_number(word: str) -> bool:
    """Whether the word is plain digits."""
    return word.isascii() and word.isdigit()
