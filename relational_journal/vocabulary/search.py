"""Search the vocabulary as people type: by beginnings of words, and by near words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from relational_journal.vocabulary.near import hinting_words
from relational_journal.vocabulary.relationships import relationship_words
from relational_journal.vocabulary.spelling import plain

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Term, Vocabulary

_WORD = re.compile(r"[^\W_]+")


def matching_keys(vocabulary: Vocabulary, asked: str) -> tuple[str, ...]:
    """Return the keys in whose texts every word of `asked` begins a word, in vocabulary order; none if it is empty.

    The texts are label, key, meaning, short words, words that hint at the key, and what people call a
    relationship; one text has to match all the words. `lied` finds "I lied" and not "complied".
    """
    wanted = words_of(asked)
    if not wanted:
        return ()
    more: dict[str, list[str]] = {}
    for table in (hinting_words(), relationship_words()):
        for text, key in table.items():
            more.setdefault(key, []).append(text)
    return tuple(
        key
        for key, term in vocabulary.terms.items()
        if any(begin_words(wanted, text) for text in (*_texts(term), *more.get(key, ())))
    )


def begin_words(wanted: list[str], text: str) -> bool:
    """Return whether each word of `wanted` (from `words_of`) begins a word of the text, in any order."""
    words = words_of(text)
    return all(any(word.startswith(part) for word in words) for part in wanted)


def words_of(text: str) -> list[str]:
    """Split a text into its words in plain spelling: lower case, without apostrophes, -ise for -ize, -or for -our.

    >>> words_of("Didn't criticize-me")
    ['didnt', 'criticise', 'me']
    """
    return _WORD.findall(plain(text))


def _texts(term: Term) -> tuple[str, ...]:
    return (f"{term.label} {term.key} {term.meaning}", *term.short)
