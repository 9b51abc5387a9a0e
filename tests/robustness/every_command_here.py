"""Run every command in the current folder, as `rj` does from a script elsewhere; print those that ended otherwise."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    sys.path.append(str(ROOT))
    from tests.support.every_command import RUNS, run
    from tests.support.program import Program

    rj = Program(Path(os.environ["RJ_JOURNAL"]))
    for row in [*RUNS, run("passphrase"), run("list"), run("passphrase", "--remove", "--yes"), run("lock")]:
        done = rj(*row.words, stdin=row.stdin, code=None)
        if done.code != row.code:
            print(row.words, done.code, done.err)
        os.environ["RJ_PASSPHRASE"] = os.environ["RJ_NEW_PASSPHRASE"]


if __name__ == "__main__":
    main()
