"""How close or distant a text sounds, from its tags and the words around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from relational_journal.capture.suggest.phrasebook import Found

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary

# The weight of each sign, toward closer and further; of each kind the first two count. The weights were fitted on half
# of a set of labelled sentences and checked on the other half.
_CUES = {"close": (3.0, 0.0), "closer": (0.7, 0.0), "apart": (0.0, 3.0), "further": (0.0, 0.7), "missing": (1.5, 1.5)}
_MOST_CUES = 2
_ACT, _FEELING = 3.0, 1.0
_SPEAKS_FROM = 1.4  # below this sum no tone is suggested
_BOTH_FROM = 0.85  # share of the weaker side from which the tone is mixed
# speaking up, asking and being asked say little about how close it felt
_LITTLE = frozenset(
    (
        *("set-a-boundary", "said-what-i-needed", "disagreed-openly", "named-the-unfairness", "took-space-and-said-so"),
        *("reached-out", "asked-for-help", "said-what-i-felt", "apologised", "asked-what-they-meant"),
        *("they-reached-out", "they-opened-up", "they-asked-about-me", "they-made-amends"),
    )
)
# but alone, with nothing that points the other way, these do
_SAY_ENOUGH_ALONE = frozenset(("they-opened-up", "they-asked-about-me", "they-made-amends"))
_MENDS = frozenset(("repaired", "received-their-repair"))


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
        weight = _ACT / 3 if key in _LITTLE else _ACT
        closer += weight * (vocabulary.polarity(key) == "C")
        further += weight * (vocabulary.polarity(key) == "D")
    for key in feelings:
        closer += _FEELING * (vocabulary.group(key) in ("close", "alive"))
        further += _FEELING * (vocabulary.group(key) in ("anger", "sad", "shame"))
    sorts: dict[str, set[object]] = {}
    for cue in cues:
        sorts.setdefault(cue.phrase.key, set()).add(cue.phrase.pieces)
    for sort, phrases in sorts.items():
        closer += _CUES[sort][0] * min(_MOST_CUES, len(phrases))
        further += _CUES[sort][1] * min(_MOST_CUES, len(phrases))
    is_enough = not further and not _SAY_ENOUGH_ALONE.isdisjoint(acts)
    if max(closer, further) < _SPEAKS_FROM and not is_enough:
        return None
    if min(closer, further) >= _BOTH_FROM * max(closer, further):
        return "mixed"
    if further > closer and not _MENDS.isdisjoint(acts):
        return "mixed"  # a quarrel and its repair
    return "connection" if closer > further else "disconnection"
