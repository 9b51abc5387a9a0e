"""Find what waits on the home screen: something to try, an open break, a hunch, a look-back, a draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.forms.week import experiments_to_try
from relational_journal.model import Entry, Query
from relational_journal.report.document.entry_text import format_day, format_people
from relational_journal.text.safe import one_line
from relational_journal.text.wrap import on_one_line
from relational_journal.timestamps import beginning, days_before, first_day

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.model import Hunch
    from relational_journal.vocabulary.safety import Safety

_RECENT_DAYS = 60  # older breaks are counted, not named: nobody needs a list of everything that ever stayed open
_HUNCH_DAYS = 182  # after half a year a hunch that is still not read does not wait any more
_READ_DAYS = 14  # how long a hunch that was read is named
_LOOK_BACK_DUE = 7  # days after the last look-back
_LOOK_BACK_LEFT = 28  # days after which nobody is waiting for the next one
_AGREED_DAYS = 56
_LONGEST_WORDS = 48  # signs of the person's own words: enough to know what was meant
_NUMBERS = "two three four five six seven eight nine ten eleven twelve".split()


class Waiting(NamedTuple):
    """One thing that waits: what kind it is, a line about it, and the entries it is about."""

    what: str
    text: str
    uids: tuple[str, ...] = ()


def what_waits(journal: Journal, safety: Safety, today: date, last: Sequence[Entry]) -> list[Waiting]:
    """Return what waits on this day, in the order it is shown.

    Args:
        journal: the open journal.
        safety: nothing is offered with people about whom something unsafe was noted.
        today: the day.
        last: the last moments; a look-back is due only if there is one since the last look-back.
    """
    return [
        *_to_try(journal, safety, today),
        *_open_break(journal, safety, today),
        *_hunch(journal, safety, today),
        *_look_back(journal, today, last),
        *_drafts(journal),
    ]


def _to_try(journal: Journal, safety: Safety, today: date) -> Iterator[Waiting]:
    """Yield the newest experiment that was not tried yet, and what one wanted to try after the last session."""
    found = experiments_to_try(journal, safety, today)
    if found.entries:
        newest = found.entries[0]
        line = f"You wanted to try {_own_words(newest, 'try')} (since {_day(newest.when, today)})"
        more = found.number - 1
        rest = f"; {more} more: {on_one_line('rj look experiments')}" if more else ""
        yield Waiting("experiment", line + (rest or f": {on_one_line('rj reflect experiment')}"), (newest.uid,))
    held = last_held(journal, today)
    if held is None or not held.answers.get("try-next", "").strip():
        return
    day = first_day(held.when)
    planned = Query(kinds=("experiment",), since=day, until=today, limit=1)
    is_planned = any(True for _ in journal.entries(planned))  # then it stands above as an experiment
    if not is_planned and 0 < (today - day).days <= _AGREED_DAYS:
        words = _own_words(held, "try-next")
        yield Waiting(
            "agreed", f"You wanted to try {words} (since your session on {_day(held.when, today)})", (held.uid,)
        )


def last_held(journal: Journal, today: date) -> Entry | None:
    """Return the latest session up to today that was held."""
    sessions = journal.entries(Query(kinds=("session",), until=today))
    return next((each for each in sessions if each.answers.get("state") != "prepared"), None)


def _open_break(journal: Journal, safety: Safety, today: date) -> Iterator[Waiting]:
    """Yield the newest open break of the last 60 days, and how many more are open."""
    open_ones = sorted(
        journal.open_breaks(), key=lambda each: (beginning(each.moment.when), each.moment.uid), reverse=True
    )
    offered = [each for each in open_ones if each.age <= _RECENT_DAYS and not safety.is_nothing_offered(each.moment)]
    if not offered:
        return
    newest = offered[0].moment
    people = one_line(format_people(newest.people))
    line = f"A break{f' with {people}' if people else ''} {_age(offered[0].age)}"
    more = len(open_ones) - 1
    if not more:
        yield Waiting("break", f"{line}: {on_one_line(f'rj mend {newest.id}')}", (newest.uid,))
        return
    oldest = min(each.day for each in open_ones)
    # Without --since the command covers the last weeks alone, and would show fewer breaks than the number here. Weeks
    # that begin with a session begin at its hour, so a break of that day may lie before them.
    begins = journal.window().since
    is_before = oldest < begins or (oldest == begins and journal.last_session() is not None)
    since = f" --since {oldest.isoformat()}" if is_before else ""
    yield Waiting("break", f"{line}; {more} more: {on_one_line(f'rj look repairs{since}')}", (newest.uid,))


def _age(days: int) -> str:
    """Format how old a break is: `is from yesterday`, `is three days old`, `is 3 weeks old`.

    >>> _age(0), _age(1), _age(3), _age(13), _age(20)
    ('is from today', 'is from yesterday', 'is three days old', 'is 13 days old', 'is two weeks old')
    """
    if days < 2:
        return ("is from today", "is from yesterday")[days]
    count, unit = (days, "days") if days < 14 else (days // 7, "weeks")
    return f"is {_NUMBERS[count - 2] if count <= 12 else count} {unit} old"


def _hunch(journal: Journal, safety: Safety, today: date) -> Iterator[Waiting]:
    """Yield how far the newest running hunch has come, or that it was read lately."""
    hunches = journal.hunches.all()
    running = [
        (number, hunch)
        for number, hunch in enumerate(hunches, start=1)
        if hunch.ended is None
        and 0 <= (today - date.fromisoformat(hunch.since[:10])).days <= _HUNCH_DAYS
        and hunch.with_ not in safety.careful_with
    ]
    if not running:
        return
    number, hunch = running[-1]
    line = f"Your hunch ({_condition(journal, hunch)})"
    command = on_one_line(f"rj hunch show {number}")
    missing, read_on = _so_far(journal, hunch, safety, today)
    if read_on is None:
        so_far = f"{hunch.read_at - max(missing)} of {hunch.read_at} moments are in"
        yield Waiting("hunch", f"{line}: {so_far}; {command}", (hunch.uid,))
    elif (today - read_on).days <= _READ_DAYS:
        yield Waiting("hunch", f"{line} was read on {_day(read_on.isoformat(), today)}: {command}", (hunch.uid,))


def _condition(journal: Journal, hunch: Hunch) -> str:
    """Format the condition in labels, never in the words of the hunch: `when they criticised me`."""
    vocabulary = journal.vocabulary
    labels = [vocabulary.inline_label(key.partition(":")[0]) for key in hunch.when]
    return one_line(f"when {' or '.join(labels)}")


def _so_far(journal: Journal, hunch: Hunch, safety: Safety, today: date) -> tuple[tuple[int, int], date | None]:
    """Return how many moments are missing with and without the condition, and the day it was read."""
    from relational_journal.patterns.questions.hunches import read_hunches

    # Only moments after it was stated count; those of the days before can join one of them to a burst.
    since = date.fromisoformat(hunch.since[:10])
    after = journal.entries(Query(kinds=("moment",), since=days_before(since, _LOOK_BACK_DUE)))
    people = {person.name: person for person in journal.people.all()}
    (read,) = read_hunches((hunch,), after, vocabulary=journal.vocabulary, people=people, safety=safety)
    return read.missing, read.read_on


def _look_back(journal: Journal, today: date, last: Sequence[Entry]) -> Iterator[Waiting]:
    """Yield that a look-back is due, for somebody who looks back and has noted something since."""
    latest = next(iter(journal.entries(Query(kinds=("lookback",), until=today, limit=1))), None)
    if latest is None:
        return
    day = first_day(latest.when)
    days = (today - day).days
    if _LOOK_BACK_DUE <= days <= _LOOK_BACK_LEFT and last and first_day(last[0].when) > day:
        ago = "A week" if days == _LOOK_BACK_DUE else f"{days} days"
        yield Waiting("look-back", f"{ago} since your last look-back: {on_one_line('rj reflect week')}", (latest.uid,))


def _drafts(journal: Journal) -> Iterator[Waiting]:
    """Yield that words of a run that failed are stored as drafts."""
    count = len(journal.drafts.all())
    if count:
        waits = "A draft waits" if count == 1 else f"{count} drafts wait"
        yield Waiting("draft", f"{waits}: {on_one_line('rj log')} takes {'it' if count == 1 else 'one'} up")


def _own_words(entry: Entry, key: str) -> str:
    """Return the person's own words in quotation marks, cut if they are long; `something` if only they may see it."""
    words = one_line(" ".join((entry.answers.get(key) or entry.text).split()))
    if entry.private or not words:
        return "something"
    from relational_journal.cli.output import cut

    return f'"{cut(words, _LONGEST_WORDS)}"'


def _day(when: str, today: date) -> str:
    return on_one_line(format_day(when, today, weekday=False))
