"""Find damage and loose ends in the journal and the files next to it; nothing is changed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.errors import DamagedJournal, JournalError
from relational_journal.store.drafts import draft_files, draft_rows
from relational_journal.store.engine import backup_names
from relational_journal.store.engine.bounded import bounded
from relational_journal.store.engine.columns import VERSION
from relational_journal.store.engine.database import is_encrypted, unfinished
from relational_journal.store.engine.file_lock import why_not_lockable
from relational_journal.store.engine.private_files import describe_other_names, is_regular
from relational_journal.store.schema.integrity import damage, foreign_schema

if TYPE_CHECKING:
    from relational_journal.store.engine.database import Database

BACKUP_DAYS = 30


class Check(NamedTuple):
    """One check: its name, whether it is fine (None: not known), what was found, and how to fix it in one line."""

    check: str
    ok: bool | None
    what: str
    fix: str = ""


def inside_checks(database: Database) -> Iterator[Check]:
    """Yield the checks that need the journal open."""
    fix = "rj doctor --mend saves what can be read; rj restore takes a copy"
    try:
        with bounded(database, database.path.stat().st_size):
            found = damage(database)
            number = database.fetch_one("SELECT count(*) FROM entries WHERE deleted_at IS NULL")[0]
    except DamagedJournal as error:
        yield Check("integrity", False, error.sentence, fix)
        yield _schema(database)
        return
    entries = "1 entry" if number == 1 else f"{number} entries"
    what = f"it is damaged: {found[0]}" if found else f"every page reads as it should; {entries}"
    yield Check("integrity", not found, what, fix if found else "")
    yield _schema(database)
    held = len(draft_rows.named(database)) + len(draft_files.list_drafts(database.path))
    yield Check(
        "drafts",
        not held,
        "none are waiting" if not held else f"{held} saved when something failed",
        "rj doctor --drafts shows them" if held else "",
    )


def _schema(database: Database) -> Check:
    version = database.fetch_one("PRAGMA user_version")[0]
    foreign = foreign_schema(database)
    if foreign:
        fix = "rj doctor --mend rebuilds it with the schema of its version and nothing else"
        return Check("schema", False, f"the journal {foreign[0]}", fix)
    return Check(
        "schema", version == VERSION, f"version {version} of {VERSION}", "" if version == VERSION else "rj list"
    )


def file_checks(path: Path, today: date, loose: Sequence[Path] = ()) -> Iterator[Check]:
    """Yield the checks of the files, made without opening the journal.

    Args:
        path: the journal.
        today: the day from which the age of copies is counted.
        loose: from `loose_files`, called before anything was opened: opening the journal makes it private.
    """
    yield _modes(path, loose)
    yield _writing(path)
    if other_names := describe_other_names(path):
        fix = "keep one name: two rj that open it by two names do not see each other"
        yield Check("names", False, other_names, fix)
    closed = is_encrypted(path)
    why = why_not_lockable(path)
    yield Check(
        "lock",
        why is None,
        why or "no rj replaces the journal while another has it open",
        f"see that {path.name}.lock is a file of yours, or remove it if no rj is running" if why else "",
    )
    yield Check(
        "passphrase",
        closed,
        "the journal has one" if closed else "not encrypted: anyone using this login, the disk or a copy can read it",
        "" if closed else "rj passphrase sets one",
    )
    if closed:
        yield _copies_closed(path)
    yield _age(path, today)
    if unfinished(path).exists():
        yield Check(
            "passphrase-change",
            False,
            "a change of passphrase was interrupted",
            "the next rj that opens the journal finishes it",
        )


def loose_files(path: Path) -> tuple[Path, ...]:
    """Return the files of the journal and next to it that other users can read or write."""
    if os.name != "posix":
        return ()
    # Only files with names of ours: a folder may hold others whose modes are the person's business.
    ours = [
        file
        for ending in (backup_names.PART, backup_names.TWIN, backup_names.BYTES)
        for file in backup_names.leftovers_of(path, ending)
    ]
    files = [
        path,
        *path.parent.glob(f"{path.name}*"),
        *backup_names.copies_of(path),
        *ours,
        *draft_files.list_drafts(path),
    ]
    return tuple(file for file in dict.fromkeys(files) if is_regular(file) and _mode(file) & 0o077)


def _mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def _writing(path: Path) -> Check:
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return Check("writing", True, "the journal and its folder can be written")
    fix = f"let {path.parent} be written, or restore a copy elsewhere: rj --journal PLACE restore FILE"
    return Check("writing", False, "the journal or its folder is write-protected: it can only be read", fix)


def _modes(path: Path, loose_before: Sequence[Path]) -> Check:
    if os.name != "posix":
        return Check("modes", None, "who may read the file is not checked on this system")
    loose = loose_files(path)
    if loose:
        return Check("modes", False, f"others may read {loose[0]}", f"chmod 600 '{loose[0]}'")
    folders = [path.parent, backup_names.folder_of(path), draft_files.folder_of(path)]
    # Other users who can read a folder, such as the home folder, see file names and no texts.
    open_folders = [folder for folder in folders if folder.is_dir() and _mode(folder) & 0o022]
    if open_folders:
        return Check("modes", False, f"others may write in {open_folders[0]}", f"chmod 700 '{open_folders[0]}'")
    if loose_before:
        return Check("modes", False, f"others could read {loose_before[0]} until now", "rj has just made it private")
    return Check("modes", True, "only you can read the journal and the files next to it")


def _copies_closed(path: Path) -> Check:
    def lies_open(file: Path) -> bool:
        try:
            return not is_encrypted(file)
        except JournalError:
            return True

    loose = [
        file
        for file in (*backup_names.copies_of(path), *backup_names.leftovers_of(path, backup_names.BYTES))
        if lies_open(file)
    ]
    loose += draft_files.list_drafts(path)
    if loose:
        return Check("copies", False, f"{loose[0]} is not encrypted, but the journal is", f"remove '{loose[0]}'")
    return Check("copies", True, "no copy or draft next to the journal is unencrypted")


def _age(path: Path, today: date) -> Check:
    days = [day for copy in backup_names.copies_of(path) if (day := backup_names.day_of(copy))]
    if not days:
        return Check("backup", False, "there is no copy yet", "rj backup makes one; rj backup FILE elsewhere")
    # A copy dated in the future, from a clock that was ahead, is not newer than today's.
    newest = max([day for day in days if day <= today], default=max(days))
    age = abs((today - newest).days)
    what = f"the newest copy is of {newest}"
    return Check("backup", age <= BACKUP_DAYS, what, "" if age <= BACKUP_DAYS else "rj backup makes one")
