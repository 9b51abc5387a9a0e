"""Look up a moment's relationships, setting and therapist. vocabulary/safety.py decides what is unsafe."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from relational_journal.model import MYSELF, Entry, Person

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary


def relationship_of(name: str, people: Mapping[str, Person], vocabulary: Vocabulary) -> str | None:
    """Return the key of a person's relationship to the writer, or None; `myself` needs no entry in `people`."""
    person = people.get(name)
    if person is not None and person.relationship:
        return vocabulary.counts_as(person.relationship)
    return MYSELF if name == MYSELF else None


def is_with_myself_alone(moment: Entry, people: Mapping[str, Person], vocabulary: Vocabulary) -> bool:
    """Return whether the writer is the only person of a moment; False for a moment without a person."""
    return bool(moment.people) and all(relationship_of(name, people, vocabulary) == MYSELF for name in moment.people)


def setting_of(moment: Entry, people: Mapping[str, Person], vocabulary: Vocabulary) -> str | None:
    """Return a moment's setting, else the setting all of its people share; a person without one shares none."""
    if moment.setting:
        term = vocabulary.get(vocabulary.counts_as(moment.setting))
        return term.group if term is not None and term.list == "kinds" else moment.setting
    settings = {
        None if relationship is None else vocabulary.group(relationship) or None
        for relationship in (relationship_of(name, people, vocabulary) for name in moment.people)
    }
    return settings.pop() if len(settings) == 1 else None


def is_with_therapist(moment: Entry, people: Mapping[str, Person], vocabulary: Vocabulary) -> bool:
    """Return whether a therapist is among the people of a moment, or its setting is therapy."""
    return setting_of(moment, people, vocabulary) == "therapy" or any(
        relationship_of(name, people, vocabulary) == "therapist" for name in moment.people
    )
