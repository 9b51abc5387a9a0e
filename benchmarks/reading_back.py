"""Measure what reading one line back takes once a prompt is open: `python -m benchmarks.reading_back`.

Each line is read by a process of its own that has the modules of the prompt already, so that the phrase book is opened
and its modules are loaded for that line, as they are at a terminal. Processor time, the median over rounds.
"""

from __future__ import annotations

import argparse
import os
import sys
import time

from benchmarks.runs import middle, run

LINES = (
    "rang dad, clammed up about the money",
    "My sister was short with me on the phone and I let it go",
    "Noor asked how I was and I said I was fine, then we laughed about the dog",
)


def main() -> None:
    """Print how long each line takes to read; with --once only the seconds of that one line, in this process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--once", metavar="LINE")
    choice = parser.parse_args()
    if choice.once:
        print(_seconds(choice.once))
        return
    print("| line | ms |\n|---|---|")
    for line in LINES:
        command = [sys.executable, "-m", "benchmarks.reading_back", "--once", line]
        taken = [run(command, os.environ, own_figure=True) for _ in range(choice.rounds)]
        print(f"| {line} | {1000 * middle(taken):.0f} |", flush=True)


def _seconds(line: str) -> float:
    """Return the processor time of reading a line for the first time."""
    import prompt_toolkit.shortcuts  # noqa: F401

    import relational_journal.cli.asking.moment_form
    import relational_journal.journal.journal  # noqa: F401
    from relational_journal.model import Entry, Person
    from relational_journal.vocabulary.load import vocabulary

    words, people = vocabulary(), [Person("Noor"), Person("Sam")]
    begin = time.process_time()
    from relational_journal.capture.suggest.reading_back import read_back

    read_back(Entry(when="2026-11-28", text=line), words, people)
    return time.process_time() - begin


if __name__ == "__main__":
    main()
