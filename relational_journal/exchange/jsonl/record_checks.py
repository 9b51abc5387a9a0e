"""Read and write the lines of people, own words, hunches and learned readings."""

from __future__ import annotations

from typing import Any

from relational_journal.entry_json import hunch_to_record
from relational_journal.exchange.allowed_keys import Known
from relational_journal.exchange.jsonl.entry_checks import require_name, require_own_key, uid_of
from relational_journal.exchange.jsonl.field_checks import (
    Misread,
    Record,
    choice_of,
    known_word,
    number_of,
    shown,
    text_of,
    texts_of,
    when_of,
)
from relational_journal.model import SIDES, Hunch, Learned, Person, Word
from relational_journal.vocabulary.safety import NOT_SAFE, ORDINARY

FIELDS = {
    "person": ("kind", "name", "relationship", "power", "safety", "also"),
    "word": ("kind", "key", "label", "polarity", "like"),
    "hunch": ("kind", "uid", "text", "when", "then", "with", "since", "ended", "read_at"),
    "learned": ("kind", "phrase", "key", "kept", "dropped"),
}


def read_person(record: Record, known: Known) -> Person:
    """Read a person: a name, and the optional fields.

    Raises:
        Misread: no name, or a field that cannot be taken.
    """
    name = _needed(record, "name", "Each person needs a nickname.")
    require_name(name, "name")
    also = texts_of(record, "also")
    for other in also:
        require_name(other, "also")
    return Person(
        name=name,
        relationship=known_word(record, "relationship", known.lists["kinds"], "relationship"),
        power=known_word(record, "power", known.lists["power"], "word about power"),
        also=also,
        safety=choice_of(record, "safety", (NOT_SAFE, ORDINARY)) or None,
    )


def read_word(record: Record, known: Known) -> Word:
    """Read an own word; without a label its key with spaces is the label.

    Raises:
        Misread: no key, a key of the vocabulary, or a `like` that is none.
    """
    key = _needed(record, "key", "Each own word needs its key.")
    require_own_key(key, known)
    like = text_of(record, "like") or None
    if like is not None and like not in known.vocabulary:
        raise Misread(f'has {shown(like)} as "like", which is no key', f"{known.near(like)} Or null.")
    return Word(
        key=key,
        label=text_of(record, "label") or key.replace("-", " "),
        polarity=choice_of(record, "polarity", ("C", "D", "N")) or "N",
        like=like,
    )


def read_hunch(record: Record, known: Known) -> Hunch:
    """Read a hunch, a suspicion stated first; `uid` is "" if missing.

    Raises:
        Misread: no condition, no marker or no `since`; or a key that is known nowhere.
    """
    sides = {}
    for name in ("when", "then"):
        sides[name] = texts_of(record, name)
        if not sides[name]:
            raise Misread(f'has a hunch without "{name}"', 'A hunch needs both: "when": ["…"], "then": ["…"].')
        for key in sides[name]:
            _require_hunch_key(key, name, known)
    since = when_of(record, "since", shortest=10)
    if not since:
        raise Misread('has a hunch without "since"', 'Write the day it was stated: "since": "2026-11-09".')
    with_ = text_of(record, "with") or None
    if with_ is not None:
        require_name(with_, "with")
    return Hunch(
        uid=uid_of(record, "uid"),
        text=text_of(record, "text"),
        when=sides["when"],
        then=sides["then"],
        with_=with_,
        since=since,
        ended=when_of(record, "ended", shortest=10) or None,
        read_at=number_of(record, "read_at", least=1, otherwise=10),
    )


def _require_hunch_key(key: str, field: str, known: Known) -> None:
    """Allow a key of the vocabulary, `context:side`, or an own word, which a later line may still define."""
    base, colon, side = key.partition(":")
    if key in known.vocabulary or (colon and base in known.lists["context"] and side in SIDES):
        return
    known.require((key,), field, "moves")


def read_learned(record: Record, known: Known) -> Learned:
    """Read a learned reading: a phrase, a key, and how often the key was kept and dropped for it.

    Raises:
        Misread: no phrase, no key, or a key that is known nowhere.
    """
    phrase = _needed(record, "phrase", "Each learned reading needs its phrase.")
    key = _needed(record, "key", "Each learned reading needs its key.")
    if key not in known.vocabulary:
        known.require((key,), "key", "moves")
    return Learned(
        phrase=phrase,
        key=key,
        kept=number_of(record, "kept", least=0, otherwise=0),
        dropped=number_of(record, "dropped", least=0, otherwise=0),
    )


def _needed(record: Record, name: str, fix: str) -> str:
    text = text_of(record, name)
    if not text.strip():
        raise Misread(f'has no "{name}"', fix)
    return text


def person_record(person: Person) -> dict[str, Any]:
    """Return a person's line, keys in the documented order."""
    return {
        "kind": "person",
        "name": person.name,
        "relationship": person.relationship,
        "power": person.power,
        "safety": person.safety,
        "also": list(person.also),
    }


def word_record(word: Word) -> dict[str, Any]:
    """Return an own word's line."""
    return {"kind": "word", "key": word.key, "label": word.label, "polarity": word.polarity, "like": word.like}


def hunch_record(hunch: Hunch) -> dict[str, Any]:
    """Return a hunch's line."""
    return {"kind": "hunch", **hunch_to_record(hunch)}


def learned_record(learned: Learned) -> dict[str, Any]:
    """Return a learned reading's line."""
    return {
        "kind": "learned",
        "phrase": learned.phrase,
        "key": learned.key,
        "kept": learned.kept,
        "dropped": learned.dropped,
    }
