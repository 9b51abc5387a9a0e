"""What killed runs left half-written is gone after the next run that writes there; what is at work stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills and forks of POSIX")
# Killed at the moment a file is forced to the disk, before it takes its name.
KILLED = (
    "import os, signal, sys\n"
    "os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)\n"
    "from relational_journal.cli.app import run; run(sys.argv[1:])"
)


def killed(*words: str) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, *words], capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr


def hidden(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))


def test_a_page_half_written_by_a_killed_run_is_removed_by_the_next(rj, tmp_path: Path) -> None:
    rj("log", "Tea. @Sam +c")
    folder = tmp_path / "pages"
    folder.mkdir()
    killed("summary", "--output", str(folder / "page.html"), "--yes")
    assert len(hidden(folder)) == 1
    others = [folder / f".rj-{os.getpid()}-abcdefgh", folder / ".rj-notes", folder / ".rj-12-notes.txt"]
    for path in others:
        path.write_text("at work, or not ours")
    rj("summary", "--output", str(folder / "page.html"), "--yes")

    assert hidden(folder) == sorted(path.name for path in others)


def test_a_leftover_of_an_earlier_version_is_removed_once_it_is_an_hour_old(rj, tmp_path: Path) -> None:
    rj("log", "Tea. @Sam +c")
    old, new = tmp_path / ".rj-ab12cd_f", tmp_path / ".rj-zz12cd_f"
    for path in (old, new):
        path.write_text("half a page")
    os.utime(old, (1, 1))
    rj("summary", "--output", str(tmp_path / "page.html"), "--yes")

    assert (old.exists(), new.exists()) == (False, True)


@pytest.mark.parametrize("elsewhere", [False, True], ids=["our folder", "elsewhere"])
def test_a_copy_half_written_by_a_killed_run_is_removed_by_the_next(rj, tmp_path: Path, elsewhere: bool) -> None:
    rj("log", "Tea.")
    words = ("backup", str(tmp_path / "copy.db")) if elsewhere else ("backup",)
    folder = tmp_path if elsewhere else rj.journal.parent / "backups"
    killed(*words)
    (part,) = [path for path in folder.iterdir() if path.name.endswith(".part")]
    Path(f"{part}-journal").write_bytes(b"of the engine")
    at_work = part.with_name(part.name.replace(f".{part.name.split('.')[-2]}.", f".{os.getppid()}."))
    at_work.write_bytes(b"at work")
    rj(*words)

    assert [path.name for path in folder.iterdir() if ".part" in path.name] == [at_work.name]
