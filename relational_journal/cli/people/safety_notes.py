"""Print once that a person is held apart, or offer to hold someone apart: only in the writer's own views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relational_journal.text.folding import caseless

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.vocabulary.safety import Safety

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def print_once(journal: Journal) -> None:
    """Print on stderr, once for each person, why their moments are not counted, or how to have them not counted."""
    from relational_journal.cli.output import hint
    from relational_journal.text.safe import one_line

    safety = journal.people.safety()
    for name in sorted(safety.held_apart, key=caseless):
        if journal.people.is_first_time("told-held-apart", name):
            hint(one_line(_why(journal, name, safety.moments_of.get(name, 0))))
    # Only offered: whether it is safe is the person's to say, and nothing changes until they do.
    for name in _people_with_control_and_fear(journal, safety):
        if journal.people.is_first_time("offered-not-safe", name):
            hint(
                one_line(
                    f"Several moments with {name} hold fear or being decided for. If it is not safe to be yourself"
                    f" there: rj people edit {_typed(name)} --safety not-safe keeps them out of patterns and off the"
                    " page."
                )
            )


def _people_with_control_and_fear(journal: Journal, safety: Safety) -> tuple[str, ...]:
    from datetime import timedelta

    from relational_journal.model import Query
    from relational_journal.patterns.questions.control import DAYS, people_with_control_and_fear

    # Today counts as one of the days.
    since = journal.now().date() - timedelta(days=DAYS - 1)
    recent = journal.entries(Query(kinds=("moment",), since=since))
    return people_with_control_and_fear(
        recent, {person.name: person for person in journal.people.all()}, safety, journal.vocabulary
    )


def _why(journal: Journal, name: str, unsafe: int) -> str:
    seen = journal.people.seen_one(name)
    moments = f"{seen.moments} {'moment' if seen.moments == 1 else 'moments'} with {name}"
    kept = f"{moments} {'is' if seen.moments == 1 else 'are'} kept out of patterns"
    if seen.person.safety is not None:
        return f"{kept}: you marked {name} not safe. Not so? rj people edit {_typed(name)} --safety none"
    number = _NUMBERS[unsafe] if unsafe < len(_NUMBERS) else str(unsafe)
    return (
        f"{kept}: {number} of them are about keeping safe. What you did there may have kept you safe; it is no"
        f" pattern of yours. Not so? rj people edit {_typed(name)} --safety ordinary"
    )


def _typed(name: str) -> str:
    """Return a name as it is typed on the command line."""
    from shlex import quote

    return quote(name)
