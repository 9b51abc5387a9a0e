"""Who and what a moment is with: relationships, settings, the therapist. What is unsafe: vocabulary/safety.py."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from relational_journal.model import MYSELF, Moment, Person

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary


def relationship_of(name: str, people: Mapping[str, Person], vocabulary: Vocabulary) -> str | None:
    """What a person is to the writer; `myself` needs no entry among the people."""
    person = people.get(name)
    if person is not None and person.relationship:
        return vocabulary.counts_as(person.relationship)
    return MYSELF if name == MYSELF else None


def is_with_myself_alone(moment: Moment, people: Mapping[str, Person], vocabulary: Vocabulary) -> bool:
    """Whether its only people are the writer; a moment without a person is not."""
    return bool(moment.people) and all(relationship_of(name, people, vocabulary) == MYSELF for name in moment.people)


def setting_of(moment: Moment, people: Mapping[str, Person], vocabulary: Vocabulary) -> str | None:
    """Its setting; where none is said, that of its people if all agree. One without a setting differs."""
    if moment.setting:
        term = vocabulary.get(vocabulary.counts_as(moment.setting))
        return term.group if term is not None and term.list == "kinds" else moment.setting
    settings = {
        None if relationship is None else vocabulary.group(relationship) or None
        for relationship in (relationship_of(name, people, vocabulary) for name in moment.people)
    }
    return settings.pop() if len(settings) == 1 else None


def is_with_therapist(moment: Moment, people: Mapping[str, Person], vocabulary: Vocabulary) -> bool:
    """Whether a therapist is among its people, or its setting is therapy."""
    return setting_of(moment, people, vocabulary) == "therapy" or any(
        relationship_of(name, people, vocabulary) == "therapist" for name in moment.people
    )
