"""The open file of a journal: its key, own words, clock and dates, copies, checks, closing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from relational_journal import config
from relational_journal.journal.collaborators import Drafts, Hunches, LearnedPhrases, People, Settings
from relational_journal.model import Word
from relational_journal.store.records import own_words as words

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from relational_journal.capture.dates.conventions import Conventions
    from relational_journal.journal.care_notes import CareNotes
    from relational_journal.model import Entry
    from relational_journal.store.checkup.journal_checks import Check
    from relational_journal.store.files.backup import Made
    from relational_journal.store.history.remove_word import Uses
    from relational_journal.store.records.session import JournalSession


class OpenFile:
    """What Journal can do that needs only its open file, and the collaborators it hands out."""

    def __init__(self, store: JournalSession) -> None:
        self._store = store
        self._before_closing: Callable[[OpenFile], None] | None = None
        self.care: CareNotes | None = None  # created when something is first written
        self.settings = Settings(store)
        self.people = People(store, self.settings, self._notice)
        self.hunches = Hunches(store, self._notice)
        self.learned = LearnedPhrases(store)
        self.drafts = Drafts(store)

    def when_locked(self, ask: Callable[[Callable[[str], bytes | None]], bool]) -> None:
        """Set the function that asks for the passphrase before the first change after `rj lock`.

        Without one that change is refused.

        Args:
            ask: gets a function that returns the key of a passphrase, or None if it is not the journal's; returns
                whether the right passphrase was given.
        """
        from relational_journal.store.files.passphrase import key_made_of

        self._store.db.when_locked(lambda: ask(lambda typed: key_made_of(self._store.db, typed)))

    def on_notice(self, show: Callable[[str], None]) -> None:
        """Set the function that shows what a change has noticed, such as a clock that jumped."""
        self._store.tell = show

    def before_closing(self, call: Callable[[OpenFile], None]) -> None:
        """Set a function to call before the file is closed; from now on record what is written, for notes of care."""
        self._before_closing = call

    def close(self) -> None:
        """Close the file."""
        if self._before_closing is not None:
            self._before_closing(self)
        self._store.db.close()

    def _noticed(self, moment: Entry) -> Entry:
        """Record a stored entry for notes of care, and return it."""
        self._notice(moment)
        return moment

    def _notice(self, moment: Entry | None = None) -> None:
        """Record that something was stored, if notes of care are wanted."""
        if self._before_closing is None:
            return
        if self.care is None:
            from relational_journal.journal.care_notes import CareNotes

            self.care = CareNotes(self.settings, self.people, self._store)
        self.care.wrote(moment)

    def words(self) -> tuple[Word, ...]:
        """Return the person's own words, ordered by key."""
        return tuple(self._store.words.values())

    def word_uses(self) -> Mapping[str, int]:
        """Count the entries that carry each key."""
        return words.uses(self._store)

    def word_places(self, key: str) -> Uses:
        """Count where an own word is used."""
        from relational_journal.store.history.remove_word import uses_of

        return uses_of(self._store, key)

    def drop_unused(self, made_in: Collection[int]) -> None:
        """Delete people and words that these changes created and nothing uses any more."""
        from relational_journal.store.history import orphans

        orphans.drop_unused(self._store, made_in)

    @property
    def last_change(self) -> int | None:
        """The id of the change just made, so that later answers of the same form can join it.

        None if nothing differed.
        """
        return self._store.last_change

    def now(self) -> datetime:
        """Return the present time by the journal's clock."""
        return self._store.now()

    def date_conventions(self) -> Conventions:
        """Return how to read an ambiguous date: by the person's settings, else by the locale."""
        from relational_journal.capture.dates.conventions import conventions

        date_order, week_start = self.settings.get("date-order", "locale"), self.settings.get("week-start", "locale")
        return conventions(config.locale_of_time(), date_order=date_order, week_start=week_start)

    def read_when(self, words: str, *, past: bool = True) -> str:
        """Parse a date as a person writes it into a `when`; with `past` a future date is refused."""
        from relational_journal.capture.dates.when import read_when

        return read_when(words, now=self.now(), past=past, conventions=self.date_conventions())

    def read_day(self, words: str, *, last: bool = False) -> date:
        """Parse a date as a person writes it into the first day of what it says, or with `last` its last day."""
        from relational_journal.capture.dates.when import read_day

        return read_day(words, self.now(), last=last, conventions=self.date_conventions())

    def backup(self, target: Path | None = None) -> Made:
        """Copy the journal into a new file, or into `backups/` next to it; the copy is verified and encrypted alike."""
        from relational_journal.store.files import backup

        if target is None:
            return backup.copy_now(self._store.db, self._store.now())
        return backup.copy_to(self._store.db, target)

    def checks(self) -> tuple[Check, ...]:
        """Check the inside of the journal: damage, schema, drafts."""
        from relational_journal.store.checkup import journal_checks

        return tuple(journal_checks.inside_checks(self._store.db))
