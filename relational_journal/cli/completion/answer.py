"""`rj __complete SHELL …`: the command a shell runs when Tab is pressed, answered in the form that shell reads."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from relational_journal.cli.completion.line import Place, place_of
from relational_journal.cli.completion.offers import offers_at
from relational_journal.cli.completion.shells import FORMATS, open_quote, to_bash, words_of_line

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal

_LONGEST_SECONDS = 1.0  # who waits longer for a Tab has typed the word


def answer(arguments: Sequence[str]) -> None:
    """Print what can stand at the cursor; nothing at all if anything is wrong.

    Args:
        arguments: the shell; for bash the line, the place of the cursor in it, the word as bash cuts it and the way
            Tab was meant; for the others the words up to the cursor, the program's name first.
    """
    _give_up_after(_LONGEST_SECONDS)
    # A message between the shell's prompt and what is being typed would spoil the line.
    with suppress(Exception), Path(os.devnull).open("w", encoding="utf-8") as nothing:
        sys.stderr = nothing
        shell, *words = arguments
        line = cut = way = ""
        if shell == "bash":
            line, cursor, cut, way = words
            line = line[: int(cursor)]
            words = words_of_line(line)
        *_, current = words
        place = place_of(words[1:] or [""])
        found = offers_at(place, current if len(words) > 1 else "", lambda: _journal(place))
        found = found._replace(words=tuple(dict.fromkeys(found.words)))
        if shell == "bash":
            sys.stdout.write(to_bash(found, current, cut, way, open_quote(line)))
        else:
            sys.stdout.write(FORMATS[shell](found))
        sys.stdout.flush()
    # While Python shuts down the alarm would end it with a message of the shell.
    _give_up_after(0)


def _journal(place: Place) -> Journal | None:
    """Return the journal, opened read-only, or None if that would need a passphrase or change the file."""
    from relational_journal import config
    from relational_journal.errors import JournalError
    from relational_journal.journal.peek import peek

    option, value = place.journal
    # If config.toml does not say which journal, what every journal has can be offered still.
    with suppress(JournalError):
        return peek(config.named_journal(value) if option == "-j" else config.journal_path(value or None))
    return None


def _give_up_after(seconds: float) -> None:
    """End in silence if it takes longer: another rj may hold the journal. 0 takes that back."""
    import signal

    timer: Any = getattr(signal, "setitimer", None)
    if timer:
        signal.signal(signal.SIGALRM, lambda *_: os._exit(0))
        timer(signal.ITIMER_REAL, seconds)
