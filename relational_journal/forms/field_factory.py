"""Make the fields of a form from question sets, which are data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from relational_journal.forms.about_fields import AboutBreak, AboutMoment
from relational_journal.forms.answer_fields import ChoiceField, Link, When, Words
from relational_journal.forms.fields import Context, Good, Keys, MoreKeys, People, StepField, Tone
from relational_journal.forms.form import Field
from relational_journal.forms.journal_options import JournalOptions

if TYPE_CHECKING:
    from relational_journal.vocabulary.question_sets import Step

_KINDS: dict[str, type[StepField]] = {
    "people": People,
    "tone": Tone,
    "keys": Keys,
    "context": Context,
    "good": Good,
    "text": Words,
    "choice": ChoiceField,
    "when": When,
    "link": Link,
}

_NAMING: dict[str, type[StepField]] = {"moment": AboutMoment, "break": AboutBreak}


def fields_of(steps: Sequence[Step], room: JournalOptions) -> list[Field]:
    """Return the fields of a set in order, without those whose setting is off."""
    made: list[Field] = []
    column = room.column([step.asks for step in steps if step.kind not in ("text", "when")])
    asked_keys: set[str] = set()
    for step in steps:
        if not step.setting or room.is_on(step.setting):
            kind = _NAMING.get(step.names) or _KINDS[step.kind]
            kind = MoreKeys if step.kind == "keys" and step.key in asked_keys else kind
            made.append(kind(step, room, column))
        asked_keys.add(step.key)
    return made
