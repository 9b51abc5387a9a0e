"""Recognise a journal by the first page of its file."""

from __future__ import annotations

from pathlib import Path

from relational_journal.store.engine import private_files
from relational_journal.store.engine.columns import APPLICATION_ID
from relational_journal.store.engine.open_files import is_open_here

HEADER = b"SQLite format 3\x00"
PAGE = 4096
SALT_BYTES = 16  # an encrypted file begins with its salt


def may_be_a_journal(path: Path) -> bool:
    """Whether a file is a journal of this program or may be an encrypted one, by its first page; it is only read."""
    try:
        if is_open_here(path):
            return True
        start = private_files.read(path, PAGE)
    except OSError:
        return False
    if start.startswith(HEADER):
        return int.from_bytes(start[68:72], "big") == APPLICATION_ID
    return len(start) == PAGE and looks_random(start)


def looks_random(start: bytes) -> bool:
    """Whether byte values are spread as evenly as in an encrypted page; texts and programs are not.

    The sum is a chi-squared statistic with 255 degrees of freedom: random bytes give 255 on average with a standard
    deviation of 23, texts and programs give thousands.
    """
    expected = len(start) / 256
    return sum((start.count(value) - expected) ** 2 for value in range(256)) / expected < 500
