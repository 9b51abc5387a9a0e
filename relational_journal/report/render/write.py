"""Write a finished page to a file: all or nothing, readable by the owner only, never over another by accident."""

from __future__ import annotations

import os
import re
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from relational_journal.child_processes import is_running
from relational_journal.errors import JournalError
from relational_journal.store.engine.private_files import keep_owner_and_mode, regular_files

READABLE = "This file is readable: whoever has it can open it. It is yours to keep close."
_LEFTOVER = re.compile(r"\.rj-(?:(\d+)-)?[a-z0-9_]{8}")


class NotWritten(JournalError):
    """A file that could not be written; nothing half-done is left."""


def write(content: str | bytes | Iterable[str], target: Path, *, force: bool = False) -> None:
    """Write `content` to `target`, mode 0600; of an iterable no more than a piece is in memory at a time.

    The bytes go to a file of another name in the same folder first and take the name when they are all on disk.

    Raises:
        NotWritten: the file is there already and `force` is not given, or the folder or the disk does not take it.
    """
    pieces = (content,) if isinstance(content, str | bytes) else content
    if target.is_dir():
        raise NotWritten(f"{target} is a folder", "Name a file in it after --output.")
    if target.exists() and not target.is_file():  # a device or a pipe is never replaced, even with --force
        raise NotWritten(f"{target} is no file", "Name a file after --output, or leave it out for the terminal.")
    if target.is_symlink():
        raise NotWritten(f"{target} is a link, which is not followed", "Name the file itself after --output.")
    if not force and (target.exists() or target.is_symlink()):
        raise NotWritten(f"{target} is there already", "Choose another name, or --force to replace it.")
    try:
        _remove_leftovers(target.parent)
        handle, name = tempfile.mkstemp(prefix=f".rj-{os.getpid()}-", dir=target.parent)
    except OSError as error:
        raise _not_written(target, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in pieces:
                file.write(piece.encode("utf-8") if isinstance(piece, str) else piece)
            file.flush()
            os.fsync(file.fileno())
        keep_owner_and_mode(Path(name), target)
        _take_name(Path(name), target, force=force)
    except OSError as error:
        raise _not_written(target, error) from error
    finally:
        with suppress(OSError):
            Path(name).unlink(missing_ok=True)


def _remove_leftovers(folder: Path) -> None:
    """Remove unfinished files that killed runs left here."""
    for left in regular_files(folder, ".rj-*"):
        name = _LEFTOVER.fullmatch(left.name)
        if name is None or left.lstat().st_uid != _user():
            continue
        # Names of earlier versions hold no process id: a file of the last hour may still be in use.
        is_at_work = is_running(int(name[1])) if name[1] else time.time() - left.lstat().st_mtime <= 3600
        if not is_at_work:
            with suppress(OSError):
                left.unlink()


def _user() -> int:
    return os.getuid() if hasattr(os, "getuid") else 0  # on Windows files have no owner number; it is always 0


def _take_name(finished: Path, target: Path, *, force: bool) -> None:
    """Give the finished file its name; without `force` never one that appeared in the meantime."""
    if force:
        finished.replace(target)
        return
    try:
        # A link is refused if the name was taken meanwhile, where a rename would replace the file.
        os.link(finished, target)
    except FileExistsError as error:
        raise NotWritten(f"{target} is there already", "Choose another name, or --force to replace it.") from error
    except OSError:  # a file system without hard links
        if target.exists():
            raise NotWritten(f"{target} is there already", "Choose another name, or --force to replace it.") from None
        finished.replace(target)


def _not_written(target: Path, error: OSError) -> NotWritten:
    reason = (error.strerror or type(error).__name__).lower()
    return NotWritten(f"{target} could not be written: {reason}", "Nothing half-written is left; try another folder.")
