"""The question who a new person is, asked once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from relational_journal.forms.form import Field, FieldUpdate
from relational_journal.forms.option_search import Option
from relational_journal.forms.picker import Chosen, Picker
from relational_journal.model import MYSELF, Person, Query

if TYPE_CHECKING:
    from relational_journal.forms.journal_options import JournalOptions
    from relational_journal.forms.question import Question
    from relational_journal.model import Entry

# The most frequent relationships; the others are found by letters, or further down the list.
_MOST_FREQUENT = ("friend", "close-friend", "colleague", "partner", "parent", "sibling", "child", "manager")


class WhoIs(Field):
    """A new person's relationship to the writer.

    Args:
        room: the people and words to choose from.
        name: the person's name in the journal.
    """

    def __init__(self, room: JournalOptions, name: str) -> None:
        self.room = room
        self.name = name
        self.heading = f"{name} is new here."

    def is_said(self, moment: Entry) -> bool:
        """Whether it is known, or the person is no longer in the moment."""
        return self.name not in moment.people or self.room.relationship(self.name) is not None

    def question(self, moment: Entry) -> Question[Any]:
        """Return a picker of relationships: first what the text says, then the usual ones."""
        options, offered = self._options(moment)
        return Picker(
            f"Who is {self.name} to you?",
            options,
            open_=True,
            is_compact=not offered,
            hint="number, or a few letters: mum, boss, flatmate; Enter leaves it open",
        )

    def put(self, moment: Entry, answer: Chosen) -> FieldUpdate:
        """Return an update that sets the relationship."""
        return FieldUpdate(moment, changed_people=(Person(self.name, answer[0].value),))

    def _options(self, moment: Entry) -> tuple[tuple[Option, ...], bool]:
        from relational_journal.capture.syntax.who import relationship_said

        options = {option.value: option for option in self.room.relationships()}
        said = relationship_said(moment.text, self.name)
        first = (said[0],) if said and said[0] in options else ()
        if said and first:
            options[said[0]] = options[said[0]]._replace(note=f'as in "{said[1]}"')
        order = dict.fromkeys((*first, *(key for key in _MOST_FREQUENT if key in options), *options))
        return tuple(options[key] for key in order), bool(first)


def new_people(room: JournalOptions, moment: Entry) -> list[Field]:
    """Return the questions about people in a moment who are in no other and of whom nothing is known."""
    return [WhoIs(room, name) for name in moment.people if _is_new(room, name)]


def _is_new(room: JournalOptions, name: str) -> bool:
    if name == MYSELF or room.relationship(name) is not None:
        return False
    # The moment that the question is about is stored already.
    return room.journal.count(Query(people=(name,), kinds=("moment",))) <= 1
