"""The type of what capture hands to the store, for type checking only."""

from __future__ import annotations

from typing import Protocol

from relational_journal.model import Entry, Person, Word


class Drafted(Protocol):
    """An entry read from a text, with the people and words it introduces."""

    @property
    def moment(self) -> Entry:
        """The entry; its uid is empty if it is new."""

    @property
    def new_people(self) -> tuple[Person, ...]:
        """People to create."""

    @property
    def changed_people(self) -> tuple[Person, ...]:
        """People whose relationship is set."""

    @property
    def new_words(self) -> tuple[Word, ...]:
        """Own words to create."""
