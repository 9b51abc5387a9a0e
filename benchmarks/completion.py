"""Measure what Tab costs, as multiples of `rj --version` in the same run: `python -m benchmarks.completion`."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.entries import write_jsonl
from benchmarks.runs import ratio, rounds

ASKED = {
    "commands": ("rj", "lo"),
    "options": ("rj", "list", "--"),
    "people": ("rj", "list", "--with", ""),
    "tags": ("rj", "list", "--tag", "wen"),
    "patterns": ("rj", "patterns", ""),
    "entries": ("rj", "show", ""),
}


def main() -> None:
    """Make a journal, run the rounds, print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--entries", type=int, default=10_000)
    choice = parser.parse_args()
    rj = str(Path(sys.executable).with_name("rj"))
    with tempfile.TemporaryDirectory() as name:
        environment = os.environ | {"HOME": name, "XDG_DATA_HOME": name, "RJ_JOURNAL": f"{name}/journal.db"}
        source = write_jsonl(Path(name) / "entries.jsonl", choice.entries)
        subprocess.run([rj, "import", str(source)], env=environment, stdout=subprocess.DEVNULL, check=True)
        commands = {"rj --version": [rj, "--version"]}
        commands |= {what: [rj, "__complete", "zsh", *words] for what, words in ASKED.items()}
        taken = rounds(commands, choice.rounds, environment)
        print(f"| Tab offers, in a journal of {choice.entries:,} | × rj --version |\n|---|---|")
        for what in ASKED:
            print(f"| {what} | {ratio(taken, what, 'rj --version'):.2f} |")


if __name__ == "__main__":
    main()
