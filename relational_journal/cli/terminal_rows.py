"""Break lines that are longer than the terminal: between words, never inside a path."""

from __future__ import annotations

import contextlib
import os
import sys

from relational_journal.text.width import cells


def rows_of(text: str, columns: int) -> list[str]:
    """Break lines that are longer than the terminal between words; a path with spaces in its name stays whole.

    Args:
        text: one or several lines, also with styles.
        columns: of the terminal; a word that is longer stays whole as well.
    """
    return [row for line in text.split("\n") for row in _rows_of_line(line, columns)]


def _rows_of_line(line: str, columns: int) -> list[str]:
    if cells(without_styles(line)) <= columns:
        return [line]
    import re

    from relational_journal.text.wrap import on_any_line, on_one_line

    for path in _paths_of_this_run():
        if len(path) <= columns:
            line = line.replace(path, on_one_line(path))
    indent = len(line) - len(line.lstrip(" "))
    rows, used = [""], 0
    for gap, word in re.findall(r"( *)([^ ]+)", line):
        size = cells(without_styles(word))
        if rows[-1].strip() and used + len(gap) + size > columns:
            rows.append(" " * indent + word)
            used = indent + size
        else:
            rows[-1] += gap + word
            used += len(gap) + size
    return [on_any_line(row) for row in rows]


def _paths_of_this_run() -> list[str]:
    """Return the paths a message may name that hold a space: the journal's, its folder's, and those that were typed."""
    from relational_journal.cli.this_run import journal_path
    from relational_journal.errors import JournalError

    paths = [word for word in sys.argv[1:] if os.sep in word]
    with contextlib.suppress(JournalError, OSError):
        path = journal_path()
        paths += [str(path), str(path.parent), str(path.parent / "backups" / path.stem)]
    return sorted({path for path in paths if " " in path}, key=len, reverse=True)


def columns_of_stderr() -> int:
    """Return the columns of the terminal on stderr; 100,000 if it is no terminal."""
    with contextlib.suppress(OSError, ValueError):
        if sys.stderr.isatty():
            return max(20, os.get_terminal_size(sys.stderr.fileno()).columns or 80)
    return 100_000


def without_styles(text: str) -> str:
    """Return a text without our own styles, for its width."""
    if "\x1b" not in text:
        return text
    import re

    return re.sub(r"\x1b\[\d+m", "", text)
