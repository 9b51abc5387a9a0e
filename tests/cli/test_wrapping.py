"""What is shown at 60, 80 and 120 columns: whole words, whole marks, nothing over the edge; how to leave the pager."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relational_journal.cli.terminal_rows import rows_of, without_styles
from relational_journal.text.width import cells
from tests.support.demo_journal import NOW

if TYPE_CHECKING:
    from tests.support.program import Program

COMMANDS = (
    (),
    ("patterns",),
    ("patterns", "going-quiet"),
    ("look",),
    ("look", "repairs"),
    ("look", "unseen"),
    ("look", "ways"),
    ("look", "map"),
    ("list", "-n", "30"),
    ("people",),
    ("people", "show", "Jude"),
    ("show", "199"),
    ("calendar",),
    ("look", "changes"),
    ("look", "weeks"),
    ("hunch",),
    ("session", "list"),
    ("guide",),
    ("guide", "settings"),
    ("help",),
    ("settings",),
    ("words", "went-silent"),
    ("summary", "--full"),
)
WORD = re.compile(r"[^\W\d]{2,}")


@pytest.fixture
def demo(rj: Program, demo_of_mine: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv("RJ_JOURNAL", str(demo_of_mine))
    monkeypatch.setenv("RJ_NOW", NOW.isoformat())
    return rj


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_word_is_broken_and_no_line_runs_over_the_edge(
    demo: Program, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    for command in COMMANDS:
        monkeypatch.setenv("COLUMNS", "900")
        whole = _words_of(_said(demo, command))
        if command == ("patterns",):  # a narrow screen has fewer rows in full, and their names among the others
            whole |= _words_of(_said(demo, ("patterns", "--all")))
        monkeypatch.setenv("COLUMNS", str(columns))
        shown = _said(demo, command)

        assert _words_of(shown) <= whole, command
        assert [line for line in shown.splitlines() if len(line) > columns] == [], command


def _words_of(shown: str) -> set[str]:
    return {word.lower() for word in WORD.findall(shown)}


def _said(rj: Program, command: tuple[str, ...]) -> str:
    done = rj(*command)
    return f"{done.out}\n{done.err}"


ERRORS = (
    ("show", "9999"),
    ("log", "--tone", "purple", "Words that stay as a draft, wherever that may be."),
    ("patterns", "nothing-of-that-name"),
    ("import", "{folder}/no file of this name.csv"),
    ("list", "--since", "the other day"),
    ("look", "repairs", "--all"),
    ("settings", "date-order", "sideways"),
)


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("command", ERRORS, ids=" ".join)
def test_an_error_at_a_terminal_is_broken_between_words_and_never_in_a_path(
    monkeypatch: pytest.MonkeyPatch, columns: int, command: tuple[str, ...]
) -> None:
    from tests.support.at_terminal import AtTerminal

    with tempfile.TemporaryDirectory(prefix="rj of mine ") as folder:
        words = [word.format(folder=folder) for word in command]
        monkeypatch.setenv("RJ_JOURNAL", str(Path(folder) / "journal.db"))
        monkeypatch.setattr(sys, "argv", ["rj", *words])
        code, shown = AtTerminal(*words, columns=columns).ends()
    lines = [line for line in shown.splitlines() if line]

    assert code in (1, 2)
    assert lines[0].startswith("error: ")
    assert all(len(line) <= columns or line.count(" ") == folder.count(" ") for line in lines)
    assert shown.count(folder) == " ".join(lines).count(folder)
    if "no file" in words[-1] or "--tone" in words:
        assert folder in shown


@given(st.text("ab -·\u00e9\u4e2d", max_size=200), st.integers(20, 120), st.booleans())
def test_breaking_a_line_keeps_its_words_and_their_order(text: str, columns: int, is_styled: bool) -> None:
    line = f"\x1b[2m{text}\x1b[22m" if is_styled else text
    rows = rows_of(line, columns)

    assert " ".join(rows).split() == line.split()
    assert all(cells(without_styles(row)) <= columns or " " not in row.strip() for row in rows)


@pytest.mark.skipif(shutil.which("less") is None, reason="needs less")
def test_the_pager_says_that_q_leaves() -> None:
    from tests.support.at_terminal import AtTerminal

    run = AtTerminal("guide", "patterns", PAGER="less", TERM="xterm").sees("q leaves").types("q")

    assert run.ends()[0] == 0
