"""`rj` run as a person runs it: in this process, or as one of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any


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
        from relational_journal.cli import this_run
        from relational_journal.cli.app import run

        this_run.choose_path(None)
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
