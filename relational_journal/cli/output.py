"""stdout, stderr, JSON and the pager. stdout carries results and nothing else."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Any, TextIO

from relational_journal.cli.terminal_rows import columns_of_stderr, rows_of, without_styles
from relational_journal.text.alphabet import marks
from relational_journal.text.safe import escaped_json, one_line, safe, safe_line, safe_path
from relational_journal.text.width import beginning, cells


def is_terminal() -> bool:
    """Return whether stdout is a terminal, so that a person reads it."""
    return sys.stdout.isatty()


def can_ask() -> bool:
    """Return whether a person can be asked: stdin and stderr are both terminals, whatever stdout is."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def width() -> int:
    """Return the columns to draw in: the terminal's (at least 40); without a terminal so many that nothing wraps."""
    if not is_terminal() and not os.environ.get("COLUMNS"):
        return 100_000
    from shutil import get_terminal_size

    return max(40, get_terminal_size().columns)


def height() -> int:
    """Return the rows of the terminal that questions are drawn on; 24 if there is none."""
    for descriptor in (2, 0, 1):  # questions are drawn on stderr
        with contextlib.suppress(OSError):
            return max(1, os.get_terminal_size(descriptor).lines)
    return 24


def has_colour() -> bool:
    """Return whether styles may be drawn on stdout."""
    return takes_colour(sys.stdout)


def takes_colour(stream: TextIO) -> bool:
    """Return whether a stream takes styles: a terminal, or any with FORCE_COLOR; NO_COLOR overrides both."""
    if os.environ.get("NO_COLOR"):
        return False
    if forced := os.environ.get("FORCE_COLOR"):
        return forced not in ("0", "false")
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def bold(text: str) -> str:
    """Return the text bold if styles may be drawn."""
    return f"\x1b[1m{text}\x1b[22m" if text and has_colour() else text


def dim(text: str) -> str:
    """Return the text dim if styles may be drawn."""
    return f"\x1b[2m{text}\x1b[22m" if text and has_colour() else text


_LEAST_BESIDE = 24  # columns; a right column with fewer goes below the left one


def cut(text: str, columns: int) -> str:
    """Cut a text to so many columns between words, with an ellipsis if something is left out; wide signs count two.

    A single word that is longer than the room is cut where it must be.
    """
    if len(text) * 2 <= columns or cells(text) <= columns:  # no sign is wider than two, so most need no measuring
        return text
    sign = marks().ellipsis
    head = beginning(text, columns - len(sign))
    between = head.rfind(" ") if text[len(head) :][:1] not in ("", " ") else -1
    return (head[:between] if between > 0 else head).rstrip() + sign


def hanging_column(left: str, right: str, columns: int) -> list[str]:
    """Put a text to the right of another, wrapped under its own beginning; below it if there is no room there.

    Args:
        left: as wide as its column.
        columns: of the whole; from 1000 on nothing is wrapped.
    """
    if columns >= 1000 or cells(left) + cells(right) <= columns or not right:
        return [f"{left}{right}".rstrip()]
    from relational_journal.text.wrap import text_rows

    indent = cells(left)
    if columns - indent < _LEAST_BESIDE:
        return [left.rstrip(), *(f"    {row}" for row in text_rows(right, max(10, columns - 4)))]
    first, *rest = text_rows(right, columns - indent)
    return [left + first, *(" " * indent + row for row in rest)]


def pad(text: str, columns: int) -> str:
    """Fill a text with spaces to so many columns."""
    return text + " " * max(0, columns - cells(text))


def out(text: str = "") -> None:
    """Print a line of the result to stdout, in its encoding."""
    stream = sys.stdout
    if is_terminal():
        text = safe_line(text)
    try:
        stream.write(text + "\n")
    except UnicodeEncodeError:
        stream.flush()
        stream.buffer.write((text + "\n").encode(stream.encoding or "ascii", "replace"))


def out_wrapped(text: str) -> None:
    """Print a line of our own wording to stdout, on a terminal broken between words."""
    for row in rows_of(text, width()):
        out(row)


def hint(text: str) -> None:
    """Print a line to stderr, on a terminal broken between words."""
    hint_rows(text)


def hint_rows(text: str) -> int:
    """Print a line to stderr, on a terminal broken between words; return how many rows it takes there."""
    columns = columns_of_stderr()
    rows = rows_of(safe_line(text), columns)
    _to_stderr("\n".join(rows))
    return sum(max(1, -(-cells(without_styles(row)) // columns)) for row in rows)


def hint_words(words: str) -> None:
    """Print words of the person to stderr with no line feed of ours in them, since this may be their only copy."""
    _to_stderr(safe(words))


def _to_stderr(text: str) -> None:
    sys.stdout.flush()  # on a terminal both stand in one place, and have to come in the order they were printed
    with contextlib.suppress(OSError):  # a stderr that cannot be written must not stop a command
        try:
            print(text, file=sys.stderr)
        except UnicodeEncodeError:
            print(text.encode("ascii", "replace").decode(), file=sys.stderr)


_at_the_end: list[str] = []


def hint_at_the_end(text: str) -> None:
    """Print a line to stderr when the command is done; if it fails, only its two lines are printed."""
    _at_the_end.append(text)


def say_what_waits(*, is_done: bool) -> None:
    """Print the lines that waited for the end, or drop them if the command failed."""
    for line in _at_the_end if is_done else ():
        hint(line)
    _at_the_end.clear()


def print_error(sentence: str, next_step: str) -> None:
    """Print what could not be done and what to do next, one line each, to stderr."""
    hint(f"error: {safe_path(one_line(sentence))}")
    hint(safe_path(one_line(next_step)))


def emit_json(value: Any) -> None:
    """Print one JSON document to stdout, in UTF-8 whatever the locale."""
    import json

    document = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    if is_terminal():
        document = escaped_json(document)
    sys.stdout.flush()
    sys.stdout.buffer.write(document.encode("utf-8", "surrogatepass"))
    sys.stdout.buffer.flush()


# Colours as they are; and at the foot what to press, which `less` itself does not say.
_AT_THE_END, _BEFORE = "the end; q leaves", "space goes on, q leaves"
_LESS = f"-R -Ps?e{_AT_THE_END}:{_BEFORE}.$"


def page(text: str, *, below: int = 1) -> None:
    """Print a long result: through a pager if it does not fit the terminal, else directly.

    Args:
        text: the result.
        below: how many lines follow it, as a legend does; the prompt after them has to fit too.
    """
    if not is_terminal() or not sys.stdin.isatty() or os.environ.get("PAGER") in ("", "cat"):
        return out(text)
    from shutil import get_terminal_size

    if text.count("\n") + 2 + below <= get_terminal_size().lines:
        return out(text)
    import shlex
    import subprocess

    from relational_journal import child_processes, interrupts

    try:
        command = shlex.split(os.environ.get("PAGER") or "less")
    except ValueError:  # a quote that nothing closes
        command = []
    program = child_processes.find_program(command[0]) if command else None
    if program is None:
        return out(text)
    # No history file, no escape to a shell or an editor, and the alternate screen, which is wiped at the end.
    environment = child_processes.without_passphrases(LESS=_LESS, LESSHISTFILE="-", LESSSECURE="1")
    shown = text.encode("utf-8", "replace")
    sys.stdout.flush()
    try:
        with interrupts.left_to_the_child():
            subprocess.run(
                [program, *command[1:]], input=shown, env=environment, cwd=child_processes.FOLDER, check=False
            )
    except OSError:
        out(text)
    return None
