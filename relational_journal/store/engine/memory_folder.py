"""Storage that lives in memory and never on a disk, found by its file system type, not by a folder's name."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

_IN_MEMORY = ("tmpfs", "ramfs")
_OF_ALL_USERS = Path("/dev/shm")
_MOUNTS = Path("/proc/mounts")


def memory_backed_folder() -> Path | None:
    """A folder of the person's own on tmpfs or ramfs, writable, or None where the system has none."""
    return next(_folders(), None)


def _folders() -> Iterator[Path]:
    """Every such folder, those that end with the login first."""
    named = os.environ.get("XDG_RUNTIME_DIR")
    for folder in (*((Path(named),) if named else ()), Path(f"/run/user/{_user()}"), _OF_ALL_USERS):
        is_usable = folder.is_absolute() and os.access(folder, os.W_OK | os.X_OK)
        if is_usable and file_system_of(folder) in _IN_MEMORY:
            yield folder


def file_system_of(folder: Path) -> str | None:
    """The type of the file system a folder lies on, from /proc/mounts; None where that is not known."""
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace")
        real = folder.resolve(strict=True)
    except OSError:
        return None
    best, found = -1, None
    for line in mounts.splitlines():
        _, point, kind, *_ = *line.split(" "), "", "", ""
        point = point.replace("\\040", " ")
        if (real == Path(point) or Path(point) in real.parents) and len(point) >= best:
            best, found = len(point), kind
    return found


def _user() -> int:
    return os.getuid() if hasattr(os, "getuid") else -1


def folder_of_ours(within: Path) -> Path:
    """The folder for all journals of this login."""
    return within / f"relational-journal-{_user()}"


def name_of(journal: Path) -> str:
    """What things of this journal are called, there and in a keychain: no path can be read from it."""
    # FNV-1a of 128 bits, because hashlib loads OpenSSL, which takes longer than opening the journal.
    found = 0x6C62272E07BB014262B821756295C58D
    for byte in os.fsencode(journal.absolute()):
        found = (found ^ byte) * 0x1000000000000000000013B % (1 << 128)
    return f"{found:032x}"


def place_of(journal: Path) -> Path | None:
    """Where in memory things of this journal lie, a name to be had with or without an ending; None where nowhere."""
    folder = memory_backed_folder()
    if folder is None or not is_ours_alone(folder_of_ours(folder)):
        return None
    return folder_of_ours(folder) / name_of(journal)


def places_of(journal: Path) -> tuple[Path, ...]:
    """Everywhere in memory that things of this journal may lie: a login by another way may name another folder."""
    ours = dict.fromkeys(folder_of_ours(folder) for folder in _folders())
    return tuple(folder / name_of(journal) for folder in ours if is_ours_alone(folder))


def private_place(journal: Path) -> Path | None:
    """The same as `place_of`, its folder made for the owner only; None also where the name is taken."""
    folder = memory_backed_folder()
    if folder is None:
        return None
    try:
        folder_of_ours(folder).mkdir(mode=0o700, exist_ok=True)
    except OSError:
        return None
    return place_of(journal)


def outlives_login(place: Path) -> bool:
    """Whether what lies there is not taken away by the system when the login ends."""
    return _OF_ALL_USERS in place.parents


def is_ours_alone(folder: Path) -> bool:
    """Whether the folder is a real one, ours, and closed to others: /dev/shm is open to every user."""
    try:
        status = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and status.st_uid == _user() and not status.st_mode & 0o077
