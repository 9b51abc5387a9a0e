"""How close or distant a text sounds, from its tags and the words around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from relational_journal.capture.suggest.phrasebook import Found

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary

CONNECTION, DISCONNECTION, MIXED = "connection", "disconnection", "mixed"
# The weight of each sign, toward closer and further; of each kind the first two count. The weights were fitted on half
# of a set of labelled sentences and checked on the other half.
_CUES = {"close": (3.0, 0.0), "closer": (0.7, 0.0), "apart": (0.0, 3.0), "further": (0.0, 0.7), "missing": (1.5, 1.5)}
_MOST_CUES = 2
_ACT, _FEELING = 3.0, 1.0
_ANY_ACT = 1.0  # words around an act never outvote it
_SPEAKS_FROM = 1.4  # below this sum no tone is suggested
_BOTH_FROM = 0.85  # share of the weaker side from which the tone is mixed
# A limit by itself says nothing about how close it felt: it may bring two people nearer or end an evening.
_LIMITS = frozenset(("set-a-boundary", "disagreed-openly", "named-the-unfairness", "took-space-and-said-so"))
# asking and being asked say little about it
_LITTLE = frozenset(
    (
        *(
            "said-what-i-needed",
            "reached-out",
            "asked-for-help",
            "said-what-i-felt",
            "apologised",
            "asked-what-they-meant",
        ),
        *("they-reached-out", "they-opened-up", "they-asked-about-me", "they-made-amends"),
    )
)
_GUILT = "guilty"
# Letting something go is neither closer nor further by itself.
_SAYS_NOTHING = _LIMITS | {"let-it-go"}
_MENDS = frozenset(("repaired", "received-their-repair", "apologised"))


def tone_of(acts: Sequence[str], feelings: Iterable[str], cues: Iterable[Found], vocabulary: Vocabulary) -> str | None:
    """Return `connection`, `disconnection`, `mixed`, or None if the text says too little.

    Args:
        acts: keys of moves and responses.
        feelings: keys of feelings.
        cues: phrases about contact, whoever acts.
        vocabulary: for polarity and groups.
    """
    closer = further = 0.0
    for key in acts:
        if key in _SAYS_NOTHING:
            continue
        weight = _ACT / 3 if key in _LITTLE else _ACT
        closer += weight * (vocabulary.polarity(key) == "C")
        further += weight * (vocabulary.polarity(key) == "D")
    by_acts = _side(closer, further, _ANY_ACT)
    for key in feelings:
        closer += _FEELING * (vocabulary.group(key) in ("close", "alive"))
        # guilt is about what one did oneself, and is felt towards people one is close to
        further += _FEELING * (vocabulary.group(key) in ("anger", "sad", "shame") and key != _GUILT)
    sorts: dict[str, set[object]] = {}
    for cue in cues:
        sorts.setdefault(cue.phrase.key, set()).add(cue.phrase.places)
    for sort, phrases in sorts.items():
        closer += _CUES[sort][0] * min(_MOST_CUES, len(phrases))
        further += _CUES[sort][1] * min(_MOST_CUES, len(phrases))
    tone = by_acts or _side(closer, further, _SPEAKS_FROM)
    if tone == DISCONNECTION and not _MENDS.isdisjoint(acts):
        return MIXED  # a quarrel and its repair, something sharp and an apology
    return tone


def _side(closer: float, further: float, speaks_from: float) -> str | None:
    """Return the tone of two sums, None if neither reaches `speaks_from`."""
    if max(closer, further) < speaks_from:
        return None
    if min(closer, further) >= _BOTH_FROM * max(closer, further):
        return MIXED
    return CONNECTION if closer > further else DISCONNECTION
