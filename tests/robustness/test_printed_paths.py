"""No path, and no JSON at a terminal, sends it a control character or one that turns the text around."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relational_journal.cli import output
from relational_journal.text.safe import escaped_json, safe_line, safe_path
from tests.support import every_command
from tests.support.program import Program

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="programs of POSIX")
HOSTILE = "b\x1b]52;c;UFdO\x07 \x9b31m\u202egnp\u2066\u200f\x7f\nerror: spoofed\t"
CONTROLS = re.compile(
    "[\0-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\x1b(?!\\[[\\d;]*m)"
)


def assert_harmless(shown: str) -> None:
    assert CONTROLS.findall(shown) == []
    assert not [line for line in shown.splitlines() if line.startswith("error: spoofed")]


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """`rj` in a hostile folder, on a journal of a hostile name."""
    folder = tmp_path / HOSTILE
    folder.mkdir()
    monkeypatch.chdir(folder)
    journal = folder / f"{HOSTILE}.db"
    monkeypatch.setenv("RJ_JOURNAL", str(journal))
    return Program(journal)


@pytest.mark.parametrize("at_terminal", [False, True], ids=["pipe", "terminal"])
def test_no_command_prints_a_hostile_path_as_it_is(there: Program, monkeypatch, at_terminal: bool) -> None:
    monkeypatch.setattr(output, "is_terminal", lambda: at_terminal)
    for run in every_command.RUNS:
        words = tuple(
            word.replace("copy.db", f"{HOSTILE}-copy.db").replace("page.pdf", f"{HOSTILE}.pdf") for word in run.words
        )
        done = there(*words, stdin=run.stdin, code=run.code if "pdf" not in words or not at_terminal else None)

        assert_harmless(done.out + done.err)


FAILING = [
    ("restore", f"{HOSTILE}.not-there"),
    ("restore", "."),
    ("import", HOSTILE),
    ("import", f"{HOSTILE}.not-there"),
    ("backup", f"nowhere/{HOSTILE}.db"),
    ("backup", f"{HOSTILE}.db"),
    ("--journal", f"{HOSTILE}.txt/{HOSTILE}", "log", "Tea."),
    ("--journal", HOSTILE, "list"),
    ("export", "--output", f"nowhere/{HOSTILE}"),
    ("summary", "--output", f"{HOSTILE}.txt", "--format", "text"),
    ("summary", "--output", f"nowhere/{HOSTILE}"),
    ("demo", "--keep", HOSTILE),
    ("doctor", "--forget", HOSTILE),
    ("init",),
    ("log", "--when", HOSTILE, "Tea."),
    (HOSTILE,),
    (f"--{HOSTILE}",),
]


def test_no_import_prints_one_either(there: Program) -> None:
    for name, rows in ((f"{HOSTILE}.csv", "2026-03-02,Tea\n2026-03-03,\n"), ("other.csv", "2026-03-04,Talk\n")):
        Path(name).write_text(f"date,text\n{rows}")

    for words in ((f"{HOSTILE}.csv",), (f"{HOSTILE}.csv", "other.csv"), (f"{HOSTILE}.csv", "--dry-run")):
        done = there("import", *words)

        assert ".csv" in done.out
        assert_harmless(done.out + done.err)


@pytest.mark.parametrize("words", FAILING, ids=lambda words: words[0] if len(words[0]) < 12 else "other")
def test_no_error_prints_one_either(there: Program, words: tuple[str, ...]) -> None:
    there("log", "Tea.")
    Path(HOSTILE).mkdir()
    Path(HOSTILE, "x").touch()
    there("summary", "--output", f"{HOSTILE}.txt")
    done = there(*words, code=None)

    assert done.code in (1, 2)
    assert_harmless(done.out + done.err)
    *words_again, error, _ = done.err.splitlines()
    assert words_again in ([], ["Tea."])
    assert error.startswith("error: ")


def test_a_name_that_is_not_utf_8_is_told_as_one(there: Program) -> None:
    there("log", "Tea.")
    done = there("restore", "caf\udce9.db", code=1)

    assert "caf\ufffd.db" in done.err


# JSON


@pytest.mark.parametrize("words", [("list", "--json"), ("show", "--json"), ("export",), ("search", "Tea", "--json")])
def test_json_on_a_terminal_holds_them_as_escapes_and_means_the_same(rj: Program, monkeypatch, words) -> None:
    text = f"Tea {HOSTILE} \u061c\u2028."
    rj("log", "-", stdin=text)
    piped = rj(*words)
    with monkeypatch.context() as patched:
        patched.setattr(output, "is_terminal", lambda: True)
        done = rj(*words)

    assert CONTROLS.findall(done.out) == []
    assert "\\u202e" in done.out
    assert "\u202e" in piped.out  # a program reads it as it was typed
    assert documents(done.out) == documents(piped.out)


def documents(printed: str) -> list[object]:
    """The JSON documents of an output: one, or one a line."""
    return (
        [json.loads(printed)]
        if printed[0] in "[{" and printed[1] == "\n"
        else [json.loads(line) for line in printed.split("\n")[:-1]]
    )


@given(st.text())
def test_whatever_it_holds_escaped_json_means_the_same_and_controls_nothing(text: str) -> None:
    document = json.dumps([text], ensure_ascii=False)

    assert json.loads(escaped_json(document)) == [text]
    assert CONTROLS.findall(escaped_json(document)) == []


@given(st.text())
def test_whatever_it_is_called_a_path_is_one_line_and_controls_nothing(name: str) -> None:
    harmless = safe_path(name.encode("utf-8", "replace").decode())

    assert CONTROLS.findall(harmless) == []
    assert len(harmless.splitlines()) <= 1


def test_our_own_styles_reach_the_terminal_and_no_other_code_does() -> None:
    assert safe_line("\x1b[1mbold\x1b[22m \x1b[2mdim\x1b[22m") == "\x1b[1mbold\x1b[22m \x1b[2mdim\x1b[22m"
    assert safe_line("\x1b[2J\x1b]0;title\x07") == "\ufffd[2J\ufffd]0;title\ufffd"
