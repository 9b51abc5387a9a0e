"""Collect what a look-back can name by number: the moments of the week, breaks, and what one wanted to try."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.model import Entry, Query
from relational_journal.timestamps import beginning, days_before, first_day

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.vocabulary.safety import Safety

WEEK_DAYS = 7  # this week is the last seven days, today among them: no Monday begins with nothing
_WAITING_DAYS = 56  # older experiments are not named any more


class Week(NamedTuple):
    """The seven days up to a day.

    Attributes:
        moments: those that are not about keeping safe, newest first.
        apart: those that are, or with someone held apart; they are not listed, and may be named by their number.
        unasked: moments of the week, those apart among them, with whom no repair may be offered: a break there may be
            named, and its status is not asked for.
        has_held_apart: whether anybody in the journal is held apart.
        open_breaks: the open ones of any age with whom a repair may be offered, newest first.
        other_breaks: those of the last 60 days with another status.
    """

    moments: tuple[Entry, ...]
    open_breaks: tuple[Entry, ...]
    other_breaks: tuple[Entry, ...]
    apart: tuple[Entry, ...] = ()
    unasked: tuple[Entry, ...] = ()
    has_held_apart: bool = False

    @property
    def breaks(self) -> tuple[Entry, ...]:
        """All breaks whose status can be set."""
        return (*self.open_breaks, *self.other_breaks)


class ToTry(NamedTuple):
    """Experiments that are not tried yet: those to name, newest first, and how many there are in these weeks."""

    entries: tuple[Entry, ...]
    number: int


def moments_of_week(journal: Journal, safety: Safety, until: date) -> list[Entry]:
    """Return the moments of the seven days up to a day, newest first, without those about keeping safe."""
    return [moment for moment in _of_week(journal, until) if not safety.is_unsafe(moment)]


def _of_week(journal: Journal, until: date) -> Iterator[Entry]:
    return journal.entries(Query(kinds=("moment",), since=days_before(until, WEEK_DAYS - 1), until=until))


def week_up_to(journal: Journal, until: date) -> Week:
    """Return what can be looked back on, on this day."""
    safety = journal.people.safety()

    def offered(moments: Iterable[Entry]) -> tuple[Entry, ...]:
        found = (moment for moment in moments if not safety.is_nothing_offered(moment))
        return tuple(sorted(found, key=lambda moment: (beginning(moment.when), moment.uid), reverse=True))

    of_week = tuple(_of_week(journal, until))
    recent = journal.recent_breaks().values()
    return Week(
        tuple(moment for moment in of_week if not safety.is_unsafe(moment)),
        offered(each.moment for each in journal.open_breaks()),
        offered(each.moment for each in recent if each.status != "open"),
        tuple(filter(safety.is_unsafe, of_week)),
        tuple(filter(safety.is_nothing_offered, of_week)),
        bool(safety.held_apart),
    )


def experiments_to_try(journal: Journal, safety: Safety, today: date) -> ToTry:
    """Return the experiments of the weeks of `rj look experiments` that are not tried yet.

    One planned today is counted and not named: nobody has had the time. Neither is one of more than eight weeks ago, or
    with somebody about whom something unsafe was noted.
    """
    planned = list(journal.entries(Query(kinds=("experiment",), since=journal.window().since, until=today)))
    if not planned:
        return ToTry((), 0)
    from relational_journal.patterns.questions.experiments import state_of

    found = [each for each in planned if state_of(each) == "not-yet" and not safety.is_unsafe(each)]
    days = {each.uid: (today - first_day(each.when)).days for each in found}
    named = (each for each in found if 0 < days[each.uid] <= _WAITING_DAYS and not safety.is_nothing_offered(each))
    return ToTry(tuple(named), len(found))
