from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.robustness import without_connections
from tests.support import every_command

ROOT = Path(__file__).parents[2]


def run_alone(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.robustness.without_connections", *words],
        env=os.environ | {"PYTHONPATH": str(ROOT), "RJ_NEW_PASSPHRASE": "secret"},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_no_command_is_missing_from_those_that_are_run() -> None:
    assert every_command.missing() == set()


@pytest.mark.skipif(not without_connections.is_possible(), reason="no filter of system calls here")
def test_no_command_nor_library_of_ours_asks_the_system_for_a_connection(tmp_path: Path) -> None:
    asking = run_alone("ask", folder=tmp_path)
    assert asking.returncode == -signal.SIGSYS, "the filter does not bite"

    done = run_alone(folder=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.skipif(without_connections.is_possible(), reason="the system itself forbids it in the test above")
def test_no_command_asks_python_for_a_connection(rj, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    asked: list[object] = []

    def refused(*given: object, **__: object) -> None:
        asked.append(given)
        raise OSError("a connection was asked for")

    for attribute in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, attribute, refused)
    monkeypatch.chdir(tmp_path)
    for run in every_command.RUNS:
        rj(*run.words, stdin=run.stdin, code=run.code)

    assert asked == []
