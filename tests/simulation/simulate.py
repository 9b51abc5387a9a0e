"""Print how often `stands-out` is said if nothing relates to anything, and how often if something does.

Run it with `python -m tests.simulation.simulate`; `docs/statistics.md` holds what it printed. The constants were chosen
on journals with numbers from 500,000 on; journals 0 to 999 were first looked at for the figures.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from statistics import median
from typing import TypeVar

from relational_journal.patterns.statistics.exact import wilson
from tests.simulation.measures import (
    KINDS,
    Asked,
    Planted,
    claims_in,
    hunch_ever_stands,
    hunch_is_found,
    intervals_in,
    is_found,
    reported_as_detectable,
)
from tests.simulation.worlds import WORLDS

FALSE_SIZES = (30, 60, 240, 1_000)  # moments in the window; the window before holds as many
SIDES = (15, 20, 30, 40, 60)  # moments with a planted difference, and as many without
SAID_SIZES = (15, 30, 60, 120, 240, 1_000)

One = TypeVar("One")
Found = TypeVar("Found")


class Runs:
    """Work on many journals, over some cores.

    Args:
        journals: how many of each world and size.
        first: the number of the first.
    """

    def __init__(self, pool: ProcessPoolExecutor, journals: int, first: int) -> None:
        self._pool = pool
        self.journals = journals
        self.first = first

    def seeds(self, most: int = sys.maxsize) -> range:
        """The numbers of the journals, at most so many."""
        return range(self.first, self.first + min(self.journals, most))

    def each(self, work: Callable[[One], Found], asked: Iterable[One]) -> list[Found]:
        """What the work gives for each journal."""
        return list(self._pool.map(work, asked, chunksize=5))

    def share(self, work: Callable[[One], bool], asked: Sequence[One]) -> str:
        """Of how many journals the work holds."""
        return share(sum(self.each(work, asked)), len(asked))


def share(hits: int, of: int) -> str:
    """`2.3 % (0.9 – 5.2)`: with its 90 % interval."""
    low, high = wilson(hits, of)
    return f"{100 * hits / of:.1f} % ({100 * low:.1f} – {100 * high:.1f})"


def false_claims(runs: Runs) -> Iterator[str]:
    """Journals in which nothing relates to anything and something stands out all the same."""
    yield _head("world", *(f"{size:,} moments" for size in FALSE_SIZES))
    hits = of = 0
    for place, world in enumerate(WORLDS):
        cells = []
        for size in FALSE_SIZES:
            found = runs.each(claims_in, [Asked(place, size, seed) for seed in runs.seeds()])
            claims = sum(claim for claim, _ in found)
            hits, of = hits + claims, of + len(found)
            cells.append(f"{share(claims, len(found))} of {median(tested for _, tested in found):,.0f} comparisons")
        yield _line(world.name, *cells)
    yield f"\nAll together: {share(hits, of)} of {of:,}."


def power(runs: Runs) -> Iterator[str]:
    """A difference of 70 % against 20 %, by size."""
    for in_spells in (False, True):
        yield _head("in spells" if in_spells else "independent", *(f"{a_side} a side" for a_side in SIDES))
        for by in KINDS:
            yield _line(
                by,
                *(
                    runs.share(is_found, [Planted(by, a_side, seed, in_spells) for seed in runs.seeds(500)])
                    if in_spells
                    else runs.share(is_found, [Planted(by, a_side, seed) for seed in runs.seeds()])
                    for a_side in SIDES
                ),
            )
        yield ""


def what_can_be_said(runs: Runs) -> Iterator[str]:
    """The smallest difference around a half that half of all journals show, by person and as a change."""
    yield _head("moments a side", "by person", "as a change")
    for a_side in SIDES:
        cells = []
        for by in ("person", "change"):
            for difference in range(1, 11):
                high = (11 + difference) / 20 if difference % 2 else (10 + difference) / 20
                low = high - difference / 10
                asked = [Planted(by, a_side, seed, False, high, low) for seed in runs.seeds(200)]
                if sum(runs.each(is_found, asked)) >= len(asked) / 2:
                    cells.append(f"{10 * high:.0f} in 10 against {10 * low:.0f}")
                    break
            else:
                cells.append("none")
        yield _line(a_side, *cells)
    yield ""
    yield _head("moments in the window", "said to be shown by any comparison", "said to be shown as a change")
    for size in SAID_SIZES:
        differences = runs.each(reported_as_detectable, [Asked(0, size, seed) for seed in runs.seeds(100)])
        yield _line(size, *(_tenths([each[i] for each in differences]) for i in (0, 1)))


def _tenths(differences: Sequence[int]) -> str:
    """The middle of what journals say they could have shown."""
    known = [each for each in differences if each]
    return f"{median(known):.0f} tenths" if 2 * len(known) > len(differences) else "nothing"


def coverage(runs: Runs) -> Iterator[str]:
    """90 % intervals that cover the true share."""
    yield _head("world", "intervals that cover the true share")
    for place, world in enumerate(WORLDS):
        pairs = runs.each(intervals_in, [Asked(place, 120, seed) for seed in runs.seeds(300)])
        inside, of = (sum(pair[i] for pair in pairs) for i in (0, 1))
        yield _line(world.name, f"{share(inside, of)} of {of:,}")


def hunches(runs: Runs) -> Iterator[str]:
    """A hunch about nothing, looked at after every moment, and one about a difference of 70 % against 20 %."""
    yield _head("world", "a hunch about nothing ever stands out")
    for place, world in enumerate(WORLDS):
        asked = [Asked(place, 240, seed) for seed in runs.seeds(200)]
        yield _line(world.name, runs.share(hunch_ever_stands, asked))
    yield ""
    yield _head("read at, a side", "70 % against 20 % stands out")
    for read_at in (10, 15, 20, 30):
        yield _line(read_at, runs.share(hunch_is_found, [Planted("cue", read_at, seed) for seed in runs.seeds(500)]))


TABLES = {
    "false": false_claims,
    "power": power,
    "said": what_can_be_said,
    "coverage": coverage,
    "hunches": hunches,
}


def _head(*cells: str) -> str:
    return _line(*cells) + "\n" + "|---" * len(cells) + "|"


def _line(*cells: object) -> str:
    return "| " + " | ".join(map(str, cells)) + " |"


def main() -> None:
    """Make the journals and print the tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tables", nargs="*", help="which of them; all if none is named")
    parser.add_argument("--journals", type=int, default=1_000, help="journals of each world and size")
    parser.add_argument("--first", type=int, default=0, help="the number of the first journal")
    parser.add_argument("--cores", type=int, default=os.cpu_count() or 1)
    chosen = parser.parse_args()
    begin = time.monotonic()
    with ProcessPoolExecutor(chosen.cores) as pool:
        runs = Runs(pool, chosen.journals, chosen.first)
        for name in chosen.tables or TABLES:
            print(f"\n{TABLES[name].__doc__}\n")
            for line in TABLES[name](runs):
                print(line, flush=True)
    print(f"\nPython {sys.version.split()[0]}, {chosen.cores} cores, {time.monotonic() - begin:.0f} s.")


if __name__ == "__main__":
    main()
