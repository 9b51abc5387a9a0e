"""Questions whose answer fills a field of an entry: people, tone, keys, context, the five good things."""

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
from relational_journal.model import Moment, Person, replace
from relational_journal.model import Word as OwnWord

if TYPE_CHECKING:
    from relational_journal.vocabulary.question_sets import Step

_TONES = (
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
    """A question made from a step.

    Args:
        step: what is asked and what it fills.
        room: the journal's people, words and entries.
        column: where the fields of the set begin.
    """

    def __init__(self, step: Step, room: JournalOptions, column: int) -> None:
        self.step = step
        self.room = room
        self.column = column

    def is_said(self, moment: Moment) -> bool:
        """Whether the field of that name is filled."""
        return bool(getattr(moment, self.step.key))


class People(StepField):
    """With whom."""

    def question(self, moment: Moment) -> Question[Any]:
        """Everyone to find by name, what they are to me, or another name."""
        safe_only = moment.kind == "experiment"  # domain §7.9: never suggested with a person who has unsafe moments
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

    def put(self, moment: Moment, answer: Chosen) -> FieldUpdate:
        """These people, and nobody else."""
        new = tuple(Person(option.value) for option in answer if option.is_new)
        return FieldUpdate(replace(moment, people=tuple(option.value for option in answer)), new_people=new)

    def further(self, answer: Chosen) -> Sequence[Field]:
        """Who somebody new is."""
        return [WhoIs(self.room, option.value) for option in answer if option.is_new]


class Tone(StepField):
    """Closer or further."""

    def question(self, moment: Moment) -> Question[Any]:
        """One letter of four."""
        return Letter(self.step.asks, _TONES, column=self.column)

    def put(self, moment: Moment, answer: str) -> FieldUpdate:
        """The tone."""
        return FieldUpdate(replace(moment, tone=answer))


class Keys(StepField):
    """Keys of the vocabulary for one slot."""

    def question(self, moment: Moment) -> Question[Any]:
        """Keys of the lists, found by label, key, short word and meaning."""
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

    def put(self, moment: Moment, answer: Chosen) -> FieldUpdate:
        """The keys in their slot, own words that count like none of it in `own`.

        Raises:
            WordingError: a second power position.
        """
        from relational_journal.capture.syntax.fields import Fields
        from relational_journal.capture.syntax.tags import Meaning

        cleared: dict[str, Any] = {self.step.key: self._kept(moment)}
        fields = Fields(replace(moment, **cleared), self.room.vocabulary)
        new = []
        for option in answer:
            belongs = self.room.vocabulary.slot_list(option.value) in self.step.lists
            slot = self.step.key if belongs else "own"
            fields.put(slot, Meaning(self.step.lists[0] if belongs else "own", option.value))
            if option.is_new:
                new.append(OwnWord(option.value, option.label))
        return FieldUpdate(fields.on(moment), new_words=tuple(new))

    def _options(self, moment: Moment) -> tuple[Option, ...]:
        if self.step.key == "moves":
            return self.room.moves(self.step.lists, moment.tone)
        first = self.room.usual_power(moment) if self.step.key == "power" else ()
        return self.room.keys(self.step.lists, first=first)

    def _hint(self, is_numbered: bool) -> str:
        how = "number, or a few letters" if is_numbered else "a few letters"
        return f"{how}; commas for several" if self.step.most > 1 else how

    def _kept(self, moment: Moment) -> tuple[str, ...]:
        """What stays in the slot beside the answer."""
        return ()


class MoreKeys(Keys):
    """A second question about a slot: what came next. It adds to the first."""

    def is_said(self, moment: Moment) -> bool:
        """Whether more than one key stands there, so that the story goes on already."""
        return len(getattr(moment, self.step.key)) > 1

    def _kept(self, moment: Moment) -> tuple[str, ...]:
        kept: tuple[str, ...] = getattr(moment, self.step.key)
        return kept


class Context(Keys):
    """What else was in the room, and then on which side of each I was."""

    def put(self, moment: Moment, answer: Chosen) -> FieldUpdate:
        """The keys, without a side; a side that was given before stays."""
        listed = [option for option in answer if not option.is_new and self._is_listed(option)]
        own = tuple(dict.fromkeys((*moment.own, *(option.value for option in answer if option not in listed))))
        context = {option.value: moment.context.get(option.value) for option in listed}
        new = tuple(OwnWord(option.value, option.label) for option in answer if option.is_new)
        return FieldUpdate(replace(moment, context=context, own=own), new_words=new)

    def further(self, answer: Chosen) -> Sequence[Field]:
        """The side, of each."""
        return [Side(self.step, self.room, 0, option.value) for option in answer if self._is_listed(option)]

    def _is_listed(self, option: Option) -> bool:
        return self.room.vocabulary.slot_list(option.value) == "context"


class Side(StepField):
    """On which side of a context I was."""

    def __init__(self, step: Step, room: JournalOptions, column: int, key: str) -> None:
        super().__init__(step, room, column)
        self.key = key

    def is_said(self, moment: Moment) -> bool:
        """Whether the side is known, or the key is gone."""
        return moment.context.get(self.key, "") is not None

    def question(self, moment: Moment) -> Question[Any]:
        """One letter of four."""
        return Letter(f"And your side of it: {self.room.vocabulary.label(self.key)}?", _SIDES)

    def put(self, moment: Moment, answer: str) -> FieldUpdate:
        """The side beside its key."""
        return FieldUpdate(replace(moment, context={**moment.context, self.key: answer}))


class Good(StepField):
    """Less, same or more of the five good things."""

    def _left(self, moment: Moment) -> list[tuple[str, str]]:
        """The things of this question, how each is called here."""
        names = {"more-connection": "wanting more contact"}
        vocabulary = self.room.vocabulary
        return [(key, names.get(key, vocabulary.label(key))) for key in self.step.choices]

    def is_said(self, moment: Moment) -> bool:
        """Whether each of them has an answer."""
        return all(key in moment.good for key in self.step.choices)

    def question(self, moment: Moment) -> Question[Any]:
        """A key each; what was said before stands there."""
        question = Amounts(self.step.asks, self._left(moment))
        question.answers = {key: amount for key, amount in moment.good.items() if key in self.step.choices}
        return question

    def put(self, moment: Moment, answer: Mapping[str, str]) -> FieldUpdate:
        """Less, same or more of each that could be said."""
        others = {key: amount for key, amount in moment.good.items() if key not in self.step.choices}
        return FieldUpdate(replace(moment, good={**others, **answer}))
