"""The worlds are what their figures rest on: every row of the patterns has to be able to show in each of them."""

from __future__ import annotations

from collections import Counter

import pytest

from relational_journal.vocabulary.patterns import patterns
from tests.simulation.measures import DAYS, counted
from tests.simulation.worlds import WORLDS, Independent, window_of


@pytest.mark.parametrize("world", WORLDS, ids=[world.name for world in WORLDS])
def test_every_row_shows_and_does_not_show_in_every_world(world: type[Independent]) -> None:
    shows: Counter[str] = Counter()
    shows_not: Counter[str] = Counter()
    for seed in range(10):
        for row in counted(world(seed).journal(240, DAYS), window_of(DAYS)).rows:
            shows[row.key] += len(row.shows)
            shows_not[row.key] += row.of - len(row.shows)

    rare = {row.key: (shows[row.key], shows_not[row.key]) for row in patterns() if shows[row.key] < 15}
    assert not rare
    assert min(shows_not[row.key] for row in patterns()) >= 40
