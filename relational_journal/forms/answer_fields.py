"""Fields answered in words, by a listed word, a date, or links to other entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from relational_journal.forms.fields import StepField
from relational_journal.forms.form import FieldUpdate
from relational_journal.forms.journal_options import JournalOptions
from relational_journal.forms.key_questions import Letter, Word
from relational_journal.forms.picker import Chosen, Picker
from relational_journal.forms.question import Question, Text
from relational_journal.model import Entry, replace
from relational_journal.model import Link as Tie

if TYPE_CHECKING:
    from relational_journal.vocabulary.question_sets import Step

_CHECK_IN = ("hardly", "a-little", "fairly", "very")
# The questions about an experiment that make no sense in a state.
_NOT_ASKED = {"not-yet": ("happened", "outcome", "learned", "again"), "changed-my-mind": ("happened", "outcome")}


class AnswerField(StepField):
    """An answer in words, stored under its question key."""

    def is_said(self, moment: Entry) -> bool:
        """Whether there is an answer, or none can be expected: nothing happened before an experiment was tried."""
        answer = moment.answers.get(self.step.key)
        if moment.kind == "experiment":
            state = moment.answers.get("state")
            if self.step.key == "state":
                return answer not in (None, "not-yet")
            if self.step.key in _NOT_ASKED.get(state or "", ()):
                return True
        return answer is not None

    def put(self, moment: Entry, answer: str) -> FieldUpdate:
        """Return the entry with the answer under its question key."""
        return FieldUpdate(replace(moment, answers={**moment.answers, self.step.key: answer}))


class Words(AnswerField):
    """Free text."""

    def question(self, moment: Entry) -> Question[Any]:
        """Return a question for free text."""
        return Text(self.step.asks, hint=self.step.note or self.room.text_hint)


class ChoiceField(AnswerField):
    """One of a few listed words."""

    def __init__(self, step: Step, room: JournalOptions, column: int) -> None:
        super().__init__(step, room, column)
        if step.choices == _CHECK_IN:
            self.heading = "This week, by your own measure:"

    def question(self, moment: Entry) -> Question[Any]:
        """Return a question answered by one key: the words' first letters if they differ, else numbers."""
        # Each choice is one key, so two words with the same first letter need numbers.
        letters = [word[0] for word in self.step.choices]
        if len(set(letters)) < len(letters):
            letters = [str(number) for number in range(1, len(letters) + 1)]
        pairs = zip(letters, self.step.choices, strict=True)
        words = [Word(letter, word, word.replace("-", " ")) for letter, word in pairs]
        label = f"  {self.step.asks}" if self.heading else self.step.asks
        return Letter(label, words, column=self.column + 2 if self.heading else self.column)


class When(StepField):
    """When it was, with any precision."""

    def __init__(self, step: Step, room: JournalOptions, column: int) -> None:
        super().__init__(step, room, column)
        # An entry that is not stored yet has no time of writing; it was given the time the form began.
        self.asked_at = room.journal.now().isoformat(timespec="seconds")

    def is_said(self, moment: Entry) -> bool:
        """Whether it has a time other than that of its writing."""
        return moment.when != (moment.written or self.asked_at)

    def question(self, moment: Entry) -> Question[Any]:
        """Return a question for a date in words."""
        return Text(self.step.asks, hint=self.step.note)

    def put(self, moment: Entry, answer: str) -> FieldUpdate:
        """Return the entry with the date.

        Raises:
            UnreadableDate, FutureDate: the answer is no date in the past.
        """
        return FieldUpdate(replace(moment, when=self.room.journal.read_when(answer)))


class Link(StepField):
    """Links to other entries."""

    def is_said(self, moment: Entry) -> bool:
        """Whether there is such a link, or nothing to link to."""
        if moment.kind == "moment":
            return any(link.as_ == self.step.links_as for link in moment.links) or not self.room.memories()
        return self.room.is_tied(moment, self.step.links_as) or not self.room.moments()

    def question(self, moment: Entry) -> Question[Any]:
        """Return a picker: past experiences for a moment, or moments for a picture."""
        if moment.kind == "moment":
            return Picker(self.step.asks, self.room.memories(), most=3, open_=True, column=self.column)
        offered = self.room.better_than_feared() if self.step.links_as == "does-not-fit" else ()
        return Picker(
            self.step.asks,
            self.room.moments(),
            most=9,
            offered=offered,
            hint="its number, or words of it",
            column=self.column,
        )

    def put(self, moment: Entry, answer: Chosen) -> FieldUpdate:
        """Link the entry: a moment's own link to a past experience, or links from other moments to a picture."""
        if moment.kind == "moment":
            new = [Tie(option.value, self.step.links_as) for option in answer]
            kept = tuple(link for link in moment.links if link.as_ != self.step.links_as)
            return FieldUpdate(replace(moment, links=(*kept, *new)))
        return FieldUpdate(moment, ties=tuple((option.value, self.step.links_as) for option in answer))
