"""Home screen (`rj` alone): the moments of these days, what waits, and one thing to do next."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from relational_journal.model import Entry, Query

if TYPE_CHECKING:
    from relational_journal.cli.insights.home_screen import Home
    from relational_journal.journal.journal import Journal
    from relational_journal.vocabulary.safety import Safety

_MOST_ROWS = 5
_LEAST_ROWS = 3  # a thinner week is filled up with earlier moments
_NEAR_DAYS = 3  # around the day of a year ago
_MOST_OF_A_YEAR_AGO = 2


def show_home(*, as_json: bool) -> None:
    """Print the home screen, without the sentences of moments, since it is opened where others can see it."""
    from relational_journal.cli.context import open_journal

    with open_journal(has_way_on=True) as journal:
        from relational_journal.cli.entries.tie import open_breaks_of

        home = _home(journal, safety := journal.people.safety())
        if as_json:
            from relational_journal.cli.output import emit_json
            from relational_journal.entry_json import to_record
            from relational_journal.text.wrap import on_any_line

            emit_json(
                {
                    "last": [to_record(moment) for moment in home.last],
                    "open_breaks": [each.moment.uid for each in open_breaks_of(journal)],
                    "hunches": _hunches(journal),
                    "next": on_any_line(home.next),
                    "week": [moment.uid for moment in home.week],
                    "waiting": [
                        {"what": each.what, "text": on_any_line(each.text), "uids": each.uids} for each in home.waiting
                    ],
                    **({} if home.year_ago is None else {"year_ago": [to_record(each) for each in home.year_ago]}),
                }
            )
        else:
            from relational_journal.cli.insights.home_screen import print_home

            print_home(journal, home, safety)


def _home(journal: Journal, safety: Safety) -> Home:
    from relational_journal.cli.insights.home_screen import Home
    from relational_journal.cli.insights.next_step import next_step
    from relational_journal.cli.insights.waiting import what_waits
    from relational_journal.forms.week import moments_of_week

    today = journal.now().date()
    week = moments_of_week(journal, safety, today)
    last = week[:_MOST_ROWS] if len(week) >= _LEAST_ROWS else _latest(journal, safety, today)
    return Home(
        today,
        week,
        last,
        what_waits(journal, safety, today, last),
        _year_ago(journal, safety, today) if journal.settings.get("year-ago", "off") == "on" else None,
        next_step(journal, today, week, last),
    )


def _latest(journal: Journal, safety: Safety, today: date) -> list[Entry]:
    """Return the last moments up to today that are not unsafe, reading no more entries than needed."""
    found: list[Entry] = []
    for limit in (10, 100, 0):  # 0 is all: somebody may have noted nothing but unsafe moments for long
        read = list(journal.entries(Query(kinds=("moment",), until=today, limit=limit)))
        found = [moment for moment in read if not safety.is_unsafe(moment)]
        if len(found) >= _LEAST_ROWS or len(read) < limit:
            break
    return found[:_LEAST_ROWS]


def _year_ago(journal: Journal, safety: Safety, today: date) -> list[Entry]:
    """Return moments of this day a year ago, or of the day nearest to it; none only for the person, or unsafe ones.

    Those with anybody about whom something unsafe was noted are left out as well: nobody should meet them unasked.
    """
    if today.year == date.min.year:
        return []
    # A year before 29 February there is no such day; its neighbours are near enough.
    that_day = today.replace(year=today.year - 1, day=min(today.day, 28) if today.month == 2 else today.day)
    near = timedelta(days=_NEAR_DAYS)
    if that_day - date.min < near:
        return []
    found = [
        moment
        for moment in journal.entries(Query(kinds=("moment",), since=that_day - near, until=that_day + near))
        if not moment.private and len(moment.when) >= len("2026-11-22") and not safety.is_nothing_offered(moment)
    ]

    def distance(moment: Entry) -> int:
        return abs((date.fromisoformat(moment.when[:10]) - that_day).days)

    nearest = min(map(distance, found), default=0)
    return [moment for moment in found if distance(moment) == nearest][:_MOST_OF_A_YEAR_AGO]


def _hunches(journal: Journal) -> list[dict[str, Any]]:
    return [
        {"uid": hunch.uid, "text": hunch.text, "since": hunch.since, "read_at": hunch.read_at}
        for hunch in journal.hunches.all()
        if hunch.ended is None
    ]
