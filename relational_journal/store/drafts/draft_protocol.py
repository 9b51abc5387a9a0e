"""What capture hands to the store: an entry with the people and words it brings. For type checking alone."""

from __future__ import annotations

from typing import Protocol

from relational_journal.model import Moment, Person, Word


class Drafted(Protocol):
    """What capture makes of a text: the moment, and the people and words it brings with it."""

    @property
    def moment(self) -> Moment:
        """The entry; its uid is empty where it is new."""

    @property
    def new_people(self) -> tuple[Person, ...]:
        """People to make."""

    @property
    def changed_people(self) -> tuple[Person, ...]:
        """People who gain a relationship."""

    @property
    def new_words(self) -> tuple[Word, ...]:
        """Own words to make."""
