"""Find storage that lives in memory and never on a disk, by its file system type and not by a folder's name."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

_MEMORY_FILE_SYSTEMS = ("tmpfs", "ramfs")
# In memory, but shared by all users and not emptied at logout.
_SHARED_MEMORY = Path("/dev/shm")
_MOUNTS = Path("/proc/mounts")


def memory_backed_folder() -> Path | None:
    """Return a writable folder on tmpfs or ramfs, the login's own if there is one; None if the system has none."""
    return next(_folders(), None)


def _folders() -> Iterator[Path]:
    """Yield every such folder, first those that the system empties at logout."""
    named = os.environ.get("XDG_RUNTIME_DIR")
    for folder in (*((Path(named),) if named else ()), Path(f"/run/user/{_user()}"), _SHARED_MEMORY):
        is_usable = folder.is_absolute() and os.access(folder, os.W_OK | os.X_OK)
        if is_usable and file_system_of(folder) in _MEMORY_FILE_SYSTEMS:
            yield folder


def file_system_of(folder: Path) -> str | None:
    """Return the type of the file system that holds a folder, from /proc/mounts; None if it is unknown."""
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace")
        real = folder.resolve(strict=True)
    except OSError:
        return None
    best, found = -1, None
    for line in mounts.splitlines():
        _, point, kind, *_ = *line.split(" "), "", "", ""
        point = point.replace("\\040", " ")
        # Mount points nest: the longest one that contains the folder holds it.
        if (real == Path(point) or Path(point) in real.parents) and len(point) >= best:
            best, found = len(point), kind
    return found


def _user() -> int:
    return os.getuid() if hasattr(os, "getuid") else -1


def folder_of_ours(within: Path) -> Path:
    """Return the folder of this login for all its journals."""
    return within / f"relational-journal-{_user()}"


def name_of(journal: Path) -> str:
    """Return the name of a journal in memory folders and keychains: a hash, so that it does not reveal the path."""
    # FNV-1a of 128 bits, because hashlib loads OpenSSL, which takes longer than opening the journal.
    found = 0x6C62272E07BB014262B821756295C58D
    for byte in os.fsencode(journal.absolute()):
        found = (found ^ byte) * 0x1000000000000000000013B % (1 << 128)
    return f"{found:032x}"


def place_of(journal: Path) -> Path | None:
    """Return the path in memory for a journal's data, without suffix; None if there is no safe folder for it."""
    folder = memory_backed_folder()
    if folder is None or not is_ours_alone(folder_of_ours(folder)):
        return None
    return folder_of_ours(folder) / name_of(journal)


def places_of(journal: Path) -> tuple[Path, ...]:
    """Return every path in memory that may hold a journal's data: another kind of login may use another folder."""
    ours = dict.fromkeys(folder_of_ours(folder) for folder in _folders())
    return tuple(folder / name_of(journal) for folder in ours if is_ours_alone(folder))


def private_place(journal: Path) -> Path | None:
    """Like `place_of`, but create the folder for the owner only; None also if something else has its name."""
    folder = memory_backed_folder()
    if folder is None:
        return None
    try:
        folder_of_ours(folder).mkdir(mode=0o700, exist_ok=True)
    except OSError:
        return None
    return place_of(journal)


def outlives_login(place: Path) -> bool:
    """Whether the system leaves what is there in place when the login ends."""
    return _SHARED_MEMORY in place.parents


def is_ours_alone(folder: Path) -> bool:
    """Whether the folder is a real folder, ours, and closed to others: anyone can create a name in /dev/shm."""
    try:
        status = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and status.st_uid == _user() and not status.st_mode & 0o077
