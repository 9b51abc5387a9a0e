"""Change people: add, edit, rename, merge; and summarise what is stored about each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.errors import JournalError
from relational_journal.model import MYSELF, TONES, Done, Person, replace
from relational_journal.store.records import changes, people, unsafe_moments
from relational_journal.store.records.changes import TAKES_BACK
from relational_journal.store.schema import derived_tables
from relational_journal.text.folding import folded
from relational_journal.text.names import as_name
from relational_journal.vocabulary.safety import more_careful

if TYPE_CHECKING:
    from relational_journal.store.records.session import JournalSession


class Seen(NamedTuple):
    """A person with their moments, the last day, how many are unsafe by themselves, and how many have each tone."""

    person: Person
    moments: int
    last: str | None
    unsafe: int
    tones: Mapping[str, int]  # those without a tone are `unmarked`


_MARKED = {
    "not-safe": "What happens with {} is held apart now: no pattern counts it (rj guide safety).",
    "ordinary": "What happens with {} is counted like everything else.",
}
# Counted from an index that holds people and tone, so that no entry is read.
_BY_TONE = """
    SELECT DISTINCT who.value AS person, counted.people, coalesce(tone, 'unmarked') AS tone, moments
    FROM (SELECT people, tone, count(*) AS moments FROM entries INDEXED BY entries_with
        WHERE kind = 'moment' AND deleted_at IS NULL GROUP BY people, tone) counted,
      json_each(counted.people) who"""


def seen(store: JournalSession) -> tuple[Seen, ...]:
    """Return everyone by name; `myself` only if an entry names it."""
    tones: dict[int, dict[str, int]] = defaultdict(dict)
    for number, tone, moments in store.db.rows(f"SELECT person, tone, sum(moments) FROM ({_BY_TONE}) GROUP BY 1, 2"):
        tones[number][tone] = moments
    unsafe_of = unsafe_moments.safety(store).moments_of
    found = (
        _seen(store, number, tones.get(number, {}), unsafe_of.get(person.name, 0))
        for number, person in store.book.people.items()
        if number in tones or person.name != MYSELF
    )
    return tuple(sorted(found, key=lambda row: folded(row.person.name)))


def seen_one(store: JournalSession, name: str) -> Seen:
    """Return one person as in `seen`, with zero moments if there are none.

    Raises:
        NotFound: nobody has this name.
    """
    number = people.find_id(store.book, name)
    tones = dict(
        store.db.rows(f"SELECT tone, sum(moments) FROM ({_BY_TONE} WHERE person = ?) GROUP BY tone", (number,))
    )
    unsafe_of = unsafe_moments.safety(store).moments_of
    return _seen(store, number, tones, unsafe_of.get(store.book.people[number].name, 0))


def _seen(store: JournalSession, number: int, tones: dict[str, int], unsafe: int) -> Seen:
    last = _last_day(store, number) if tones else None
    every_tone = dict.fromkeys((*TONES, "unmarked"), 0) | tones
    return Seen(store.book.people[number], sum(tones.values()), last, unsafe, every_tone)


def _last_day(store: JournalSession, number: int) -> str | None:
    """Return the day of the latest moment with a person, as far as it is known, from the end of their index."""
    row = store.db.fetch_one(
        # In SQLite a CROSS JOIN is never turned round: the index of people is read first.
        "SELECT w.begins FROM with_people w CROSS JOIN entries e ON e.id = w.entry_id"
        " WHERE w.person_id = ? AND e.kind = 'moment' ORDER BY w.begins DESC LIMIT 1",
        (number,),
    )
    if row is None:
        return None
    # A bare month and its first day begin alike; the day says more.
    last = store.db.fetch_one(
        "SELECT max(e.occurred) FROM with_people w CROSS JOIN entries e ON e.id = w.entry_id"
        " WHERE w.person_id = ? AND w.begins = ? AND e.kind = 'moment'",
        (number, row[0]),
    )
    return str(last[0])[:10]


def add(store: JournalSession, person: Person) -> Done:
    """Add a person.

    Raises:
        JournalError: the name is taken, or is no name.
    """
    name = as_name(person.name)
    with changes.change(store, "person", f"adding {name}"):
        _refuse_taken(store, name)
        also = _also(map(as_name, person.also), name)
        people.insert(store, replace(person, name=name, also=also))
    return Done("person", f"{name} is in the journal.\n{TAKES_BACK}")


def edit(
    store: JournalSession,
    name: str,
    *,
    relationship: str | None,
    power: str | None,
    safety: str | None = None,
    also: Iterable[str] = (),
    no_longer: Iterable[str] = (),
) -> Done:
    """Change what is known of a person; None leaves a field as it is, "" empties it.

    Raises:
        NotFound: nobody has this name.
    """
    also = [as_name(other) for other in also]
    with changes.change(store, "person", f"editing {name}") as change:
        number = people.find_id(store.book, name)
        known = store.book.people[number]
        change.what = f"editing {known.name}"
        gone = {folded(other) for other in no_longer}
        others = [other for other in (*known.also, *also) if folded(other) not in gone]
        people.update(
            store,
            number,
            replace(
                known,
                relationship=known.relationship if relationship is None else relationship or None,
                power=known.power if power is None else power or None,
                safety=known.safety if safety is None else safety or None,
                also=_also(others, known.name),
            ),
        )
    if store.last_change is None:
        return Done("person", f"{known.name}: that is noted already, so nothing changed.")
    if safety and safety != known.safety:
        return Done("person", f"{_MARKED[safety].format(known.name)}\n{TAKES_BACK}")
    return Done("person", f"What is noted of {known.name} is changed.\n{TAKES_BACK}")


def rename(store: JournalSession, old: str, new: str) -> Done:
    """Give a person another nickname; the old one becomes one of their other names. Texts stay as they are.

    Raises:
        NotFound: nobody has this name.
        JournalError: the new name is taken.
    """
    new = as_name(new)
    with changes.change(store, "person", f"renaming {old} to {new}") as change:
        number = people.find_id(store.book, old)
        known = store.book.people[number]
        refuse_myself(known)
        change.what = f"renaming {known.name} to {new}"
        if folded(new) != folded(known.name):
            _refuse_taken(store, new)
        people.update(store, number, replace(known, name=new, also=_also((*known.also, known.name), new)))
    if store.last_change is None:
        return Done("person", f"{new} has that name already; nothing changed.")
    return Done("person", f"{known.name} is now {new}, and still found as {known.name}.\n{TAKES_BACK}")


def merge(store: JournalSession, from_: str, into: str) -> Done:
    """Merge two people: everything of `from_` goes to `into`, whose own fields win. Texts stay as they are.

    Raises:
        NotFound: nobody has one of the names.
        JournalError: both are the same person.
    """
    with changes.change(store, "person") as change:
        gone, stays = people.find_id(store.book, from_), people.find_id(store.book, into)
        leaving, staying = store.book.people[gone], store.book.people[stays]
        if gone == stays:
            raise JournalError(
                f"{leaving.name} is one person already", "rj people shows everyone and their other names."
            )
        refuse_myself(leaving)
        change.what = f"merging {leaving.name} into {staying.name}"
        holds = "EXISTS (SELECT 1 FROM json_each(entries.people) j WHERE j.value = :gone)"
        where = (
            f"id IN (SELECT entry_id FROM with_people WHERE person_id = :gone) OR deleted_at IS NOT NULL AND {holds}"
        )
        parameters = {"gone": gone, "stays": stays}
        uids = tuple(row[0] for row in store.db.rows(f"SELECT uid FROM entries WHERE {where} ORDER BY id", parameters))
        # Each entry keeps the order of its people; a person who would be there twice keeps the first place.
        with derived_tables.many(store.db, len(uids)):
            store.db.run(
                "UPDATE entries SET people = (SELECT json_group_array(value) FROM ("
                " SELECT iif(j.value = :gone, :stays, j.value) AS value FROM json_each(entries.people) j"
                f" GROUP BY 1 ORDER BY min(j.key))) WHERE {where}",
                parameters,
            )
        # Before the deletion, so that no hunch ever refers to a missing person.
        store.db.run("UPDATE hunches SET person = :stays WHERE person = :gone", parameters)
        store.db.run("DELETE FROM people WHERE id = ?", (gone,))
        people.update(
            store,
            stays,
            replace(
                staying,
                relationship=staying.relationship or leaving.relationship,
                power=staying.power or leaving.power,
                safety=more_careful(staying.safety, leaving.safety),
                also=_also((*staying.also, leaving.name, *leaving.also), staying.name),
            ),
        )
        store.forget_what_was_read()
    entries = "1 entry is" if len(uids) == 1 else f"{len(uids)} entries are"
    return Done("person", f"{leaving.name} is now {staying.name}; {entries} theirs.\n{TAKES_BACK}", uids)


def _also(names: Iterable[str], nickname: str) -> tuple[str, ...]:
    """Normalise other names: each once, without the nickname."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(folded(name), " ".join(name.split()))
    # The nickname finds the person anyway; as another name it would survive a rename.
    found.pop(folded(nickname), None)
    found.pop("", None)
    return tuple(found.values())


def _refuse_taken(store: JournalSession, name: str) -> None:
    number = store.book.nickname_id(name)
    # "me" always means the writer, so nobody else can have it as a name.
    if number is None and folded(name) == "me":
        number = store.book.ids(MYSELF)[0]
    if number is not None:
        taken = store.book.people[number].name
        raise JournalError(f"{taken} is here already", "If both are one person: rj people merge FROM INTO.")


def refuse_myself(person: Person) -> None:
    """Refuse a change to `myself`, who is in every journal."""
    if person.name == MYSELF:
        raise JournalError("myself cannot be changed", "rj people shows everyone else.")
