"""What is shown at 60, 80 and 120 columns: whole words, whole marks, nothing over the edge; how to leave the pager."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

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
    ("settings",),
    ("words", "went-silent"),
    ("summary", "--full"),
)
WORD = re.compile(r"[^\W\d]{2,}")


@pytest.fixture
def demo(rj: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    rj("demo", "--keep", str(tmp_path / "demo"))
    monkeypatch.setenv("RJ_JOURNAL", str(tmp_path / "demo" / "journal.db"))
    return rj


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_word_is_broken_and_no_line_runs_over_the_edge(
    demo: Program, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    for command in COMMANDS:
        monkeypatch.setenv("COLUMNS", "900")
        whole = {*WORD.findall(_said(demo, command))}
        monkeypatch.setenv("COLUMNS", str(columns))
        shown = _said(demo, command)

        assert {*WORD.findall(shown)} <= whole, command
        assert [line for line in shown.splitlines() if len(line) > columns] == [], command


def _said(rj: Program, command: tuple[str, ...]) -> str:
    done = rj(*command)
    return f"{done.out}\n{done.err}"


@pytest.mark.skipif(shutil.which("less") is None, reason="needs less")
def test_the_pager_says_that_q_leaves() -> None:
    from tests.support.at_terminal import AtTerminal

    run = AtTerminal("guide", "patterns", PAGER="less", TERM="xterm").sees("q leaves").types("q")

    assert run.ends()[0] == 0
