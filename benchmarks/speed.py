"""Measure how long each command takes, as multiples within one run: `python -m benchmarks.speed`.

Every figure is the median over rounds; in a round all commands run once, one after the other, so that a machine
that slows down slows all of them. A multiple compares two commands of the same round.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.entries import write_jsonl

BARE = """
import sqlite3, sys
c = sqlite3.connect(sys.argv[1])
c.execute("pragma journal_mode=wal"); c.execute("pragma synchronous=full")
c.execute("create table if not exists t(id integer primary key, x)")
c.execute("insert into t(x) values ('a sentence')"); c.commit(); c.close()
"""
WORDS = "@Noor asked how I was +they-asked-about-me and I said fine +fine +wary +d"


def seconds(command: Sequence[str], environment: dict[str, str]) -> float:
    """Return the wall time of one run in seconds.

    Raises:
        RuntimeError: if the command failed.
    """
    begin = time.perf_counter()
    done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    took = time.perf_counter() - begin
    if done.returncode:
        raise RuntimeError(f"{command[:6]}: {done.stderr.decode()[:400]}")
    return took


def rounds(commands: dict[str, list[str]], count: int, environment: dict[str, str]) -> dict[str, list[float]]:
    """Run each command once a round, after one round that is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(count + 1):
        for name, command in commands.items():
            took = seconds(command, environment)
            if number:
                taken[name].append(took)
    return taken


def ratio(taken: dict[str, list[float]], name: str, to: str) -> float:
    """Return the median over rounds of one command's time divided by another's."""
    return statistics.median(a / b for a, b in zip(taken[name], taken[to], strict=True))


def peak_mebibytes(command: Sequence[str], environment: dict[str, str]) -> float:
    """Return the peak memory of one run of a command in MiB, its children included as the system counts them."""
    code = "import resource,subprocess,sys;subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,check=True);"
    code += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    out = subprocess.run([sys.executable, "-c", code, *command], env=environment, capture_output=True, text=True)
    return int(out.stdout) / 1024


def main() -> None:
    """Make the journals, run the rounds, print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--large", type=int, default=100_000, help="entries of the large journal")
    choice = parser.parse_args()
    rj = [sys.executable, "-m", "relational_journal"]
    installed = Path(sys.executable).with_name("rj")
    if installed.exists():
        rj = [str(installed)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = os.environ | {"HOME": name, "XDG_DATA_HOME": name, "NO_COLOR": "1"}
        for key in ("RJ_JOURNAL", "RJ_PASSPHRASE", "RJ_NOW"):
            environment.pop(key, None)
        sizes = {10: "10", 10_000: "10,000", choice.large: f"{choice.large:,}"}
        days = {10: 50, 10_000: 1_500, choice.large: 15_000}
        journals = {}
        print("| journal of | import, s | peak MiB | patterns, s | peak MiB | the page as PDF, s |")
        print("|---" * 6 + "|", flush=True)
        for size, told in sizes.items():
            source = write_jsonl(folder / f"{size}.jsonl", size, days=days[size])
            journal = journals[size] = str(folder / f"{size}" / "journal.db")
            importing = [*rj, "--journal", journal, "import", str(source)]
            begin = time.perf_counter()
            peak = peak_mebibytes(importing, environment)
            took = time.perf_counter() - begin
            counting = [*rj, "--journal", journal, "patterns", "--json", "--since", "1970-01-01"]
            counted = statistics.median(seconds(counting, environment) for _ in range(3))
            page = [*rj, "--journal", journal, "summary", "--yes", "--force", "--output", str(folder / "page.pdf")]
            typeset = statistics.median(seconds(page, environment) for _ in range(3))
            memory = peak_mebibytes(counting, environment)
            print(f"| {told} | {took:.2f} | {peak:.0f} | {counted:.2f} | {memory:.0f} | {typeset:.2f} |", flush=True)
        commands = {"bare insert": [sys.executable, "-c", BARE, str(folder / "bare.db")]}
        for size in (10, choice.large):
            at = [*rj, "--journal", journals[size]]
            commands |= {
                f"log {size}": [*at, "log", WORDS],
                f"list {size}": [*at, "list"],
                f"show {size}": [*at, "show", "5"],
                f"search {size}": [*at, "search", "kettle"],
            }
        taken = rounds(commands, choice.rounds, environment)
        bare = statistics.median(taken["bare insert"])
        print(f"\nA bare Python process that opens SQLite, inserts and commits: {bare * 1000:.0f} ms.\n")
        print(f"| command | × bare, 10 entries | × bare, {choice.large:,} | large by small |\n|---|---|---|---|")
        for command in ("log", "list", "show", "search"):
            small, large = f"{command} 10", f"{command} {choice.large}"
            print(
                f"| rj {command} | {ratio(taken, small, 'bare insert'):.2f} | "
                f"{ratio(taken, large, 'bare insert'):.2f} | {ratio(taken, large, small):.2f} |"
            )
        print(f"\nPython {sys.version.split()[0]}, {os.cpu_count()} cores, {choice.rounds} rounds.", end=" ")
        print(f"Peak of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB.")


if __name__ == "__main__":
    main()
