"""The program's entry point, as `rj` and as `python -m relational_journal`."""

from __future__ import annotations

import gc
import os
import sys

from relational_journal import interrupts

interrupts.end_at_once()  # before anything else, because Ctrl-C may come during each import

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def main() -> NoReturn:
    """Run the program and exit with its code."""
    try:
        _run()
    finally:
        # Python looks for circles in all that is left before it ends, though the system takes it back anyway: a fifth
        # of the time of a short command. What is frozen it passes over.
        gc.freeze()


def _run() -> NoReturn:
    _trust_no_current_folder()
    from relational_journal.process_guard import write_no_core

    write_no_core()
    if sys.argv[1:2] == ["__complete"]:  # completion at the Tab key: no command-line library, no message, no question
        from relational_journal.cli.completion.answer import answer

        answer(sys.argv[2:])
        sys.exit(0)
    from relational_journal.cli.app import main as run_program

    run_program()


def _trust_no_current_folder() -> None:
    """Remove the current folder from the import path.

    `python -m` puts it first, and any file there could shadow a module.
    """
    try:
        here = os.path.realpath(os.curdir)
    except OSError:  # the folder was deleted
        return
    own = os.path.realpath(f"{__file__}/../..")
    if sys.path and os.path.realpath(sys.path[0]) == here != own:
        del sys.path[0]


if __name__ == "__main__":
    main()
