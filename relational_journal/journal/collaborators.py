"""Collaborators of Journal: its people, settings, hunches, learned phrases and drafts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from relational_journal import config
from relational_journal.model import Done, Hunch, Learned, Person
from relational_journal.store.records import people
from relational_journal.text.folding import folded

if TYPE_CHECKING:
    from relational_journal.model import Entry
    from relational_journal.store.records.people_changes import Seen
    from relational_journal.store.records.session import JournalSession
    from relational_journal.vocabulary.safety import Safety


class Settings:
    """`journal.settings`: what the person set, notes of the program itself, and hidden patterns."""

    def __init__(self, store: JournalSession) -> None:
        self._store = store

    def get(self, key: str, default: str) -> str:
        """Return a setting: from the journal, else from config.toml if it can be set there, else `default`."""
        from relational_journal.store.records import settings

        chosen = settings.get(self._store, key, "")
        if not chosen and key in config.BEFORE_OPENING:
            chosen = config.setting(key) or ""
        return chosen or default

    def set(self, key: str, value: str, *, quietly: bool = False) -> None:
        """Store a setting; with `quietly` a note for the program itself, which `undo` does not touch."""
        from relational_journal.store.records import settings

        (settings.remember if quietly else settings.put)(self._store, key, value)

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


class People:
    """`journal.people`: everyone in the journal.

    Args:
        notice: called after something was stored, for notes of care.
    """

    def __init__(self, store: JournalSession, settings: Settings, notice: Callable[[Entry | None], None]) -> None:
        self._store = store
        self._settings = settings
        self._notice = notice

    def all(self) -> tuple[Person, ...]:
        """Return everyone by name, `myself` included."""
        return tuple(sorted(self._store.book.people.values(), key=lambda person: folded(person.name)))

    def to_export(self) -> tuple[Person, ...]:
        """Return everyone by name; `myself` only if an entry names it or something is known of it."""
        return people.to_export(self._store)

    def find(self, name: str) -> Person:
        """Return the person with this name or other name, ignoring case."""
        book = self._store.book
        return book.people[people.find_id(book, name)]

    def near(self, name: str) -> tuple[str, ...]:
        """Return up to three names in the journal that are similar to this one."""
        return self._store.book.near(name)

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
        if self._settings.get(note, "") == "yes":
            return False
        with suppress(JournalError):  # if nothing can be written, it is shown again next time
            self._settings.set(note, "yes", quietly=True)
        return True

    def seen(self) -> tuple[Seen, ...]:
        """Return everyone with what is counted of them: moments, last day, tones; `myself` only if used."""
        from relational_journal.store.records import people_changes

        return people_changes.seen(self._store)

    def seen_one(self, name: str) -> Seen:
        """Return one person with the same figures, also without any moments."""
        from relational_journal.store.records import people_changes

        return people_changes.seen_one(self._store, name)

    def add(self, person: Person) -> Done:
        """Add a person who is in no entry yet."""
        from relational_journal.store.records import people_changes

        done = people_changes.add(self._store, person)
        self._notice(None)
        return done

    def edit(
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
        self._notice(None)
        return done

    def rename(self, old: str, new: str) -> Done:
        """Give a person another nickname; the old one still finds them, texts stay as they are."""
        from relational_journal.store.records import people_changes

        return people_changes.rename(self._store, old, new)

    def merge(self, from_: str, into: str) -> Done:
        """Merge one person into another; texts stay as they are."""
        from relational_journal.store.records import people_changes

        return people_changes.merge(self._store, from_, into)

    def forget(self, name: str) -> Done:
        """Remove a person from everything; this cannot be undone."""
        from relational_journal.store.history import forget_person as forget

        return forget.forget(self._store, name)


class Hunches:
    """`journal.hunches`: what the person suspects and has the journal count.

    Args:
        notice: called after something was stored, for notes of care.
    """

    def __init__(self, store: JournalSession, notice: Callable[[Entry | None], None]) -> None:
        self._store = store
        self._notice = notice

    def all(self) -> tuple[Hunch, ...]:
        """Return all hunches, ordered by `since` and `uid`."""
        from relational_journal.store.records import hunches

        return hunches.load(self._store)

    def add(self, hunch: Hunch) -> Hunch:
        """Store a new hunch; it gets a uid if it has none."""
        from relational_journal.store.records import hunches

        stated = hunches.state(self._store, hunch)
        self._notice(None)
        return stated

    def end(self, ident: str) -> Hunch:
        """End a hunch from today."""
        from relational_journal.store.records import hunches

        return hunches.end(self._store, ident)


class LearnedPhrases:
    """`journal.learned`: what the person's own phrases were read as."""

    def __init__(self, store: JournalSession) -> None:
        self._store = store

    def all(self) -> tuple[Learned, ...]:
        """Return the readings learned from the person's own phrases, ordered by phrase and key."""
        from relational_journal.store.records import hunches

        return hunches.load_learned(self._store)

    def add(self, lessons: Iterable[Learned], *, continues: int | None = None) -> None:
        """Add to how often phrases were kept and dropped as a key."""
        from relational_journal.store.records import hunches

        hunches.learn(self._store, lessons, continues=continues)

    def forget(self, phrase: str | None) -> tuple[Learned, ...]:
        """Forget what a phrase was read as, or, with None, everything learned; return what was forgotten."""
        from relational_journal.store.records import hunches

        return hunches.forget_learned(self._store, phrase)

    def forget_for_good(self, phrase: str | None) -> Done | None:
        """Erase what a phrase was read as, or, with None, everything learned; return None if nothing ever was."""
        from relational_journal.store.history import forget_phrases

        return forget_phrases.forget_for_good(self._store, phrase)


class Drafts:
    """`journal.drafts`: texts that are not entries yet."""

    def __init__(self, store: JournalSession) -> None:
        self._store = store

    def take_in(self) -> int:
        """Move texts that a failed or killed run left in memory into drafts; return how many there were."""
        from relational_journal.store.drafts import memory_drafts

        return memory_drafts.take_in(self._store.db, self._store.now())

    def all(self) -> dict[str, str]:
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

    def remove(self, name: str) -> None:
        """Remove a draft by its name in `all`."""
        from relational_journal.store.drafts import draft_files, draft_rows

        if name in draft_rows.named(self._store.db):
            return draft_rows.remove(self._store.db, name)
        for file in draft_files.list_drafts(self._store.db.path):
            if name in (file.name, f"{file.parent.name}/{file.name}"):
                draft_files.remove(file)
        return None
