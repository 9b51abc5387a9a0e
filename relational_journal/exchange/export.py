"""Select what an export as JSON Lines holds: everything, or some entries with the people and words they use."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Protocol

from relational_journal.exchange.collections import Collection, ExportedPeople
from relational_journal.exchange.jsonl.reader import lines_of
from relational_journal.model import SLOTS, Entry, Hunch, Learned, Query, Word

_EVERYTHING = Query()


class Source(Protocol):
    """The part of a journal that an export needs."""

    @property
    def people(self) -> ExportedPeople:
        """The people."""

    @property
    def hunches(self) -> Collection[Hunch]:
        """The hunches."""

    @property
    def learned(self) -> Collection[Learned]:
        """The learned readings."""

    def words(self) -> Iterable[Word]:
        """Own words."""

    def entries(self, query: Query = ..., *, oldest_first: bool = False) -> Iterator[Entry]:
        """Return the entries of a query."""


def export_lines(
    journal: Source, query: Query = _EVERYTHING, chosen: Callable[[Entry], bool] | None = None
) -> Generator[str]:
    """Yield the lines of a JSON Lines export (docs/entry-format.md), one at a time.

    Args:
        chosen: a further filter.

    With a filter: the entries it matches and the people and own words these use. Hunches and learned readings stay
    out, because someone who hands over a few moments has not chosen to hand over more.
    """
    entries = filter(chosen, journal.entries(query, oldest_first=True))
    if query == _EVERYTHING and chosen is None:
        return lines_of(
            journal.people.to_export(), journal.words(), journal.hunches.all(), journal.learned.all(), entries
        )
    names, keys = _used(filter(chosen, journal.entries(query)))
    people = (person for person in journal.people.to_export() if person.name in names)
    words = (word for word in journal.words() if word.key in keys)
    return lines_of(people, words, (), (), entries)


def _used(entries: Iterable[Entry]) -> tuple[set[str], set[str]]:
    names: set[str] = set()
    keys: set[str] = set()
    for entry in entries:
        names.update(entry.people)
        for slot in (*SLOTS, "power", "treated", "own", "context"):
            keys.update(getattr(entry, slot))
    return names, keys
