"""rj(1): made from the help, current, and without a complaint of the program that draws it."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from relational_journal.cli.commands import COMMANDS
from relational_journal.cli.learn.man_page import PAGE


def test_every_command_stands_on_it_with_what_it_takes() -> None:
    page = PAGE.read_text(encoding="utf-8").replace("\\-", "-")

    for name in (name for section in COMMANDS.values() for name in section):
        assert f".SS rj {name}" in page
    assert "\\fB--when\\fR" in page
    assert "RJ_JOURNAL" in page


def test_it_is_drawn_without_a_warning() -> None:
    groff = shutil.which("groff")
    if groff is None:
        pytest.skip("no man here")
    drawn = subprocess.run(
        [groff, "-man", "-Tutf8", "-ww", "-Kutf8", str(PAGE)], capture_output=True, text=True, check=True
    )

    plain = re.sub("\x1b\\[[0-9;]*m|.\b", "", drawn.stdout)  # struck over, or styled

    assert drawn.stderr == ""
    assert "rj log [TEXT]..." in plain
