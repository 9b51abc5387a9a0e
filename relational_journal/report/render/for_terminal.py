"""Render a report for where it is printed: styled if the terminal can, else plain, in the characters it can show."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from relational_journal.report.document.document import Report
from relational_journal.text.width import LETTERS, SIGNS

WIDEST = 100  # longer lines are hard to read
NO_WIDTH = 1000  # columns from which nothing is wrapped


def draw(
    report: Report,
    *,
    width: int,
    unicode: bool,
    colour: bool,
    numbered: bool = False,
    left_out: Collection[int] = (),
    labels: Sequence[int] = (),
) -> str:
    """Render a report as text for stdout.

        Args:
    width: columns; from 1000 on nothing is wrapped.
    unicode: whether more than ASCII can be shown.
    colour: whether styles can be shown.
            numbered: show the numbers items are left out by.
            left_out: the numbers of items that are left out.
            labels: for each item in turn the number to show, if not its place.
    """
    columns = width if width >= NO_WIDTH else min(width, WIDEST)
    signs = SIGNS if unicode else LETTERS
    if colour:
        from relational_journal.report.render.to_terminal import to_terminal

        return to_terminal(report, width=columns, signs=signs, numbered=numbered, left_out=left_out, labels=labels)
    from relational_journal.report.render.to_text import to_text

    return to_text(report, width=columns, signs=signs, numbered=numbered, left_out=left_out, labels=labels)
