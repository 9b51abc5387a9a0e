"""Opening the journal for a command: the passphrase from the environment or asked without echo."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from relational_journal import config
from relational_journal.errors import WrongPassphrase

if TYPE_CHECKING:
    from relational_journal.journal import Journal


def opened(path: Path, *, create: bool) -> Journal:
    """The journal at `path`, with RJ_PASSPHRASE or, on a terminal, a passphrase asked up to three times.

    Raises:
        WrongPassphrase: none given where one is needed and nobody can be asked, or three wrong ones.
        StoreError: whatever else keeps the file from opening.
    """
    from relational_journal.cli.output import can_ask
    from relational_journal.journal import Journal

    given = os.environ.get("RJ_PASSPHRASE") or None
    try:
        return Journal.open(path, given, now=config.now, create=create)
    except WrongPassphrase:
        if given or not can_ask():
            raise
    from getpass import getpass

    from relational_journal.cli.output import hint

    for left in (2, 1, 0):
        try:
            return Journal.open(path, getpass("Passphrase: "), now=config.now, create=create)
        except WrongPassphrase:
            if not left:
                raise
            hint(f"That is not it. {'Two more tries' if left == 2 else 'One more try'}.")
    raise AssertionError("unreachable")
