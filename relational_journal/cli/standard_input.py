"""Read words from standard input so that those that have arrived are not lost if reading is interrupted."""

from __future__ import annotations

import sys

_PIECE = 1 << 16
_came: list[bytes] = []


def read_all() -> bytes:
    """Read standard input to its end and return its bytes."""
    _came.clear()
    while piece := sys.stdin.buffer.read1(_PIECE):  # type: ignore[union-attr]
        _came.append(piece)
    return read_so_far()


def read_so_far() -> bytes:
    """Return the bytes the last `read_all` has read, also if it was interrupted."""
    return b"".join(_came)
