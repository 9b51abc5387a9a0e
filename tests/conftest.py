"""The few fixtures of all tests: a journal of one's own in a temporary folder, and `rj` run as a person runs it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

NOW = "2026-11-22T18:40:00+01:00"

# How long an example takes says more about what else the machine does than about ours.
settings.register_profile("rj", deadline=None)
settings.load_profile("rj")


@dataclass(frozen=True)
class Result:
    """What a run left: its exit code and both streams as text."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """stdout as the one JSON document it must be."""
        return json.loads(self.out)


class Program:
    """`rj` on the journal of this test: in this process (fast), or as a process of its own (`process`)."""

    def __init__(self, journal: Path) -> None:
        self.journal = journal

    def __call__(self, *words: str, stdin: str | bytes = "", code: int | None = 0) -> Result:
        """Run a command; `code` is the exit code it must have (None: any)."""
        from relational_journal.cli import context
        from relational_journal.cli.app import run

        context.choose_path(None)
        given = stdin.encode("utf-8") if isinstance(stdin, str) else stdin
        streams = sys.stdin, sys.stdout, sys.stderr
        sys.stdin = io.TextIOWrapper(io.BytesIO(given), encoding="utf-8")
        sys.stdout = out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")
        sys.stderr = err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")
        try:
            left = run(list(words))
        finally:
            sys.stdin, sys.stdout, sys.stderr = streams
        for stream in (out, err):
            stream.flush()
        result = Result(left, out.buffer.getvalue().decode(), err.buffer.getvalue().decode())  # type: ignore[attr-defined]
        if code is not None:
            assert result.code == code, f"exit {result.code}\n{result.out}\n{result.err}"
        assert "Traceback" not in result.err
        return result

    def process(self, *words: str, stdin: str = "", **environment: str) -> Result:
        """The same as a process of its own, with these further environment variables."""
        done = subprocess.run(
            [sys.executable, "-m", "relational_journal", *words],
            input=stdin.encode(),
            capture_output=True,
            env=os.environ | environment,
            check=False,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    def log(self, text: str, *options: str) -> Any:
        """Log a moment; returns its entry."""
        return self("log", text, *options, "--json").json()


@pytest.fixture(autouse=True)
def _memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a test keeps in memory is its own, and gone after it."""
    shared = Path("/dev/shm")
    if not os.access(shared, os.W_OK):
        yield
        return
    with tempfile.TemporaryDirectory(prefix="rj-test-", dir=shared, ignore_cleanup_errors=True) as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the real home, clock, locale or passphrase."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(home))
    for name in ("RJ_PASSPHRASE", "RJ_NEW_PASSPHRASE", "RJ_KEEP", "NO_COLOR", "COLUMNS", "EDITOR", "VISUAL", "LC_ALL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TZ", "Europe/Berlin")
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("RJ_NOW", NOW)
    monkeypatch.setenv("RJ_JOURNAL", str(tmp_path / "kept" / "journal.db"))
    _read_time_zone_anew()


def _read_time_zone_anew() -> None:
    import time

    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture
def rj(tmp_path: Path) -> Program:
    """`rj` on a journal that does not exist yet."""
    return Program(tmp_path / "kept" / "journal.db")
