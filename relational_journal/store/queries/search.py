"""Full-text search: every word must occur, as the beginning of a word; what is typed is never search syntax."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from relational_journal.model import Query, replace
from relational_journal.store.queries import listing
from relational_journal.store.records import entries
from relational_journal.text.folding import caseless, folded

if TYPE_CHECKING:
    from relational_journal.model import Entry
    from relational_journal.store.records.session import JournalSession
    from relational_journal.vocabulary.load import Vocabulary

_ID_BITS = 16_777_215  # the part of a row number of search_index that is the entry's id; see schema/tables.py
# So many labels and names contain these that they would match everything.
_SMALL = frozenset("a about an and at i in it me my not of on or the they them to up us was we were with".split())


def search(store: JournalSession, vocabulary: Vocabulary, words: str, query: Query) -> list[Entry]:
    """Find the entries in which each word occurs: in the text, an answer, a key's label, or the name of a person.

    Args:
        store: the open journal.
        vocabulary: the keys and labels.
        words: plain words, whatever characters they hold.
        query: further filters; `limit` 0 means all.

    Returns:
        The entries, newest first.
    """
    store.look()
    match = _match(store, vocabulary, words)
    if match is None:
        return []
    where, arguments = listing.conditions(store, replace(query, deleted=False), each=True)
    limit = f" LIMIT {int(query.limit)}" if query.limit else ""
    # With CROSS JOIN SQLite follows the index in its own order and stops when there are enough.
    sql = (
        f"SELECT {entries.READ} FROM search_index CROSS JOIN entries ON entries.id = search_index.rowid & {_ID_BITS}"
        f" WHERE search_index MATCH ? AND {where} ORDER BY search_index.rowid DESC{limit}"
    )
    found = [entries.moment_of(store, row) for row in store.db.rows(sql, [match, *arguments])]
    return sorted(found, key=lambda moment: entries.place(moment), reverse=True)


def _match(store: JournalSession, vocabulary: Vocabulary, words: str) -> str | None:
    """Build the FTS5 query; each word is quoted, so that nothing in it is read as syntax. None if there is no word."""
    parts: dict[str, None] = {}
    keys, people = _Beginnings(_named_keys(vocabulary)), _Beginnings(_named_people(store))
    for word in words.replace("\0", " ").split():
        if not re.search(r"\w", word):
            continue
        forms = " OR ".join('"' + form.replace('"', '""') + '"*' for form in _spellings(word))
        either = [f"{{said answered}} : ({forms})"]
        bare = caseless(word).lstrip("+#@")
        if bare in vocabulary:
            either.append(f'keys : "{bare.replace("-", "")}"')
        elif len(bare) > 1 and bare not in _SMALL and (found := keys.of(folded(bare))):
            either.append("keys : (" + " OR ".join(f'"{key}"' for key in found) + ")")
        if known := people.of(folded(bare)):
            either.append("persons : (" + " OR ".join(f'"{number}"' for number in known) + ")")
        parts["(" + " OR ".join(either) + ")"] = None
    return " AND ".join(parts) or None


def _spellings(word: str) -> tuple[str, ...]:
    """Return the word, and its spellings with ss for ß and ß for ss, which the index treats as different words."""
    small = caseless(word)
    return (word, *{small.replace("ss", "ß"), small} - {word}) if "ss" in small else (word,)


def _named_keys(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield the words of every key and label, with the key as the index holds it."""
    for key, term in vocabulary.terms.items():
        yield folded(f"{term.label} {key}".replace("(", " ")), key.replace("-", "")


def _named_people(store: JournalSession) -> Iterator[tuple[str, str]]:
    """Yield the words of every name, with the id of the person."""
    for number, person in store.book.people.items():
        for name in (person.name, *person.also):
            yield folded(name), str(number)


class _Beginnings:
    """Look up names by the beginning of any of their words, in one sorted list for all lookups."""

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        self._order: dict[str, int] = {}
        rows: set[tuple[str, str]] = set()
        for words, found in named:
            self._order.setdefault(found, len(self._order))
            rows.update((words[match.start() :], found) for match in re.finditer(r"\S+", words))
        self._rows = sorted(rows)

    def of(self, beginning: str) -> list[str]:
        """Return what has a word that begins like this, in the original order."""
        at = bisect_left(self._rows, (beginning,))
        found: set[str] = set()
        while at < len(self._rows) and self._rows[at][0].startswith(beginning):
            found.add(self._rows[at][1])
            at += 1
        return sorted(found, key=self._order.__getitem__)
