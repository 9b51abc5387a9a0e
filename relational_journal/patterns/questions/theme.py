"""Find the theme: the most frequent wish, response and reply over full moments (docs/counting.md, theme)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from relational_journal.model import Entry
from relational_journal.patterns.counting.index import Index
from relational_journal.patterns.counting.result import Patterns, Share
from relational_journal.patterns.counting.study import Study

ENOUGH = 10  # full moments; research usually uses about ten episodes for one assessment
OFTEN = 3  # moments that hold all three parts; fewer are not a theme


class Part(NamedTuple):
    """The most frequent key of a part of the theme, with its moments; `also` lists keys that are as frequent."""

    key: str
    share: Share
    also: tuple[str, ...]
    moments: Sequence[Entry]


class Theme(NamedTuple):
    """The number of full moments and, from ten on, how many hold the three most frequent parts together.

    The parts are shown only if three or more moments hold them all; `together` is None below ten full moments.
    """

    full: int
    wish: Part | None
    response: Part | None
    reply: Part | None
    together: int | None


def theme(patterns: Patterns) -> Theme:
    """Find the theme over the window that was counted.

    A full moment has a wish, a response first or braced for, and a move or a feeling of either side.
    """
    study = patterns.study
    index = study.index
    felt_or_done = index.filled("moves") | index.filled("felt_before") | index.filled("felt_after")
    responses = index.filled("first") | index.filled("braced")
    full = index.eligible & study.inside & index.filled("wishes") & responses & felt_or_done
    if full.bit_count() < ENOUGH:
        return Theme(full.bit_count(), None, None, None, None)
    wish = _most_frequent(study, full, ("wishes",))
    response = _most_frequent(study, full, ("first", "braced"))
    reply = _most_frequent(study, full, ("moves", "felt_before", "felt_after"))
    together = (
        full
        & _holding(index, wish.key, ("wishes",))
        & _holding(index, response.key, ("first", "braced"))
        & _holding(index, reply.key, ("moves", "felt_before", "felt_after"))
    ).bit_count()
    if together < OFTEN:  # parts that hardly ever occur together are not a theme
        return Theme(full.bit_count(), None, None, None, together)
    return Theme(full.bit_count(), wish, response, reply, together)


def _holding(index: Index, key: str, fields: Iterable[str]) -> int:
    found = 0
    for field in fields:
        found |= index.holding(field, (key,))
    return found


def _most_frequent(study: Study, full: int, fields: tuple[str, ...]) -> Part:
    """Return the key in most moments; of equally frequent keys the first in vocabulary order."""
    index = study.index
    keys = {key for field in fields for key in index.positions(field)}
    rank = {key: i for i, key in enumerate(index.vocabulary.terms)}
    held = {
        key: (_holding(index, key, fields) & full).bit_count()
        for key in sorted(keys, key=lambda key: (rank.get(key, len(rank)), key))
    }
    most = max(held.values())
    # Of equally frequent keys the first of the vocabulary; the others are named beside it.
    first, *others = (key for key, n in held.items() if n == most)
    return Part(first, Share(most, full.bit_count()), tuple(others), study.those(_holding(index, first, fields) & full))
