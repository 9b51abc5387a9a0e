"""Hostile input by the million, none a traceback, none a wrong store: `python -m tests.robustness.fuzz`.

Six doors: quick syntax, dates, lines of an import, words of a search, vocabulary files, words of one's own. An input is
put together of words that mean something to a door and of signs that have broken programs. What a door takes is held
against another reading of the same input; of every fifty sentences and words one is stored, of the lines of an import
every one, and compared after the journal was closed and opened and after an export and an import. With `--guided N`,
N seconds of input driven by coverage instead (atheris must be installed).
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from relational_journal.errors import JournalError
from relational_journal.vocabulary.build.term_source import VocabularyError
from tests.robustness.fuzz_doors import DOORS, Door

KEEP = 50  # of so many inputs one is stored


def run(inputs: int, seed: int) -> dict[str, Counter[str]]:
    """So many inputs, spread over the doors; of each how many were taken and refused, stored and compared, and the
    seconds of one processor it took.

    Raises:
        Exception: any that is not a refusal in our words, with the seed and number that bring it again.
    """
    found: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for make in DOORS:
            begun = time.process_time()
            door = make(Path(folder))
            counted = found[door.name] = Counter[str](refused=0)
            _through(door, round(inputs * make.share), seed, counted)
            counted["stored"] = door.stored
            counted["seconds"] = round(time.process_time() - begun)
    return found


def _through(door: Door[object], inputs: int, seed: int, counted: Counter[str]) -> None:
    chance = random.Random(f"{seed} {door.name}")
    number = 0
    try:
        for number in range(inputs):
            try:
                door.put(door.make(chance, number), number % KEEP == 0)
                counted["taken"] += 1
            except (JournalError, VocabularyError):
                counted["refused"] += 1
        door.end()
    except Exception as error:
        error.add_note(f"door {door.name}, input {number}, seed {seed}")
        raise


def main() -> None:
    """Run it and print the figures."""
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("--inputs", type=int, default=1_000_000)
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument(
        "--guided", "--atheris", type=int, default=0, metavar="SECONDS", help="driven by coverage, with atheris"
    )
    chosen = reader.parse_args()
    if chosen.guided:
        # A program of its own: what is measured must be imported by what measures it.
        raise SystemExit(
            subprocess.run(
                [sys.executable, "-m", "tests.robustness.fuzz_guided", str(chosen.guided)], check=False
            ).returncode
        )
    begin = time.monotonic()
    total: Counter[str] = Counter()
    for name, counted in run(chosen.inputs, chosen.seed).items():
        total += counted
        print(
            f"{name:16} {counted['taken'] + counted['refused']:9,} inputs {counted['taken']:9,} taken"
            f" {counted['refused']:9,} refused {counted['stored']:8,} stored and the same {counted['seconds']:5} s"
        )
    print(f"{total['taken'] + total['refused']:,} inputs, 0 tracebacks, 0 stored otherwise,", end=" ")
    print(f"{time.monotonic() - begin:.0f} s, seed {chosen.seed}")


if __name__ == "__main__":
    main()
