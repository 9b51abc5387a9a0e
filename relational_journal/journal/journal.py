"""Journal: the façade over one journal file, and the public Python interface."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from relational_journal import config
from relational_journal.journal.answers import Answers
from relational_journal.journal.ties import mend_when_tied
from relational_journal.model import Done, Entry, Hunch, Learned, Link, Person, Query, Word
from relational_journal.model import replace as with_fields
from relational_journal.store.engine.database import key_of
from relational_journal.store.files.opening import open_database
from relational_journal.store.queries import listing
from relational_journal.store.records import changes, entries, people
from relational_journal.store.records import own_words as words
from relational_journal.store.records.session import JournalSession

if TYPE_CHECKING:
    from relational_journal.capture.syntax.draft import Options
    from relational_journal.store.drafts.draft_protocol import Drafted
    from relational_journal.store.records.bulk_import import Imported, Incoming
    from relational_journal.vocabulary.load import Vocabulary

_ALL = Query()


def _end_what_is_due(store: JournalSession) -> None:
    # few commands need it, so it is imported only then
    from relational_journal.store.history.retention import end_what_is_due

    end_what_is_due(store)


def _phrases_of(store: JournalSession, text: str) -> frozenset[str]:
    # only needed if something was learned and words are erased
    from relational_journal.capture.suggest.learned import phrases_in
    from relational_journal.vocabulary.load import vocabulary

    known = [name for person in store.book.people.values() for name in (person.name, *person.also)]
    return phrases_in(text, vocabulary(), known)


class Journal(Answers):
    """One open journal; a context manager. Every method raises a JournalError if something cannot be done."""

    def __init__(self, store: JournalSession) -> None:
        super().__init__(store)
        # With the own words it was built from; the store gives another mapping once they have changed.
        self._vocabulary: tuple[Mapping[str, Word], Vocabulary] | None = None

    @classmethod
    def open(
        cls,
        path: str | Path,
        passphrase: str | None = None,
        *,
        key: bytes | None = None,
        now: Callable[[], datetime] | None = None,
        create: bool = True,
    ) -> Journal:
        """Open the journal at `path`.

        Args:
            path: the file.
            passphrase: opens an encrypted journal, in any Unicode spelling, or creates one.
            key: the 32 bytes derived from the passphrase, instead of it.
            now: the clock; by default that of the machine, or RJ_NOW.
            create: create a journal if there is none; otherwise an empty read-only one stands in for it.
        """
        if key is None and passphrase is not None:
            from relational_journal.store.files.opening_by_passphrase import open_by_passphrase

            database = open_by_passphrase(Path(path), passphrase, create=create)
        else:
            database = open_database(Path(path), key_of(key), create=create)
        store = JournalSession(database, now or config.now)
        store.end_what_is_due = partial(_end_what_is_due, store)
        store.phrases_of = _phrases_of
        return cls(store)

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The path of the file."""
        return self._store.db.path

    @property
    def is_encrypted(self) -> bool:
        """Whether the journal has a passphrase."""
        return self._store.db.encrypted

    @property
    def vocabulary(self) -> Vocabulary:
        """All keys, including the person's own words."""
        own = self._store.words
        if self._vocabulary is None or self._vocabulary[0] is not own:
            from relational_journal.vocabulary.load import vocabulary

            self._vocabulary = (own, vocabulary().with_words(own.values()) if own else vocabulary())
        return self._vocabulary[1]

    # Entries

    def add(
        self,
        what: str | Entry | Drafted,
        *,
        repairs: str | None = None,
        options: Options | None = None,
        verb: str = "add",
        continues: int | None = None,
    ) -> Entry:
        """Store a new entry, with the people and words it introduces, as one change.

        Args:
            what: a line in quick syntax (docs/entry-format.md), what capture read from one, or an entry.
            repairs: the id of a break that the entry repairs; links the two.
            options: the options of `rj log`, for a line in quick syntax.
            verb: the kind of change.
            continues: a change this one joins.

        Returns:
            The entry as stored, with its number.
        """
        draft = self._read(what, options) if isinstance(what, str) else what
        moment = draft if isinstance(draft, Entry) else draft.moment
        with changes.change(self._store, verb, continues=continues) as change:
            self._take_up(draft)
            if repairs is not None:
                moment = _linked(moment, Link(self.find(repairs).uid, "repairs"))
            moment = entries.insert(self._store, moment)
            mend_when_tied(self._store, self.vocabulary, self.find(repairs) if repairs else None, moment)
            change.what = f"logging {moment.id}"
        return self._noticed(moment)

    def replace(
        self, moment: Entry, *, verb: str = "edit", draft: Drafted | None = None, continues: int | None = None
    ) -> Entry:
        """Store the new state of `moment.uid`; it is a change only if something differs."""
        with changes.change(self._store, verb, continues=continues) as change:
            if draft is not None:
                self._take_up(draft)
            moment = entries.update(self._store, moment)
            change.what = f"changing {moment.id}"
        return self._noticed(moment)

    def find(self, ident: str, *, deleted: bool = False) -> Entry:
        """Return the entry with this number, uid, or unique beginning of a uid."""
        return entries.find(self._store, ident, deleted=deleted)

    def number_of(self, uid: str) -> int | None:
        """Return the number of the entry with exactly this uid; None if it is not here."""
        return entries.number_of(self._store, uid)

    def latest(self) -> Entry | None:
        """Return the entry logged last."""
        return entries.latest(self._store)

    def entries(self, query: Query = _ALL, *, oldest_first: bool = False) -> Iterator[Entry]:
        """Yield entries, newest first by the beginning of `when`, then `written`, then `uid`."""
        return listing.listed(self._store, query, oldest_first=oldest_first)

    def count(self, query: Query = _ALL) -> int:
        """Count the entries of a query, ignoring its limit."""
        return listing.count(self._store, query)

    def search(self, words: str, query: Query = _ALL) -> list[Entry]:
        """Return the entries that contain all of the words, as beginnings of words; newest first."""
        from relational_journal.store.queries.search import search

        return search(self._store, self.vocabulary, words, query)

    def delete(self, ident: str, *, for_good: bool = False) -> Done:
        """Put an entry in the bin for 30 days, or erase it everywhere at once."""
        from relational_journal.store.history import bin

        moment = self.find(ident, deleted=for_good)
        return bin.delete_for_good(self._store, moment) if for_good else bin.delete(self._store, moment)

    def undo(self, ident: str | None = None) -> Done:
        """Undo the newest change that is not undone yet, or the last change of one entry."""
        from relational_journal.store.history import undo

        return undo.undo(self._store) if ident is None else undo.undo_entry(self._store, ident)

    def redo(self) -> Done:
        """Redo what was undone last."""
        from relational_journal.store.history import undo

        return undo.redo(self._store)

    def link(self, a: str, b: str, as_: str) -> Done:
        """Link entry `a` to entry `b`; `as_` is one of LINKS."""
        with changes.change(self._store, "link") as change:
            one, other = self.find(a), self.find(b)
            if one.uid == other.uid:
                from relational_journal.errors import TiedToItself

                raise TiedToItself(one.id)
            change.what = f"tying {one.id} to {other.id}"
            entries.update(self._store, _linked(one, Link(other.uid, as_)))
            mend_when_tied(self._store, self.vocabulary, other if as_ == "repairs" else None, one)
        if self.last_change is None:
            return Done("link", f"{one.id} is tied to {other.id} like that already; nothing changed.")
        return Done("link", f"{one.id} is tied to {other.id}.\nrj undo takes it back.", (one.uid, other.uid))

    def links_to(self, uid: str) -> tuple[tuple[int, str], ...]:
        """Return (number, kind of link) of every entry linked to this one."""
        return entries.links_to(self._store, uid)

    # Words

    def add_word(self, word: Word) -> Done:
        """Create or change an own word. If it now counts as a key, it moves to that key's slot in earlier entries."""
        with changes.change(self._store, "word", f"the word {word.key}"):
            words.put(self._store, word)
            moved = words.move(self._store, word, self._placing(word))
        if self.last_change is None:
            return Done("word", f"{word.key} is like that already; nothing changed.")
        like = f", counting like {word.like}" if word.like else ""
        where = f"; it moved in {len(moved)} {'entry' if len(moved) == 1 else 'entries'}" if moved else ""
        return Done("word", f"{word.key} is a word of your own{like}{where}.\nrj undo takes it back.", moved)

    def remove_word(self, key: str, *, for_good: bool = False) -> Done:
        """Remove an own word from everything except the texts of entries."""
        from relational_journal.store.history import remove_word

        return (remove_word.remove_for_good if for_good else remove_word.remove)(self._store, key)

    # In bulk

    def import_all(
        self,
        people: Iterable[Person],
        words: Iterable[Word],
        hunches: Iterable[Hunch],
        learned: Iterable[Learned],
        entries: Iterable[Entry | Incoming],
        *,
        replace: bool = False,
        dry_run: bool = False,
    ) -> Imported:
        """Store everything of a file as one change, all or nothing, with one entry in memory at a time.

        Args:
            people, words, hunches, learned, entries: the content of the file.
            replace: the file wins over the journal.
            dry_run: do everything and then roll it back.
        """
        from relational_journal.store.records.bulk_import import import_all

        return import_all(
            self._store,
            people,
            words,
            hunches,
            learned,
            entries,
            replacing=replace,
            placing=self._placing,
            dry_run=dry_run,
        )

    def _read(self, text: str, options: Options | None) -> Drafted:
        from relational_journal.capture.syntax.draft import Options
        from relational_journal.capture.syntax.quick_entry import read_moment

        return read_moment(
            text,
            now=self.now(),
            vocabulary=self.vocabulary,
            people=self.people.all(),
            options=options or Options(),
            conventions=self.date_conventions,
        )

    def _placing(self, word: Word) -> Callable[[Entry], Entry]:
        """Return what moves an own word to its slot in any entry."""
        from relational_journal.capture.syntax.edited_text import placed_own_word

        vocabulary = self.vocabulary
        return lambda moment: placed_own_word(moment, word, vocabulary)

    def _take_up(self, draft: Drafted | Entry) -> None:
        if not isinstance(draft, Entry):
            people.take_up(self._store, draft.new_people, draft.changed_people)
            words.take_up(self._store, draft.new_words)


def _linked(moment: Entry, link: Link) -> Entry:
    return moment if link in moment.links else with_fields(moment, links=(*moment.links, link))
