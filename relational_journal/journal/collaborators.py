"""The part of Journal apart from entries: people, own words, settings, hunches, learned readings, drafts, checks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from relational_journal import config
from relational_journal.model import Done, Hunch, Learned, Person, Word
from relational_journal.store.records import own_words as words
from relational_journal.store.records import people
from relational_journal.text.folding import folded

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from relational_journal.capture.dates.conventions import Conventions
    from relational_journal.journal.care_notes import CareNotes
    from relational_journal.model import Entry
    from relational_journal.store.checkup.journal_checks import Check
    from relational_journal.store.files.backup import Made
    from relational_journal.store.history.remove_word import Uses
    from relational_journal.store.records.people_changes import Seen
    from relational_journal.store.records.session import JournalSession
    from relational_journal.vocabulary.safety import Safety


class Keeping:
    """The half of Journal that needs only the store."""

    def __init__(self, store: JournalSession) -> None:
        self._store = store
        self._before_closing: Callable[[Keeping], None] | None = None
        self.care: CareNotes | None = None  # created when something is first written

    # The key

    def when_locked(self, ask: Callable[[Callable[[str], bytes | None]], bool]) -> None:
        """Set what asks for the passphrase before the first change after `rj lock`; without it the change is refused.

        Args:
            ask: gets a function that returns the key of a passphrase, or None if it is not the journal's; returns
                whether the right passphrase was given.
        """
        from relational_journal.store.files.passphrase import key_made_of

        self._store.db.when_locked(lambda: ask(lambda typed: key_made_of(self._store.db, typed)))

    def on_notice(self, tell: Callable[[str], None]) -> None:
        """Set who is told what a change has noticed, such as that the clock jumped and a deletion is postponed."""
        self._store.tell = tell

    # People

    def people(self) -> tuple[Person, ...]:
        """Return everyone by name, `myself` included."""
        return tuple(sorted(self._store.book.people.values(), key=lambda person: folded(person.name)))

    def people_to_export(self) -> tuple[Person, ...]:
        """Return everyone by name; `myself` only if an entry names it or something is known of it."""
        return people.to_export(self._store)

    def find_person(self, name: str) -> Person:
        """Return the person with this name or other name, ignoring case."""
        book = self._store.book
        return book.people[people.find_id(book, name)]

    def safety(self) -> Safety:
        """Return which moments are unsafe and which people are held apart, over the whole journal."""
        from relational_journal.store.records import unsafe_moments

        return unsafe_moments.safety(self._store)

    def is_first_time(self, what: str, name: str) -> bool:
        """Whether this is the first time something is shown about a person; records that it was.

        Undo does not reset it.
        """
        from relational_journal.errors import JournalError

        note = f"{what}:{people.find_id(self._store.book, name)}"  # the id and not the name, which may be forgotten
        if self.setting(note, "") == "yes":
            return False
        with suppress(JournalError):  # if nothing can be written, it is shown again next time
            self.set_setting(note, "yes", quietly=True)
        return True

    def people_seen(self) -> tuple[Seen, ...]:
        """Return everyone with the number of moments, the last day, and how many are unsafe; `myself` only if used."""
        from relational_journal.store.records import people_changes

        return people_changes.seen(self._store)

    def person_seen(self, name: str) -> Seen:
        """Return one person with the same figures, also without any moments."""
        from relational_journal.store.records import people_changes

        return people_changes.seen_one(self._store, name)

    def tones_with(self, name: str) -> dict[str, int]:
        """Count the moments with this person by tone; those without a tone are `unmarked`."""
        from relational_journal.store.records import people_changes

        return people_changes.tones_with(self._store, name)

    def add_person(self, person: Person) -> Done:
        """Add a person who is in no entry yet."""
        from relational_journal.store.records import people_changes

        done = people_changes.add(self._store, person)
        self._notice()
        return done

    def edit_person(
        self,
        name: str,
        *,
        relationship: str | None = None,
        power: str | None = None,
        safety: str | None = None,
        also: Iterable[str] = (),
        no_longer: Iterable[str] = (),
    ) -> Done:
        """Change what is known of a person: None leaves a field, "" empties it; other names are added or removed."""
        from relational_journal.store.records import people_changes

        done = people_changes.edit(
            self._store,
            name,
            relationship=relationship,
            power=power,
            safety=safety,
            also=also,
            no_longer=no_longer,
        )
        self._notice()
        return done

    def rename_person(self, old: str, new: str) -> Done:
        """Give a person another nickname; the old one still finds them, texts stay as they are."""
        from relational_journal.store.records import people_changes

        return people_changes.rename(self._store, old, new)

    def merge_people(self, from_: str, into: str) -> Done:
        """Merge one person into another; texts stay as they are."""
        from relational_journal.store.records import people_changes

        return people_changes.merge(self._store, from_, into)

    def forget_person(self, name: str) -> Done:
        """Remove a person from everything; this cannot be undone."""
        from relational_journal.store.history import forget_person as forget

        return forget.forget(self._store, name)

    def drop_unused(self, made_in: Collection[int]) -> None:
        """Delete people and words that these changes of one sitting created and nothing uses any more."""
        from relational_journal.store.history import orphans

        orphans.drop_unused(self._store, made_in)

    # Closing, and notes of care

    def before_closing(self, call: Callable[[Keeping], None]) -> None:
        """Call this before the file is closed, and until then watch what is written for notes of care."""
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

            self.care = CareNotes(self, self._store)
        self.care.wrote(moment)

    # Own words, choices, hunches

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

    def setting(self, key: str, default: str) -> str:
        """Return a setting: from the journal, else from config.toml if it can be set there, else `default`."""
        from relational_journal.store.records import settings

        chosen = settings.get(self._store, key, "")
        if not chosen and key in config.BEFORE_OPENING:
            chosen = config.setting(key) or ""
        return chosen or default

    def set_setting(self, key: str, value: str, *, quietly: bool = False) -> None:
        """Store a setting; with `quietly` a note for the program itself, which `undo` does not touch."""
        from relational_journal.store.records import settings

        (settings.remember if quietly else settings.put)(self._store, key, value)

    @property
    def last_change(self) -> int | None:
        """The id of the change just made, so that later answers of one sitting can join it.

        None if nothing differed.
        """
        return self._store.last_change

    # Dates

    def now(self) -> datetime:
        """Return the present time by the journal's clock."""
        return self._store.now()

    def date_conventions(self) -> Conventions:
        """Return how to read an ambiguous date: by the person's settings, else by the locale."""
        from relational_journal.capture.dates.conventions import conventions

        date_order, week_start = self.setting("date-order", "locale"), self.setting("week-start", "locale")
        return conventions(config.locale_of_time(), date_order=date_order, week_start=week_start)

    def read_when(self, words: str, *, past: bool = True) -> str:
        """Parse a date as a person writes it into a `when`; with `past` a future date is refused."""
        from relational_journal.capture.dates.when import read_when

        return read_when(words, now=self.now(), past=past, conventions=self.date_conventions())

    def read_day(self, words: str, *, last: bool = False) -> date:
        """Parse a date as a person writes it into the first day of what it says, or with `last` its last day."""
        from relational_journal.capture.dates.when import read_day

        return read_day(words, self.now(), last=last, conventions=self.date_conventions())

    # Keeping

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

    def take_in_drafts(self) -> int:
        """Move texts that a failed or killed run left in memory into drafts; return how many there were."""
        from relational_journal.store.drafts import memory_drafts

        return memory_drafts.take_in(self._store.db, self._store.now())

    def drafts(self) -> dict[str, str]:
        """Map the names of drafts to their texts: first those inside an encrypted journal, then the files next to it.

        A file with the same name as a draft inside is called `drafts/NAME`.
        """
        from relational_journal.store.drafts import draft_files, draft_rows

        found = draft_rows.named(self._store.db)
        for file in draft_files.list_drafts(self._store.db.path):
            words = draft_files.words_of(file)
            if words is not None:
                found[f"{file.parent.name}/{file.name}" if file.name in found else file.name] = words
        return found

    def remove_draft(self, name: str) -> None:
        """Remove a draft by its name in `drafts`."""
        from relational_journal.store.drafts import draft_files, draft_rows

        if name in draft_rows.named(self._store.db):
            return draft_rows.remove(self._store.db, name)
        for file in draft_files.list_drafts(self._store.db.path):
            if name in (file.name, f"{file.parent.name}/{file.name}"):
                draft_files.remove(file)
        return None

    def hidden_patterns(self) -> frozenset[str]:
        """Return the keys of the patterns the person hid."""
        from relational_journal.store.records import settings

        return settings.hidden(self._store)

    def hide_pattern(self, key: str) -> None:
        """Hide a pattern from every view."""
        from relational_journal.store.records import settings

        settings.hide(self._store, key, away=True)

    def unhide_pattern(self, key: str) -> None:
        """Show a hidden pattern again."""
        from relational_journal.store.records import settings

        settings.hide(self._store, key, away=False)

    def hunches(self) -> tuple[Hunch, ...]:
        """Return all hunches, ordered by `since` and `uid`."""
        from relational_journal.store.records import hunches

        return hunches.load(self._store)

    def add_hunch(self, hunch: Hunch) -> Hunch:
        """Store a new hunch; it gets a uid if it has none."""
        from relational_journal.store.records import hunches

        stated = hunches.state(self._store, hunch)
        self._notice()
        return stated

    def end_hunch(self, ident: str) -> Hunch:
        """End a hunch from today."""
        from relational_journal.store.records import hunches

        return hunches.end(self._store, ident)

    def learned(self) -> tuple[Learned, ...]:
        """Return the readings learned from the person's own phrases, ordered by phrase and key."""
        from relational_journal.store.records import hunches

        return hunches.load_learned(self._store)

    def learn(self, lessons: Iterable[Learned], *, continues: int | None = None) -> None:
        """Add to how often phrases were kept and dropped as a key."""
        from relational_journal.store.records import hunches

        hunches.learn(self._store, lessons, continues=continues)

    def forget_learned(self, phrase: str | None) -> tuple[Learned, ...]:
        """Forget what a phrase was read as, or, with None, everything learned; what was forgotten."""
        from relational_journal.store.records import hunches

        return hunches.forget_learned(self._store, phrase)
