"""A window with an ordinary shell in it, in which `rj` is run, and which can be closed as a person closes it."""

from __future__ import annotations

import os
import re
import select
import shlex
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are not of this platform", allow_module_level=True)

import fcntl
import pty
import struct
import termios

# However slow the machine: what has not come by then does not come.
_PATIENCE = 60.0

# Runs rj as the installed command does, and writes down how it ended: the shell that could tell is gone by then.
_RUN = """
import os, sys, traceback
code = "raised"
try:
    from relational_journal.cli.app import main
    main()
except SystemExit as ended:
    code = ended.code
except BaseException:
    code = traceback.format_exc()
finally:
    with open(os.environ["HOW_IT_ENDED"], "w") as file:
        file.write(str(code))
os._exit(0)
"""


class Shell:
    """An interactive bash on a pseudo-terminal of its own; `rj` is a function in it.

    Args:
        folder: where what is needed for it is put.
        shell: the program that stands in the window.
        environment: further variables.
    """

    def __init__(self, folder: Path, *, shell: str = "bash", **environment: str) -> None:
        self._ended_as = folder / "how-it-ended"
        self._ended_as.unlink(missing_ok=True)
        script = folder / "rj.py"
        script.write_text(_RUN)
        self._all_gone, held = os.pipe()
        os.set_inheritable(held, True)
        start = folder / "start"
        start.write_text(f'rj() {{ {shlex.quote(sys.executable)} {shlex.quote(str(script))} "$@"; }}\nPS1="ready> "\n')
        command = [shutil.which(shell) or shell]
        command += ["--rcfile", str(start), "-i"] if shell == "bash" else ["-i"]
        self.process, self._window = pty.fork()
        if not self.process:
            settings = {"TERM": "xterm-256color", "ENV": str(start), "PAGER": "cat", "HISTFILE": ""}
            settings |= {"HOW_IT_ENDED": str(self._ended_as), "PYTHONWARNINGS": "ignore"} | environment
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))
            os.execve(command[0], command, os.environ | settings)
        os.close(held)
        self._seen = ""
        self.sees("ready> ")

    def runs(self, *words: str) -> Shell:
        """Start `rj` as a person does, by a line in the shell."""
        return self.types(f"rj {shlex.join(words)}\r").sees("rj").sees("\n")

    def types(self, keys: str) -> Shell:
        """Type."""
        os.write(self._window, keys.encode())
        return self

    def sees(self, shown: str) -> Shell:
        """Wait until this is on the screen, after what was waited for before."""
        ends = time.monotonic() + _PATIENCE
        while shown not in self._seen:
            ready, _, _ = select.select([self._window], [], [], max(0.0, ends - time.monotonic()))
            assert ready, f"{shown!r} is not shown; there is {self._seen!r}"
            self._seen = _plain(self._seen + os.read(self._window, 65536).decode("utf-8", "replace"))
        self._seen = self._seen.partition(shown)[2]
        return self

    def closes(self) -> str:
        """Close the window, and wait until every process that ran in it is gone; how `rj` ended."""
        os.close(self._window)
        self._waits_for_all()
        return self._ended_as.read_text()

    def tells_to_end(self) -> str:
        """Send SIGTERM to `rj` alone, and wait until it is gone; how it ended."""
        os.kill(os.tcgetpgrp(self._window), signal.SIGTERM)
        self.sees("ready> ").types("exit\r")
        self._waits_for_all()
        os.close(self._window)
        return self._ended_as.read_text()

    def _waits_for_all(self) -> None:
        ends = time.monotonic() + _PATIENCE
        while True:
            watched = [self._all_gone]
            ready, _, _ = select.select(watched, [], [], max(0.0, ends - time.monotonic()))
            assert ready, "a process stays"
            if not os.read(self._all_gone, 100):
                break
        os.close(self._all_gone)
        os.waitpid(self.process, 0)


def _plain(shown: str) -> str:
    return re.sub(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b[()][A-Z0-9]|\x1b[=>]", "", shown)
