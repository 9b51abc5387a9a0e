"""How often `stands-out` is said where nothing relates to anything, and where something does.

Run it with `python -m tests.simulation.simulate`.

Every journal goes through the counting the program itself uses, all comparisons of all eighteen rows as one family,
changes over time included; a journal counts as one false claim however many of its comparisons stand out.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from relational_journal.model import Hunch, Moment, Window
from relational_journal.patterns.counting.count import count
from relational_journal.patterns.counting.result import Patterns
from relational_journal.patterns.questions.hunches import read_hunches
from relational_journal.patterns.statistics.exact import wilson
from relational_journal.patterns.statistics.significance import STANDS_OUT
from relational_journal.vocabulary.load import vocabulary
from tests.simulation.worlds import LAST_DAY, PEOPLE, WORLDS, Difference, Independent, Spells, window_of

SIZES = (60, 120, 240, 1_000)  # moments in the window
NOW = datetime(LAST_DAY.year, LAST_DAY.month, LAST_DAY.day, 21, tzinfo=UTC)
DAYS = 112  # the window of 56 days and the one before
KINDS = ("person", "felt-before", "cue", "change")
_VALUES = {"person": "Noor", "felt-before": "anxious", "cue": "they-criticised-me", "change": None}


class Asked(NamedTuple):
    """One journal to make: which world, how many moments in its window, and which journal of that world."""

    world: int
    moments: int
    seed: int


def counted(moments: Sequence[Moment], window: Window) -> Patterns:
    """All patterns of a made-up journal, as the program counts them."""
    return count(moments, window, now=NOW, vocabulary=vocabulary(), people=PEOPLE)


def claims_in(asked: Asked) -> tuple[bool, int]:
    """Whether a journal in which nothing relates to anything has even one `stands-out`, and its tested comparisons."""
    journal = WORLDS[asked.world](asked.seed).journal(2 * asked.moments, DAYS)
    comparisons = counted(journal, window_of(DAYS)).comparisons
    tested = [each.reading for each in comparisons if each.reading != "too-few"]
    return STANDS_OUT in tested, len(tested)


def is_found(asked: tuple[str, bool, int]) -> bool:
    """Whether a planted difference of 70 % against 20 %, on 60 moments a side, stands out in its journal."""
    by, in_spells, seed = asked
    journal = Difference(by, Spells if in_spells else Independent).journal(seed, DAYS)
    window = window_of(DAYS) if by == "change" else Window(LAST_DAY - timedelta(DAYS - 1), LAST_DAY)
    return any(
        each.pattern == "reaching-out" and each.by == by and each.value == _VALUES[by] and each.reading == STANDS_OUT
        for each in counted(journal, window).comparisons
    )


def intervals_in(asked: Asked) -> tuple[int, int]:
    """Of the 90 % intervals of a journal, how many cover the true share, and how many there are.

    The true share of a row is what the same world gives over 40 times as many moments of the same kind.
    """
    world = WORLDS[asked.world]
    rows = counted(
        world(asked.seed).journal(asked.moments, DAYS), Window(LAST_DAY - timedelta(DAYS - 1), LAST_DAY)
    ).rows
    truth = _true_shares(asked.world)
    inside = tested = 0
    for row in rows:
        if row.of and row.key in truth and not row.fallback:
            low, high = wilson(len(row.shows), row.of)
            inside += low <= truth[row.key] <= high
            tested += 1
    return inside, tested


_shares: dict[int, dict[str, float]] = {}


def _true_shares(world: int) -> dict[str, float]:
    """The share of each row over many journals of a world, on its own base."""
    if world not in _shares:
        shows: dict[str, int] = {}
        of: dict[str, int] = {}
        for seed in range(1_000_000, 1_000_040):
            journal = WORLDS[world](seed).journal(1_000, DAYS)
            for row in counted(journal, Window(LAST_DAY - timedelta(DAYS - 1), LAST_DAY)).rows:
                shows[row.key] = shows.get(row.key, 0) + len(row.shows)
                of[row.key] = of.get(row.key, 0) + row.of
        _shares[world] = {key: shows[key] / of[key] for key in of if of[key]}
    return _shares[world]


NULL_HUNCH = Hunch(
    "h", "", ("they-criticised-me", "they-pulled-away"), ("reached-out", "said-what-i-felt"), None, "2026-01-01"
)


def hunch_ever_stands(asked: Asked) -> bool:
    """Whether a hunch about nothing, looked at after every single moment, stands out at any of these looks."""
    journal = WORLDS[asked.world](asked.seed).journal(asked.moments, DAYS)
    looks = (
        read_hunches([NULL_HUNCH], journal[:told], vocabulary=vocabulary(), people=PEOPLE)[0].reading
        for told in range(1, len(journal) + 1)
    )
    return STANDS_OUT in looks


def share(hits: int, of: int) -> str:
    """`2.3 % (0.9 – 5.2)`: with its 90 % interval."""
    low, high = wilson(hits, of)
    return f"{100 * hits / of:.1f} % ({100 * low:.1f} – {100 * high:.1f})"


def main() -> None:
    """Make the journals, on all cores, and print the tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--journals", type=int, default=1_000, help="journals of each world and size")
    parser.add_argument("--quick", action="store_true", help="100 of each")
    choice = parser.parse_args()
    number = 100 if choice.quick else choice.journals
    begin = time.monotonic()
    with ProcessPoolExecutor(max(1, os.cpu_count() or 1)) as pool:

        def run(work: Callable[..., object], asked: Iterable[object]) -> list[object]:
            return list(pool.map(work, asked, chunksize=5))

        total = [0, 0]
        print(f"Journals with even one false `stands-out`, of {number} each, with 90 % intervals:\n")
        print("| world | " + " | ".join(f"{size:,} moments" for size in SIZES) + " |")
        print("|---" * (len(SIZES) + 1) + "|", flush=True)
        for place, world in enumerate(WORLDS):
            cells = []
            for size in SIZES:
                found = run(claims_in, [Asked(place, size, seed) for seed in range(number)])
                hits = sum(claim for claim, _ in found)  # type: ignore[misc]
                total = [total[0] + hits, total[1] + number]
                cells.append(share(hits, number))
            print(f"| {world.name} | {' | '.join(cells)} |", flush=True)
        print(f"\nAll together: {share(*total)} of {total[1]:,}.\n")
        print("| a difference of 70 % against 20 %, 60 a side | independent | in spells |\n|---|---|---|")
        for kind in KINDS:
            cells = [share(sum(run(is_found, [(kind, spells, s) for s in range(number)])), number) for spells in (0, 1)]  # type: ignore[arg-type]
            print(f"| shown, by {kind} | {' | '.join(cells)} |", flush=True)
        print("\n| 90 % intervals that cover the true share | |\n|---|---|")
        for place, world in enumerate(WORLDS):
            pairs = run(intervals_in, [Asked(place, 120, seed) for seed in range(min(number, 300))])
            inside, of = (sum(pair[i] for pair in pairs) for i in (0, 1))  # type: ignore[index]
            print(f"| {world.name} | {share(inside, of)} of {of:,} |", flush=True)
        print("\n| a hunch about nothing, looked at after every moment, ever stands out | |\n|---|---|")
        looked = min(number, 300)
        for place, world in enumerate(WORLDS):
            hits = sum(run(hunch_ever_stands, [Asked(place, 240, seed) for seed in range(looked)]))  # type: ignore[arg-type]
            print(f"| {world.name} | {share(hits, looked)} of {looked} |", flush=True)
    print(f"\nPython {sys.version.split()[0]}, {os.cpu_count()} cores, {time.monotonic() - begin:.0f} s.")


if __name__ == "__main__":
    main()
