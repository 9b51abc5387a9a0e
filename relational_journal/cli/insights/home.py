"""Home screen (`rj` alone): the last moments, open breaks, a running hunch, and one thing to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from relational_journal.model import Entry, Query
from relational_journal.text.calendar_names import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.model import Hunch
    from relational_journal.patterns.counting.breaks import Break

_LATELY = 3
_RECENT_DAYS = 60  # older breaks are counted, not named: nobody needs a list of everything that ever stayed open


def show_home(*, as_json: bool) -> None:
    """Print the home screen, without the person's sentences, since it is opened where others can see it."""
    from relational_journal.cli.context import open_journal

    with open_journal() as journal:
        last = _latest(journal)
        from relational_journal.cli.entries.tie import open_breaks_of

        open_breaks = open_breaks_of(journal)
        suggestion = _next(journal, last)
        if as_json:
            from relational_journal.cli.output import emit_json
            from relational_journal.entry_json import to_record

            emit_json(
                {
                    "last": [to_record(moment) for moment in last],
                    "open_breaks": [each.moment.uid for each in open_breaks],
                    "hunches": _hunches(journal),
                    "next": suggestion,
                }
            )
        else:
            _print(journal, last, open_breaks, suggestion)


def _latest(journal: Journal) -> list[Entry]:
    """Return the last moments that are not unsafe, reading no more entries than needed."""
    safety = journal.people.safety()
    for limit in (10, 100, 0):
        read = list(journal.entries(Query(kinds=("moment",), limit=limit)))
        found = [moment for moment in read if not safety.is_unsafe(moment)]
        if len(found) >= _LATELY or len(read) < limit:
            break
    return found[:_LATELY]


def _hunches(journal: Journal) -> list[dict[str, Any]]:
    return [
        {"uid": hunch.uid, "text": hunch.text, "since": hunch.since, "read_at": hunch.read_at}
        for hunch in journal.hunches.all()
        if hunch.ended is None
    ]


def _next(journal: Journal, last: list[Entry]) -> str:
    """Return one suggestion, never two; after three hard moments in a row, something small and good."""
    if not last:
        return "rj log writes the first moment; rj demo shows where it leads."
    if len(last) == _LATELY and all(moment.tone == "disconnection" for moment in last):
        return "Three hard moments in a row. If you like, log one small good or ordinary one: rj log"
    thin = next((m for m in last if not (m.first or m.braced or m.felt_before or m.wishes) and not m.story_only), None)
    if thin is not None:
        return f"{thin.id} does not say yet what came before. rj more {thin.id} asks the rest."
    return "rj patterns shows what came up lately."


def _print(journal: Journal, last: list[Entry], open_breaks: list[Break], suggestion: str) -> None:
    from relational_journal.cli.output import bold, cut, out, pad, width
    from relational_journal.report.document.entry_text import format_day, format_people
    from relational_journal.text.alphabet import marks
    from relational_journal.text.safe import one_line

    today = journal.now().date()
    columns = min(width(), 100)
    sign = marks()
    heading = f"{WEEKDAYS[today.weekday()]} {today.day} {MONTHS[today.month - 1]}"
    since = _since_session(journal)
    out((heading + since.rjust(max(1, columns - len(heading)))).rstrip())
    out()
    if not last:
        out("Nothing here yet.")
    else:
        out(bold("Lately"))
        names = [cut(one_line(format_people(moment.people)), 14) for moment in last]
        name_columns = max(len(name) for name in names)
        for moment, name in zip(last, names, strict=True):
            did = ", ".join(journal.vocabulary.inline_label(key) for key in moment.moves)
            line = f"  {moment.id!s:>3}  {format_day(moment.when, today).ljust(10)} {pad(name, name_columns)}  "
            line += f"{sign.of_tone(moment.tone)}  "
            out((line + cut(one_line(did), max(12, columns - len(line)))).rstrip())
    if open_breaks and open_breaks[0].age <= _RECENT_DAYS:
        out()
        out(bold("Open between you"))
        moment = open_breaks[0].moment
        day = format_day(moment.when, today, weekday=False)
        out(f"  {moment.id!s:>3}  since {day.ljust(7)} {one_line(format_people(moment.people))}".rstrip())
        if len(open_breaks) > 1:
            out(f"  and {len(open_breaks) - 1} more: rj look repairs")
    running = [hunch for hunch in journal.hunches.all() if hunch.ended is None]
    if running:
        hunch = running[-1]
        out()
        out(bold(f"You suspected, on {format_day(hunch.since[:10], today, weekday=False)}"))
        stands = _so_far(journal, hunch)
        text = cut(one_line(hunch.text), max(12, columns - len(stands) - 6))
        out(pad(f'  "{text}"', max(0, columns - len(stands))) + stands)
    if last:
        from relational_journal.timestamps import first_day

        newest = first_day(last[0].when)
        if (today - newest).days >= 14:
            out()
            out(f"Nothing since {format_day(newest.isoformat(), today, weekday=False)}. That is fine.")
    out()
    out(f"Next, if you like:  {suggestion}")


def _so_far(journal: Journal, hunch: Hunch) -> str:
    """Format the state of a hunch as `1 of 2 so far; too few` with the condition, or as its reading."""
    from datetime import date

    from relational_journal.patterns.questions.hunches import read_hunches
    from relational_journal.report.document.wording import LEAST

    # Only moments after it was stated count.
    after = journal.entries(Query(kinds=("moment",), since=date.fromisoformat(hunch.since[:10])))
    people = {person.name: person for person in journal.people.all()}
    (read,) = read_hunches(
        (hunch,), after, vocabulary=journal.vocabulary, people=people, safety=journal.people.safety()
    )
    shows, of = read.counted.with_
    if read.reading in _HUNCHES:
        return f"{shows} of {of}; {_HUNCHES[read.reading]}"
    return f"{shows} of {of} so far; {'too few' if of < LEAST else 'not read yet'}"


_HUNCHES = {
    "stands-out": "stands out",
    "may-be-chance": "may be chance",
    "no-clear-difference": "no clear difference",
}


def _since_session(journal: Journal) -> str:
    """Format as `12 moments since your session on 9 Nov`, or "" if no session is recorded."""
    session = journal.last_session()
    if session is None:
        return ""
    from relational_journal.report.document.entry_text import format_day
    from relational_journal.store.queries.sessions import is_before
    from relational_journal.timestamps import clock_time, first_day

    day = first_day(session.when)
    count = journal.count(Query(kinds=("moment",), since=day))
    time = clock_time(session.when)
    if time is not None:
        of_that_day = journal.entries(Query(kinds=("moment",), since=day, until=day))
        count -= sum(is_before(moment, (day, time)) for moment in of_that_day)
    told = format_day(day.isoformat(), journal.now().date(), weekday=False)
    return f"{count} {'moment' if count == 1 else 'moments'} since your session on {told}"
