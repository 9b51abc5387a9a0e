"""Run commands as processes, measure them, and compare the runs of one round."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_FOLDER = Path(__file__).parent.parent  # where `python -m benchmarks.…` is found


class Run(NamedTuple):
    """One run of a command: wall time and processor time (user and system) in seconds, peak memory in MiB."""

    wall: float
    cpu: float
    peak: float


def run(command: Sequence[str], environment: Mapping[str, str], *, own_figure: bool = False) -> Run:
    """Run a command and measure it with its children.

    Args:
        command: the program and its words; its input is empty.
        environment: its environment.
        own_figure: take the processor time from what it prints, for a program that measures a part of itself.

    Raises:
        RuntimeError: if the command failed.
    """
    with tempfile.TemporaryFile() as printed, tempfile.TemporaryFile() as errors:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=printed, stderr=errors, cwd=_FOLDER
        )
        _, status, used = os.wait4(process.pid, 0)
        took = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        printed.seek(0)
        errors.seek(0)
        if process.returncode:
            raise RuntimeError(f"{command[:6]}: {errors.read(400).decode()}")
        cpu = float(printed.read()) if own_figure else used.ru_utime + used.ru_stime
    return Run(took, cpu, used.ru_maxrss / 1024)


def rounds(commands: Mapping[str, Sequence[str]], count: int, environment: Mapping[str, str]) -> dict[str, list[Run]]:
    """Run each command once a round, after one round that is not counted."""
    taken: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(count + 1):
        for name, command in commands.items():
            done = run(command, environment)
            if number:
                taken[name].append(done)
    return taken


def ratio(taken: Mapping[str, Sequence[Run]], name: str, to: str) -> float:
    """Return the median over rounds of one command's processor time divided by another's in the same round."""
    return statistics.median(a.cpu / b.cpu for a, b in zip(taken[name], taken[to], strict=True))


def middle(runs: Sequence[Run]) -> float:
    """Return the median processor time of some runs in seconds."""
    return statistics.median(each.cpu for each in runs)


def peak(runs: Sequence[Run]) -> float:
    """Return the greatest peak memory of some runs in MiB."""
    return max(each.peak for each in runs)
