"""Check the keys of an import: vocabulary, own words of the journal, own words the file defines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.exchange.jsonl.field_checks import Misread, shown

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary

SLOT_LISTS = {
    "first": "responses",
    "braced": "responses",
    "after": "responses",
    "felt_before": "feelings",
    "felt_after": "feelings",
    "wishes": "wishes",
    "moves": "moves",
    "urges": "moves",
    "power": "power",
    "treated": "treated",
}
_ONE = {
    "moves": "a move",
    "responses": "something they did",
    "feelings": "a feeling",
    "wishes": "a wish",
    "kinds": "a relationship",
    "power": "a word about power",
    "context": "a word about the context",
    "treated": "a way of being treated",
    "good": "one of the five good things",
}
# A file may use its own words before it defines them; with this many unknown ones it is not one of our exports.
_MOST_UNDEFINED = 2000


@lru_cache(maxsize=1)
def _lists(vocabulary: Vocabulary) -> Mapping[str, frozenset[str]]:
    """Return the keys of each list."""
    return {name: frozenset(term.key for term in vocabulary.list_of(name)) for name in _ONE}


class UndefinedKey(NamedTuple):
    """Where a key that is in no list so far was first used."""

    line: int
    field: str


class Known:
    """The keys of each list and the own words seen so far.

    `undefined` are keys a later line may still define, `lists_of_slots` the lists found good in each slot,
    `companies` the lists of people found good.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary.with_words(())
        self.own = set(vocabulary.words)
        self.lists = _lists(self.vocabulary)
        self.settings = self.lists["kinds"] | {self.vocabulary.group(key) for key in self.lists["kinds"]}
        self.undefined: dict[str, UndefinedKey] = {}
        self.lists_of_slots: dict[str, set[tuple[str, ...]]] = {slot: set() for slot in SLOT_LISTS}
        self.companies: set[tuple[str, ...]] = set()
        self.line = 0

    def require(self, keys: Iterable[str], field: str, name: str) -> None:
        """Refuse keys of a list other than `name`; note unknown ones, which may be own words defined further down.

        Raises:
            Misread: a key that belongs in another field, or too many unknown keys.
        """
        allowed = self.lists[name]
        for key in keys:
            if key in allowed or key in self.own or key in self.undefined:
                continue
            if term := self.vocabulary.get(key):
                raise Misread(
                    f'has {shown(key)} in "{field}", which is {_ONE[term.list]} and not {_ONE[name]}',
                    f"rj words {key} tells where it belongs.",
                )
            self.undefined[key] = UndefinedKey(self.line, field)
            if len(self.undefined) > _MOST_UNDEFINED:
                raise Misread(
                    f'has {shown(key)} in "{field}", like {_MOST_UNDEFINED} other unknown words', self.near(key)
                )

    def state(self, key: str) -> None:
        """Add an own word to the known ones."""
        self.own.add(key)
        self.undefined.pop(key, None)

    def near(self, key: str) -> str:
        """Say what to do about an unknown key."""
        near = self.vocabulary.near(key)
        beside = f"Near: {', '.join(near)}. " if near else ""
        return f'{beside}A word of your own stands in "own", or has a line of its own with what it counts like.'
