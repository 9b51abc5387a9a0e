"""Calls on the journal's files that fail, a few of each; `python -m tests.robustness.io_errors` walks them all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from tests.robustness import io_errors

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="calls are let fail by a library loaded first, as on Linux"),
    pytest.mark.skipif(shutil.which("cc") is None, reason="that library wants a C compiler"),
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = io_errors.library(tmp_path_factory.mktemp("library"))
    assert made is not None
    return made


@pytest.mark.parametrize("name", io_errors.WORKS)
def test_whichever_call_fails_nothing_is_lost_or_half_and_one_message_says_so(name: str, library: Path) -> None:
    first = 1 + zlib.crc32(name.encode()) % 61
    walk = [sys.executable, "-m", "tests.robustness.io_errors", "--work", name, "--step", "61", "--first", str(first)]
    done = subprocess.run(
        [*walk, "--others", "1"],
        env=os.environ | {"LD_PRELOAD": str(library)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "nothing lost, nothing half" in done.stdout
    assert " 0 in all" not in done.stdout
