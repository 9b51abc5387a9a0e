"""Fields of a look-back whose answer may name a moment or a break by its number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from relational_journal.forms.answer_fields import Words
from relational_journal.forms.form import Field, FieldUpdate
from relational_journal.forms.key_questions import Letter, Word
from relational_journal.forms.numbered_text import NumberedText
from relational_journal.forms.question import Question
from relational_journal.model import Entry
from relational_journal.report.document.entry_text import format_day, format_people
from relational_journal.text.safe import one_line
from relational_journal.timestamps import first_day

if TYPE_CHECKING:
    from relational_journal.forms.journal_options import JournalOptions
    from relational_journal.vocabulary.question_sets import Step

STATUSES = (
    Word("o", "open", "open"),
    Word("p", "partly", "partly mended"),
    Word("m", "mended", "mended"),
    Word("l", "let-go", "let go"),
    Word("n", "not-safe-to-mend", "not safe to mend"),
    Word("e", "ended", "it ended"),
)


class AboutMoment(Words):
    """Free text about a moment of the week, which a number names."""

    def question(self, moment: Entry) -> Question[Any]:
        """Return a question for free text in which a number names a moment of that week."""
        return NumberedText(self.step.asks, self._numbers(moment), hint=self._hint(moment))

    def _hint(self, moment: Entry) -> str:
        return "a number names a moment" if self._numbers(moment) else self.step.note or self.room.text_hint

    def _entries(self, moment: Entry) -> Sequence[Entry]:
        week = self.room.week(first_day(moment.when))
        return (*week.moments, *week.apart)

    def _numbers(self, moment: Entry) -> dict[str, str]:
        today = self.room.journal.now().date()
        return {str(each.id): name_of(each, today) for each in self._entries(moment)}


class AboutBreak(AboutMoment):
    """Free text about a break; one that a number names is then asked for its status."""

    def __init__(self, step: Step, room: JournalOptions, column: int) -> None:
        super().__init__(step, room, column)
        # By the name that a typed number puts into the input.
        self._named: dict[str, Entry] = {}

    def _entries(self, moment: Entry) -> Sequence[Entry]:
        week = self.room.week(first_day(moment.when))
        today = self.room.journal.now().date()
        self._named = {name_of(each, today): each for each in week.breaks}
        return (*week.breaks, *week.unasked)

    def _hint(self, moment: Entry) -> str:
        is_there = self.room.week(first_day(moment.when)).breaks
        return "a number names a break, to set its status" if is_there else super()._hint(moment)

    def further(self, answer: str) -> Sequence[Field]:
        """Return the question about the status of the break that the answer begins with."""
        broken = next((each for name, each in self._named.items() if answer.startswith(name)), None)
        return [] if broken is None else [BreakStatus(broken)]


class BreakStatus(Field):
    """What became of a break, set on the break itself."""

    def __init__(self, broken: Entry) -> None:
        self.broken = broken

    def is_said(self, moment: Entry) -> bool:
        """Return False: the status may always change."""
        return False

    def question(self, moment: Entry) -> Question[Any]:
        """Return a question answered by one letter; at the right the status stored now."""
        question = Letter(f"Where is {self.broken.id} now?", STATUSES)
        if self.broken.break_status is not None:
            question.begin_with(self.broken.break_status)
        return question

    def put(self, moment: Entry, answer: str) -> FieldUpdate:
        """Return the look-back unchanged, and the status of the break."""
        return FieldUpdate(moment, statuses=((self.broken.uid, answer),))


def name_of(entry: Entry, today: date) -> str:
    """Format an entry as `Thu 19 Nov, Mum (33)`."""
    day = format_day(entry.when, today)
    return one_line(", ".join(part for part in (day, format_people(entry.people)) if part) + f" ({entry.id})")
