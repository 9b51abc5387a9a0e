"""An entry of a file as this journal has it: people by the journal's spelling, own words in the slot they count in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from relational_journal.exchange.known import SLOT_LISTS
from relational_journal.store.people import folded

if TYPE_CHECKING:
    from relational_journal.model import Moment
    from relational_journal.vocabulary.load import Vocabulary

# Where an own word goes that stood elsewhere: before the turn unless it stood after it (contract §4, Own words).
_BEFORE = {"responses": "first", "feelings": "felt_before", "moves": "moves"}
_AFTER = {"responses": "after", "feelings": "felt_after", "moves": "moves"}
_PLAIN = {"wishes": "wishes", "power": "power", "treated": "treated"}


def named(entry: Moment, names: Mapping[str, str]) -> Moment:
    """The entry with each of its people by the name the journal knows them by."""
    people = tuple(names.get(folded(name), name) for name in entry.people)
    return entry if people == entry.people else replace(entry, people=tuple(dict.fromkeys(people)))


def settled(entry: Moment, vocabulary: Vocabulary) -> Moment:
    """The entry with every own word in a slot of the key it counts like, or in `own` where it counts like none.

    A file and a journal may disagree on what a word counts like; the journal's reading of it holds for all entries.
    """
    slots = {slot: getattr(entry, slot) for slot in (*SLOT_LISTS, "own")}
    words = vocabulary.words
    if all(words.keys().isdisjoint(keys) for keys in slots.values()):
        return entry
    moved = {slot: list(keys) for slot, keys in slots.items()}
    for slot, keys in slots.items():
        for key in keys:
            if key in words and (to := _slot(slot, vocabulary.slot_list(key))) != slot:
                moved[slot].remove(key)
                if key not in moved[to]:
                    moved[to].append(key)
    changed: dict[str, Any] = {slot: tuple(keys) for slot, keys in moved.items() if tuple(keys) != slots[slot]}
    return replace(entry, **changed) if changed else entry


def _slot(slot: str, name: str | None) -> str:
    """Where a word of list `name` belongs that stands in `slot`: there, if the slot is one of that list's."""
    if SLOT_LISTS.get(slot) == name and name is not None:
        return slot
    sides = _AFTER if slot in ("after", "felt_after") else _BEFORE
    return (sides | _PLAIN).get(name or "", "own")
