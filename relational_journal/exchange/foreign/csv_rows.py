"""Read the rows of a CSV file; one that ends inside a cell in quotes was cut off."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import BinaryIO

from relational_journal.errors import UnreadableImport
from relational_journal.exchange.foreign.contents import text_of
from relational_journal.exchange.source import Source

_LONGEST_CELL = 64 * 1024 * 1024
_LONGEST_HEADER = 65536
_BLANK_LINES = 20


def first_row(stream: BinaryIO, encoding: str = "") -> list[str]:
    """Read the cells of the first line that is not empty, as CSV; no more than the beginning of a very long one."""
    text = text_of(stream, encoding)
    for _ in range(_BLANK_LINES):
        line = text.readline(_LONGEST_HEADER)
        if line.strip():
            return next(csv.reader([line], delimiter=_delimiter_of(line)), [])
    return []


def rows_of(source: Source, encoding: str = "") -> Iterator[tuple[int, list[str]]]:
    """Yield the line and the cells of each row that is not empty, the header among them.

    Raises:
        UnreadableImport: it ends inside a cell in quotes. The csv module takes all that follows a quote for one cell.
    """
    # The csv module refuses cells of more than 131,072 characters unless it is set otherwise.
    csv.field_size_limit(_LONGEST_CELL)
    first = text_of(source.file, encoding).readline(_LONGEST_HEADER)
    text = text_of(source.file, encoding, newline="")
    is_over = False

    def lines() -> Iterator[str]:
        nonlocal is_over
        yield from text
        is_over = True

    begins = 1
    reader = csv.reader(lines(), delimiter=_delimiter_of(first))
    for row in reader:
        # A row that is whole ends with its line; only one with an open quote asks for more.
        if is_over:
            raise UnreadableImport(
                f"{source.name} ends inside a cell: a quote of the row on line {begins} is never closed",
                "Export it again, or close the quote, and import again; nothing was stored.",
            )
        if any(cell.strip() for cell in row):
            yield reader.line_num, row
        begins = reader.line_num + 1


def _delimiter_of(line: str) -> str:
    """Return what separates the cells of a line: a comma, a semicolon or a tab."""
    return max((",", ";", "\t"), key=line.count)
