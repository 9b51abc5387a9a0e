"""Read an entry from a JSON object and check every field (docs/entry-format.md)."""

from __future__ import annotations

import unicodedata

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
_MOST_KNOWN = 10_000
_LISTED = {kind: listed_answers(kind) for kind in KINDS}


def read_entry(record: Record, known: Known) -> Entry:
    """Read the entry an object holds; missing `uid`, `written` and `changed` are "".

    `when` and one of `text`, `moves`, `tone` are required; unknown fields are ignored.

    Raises:
        Misread: a field that cannot be taken.
    """
    when = when_of(record, "when")
    if not when:
        raise Misread('has no "when"', 'Each entry needs its day: "when": "2026-11-21".')
    if record.get("text") is None and record.get("moves") is None and record.get("tone") is None:
        raise Misread('has neither "text" nor "moves" nor "tone"', "Each entry needs one of the three.")
    kind = choice_of(record, "kind", KINDS) or "moment"
    slots = {}
    for slot, name in SLOT_LISTS.items():
        slots[slot] = () if record.get(slot, _EMPTY) == _EMPTY else _keys(record, slot, name, known)
    if len(slots["power"]) > 1 and len(POSITIONS.intersection(slots["power"])) > 1:
        raise Misread('has two positions in "power"', f"Keep one of {one_of(sorted(POSITIONS & {*slots['power']}))}.")
    return Entry(
        when=when,
        text=text_of(record, "text"),
        kind=kind,
        uid=uid_of(record, "uid"),
        written=when_of(record, "written", shortest=11),
        changed=when_of(record, "changed", shortest=11),
        tone=choice_of(record, "tone", TONES),
        people=_people(record),
        setting=known_word(record, "setting", known.settings, "setting or relationship"),
        **slots,  # type: ignore[arg-type]
        good=_good(record, known),
        context=_context(record, known),
        own=_own(record, known),
        break_status=choice_of(record, "break", BREAKS),
        mended=_mended(record),
        unsafe=flag_of(record, "unsafe"),
        private=flag_of(record, "private"),
        share=flag_of(record, "share"),
        story_only=flag_of(record, "story_only"),
        links=_links(record),
        answers=_answers(record, kind),
    )


def _keys(record: Record, slot: str, name: str, known: Known) -> tuple[str, ...]:
    """Return the keys of a slot; most entries hold one of a few lists, which are checked once."""
    value = record[slot]
    try:
        if type(value) is list and (keys := tuple(value)) in known.lists_of_slots[slot]:
            return keys
    except TypeError:
        pass  # a list or an object among them cannot be looked up; the check below refuses it
    keys = texts_of(record, slot)
    if known.lists[name].issuperset(keys):
        if len(known.lists_of_slots[slot]) < _MOST_KNOWN:
            known.lists_of_slots[slot].add(keys)
    else:
        known.require(keys, slot, name)
    return keys


def is_plain(text: str) -> bool:
    """Return whether a name or uid is one line without control characters."""
    return text.isprintable() or not any(unicodedata.category(sign) in ("Cc", "Zl", "Zp") for sign in text)


def uid_of(record: Record, name: str) -> str:
    """Return a uid, one word without spaces; "" if missing or null."""
    uid = text_of(record, name)
    if uid and (len(uid) > 200 or not is_plain(uid) or uid.split() != [uid]):
        raise Misread(f'has {shown(uid)} as "{name}"', "A uid is one word without spaces, at most 200 signs.")
    return uid


def _people(record: Record) -> tuple[str, ...]:
    names = texts_of(record, "people")
    for name in names:
        require_name(name, "people")
    return names


def require_name(name: str, field: str) -> None:
    """Refuse what cannot be a nickname.

    Raises:
        Misread: line feeds or control characters in it, white space around it, or more than 200 signs.
    """
    if name != name.strip() or len(name) > 200 or not is_plain(name):
        raise Misread(f'has {shown(name)} in "{field}"', "A name stands on one line, without spaces around it.")


def _good(record: Record, known: Known) -> dict[str, str]:
    good = object_of(record, "good")
    for key, amount in good.items():
        if key not in known.lists["good"]:
            raise Misread(f'has {shown(key)} in "good"', f"The five are {one_of(sorted(known.lists['good']))}.")
        if amount not in AMOUNTS:
            raise Misread(f'has {shown(amount)} for "{key}" in "good"', f"Use {one_of(AMOUNTS)}; else leave it out.")
    return dict(good)


def _context(record: Record, known: Known) -> dict[str, str | None]:
    context = object_of(record, "context")
    if not known.lists["context"].issuperset(context):
        known.require(context, "context", "context")
    for key, side in context.items():
        if side is not None and side not in SIDES:
            raise Misread(f'has {shown(side)} for "{key}" in "context"', f"Use {one_of(SIDES)}, or null.")
    return dict(context)


def _own(record: Record, known: Known) -> tuple[str, ...]:
    words = texts_of(record, "own")
    for key in words:
        if key not in known.own:
            require_own_key(key, known)
            known.state(key)
    return words


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
    if links is None:
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


def _answers(record: Record, kind: str) -> dict[str, str]:
    answers = object_of(record, "answers")
    listed = _LISTED[kind]
    for key, answer in answers.items():
        if not isinstance(answer, str):
            raise Misread(f'has {shown(answer)} as the answer to "{key[:40]}"', "An answer is a text in quotes.")
        if key in listed and answer not in listed[key]:
            raise Misread(f'has {shown(answer)} as the answer to "{key}"', f"Use {one_of(listed[key])}.")
    return dict(answers)
