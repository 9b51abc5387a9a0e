"""Compare the tones of the two halves of the window: what the diamonds of the weeks show, in words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypeAlias

from relational_journal.model import Entry
from relational_journal.patterns.statistics.exact import Table, mid_p
from relational_journal.report.document import wording
from relational_journal.report.document.document import TONES, Line, line, number
from relational_journal.report.session_page.page_material import Material
from relational_journal.timestamps import first_day

_NAME = "changes:tone"  # what the line is called on every page
_TURNS = ("disconnection", "connection")  # the tones whose change is described: the first that chance seldom makes
_SELDOM = 0.05 / len(_TURNS)
_ALONE = 0.05  # the level at which one tone alone would pass
_TENTHS = 3  # a difference of so many in ten is worth a question, though it may be chance


# The first day of the second half, and the moments with a tone of each half.
_Halves: TypeAlias = tuple[date, Sequence[Entry], Sequence[Entry]]


class ToneChange(NamedTuple):
    """How often a tone was noted in each half of the window; `begins` is the first day of the second."""

    tone: str
    earlier: tuple[int, int]
    later: tuple[int, int]
    begins: date
    may_be_chance: bool


def tone_change(material: Material) -> ToneChange | None:
    """Return the tone that differs between the halves: first one that chance seldom makes, else one that it may make.

    The window is always halved, so that no day is chosen. If one half of its days holds too few moments with a tone,
    these moments are halved instead, and what differs is never more than "may be chance". None with fewer than five in
    a half, if no tone differs by three in ten, or if the person left it off.
    """
    if not is_wanted(material):
        return None
    begins, earlier, later = halves = _halves(material)
    if _is_little(halves):
        begins, earlier, later = halves = _halves_of_moments(material)
        if _is_little(halves):
            return None
        clear: list[str] = []
    else:
        clear = [tone for tone in _TURNS if _by_chance(tone, earlier, later) < _SELDOM]
    perhaps = [tone for tone in _TURNS if _differs(tone, earlier, later) or _by_chance(tone, earlier, later) < _ALONE]
    for tone in (*clear, *perhaps):
        return ToneChange(tone, _counted(tone, earlier), _counted(tone, later), begins, not clear)
    return None


def is_wanted(material: Material) -> bool:
    """Whether the change of tone may stand on the page."""
    return "changes" not in material.choices.leave and _NAME not in material.choices.never


def tone_line(change: ToneChange | None, material: Material) -> Line:
    """Format the change of tone: `disconnection 12 of 13 until 25 Oct, 1 of 9 since`, or that there is none to tell."""
    if change is None:
        halves = _halves(material)
        said = "too little here to say" if _is_little(halves) else f"no clear one since {material.dated(halves[0])}"
        return line(f"in tone, {said}", name=_NAME)
    before, now = (number(f"{shows} of {of}") for shows, of in (change.earlier, change.later))
    chance = "; may be chance" if change.may_be_chance else ""
    until = last_before(change, material)
    return line(f"{change.tone} ", before, f" until {until}, ", now, f" since{chance}", name=_NAME)


def last_before(change: ToneChange, material: Material) -> str:
    """Format the last day of the first half."""
    return material.dated(change.begins - timedelta(1))


def _halves(material: Material) -> _Halves:
    """Divide the moments with a tone at the middle day of the window."""
    return _divided(_toned(material), material.window.since + timedelta(material.window.days // 2))


def _halves_of_moments(material: Material) -> _Halves:
    """Divide the moments with a tone on the day at which their two parts are most alike in number."""
    toned = _toned(material)
    days = [first_day(moment.when) for moment in toned]
    in_order = sorted(days)
    # The difference of the two numbers: all of them, less twice those before the day.
    begins = min(days, key=lambda day: abs(len(days) - 2 * bisect_left(in_order, day)), default=material.window.since)
    return _divided(toned, begins)


def _divided(moments: Sequence[Entry], begins: date) -> _Halves:
    earlier = [moment for moment in moments if first_day(moment.when) < begins]
    return begins, earlier, [moment for moment in moments if first_day(moment.when) >= begins]


def _toned(material: Material) -> list[Entry]:
    return [moment for moment in material.moments if moment.tone in TONES]


def _is_little(halves: _Halves) -> bool:
    """Whether one of them is less than five moments, those of one day with the same people taken as one."""
    _, earlier, later = halves
    return min(len(_units("", earlier)), len(_units("", later))) < wording.LEAST


def _counted(tone: str, moments: Sequence[Entry]) -> tuple[int, int]:
    return sum(moment.tone == tone for moment in moments), len(moments)


def _differs(tone: str, earlier: Sequence[Entry], later: Sequence[Entry]) -> bool:
    """Whether the shares differ by three in ten or more; in whole numbers, so that exactly three count."""
    was, is_now = _units(tone, earlier), _units(tone, later)
    return 10 * abs(sum(was) * len(is_now) - sum(is_now) * len(was)) >= _TENTHS * len(was) * len(is_now)


def _by_chance(tone: str, earlier: Sequence[Entry], later: Sequence[Entry]) -> float:
    """Return how likely chance alone makes the halves differ so (0..1)."""
    was, is_now = _units(tone, earlier), _units(tone, later)
    return mid_p([Table(sum(is_now), len(is_now), sum(was) + sum(is_now), len(was) + len(is_now))])


def _units(tone: str, moments: Sequence[Entry]) -> list[bool]:
    """Return whether the tone was noted, once for each day with the same people."""
    shown: dict[tuple[date, tuple[str, ...]], bool] = {}
    for moment in moments:
        unit = first_day(moment.when), moment.people
        shown[unit] = shown.get(unit, False) or moment.tone == tone
    return list(shown.values())
