"""`rj` at a pseudo-terminal of its own, typed into as a person does."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are not of this platform", allow_module_level=True)

import pty
import termios

from pexpect import EOF
from pexpect.fdpexpect import fdspawn

ENTER, BACK, ESC, CTRL_C, DOWN, BACKSPACE = "\r", "\x02", "\x1b", "\x03", "\x1b[B", "\x7f"
# An Enter that is meant, also right after a key that answered by itself: another key stands between them.
SKIP = BACKSPACE + ENTER


class AtTerminal:
    """A run of `rj` that waits for what is shown before it types; `into` takes its standard output.

    A process of its own, forked from this one, which has the modules already: starting anew costs most of a second.
    `program` runs in place of `rj`.
    """

    def __init__(
        self,
        *words: str,
        columns: int = 80,
        into: Path | None = None,
        program: Callable[[], int] | None = None,
        **environment: str,
    ) -> None:
        import prompt_toolkit  # noqa: F401

        from relational_journal.cli import app  # noqa: F401

        self.process, terminal = pty.fork()
        if not self.process:
            _run(program or (lambda: _rj(words, environment)), columns, into, environment)
        self.child = fdspawn(terminal, encoding="utf-8", timeout=15)
        # Nothing is waited for but what is shown.
        self.child.delaybeforesend = None

    def sees(self, shown: str) -> AtTerminal:
        """Wait until this is on the screen."""
        self.child.expect(re.escape(shown))
        return self

    def seen(self) -> str:
        """What was shown before that."""
        return plain(self.child.before)

    def types(self, *keys: str) -> AtTerminal:
        """Type."""
        for key in keys:
            self.child.send(key)
        return self

    def ends(self) -> tuple[int, str]:
        """Wait for the end; the exit code and what was shown since the last `sees`."""
        self.child.expect(EOF)
        return self._left(), plain(self.child.before)

    def kill(self) -> None:
        """Kill it at once, as a dead battery does."""
        os.kill(self.process, signal.SIGKILL)
        self._left()

    def _left(self) -> int:
        _, status = os.waitpid(self.process, 0)
        self.child.close()
        return os.waitstatus_to_exitcode(status)


def _run(program: Callable[[], int], columns: int, into: Path | None, environment: dict[str, str]) -> NoReturn:
    """In the forked process: its streams are the terminal, and it leaves as the program does."""
    code = 99
    try:
        termios.tcsetwinsize(0, (40, columns))
        os.environ.update({"TERM": "xterm-256color", "PAGER": "cat", **environment})
        if into:
            os.dup2(os.open(into, os.O_WRONLY | os.O_CREAT, 0o600), 1)
        streams = (os.fdopen(number, mode, encoding="utf-8") for number, mode in enumerate("rww"))
        sys.stdin, sys.stdout, sys.stderr = streams
        code = program()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _rj(words: tuple[str, ...], environment: dict[str, str]) -> int:
    from relational_journal.cli import this_run
    from relational_journal.cli.app import run

    if environment.get("ANEW"):
        os.execv(sys.executable, [sys.executable, "-m", "relational_journal", *words])
    this_run.choose_path(None)
    return run(words)


def plain(shown: str) -> str:
    """What was shown, without the codes that move and style it."""
    return re.sub(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b[()][A-Z0-9]|\x1b[=>]", "", shown)
