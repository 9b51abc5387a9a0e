"""Drafts as files: one each in `drafts/` next to the journal, for its owner only."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from relational_journal.store.engine import private_files

_OURS = re.compile(r"\d{4}-\d{2}-\d{2}-\d{4}(-\d+)?\.txt")  # a folder of that name may hold other files


def folder_of(journal: Path) -> Path:
    """Return the folder of the drafts of a journal."""
    return journal.absolute().parent / "drafts"


def keep_draft(journal: Path, text: str, now: datetime) -> Path:
    """Write `text` to a new draft file; it is on the disk when this returns.

    Returns:
        The file, such as `drafts/2026-11-22-2112.txt`, with a number after the minute if the name is taken.

    Raises:
        OSError: it cannot be written.
    """
    folder = folder_of(journal)
    private_files.make_folder(folder, like=journal)
    draft = write_new(lambda name: folder / name, text, now, force=True, like=journal)
    private_files.force_to_disk(folder)
    return draft


def write_new(
    path_of: Callable[[str], Path], text: str, now: datetime, *, force: bool, like: Path | None = None
) -> Path:
    """Write a text into a new file named after the minute; an existing file is never replaced.

    Args:
        path_of: returns the path for a file name.
        text: what to write.
        now: the time that names the file.
        force: wait until it is on the disk; not needed in memory.
        like: a file whose owner the new one gets.

    Raises:
        OSError: it cannot be written.
    """
    number = 1
    while True:
        path = path_of(f"{now:%Y-%m-%d-%H%M}{'' if number == 1 else f'-{number}'}.txt")
        try:
            handle = private_files.create(path, like=like)
        except FileExistsError:
            number += 1
            continue
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode("utf-8", "surrogateescape"))
                if force:
                    file.flush()
                    os.fsync(file.fileno())
        except BaseException:  # half of a text in a file that looks complete would be worse than none
            path.unlink(missing_ok=True)
            raise
        return path


def list_drafts(journal: Path) -> tuple[Path, ...]:
    """Return the drafts, oldest first."""
    found = private_files.regular_files(folder_of(journal), "*.txt")
    return tuple(sorted((draft for draft in found if _OURS.fullmatch(draft.name)), key=lambda draft: draft.stem))


def remove_leftovers(journal: Path) -> None:
    """Remove what is left of a run that was killed while it rewrote a draft."""
    for left in private_files.regular_files(folder_of(journal), ".*.part"):
        if _OURS.match(left.name[1:]):
            private_files.shred(left)


def read(draft: Path) -> str:
    """Return the text of a draft as it was typed; broken characters are preserved.

    Raises:
        OSError: it cannot be read, or is a link.
    """
    return private_files.read(draft).decode("utf-8", "surrogateescape")


def words_of(draft: Path) -> str | None:
    """Return the text of a draft; None if the file is not a regular one or cannot be read."""
    try:
        if draft.is_symlink() or not draft.is_file():
            return None
        return draft.read_bytes().decode("utf-8", "replace")
    except OSError:
        return None


def remove(draft: Path) -> None:
    """Overwrite a draft and remove it."""
    private_files.shred(draft)


def rewrite(draft: Path, change: Callable[[str], str]) -> None:
    """Replace the text of a draft by `change(text)`, if that differs."""
    words = read(draft)
    changed = change(words)
    if changed != words:
        # Once the new file has taken the name, the old bytes can only be reached by this handle.
        was = private_files.open_to_overwrite(draft)
        try:
            private_files.write_anew(draft, changed.encode("utf-8", "surrogateescape"), like=draft)
            if was is not None:
                private_files.overwrite(was)
        finally:
            if was is not None:
                os.close(was)
