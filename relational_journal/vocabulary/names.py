"""Find the tags that a name means, as it is shown anywhere: a key, a label, the words of a row, or a whole group."""

from __future__ import annotations

from collections.abc import Mapping

from relational_journal.vocabulary.load import Vocabulary
from relational_journal.vocabulary.spelling import kebab, plain, single_l

# What each group of tags is called where it is shown, in order.
WAYS: Mapping[str, str] = {
    "contact": "in contact",
    "away": "away",
    "against": "against",
    "appeasing": "appeasing",
    "pressing": "pressing",
}
GROUPS: Mapping[str, Mapping[str, str]] = {
    "moves": {**WAYS, "none": "none of these ways"},
    "responses": {
        "toward": "toward me",
        "ask": "wanting something",
        "unclear": "unclear",
        "away": "away from me",
        "against": "against me",
    },
    "feelings": {
        "close": "close",
        "alive": "alive",
        "steady": "steady",
        "mixed": "mixed",
        "fear": "fear",
        "anger": "anger",
        "sad": "sad",
        "shame": "shame",
        "shut": "shut down",
    },
    "kinds": {
        "family": "family",
        "intimate": "intimate",
        "professional": "professional",
        "social": "social",
        "community": "community",
        "therapy": "therapy",
        "self": "self",
    },
}


def keys_named(vocabulary: Vocabulary, written: str) -> tuple[str, ...]:
    """Return the keys a name can mean, as typed after an option: one, several, or none.

    In order: what a tag of this name means in a text if it is written in full, the words a row shows for it, and the
    beginnings of words.
    """
    return exact_keys(vocabulary, written) or vocabulary.find(_tag(written))


def exact_keys(vocabulary: Vocabulary, written: str) -> tuple[str, ...]:
    """Return the keys of a name written in full: a key, short word, label, own word, or the words a row shows."""
    reading = vocabulary.read(_tag(written))
    if reading.how and reading.how != "beginning":
        return reading.keys
    wanted = _folded(written)
    return tuple(
        key
        for key, term in vocabulary.terms.items()
        if wanted and wanted in (_folded(term.inline_label), _folded(term.label))
    )


def group_named(vocabulary: Vocabulary, written: str) -> tuple[str, ...]:
    """Return the keys of the way, group or family with this name, as `rj words` shows it; empty if there is none.

    Relationships are left out: what they are grouped by is a setting, and a setting is a tag of its own.
    """
    wanted = _folded(written)
    for name in ("moves", "responses", "feelings"):
        for group, heading in GROUPS[name].items():
            if wanted and wanted == _folded(heading):
                return tuple(term.key for term in vocabulary.list_of(name) if term.group == group)
    return ()


def _tag(written: str) -> str:
    """Return a name as it would be written after a `+`."""
    return "-".join(written.strip("\"“”'‘’ ").split())


def _folded(written: str) -> str:
    return single_l(plain(kebab(_tag(written).replace("-", " ").lower())))
