"""`rj backup` and `rj restore`: copy the journal, and replace the journal by a copy."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from relational_journal.cli.options import Json, Yes
from relational_journal.text.safe import safe_path

if TYPE_CHECKING:
    from relational_journal.store.files.restore import Contents


def backup(
    file: Annotated[
        str, typer.Argument(metavar="[FILE]", help="A new file; else one in backups next to the journal.")
    ] = "",
    json: Json = False,
) -> None:
    """Copy the journal, verified by reading it back; others may write meanwhile. It is encrypted like the journal."""
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.output import emit_json, hint, out_wrapped
    from relational_journal.cli.this_run import journal_path
    from relational_journal.errors import JournalError

    path = journal_path()
    # An empty file is a journal in which nothing was ever stored.
    if not path.exists() or (path.is_file() and not path.stat().st_size):
        raise JournalError("there is no journal yet, so nothing to copy", "rj log writes the first moment.")
    with open_journal() as journal:
        made = journal.backup(Path(file).expanduser() if file else None)
        closed = journal.is_encrypted
    if json:
        return emit_json({"file": str(made.file), "bytes": made.bytes, "entries": made.entries, "verified": True})
    out_wrapped(f"Copied and read back: {_entries(made.entries)} in {safe_path(made.file)}")
    hint(
        "The copy has the journal's passphrase."
        if closed
        else "The copy is as open as the journal: anyone who has the file can read it."
    )
    if not file:
        hint("A copy on this disk goes with this disk; rj backup FILE writes one elsewhere.")
    return None


def restore(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A copy made by rj backup.")],
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Put a copy in the journal's place. It shows what it will replace, asks, and keeps what was there."""
    from relational_journal import config
    from relational_journal.cli.entries.edit import confirm
    from relational_journal.cli.output import emit_json, hint, out, out_wrapped
    from relational_journal.cli.this_run import journal_path
    from relational_journal.errors import JournalError
    from relational_journal.store.engine.database import is_encrypted
    from relational_journal.store.engine.private_files import describe_other_names
    from relational_journal.store.files.restore import contents
    from relational_journal.store.files.restore import restore as put_back
    from relational_journal.store.keys import key_cache as key

    path, copy = journal_path(), Path(file).expanduser().absolute()
    if not copy.is_file():
        raise JournalError(f"there is no file {copy}", _those_there(path))
    present_key, present = _present(path)
    copy_key = _key_of_copy(copy, present_key)
    # Checked before anything is asked: a damaged copy must not take the place of the journal.
    coming = contents(copy, copy_key, checked=True)
    other_names = describe_other_names(path)
    if not json:
        for line in _what_will_change(copy, coming, present):
            hint(line)
    if other_names:
        hint(f"{other_names}. That stays as it is.")
    if not yes:
        confirm(f"Put it in the place of {path}", "rj restore FILE --yes")
    done = put_back(path, copy, key=present_key, file_key=copy_key, now=config.now)
    if present_key is None or not done.is_closed:
        # What is kept of a key belongs to the file that was there before.
        key.forget(path)
    if json:
        return emit_json(
            {
                "did": "restore",
                "file": str(copy),
                "entries": done.entries,
                "kept": str(done.kept) if done.kept else None,
            }
        )
    out(f"Restored: {_entries(done.entries)}.")
    if done.kept:
        out_wrapped(f"What was there is kept in {safe_path(done.kept)}")
    if done.is_closed and present_key is None:
        hint("The journal has the passphrase of the copy now.")
    elif done.is_closed and not is_encrypted(copy):
        hint(f"The journal keeps its passphrase; {safe_path(copy)} itself lies open.")
    hint("rj undo cannot take this back; rj restore with the file above can.")
    return None


def _present(path: Path) -> tuple[bytes | None, Contents | None]:
    """Return the key and contents of the current journal; (None, None) if there is none or it is damaged."""
    from relational_journal.cli.unlock import key_for
    from relational_journal.errors import DamagedJournal, NotAJournal
    from relational_journal.store.engine.database import is_encrypted
    from relational_journal.store.files.restore import contents

    try:
        closed = is_encrypted(path)
        if closed is None:
            return None, None
        key = key_for(path) if closed else None
        return key, contents(path, key)
    # A journal that cannot be read is what a copy is put back for.
    except (DamagedJournal, NotAJournal):
        return None, None


def _key_of_copy(copy: Path, present: bytes | None) -> bytes | None:
    """Return the key of a copy: the journal's if it fits, RJ_PASSPHRASE, or a passphrase asked up to three times."""
    from relational_journal.cli.unlock import key_for
    from relational_journal.errors import WrongPassphrase
    from relational_journal.store.engine.database import is_encrypted
    from relational_journal.store.files.restore import try_key

    if not is_encrypted(copy):
        return None
    # Most copies have the passphrase of the journal, which has been given already.
    if present is not None:
        try:
            try_key(copy, present)
        except WrongPassphrase:
            pass
        else:
            return present
    return key_for(copy, question="The passphrase of the copy: ")


def _what_will_change(copy: Path, coming: Contents, present: Contents | None) -> list[str]:
    lines = [f"The copy {safe_path(copy)} holds {_format_contents(coming)}."]
    if present is None:
        return [*lines, "There is no journal that could be read in its place."]
    lines.append(f"The journal holds {_format_contents(present)}.")
    going = len(present.uids - coming.uids)
    if going:
        lines.append(f"{_entries(going)} of the journal {'is' if going == 1 else 'are'} not in the copy.")
    return [*lines, "The journal as it is now is kept in the folder backups."]


def _format_contents(contents: Contents) -> str:
    newest = f", the newest of {contents.newest}" if contents.newest else ""
    return f"{_entries(len(contents.uids))}{newest}"


def _entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"


def _those_there(path: Path) -> str:
    """Return the hint about the copies next to the journal."""
    from relational_journal.store.engine.backup_names import copies_of

    there = copies_of(path)
    return (
        f"The newest copy is {there[-1]}" if there else f"There are no copies in {path.parent}{os.sep}backups either."
    )
