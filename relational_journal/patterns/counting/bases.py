"""Find the moments that gave a pattern a chance to show, by what came before (docs/counting.md, base)."""

from __future__ import annotations

from collections.abc import Mapping

from relational_journal.patterns.counting.index import ENOUGH_ANSWERS, Index
from relational_journal.vocabulary.patterns import Base, bases

ANY = "any"
EXPECT = "expect"
RUPTURE = "rupture"
ANSWERED = "answered"
WITHOUT_ELSEWHERE = (ANY, EXPECT, RUPTURE, ANSWERED)  # their marker defines the base, so it cannot occur outside

ANSWERS = ("less", "same", "more")


def base(name: str, index: Index, ruptures: int = 0) -> int:
    """Return the moments of a base, in any window, as a bit set.

    Args:
        name: the base's name in `rj patterns --json`.
        ruptures: the breaks that make up the base `rupture`.

    Raises:
        KeyError: if there is no base with this name.
    """
    known = bases()[name]
    # A break, something braced for or three answers make these three, so they need no move or urge.
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
    """Return the keys that put a moment into a base, by the field to look in: a cue in *first*, never in *after*."""
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
    """Return the moments with a marker of a pattern outside its base (docs/counting.md, elsewhere).

    Args:
        name: the pattern's base.
        markers: the moments in which one of its markers counts.
    """
    if name in WITHOUT_ELSEWHERE:
        return 0
    return index.eligible & index.acts & markers & ~base(name, index)


def not_noted_before(name: str, index: Index) -> int:
    """Return the eligible moments in which every field a base reads is empty (docs/counting.md, not-noted-before).

    They hold a move or urge, unless the base needs none: `expect` reads what was braced for, `answered`
    three of the five good things. For `any` and `rupture` there are none.
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
    """Return whether this condition and a move put a moment into the base, so that it has no meaning inside it.

    `by` and `value` are those of a comparison (docs/counting.md, before).
    """
    return value in keys_by_field(bases()[name]).get(_FIELD_OF.get(by, ""), ())
