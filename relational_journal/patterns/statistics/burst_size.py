"""Correct for burst size: a unit of three moments has three chances to show and three to hold a value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class SizeTable(NamedTuple):
    """The units of one size in one comparison; counts as in `exact.Table`."""

    size: int
    both: int
    with_: int
    shows: int
    of: int


def excess(groups: Sequence[Sequence[SizeTable]]) -> float:
    """Return how much nearer to 0 the z of a comparison is if every moment of a unit has its own chance to show.

    The truth lies between "a burst is one event, noted at length" and "each of its moments is an event". The plain test
    assumes the first; this is what the second would subtract, and never what it would add. Under the second a unit of s
    moments shows with chance 1 - (1 - q)^s, q being such that as many show as do.

    Args:
        groups: the tables by size of each group of units that are compared with each other.

    Returns:
        0 or more, to subtract from the absolute z.
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
    """Return the chance to show of a unit of each size if all moments have the same chance.

    A moment's chance not to show is the only root of a convex, increasing sum of powers, so Newton's method from
    1 decreases to it without overshooting.
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
