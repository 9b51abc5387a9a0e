"""What larger bursts alone would make: a unit of three moments has three chances to show, and three to hold a value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class SizeTable(NamedTuple):
    """The units of one size in one comparison, as `exact.Table`."""

    size: int
    both: int
    with_: int
    shows: int
    of: int


def excess(groups: Sequence[Sequence[SizeTable]]) -> float:
    """How much nearer to 0 the z of a comparison comes if every moment of a unit had its own chance to show.

    Between "a burst is one event, told at length" and "each of its moments is an event" lies the truth. The plain test
    takes the first; this is what the second takes off, and what it would add is not given. Under the second a unit of s
    moments shows with chance 1 - (1 - q)^s, q being such that as many show as do.

    Args:
        groups: the sizes of each group of units that are compared with each other.

    Returns:
        0 or more, to be taken off the absolute z.
    """
    plain, allowed = _z(groups, each_counts=False), _z(groups, each_counts=True)
    return max(0.0, plain - allowed if plain > 0 else allowed - plain)


def _z(groups: Sequence[Sequence[SizeTable]], *, each_counts: bool) -> float:
    off = variance = 0.0
    for tables in groups:
        of, shows = sum(table.of for table in tables), sum(table.shows for table in tables)
        if of < 2 or not 0 < shows < of:
            continue
        chances = _chances(tables) if each_counts else [shows / of] * len(tables)
        held = everyone = 0.0
        for table, chance in zip(tables, chances, strict=True):
            off += table.both - table.with_ * chance
            held += table.with_ * chance * (1 - chance)
            everyone += table.of * chance * (1 - chance)
        if everyone > 0:
            variance += held * (1 - held / everyone) * of / (of - 1)
    return off / variance**0.5 if variance > 0 else 0.0


def _chances(tables: Sequence[SizeTable]) -> list[float]:
    """The chance to show of a unit of each size, all of their moments having the same.

    What a moment stays free of is the one root of a sum of powers that rises and bends upwards, so Newton's steps from
    1 come down to it and never pass it.
    """
    left = sum(table.of - table.shows for table in tables)
    free = 1.0
    for _ in range(100):
        powers = [(table, table.of * free ** (table.size - 1)) for table in tables]
        step = (sum(power for _, power in powers) * free - left) / sum(table.size * power for table, power in powers)
        free -= step
        if step < 1e-14:
            break
    return [1 - free**table.size for table in tables]
