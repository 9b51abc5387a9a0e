"""Reading words from standard input, so that what has come is not lost if the reading is cut short."""

from __future__ import annotations

import sys

_PIECE = 1 << 16
_came: list[bytes] = []


def read_all() -> bytes:
    """All of it, to its end."""
    _came.clear()
    while piece := sys.stdin.buffer.read1(_PIECE):  # type: ignore[union-attr]
        _came.append(piece)
    return read_so_far()


def read_so_far() -> bytes:
    """What the last `read_all` has read, to the end or not."""
    return b"".join(_came)
