"""Measure how long the readings of all comparisons take, by the size of the journal.

Run it with `python -m benchmarks.readings`. The comparisons are those of the program over all moments; only the tests
and the rule for the family are timed. Four moments a day; the best of several rounds, in CPU time.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from datetime import timedelta

from relational_journal.model import Window
from relational_journal.patterns.statistics.contrast import Contrast
from relational_journal.patterns.statistics.significance import STANDS_OUT, readings
from tests.simulation.measures import counted
from tests.simulation.worlds import LAST_DAY, Independent, Together

SIZES = {240: 7, 1_000: 5, 10_000: 3, 100_000: 1}  # number of moments, and of rounds
A_DAY = 4


def contrasts(world: type[Independent], moments: int) -> Sequence[Contrast]:
    """Return the comparisons of a journal of this world."""
    days = moments // A_DAY
    journal = world(1).journal(moments, days)
    return counted(journal, Window(LAST_DAY - timedelta(days - 1), LAST_DAY)).contrasts


def main() -> None:
    """Time them and print a table in Markdown."""
    print("| moments | nothing goes together | nearly everything does |\n|---|---|---|")
    for moments, rounds in SIZES.items():
        cells = []
        for world in (Independent, Together):
            found = contrasts(world, moments)
            took = []
            for _ in range(rounds):
                begin = time.process_time()
                read = readings(found)
                took.append(time.process_time() - begin)
            cells.append(
                f"{1000 * min(took):,.0f} ms ({len(found):,} comparisons, {read.count(STANDS_OUT):,} stand out)"
            )
        print(f"| {moments:,} | {' | '.join(cells)} |", flush=True)
    print(f"\nPython {sys.version.split()[0]}.")


if __name__ == "__main__":
    main()
