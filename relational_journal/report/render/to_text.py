"""Render a report as plain text: for a pipe, a file, or a terminal without colour."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from relational_journal.report.document.document import Report
from relational_journal.report.document.layout import lay_out
from relational_journal.text.width import SIGNS, Signs


def to_text(
    report: Report,
    *,
    width: int = 80,
    signs: Signs = SIGNS,
    numbered: bool = False,
    left_out: Collection[int] = (),
    labels: Sequence[int] = (),
) -> str:
    """Render a report in lines of at most `width` columns, without a line feed at the end.

        Args:
    report: the report.
            width: columns to wrap at.
            signs: the alphabet: SIGNS, or LETTERS if UTF-8 cannot be shown.
            numbered: show the numbers items are left out by.
            left_out: the numbers of items that are left out.
            labels: for each item in turn the number to show, if not its place.
    """
    lines = (
        "".join(piece.text for piece in drawn).rstrip()
        for drawn in lay_out(report, width, signs, numbered=numbered, left_out=left_out, labels=labels)
    )
    return "\n".join(lines)
