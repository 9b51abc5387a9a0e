"""People: known by their nickname and other names, without case; entries hold their ids, so a rename is one row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from relational_journal.errors import JournalError, NotFound
from relational_journal.model import MYSELF, Person, replace
from relational_journal.text.folding import folded
from relational_journal.vocabulary.safety import joined_mark

if TYPE_CHECKING:
    from relational_journal.store.records.session import Store

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


def load(store: Store) -> Book:
    """Everyone, as the file has it now."""
    return Book(store.db.rows("SELECT id, name, relationship, power, also, safety FROM people"))


def to_export(store: Store) -> tuple[Person, ...]:
    """Everyone by name; `myself` only where an entry is with them or something is known of them (contract §4)."""
    plain = Person(MYSELF, relationship=MYSELF)
    used = {number for (number,) in store.db.rows("SELECT DISTINCT person_id FROM with_people")}
    known = [person for number, person in store.book.people.items() if number in used or person != plain]
    return tuple(sorted(known, key=lambda person: person.name))


def find_id(book: Book, name: str) -> int:
    """The id of the one person with this name.

    Raises:
        NotFound: nobody has it; near names are given.
        JournalError: several have it.
    """
    ids = book.ids(name)
    if len(ids) == 1:
        return ids[0]
    if ids:
        names = ", ".join(sorted(book.people[number].name for number in ids))
        raise JournalError(f'"{name}" is a name of {names}', "Use one of these names.")
    near = book.near(name)
    raise NotFound(
        f'nobody here is called "{name}"',
        f"Near: {', '.join(near)}." if near else "rj people lists everyone; rj people add NAME adds someone.",
    )


def used_ids(store: Store, names: Iterable[str]) -> list[int]:
    """The ids of these names, each once, in order; whoever is new becomes a person. Inside a change."""
    found: dict[int, None] = {}
    for name in names:
        ids = store.book.ids(name)
        if len(ids) > 1:
            find_id(store.book, name)
        found[ids[0] if ids else insert(store, Person(" ".join(name.split())))] = None
    return list(found)


def insert(store: Store, person: Person) -> int:
    """A new row. Inside a change."""
    cursor = store.db.run(
        "INSERT INTO people (name, relationship, power, also, safety) VALUES (?, ?, ?, ?, ?)",
        (person.name, person.relationship, person.power, as_json(person.also), person.safety),
    )
    number = int(cursor.lastrowid)
    store.book.put(number, person)
    return number


def update(store: Store, number: int, person: Person) -> None:
    """The new state of a row, if it differs. Inside a change."""
    if store.book.people[number] == person:
        return
    store.db.run(
        "UPDATE people SET name = ?, relationship = ?, power = ?, also = ?, safety = ? WHERE id = ?",
        (person.name, person.relationship, person.power, as_json(person.also), person.safety, number),
    )
    store.forget_what_was_read()


def take_up(store: Store, new: Sequence[Person], changed: Sequence[Person]) -> None:
    """People an entry brings with it: those not here yet are made, known ones gain what they lack. Inside a change."""
    for person in (*new, *changed):
        number = store.book.nickname_id(person.name)
        if number is None:
            insert(store, person)
            continue
        known = store.book.people[number]
        is_said = person in changed and person.relationship  # said just now, perhaps in the place of an answer before
        update(
            store,
            number,
            replace(
                known,
                relationship=is_said or known.relationship or person.relationship,
                power=known.power or person.power,
                safety=joined_mark(known.safety, person.safety),
                also=(*known.also, *(name for name in person.also if name not in known.also)),
            ),
        )


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
