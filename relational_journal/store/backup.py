"""Copies of the journal beside it, made while others write, and read back before they are called done."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from relational_journal.errors import StoreError

if TYPE_CHECKING:
    from relational_journal.store.database import Database


def folder_of(journal: Path) -> Path:
    """Where our own copies lie."""
    return journal.parent / "backups"


def copies_of(journal: Path) -> tuple[Path, ...]:
    """Our own copies, oldest first."""
    folder = folder_of(journal)
    # The second copy of one second ends in -2, the tenth in -10.
    found = folder.glob("*.db") if folder.is_dir() else ()
    return tuple(sorted(found, key=lambda path: (path.stem.partition("-before-")[0], len(path.stem), path.stem)))


def copy_beside(database: Database, now: datetime, *, before: str) -> Path:
    """Copy the journal into `backups/`, encrypted like the journal; verified.

    Args:
        now: names the file.
        before: what the copy is made before, as part of its name: `migration`, `import`.

    Raises:
        StoreError: it could not be made whole; what there was of it is gone again.
    """
    folder = folder_of(database.path)
    stem = f"{database.path.stem}-{now:%Y-%m-%d-%H%M%S}-before-{before}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        target = free_name(folder, stem, ".db")
    except OSError as error:
        raise StoreError(
            f"no copy can be made in {folder}: {error.strerror}", "Nothing was changed. See that the folder is yours."
        ) from error
    try:
        _copy(database, target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return target


def thin(journal: Path, *, before: str, keep: int) -> None:
    """Take away all but the newest copies made before the same kind of thing."""
    made = [path for path in copies_of(journal) if f"-before-{before}" in path.name]
    for path in made[:-keep]:
        path.unlink(missing_ok=True)


def _copy(database: Database, target: Path) -> None:
    """Copy and read back: sound by the engine's own check, and as many entries as the journal."""
    from relational_journal.store.database import open_database

    # It leaves out free pages, keeps the encryption, and writes into an empty file that is there already.
    database.run("VACUUM INTO ?", (str(target),))
    with open_database(target, database.key, create=False, migrate=False) as copy:
        sound = copy.one("PRAGMA integrity_check(1)")[0] == "ok"
        entries = "SELECT count(*), coalesce(max(id), 0) FROM entries"
        # Others may have written since; a copy never holds more than the journal.
        whole = copy.one(entries) <= database.one(entries)
    target.with_name(target.name + ".lock").unlink(missing_ok=True)
    if not (sound and whole):
        raise StoreError(f"the copy {target} does not read back as it should", "Nothing was changed; look at the disk.")


def free_name(folder: Path, stem: str, suffix: str) -> Path:
    """A new empty file for the owner only; a number is put behind a name that is taken."""
    for number in range(1, 10_000):
        path = folder / (f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}")
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            continue
        return path
    raise FileExistsError(stem)
