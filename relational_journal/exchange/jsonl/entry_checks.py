"""Read an entry from a JSON object and check every field (docs/entry-format.md)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set

from relational_journal.capture.syntax.tags import POSITIONS
from relational_journal.exchange.allowed_keys import SLOT_LISTS, Known
from relational_journal.exchange.jsonl.field_checks import (
    Misread,
    Record,
    choice_of,
    flag_of,
    known_word,
    object_of,
    one_of,
    shown,
    text_of,
    texts_of,
    when_of,
)
from relational_journal.model import AMOUNTS, BREAKS, KINDS, LINKS, SIDES, TONES, Entry, Link, Mended
from relational_journal.vocabulary.question_sets import answer_steps

FIELDS = (
    "uid",
    "kind",
    "when",
    "written",
    "changed",
    "text",
    "tone",
    "people",
    "setting",
    "first",
    "braced",
    "felt_before",
    "wishes",
    "moves",
    "urges",
    "after",
    "felt_after",
    "good",
    "power",
    "context",
    "treated",
    "own",
    "break",
    "mended",
    "unsafe",
    "private",
    "share",
    "story_only",
    "links",
    "answers",
)
# Commands set these as well: the state of a session is no question at all.
_STATES = {"experiment": ("not-yet", "tried", "changed-my-mind"), "session": ("prepared", "held")}


def listed_answers(kind: str) -> dict[str, tuple[str, ...]]:
    """Return the answers that take one of a few words, for a kind of entry; all others are free text."""
    listed = {step.key: step.choices for step in answer_steps(kind) if step.kind == "choice"}
    return listed | ({"state": _STATES[kind]} if kind in _STATES else {})


_EMPTY: list[object] = []
_NO_OBJECT: dict[str, object] = {}
_MOST_KNOWN = 10_000
_DAY = 10  # the length of a `when` that is a day; longer ones have a time
_USUAL_UID = re.compile(r"[0-9A-Za-z-]{1,200}", re.ASCII)
_LISTED = {kind: listed_answers(kind) for kind in KINDS}


def read_entry(record: Record, known: Known) -> Entry:
    """Read the entry an object holds; missing `uid`, `written` and `changed` are "".

    `when` and one of `text`, `moves`, `tone` are required; unknown fields are ignored.

    Raises:
        Misread: a field that cannot be taken.
    """
    check_entry(record, known)
    return entry_of(record)


def check_entry(record: Record, known: Known) -> None:
    """Check every field of an entry; most hold nothing, or what was checked before, and are passed over.

    Raises:
        Misread: a field that cannot be taken.
    """
    get = record.get
    when = when_of(record, "when")
    if not when:
        raise Misread('has no "when"', 'Each entry needs its day: "when": "2026-11-21".')
    if get("text") is None and get("moves") is None and get("tone") is None:
        raise Misread('has neither "text" nor "moves" nor "tone"', "Each entry needs one of the three.")
    kind = choice_of(record, "kind", KINDS) or "moment"
    for slot, name in SLOT_LISTS.items():
        if get(slot, _EMPTY) != _EMPTY:
            _check_keys(record, slot, name, known)
    power = get("power") or ()
    if len(power) > 1 and len(POSITIONS.intersection(power)) > 1:
        raise Misread('has two positions in "power"', f"Keep one of {one_of(sorted(POSITIONS & {*power}))}.")
    text_of(record, "text")
    uid_of(record, "uid")
    for name in ("written", "changed"):
        # Most entries were written when it happened: the same text has been checked as `when` already.
        if get(name) != when or len(when) <= _DAY:
            when_of(record, name, shortest=11)
    choice_of(record, "tone", TONES)
    if get("people", _EMPTY) != _EMPTY:
        _check_people(record, known)
    known_word(record, "setting", known.settings, "setting or relationship")
    if get("good", _NO_OBJECT) != _NO_OBJECT:
        _check_good(record, known)
    if get("context", _NO_OBJECT) != _NO_OBJECT:
        _check_context(record, known)
    if get("own", _EMPTY) != _EMPTY:
        _check_own(record, known)
    choice_of(record, "break", BREAKS)
    _mended(record)
    for flag in ("unsafe", "private", "share", "story_only"):
        flag_of(record, flag)
    if get("links", _EMPTY) != _EMPTY:
        _links(record)
    if get("answers", _NO_OBJECT) != _NO_OBJECT:
        _check_answers(record, kind)


def entry_of(record: Record) -> Entry:
    """Return the entry of an object that `check_entry` found good."""
    get = record.get
    # Positional arguments are twice as fast as keywords; the order is that of Entry.
    return Entry(
        when_of(record, "when"), get("text") or "", get("kind") or "moment", get("uid") or "", None,
        when_of(record, "written", shortest=11), when_of(record, "changed", shortest=11), get("tone"),
        tuple(get("people") or ()), get("setting"), tuple(get("first") or ()), tuple(get("braced") or ()),
        tuple(get("felt_before") or ()), tuple(get("wishes") or ()), tuple(get("moves") or ()),
        tuple(get("urges") or ()), tuple(get("after") or ()), tuple(get("felt_after") or ()),
        dict(get("good") or ()), tuple(get("power") or ()), dict(get("context") or ()), tuple(get("treated") or ()),
        tuple(get("own") or ()), get("break"), _mended(record), bool(get("unsafe")), bool(get("private")),
        bool(get("share")), bool(get("story_only")), _links(record), dict(get("answers") or ()),
    )  # fmt: skip


def _check_keys(record: Record, slot: str, name: str, known: Known) -> None:
    """Check the keys of a slot; most entries hold one of a few lists, which are checked once."""
    good = known.lists_of_slots[slot]
    if _is_among(record[slot], good):
        return
    keys = texts_of(record, slot)
    if not known.lists[name].issuperset(keys):
        known.require(keys, slot, name)
    elif len(good) < _MOST_KNOWN:
        good.add(keys)


def _is_among(value: object, good: Set[tuple[str, ...]]) -> bool:
    """Return whether a list was found good before."""
    try:
        return type(value) is list and tuple(value) in good
    except TypeError:  # a list or an object among them cannot be looked up; the check refuses it
        return False


def is_plain(text: str) -> bool:
    """Return whether a name or uid is one line without control characters."""
    return text.isprintable() or not any(unicodedata.category(sign) in ("Cc", "Zl", "Zp") for sign in text)


def uid_of(record: Record, name: str) -> str:
    """Return a uid, one word without spaces; "" if missing or null."""
    uid = text_of(record, name)
    if uid and not _USUAL_UID.fullmatch(uid) and (len(uid) > 200 or not is_plain(uid) or uid.split() != [uid]):
        raise Misread(f'has {shown(uid)} as "{name}"', "A uid is one word without spaces, at most 200 signs.")
    return uid


def _check_people(record: Record, known: Known) -> None:
    if _is_among(record["people"], known.companies):
        return
    names = texts_of(record, "people")
    for name in names:
        require_name(name, "people")
    if len(known.companies) < _MOST_KNOWN:
        known.companies.add(names)


def require_name(name: str, field: str) -> None:
    """Refuse what cannot be a nickname.

    Raises:
        Misread: line feeds or control characters in it, white space around it, or more than 200 signs.
    """
    if name != name.strip() or len(name) > 200 or not is_plain(name):
        raise Misread(f'has {shown(name)} in "{field}"', "A name stands on one line, without spaces around it.")


def _check_good(record: Record, known: Known) -> None:
    good = object_of(record, "good")
    for key, amount in good.items():
        if key not in known.lists["good"]:
            raise Misread(f'has {shown(key)} in "good"', f"The five are {one_of(sorted(known.lists['good']))}.")
        if amount not in AMOUNTS:
            raise Misread(f'has {shown(amount)} for "{key}" in "good"', f"Use {one_of(AMOUNTS)}; else leave it out.")


def _check_context(record: Record, known: Known) -> None:
    context = object_of(record, "context")
    if not known.lists["context"].issuperset(context):
        known.require(context, "context", "context")
    for key, side in context.items():
        if side is not None and side not in SIDES:
            raise Misread(f'has {shown(side)} for "{key}" in "context"', f"Use {one_of(SIDES)}, or null.")


def _check_own(record: Record, known: Known) -> None:
    for key in texts_of(record, "own"):
        if key not in known.own:
            require_own_key(key, known)
            known.state(key)


def require_own_key(key: str, known: Known) -> None:
    """Refuse what cannot be an own word.

    Raises:
        Misread: a key of the vocabulary, or white space or control characters in it.
    """
    if key in known.vocabulary:
        raise Misread(f"has {shown(key)} as a word of one's own", "It is in the vocabulary already (rj words).")
    if len(key) > 200 or not is_plain(key) or key.split() != [key]:
        raise Misread(f"has {shown(key)} as a word of one's own", "Write it as one word, with hyphens.")


def _mended(record: Record) -> Mended | None:
    if record.get("mended") is None:
        return None
    mended = object_of(record, "mended")
    when = when_of(mended, "when", shortest=10)
    if not when:
        raise Misread('has "mended" without its day', 'Write it like {"when": "2026-11-21", "by": "me"}.')
    return Mended(when=when, by=choice_of(mended, "by", ("me", "them", "both")))


def _links(record: Record) -> tuple[Link, ...]:
    links = record.get("links")
    if links is None or links == _EMPTY:
        return ()
    if not isinstance(links, list) or not all(isinstance(link, dict) for link in links):
        raise Misread('has "links" that are no list of objects', 'Write them like [{"to": "0198…", "as": "repairs"}].')
    found = []
    for link in links:
        to, as_ = uid_of(link, "to"), choice_of(link, "as", LINKS)
        if not to or not as_:
            raise Misread('has a link without "to" or "as"', 'Write it like {"to": "0198…", "as": "repairs"}.')
        found.append(Link(to=to, as_=as_))
    return tuple(found)


def _check_answers(record: Record, kind: str) -> None:
    answers = object_of(record, "answers")
    listed = _LISTED[kind]
    for key, answer in answers.items():
        if not isinstance(answer, str):
            raise Misread(f'has {shown(answer)} as the answer to "{key[:40]}"', "An answer is a text in quotes.")
        if key in listed and answer not in listed[key]:
            raise Misread(f'has {shown(answer)} as the answer to "{key}"', f"Use {one_of(listed[key])}.")
