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
from relational_journal.text.wrap import text_rows
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


@given(st.text("ab -·\u00e9\u4e2d\u00a0", max_size=200), st.integers(12, 120))
def test_breaking_a_text_keeps_its_letters_and_only_wide_words_are_broken_inside(text: str, columns: int) -> None:
    rows = text_rows(text, columns)
    narrow = [word for word in re.split(" +", text) if cells(word) == len(word)]

    assert "".join(rows).replace(" ", "") == text.replace(" ", "")
    assert all(cells(row) <= columns or " " not in row.strip(" ") for row in rows)
    assert all(any(word in row for row in rows) for word in narrow)
    assert all(cells(row) <= columns for row in rows if cells(row) > len(row))


WIDE = ("王小明", "שרה כהן", "Maximiliane-Friederike von der Langen Straße", "Bo 😀")
SAID = (
    "今天我们在河边喝茶聊了很久然后她突然不说话了我觉得很难过也很孤单但是后来她回来了说对不起",
    "דיברנו הרבה זמן ואז היא שתקה ואני לא ידעתי מה לומר אז יצאתי החוצה וחזרתי אחר כך",
    "We laughed 😀👩‍👩‍👧 and then " + "🌧️" * 30 + " rain",
    "A word or two, and then many more of them, so that they take more than one line on any of these.",
)


@pytest.fixture
def many_scripts(rj: Program) -> Program:
    """Moments in wide letters, right to left and emoji, with people of long names."""
    for number in range(20):
        tags = [part for key in ("went-silent", "they-pulled-away", "lonely") for part in ("--tag", key)]
        when = f"2026-11-{1 + number:02}T09:00"
        rj("log", SAID[number % 4], "--with", WIDE[number // 4 % 4], "--when", when, "--tone", "mixed", *tags)
    rj("words", "add", "长长的词", "--label", "很长很长很长很长很长很长很长很长的一个标签在这里")
    rj("session", "after", SAID[0], "--when", "2026-11-10", "--with", WIDE[2])
    return rj


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_words_of_every_script_stay_within_the_columns(
    many_scripts: Program, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    commands = (
        *(
            (),
            ("list", "-n", "0"),
            ("like", "1"),
            ("people",),
            ("people", "show", WIDE[0]),
            ("people", "show", WIDE[2]),
        ),
        *(("show", str(number)) for number in (1, 2, 3, 4)),
        *(
            ("session", "list"),
            ("words",),
            ("words", "长长的词"),
            ("patterns", "going-quiet", "--full"),
            ("look", "map"),
        ),
        *(("look", "growth"), ("patterns", "going-quiet", "--full"), ("summary", "--yes", "--full")),
    )
    over = {
        command: [line for line in many_scripts(*command).out.splitlines() if cells(line) > columns]
        for command in commands
    }

    assert {command: lines for command, lines in over.items() if lines} == {}


@pytest.mark.skipif(shutil.which("less") is None, reason="needs less")
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_a_terminal_of_forty_rows_shows_all_patterns_without_the_pager(demo: Program, columns: int) -> None:
    from tests.support.at_terminal import AtTerminal

    code, shown = AtTerminal("patterns", columns=columns, PAGER="less", TERM="xterm").ends()

    assert code == 0
    assert "In full:" in shown
    assert "q leaves" not in shown
