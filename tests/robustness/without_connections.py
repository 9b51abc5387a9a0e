"""Run every command where the system itself ends whoever asks for a connection: `python -m …` with the passphrase.

A filter of system calls (seccomp): a socket of the internet's two families kills the process, whatever library asks.
"""

from __future__ import annotations

import ctypes
import os
import platform
import sys
from pathlib import Path

_SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
_LOAD, _IS, _RETURN = 0x20, 0x15, 0x06  # BPF: load a word, jump if equal, return
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_INTERNET = (2, 10)


class _Step(ctypes.Structure):
    _fields_ = [("code", ctypes.c_ushort), ("jt", ctypes.c_ubyte), ("jf", ctypes.c_ubyte), ("k", ctypes.c_uint32)]


class _Filter(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.POINTER(_Step))]


def is_possible() -> bool:
    """Whether this system has such a filter."""
    return sys.platform == "linux" and platform.machine() in _SOCKET


def forbid() -> None:
    """From now on, and for whatever this process starts, asking for a connection is the end."""
    machine, call = _SOCKET[platform.machine()]
    program = [
        (_LOAD, 0, 0, 4),  # the machine
        (_IS, 1, 0, machine),
        (_RETURN, 0, 0, _ALLOW),
        (_LOAD, 0, 0, 0),  # the call
        (_IS, 0, 3, call),
        (_LOAD, 0, 0, 16),  # its first argument: the family
        (_IS, 2, 0, _INTERNET[0]),
        (_IS, 1, 0, _INTERNET[1]),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _KILL),
    ]
    steps = (_Step * len(program))(*[_Step(*step) for step in program])
    libc = ctypes.CDLL(None, use_errno=True)
    no_new_privileges, seccomp, by_filter = 38, 22, 2
    given = ctypes.byref(_Filter(len(program), steps))
    if libc.prctl(no_new_privileges, 1, 0, 0, 0) or libc.prctl(seccomp, by_filter, given, 0, 0):
        raise OSError(ctypes.get_errno(), "no filter of system calls can be set here")


def main() -> int:
    """Run them all; how many did not end as they should."""
    if sys.argv[1:] == ["ask"]:
        import socket

        forbid()
        socket.socket(socket.AF_INET6)
        return 99
    from tests.support.every_command import RUNS, run
    from tests.support.program import Program

    forbid()
    rj, wrong = Program(Path(os.environ["RJ_JOURNAL"])), 0
    for row in [*RUNS, run("passphrase"), run("list"), run("passphrase", "--remove", "--yes"), run("lock")]:
        done = rj(*row.words, stdin=row.stdin, code=None)
        if done.code != row.code:
            print(row.words, done.code, done.err)
            wrong += 1
        os.environ["RJ_PASSPHRASE"] = os.environ["RJ_NEW_PASSPHRASE"]
    return wrong


if __name__ == "__main__":
    sys.exit(main())
