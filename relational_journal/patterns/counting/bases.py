"""Which moments gave a pattern its chance to show, judged from what came before alone (docs/counting.md, base)."""

from __future__ import annotations

from collections.abc import Mapping

from relational_journal.patterns.counting.index import ENOUGH_ANSWERS, Index
from relational_journal.vocabulary.patterns import Base, bases

ANY = "any"
EXPECT = "expect"
RUPTURE = "rupture"
ANSWERED = "answered"
WITHOUT_ELSEWHERE = (ANY, EXPECT, RUPTURE, ANSWERED)  # their marker makes the base, so that none lies outside it

ANSWERS = ("less", "same", "more")


def base(name: str, index: Index, ruptures: int = 0) -> int:
    """The moments of a base, whichever window they lie in.

    Args:
        name: as `rj patterns --json` calls it.
        ruptures: the breaks that make the base `rupture`.

    Raises:
        KeyError: there is no base of this name.
    """
    known = bases()[name]
    if known.needs == "break":
        return ruptures & index.eligible
    if known.needs == "braced":
        return index.eligible & index.filled("braced")
    if known.needs == "answers":
        return index.eligible & index.good(ENOUGH_ANSWERS, *ANSWERS)
    with_a_chance = index.eligible & index.acts
    opening = keys_by_field(known)
    if not opening:
        return with_a_chance
    opened = 0
    for field, keys in opening.items():
        opened |= index.holding(field, keys)
    return with_a_chance & opened


def keys_by_field(known: Base) -> Mapping[str, tuple[str, ...]]:
    """What opens a base, by the field of a moment it is looked for in: a cue in *first*, never in *after*."""
    keys = {
        "first": known.cues,
        "felt_before": known.felt_before,
        "wishes": known.wishes,
        "power": known.power,
        "treated": known.treated,
        "context": known.context,
    }
    return {field: opening for field, opening in keys.items() if opening}


def elsewhere(name: str, index: Index, markers: int) -> int:
    """The moments that hold a marker of a pattern outside its base, so that nothing noted reads as not noted.

    Args:
        name: the pattern's base.
        markers: the moments in which a marker of it counts.
    """
    if name in WITHOUT_ELSEWHERE:
        return 0
    return index.eligible & index.acts & markers & ~base(name, index)


def not_noted_before(name: str, index: Index) -> int:
    """The moments that say nothing a pattern's base could be judged from, those with oneself alone left out.

    With a move or urge, except where the base needs none: `expect` asks what was braced for, `answered` for
    three of the five good things. `any` and `rupture` can always be judged.
    """
    if name in (ANY, RUPTURE):
        return 0
    if name == EXPECT:
        return index.eligible & ~index.filled("braced")
    if name == ANSWERED:
        return index.eligible & ~index.good(ENOUGH_ANSWERS, *ANSWERS)
    noted = 0
    for field in keys_by_field(bases()[name]):
        noted |= index.filled(field)
    return index.eligible & index.acts & ~noted


_FIELD_OF = {"cue": "first", "felt-before": "felt_before", "wish": "wishes", "power": "power"}


def opens_alone(name: str, by: str, value: str) -> bool:
    """Whether a condition alone, with a move, puts a moment into the base, so that it tells nothing inside it.

    `by` and `value` are those of a comparison. Domain §6, question 3.
    """
    return value in keys_by_field(bases()[name]).get(_FIELD_OF.get(by, ""), ())
