"""Create, open, replace and remove files next to a journal: never through a link, always for the journal's owner.

Other programs can put anything under a name next to a journal: a symbolic link, a second name of another file, a
pipe that never ends. All files that the store writes go through this module; tests/test_house.py checks that.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

# O_NONBLOCK: a pipe that nobody reads is refused at once instead of being waited for.
_SAFELY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_MODE, _FOLDER_MODE = 0o600, 0o700
_BLOCK = 1 << 20
_LONGEST_NAME = 255  # bytes of a name of a file or folder on the usual file systems


def resolve(path: str | Path) -> Path:
    """Return the real file behind a path: absolute, no link in it. The file need not exist."""
    return Path(os.path.realpath(path))


def see_that_names_fit(path: Path) -> None:
    """Refuse a path with a name that no file system takes, before the system does in words of its own.

    Raises:
        StoreError: a name in it is too long.
    """
    for name in path.parts:
        if (size := len(os.fsencode(name))) > _LONGEST_NAME:
            from relational_journal.errors import StoreError

            what = "the name of the journal's file" if name == path.name else "the name of a folder of the journal"
            raise StoreError(
                f"{what} is too long: {name[:20]}… has {size} bytes, {_LONGEST_NAME} at most",
                "Name a file with a shorter path: --journal PATH, RJ_JOURNAL, or journal in config.toml.",
            )


def is_regular(path: Path) -> bool:
    """Return whether the name stands for a file of its own: no link, folder, pipe or device, and there."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def regular_files(folder: Path, pattern: str) -> Iterator[Path]:
    """Yield the files of a folder that match, by name; nothing if the folder itself is a link or is not there."""
    if not folder.is_symlink() and folder.is_dir():
        yield from (path for path in sorted(folder.glob(pattern)) if is_regular(path))


def create(path: Path, *, like: Path | None = None) -> int:
    """Create a file, 0600 whatever the umask, and return a handle to write to it.

    Args:
        path: a name that nothing has.
        like: a file whose owner it gets if root creates it; else the owner of the folder.

    Raises:
        FileExistsError: something has the name, a link that leads nowhere included.
        OSError: the folder or the disk does not take it.
    """
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _SAFELY | _BINARY, _MODE)
    try:
        # A strict umask could have removed the owner's own bits; Windows has no fchmod.
        if hasattr(os, "fchmod"):
            os.fchmod(handle, _MODE)
        _give_to_owner(handle, path, like)
    except BaseException:
        os.close(handle)
        path.unlink(missing_ok=True)
        raise
    return handle


def create_anew(path: Path, *, like: Path | None = None) -> int:
    """Create a file under a name that only this program uses; a leftover or a link with that name is removed first.

    Raises:
        OSError: what has the name is a folder or cannot be removed, or the file cannot be created.
    """
    shred(path)
    return create(path, like=like)


def write_anew(path: Path, content: bytes, *, like: Path | None = None) -> None:
    """Write a whole file and move it to its name in one step; what had the name is replaced, never followed.

    Raises:
        OSError: the folder or the disk does not take it; what had the name is unchanged.
    """
    # In the same folder, because a rename is atomic only within a file system.
    fresh = path.with_name(f".{path.name}.{os.getpid()}.part")
    handle = create_anew(fresh, like=like)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            # Before the rename: otherwise a power cut could leave an empty file under the old name.
            os.fsync(file.fileno())
        fresh.replace(path)
    except BaseException:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise


def open_own(path: Path, *, like: Path | None = None) -> int:
    """Open a file for reading and writing, created if it is missing; a link with its name is removed first.

    Raises:
        OSError: it cannot be opened, or is not a regular file.
    """
    if path.is_symlink():
        path.unlink(missing_ok=True)
    try:
        handle = os.open(path, os.O_RDWR | _SAFELY | _BINARY)
    except FileNotFoundError:
        with suppress(FileExistsError):  # another process was faster
            os.close(create(path, like=like))
        handle = os.open(path, os.O_RDWR | _SAFELY | _BINARY)
    return _only_a_file(handle, path)


def open_there(path: Path, *, writing: bool) -> int:
    """Open an existing file, never through a link.

    Raises:
        OSError: it is missing, a link, or not a regular file.
    """
    return _only_a_file(os.open(path, (os.O_RDWR if writing else os.O_RDONLY) | _SAFELY | _BINARY), path)


def read(path: Path, size: int = -1) -> bytes:
    """Return the content of a file, or its first `size` bytes; a link is not followed.

    Raises:
        OSError: it is missing, a link, not a regular file, or cannot be read.
    """
    with os.fdopen(open_there(path, writing=False), "rb") as file:
        return file.read(size)


def make_folder(folder: Path, *, like: Path | None = None) -> None:
    """Make a folder and its missing parents with mode 0700; an existing folder is left as it is.

    Raises:
        NotADirectoryError: a link or a file has the name.
        OSError: it cannot be made.
    """
    for missing in reversed([folder, *folder.parents]):
        if not missing.exists() and not missing.is_symlink():
            with suppress(FileExistsError):
                missing.mkdir(mode=_FOLDER_MODE)
                if os.name == "posix":
                    missing.chmod(_FOLDER_MODE)
                    _give_to_owner(missing, missing, like)
    if folder.is_symlink() or not folder.is_dir():
        raise NotADirectoryError(
            20, "a link, which is not followed" if folder.is_symlink() else "no folder", str(folder)
        )


def _only_a_file(handle: int, path: Path) -> int:
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return handle
    os.close(handle)
    raise OSError(errno.EINVAL, "no file", str(path))


def _give_to_owner(target: int | Path, path: Path, like: Path | None) -> None:
    """Give what root creates to the owner of the journal: otherwise `sudo rj` would lock that person out."""
    if os.name != "posix" or os.geteuid() != 0:
        return
    try:
        owner = (like or path.parent).stat()
    except OSError:
        owner = path.parent.stat()
    if (owner.st_uid, owner.st_gid) != (0, 0):
        os.chown(target, owner.st_uid, owner.st_gid)


def keep_owner_and_mode(fresh: Path, old: Path) -> None:
    """Give a new file the owner and mode of the file it is about to replace; does nothing if that is missing.

    Raises:
        OSError: they cannot be set; then the old file must not be replaced.
    """
    if os.name != "posix" or not is_regular(old):
        return
    was, now = old.lstat(), fresh.lstat()
    if (was.st_uid, was.st_gid) != (now.st_uid, now.st_gid):
        os.chown(fresh, was.st_uid, was.st_gid, follow_symlinks=False)
    if was.st_mode != now.st_mode:
        fresh.chmod(stat.S_IMODE(was.st_mode))


def shred(path: Path) -> None:
    """Overwrite a file with zeros and remove it. A link, a pipe or one of several names is only removed.

    Raises:
        OSError: it is a folder, or cannot be removed.
    """
    try:
        status = path.lstat()
    except FileNotFoundError:
        return
    if stat.S_ISREG(status.st_mode) and status.st_nlink == 1:
        with suppress(FileNotFoundError):
            handle = os.open(path, os.O_RDWR | _SAFELY | _BINARY)
            try:
                overwrite(handle)
            finally:
                os.close(handle)
    path.unlink(missing_ok=True)


def open_to_overwrite(path: Path) -> int | None:
    """Open a file for `overwrite` before it is removed; None if it is missing or has another name."""
    if not is_regular(path) or path.lstat().st_nlink > 1:
        return None
    return open_there(path, writing=True)


def overwrite(handle: int) -> None:
    """Overwrite an open file with zeros."""
    left, block = os.fstat(handle).st_size, bytes(_BLOCK)
    os.lseek(handle, 0, os.SEEK_SET)
    try:
        while left > 0:
            left -= os.write(handle, block[:left])
        os.fsync(handle)
    # a copy-on-write file system can need space to overwrite; if it is full, the file is removed anyway
    except OSError:
        return


def force_to_disk(path: Path) -> None:
    """Wait until the file, or the folder's list of names, is on the disk (fsync)."""
    if os.name != "posix" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def other_names(path: Path) -> tuple[int, tuple[Path, ...]]:
    """Count the other hard links of a file, and find those in its folder and the one above."""
    try:
        status = path.lstat()
    except OSError:
        return 0, ()
    if status.st_nlink < 2 or not stat.S_ISREG(status.st_mode):
        return 0, ()
    found = []
    for folder in (path.parent, path.parent.parent):
        with suppress(OSError):
            found += [
                Path(entry.path)
                for entry in os.scandir(folder)
                if entry.name != path.name or folder != path.parent
                if entry.inode() == status.st_ino and entry.stat(follow_symlinks=False).st_dev == status.st_dev
            ]
    return status.st_nlink - 1, tuple(found)


def describe_other_names(path: Path) -> str:
    """Describe the other hard links of a file, whose content a replacement does not touch.

    Returns:
        A clause without a full stop; "" if there are none.
    """
    number, found = other_names(path)
    if not number:
        return ""
    named = ", ".join(map(str, found)) or "not in this folder"
    return f"{path} has {number} more {'name' if number == 1 else 'names'} (hard links): {named}"
