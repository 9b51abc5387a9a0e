"""The lines typed every day: read without the command-line library, and exactly as it reads them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from relational_journal.cli import this_run
from relational_journal.cli.command_line import app
from relational_journal.cli.commands import build
from relational_journal.cli.entries import log_moment
from relational_journal.cli.everyday import command_of
from relational_journal.cli.insights import home

WORDS = st.one_of(
    st.sampled_from(
        (
            *("log", "rj", "Ada", "rang.", "@Noor", "+fine", "-", "--", "-x", "", "="),
            *("-e", "--json", "--private", "--story-only", "--break", "--jso", "--json=x", "-ex"),
            *(
                "--tone",
                "--tone=",
                "--tone=mixed",
                "--with",
                "--with=Noor",
                "--when",
                "--when=-3",
                "--tag=a=b",
                "--kind",
            ),
        )
    ),
    st.text(max_size=6),
)
BEFORE = st.sampled_from(([], ["--journal", "a.db"], ["-j", "work"], ["--journal", ""], ["-j", "-"], ["--journal=a"]))
LINES: st.SearchStrategy[list[str]] = st.builds(
    lambda before, command, words: [*before, *command, *words],
    BEFORE,
    st.sampled_from(([], ["log"])),
    st.lists(WORDS, max_size=5),
)


@given(LINES)
def test_the_library_would_have_read_each_line_just_so(line: list[str]) -> None:
    command = command_of(line)
    if command is not None:
        assert done_by(command) == done_by(lambda: read_by_library(line))


@pytest.mark.parametrize(
    ("line", "done"),
    [
        ([], [("path", None, None), ("home", False)]),
        (["log"], [("path", None, None), ("log", ())]),
        (["log", "Ada rang.", "@Ada", "+fine"], [("path", None, None), ("log", ("Ada rang.", "@Ada", "+fine"))]),
        (["log", "-"], [("path", None, None), ("log", ("-",))]),
        (["log", ""], [("path", None, None), ("log", ("",))]),
        (["--journal", "a.db", "log", "I rang."], [("path", "a.db", None), ("log", ("I rang.",))]),
        (["-j", "work"], [("path", None, "work"), ("home", False)]),
        (["log", "--json", "I rang."], [("path", None, None), ("log", ("I rang.",), ("json", True))]),
        (["log", "I rang.", "-e"], [("path", None, None), ("log", ("I rang.",), ("editor", True))]),
        (["log", "--", "-5 degrees.", "--json"], [("path", None, None), ("log", ("-5 degrees.", "--json"))]),
        (
            ["log", "--with", "Ada", "We", "--when=2 Nov", "talked.", "--with=Noor", "--when", "today", "--unsafe"],
            [
                ("path", None, None),
                ("log", ("We", "talked."), ("unsafe", True), ("when", "today"), ("with_", ["Ada", "Noor"])),
            ],
        ),
    ],
)
def test_an_everyday_line_is_done_without_the_library(line: list[str], done: list[Any]) -> None:
    command = command_of(line)

    assert command is not None
    assert done_by(command) == done


@pytest.mark.parametrize(
    "line",
    [
        *(["log", "-5 degrees."], ["log", "I rang.", "--with"], ["log", "--with", "--private", "I rang."]),
        *(
            ["log", "--tone", "-", "I rang."],
            ["log", "--tone=", "I rang."],
            ["log", "--nope", "I rang."],
            ["log", "--jso", "I rang."],
            ["log", "-h"],
        ),
        *(
            ["--version"],
            ["-h"],
            ["list"],
            ["198"],
            ["--json"],
            ["--journal"],
            ["-j"],
            ["--journal", "", "log", "I rang."],
        ),
        *(
            ["--journal", "a", "-j", "b", "log", "I rang."],
            ["--journal=a", "log", "I rang."],
            ["--journal", "-x", "log"],
        ),
    ],
)
def test_a_line_that_may_be_wrong_is_left_to_the_library(line: list[str]) -> None:
    assert command_of(line) is None


def test_every_option_of_rj_log_is_read_as_the_library_reads_it() -> None:
    options = [option for option in build("log").params if option.param_type_name == "option" and option.name != "help"]

    assert len(options) > 10
    for option in options:
        for name in option.opts:
            value = [] if option.is_flag else ["ordinary"]
            line = ["log", "I rang.", name, *value]
            command = command_of(line)
            assert command is not None, name
            assert done_by(command) == done_by(lambda line=line: read_by_library(line))  # type: ignore[misc]


def read_by_library(line: Sequence[str]) -> None:
    typer.main.get_command(app).main([*line], prog_name="rj", standalone_mode=False)


def done_by(command: Callable[[], object]) -> list[Any]:
    """What a line does: which journal it chooses, then what it logs, with the options that say something."""
    done: list[Any] = []

    def log(text: Sequence[str], **options: Any) -> None:
        done.append(("log", tuple(text), *((name, value) for name, value in sorted(options.items()) if value)))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(this_run, "choose_path", lambda path, name=None: done.append(("path", path, name)))
        patch.setattr(log_moment, "log_moment", log)
        patch.setattr(home, "show_home", lambda *, as_json: done.append(("home", as_json)))
        command()
    return done
