"""What a made-up journal shows of the promises: one function for one journal of each measurement.

Every journal goes through the counting the program itself uses, all comparisons of all rows as one family, changes over
time included; a journal counts as one false claim however many of its comparisons stand out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import NamedTuple

from relational_journal.model import Entry, Hunch, Window
from relational_journal.patterns.counting.count import count
from relational_journal.patterns.counting.result import Patterns, Row
from relational_journal.patterns.questions.hunches import read_hunches
from relational_journal.patterns.statistics.exact import wilson
from relational_journal.patterns.statistics.significance import STANDS_OUT
from relational_journal.vocabulary.load import vocabulary
from tests.simulation.worlds import LAST_DAY, PEOPLE, WORLDS, Difference, Independent, Spells, window_of

NOW = datetime(LAST_DAY.year, LAST_DAY.month, LAST_DAY.day, 21, tzinfo=UTC)
DAYS = 112  # the window of 56 days and the one before
EVERYTHING = Window(LAST_DAY - timedelta(DAYS - 1), LAST_DAY)
KINDS = ("person", "felt-before", "cue", "change")
LEAST_OF = 5  # moments in a base before its share is shown
_VALUES = {"person": "Noor", "felt-before": "anxious", "cue": "they-criticised-me", "change": None}


class Asked(NamedTuple):
    """One journal to make: which world, how many moments in its window, and which journal of that world."""

    world: int
    moments: int
    seed: int


class Planted(NamedTuple):
    """One journal with a difference: by what, how many moments a side, and its two shares."""

    by: str
    a_side: int
    seed: int
    in_spells: bool = False
    with_share: float = 0.7
    without_share: float = 0.2

    def journal(self) -> list[Entry]:
        """The journal's moments."""
        world = Spells if self.in_spells else Independent
        planted = Difference(self.by, world, self.with_share, self.without_share, self.a_side)
        return planted.journal(self.seed, DAYS)


def counted(moments: Sequence[Entry], window: Window) -> Patterns:
    """All patterns of a made-up journal, as the program counts them."""
    return count(moments, window, now=NOW, vocabulary=vocabulary(), people=PEOPLE)


def claims_in(asked: Asked) -> tuple[bool, int]:
    """Whether a journal in which nothing relates to anything has even one `stands-out`, and its tested comparisons."""
    journal = WORLDS[asked.world](asked.seed).journal(2 * asked.moments, DAYS)
    comparisons = counted(journal, window_of(DAYS)).comparisons
    tested = [each.reading for each in comparisons if each.reading != "too-few"]
    return STANDS_OUT in tested, len(tested)


def is_found(planted: Planted) -> bool:
    """Whether the planted difference stands out in its journal."""
    window = window_of(DAYS) if planted.by == "change" else EVERYTHING
    return any(
        each.pattern == "reaching-out"
        and each.by == planted.by
        and each.value == _VALUES[planted.by]
        and each.reading == STANDS_OUT
        for each in counted(planted.journal(), window).comparisons
    )


def reported_as_detectable(asked: Asked) -> tuple[int, int]:
    """The difference, in tenths, a journal says it could have shown: by any comparison, and as a change; 0: none."""
    journal = WORLDS[asked.world](asked.seed).journal(2 * asked.moments, DAYS)
    patterns = counted(journal, window_of(DAYS))
    smallest = (patterns.could_stand_out(), patterns.could_stand_out(changes=True))
    return smallest[0].with_ - smallest[0].without if smallest[0] else 0, smallest[1].with_ - smallest[
        1
    ].without if smallest[1] else 0


def intervals_in(asked: Asked) -> tuple[int, int]:
    """Of the 90 % intervals a journal can tell, how many cover the true share, and how many there are.

    The true share of a row is what the same world gives over 40 times 1,000 moments of the same kind. A row that could
    not show at all would cover its share of nothing in every journal; there is none (`test_worlds`).
    """
    rows = _shown_rows(WORLDS[asked.world](asked.seed).journal(asked.moments, DAYS))
    truth = _true_shares(asked.world)
    covered = 0
    for row in rows:
        low, high = wilson(len(row.shows), row.of)
        covered += low <= truth[row.key] <= high
    return covered, len(rows)


def _shown_rows(journal: Sequence[Entry]) -> list[Row]:
    return [row for row in counted(journal, EVERYTHING).rows if row.of >= LEAST_OF]


@cache
def _true_shares(world: int) -> dict[str, float]:
    """The share of each row over many journals of a world."""
    shows: dict[str, int] = {}
    of: dict[str, int] = {}
    for seed in range(1_000_000, 1_000_040):
        for row in _shown_rows(WORLDS[world](seed).journal(1_000, DAYS)):
            shows[row.key] = shows.get(row.key, 0) + len(row.shows)
            of[row.key] = of.get(row.key, 0) + row.of
    return {key: shows[key] / of[key] for key in of}


NULL_HUNCH = Hunch(
    "h", "", ("they-criticised-me", "they-pulled-away"), ("reached-out", "said-what-i-felt"), None, "2026-01-01"
)


def hunch_ever_stands(asked: Asked) -> bool:
    """Whether a hunch about nothing, looked at after every single moment, stands out at any of these looks."""
    journal = WORLDS[asked.world](asked.seed).journal(asked.moments, DAYS)
    looks = (
        read_hunches([NULL_HUNCH], journal[:smallest], vocabulary=vocabulary(), people=PEOPLE)[0].reading
        for smallest in range(1, len(journal) + 1)
    )
    return STANDS_OUT in looks


def hunch_is_found(planted: Planted) -> bool:
    """Whether a hunch about the planted difference, read at so many a side, stands out."""
    hunch = Hunch("h", "", ("they-criticised-me",), ("reached-out",), None, "2026-01-01", read_at=planted.a_side)
    journal = planted._replace(a_side=4 * planted.a_side).journal()
    return read_hunches([hunch], journal, vocabulary=vocabulary(), people=PEOPLE)[0].reading == STANDS_OUT
