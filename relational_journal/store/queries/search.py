"""Full-text search: every word must be found, as the beginning of a word; what is typed is never search syntax."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from relational_journal.model import Query, replace
from relational_journal.store.queries import listing
from relational_journal.store.records import entries, people

if TYPE_CHECKING:
    from relational_journal.model import Moment
    from relational_journal.store.records.session import Store
    from relational_journal.vocabulary.load import Vocabulary

_ID_BITS = 16_777_215  # the part of a row number of `found` that is the entry's id; see schema.py
# In labels and names these are in so many that they would find everything.
_SMALL = frozenset("a about an and at i in it me my not of on or the they them to up us was we were with".split())


def search(store: Store, vocabulary: Vocabulary, words: str, query: Query) -> list[Moment]:
    """Entries that hold every one of the words: in the text, an answer, a key's label, or the name of someone there.

    Args:
        words: taken as words, whatever signs they hold.
        query: further filters; `limit` 0 is all.

    Returns:
        newest first.
    """
    store.look()
    match = _match(store, vocabulary, words)
    if match is None:
        return []
    where, arguments = listing.conditions(store, replace(query, deleted=False), each=True)
    limit = f" LIMIT {int(query.limit)}" if query.limit else ""
    # CROSS JOIN: the index leads, in its own order, and stops when there are enough.
    sql = (
        f"SELECT {entries.READ} FROM found CROSS JOIN entries ON entries.id = found.rowid & {_ID_BITS}"
        f" WHERE found MATCH ? AND {where} ORDER BY found.rowid DESC{limit}"
    )
    found = [entries.moment_of(store, row) for row in store.db.rows(sql, [match, *arguments])]
    return sorted(found, key=lambda moment: entries.place(moment), reverse=True)


def _match(store: Store, vocabulary: Vocabulary, words: str) -> str | None:
    """The words in the index's own language: each quoted, so that nothing in it is read as that language."""
    parts = []
    for word in words.replace("\0", " ").split():
        if not re.search(r"\w", word):
            continue
        quoted = '"' + word.replace('"', '""') + '"*'
        either = [f"{{said answered}} : {quoted}"]
        bare = people.folded(word).lstrip("+#@")
        keys = _keys(vocabulary, bare)
        if keys:
            either.append("keys : (" + " OR ".join(f'"{key}"' for key in keys) + ")")
        known = _people(store, bare)
        if known:
            either.append("persons : (" + " OR ".join(f'"{number}"' for number in known) + ")")
        parts.append("(" + " OR ".join(either) + ")")
    return " AND ".join(parts) or None


def _keys(vocabulary: Vocabulary, beginning: str) -> list[str]:
    """The keys one of whose words begins so, as the index holds them; a whole key written out means that one."""
    if beginning in vocabulary.terms:
        return [beginning.replace("-", "")]
    if len(beginning) < 2 or beginning in _SMALL:
        return []
    found = []
    wanted = beginning.replace("-", " ")
    for key, term in vocabulary.terms.items():
        words = f" {term.label} {key}".casefold().replace("-", " ").replace("(", " ")
        if f" {wanted}" in words:
            found.append(key.replace("-", ""))
    return found


def _people(store: Store, beginning: str) -> list[int]:
    return [
        number
        for number, person in store.book.people.items()
        if any(
            part.startswith(beginning)
            for name in (person.name, *person.also)
            for part in [people.folded(name), *people.folded(name).split()]
        )
    ]
