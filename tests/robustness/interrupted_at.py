"""Run `rj` and send it a signal at its N-th import: `python interrupted_at.py SIGNAL N WORDS…`; N 0 counts them."""

from __future__ import annotations

import os
import signal
import sys


def main() -> None:
    name, at, *words = sys.argv[1:]
    seen = 0

    def noticed(event: str, _: object) -> None:
        nonlocal seen
        if event == "import":
            seen += 1
            if seen == int(at):
                os.kill(os.getpid(), getattr(signal, name))

    from relational_journal.__main__ import main as run

    sys.argv = ["rj", *words]
    sys.addaudithook(noticed)
    try:
        run()
    finally:
        if not int(at):
            sys.__stdout__.write(f"\n{seen}")


if __name__ == "__main__":
    main()
