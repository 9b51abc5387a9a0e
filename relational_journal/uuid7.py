"""Time-ordered unique ids (UUIDv7), strictly rising within one process."""

from __future__ import annotations

import os
import time

_last = 0


def new_uid() -> str:
    """Return a UUIDv7: 48 bits of milliseconds, a counter of 12, 62 at random (RFC 9562, 5.7 and 6.2, method 1)."""
    global _last
    moment = time.time_ns() // 1_000_000 << 12
    _last = max(moment | int.from_bytes(os.urandom(1)), _last + 1)
    chance = int.from_bytes(os.urandom(8)) & (1 << 62) - 1
    digits = f"{(_last >> 12) << 80 | 0x7 << 76 | (_last & 0xFFF) << 64 | 0x2 << 62 | chance:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
