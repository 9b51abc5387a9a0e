"""Fields whose answer fills a slot of an entry: people, tone, keys, context, the five good things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from relational_journal.forms.form import Field, FieldUpdate
from relational_journal.forms.journal_options import JournalOptions, new_person, new_word
from relational_journal.forms.key_questions import Amounts, Letter, Word
from relational_journal.forms.option_search import Option
from relational_journal.forms.person_field import WhoIs
from relational_journal.forms.picker import Chosen, Picker
from relational_journal.forms.question import Question
from relational_journal.model import Entry, Person, replace
from relational_journal.model import Word as OwnWord
from relational_journal.vocabulary.question_sets import NOTHING_OFFERED, UNSAFE

if TYPE_CHECKING:
    from relational_journal.vocabulary.question_sets import Step

TONES = (
    Word("c", "connection", "closer"),
    Word("f", "disconnection", "further"),
    Word("b", "mixed", "both"),
    Word("o", "ordinary", "ordinary"),
)
_SIDES = (
    Word("l", "subordinate", "the side with less power"),
    Word("m", "dominant", "the side with more"),
    Word("b", "both", "both"),
    Word("u", "unsure", "unsure"),
)


class StepField(Field):
    """A field made from a step of a question set.

    Args:
        step: what is asked and which field of the entry it fills.
        room: the people, words and entries to choose from.
        column: where the input begins, so that the fields of a set are aligned.
    """

    def __init__(self, step: Step, room: JournalOptions, column: int) -> None:
        self.step = step
        self.room = room
        self.column = column

    def is_said(self, moment: Entry) -> bool:
        """Whether the entry's field of that name is filled."""
        return bool(getattr(moment, self.step.key))

    def is_withheld_from(self, moment: Entry) -> bool:
        """Whether it asks for a part in what was not safe, or for openness with somebody who may be dangerous."""
        if self.step.withheld == NOTHING_OFFERED:
            return self.room.safety.is_nothing_offered(moment)
        return self.step.withheld == UNSAFE and self.room.safety.is_unsafe(moment)


class People(StepField):
    """The people in the moment."""

    def question(self, moment: Entry) -> Question[Any]:
        """Return a picker of everyone, found by name, relationship or another name."""
        safe_only = moment.kind == "experiment"  # an experiment is never suggested with a person who has unsafe moments
        return Picker(
            self.step.asks,
            people := self.room.people(safe_only=safe_only),
            most=9,
            new=new_person(self.room),
            open_=bool(people),
            is_compact=True,
            hint=self.step.note or ("number, or a few letters" if people else "a name"),
            column=self.column,
        )

    def put(self, moment: Entry, answer: Chosen) -> FieldUpdate:
        """Return the entry with exactly these people."""
        new = tuple(Person(option.value) for option in answer if option.is_new)
        return FieldUpdate(replace(moment, people=tuple(option.value for option in answer)), new_people=new)

    def further(self, answer: Chosen) -> Sequence[Field]:
        """Return the questions about the new people."""
        return [WhoIs(self.room, option.value) for option in answer if option.is_new]


class Tone(StepField):
    """Whether it felt closer or further."""

    def question(self, moment: Entry) -> Question[Any]:
        """Return a question answered by one letter of four."""
        return Letter(self.step.asks, TONES, column=self.column)

    def put(self, moment: Entry, answer: str) -> FieldUpdate:
        """Return the entry with the tone."""
        return FieldUpdate(replace(moment, tone=answer))


class Keys(StepField):
    """Keys of the vocabulary for one slot."""

    def question(self, moment: Entry) -> Question[Any]:
        """Return a picker of keys, found by label, key, short form and meaning."""
        is_power = self.step.key == "power"
        suggested = self.room.suggested(moment) if self.step.key == "moves" else ()
        return Picker(
            self.step.asks,
            self._options(moment),
            most=self.step.most,
            offered=suggested,
            new=None if is_power else new_word(self.room, self.step.lists),
            open_=is_power,
            hint=self.step.note or self._hint(bool(suggested or is_power)),
            column=self.column,
        )

    def put(self, moment: Entry, answer: Chosen) -> FieldUpdate:
        """Return the entry with the keys in their slot; own words that count as none of its keys go to `own`.

        Raises:
            WordingError: there is a second power position.
        """
        from relational_journal.capture.syntax.fields import Fields
        from relational_journal.capture.syntax.tags import Meaning

        cleared: dict[str, Any] = {self.step.key: self._remaining(moment)}
        fields = Fields(replace(moment, **cleared), self.room.vocabulary)
        new = []
        for option in answer:
            # An own word may count as a key of another slot, or as none.
            belongs = self.room.vocabulary.slot_list(option.value) in self.step.lists
            slot = self.step.key if belongs else "own"
            fields.put(slot, Meaning(self.step.lists[0] if belongs else "own", option.value))
            if option.is_new:
                new.append(OwnWord(option.value, option.label))
        return FieldUpdate(fields.on(moment), new_words=tuple(new))

    def _options(self, moment: Entry) -> tuple[Option, ...]:
        if self.step.key == "moves":
            return self.room.moves(self.step.lists, moment.tone)
        first = self.room.usual_power(moment) if self.step.key == "power" else ()
        return self.room.keys(self.step.lists, first=first)

    def _hint(self, is_numbered: bool) -> str:
        how = "number, or a few letters" if is_numbered else "a few letters"
        return f"{how}; commas for several" if self.step.most > 1 else how

    def _remaining(self, moment: Entry) -> tuple[str, ...]:
        """Return what stays in the slot besides the answer."""
        return ()


class MoreKeys(Keys):
    """A second question about a slot, for what came next; it adds to the first answer."""

    def is_said(self, moment: Entry) -> bool:
        """Whether the slot has more than one key, so that the story already continues."""
        return len(getattr(moment, self.step.key)) > 1

    def _remaining(self, moment: Entry) -> tuple[str, ...]:
        kept: tuple[str, ...] = getattr(moment, self.step.key)
        return kept


class Context(Keys):
    """Social contexts, and then the writer's side of each."""

    def put(self, moment: Entry, answer: Chosen) -> FieldUpdate:
        """Return the entry with these contexts; a side that was given before stays."""
        listed = [option for option in answer if not option.is_new and self._is_listed(option)]
        own = tuple(dict.fromkeys((*moment.own, *(option.value for option in answer if option not in listed))))
        context = {option.value: moment.context.get(option.value) for option in listed}
        new = tuple(OwnWord(option.value, option.label) for option in answer if option.is_new)
        return FieldUpdate(replace(moment, context=context, own=own), new_words=new)

    def further(self, answer: Chosen) -> Sequence[Field]:
        """Return a question about the side for each context."""
        return [Side(self.step, self.room, 0, option.value) for option in answer if self._is_listed(option)]

    def _is_listed(self, option: Option) -> bool:
        return self.room.vocabulary.slot_list(option.value) == "context"


class Side(StepField):
    """The writer's side of a context."""

    def __init__(self, step: Step, room: JournalOptions, column: int, key: str) -> None:
        super().__init__(step, room, column)
        self.key = key

    def is_said(self, moment: Entry) -> bool:
        """Whether the side is known, or the context is gone."""
        return moment.context.get(self.key, "") is not None

    def question(self, moment: Entry) -> Question[Any]:
        """Return a question answered by one letter of four."""
        return Letter(f"And your side of it: {self.room.vocabulary.label(self.key)}?", _SIDES)

    def put(self, moment: Entry, answer: str) -> FieldUpdate:
        """Return the entry with the side."""
        return FieldUpdate(replace(moment, context={**moment.context, self.key: answer}))


class Good(StepField):
    """Less, same or more of the five good things."""

    def _items(self, moment: Entry) -> list[tuple[str, str]]:
        """Return the keys of this question with their names."""
        names = {"more-connection": "wanting more contact"}
        vocabulary = self.room.vocabulary
        return [(key, names.get(key, vocabulary.label(key))) for key in self.step.choices]

    def is_said(self, moment: Entry) -> bool:
        """Whether each of them has an answer."""
        return all(key in moment.good for key in self.step.choices)

    def question(self, moment: Entry) -> Question[Any]:
        """Return a question answered by one key for each thing, with earlier answers filled in."""
        question = Amounts(self.step.asks, self._items(moment))
        question.answers = {key: amount for key, amount in moment.good.items() if key in self.step.choices}
        return question

    def put(self, moment: Entry, answer: Mapping[str, str]) -> FieldUpdate:
        """Return the entry with the amounts that were given."""
        others = {key: amount for key, amount in moment.good.items() if key not in self.step.choices}
        return FieldUpdate(replace(moment, good={**others, **answer}))
