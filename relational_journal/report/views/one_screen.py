"""Keep a view on one screen: choose the fullest version of a report that fits it."""

from __future__ import annotations

from collections.abc import Iterable

from relational_journal.report.document.document import Report
from relational_journal.report.document.layout import lay_out
from relational_journal.text.width import SIGNS

COLUMNS = 80
LINES = 39  # a terminal of 40 rows shows them all above its prompt


def fullest_that_fits(versions: Iterable[Report], columns: int = COLUMNS) -> Report:
    """Return the first report that fits one screen, else the last.

    A wide screen shows what one of 80 columns does, so that a view says the same in a pipe and in any wide window.

    Args:
        versions: one or more, the fullest first; those after the one that fits are not built.
        columns: of the screen, if it has fewer than 80.
    """
    report = Report("")
    for report in versions:
        if sum(1 for _ in lay_out(report, min(columns, COLUMNS), SIGNS)) <= LINES:
            break
    return report
