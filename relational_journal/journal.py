"""Journal: the façade over one journal file, and the public way in from Python."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol

from relational_journal import config
from relational_journal.model import Link, Moment, Person, Query, Word
from relational_journal.store import changes, entries, people, words
from relational_journal.store.database import open_database
from relational_journal.store.store import Store

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary


class Drafted(Protocol):
    """What capture makes of a text: the moment, and the people and words it brings with it."""

    @property
    def moment(self) -> Moment:
        """The entry; its uid is empty where it is new."""

    @property
    def new_people(self) -> tuple[Person, ...]:
        """People to make."""

    @property
    def changed_people(self) -> tuple[Person, ...]:
        """People who gain a relationship."""

    @property
    def new_words(self) -> tuple[Word, ...]:
        """Own words to make."""


class Journal:
    """One open journal. Every method raises a JournalError where something cannot be done."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._vocabulary: tuple[dict[str, Word], Vocabulary] | None = None

    @classmethod
    def open(
        cls,
        path: str | Path,
        passphrase: str | None = None,
        *,
        now: Callable[[], datetime] | None = None,
        create: bool = True,
    ) -> Journal:
        """Open the journal at `path`; without `create` an empty one that takes no writing stands for a missing one."""
        return cls(Store(open_database(Path(path), passphrase, create=create), now or config.now))

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._store.db.close()

    @property
    def path(self) -> Path:
        """The file."""
        return self._store.db.path

    @property
    def last_change(self) -> int | None:
        """The id of the change just made, for later answers of one sitting; None if nothing differed."""
        return self._store.last_change

    @property
    def vocabulary(self) -> Vocabulary:
        """Every key, the person's own words among them."""
        own = self._store.words
        if self._vocabulary is None or self._vocabulary[0] is not own:
            from relational_journal.vocabulary.load import vocabulary

            self._vocabulary = (own, vocabulary().with_words(own.values()) if own else vocabulary())
        return self._vocabulary[1]

    def now(self) -> datetime:
        """The present, by the journal's clock."""
        return self._store.now()

    # Entries

    def add(
        self,
        what: str | Moment | Drafted,
        *,
        repairs: str | None = None,
        options: Any = None,
        verb: str = "add",
        continues: int | None = None,
    ) -> Moment:
        """Store a new entry with the people and words it brings, as one change; `repairs` ties it to a break."""
        draft = self._draft(what, options)
        moment = draft if isinstance(draft, Moment) else draft.moment
        with changes.change(self._store, verb, continues=continues) as change:
            if not isinstance(draft, Moment):
                self._take_up(draft)
            if repairs is not None:
                link = Link(self.find(repairs).uid, "repairs")
                moment = _with_link(moment, link)
            moment = entries.insert(self._store, moment)
            change.what = f"logging {moment.id}"
        return moment

    def replace(
        self, moment: Moment, *, verb: str = "edit", draft: Drafted | None = None, continues: int | None = None
    ) -> Moment:
        """Store the new state of `moment.uid`; a change only if something differs."""
        with changes.change(self._store, verb, continues=continues) as change:
            if draft is not None:
                self._take_up(draft)
            moment = entries.update(self._store, moment)
            change.what = f"changing {moment.id}"
        return moment

    def find(self, ident: str, *, deleted: bool = False) -> Moment:
        """The entry with this number, uid or beginning of a uid."""
        return entries.find(self._store, ident, deleted=deleted)

    def latest(self) -> Moment | None:
        """The entry logged last."""
        return entries.latest(self._store)

    def entries(self, query: Query = Query(), *, oldest_first: bool = False) -> Iterator[Moment]:  # noqa: B008
        """Entries, newest first by the beginning of `when`, then `written`, then `uid`."""
        return entries.listed(self._store, query, oldest_first=oldest_first)

    def count(self, query: Query = Query()) -> int:  # noqa: B008
        """How many entries a query holds, whatever its limit."""
        return entries.count(self._store, query)

    # People and words

    def people(self) -> tuple[Person, ...]:
        """Everyone, by name."""
        return tuple(sorted(self._store.book.people.values(), key=lambda person: people.folded(person.name)))

    def find_person(self, name: str) -> Person:
        """Who has this name or other name, without case."""
        book = self._store.book
        return book.people[people.find_id(book, name)]

    def words(self) -> tuple[Word, ...]:
        """The person's own words, by key."""
        return tuple(self._store.words.values())

    def word_uses(self) -> Mapping[str, int]:
        """How many entries carry each key."""
        return words.uses(self._store)

    def _draft(self, what: str | Moment | Drafted, options: Any) -> Moment | Drafted:
        if not isinstance(what, str):
            return what
        from relational_journal.capture.quick import Options, read_moment

        return read_moment(
            what, now=self.now(), vocabulary=self.vocabulary, people=self.people(), options=options or Options()
        )

    def _take_up(self, draft: Drafted) -> None:
        people.take_up(self._store, draft.new_people, draft.changed_people)
        words.take_up(self._store, draft.new_words)


def _with_link(moment: Moment, link: Link) -> Moment:
    from dataclasses import replace

    return moment if link in moment.links else replace(moment, links=(*moment.links, link))


__all__ = ["Drafted", "Journal"]
