"""Measure what a passphrase costs a command, with a cached key and without: `python -m benchmarks.locked`.

In each round every command runs on a plain journal, on the same with a passphrase and a cached key, and on one whose
key is never cached; a multiple compares two runs of one round, and the median over rounds is shown.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.entries import write_jsonl
from benchmarks.runs import Run, middle, ratio, run

PASSPHRASE = "a passphrase for figures"
COMMANDS = (
    ("log", "@Noor asked how I was +they-asked-about-me and I said fine +fine +wary +d"),
    ("list",),
    ("search", "kettle"),
    ("show", "1"),
    ("patterns",),
    ("backup",),
)


def main() -> None:
    """Measure, and print a table."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--entries", type=int, default=1000)
    reader.add_argument("--rounds", type=int, default=15)
    chosen = reader.parse_args()
    rj = [sys.executable, "-m", "relational_journal"]
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "entries.jsonl"
        write_jsonl(lines, chosen.entries)
        usual = {name: value for name, value in os.environ.items() if not name.startswith("RJ_")}
        environments = {
            "open": usual | {"RJ_JOURNAL": f"{folder}/open/journal.db"},
            "kept": usual | {"RJ_JOURNAL": f"{folder}/kept/journal.db"},
            "asked": usual | {"RJ_JOURNAL": f"{folder}/asked/journal.db", "RJ_PASSPHRASE": PASSPHRASE, "RJ_KEEP": "0"},
        }
        for name, environment in environments.items():
            given = environment if name == "open" else environment | {"RJ_PASSPHRASE": PASSPHRASE}
            run([*rj, "import", str(lines)], given)
        print("| command | open, s | × open, key kept | × open, passphrase each time |\n|---|---|---|---|")
        for words in COMMANDS:
            taken: dict[str, list[Run]] = {name: [] for name in environments}
            for number in range(chosen.rounds + 1):
                for name, environment in environments.items():
                    took = run([*rj, *words], environment)
                    if number:
                        taken[name].append(took)
            by_open = [f"{ratio(taken, name, 'open'):.2f}" for name in ("kept", "asked")]
            print(f"| rj {words[0]} | {middle(taken['open']):.2f} | {' | '.join(by_open)} |", flush=True)
        subprocess.run([*rj, "lock"], env=environments["kept"], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
