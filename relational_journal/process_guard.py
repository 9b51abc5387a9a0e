"""Keep the memory of a process out of core files and away from other processes of the same login."""

from __future__ import annotations

import sys

_PR_SET_DUMPABLE = 4  # <linux/prctl.h>


def write_no_core() -> None:
    """Turn off core files for this process and the programs it starts."""
    try:
        import resource
    except ImportError:  # Windows writes none by default
        return
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    # One byte and not zero: with a crash collector the kernel ignores the limit except for the value one.
    resource.setrlimit(resource.RLIMIT_CORE, (1 if hard else 0, hard))


def guard_memory() -> None:
    """Do the same for a process that holds a key; on Linux other processes of the login cannot read its memory either.

    This does not extend to programs it starts.
    """
    write_no_core()
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
