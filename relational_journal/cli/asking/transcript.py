"""Print the lines around questions: answered questions, and what is said between two."""

from __future__ import annotations

import os
import sys
import textwrap

from relational_journal.cli.asking.keyboard import is_plain
from relational_journal.cli.output import hint_rows, takes_colour
from relational_journal.forms.key_questions import Amounts, Letter
from relational_journal.forms.question import Line, Question, T, Text, folded
from relational_journal.text.alphabet import marks
from relational_journal.text.width import cells as cells

_rows = 0  # Rows written so far by these functions, counted as the terminal wrapped them.
_LONGEST_SHOWN = 12  # The lines of a long answer that stay on the screen.


def columns() -> int:
    """Return the width of the terminal that questions are asked on."""
    try:
        return max(20, os.get_terminal_size(sys.stderr.fileno()).columns)
    except (OSError, ValueError):
        return 80


def has_styles() -> bool:
    """Return whether questions may use dim and bold; never on a dumb terminal, even with FORCE_COLOR."""
    return takes_colour(sys.stderr) and os.environ.get("TERM") != "dumb"


def dim(text: str) -> str:
    """Return the text dim if styles may be drawn."""
    return f"\x1b[2m{text}\x1b[22m" if text and has_styles() else text


def drawn(line: Line) -> str:
    """Return a line with only what the terminal may be sent."""
    return "".join(dim(text) if style == "dim" else text for style, text in line)


def rows_written() -> int:
    """Return how many rows above the cursor were written here."""
    return _rows


def take_back(to: int) -> None:
    """Erase the rows written after the first `to`, if the person goes back to a question."""
    global _rows
    if _rows > to and not is_plain():
        # Up so many rows, to the first column, and erase to the end of the screen.
        print(f"\x1b[{_rows - to}A\r\x1b[J", end="", file=sys.stderr, flush=True)
        _rows = to


def _write(text: str) -> None:
    """Write a line, and count the rows it takes."""
    global _rows
    _rows += hint_rows(text)


def say(left: str, right: str = "") -> None:
    """Print a line with a dim part at the right, or on a line of its own on a narrow terminal."""
    width = columns()
    if not right:
        _write(left)
    elif is_plain():  # a screen reader would read out a run of spaces
        for part in (left.strip(), right):
            if part:
                _write(part)
    elif cells(left) + cells(right) + 3 <= width:
        _write(left + " " * (width - 1 - cells(left) - cells(right)) + dim(right))
    else:
        if left:
            _write(left)
        for line in folded(right, width - 3):
            _write(f"  {dim(line)}")


def leave(question: Question[T], value: T | None) -> None:
    """Print the answered question as it stays on the screen."""
    width = columns()
    own = question.lines_left(value, width)
    if own is not None:
        lines = own
    elif isinstance(question, Letter):
        lines = question.lines(width, value if isinstance(value, str) else None, asking=False)
    elif isinstance(question, Amounts):
        lines = [[("", question.label)], *question.rows(width, None)]
    elif isinstance(question, Text):
        lines = _words_left(question, value if isinstance(value, str) else "", width)
    else:
        lines = _choice_left(question, value, width)
    for line in lines:
        _write(drawn(line).rstrip())


def _words_left(question: Text, value: str, width: int) -> list[Line]:
    """Print the label and the words under it; many lines are cut on the screen, never in the journal."""
    lines: list[Line] = question.heading_lines(width) if question.heading else []
    shown = question.format_answer(value)[: _LONGEST_SHOWN * width]
    rows = [row for part in shown.splitlines() for row in textwrap.wrap(part, width - 3) or [""]]
    rows = rows or [marks().ordinary]
    rows = [*rows[:_LONGEST_SHOWN], marks().ellipsis] if len(rows) > _LONGEST_SHOWN else rows
    return lines + [[("", f"{'  ' if number else '> '}{row}")] for number, row in enumerate(rows)]


def _choice_left(question: Question[T], value: T | None, width: int) -> list[Line]:
    """Print the label, with the choice at the right."""
    answer = question.format_answer(value) if value is not None else marks().ordinary
    above, before = question.head(width)
    if above:
        before = ""
    room = width - 1 - len(before) - cells(answer)
    if room >= 0:
        return [*above, [("", before + " " * room + answer)]]
    return [*above, [("", before)], *([("", f"    {row}")] for row in folded(answer, width - 5))]
