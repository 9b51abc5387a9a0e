"""Ctrl-C, a closed terminal, a request to end and a reader that goes away: at any moment of a run, in silence."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
RUNNER = Path(__file__).with_name("interrupted_at.py")
STEP = 23


def run_until(name: str, at: int, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(RUNNER), name, str(at), *words]
    return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False, timeout=60)


@pytest.mark.parametrize("words", [("list",), ("log", "Tea with Sam. @Sam +c")], ids=["list", "log"])
def test_ctrl_c_while_it_starts_ends_it_with_130_and_not_a_word(rj, words) -> None:
    rj("log", "The first.")
    last = int(run_until("SIGINT", 0, *words).stdout.split()[-1])
    assert last > 80
    for at in range(1, last - STEP, STEP):
        done = run_until("SIGINT", at, *words)
        unexpected = [line for line in done.stderr.splitlines() if not line.startswith(("Your words", "It is stored"))]

        assert (done.returncode, unexpected) == (130, []), f"at import {at} of {last}: {done.stderr}"
    done = run_until("SIGINT", last, *words)  # its answer may have been given already

    assert done.returncode == 130
    assert "Traceback" not in done.stderr
    assert "error: " not in done.stderr


@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM"])
def test_a_closed_terminal_or_a_request_to_end_does_so_too(rj, name: str) -> None:
    rj("log", "The first.")
    words = ("log", "Tea with Sam. @Sam +c")
    last = int(run_until(name, 0, *words).stdout.split()[-1])
    for at in (1, last // 3, last * 2 // 3, last * 5 // 6):  # the rest comes after the answer
        done = run_until(name, at, *words)
        unexpected = [line for line in done.stderr.splitlines() if not line.startswith(("Your words", "It is stored"))]

        assert (done.returncode, unexpected) == (130, [])


def test_a_command_that_reads_a_pipe_keeps_what_came_when_it_is_told_to_end(rj) -> None:
    rj("log", "The first.")
    command = [sys.executable, "-m", "relational_journal", "log", "-"]
    for unexpected in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        run = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert run.stdin is not None
        run.stdin.write(b"Words on their way")
        run.stdin.flush()
        wait_until_it_reads(run.pid)
        run.send_signal(unexpected)

        assert run.wait(60) == 130
        assert run.stderr.read().decode().startswith("Your words are kept in")
        run.stdin.close()
    kept = [path.read_text() for path in (rj.journal.parent / "drafts").iterdir()]
    assert kept == ["Words on their way"] * 3


def wait_until_it_reads(process: int) -> None:
    """Until the process has handlers of its own and sleeps: then it waits for its standard input."""
    import time

    status = Path(f"/proc/{process}/status")
    if not status.exists():
        pytest.skip("no /proc here")
    for _ in range(2_000):
        time.sleep(0.005)
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        has_read = "chars" not in lines and lines["State"].strip().startswith("S")
        if has_read and int(lines["SigCgt"], 16) & 1 << signal.SIGHUP - 1:
            return
    raise AssertionError("it never waited")


def test_a_signal_the_caller_ignores_stays_ignored(rj) -> None:
    """`nohup rj …`, or a job in the background of a script."""
    rj("log", "The first.")
    for name in ("SIGINT", "SIGHUP"):
        ignoring = (
            "import signal, os, sys; signal.signal(signal.{}, signal.SIG_IGN); os.execv(sys.argv[1], sys.argv[1:])"
        )
        command = [
            sys.executable,
            "-c",
            ignoring.format(name),
            sys.executable,
            str(RUNNER),
            name,
            "80",
            "list",
            "--json",
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)

        assert (done.returncode, done.stderr) == (0, "")
        assert "The first." in done.stdout


@pytest.mark.parametrize(
    "words", [("list",), ("list", "--json"), ("--help",), ("help",), ("patterns", "--all"), ("summary",)]
)
def test_a_reader_that_has_gone_away_is_nothing_to_tell(rj, words) -> None:
    rj("log", "The first.")
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "relational_journal", *words]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True, check=False, timeout=60)
    os.close(writing)

    assert (done.returncode, done.stderr) == (0, "")


def test_an_interrupt_that_cannot_be_raised_where_it_comes_is_raised_a_moment_later() -> None:
    code = (
        "import signal, time, weakref\n"
        "from relational_journal import interrupts\n"
        "interrupts.end_at_once(); interrupts.raise_from_now_on()\n"
        "class Thing: pass\n"
        "thing = Thing()\n"
        "kept = weakref.ref(thing, lambda _: signal.raise_signal(signal.SIGINT))\n"
        "try:\n"
        "    del thing\n"
        "    time.sleep(60)\n"
        "except KeyboardInterrupt:\n"
        "    print('raised')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=50)

    assert (done.stdout, done.stderr) == ("raised\n", "")
