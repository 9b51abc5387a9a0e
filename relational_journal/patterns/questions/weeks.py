"""Compare stress and self-worth with connection, week by week."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from relational_journal.model import Entry
from relational_journal.patterns.bitset import from_flags
from relational_journal.patterns.counting.comparisons import Judge
from relational_journal.patterns.counting.count import tones_of
from relational_journal.patterns.counting.index import in_time
from relational_journal.patterns.counting.result import Patterns, Share
from relational_journal.patterns.counting.study import moments_in
from relational_journal.patterns.statistics import significance
from relational_journal.patterns.statistics.contrast import Contrast, Units
from relational_journal.timestamps import first_day

CHECK_IN = (
    "stressed",
    "myself-with-someone",
    "mattered",
    "someone-mattered",
    "all-right-with-me",
    "at-home-in-body",
    "energy",
    "alone-with-things",
)
LEAST_WEEKS = 8  # weeks with an answer before anything is said about how two things go together
_MUCH = ("fairly", "very")


class Week(NamedTuple):
    """A week from Monday: the number of counted moments of each tone, and the answers of its check-in."""

    monday: date
    tones: Mapping[str, int]
    check_in: Mapping[str, str]

    @property
    def name(self) -> str:
        """The week in ISO 8601 format: `2026-W47`."""
        year, week, _ = self.monday.isocalendar()
        return f"{year}-W{week:02}"


class CheckInComparison(NamedTuple):
    """The weeks in which connection outnumbered disconnection: of those answered fairly or very, and of the others."""

    much: Share
    little: Share
    go_together: bool


def weeks(patterns: Patterns, entries: Iterable[Entry]) -> tuple[Week, ...]:
    """Return the weeks of the window from the first with anything in it to the last, empty ones included.

    Args:
        entries: all entries; check-ins are answers in those of kind `lookback`. If a week has several, the later
            answer counts.
    """
    study = patterns.study
    moments: dict[date, list[Entry]] = {}
    for moment in study.those(study.index.counted):
        moments.setdefault(_monday(first_day(moment.when)), []).append(moment)
    answers: dict[date, dict[str, str]] = {}
    look_backs = [entry for entry in entries if entry.kind == "lookback"]
    for entry in in_time(moments_in(look_backs, patterns.window)):
        said = {key: entry.answers[key] for key in CHECK_IN if entry.answers.get(key)}
        answers.setdefault(_monday(first_day(entry.when)), {}).update(said)
    held = sorted({*moments, *answers})
    if not held:
        return ()
    mondays = [held[0] + timedelta(7 * number) for number in range((held[-1] - held[0]).days // 7 + 1)]
    return tuple(
        Week(
            monday,
            tones_of(moments.get(monday, [])),
            {key: answers[monday][key] for key in CHECK_IN if key in answers.get(monday, {})},
        )
        for monday in mondays
    )


def compare_with_connection(
    weeks: Sequence[Week], *, judge: Judge = significance.readings
) -> Mapping[str, CheckInComparison]:
    """Compare the answers to each check-in question with connection; all questions form one family.

    Only questions answered in 8 or more weeks with moments of connection or disconnection are compared. A link is
    claimed by the same test as every other comparison, the weeks being its units.
    """
    contrasts: list[tuple[str, Contrast]] = []
    for key in CHECK_IN:
        answered = [week for week in weeks if key in week.check_in and _leaning(week) is not None]
        if len(answered) < LEAST_WEEKS:
            continue
        much = from_flags(bytes(week.check_in[key] in _MUCH for week in answered))
        little = from_flags(bytes(week.check_in[key] not in _MUCH for week in answered))
        # Weeks take the place of days in the test, because spells last for weeks here.
        days = tuple(week.monday.toordinal() // 7 for week in answered)
        shows = from_flags(bytes(bool(_leaning(week)) for week in answered))
        contrasts.append((key, Contrast(Units(days, (frozenset(),) * len(days), shows), much, little, "week")))
    readings = judge([contrast for _, contrast in contrasts]) if contrasts else ()
    return {
        key: CheckInComparison(
            _share(contrast, contrast.with_), _share(contrast, contrast.without), reading == significance.STANDS_OUT
        )
        for (key, contrast), reading in zip(contrasts, readings, strict=True)
    }


def _leaning(week: Week) -> bool | None:
    """Return whether connection outnumbered disconnection; None if the week holds neither."""
    near, far = week.tones["connection"], week.tones["disconnection"]
    return near > far if near or far else None


def _share(contrast: Contrast, side: int) -> Share:
    return Share((side & contrast.units.shows).bit_count(), side.bit_count())


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())
