"""From the questions of capture as data to questions asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from relational_journal.forms.answer_fields import Link, OneWord, When, Words
from relational_journal.forms.fields import Context, FromStep, Good, Keys, MoreKeys, People, Tone
from relational_journal.forms.form import Ask
from relational_journal.forms.journal_options import Room

if TYPE_CHECKING:
    from relational_journal.vocabulary.question_sets import Step

_KINDS: dict[str, type[FromStep]] = {
    "people": People,
    "tone": Tone,
    "keys": Keys,
    "context": Context,
    "good": Good,
    "text": Words,
    "choice": OneWord,
    "when": When,
    "link": Link,
}


def asks_of(steps: Sequence[Step], room: Room) -> list[Ask]:
    """The questions of a set, in order; those whose setting is off are left out."""
    made: list[Ask] = []
    column = room.column([step.asks for step in steps if step.kind not in ("text", "when")])
    asked_keys: set[str] = set()
    for step in steps:
        if not step.setting or room.is_on(step.setting):
            kind = MoreKeys if step.kind == "keys" and step.key in asked_keys else _KINDS[step.kind]
            made.append(kind(step, room, column))
        asked_keys.add(step.key)
    return made
