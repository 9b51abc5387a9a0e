"""Fold long stretches in which nothing was noted, so that a view grows with what was noted and not with the years."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import TypeVar

Item = TypeVar("Item")

A_YEAR = 53  # weeks that may be empty in a row and are still shown one by one


def folded(
    items: Iterable[Item], is_empty: Callable[[Item], bool], *, most: int = A_YEAR
) -> Iterator[tuple[Item, ...]]:
    """Yield each item alone, and more than `most` empty ones in a row together."""
    for empty, stretch in groupby(items, is_empty):
        together = tuple(stretch)
        if empty and len(together) > most:
            yield together
        else:
            yield from ((each,) for each in together)
