"""Count frequency and exceptions together: shows, turned, otherwise, held, neither (docs/counting.md, shows)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from relational_journal.patterns.bitset import positions_of, to_flags
from relational_journal.patterns.counting import bases
from relational_journal.patterns.counting.index import ENOUGH_ANSWERS, Index
from relational_journal.vocabulary.patterns import Pattern, Sign

_FIELDS = {
    "before": ("first", "felt_before"),
    "after": ("after", "felt_after"),
    "either": ("first", "felt_before", "after", "felt_after", "treated"),
    "wish": ("wishes",),
    "power": ("power",),
    "move": ("moves",),
}


class PatternHits(NamedTuple):
    """The moments of an index that match the parts of a pattern's definition, in any base, as bit sets.

    `second` are those with two markers or more; `turning` those that turn if they show, `otherwise` those that are
    otherwise if they have no marker, `urges` those with an urge to a marker. `apart` are the moments in which a
    marker counts that does not count in others: their chance to show differs.
    """

    markers: int
    second: int = 0
    turning: int = 0
    otherwise: int = 0
    urges: int = 0
    supporting: int = 0
    apart: int = 0


class Tally(NamedTuple):
    """A base and its parts: `shows` includes `turned`, `otherwise` includes `held`."""

    base: int
    shows: int
    turned: int
    otherwise: int
    held: int

    @property
    def neither(self) -> int:
        """The number of moments in the base that neither show nor went otherwise."""
        return self.base & ~self.shows & ~self.otherwise


def tally(marks: PatternHits, base: int) -> Tally:
    """Split the moments of a base. A moment with both an opposite move and an urge counts once, as held."""
    shows = base & marks.markers
    free = base & ~marks.markers
    held = free & marks.urges
    return Tally(base, shows, shows & marks.turning, held | (free & marks.otherwise), held)


def marks(pattern: Pattern, index: Index, repaired: int) -> PatternHits:
    """Return the moments that match each part of a pattern's definition.

    Args:
        repaired: the breaks mended or partly mended with a repair day, for the pattern that counts breaks.
    """
    supporting = _supporting(pattern.supporting, index)
    if pattern.rule == "bracing":
        return _bracing(pattern.rule_keys, index)._replace(supporting=supporting)
    if pattern.rule == "repairing":
        return PatternHits(repaired)
    if pattern.rule == "growth":
        return PatternHits(growth(index), supporting=supporting)
    return _by_moves(pattern, index)._replace(supporting=supporting)


def growth(index: Index) -> int:
    """Return the moments with at least three of the five good things more, and none less."""
    return index.good(ENOUGH_ANSWERS, "more") & ~index.good(1, "less")


def mirror(index: Index) -> int:
    """Return the moments with at least three of the five good things less."""
    return index.good(ENOUGH_ANSWERS, "less")


def _by_moves(pattern: Pattern, index: Index) -> PatternHits:
    """Match a pattern whose markers are moves, some of them conditional and some cancelled by other moves.

    An urge counts if the move would be a marker there. Moves that cancel remove the markers, not the urge: what was
    wanted and not done counts as held.
    """
    once = twice = urges = apart = 0
    for key, where in markers_of(pattern, index):
        here = index.holding("moves", (key,)) & where
        once, twice = once | here, twice | (once & here)
        urges |= index.holding("urges", (key,)) & where
        if where != index.all:
            apart |= where
    cancelled = index.holding("moves", pattern.cancelled_by)
    opposite = index.holding("moves", pattern.opposite)
    return PatternHits(once & ~cancelled, twice & ~cancelled, opposite, opposite, urges, apart=apart)


def markers_of(pattern: Pattern, index: Index) -> Iterator[tuple[str, int]]:
    """Yield each move that is a marker, with the moments in which it counts as one."""
    for key in pattern.markers:
        yield key, index.all
    for condition in pattern.conditional:
        where = bases.base(condition.only_in, index) if condition.only_in else index.all
        if condition.if_felt_before:
            where &= index.holding("felt_before", condition.if_felt_before)
        yield condition.marker, where


def shared_markers(one: Pattern, other: Pattern, index: Index) -> int:
    """Return the moments with a move that is a marker of both patterns."""
    found = 0
    of_other = dict(markers_of(other, index))
    for key, where in markers_of(one, index):
        if key in of_other:
            found |= index.holding("moves", (key,)) & where & of_other[key]
    return found


def _bracing(keys: Mapping[str, tuple[str, ...]], index: Index) -> PatternHits:
    """Match bracing: its markers are what was braced for, so no move is needed and nothing is held."""
    once = twice = 0
    for key in keys["marker"]:
        here = index.holding("braced", (key,))
        once, twice = once | here, twice | (once & here)
    turning = index.holding("moves", keys["turned"])
    return PatternHits(once, twice, turning, index.holding("braced", keys["otherwise"]))


def _supporting(signs: Iterable[Sign], index: Index) -> int:
    """Return the moments with any supporting sign; signs are not looked for in braced or urges."""
    found = 0
    for sign in signs:
        for field in _FIELDS[sign.side]:
            found |= index.holding(field, (sign.key,))
    return found


def signs(marks: PatternHits, shows: int, index: Index) -> dict[str, int]:
    """Return the number of signs, 1 to 3, of each moment that shows, by uid, newest first.

    One for showing, one for a second marker, one for any supporting sign.
    """
    seconds, supports = to_flags(marks.second, index.size), to_flags(marks.supporting, index.size)
    return {
        index.moments[position].uid: 1 + seconds[position] + supports[position]
        for position in reversed(positions_of(shows, index.size))
    }
