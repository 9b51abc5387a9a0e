"""Choose the one suggestion of the home screen; it never asks more about a moment that went well."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from relational_journal.model import Entry, Query
from relational_journal.text.wrap import on_one_line
from relational_journal.timestamps import days_before, first_day

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal

_HARD_IN_A_ROW = 3
_SESSIONS_DAYS = 120  # days in which sessions are looked for: enough for three of a month each
_AFTERWARDS_DAYS = 7  # days after a session that was prepared in which it is asked about
_QUIET_DAYS = 14
_LEAST_TO_COUNT = 5  # moments from which patterns say something
_HARD = ("disconnection", "mixed")


def next_step(journal: Journal, today: date, week: Sequence[Entry], last: Sequence[Entry]) -> str:
    """Return one suggestion with its command.

    Args:
        journal: the open journal.
        today: the day.
        week: the safe moments of this week, newest first.
        last: the last safe moments, newest first.
    """
    if not last:
        return "rj log writes the first moment; rj demo shows where it leads."
    if session := _session(journal, today):
        return session
    if len(week) >= _HARD_IN_A_ROW and all(each.tone == "disconnection" for each in week[:_HARD_IN_A_ROW]):
        return "Three hard moments in a row. If you like, log one small good or ordinary one: " + on_one_line("rj log")
    thin = next((moment for moment in week if moment.tone in _HARD and _says_nothing_before(moment)), None)
    if thin is not None:
        return f"{thin.id} does not say yet what came before: {on_one_line(f'rj more {thin.id}')}"
    lately = Query(kinds=("moment",), since=journal.window().since, until=today)
    is_quiet = (today - first_day(last[0].when)).days >= _QUIET_DAYS
    if is_quiet or (len(week) < _LEAST_TO_COUNT and journal.count(lately) < _LEAST_TO_COUNT):
        return "rj log, whenever there is something; one sentence is enough."
    return "rj patterns shows what came up lately."


def _says_nothing_before(moment: Entry) -> bool:
    return not (moment.first or moment.braced or moment.felt_before or moment.wishes or moment.story_only)


def _session(journal: Journal, today: date) -> str:
    """Return the suggestion for a session that is near, or was prepared and has passed; "" if there is none."""
    since = days_before(today, _SESSIONS_DAYS)
    sessions = list(journal.entries(Query(kinds=("session",), since=since)))
    held = sorted({first_day(each.when) for each in sessions if not _is_prepared(each) and _is_by(each, today)})
    prepared = [each for each in sessions if _is_prepared(each)]
    for each in prepared:
        day = first_day(each.when)
        days = (day - today).days
        # One first noted on its own day is not announced to whoever has just noted it.
        if days in (0, 1) and day > date.fromisoformat(each.written[:10]):
            return _coming(days, is_noted=len(each.answers) > 1 or bool(each.text.strip()))
    for each in prepared:
        day = first_day(each.when)
        if 0 < (today - day).days <= _AFTERWARDS_DAYS and not any(other >= day for other in held):
            from relational_journal.report.document.entry_text import format_day

            prepared_on = on_one_line(format_day(each.when, today))
            return f"You prepared a session on {prepared_on}. If it was held: {on_one_line('rj session after')}"
    usual = _usual_gap(held)
    days = (held[-1] - today).days + usual if usual else -1
    if days in (0, 1):
        return f"A session may be {_WHEN[days]}, {usual} days after the last: {on_one_line('rj session before')}"
    return ""


_WHEN = ("today", "tomorrow")


def _coming(days: int, *, is_noted: bool) -> str:
    if is_noted:
        return f"Session {_WHEN[days]}; what you want from it is noted: {on_one_line('rj summary')}"
    return f"Session {_WHEN[days]}: {on_one_line('rj session before')}"


def _is_prepared(session: Entry) -> bool:
    return session.answers.get("state") == "prepared"


def _is_by(session: Entry, today: date) -> bool:
    return first_day(session.when) <= today


def _usual_gap(held: Sequence[date]) -> int:
    """Return the days between the last three sessions if both times they were as many, else 0."""
    if len(held) < 3:
        return 0
    one, other = held[-2] - held[-3], held[-1] - held[-2]
    return one.days if one == other else 0
