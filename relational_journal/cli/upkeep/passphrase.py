"""`rj passphrase` and `rj lock`: encrypt the journal, and forget its cached key at once."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from relational_journal.cli.options import Json, Yes

CLEAR = "\x1b[H\x1b[2J\x1b[3J"  # cursor to the top, clear the screen, clear the scrollback


def lock(json: Json = False) -> None:
    """Forget the key at once; on a terminal also clear the screen and the lines scrolled away."""
    from relational_journal.cli.output import emit_json, hint, is_terminal, out
    from relational_journal.cli.this_run import journal_path
    from relational_journal.errors import JournalError
    from relational_journal.store.engine.database import is_encrypted
    from relational_journal.store.engine.file_lock import lock_everywhere
    from relational_journal.store.keys.key_cache import forget

    path = journal_path()
    was_kept = forget(path)
    lock_everywhere(path)
    if json:
        return emit_json({"did": "lock", "forgotten": was_kept})
    if is_terminal() and os.environ.get("TERM") != "dumb":
        sys.stdout.write(CLEAR)
        sys.stdout.flush()
    try:
        closed = is_encrypted(path)
    except JournalError:
        closed = True
    if not closed:
        out("No key was kept: this journal has no passphrase.")
        hint("rj passphrase sets one.")
    else:
        out("Locked." if was_kept else "Locked; no key was kept.")
    return None


def passphrase(
    remove: Annotated[
        bool, typer.Option("--remove", help="Remove the passphrase: anyone using this login can then read the journal.")
    ] = False,
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Set the passphrase, change it, or take it away. Without a terminal: RJ_PASSPHRASE and RJ_NEW_PASSPHRASE."""
    from relational_journal import config
    from relational_journal.cli.entries.edit import confirm
    from relational_journal.cli.output import emit_json, hint, out
    from relational_journal.cli.this_run import journal_path
    from relational_journal.cli.unlock import keep_minutes
    from relational_journal.errors import JournalError
    from relational_journal.journal.journal import Journal
    from relational_journal.process_guard import guard_memory
    from relational_journal.store.engine.database import is_encrypted
    from relational_journal.store.engine.private_files import describe_other_names
    from relational_journal.store.files.passphrase import change
    from relational_journal.store.keys import key_cache

    path = journal_path()
    closed = is_encrypted(path)
    if closed is None:
        raise JournalError("there is no journal yet", "rj init makes one, and asks for a passphrase.")
    if remove and not closed:
        raise JournalError("this journal has no passphrase", "rj passphrase sets one.")
    other_names = describe_other_names(path)
    if other_names and not yes:
        raise JournalError(
            other_names, "What is replaced keeps its content under them. Take them away first, or go on with --yes."
        )
    guard_memory()
    old = _present_one(path) if closed else None
    new = None if remove else _new_one(closed=closed)
    if remove and not yes:
        confirm(
            "Take the passphrase away? Anyone who has this login, the disk or a copy can read the journal then",
            "rj passphrase --remove --yes",
        )
    changed = change(path, old, new, now=config.now)
    key_cache.forget(path)  # the cached key opens only what was there before
    if changed.key is not None:
        with Journal.open(path, key=changed.key, now=config.now) as journal:
            key_cache.cache_key(path, changed.key, keep_minutes(journal), new)
    if json:
        return emit_json(
            {"did": "passphrase", "passphrase": new is not None, "copies": changed.copies, "notes": list(changed.lines)}
        )
    out(
        "The passphrase is gone: the journal is open."
        if remove
        else f"The passphrase is {'changed' if old else 'set'}."
    )
    if changed.copies:
        copies = "copy" if changed.copies == 1 else "copies"
        out(f"{changed.copies} {copies} in the folder backups followed.")
    for line in changed.lines:
        hint(line)
    if other_names:
        hint(f"{other_names}. That is as it was.")
    hint("Copies made elsewhere are as they were. rj undo cannot take this back.")
    return None


def _present_one(path: Path) -> str:
    """Return the current passphrase: RJ_PASSPHRASE, or asked up to three times. The cached key is not enough here."""
    from relational_journal.cli.output import can_ask
    from relational_journal.cli.unlock import passphrase_given, present_passphrase
    from relational_journal.errors import WrongPassphrase
    from relational_journal.journal.journal import Journal

    def opens(typed: str) -> str:
        Journal.open(path, typed).close()
        return typed

    given = passphrase_given()
    if given:
        return opens(given)
    if not can_ask():
        raise WrongPassphrase(
            "the present passphrase is needed and there is no terminal to ask on", "Put it into RJ_PASSPHRASE."
        )
    return present_passphrase("The passphrase now: ", opens)


def _new_one(*, closed: bool) -> str:
    from relational_journal.cli.output import can_ask, hint
    from relational_journal.cli.unlock import OFFER, new_passphrase, passphrase_given, reflowed
    from relational_journal.errors import NeedsTerminal
    from relational_journal.store.keys import passphrase_text

    given = passphrase_given("RJ_NEW_PASSPHRASE")
    if given:
        return passphrase_text.new_passphrase(given)
    if not can_ask():
        raise NeedsTerminal(
            "there is no terminal to ask for a new passphrase on", "Put it into RJ_NEW_PASSPHRASE for this once."
        )
    if not closed:
        hint(reflowed(OFFER))
    return new_passphrase("The new passphrase: ", True) or ""
