"""Millions of hostile inputs, none of which may end in a traceback or be stored wrong.

Run it with `python -m tests.robustness.fuzz`.

There are six targets: quick syntax, dates, lines of an import, words of a search, vocabulary files, own words. An input
combines words that mean something to a target with characters that have broken programs. What a target accepts is
compared with a second reading of the same input. One in fifty sentences and words is stored, and every line of an
import, and compared after the journal was closed and opened and after an export and an import. With `--guided N`,
coverage drives the input for N seconds instead (atheris must be installed).
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
from tests.robustness.fuzz_targets import TARGETS, Target

KEEP = 50  # of so many inputs one is stored


def run(inputs: int, seed: int) -> dict[str, Counter[str]]:
    """Run this many inputs, spread over the targets.

    Return for each target how many were taken, refused, and stored and compared, and its processor time in seconds.

    Raises:
        Exception: any that is not a refusal, with the seed and number that reproduce it.
    """
    found: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for make in TARGETS:
            begun = time.process_time()
            target = make(Path(folder))
            counted = found[target.name] = Counter[str](refused=0)
            _through(target, round(inputs * make.share), seed, counted)
            counted["stored"] = target.stored
            counted["seconds"] = round(time.process_time() - begun)
    return found


def _through(target: Target[object], inputs: int, seed: int, counted: Counter[str]) -> None:
    chance = random.Random(f"{seed} {target.name}")
    number = 0
    try:
        for number in range(inputs):
            try:
                target.put(target.make(chance, number), number % KEEP == 0)
                counted["taken"] += 1
            except (JournalError, VocabularyError):
                counted["refused"] += 1
        target.end()
    except Exception as error:
        error.add_note(f"target {target.name}, input {number}, seed {seed}")
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
