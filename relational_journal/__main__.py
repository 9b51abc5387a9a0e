"""The program's entry point, as `rj` and as `python -m relational_journal`."""

from __future__ import annotations

import os
import sys

from relational_journal import interrupts

interrupts.end_at_once()  # before anything else is imported: each import is time in which Ctrl-C may come

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def main() -> NoReturn:
    """Run the program and leave with its exit code."""
    _trust_no_current_folder()
    from relational_journal.process_guard import write_no_core

    write_no_core()
    if sys.argv[1:2] == ["__complete"]:  # what Tab asks: no command-line library, no message, no question
        from relational_journal.cli.completion.answer import answer

        answer(sys.argv[2:])
        sys.exit(0)
    from relational_journal.cli.app import main as run_program

    run_program()


def _trust_no_current_folder() -> None:
    """Import nothing from the current folder, which `python -m` puts first: any file there may have a module's name."""
    try:
        here = os.path.realpath(os.curdir)
    except OSError:  # the folder is gone
        return
    own = os.path.realpath(f"{__file__}/../..")
    if sys.path and os.path.realpath(sys.path[0]) == here != own:
        del sys.path[0]


if __name__ == "__main__":
    main()
