"""Decide when a note of care is due: at most once a day for each topic. Nothing about it is stored.

Whether a topic came up today already is read from the history of today's changes: a statement that was new earlier
today has brought its note then. So nothing in the journal shows that a note was shown.
"""

from __future__ import annotations

import json
from datetime import UTC
from typing import TYPE_CHECKING, Any, Protocol

from relational_journal.care.anchors import anchors
from relational_journal.care.topics import HARM, TOPICS, topics_of_tags
from relational_journal.model import MYSELF

if TYPE_CHECKING:
    from relational_journal.model import Entry, Person
    from relational_journal.store.history.writings import Writing
    from relational_journal.store.records.session import JournalSession

_PAST = "memory"  # the kind of entry for past experiences
_NOT_SAFE = "not-safe"


class Settings(Protocol):
    """The settings of the journal."""

    def get(self, key: str, default: str) -> str:
        """Return a setting of the person."""


class People(Protocol):
    """The people of the journal."""

    def all(self) -> tuple[Person, ...]:
        """Return everyone."""


class CareNotes:
    """What was written in one open journal, and the notes it calls for."""

    def __init__(self, settings: Settings, people: People, store: JournalSession) -> None:
        self._settings = settings
        self._people = people
        self._store = store
        self._first: int | None = None  # the first change made through this object
        self._is_to_read = False
        self._shown: set[str] = set()
        self.last: Entry | None = None  # the last entry written through this object

    def wrote(self, moment: Entry | None) -> None:
        """Record that an entry was just stored, or (None) a person or hunch."""
        self.last = moment or self.last
        change = self._store.last_change
        if self._first is None and change is not None:
            self._first = change
        self._is_to_read = self._is_to_read or moment is None or _may_call_for_one(moment)

    def due(self) -> tuple[str, ...]:
        """Return the topics that are due now; each topic is returned only once."""
        if not self._is_to_read or self._first is None:
            return ()
        self._is_to_read = False
        if self._settings.get("help-notes", "on") == "off":
            return ()
        written = self._written_today()
        names = self._names()
        # Only what these changes introduced: a sentence that was there before calls for nothing.
        new = {
            topic
            for each in written
            if each.before is not each.now
            for topic, _ in _statements(each.table, each.now, names) - _statements(each.table, each.before, names)
        } - self._shown
        if not new:
            return ()
        # What was introduced earlier today has had its note then.
        earlier = {
            topic
            for each in written
            for topic, _ in _statements(each.table, each.before, names) - _statements(each.table, each.at_first, names)
        }
        due = [topic for topic in TOPICS if topic in new - earlier]
        self._shown.update(due)
        return tuple(due)

    def _written_today(self) -> list[Writing]:
        """Return today's writing: as it was this morning, before the changes made here, and as it is now."""
        from relational_journal.store.history.writings import writings

        midnight = self._store.now().replace(hour=0, minute=0, second=0, microsecond=0)
        # Midnight on the person's clock, written as the history writes its times.
        since = midnight.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return writings(self._store, since, self._first or 0)

    def _names(self) -> list[str]:
        """Return the names of all people in the journal except the writer."""
        others = (person for person in self._people.all() if person.relationship != MYSELF)
        return [name for person in others for name in (person.name, *person.also)]


def _may_call_for_one(moment: Entry) -> bool:
    """Whether a tag of an entry calls for a note, or a word of it might.

    The quick check that every entry goes through.
    """
    texts = (moment.text, *(value for value in moment.answers.values() if isinstance(value, str)))
    return (
        moment.unsafe
        or bool(topics_of_tags(unsafe=False, responses=(*moment.first, *moment.after), moves=moment.moves))
        or any(anchors().met_by(text) for text in texts)
    )


def _statements(table: str, row: dict[str, Any] | None, names: list[str]) -> frozenset[tuple[str, str]]:
    """Return what in a stored row calls for a note: topic and the words or tag."""
    from relational_journal.care.reading import statements

    if row is None:
        return frozenset()
    if table == "people":
        return frozenset({(HARM, _NOT_SAFE)} if row.get("safety") == _NOT_SAFE else ())
    if table == "hunches":
        return frozenset((s.topic, s.words) for s in statements(row["text"], names=names))
    found: set[tuple[str, str]] = set()
    answers = json.loads(row["answers"] or "{}")
    for text in (row["text"], *(value for value in answers.values() if isinstance(value, str))):
        found.update((s.topic, s.words) for s in statements(text, names=names, long_ago=row["kind"] == _PAST))
    tags = topics_of_tags(
        unsafe=bool(row["unsafe"]),
        responses=(*json.loads(row["first"]), *json.loads(row["after"])),
        moves=json.loads(row["moves"]),
    )
    return frozenset(found | {(topic, tag) for tag, topic in tags.items()})
