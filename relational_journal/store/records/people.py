"""Read and write people: found by nickname and other names, ignoring case. Entries hold ids, so a rename is one row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from relational_journal.errors import JournalError, NotFound
from relational_journal.model import MYSELF, Person, replace
from relational_journal.store.records.people_book import Book, as_json
from relational_journal.vocabulary.safety import joined_mark

if TYPE_CHECKING:
    from relational_journal.store.records.session import JournalSession


def to_export(store: JournalSession) -> tuple[Person, ...]:
    """Return everyone by name; `myself` only if an entry names it or something is known of it."""
    plain = Person(MYSELF, relationship=MYSELF)
    used = {number for (number,) in store.db.rows("SELECT DISTINCT person_id FROM with_people")}
    known = [person for number, person in store.book.people.items() if number in used or person != plain]
    return tuple(sorted(known, key=lambda person: person.name))


def find_id(book: Book, name: str) -> int:
    """Return the id of the one person with this name.

    Raises:
        NotFound: nobody has it; similar names are suggested.
        JournalError: several people have it.
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


def used_ids(store: JournalSession, names: Iterable[str]) -> list[int]:
    """Return the ids of these names in order, each once; new people are created. Call it inside a change."""
    names = tuple(names)
    known = store.book.known_ids(names)
    if known is not None:
        return list(known)
    found: dict[int, None] = {}
    for name in names:
        ids = store.book.ids(name)
        if len(ids) > 1:
            # It raises the error that names them.
            find_id(store.book, name)
        found[ids[0] if ids else insert(store, Person(" ".join(name.split())))] = None
    store.book.remember_ids(names, tuple(found))
    return list(found)


def insert(store: JournalSession, person: Person) -> int:
    """Insert a new person and return the id. Call it inside a change."""
    cursor = store.db.run(
        "INSERT INTO people (name, relationship, power, also, safety) VALUES (?, ?, ?, ?, ?)",
        (person.name, person.relationship, person.power, as_json(person.also), person.safety),
    )
    number = int(cursor.lastrowid)
    store.book.put(number, person)
    return number


def update(store: JournalSession, number: int, person: Person) -> None:
    """Store the new state of a person if it differs. Call it inside a change."""
    if store.book.people[number] == person:
        return
    store.db.run(
        "UPDATE people SET name = ?, relationship = ?, power = ?, also = ?, safety = ? WHERE id = ?",
        (person.name, person.relationship, person.power, as_json(person.also), person.safety, number),
    )
    store.forget_what_was_read()


def take_up(store: JournalSession, new: Sequence[Person], changed: Sequence[Person]) -> None:
    """Store the people an entry introduces: new ones are created, known ones gain missing fields. Inside a change."""
    for person in (*new, *changed):
        number = store.book.nickname_id(person.name)
        if number is None:
            insert(store, person)
            continue
        known = store.book.people[number]
        is_said = person in changed and person.relationship  # just said, and possibly a correction of an earlier answer
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
