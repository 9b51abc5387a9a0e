"""Everyone and every own word as read from the file, and JSON as the store writes it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from relational_journal.model import MYSELF, Person, Word
from relational_journal.text.folding import folded

if TYPE_CHECKING:
    from relational_journal.store.engine.database import Database

_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Book:
    """Everyone in the journal, by id and by every name.

    Args:
        rows: id, name, relationship, power, also (JSON), safety of each.
    """

    def __init__(self, rows: Iterable[tuple[int, str, str | None, str | None, str, str | None]]) -> None:
        self.people: dict[int, Person] = {}
        self._by_name: dict[str, int] = {}
        self._by_other: dict[str, list[int]] = {}
        self._read: dict[str, tuple[str, ...]] = {"[]": ()}
        for number, name, relationship, power, also, safety in rows:
            others = tuple(json.loads(also)) if also != "[]" else ()
            self.put(number, Person(name, relationship, power, others, safety))

    def put(self, number: int, person: Person) -> None:
        """Know this person."""
        self._read = {"[]": ()}
        self.people[number] = person
        self._by_name[folded(person.name)] = number
        for other in person.also:
            self._by_other.setdefault(folded(other), []).append(number)

    def ids(self, name: str) -> list[int]:
        """Whose name this is: one by nickname, else those with it among their other names."""
        key = folded(name)
        if key in self._by_name:
            return [self._by_name[key]]
        if key in ("me", MYSELF):
            return [self._by_name[MYSELF]]
        return self._by_other.get(key, [])

    def nickname_id(self, name: str) -> int | None:
        """Whose nickname this is."""
        return self._by_name.get(folded(name))

    def names(self, ids: str, *, all_known: bool = True) -> tuple[str, ...] | None:
        """The nicknames of a JSON array of ids, each once; None where `all_known` is asked and someone is not."""
        known = self._read.get(ids)
        if known is None:
            numbers = json.loads(ids)
            if all_known and not all(number in self.people for number in numbers):
                return None
            found = (self.people[number].name for number in numbers if number in self.people)
            known = self._read[ids] = tuple(dict.fromkeys(found))
        return known

    def near(self, name: str) -> tuple[str, ...]:
        """Up to three known names that look like this one."""
        from difflib import get_close_matches

        known = {key: self.people[number].name for key, number in self._by_name.items() if key != MYSELF}
        for key, numbers in self._by_other.items():
            known.setdefault(key, self.people[numbers[0]].name)
        wanted = folded(name)
        close = get_close_matches(wanted, known, n=3, cutoff=0.6)
        beginning = [key for key in known if key.startswith(wanted) or wanted.startswith(key)]
        return tuple(dict.fromkeys(known[key] for key in [*close, *beginning]))[:3]


def load(db: Database) -> Book:
    """Return everyone, as the file has it now."""
    return Book(db.rows("SELECT id, name, relationship, power, also, safety FROM people"))


def load_words(db: Database) -> dict[str, Word]:
    """Return the person's own words by key, sorted by it."""
    rows = db.rows("SELECT key, label, polarity, counts_as FROM words ORDER BY key")
    return {row[0]: Word(*row) for row in rows}


def as_json(values: Iterable[object]) -> str:
    """A JSON array as we store it."""
    values = list(values)
    return _ENCODE(values) if values else "[]"


def keys_as_json(keys: Sequence[str]) -> str:
    """The same for keys, most of which need no escaping."""
    if not keys:
        return "[]"
    letters = "".join(keys)
    if letters.isascii() and letters.isprintable() and '"' not in letters and "\\" not in letters:
        return '["' + '","'.join(keys) + '"]'
    return _ENCODE(list(keys))


def as_object(value: Mapping[str, object]) -> str:
    """A JSON object as we store it."""
    return _ENCODE(dict(value)) if value else "{}"
