"""All people and own words as read from the file, and the store's JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from relational_journal.model import MYSELF, Person, Word
from relational_journal.text.folding import folded

if TYPE_CHECKING:
    from relational_journal.store.engine.database import Database

_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Book:
    """Everyone in the journal, by id and by every name.

    Args:
        rows: id, name, relationship, power, also (JSON) and safety of each person.
    """

    def __init__(self, rows: Iterable[tuple[int, str, str | None, str | None, str, str | None]]) -> None:
        self.people: dict[int, Person] = {}
        self._by_name: dict[str, int] = {}
        self._by_other: dict[str, list[int]] = {}
        self._read: dict[str, tuple[str, ...]] = {"[]": ()}
        self._ids: dict[tuple[str, ...], tuple[int, ...]] = {}
        for number, name, relationship, power, also, safety in rows:
            # Most people have no other names, so there is nothing to parse.
            others = tuple(json.loads(also)) if also != "[]" else ()
            self.put(number, Person(name, relationship, power, others, safety))

    def put(self, number: int, person: Person) -> None:
        """Add this person, or replace their state."""
        self._read = {"[]": ()}
        self._ids = {}
        self.people[number] = person
        self._by_name[folded(person.name)] = number
        for other in person.also:
            self._by_other.setdefault(folded(other), []).append(number)

    def ids(self, name: str) -> list[int]:
        """Return the id of the person with this nickname, else the ids of those with this other name."""
        key = folded(name)
        if key in self._by_name:
            return [self._by_name[key]]
        if key in ("me", MYSELF):
            return [self._by_name[MYSELF]]
        return self._by_other.get(key, [])

    def known_ids(self, names: tuple[str, ...]) -> tuple[int, ...] | None:
        """Return the ids found for exactly these names before, or None."""
        return self._ids.get(names)

    def remember_ids(self, names: tuple[str, ...], ids: tuple[int, ...]) -> None:
        """Remember the ids of these names until somebody is added or changed."""
        self._ids[names] = ids

    def nickname_id(self, name: str) -> int | None:
        """Return the id of the person with this nickname; None if there is none."""
        return self._by_name.get(folded(name))

    def names(self, ids: str, *, all_known: bool = True) -> tuple[str, ...] | None:
        """Return the nicknames for a JSON array of ids, each once; None if `all_known` and an id is unknown."""
        known = self._read.get(ids)
        if known is None:
            numbers = json.loads(ids)
            if all_known and not all(number in self.people for number in numbers):
                return None
            found = (self.people[number].name for number in numbers if number in self.people)
            known = self._read[ids] = tuple(dict.fromkeys(found))
        return known

    def near(self, name: str) -> tuple[str, ...]:
        """Return up to three known names similar to this one."""
        from difflib import get_close_matches

        known = {key: self.people[number].name for key, number in self._by_name.items() if key != MYSELF}
        for key, numbers in self._by_other.items():
            known.setdefault(key, self.people[numbers[0]].name)
        wanted = folded(name)
        # 0.6 is difflib's default: it finds slips in short names and few strangers.
        close = get_close_matches(wanted, known, n=3, cutoff=0.6)
        beginning = [key for key in known if key.startswith(wanted) or wanted.startswith(key)]
        return tuple(dict.fromkeys(known[key] for key in [*close, *beginning]))[:3]


def load(db: Database) -> Book:
    """Read everyone from the file."""
    return Book(db.rows("SELECT id, name, relationship, power, also, safety FROM people"))


def load_words(db: Database) -> dict[str, Word]:
    """Read the person's own words, by key in order."""
    rows = db.rows("SELECT key, label, polarity, counts_as FROM words ORDER BY key")
    return {row[0]: Word(*row) for row in rows}


def as_json(values: Iterable[object]) -> str:
    """Format a JSON array as the store writes it."""
    values = list(values)
    return _ENCODE(values) if values else "[]"


def keys_as_json(keys: Sequence[str]) -> str:
    """Format a JSON array of keys as the store writes it; faster than `as_json`, since keys rarely need escaping."""
    return _keys_as_json(tuple(keys)) if keys else "[]"


@lru_cache(maxsize=4096)  # most entries hold the same few lists
def _keys_as_json(keys: tuple[str, ...]) -> str:
    # Almost all keys need no escaping, and to join them is faster than the encoder.
    letters = "".join(keys)
    if letters.isascii() and letters.isprintable() and '"' not in letters and "\\" not in letters:
        return '["' + '","'.join(keys) + '"]'
    return _ENCODE(list(keys))


def as_object(value: Mapping[str, object]) -> str:
    """Format a JSON object as the store writes it."""
    return _ENCODE(dict(value)) if value else "{}"
