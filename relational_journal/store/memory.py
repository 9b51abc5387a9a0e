"""Storage that lives in memory and never on a disk, found by its file system type, not by a folder's name."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

_IN_MEMORY = ("tmpfs", "ramfs")


def memory_backed_folder() -> Path | None:
    """A folder of the person's own on tmpfs or ramfs, writable, or None where the system has none."""
    for folder in (os.environ.get("XDG_RUNTIME_DIR"), f"/run/user/{_user()}", "/dev/shm"):
        if folder and os.access(folder, os.W_OK | os.X_OK) and file_system_of(Path(folder)) in _IN_MEMORY:
            return Path(folder)
    return None


def file_system_of(folder: Path) -> str | None:
    """The type of the file system a folder lies on, from /proc/mounts; None where that is not known."""
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
        real = folder.resolve(strict=True)
    except OSError:
        return None
    best, found = -1, None
    for line in mounts.splitlines():
        _, point, kind, *_ = line.split(" ")
        point = point.replace("\\040", " ")
        if (real == Path(point) or Path(point) in real.parents) and len(point) >= best:
            best, found = len(point), kind
    return found


def _user() -> int:
    return os.getuid() if hasattr(os, "getuid") else -1


def place_of(journal: Path) -> Path | None:
    """Where in memory things of this journal lie, a name to be had with or without an ending; None where nowhere."""
    folder = memory_backed_folder()
    if folder is None:
        return None
    ours = folder / f"relational-journal-{_user()}"
    if not _is_ours_alone(ours):
        return None
    return ours / hashlib.sha256(os.fsencode(journal.absolute())).hexdigest()[:32]


def private_place(journal: Path) -> Path | None:
    """The same, its folder made for the owner only; None where there is no such storage, or the name is taken."""
    folder = memory_backed_folder()
    if folder is None:
        return None
    try:
        (folder / f"relational-journal-{_user()}").mkdir(mode=0o700, exist_ok=True)
    except OSError:
        return None
    return place_of(journal)


def _is_ours_alone(folder: Path) -> bool:
    """Whether the folder is a real one, ours, and closed to others: /dev/shm is open to every user."""
    try:
        status = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and status.st_uid == _user() and not status.st_mode & 0o077
