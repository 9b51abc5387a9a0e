"""Render a report for a terminal with styles: the same lines as plain text, with marks and numbers in bold."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from io import StringIO

from relational_journal.report.document.document import Report
from relational_journal.report.document.layout import lay_out
from relational_journal.text.width import SIGNS, Signs

# Weight and one calm hue that reads on light and dark alike; a colour only repeats what a mark says, and there is
# neither red nor green. `dim` alone would vanish on some light themes, so it carries nothing needed.
_STYLES = {
    "heading": "bold",
    "label": "bold",
    "number": "bold",
    "quiet": "dim",
    "entry": "dim",
    "own": "italic",
    "shows": "bold",
    "turned": "bold",
    "neither": "dim",
    "connection": "bold",
    "ordinary": "dim",
}


def to_terminal(
    report: Report,
    *,
    width: int = 80,
    signs: Signs = SIGNS,
    numbered: bool = False,
    left_out: Collection[int] = (),
    labels: Sequence[int] = (),
) -> str:
    """Render the lines of `to_text` with terminal styles by rich; nothing a person wrote is read as markup."""
    from rich.console import Console
    from rich.text import Text

    console = Console(file=StringIO(), force_terminal=True, color_system="standard", highlight=False, width=width + 1)
    lines = []
    for drawn in lay_out(report, width, signs, numbered=numbered, left_out=left_out, labels=labels):
        text = Text(no_wrap=True, overflow="ignore", end="")
        for piece in drawn:
            text.append(piece.text, _STYLES.get(piece.style))
        text.rstrip()
        with console.capture() as captured:
            console.print(text, soft_wrap=True, end="")
        lines.append(captured.get())
    return "\n".join(lines)
