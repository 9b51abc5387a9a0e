"""Read and write hunches, and the readings learned from the person's own phrases."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from relational_journal.errors import NotFound
from relational_journal.model import Hunch, Learned, replace
from relational_journal.store.records import changes, people, people_book
from relational_journal.uuid7 import new_uid

if TYPE_CHECKING:
    from relational_journal.store.records.session import JournalSession

_READ = "SELECT uid, text, condition, marker, person, since, ended, read_at FROM hunches"


def load(store: JournalSession) -> tuple[Hunch, ...]:
    """Return all hunches, ordered by `since` and `uid`."""
    return tuple(_hunch(store, row) for row in store.db.rows(f"{_READ} ORDER BY since, uid"))


def find(store: JournalSession, ident: str) -> Hunch:
    """Return the hunch with this uid, its unique beginning, or this position in the list.

    Raises:
        NotFound: there is none, or several.
    """
    known = load(store)
    if ident.isdecimal() and 1 <= int(ident) <= len(known):
        return known[int(ident) - 1]
    # The first characters of uids are a time, so fewer would match several.
    found = [hunch for hunch in known if len(ident) >= 4 and hunch.uid.startswith(ident)]
    exact = [hunch for hunch in found if hunch.uid == ident]
    if len(exact or found) == 1:
        return (exact or found)[0]
    raise NotFound(f'there is no single hunch "{ident}"', "rj hunch list shows them.")


def put(store: JournalSession, hunch: Hunch) -> None:
    """Store a new hunch, or the new state of a known one. Call it inside a change."""
    ids = [] if hunch.with_ is None else people.used_ids(store, [hunch.with_])
    row = (
        hunch.text, people_book.as_json(hunch.when), people_book.as_json(hunch.then), ids[0] if ids else None,
        hunch.since, hunch.ended, hunch.read_at, hunch.uid,
    )  # fmt: skip
    if store.db.fetch_one("SELECT 1 FROM hunches WHERE uid = ?", (hunch.uid,)) is None:
        store.db.run(
            "INSERT INTO hunches (text, condition, marker, person, since, ended, read_at, uid)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        )
    else:
        store.db.run(
            "UPDATE hunches SET text = ?, condition = ?, marker = ?, person = ?, since = ?, ended = ?, read_at = ?"
            " WHERE uid = ?",
            row,
        )


def state(store: JournalSession, hunch: Hunch) -> Hunch:
    """Store a new hunch as one change, and return it with its uid."""
    stored = replace(hunch, uid=hunch.uid or new_uid())
    with changes.change(store, "hunch", "stating a hunch"):
        put(store, stored)
    return stored


def end(store: JournalSession, ident: str) -> Hunch:
    """End a hunch from today as one change, and return it."""
    with changes.change(store, "hunch", "ending a hunch"):
        hunch = find(store, ident)
        if hunch.ended is None:
            hunch = replace(hunch, ended=store.now().date().isoformat())
            put(store, hunch)
    return hunch


def load_learned(store: JournalSession) -> tuple[Learned, ...]:
    """Return all learned readings, ordered by phrase and key."""
    return tuple(
        Learned(*row) for row in store.db.rows("SELECT phrase, key, kept, dropped FROM learned ORDER BY phrase, key")
    )


def put_learned(store: JournalSession, reading: Learned) -> None:
    """Store a new reading, or the new state of a known one. Call it inside a change."""
    store.db.run(
        "INSERT INTO learned (phrase, key, kept, dropped) VALUES (?, ?, ?, ?) ON CONFLICT (phrase, key)"
        " DO UPDATE SET kept = excluded.kept, dropped = excluded.dropped"
        " WHERE kept <> excluded.kept OR dropped <> excluded.dropped",
        (reading.phrase, reading.key, reading.kept, reading.dropped),
    )


def learn(store: JournalSession, lessons: Iterable[Learned], *, continues: int | None = None) -> None:
    """Add to how often phrases were kept and dropped; one change, or a part of the one it continues.

    A count below zero takes away from it; a reading of which nothing is left is removed.
    """
    known = {(reading.phrase, reading.key): reading for reading in load_learned(store)}
    with changes.change(store, "learn", "learning how your words are read", continues=continues):
        for lesson in lessons:
            old = known.get((lesson.phrase, lesson.key), Learned(lesson.phrase, lesson.key))
            new = old._replace(kept=max(0, old.kept + lesson.kept), dropped=max(0, old.dropped + lesson.dropped))
            known[lesson.phrase, lesson.key] = new
            if new.kept or new.dropped:
                put_learned(store, new)
            else:
                _drop_learned(store, new)


def forget_learned(store: JournalSession, phrase: str | None) -> tuple[Learned, ...]:
    """Forget what a phrase was read as, or all of it if it is None; one change.

    Returns:
        What was forgotten.
    """
    gone = tuple(reading for reading in load_learned(store) if phrase is None or reading.phrase == phrase)
    with changes.change(store, "forget", "forgetting how words were read"):
        for reading in gone:
            _drop_learned(store, reading)
    return gone


def _drop_learned(store: JournalSession, reading: Learned) -> None:
    store.db.run("DELETE FROM learned WHERE phrase = ? AND key = ?", (reading.phrase, reading.key))


def _hunch(store: JournalSession, row: tuple[str, str, str, str, int | None, str, str | None, int]) -> Hunch:
    uid, text, when, then, number, since, ended, read_at = row
    person = None if number is None else store.book.people.get(int(number))
    return Hunch(
        uid=uid,
        text=text,
        when=tuple(json.loads(when)),
        then=tuple(json.loads(then)),
        with_=person.name if person else None,
        since=since,
        ended=ended,
        read_at=read_at,
    )
