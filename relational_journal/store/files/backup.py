"""Copy the journal while others write in it, and verify each copy before it is called done."""

from __future__ import annotations

import glob
import os
import re
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from relational_journal.child_processes import is_running
from relational_journal.errors import DamagedJournal, StoreError
from relational_journal.store.engine import file_probe as file
from relational_journal.store.engine import private_files
from relational_journal.store.engine.backup_names import PART, copies_of, day_of, folder_of, leftovers_of
from relational_journal.store.engine.database import Database, open_as_it_is
from relational_journal.store.engine.private_files import force_to_disk, shred

_PART_ENDINGS = (PART, f"{PART}-journal", f"{PART}-wal", f"{PART}-shm")
_PROCESS = re.compile(r"\.(\d+)(?:-\d+)?\.part(?:-\w+)?$")
_LOOK_AT_FOLDER = "Nothing was changed. Check that the folder is yours and the disk is not full."


class Made(NamedTuple):
    """A finished copy: its file, its size in bytes, and its number of entries without those in the bin."""

    file: Path
    bytes: int
    entries: int


def copy_into_backups(database: Database, now: datetime, *, before: str) -> Path:
    """Copy the journal into `backups/`, encrypted like the journal, and verify the copy.

    Args:
        database: the open journal.
        now: the time that names the file.
        before: the operation that follows, as part of the name: `migration`, `import`, `restore`, `passphrase`.

    Raises:
        StoreError: it failed; a half-written copy is removed.
    """
    return _copy_into_folder(database, now, f"-before-{before}").file


def copy_now(database: Database, now: datetime) -> Made:
    """Copy the journal because the person asked for it, and thin out older copies."""
    made = _copy_into_folder(database, now, "")
    asked_for = {
        path: day for path in copies_of(database.path) if (day := day_of(path)) and "-before-" not in path.name
    }
    for path in asked_for.keys() - chosen(asked_for, _day_for_thinning(asked_for.values(), now.date())):
        _take_away(path)
    return made


def _day_for_thinning(days: Iterable[date], today: date) -> date:
    """Return the day from which the age of copies is counted: at most one day after the newest copy before today.

    If the clock was once ahead, copies would otherwise be deleted as years old.
    """
    earlier = [day for day in days if day < today]
    return min(today, max(earlier) + timedelta(days=1)) if earlier else today


def chosen(days: Mapping[Path, date], today: date) -> set[Path]:
    """Choose the copies to keep.

    The newest five, and the newest of each day for 14 days, week for 8 weeks, and month.
    """
    newest_first = sorted(days, key=lambda path: path.name, reverse=True)
    kept = set(newest_first[:5])
    seen = set()
    for path in newest_first:
        age = (today - days[path]).days
        year, week, _ = days[path].isocalendar()
        span = (days[path],) if age < 14 else ("week", year, week) if age < 56 else (days[path].year, days[path].month)
        if span not in seen:
            seen.add(span)
            kept.add(path)
    return kept


def copy_to(database: Database, target: Path) -> Made:
    """Copy the journal into a new file, encrypted like the journal, and verify the copy.

    Raises:
        StoreError: something has that name, or it failed.
    """
    target = private_files.resolve(target.parent) / target.name
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    file.see_that_it_fits(part)
    try:
        for left in private_files.regular_files(target.parent, f".{glob.escape(target.name)}.*.part*"):
            if _PROCESS.search(left.name) and not _is_at_work(left):
                shred(left)
        os.close(private_files.create(part))
        entries = _copy(database, part)
        _name(part, target)
        force_to_disk(target.parent)
    except FileExistsError as error:
        raise StoreError(f"there is a file {target} already", "Name another one; nothing was changed.") from error
    except OSError as error:
        raise StoreError(f"no copy can be made in {target.parent}: {error.strerror}", _LOOK_AT_FOLDER) from error
    finally:
        part.unlink(missing_ok=True)
    return Made(target, target.stat().st_size, entries)


def thin(journal: Path, *, before: str, keep: int) -> None:
    """Remove all but the `keep` newest copies made before the same operation."""
    made = [path for path in copies_of(journal) if f"-before-{before}" in path.name]
    for path in made[:-keep]:
        _take_away(path)


def _take_away(copy: Path) -> None:
    """Overwrite and remove a copy, renamed first: a half-overwritten file never has the name of a whole copy."""
    with suppress(OSError):  # a copy that stays is removed the next time
        doomed = copy.with_name(copy.name + PART)
        copy.replace(doomed)
        shred(doomed)


def _copy_into_folder(database: Database, now: datetime, why: str) -> Made:
    folder = folder_of(database.path)
    stem = f"{database.path.stem}-{now:%Y-%m-%d-%H%M%S}{why}"
    try:
        private_files.make_folder(folder, like=database.path)
        _remove_half_copies(database.path)
        part = free_name(folder, f"{stem}.{os.getpid()}", PART, like=database.path)
    except OSError as error:
        raise StoreError(f"no copy can be made in {folder}: {error.strerror}", _LOOK_AT_FOLDER) from error
    try:
        entries = _copy(database, part)
        size = part.stat().st_size  # under its own name, which no other process that clears old copies takes away
        target = _named(part, folder, stem)
        force_to_disk(folder)
    except OSError as error:
        raise StoreError(f"no copy can be made in {folder}: {error.strerror}", _LOOK_AT_FOLDER) from error
    finally:
        with suppress(OSError):  # otherwise the next copy removes it
            part.unlink(missing_ok=True)
    return Made(target, size, entries)


def _named(part: Path, folder: Path, stem: str) -> Path:
    """Give a verified copy its name in one step, so that no name ever stands for half a copy."""
    for number in range(1, 10_000):
        target = folder / f"{stem}{'' if number == 1 else f'-{number}'}.db"
        with suppress(FileExistsError):
            _name(part, target)
            return target
    raise FileExistsError(stem)


def _name(part: Path, target: Path) -> None:
    """Rename a file to a name that is free.

    Raises:
        FileExistsError: the name is taken.
    """
    try:
        os.link(part, target)  # unlike a rename, a link never replaces a file
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if target.exists() or target.is_symlink():
            raise FileExistsError from None
        part.rename(target)


def _copy(database: Database, target: Path) -> int:
    """Write a copy and verify it: SQLite's integrity check, and no more entries than the journal.

    Return their number.
    """
    # VACUUM INTO leaves out free pages, keeps the encryption, and accepts an existing empty file.
    database.run("VACUUM INTO ?", (str(target),))
    force_to_disk(target)
    with open_as_it_is(target, database.key) as copy:
        sound = copy.fetch_one("PRAGMA integrity_check(1)")[0] == "ok"
        entries = "SELECT count(*), coalesce(max(id), 0) FROM entries"
        # Others may have written since, so the journal may hold more than its copy, never less.
        whole = copy.fetch_one(entries) <= database.fetch_one(entries)
        number = int(copy.fetch_one("SELECT count(*) FROM entries WHERE deleted_at IS NULL")[0])
    if not sound and database.fetch_one("PRAGMA integrity_check(1)")[0] != "ok":
        raise DamagedJournal(f"the journal {database.path} is damaged", "rj doctor says what can be read of it.")
    if not (sound and whole):
        raise StoreError(f"the copy {target} does not read back as it should", "Nothing was changed; check the disk.")
    return number


def _remove_half_copies(journal: Path) -> None:
    """Remove half-written copies of killed runs, with the files SQLite put next to them."""
    for ending in _PART_ENDINGS:
        for part in leftovers_of(journal, ending):
            if not _is_at_work(part):
                shred(part)


def _is_at_work(part: Path) -> bool:
    """Whether the process in a half copy's name still runs; without a number, whether the file is under an hour old."""
    number = _PROCESS.search(part.name)
    if number is None:
        return time.time() - part.lstat().st_mtime <= 3600
    return is_running(int(number[1]))


def free_name(folder: Path, stem: str, suffix: str, *, like: Path | None = None) -> Path:
    """Create an empty file with the owner of `like`; if the name is taken, a number follows it."""
    for number in range(1, 10_000):
        path = folder / (f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}")
        try:
            os.close(private_files.create(path, like=like))
        except FileExistsError:
            continue
        return path
    raise FileExistsError(stem)
