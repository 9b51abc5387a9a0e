"""Storage that lives in memory and never on a disk, found by its file system type, not by a folder's name."""

from __future__ import annotations

import os
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
