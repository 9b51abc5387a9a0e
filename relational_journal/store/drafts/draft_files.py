"""Words kept when something failed: one file each in `drafts/` beside the journal, for its owner only."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path


def folder_of(journal: Path) -> Path:
    """Where the drafts of a journal lie."""
    return journal.absolute().parent / "drafts"


def keep_draft(journal: Path, text: str, now: datetime) -> Path:
    """Write `text` to a new draft, on the disk when this returns.

    Returns:
        the file: `drafts/2026-11-22-2112.txt`, with a number behind it where there is one of that minute.

    Raises:
        OSError: it cannot be written.
    """
    folder = folder_of(journal)
    for missing in reversed([folder, *folder.parents]):
        if not missing.exists():
            missing.mkdir(mode=0o700, exist_ok=True)
    return write_new(lambda name: folder / name, text, now, force=True)


def write_new(path_of: Callable[[str], Path], text: str, now: datetime, *, force: bool) -> Path:
    """Write words into a file of their own, named after the minute, over no other.

    Args:
        path_of: where a file of that name lies.
        force: it is on the disk when this returns; of no use for memory.

    Raises:
        OSError: it cannot be written.
    """
    number = 1
    while True:
        path = path_of(f"{now:%Y-%m-%d-%H%M}{'' if number == 1 else f'-{number}'}.txt")
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            number += 1
            continue
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8", "surrogateescape"))
            if force:
                file.flush()
                os.fsync(file.fileno())
        return path


def list_drafts(journal: Path) -> tuple[Path, ...]:
    """The drafts there are, oldest first."""
    folder = folder_of(journal)
    return tuple(sorted(folder.glob("*.txt"), key=lambda draft: draft.stem)) if folder.is_dir() else ()


def words_of(draft: Path) -> str | None:
    """The words of a draft; None if the file is no plain file or cannot be read."""
    try:
        if draft.is_symlink() or not draft.is_file():
            return None
        return draft.read_bytes().decode("utf-8", "replace")
    except OSError:
        return None


def remove(draft: Path) -> None:
    """Overwrite a draft and take it away."""
    with draft.open("r+b") as file:
        length = file.seek(0, os.SEEK_END)
        file.seek(0)
        file.write(bytes(length))
        file.flush()
        os.fsync(file.fileno())
    draft.unlink()


def rewrite(draft: Path, change: Callable[[str], str]) -> None:
    """Change the words of a draft, if they differ then."""
    words = draft.read_bytes().decode("utf-8", "surrogateescape")
    changed = change(words)
    if changed != words:
        fresh = draft.with_suffix(".new")
        with os.fdopen(os.open(fresh, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
            file.write(changed.encode("utf-8", "surrogateescape"))
        remove(draft)
        fresh.rename(draft)
