"""A test that is skipped says why by a reason that is listed, or the run fails."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.skips import is_allowed

ROOT = Path(__file__).resolve().parent.parent


def run_of(folder: Path, reason: str) -> subprocess.CompletedProcess[str]:
    """A run of pytest with our conftest over one test that is skipped for this reason."""
    (folder / "conftest.py").write_text(
        "from tests.conftest import pytest_sessionfinish, pytest_terminal_summary\n__all__ = []\n"
    )
    (folder / "test_one.py").write_text(f"import pytest\ndef test_one(): pytest.skip({reason!r})\n")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder)],
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_skip_for_a_reason_that_is_not_listed_fails_the_run(tmp_path: Path) -> None:
    done = run_of(tmp_path, "it fails on Tuesdays")

    assert done.returncode == pytest.ExitCode.TESTS_FAILED
    assert "SKIPPED FOR NO LISTED REASON" in done.stdout
    assert "it fails on Tuesdays" in done.stdout


def test_a_skip_for_a_listed_reason_is_named_and_passes(tmp_path: Path) -> None:
    done = run_of(tmp_path, "no vim here")

    assert done.returncode == pytest.ExitCode.OK
    assert "skipped: " in done.stdout
    assert ": no vim here" in done.stdout
    assert "FOR NO LISTED REASON" not in done.stdout


def test_a_part_of_a_listed_reason_is_no_listed_reason() -> None:
    assert is_allowed("Skipped: no cc here") is False
    assert is_allowed("Skipped: locks of POSIX") is True
