"""`rj doctor`: check the journal and its environment, with a fix for each problem."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from relational_journal.cli.options import Json, Yes
from relational_journal.text.safe import safe_path

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.store.checkup.journal_checks import Check


_INDENT = 25


def doctor(
    mend: Annotated[bool, typer.Option("--mend", help="Save what can be read of a damaged journal.")] = False,
    drafts: Annotated[bool, typer.Option("--drafts", help="Show the words kept when something failed.")] = False,
    forget: Annotated[str, typer.Option("--forget", metavar="NAME", help="Delete one of these drafts.")] = "",
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Check the journal, who can read it, copies, shell history, editor and folder, with a fix for each problem."""
    from textwrap import wrap as wrapped

    from relational_journal.cli.output import emit_json, out, width
    from relational_journal.text.safe import one_line

    if drafts or forget:
        return _drafts(forget, as_json=json)
    if mend:
        return _mend(yes=yes, as_json=json)
    found = _checks()
    if json:
        emit_json([{"check": each.check, "ok": each.ok, "what": each.what, "mend": each.fix or None} for each in found])
    else:
        for check in found:
            sign = {True: "ok  ", False: "look", None: "?   "}[check.ok]
            lines = wrapped(one_line(check.what), width=width() - _INDENT, break_long_words=False)
            out(f"{sign}  {check.check.ljust(17)}  " + f"\n{' ' * _INDENT}".join(lines))
            if check.fix:  # in one line, however long: most are there to be copied
                fix = one_line(check.fix)
                out(f"{' ' * (_INDENT if len(fix) + _INDENT <= width() else 4)}{fix}")
    if any(check.check == "integrity" and check.ok is False for check in found):
        raise typer.Exit(1)
    return None


def _checks() -> list[Check]:
    """Return every check; those of the journal's inside only if it can be opened."""
    from relational_journal.cli.this_run import journal_path, now
    from relational_journal.cli.unlock import KEEP_MINUTES, keep_minutes
    from relational_journal.errors import DamagedJournal, JournalError, NewerJournal, NotAJournal
    from relational_journal.store.checkup.environment_checks import surroundings
    from relational_journal.store.checkup.journal_checks import Check, file_checks, loose_files
    from relational_journal.store.checkup.key_checks import key_storage

    path = journal_path()
    if not path.exists():
        found = [Check("integrity", None, f"there is no journal at {path} yet", "rj log writes the first moment")]
        return [*found, *surroundings(path, os.environ, Path.home(), closed=False)]
    # Loose files are looked for first: opening the journal takes the rights of others away.
    found, closed, minutes, loose = [], True, KEEP_MINUTES, loose_files(path)
    try:
        with _open() as journal:
            closed, minutes = journal.is_encrypted, keep_minutes(journal)
            with suppress(JournalError, OSError):  # if nothing can be written, the drafts wait
                journal.drafts.take_in()
            found += journal.checks()
    except NewerJournal as error:
        found.append(Check("schema", False, error.sentence, error.next_step))
    except (DamagedJournal, NotAJournal) as error:
        found.append(Check("integrity", False, error.sentence, "rj doctor --mend saves what can be read"))
    except JournalError as error:
        found.append(Check("integrity", None, error.sentence, error.next_step))
    try:
        found += file_checks(path, now().date(), loose)
    except JournalError as error:
        found.append(Check("files", None, error.sentence, error.next_step))
    if closed:
        found.append(key_storage(path, minutes))
    return [*found, *surroundings(path, os.environ, Path.home(), closed=closed)]


def _open() -> Journal:
    from relational_journal.cli.context import open_journal

    return open_journal()


def _drafts(forget: str, *, as_json: bool) -> None:
    """Show the drafts there are, or delete one."""
    from relational_journal.cli.output import emit_json, hint, out
    from relational_journal.errors import NotFound
    from relational_journal.text.safe import safe

    with _open() as journal:
        journal.drafts.take_in()
        found = journal.drafts.all()
        if forget:
            if forget not in found:
                raise NotFound(f'no draft "{forget}"', f"There are {', '.join(found)}." if found else "There are none.")
            journal.drafts.remove(forget)
            found = {forget: found[forget]}
    if as_json:
        emit_json([{"name": name, "text": words} for name, words in found.items()])
    elif forget:
        out(f"{safe_path(forget)} is gone.")
    else:
        for name, words in found.items():
            out(f"{safe_path(name)}\n{safe(words)}\n")
        hint("rj log takes one up; rj doctor --forget NAME lets one go." if found else "No drafts are waiting.")


def _mend(*, yes: bool, as_json: bool) -> None:
    """Save what can be read of a damaged journal; a sound one is left alone."""
    from relational_journal import config
    from relational_journal.cli.entries.edit import confirm
    from relational_journal.cli.output import emit_json, hint, out
    from relational_journal.cli.this_run import journal_path
    from relational_journal.cli.unlock import key_for
    from relational_journal.errors import DamagedJournal, JournalError, NotAJournal
    from relational_journal.store.engine.database import is_encrypted
    from relational_journal.store.engine.private_files import describe_other_names
    from relational_journal.store.files.salvage import salvage

    path = journal_path()
    if not path.exists():
        raise JournalError(f"there is no journal at {path}", "rj restore FILE takes a copy.")
    try:
        with _open() as journal:
            if not any(check.ok is False for check in journal.checks() if check.check in ("integrity", "schema")):
                raise JournalError("the journal is not damaged; there is nothing to mend", "rj doctor checks the rest.")
    except (DamagedJournal, NotAJournal):
        pass
    key = key_for(path) if is_encrypted(path) else None
    if other_names := describe_other_names(path):
        hint(f"{other_names}. That stays as it is.")
    if not yes:
        confirm("Make a new journal of what can be read; the damaged file is kept", "rj doctor --mend --yes")
    done = salvage(path, key, now=config.now)
    if as_json:
        return emit_json(
            {
                "did": "mend",
                "entries": done.entries,
                "from_copy": done.from_copy,
                "lost": done.lost,
                "kept": str(done.kept),
            }
        )
    out(f"Saved {done.entries} entries, {done.from_copy} of them from the newest copy.")
    if done.lost:
        out(f"{done.lost} could not be read in the journal itself.")
    hint(f"The damaged file is kept in {safe_path(done.kept)}")
    return None
