"""Questions answered in words, by a listed word, a date, or a tie to other entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from relational_journal.forms.fields import StepField
from relational_journal.forms.form import FieldUpdate
from relational_journal.forms.journal_options import JournalOptions
from relational_journal.forms.key_questions import Letter, Word
from relational_journal.forms.picker import Chosen, Picker
from relational_journal.forms.question import Question, Text
from relational_journal.model import Link as Tie
from relational_journal.model import Moment, replace

if TYPE_CHECKING:
    from relational_journal.vocabulary.question_sets import Step

_CHECK_IN = ("hardly", "a-little", "fairly", "very")
# Not asked where it is about keeping safe: they lead to openness or repair with someone who may be dangerous
# (domain §9, coercive control).
_NOT_WHERE_UNSAFE = {"closer", "mattered-to-them", "let-them-matter", "shown", "met"}


# What an experiment has nothing to say of, by its state.
_NOTHING_OF = {"not-yet": ("happened", "outcome", "learned", "again"), "changed-my-mind": ("happened", "outcome")}


class AnswerField(StepField):
    """An answer in words, under its question key (contract §5)."""

    def is_said(self, moment: Moment) -> bool:
        """Whether the answer is there, or has no place yet: nothing happened before an experiment was tried."""
        answer = moment.answers.get(self.step.key)
        if moment.kind == "experiment":
            state = moment.answers.get("state")
            if self.step.key == "state":
                return answer not in (None, "not-yet")
            if self.step.key in _NOTHING_OF.get(state or "", ()):
                return True
        return answer is not None

    def put(self, moment: Moment, answer: str) -> FieldUpdate:
        """The answer under its question key (contract §5)."""
        return FieldUpdate(replace(moment, answers={**moment.answers, self.step.key: answer}))


class Words(AnswerField):
    """Free words."""

    def question(self, moment: Moment) -> Question[Any]:
        """Free text."""
        return Text(self.step.asks, hint=self.step.note or self.room.text_hint)


class ChoiceField(AnswerField):
    """One of a few listed words."""

    def __init__(self, step: Step, room: JournalOptions, column: int) -> None:
        super().__init__(step, room, column)
        if step.choices == _CHECK_IN:
            self.heading = "This week, by your own measure:"

    def is_said(self, moment: Moment) -> bool:
        """Whether the answer is there, or the question has no place here."""
        return super().is_said(moment) or self._has_no_place_in(moment)

    def _has_no_place_in(self, moment: Moment) -> bool:
        return self.step.key in _NOT_WHERE_UNSAFE and self.room.safety.is_nothing_offered(moment)

    def question(self, moment: Moment) -> Question[Any]:
        """One key of a few: the words' first letters where these differ, else numbers."""
        letters = [word[0] for word in self.step.choices]
        if len(set(letters)) < len(letters):
            letters = [str(number) for number in range(1, len(letters) + 1)]
        pairs = zip(letters, self.step.choices, strict=True)
        words = [Word(letter, word, word.replace("-", " ")) for letter, word in pairs]
        label = f"  {self.step.asks}" if self.heading else self.step.asks
        return Letter(label, words, column=self.column + 2 if self.heading else self.column)


class When(StepField):
    """When it was, in any precision."""

    def __init__(self, step: Step, room: JournalOptions, column: int) -> None:
        super().__init__(step, room, column)
        self.asked_at = room.journal.now().isoformat(timespec="seconds")

    def is_said(self, moment: Moment) -> bool:
        """Whether it has a time of its own, other than that of its writing."""
        return moment.when != (moment.written or self.asked_at)

    def question(self, moment: Moment) -> Question[Any]:
        """A date of any precision, as words."""
        return Text(self.step.asks, hint=self.step.note)

    def put(self, moment: Moment, answer: str) -> FieldUpdate:
        """When it was.

        Raises:
            UnreadableDate, FutureDate: it does not read as a date that has been.
        """
        return FieldUpdate(replace(moment, when=self.room.journal.read_when(answer)))


class Link(StepField):
    """Ties to other entries."""

    def is_said(self, moment: Moment) -> bool:
        """Whether such a tie is there, or nothing to tie it to."""
        if moment.kind == "moment":
            return any(link.as_ == self.step.links_as for link in moment.links) or not self.room.memories()
        return self.room.is_tied(moment, self.step.links_as) or not self.room.moments()

    def question(self, moment: Moment) -> Question[Any]:
        """Past experiences for a moment; moments, by number or words, for a picture."""
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

    def put(self, moment: Moment, answer: Chosen) -> FieldUpdate:
        """A moment echoes a past experience: the tie is the moment's own. A moment fits a picture: likewise."""
        if moment.kind == "moment":
            new = [Tie(option.value, self.step.links_as) for option in answer]
            kept = tuple(link for link in moment.links if link.as_ != self.step.links_as)
            return FieldUpdate(replace(moment, links=(*kept, *new)))
        return FieldUpdate(moment, ties=tuple((option.value, self.step.links_as) for option in answer))
