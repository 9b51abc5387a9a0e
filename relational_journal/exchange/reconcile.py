"""Rewrite an imported entry for this journal: names as spelled here, own words in the slot they count in."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import TYPE_CHECKING

from relational_journal.capture.syntax.edited_text import placed_own_word
from relational_journal.exchange.allowed_keys import SLOT_LISTS
from relational_journal.model import replace
from relational_journal.text.folding import folded

if TYPE_CHECKING:
    from relational_journal.model import Entry
    from relational_journal.vocabulary.load import Vocabulary

_MOST_KNOWN = 10_000


class Spelling:
    """The names that a journal uses, for entries that may spell them in other ways.

    Args:
        names: any spelling, folded → the journal's.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._known: dict[tuple[str, ...], tuple[str, ...]] = {}  # most entries are with the same few people

    def of(self, entry: Entry) -> Entry:
        """Return the entry with each person under the name the journal uses."""
        people = self._known.get(entry.people)
        if people is None:
            people = tuple(self._names.get(folded(name), name) for name in entry.people)
            if people != entry.people:
                people = tuple(dict.fromkeys(people))
            if len(self._known) < _MOST_KNOWN:
                self._known[entry.people] = people
        return entry if people == entry.people else replace(entry, people=people)


def settled(entry: Entry, vocabulary: Vocabulary) -> Entry:
    """Return the entry with every own word in a slot of the key it counts like, or in `own` if it counts like none.

    A file and a journal may disagree on what a word counts like; the merged definition applies to all entries.
    """
    words = vocabulary.words
    if not words:
        return entry
    held = chain(entry.own, *(getattr(entry, slot) for slot in SLOT_LISTS))
    for key in dict.fromkeys(key for key in held if key in words):
        entry = placed_own_word(entry, words[key], vocabulary)
    return entry
