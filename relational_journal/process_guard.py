"""Keeping what a process holds in memory out of files and away from other processes of the same login."""

from __future__ import annotations

import sys

_PR_SET_DUMPABLE = 4  # <linux/prctl.h>


def write_no_core() -> None:
    """From now on write no memory of this process, or of a program it starts, to a disk when it crashes."""
    try:
        import resource
    except ImportError:  # Windows writes none by itself
        return
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    # One byte and not zero: the kernel hands a core to a crash collector whatever the limit, but for this value.
    resource.setrlimit(resource.RLIMIT_CORE, (1 if hard else 0, hard))


def guard_memory() -> None:
    """The same, for a process that holds a key; on Linux no other process of this login can read its memory either.

    It does not hold for a program it starts, which begins with memory of its own.
    """
    write_no_core()
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
