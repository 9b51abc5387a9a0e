"""Code run in a Python of its own, in which nothing is loaded yet."""

from __future__ import annotations

import subprocess
import sys


def last_on_stderr(code: str) -> str:
    """The last line on stderr of a fresh Python that runs this code and ends well."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stderr.splitlines()[-1]
