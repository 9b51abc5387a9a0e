"""Forget a person: in every entry, index, history, draft and copy, `someone` replaces their name."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from relational_journal.model import Done
from relational_journal.store.drafts import draft_files, draft_rows
from relational_journal.store.engine.columns import SLOTS
from relational_journal.store.history import purge, purge_copies, retention
from relational_journal.store.history.rewriting import rewrite_history, rewrite_rows
from relational_journal.store.records import people, people_book
from relational_journal.store.records.people_changes import refuse_myself
from relational_journal.store.schema import derived_tables
from relational_journal.text.folding import folded

if TYPE_CHECKING:
    from relational_journal.store.records.session import JournalSession

SOMEONE = "someone"
_NOT_REACHED = "Not reached: exports, summaries and copies made elsewhere, and spellings the journal does not know."


def forget(store: JournalSession, name: str) -> Done:
    """Remove a person from the journal for good.

    Raises:
        NotFound: nobody has this name.
        JournalError: several people have it, or it is oneself.
    """
    number = people.find_id(store.book, name)
    person = store.book.people[number]
    refuse_myself(person)
    names = (person.name, *person.also)
    hide = NameHider(names)
    others = {folded(other.name) for other in store.book.people.values() if other != person}
    before = set(store.words.values())
    touched = _forget_here(store, {number}, names, hide)
    rewritten = sorted(word.key for word in store.words.values() if word not in before)
    store.last_change = None
    retention.end_what_is_due(store)

    def in_copy(copy: JournalSession) -> None:
        # people who are one person now may still be several in an older copy
        numbers = {copy.book.nickname_id(known) for known in names if folded(known) not in others}
        _forget_here(copy, {found for found in numbers if found is not None}, names, hide)
        # Drafts inside a copy hold names too.
        draft_rows.rewrite(copy.db, hide)

    lines = [f"{person.name} is gone from {_entries(len(touched))} and cannot be brought back."]
    if rewritten:
        held = "Words of your own held the name too" if len(rewritten) > 1 else "A word of your own held the name too"
        lines.append(f"{held}, now {', '.join(rewritten)}: rj words remove takes it out.")
    lines += purge_copies.rewrite_copies(store, in_copy)
    draft_rows.rewrite(store.db, hide)
    for draft in draft_files.list_drafts(store.db.path):
        try:
            draft_files.rewrite(draft, hide)
        except OSError as error:
            lines.append(f"The draft {draft} is not reached: {error.strerror}.")
    if left := purge.empty_write_ahead(store, purge.READERS_SECONDS):
        lines.append(left)
    lines.append(_NOT_REACHED)
    return Done("forget", "\n".join(lines), touched)


class NameHider:
    """Replaces each occurrence of these names by `someone`, in every spelling a reader would take for them.

    A name that is also an everyday word (will, hope, may) counts as a name only with a capital or after @; otherwise
    every "will" would be lost for good.

    Args:
        names: all names of one person.
        in_small_letters: for texts in small letters throughout: an everyday word counts as a name as it is.

    Attributes:
        spellings: how the names were written in the texts so far.
    """

    def __init__(self, names: Iterable[str], *, in_small_letters: bool = False) -> None:
        from relational_journal.text.name_finder import NameFinder
        from relational_journal.vocabulary.everyday_words import everyday_names, is_everyday_word

        if in_small_letters:
            self._finder = NameFinder(dict.fromkeys(names, SOMEONE))
        else:
            self._finder = NameFinder(dict.fromkeys(names, SOMEONE), everyday_names(), is_everyday_word)
        self.spellings: set[str] = set()

    def __call__(self, text: str) -> str:
        """Return the text with `someone` in their place."""
        composed = normalize("NFC", text)
        pieces, at = [], 0
        for found in self._finder.find(composed):
            start, end = found.with_mark(composed)
            pieces += [composed[at:start], f"{SOMEONE}'s" if found.suffix else SOMEONE]
            self.spellings.add(composed[start:end])
            at = end
        return "".join([*pieces, composed[at:]]) if pieces else text


def _forget_here(store: JournalSession, numbers: set[int], names: Iterable[str], hide: NameHider) -> tuple[str, ...]:
    """Forget these people in this one file; return the uids of the entries changed."""
    db = store.db
    with db.transaction():
        gone = numbers | _merged(store, names)
        without = _Without(gone, hide, NameHider(_as_in_phrases(names), in_small_letters=True))
        # A temporary change collects what the triggers record, and is deleted with it below.
        db.run("INSERT INTO changes (at, verb, what) VALUES ('', '', '')")
        touched = rewrite_rows(store, without)
        for number in gone:
            db.run("DELETE FROM people WHERE id = ?", (number,))
            db.run("DELETE FROM row_history WHERE tbl = 'people' AND row_id = ?", (number,))
        db.run("DELETE FROM changes WHERE at = ''")
        rewrite_history(store, without)
        for change, what in db.rows("SELECT id, what FROM changes"):
            if hide(what) != what:
                db.run("UPDATE changes SET what = ? WHERE id = ?", (hide(what), change))
        db.run(
            "INSERT INTO changes (at, verb, what, has_history) VALUES (?, 'forget', 'forgetting a person', 0)",
            (store.instant(),),
        )
        purge.drop_empty_changes(store)
        derived_tables.wipe(store.db, (*names, *hide.spellings))
    store.forget_what_was_read()
    return touched


def _as_in_phrases(names: Iterable[str]) -> Iterator[str]:
    """Yield the names and the beginnings of long ones, because a learned phrase is three words of a text."""
    from relational_journal.vocabulary.everyday_words import is_everyday_word

    for name in names:
        yield name
        words = name.split()
        for end in range(1, len(words)):
            if not all(is_everyday_word(word.lower()) for word in words[:end]):
                yield " ".join(words[:end])


def _merged(store: JournalSession, names: Iterable[str]) -> set[int]:
    """Return the ids of people who had one of these names before they were merged into another person."""
    wanted = {folded(name) for name in names}
    rows = store.db.rows(
        "SELECT row_id, before ->> '$.name' FROM row_history WHERE tbl = 'people' AND before IS NOT NULL"
        " AND row_id NOT IN (SELECT id FROM people)"
    )
    return {number for number, name in rows if folded(name) in wanted}


class _Without:
    """Rewrites the rows of any table without some people."""

    def __init__(self, gone: set[int], hide: Callable[[str], str], hide_in_phrase: Callable[[str], str]) -> None:
        from relational_journal.vocabulary.load import vocabulary

        self._gone = gone
        self._hide = hide
        self._hide_in_phrase = hide_in_phrase
        self._known = vocabulary().terms

    def differing(self, table: str, row: dict[str, Any]) -> dict[str, Any]:
        """Return the columns of a row that change, with their new values."""
        if table in ("people", "settings"):
            return {}
        new: dict[str, str | None] = {
            name: self._value(table, name, value) for name, value in row.items() if isinstance(value, str)
        }
        if row.get("person") in self._gone:
            new["person"] = None
        return {name: value for name, value in new.items() if value != row[name]}

    def _value(self, table: str, name: str, value: str) -> str:
        if value in ("[]", "{}"):
            return value
        if name == "people":
            return people_book.as_json(number for number in json.loads(value) if number not in self._gone)
        if name == "answers":
            return people_book.as_object({key: self._hide(text) for key, text in json.loads(value).items()})
        if name in (*SLOTS, "condition", "marker"):
            if self._hide(value) == value:
                return value
            return people_book.as_json(dict.fromkeys(self._key(key) for key in json.loads(value)))
        if name in ("key", "counts_as"):
            return self._key(value)
        if name == "phrase":
            return self._hide_in_phrase(value)
        return self._hide(value) if name in ("text", "label") else value

    def _key(self, key: str) -> str:
        # Keys of the vocabulary are not the person's words. No key has an apostrophe, as "someone's" does.
        return key if key in self._known else self._hide(key).replace("'", "")


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"
