"""Learn from tags that were added and removed by hand: which entries teach, and storing the lessons."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from relational_journal.errors import JournalError
from relational_journal.model import replace

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.model import Entry, Learned

_LONGEST = 600  # characters, some hundred words; in a longer text nobody knows which clause a tag means
READ_BACK = "read-back"  # the setting; off: words are neither read back nor learned from


def may_teach(journal: Journal, moment: Entry) -> bool:
    """Whether anything may be learned from an entry.

    The words of moments that are private or a story only stay in them alone, and so do those of moments that are not
    safe: by themselves, or because of someone in them.
    """
    return not moment.private and journal.people.safety().is_counted(moment)


def lessons_by_hand(journal: Journal, before: Entry, after: Entry) -> tuple[Learned, ...]:
    """Return what the difference between two states of an entry teaches; with reading back off, what it takes back.

    Args:
        journal: open.
        before: the entry without what was said of it by hand; without words if it is new.
        after: the entry as stored.
    """

    same = replace(before, id=after.id, uid=after.uid, written=after.written, changed=after.changed) == after
    is_on = journal.settings.get(READ_BACK, "on") == "on"
    if same:
        return ()
    # asked first, so that words of which nothing may be learned are not even read
    was_open, is_open = (_may_teach_phrase(moment) and may_teach(journal, moment) for moment in (before, after))
    if not (was_open or (is_on and is_open)):
        return ()
    from relational_journal.capture.suggest.learned import lessons_of_tags

    known = [name for person in journal.people.all() for name in (person.name, *person.also)]
    lessons = lessons_of_tags(
        before,
        after,
        journal.vocabulary,
        known,
        journal.learned.all(),
        was_open=was_open,
        is_open=is_open,
    )
    return tuple(lesson for lesson in lessons if is_on or lesson.kept < 0)


def learn_by_hand(journal: Journal, before: Entry, after: Entry, *, continues: int | None) -> None:
    """Store what a command taught as a part of its change, once its answer has been given.

    Reading the phrase book takes longer than storing a sentence, so nobody waits for it before they see the answer.

    Args:
        journal: open for writing.
        before, after: as for `lessons_by_hand`.
        continues: the change that stored the entry; None if it changed nothing.
    """
    if continues is None:
        return
    found = lessons_by_hand(journal, before, after)
    if found:
        with suppress(JournalError):  # the entry is stored and the answer printed, so one lesson less is no error
            journal.learned.add(found, continues=continues)


def _may_teach_phrase(moment: Entry) -> bool:
    """Whether an entry has words and tags that may belong together: a check that reads no word."""
    tags = moment.first or moment.felt_before or moment.moves or moment.after or moment.felt_after
    return bool(tags and moment.text) and len(moment.text) <= _LONGEST
