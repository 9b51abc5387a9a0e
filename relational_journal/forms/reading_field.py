"""The field that offers what the words of a moment seem to say, and what its answer teaches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from relational_journal.capture.suggest.learned import SLOTS
from relational_journal.capture.suggest.reading_back import PERSON, TAG, TONE, Reading, read_back
from relational_journal.forms.form import Field, FieldUpdate
from relational_journal.forms.person_field import new_people
from relational_journal.forms.reading_question import Kept, ReadingBack
from relational_journal.journal.learning import lessons_by_hand, may_teach
from relational_journal.model import Entry, Learned, Person, replace

if TYPE_CHECKING:
    from relational_journal.forms.journal_options import JournalOptions
    from relational_journal.forms.question import Question


_NOT_OWN_PART = ("first", "after", "felt_before", "felt_after")


class ReadBack(Field):
    """What the words seem to say, to keep or to leave out.

    Args:
        room: the journal's people and words.
    """

    def __init__(self, room: JournalOptions) -> None:
        self._room = room
        self._readings: dict[str, Reading] = {}  # by the words, as the entry stood when they were read first
        self._moment: Entry | None = None
        self.kept: Kept | None = None

    def reading(self, moment: Entry) -> Reading:
        """Return what the words say beyond what the entry held when they were read first."""
        if moment.text not in self._readings:
            journal = self._room.journal
            is_read = moment.kind == "moment" and not moment.unsafe and not moment.story_only and moment.text.strip()
            self._readings[moment.text] = (
                self._kind(moment, read_back(moment, journal.vocabulary, journal.people.all(), journal.learned.all()))
                if is_read
                else Reading(moment.text, ())
            )
        return self._readings[moment.text]

    def _kind(self, moment: Entry, reading: Reading) -> Reading:
        """Leave out of a reading of what was not safe the part of the writer and the tone; what was done remains."""
        names = tuple(part.key for part in reading.parts if part.kind == PERSON)
        if not self._room.safety.is_unsafe(replace(moment, people=(*moment.people, *names))):
            return reading
        kept = (part for part in reading.parts if part.kind == PERSON or part.slot in _NOT_OWN_PART)
        return reading._replace(parts=tuple(kept))

    def is_said(self, moment: Entry) -> bool:
        """Whether nothing is read."""
        return not self.reading(moment).parts

    def has_nothing_to_ask(self, moment: Entry) -> bool:
        """Whether nothing is read, also in words changed meanwhile."""
        return not self.reading(moment).parts

    def question(self, moment: Entry) -> Question[Any]:
        """Return the reading in one line."""
        self._moment = moment
        return ReadingBack(self.reading(moment), self._room.vocabulary.inline_label)

    def put(self, moment: Entry, answer: Kept) -> FieldUpdate:
        """Return the entry with what was kept; nothing of it if the words have changed since."""
        self.kept = answer
        if answer.reading.text != moment.text:
            return FieldUpdate(moment)
        known = {person.name for person in self._room.journal.people.all()}
        names = [part.key for part in answer.parts if part.kind == PERSON]
        tone = next((part.key for part in answer.parts if part.kind == TONE), moment.tone)
        people = tuple(dict.fromkeys((*moment.people, *names)))
        new = tuple(Person(name) for name in names if name not in known)
        return FieldUpdate(_tagged(replace(moment, people=people, tone=tone), answer), new_people=new)

    def further(self, answer: Kept) -> Sequence[Field]:
        """Return the questions who new people are."""
        if self._moment is None:
            return []
        names = tuple(part.key for part in answer.parts if part.kind == PERSON)
        return new_people(self._room, replace(self._moment, people=names))


def lessons(room: JournalOptions, field: ReadBack | None, before: Entry, after: Entry) -> tuple[Learned, ...]:
    """Return what the answers of a form teach: readings kept and dropped, and phrases that were given a tag by hand.

    Nothing is learned from entries that are private, a story only, or not safe.

    Args:
        room: the journal's people and words.
        field: the reading that was asked, None if none was.
        before: the entry without what was said of it by hand.
        after: the entry as it is stored now.
    """
    kept = field.kept if field and field.kept and field.kept.reading.text == after.text else None
    found: list[Learned] = []
    for part in kept.reading.parts if kept else ():
        # A part that was not sure was not marked; leaving it so says nothing about it.
        if part.kind == TAG and part.phrase:
            if kept and part in kept.parts:
                found.append(Learned(part.phrase, part.key, kept=1))
            elif part.is_sure:
                found.append(Learned(part.phrase, part.key, dropped=1))
    held = _tagged(before, kept) if kept else before
    if not before.uid:  # the same entry with only those tags, because that one has no words yet
        held = replace(after, **{slot: getattr(held, slot) for slot in SLOTS})
    return (*(found if may_teach(room.journal, after) else ()), *lessons_by_hand(room.journal, held, after))


def _tagged(moment: Entry, kept: Kept) -> Entry:
    """Return the entry with the tags that were kept, each in its field once."""
    for part in kept.parts:
        if part.kind == TAG:
            held = getattr(moment, part.slot)
            changed: dict[str, Any] = {part.slot: tuple(dict.fromkeys((*held, part.key)))}
            moment = replace(moment, **changed)
    return moment
