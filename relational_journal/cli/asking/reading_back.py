"""Read a moment's words back: offered as a question, or kept without one; what was kept and dropped is learned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relational_journal.cli.asking import form_runner
from relational_journal.cli.asking.transcript import columns, say
from relational_journal.forms.form import Form
from relational_journal.forms.journal_options import JournalOptions
from relational_journal.forms.reading_field import ReadBack, lessons
from relational_journal.forms.reading_question import Kept
from relational_journal.journal.learning import READ_BACK, learn_by_hand
from relational_journal.model import Entry

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal


def field_of(room: JournalOptions) -> ReadBack | None:
    """Return the field that reads the words back; None if the person has switched it off."""
    return ReadBack(room) if room.journal.settings.get(READ_BACK, "on") == "on" else None


def offer_reading(journal: Journal, moment: Entry) -> Entry:
    """Ask about the reading of a moment stored just now, and about nothing else; its own tags teach.

    Raises:
        KeyboardInterrupt: Ctrl-C; what was kept stays.
    """
    room = JournalOptions(journal, width=columns())
    field = field_of(room)
    if field is None or field.is_said(moment):
        learn_by_hand(journal, Entry(when=moment.when), moment, continues=journal.last_change)
        return moment
    form = Form(journal, moment, [field], continues=journal.last_change)
    say(f"  Saved as {moment.id}.", "Esc leaves it as it is")
    how = form_runner.run(form)
    learn(room, field, form, by_hand_before=Entry(when=moment.when))
    if how == "interrupted":
        raise KeyboardInterrupt
    return form.moment


def keep_reading(journal: Journal, moment: Entry) -> Entry:
    """Store what a moment's words say with certainty, as part of the change that stored it; return the moment.

    Nothing is learned from it: nobody has looked at it.
    """
    field = ReadBack(JournalOptions(journal, width=columns()))
    reading = field.reading(moment)
    sure = tuple(part for part in reading.parts if part.is_sure)
    if not sure:
        return moment
    put = field.put(moment, Kept(reading, sure))
    return journal.replace(put.moment, draft=put, continues=journal.last_change)


def learn(room: JournalOptions, field: ReadBack | None, form: Form, *, by_hand_before: Entry) -> None:
    """Store what the answers of a form teach, as part of its change.

    Args:
        room: the journal's people and words.
        field: the reading asked in it, None if none was.
        form: the form, at its end.
        by_hand_before: the entry as it was before the form; an empty one if the form made it.
    """
    if not form.moment.uid:
        return
    found = lessons(room, field, by_hand_before, form.moment)
    if found:
        room.journal.learned.add(found, continues=form.change)
