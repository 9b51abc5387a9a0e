from __future__ import annotations

from datetime import date

import pytest

from relational_journal import Journal, Window
from relational_journal.model import Query
from tests.support.stored import Clock, moment

TODAY = date(2026, 11, 22)


def session(journal: Journal, when: str, **answers: str) -> None:
    journal.add(moment(kind="session", text=when, when=when, answers=answers))


def test_without_a_session_the_window_is_eight_weeks_with_today(journal: Journal) -> None:
    assert journal.window() == Window(date(2026, 9, 28), TODAY)
    assert journal.window().days == 56


def test_a_session_longer_ago_than_eight_weeks_begins_the_window(journal: Journal) -> None:
    session(journal, "2026-11-09")
    assert journal.window() == Window(date(2026, 9, 28), TODAY)
    journal.delete("1")

    session(journal, "2026-08-03T15:00:00+02:00", state="held")
    assert journal.window() == Window(date(2026, 8, 3), TODAY)


def test_the_last_session_is_the_latest_held_before_today(journal: Journal) -> None:
    assert journal.last_session() is None
    session(journal, "2026-11-09", state="held")
    session(journal, "2026-11-02")
    session(journal, "2026-11-16", state="prepared")
    session(journal, "2026-11-22T09:00:00+01:00", state="held")
    session(journal, "2026-11-30", state="held")
    journal.add(moment(when="2026-11-20"))

    assert journal.last_session() == journal.find("1")


@pytest.mark.parametrize(
    ("since", "until", "window"),
    [
        (date(2026, 11, 1), None, Window(date(2026, 11, 1), TODAY)),
        (date(2026, 11, 1), date(2026, 11, 2), Window(date(2026, 11, 1), date(2026, 11, 2))),
        (None, date(2026, 3, 1), Window(date(2026, 1, 5), date(2026, 3, 1))),
        (date(2027, 1, 1), None, Window(date(2027, 1, 1), date(2027, 1, 1))),
    ],
)
def test_days_that_are_given_hold(journal: Journal, since: date | None, until: date | None, window: Window) -> None:
    session(journal, "2026-11-09")

    assert journal.window(Query(since=since, until=until)) == window


def test_moments_of_the_sessions_day_before_its_hour_are_outside(journal: Journal, clock: Clock) -> None:
    session(journal, "2026-08-03T15:00:00+02:00", state="held")
    for when in ("2026-08-03T14:59:00+02:00", "2026-08-03T15:00:00+02:00", "2026-08-03", "2026-08-02", "2026-08-04"):
        journal.add(moment(when=when, moves=("listened",)))

    assert journal.patterns().logged == 3
    assert journal.patterns(query=Query(since=date(2026, 8, 3))).logged == 4
