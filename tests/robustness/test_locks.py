"""No command opens the journal's file beside the engine: closing it again would drop the process's locks on it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="locks of POSIX")
ROOT = Path(__file__).parents[2]
WATCHED = """
import os, sys
from pathlib import Path
from tests.support.program import Program
from tests.support.every_command import RUNS, run
from relational_journal.store.engine import open_files

def watch(event, given):
    # The engine's own openings are no events of Python.
    if event == "open" and open_files.open_here:
        try:
            status = os.stat(given[0])
        except (OSError, TypeError, ValueError):
            return
        if (status.st_dev, status.st_ino) in open_files.open_here:
            opened.append(given[0])

opened = []
sys.addaudithook(watch)
rj = Program(Path(os.environ["RJ_JOURNAL"]))
itself = [run(*words, str(rj.journal)) for words in (["import"], ["restore", "--yes"], ["backup"])]
closed = [run("passphrase"), *RUNS[:8], run("doctor"), *itself, run("passphrase", "--remove", "--yes")]
for row in [*RUNS, *itself, *closed]:
    rj(*row.words, stdin=row.stdin, code=None)
    if opened:
        print(row.words, opened)
        opened.clear()
    os.environ["RJ_PASSPHRASE"] = "secret"
rj("lock")
from relational_journal import Journal
with Journal.open(rj.journal):
    os.close(os.open(rj.journal, os.O_RDONLY))
print("seen" if opened else "blind")
"""


def test_no_command_opens_the_journal_beside_the_engine(rj, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WATCHED],
        env=os.environ | {"PYTHONPATH": str(ROOT), "RJ_NEW_PASSPHRASE": "secret"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == "seen\n"
