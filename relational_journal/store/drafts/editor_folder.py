"""The folder of a file that an editor works on: private, and locked as long as its `rj` or the editor lives.

An editor may outlive the `rj` that started it. So it inherits a lock of its own, on the subfolder `tmp`, and a later
`rj` that finds the folder can see whether somebody still writes in it.
"""

from __future__ import annotations

import os
import shutil
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from relational_journal.child_processes import is_running
from relational_journal.store.engine import private_files

try:
    import fcntl
except ImportError:  # Windows has no fcntl; there the process number in the folder's name is checked
    fcntl = None  # type: ignore[assignment]

_LEFT_OPEN = ".left-open"
_DAY_SECONDS = 24 * 3600


class EditorFolder:
    """A new folder; a context manager that removes it at the end unless `stay` was called.

    Args:
        place: its path without the number of this process, which is appended.
    """

    def __init__(self, place: Path) -> None:
        self.path = _create(place.with_name(f"{place.name}{os.getpid()}"))
        self.file = self.path / "moment.txt"
        self.temporary = self.path / "tmp"
        self.temporary.mkdir(mode=0o700)
        self._stays = False
        self._lock = _lock(self.path)
        self.lock_of_editor = _lock(self.temporary)

    def __enter__(self) -> EditorFolder:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if not self._stays:
            shutil.rmtree(self.path, ignore_errors=True)
        self.editor_has_started()
        if self._lock is not None:
            os.close(self._lock)

    def editor_has_started(self) -> None:
        """Close this process's handle of the editor's lock, which the editor has inherited."""
        if self.lock_of_editor is not None:
            os.close(self.lock_of_editor)
            self.lock_of_editor = None

    def is_with_the_editor(self) -> bool:
        """Whether the editor, or a process it started, is still running."""
        return self.lock_of_editor is None and _is_locked(self.temporary)

    def stay(self) -> None:
        """Leave the folder in place because its editor may still be open."""
        self._stays = True
        with suppress(FileExistsError):
            os.close(private_files.create(self.path / _LEFT_OPEN))


def is_in_use(folder: Path) -> bool:
    """Whether an `rj` or an editor has a file of this folder open."""
    if fcntl is None:
        number = folder.name.rpartition("-")[2].partition(".")[0]
        return number.isdigit() and is_running(int(number))
    return _is_locked(folder) or _is_locked(folder / "tmp")


def files_to_take_in(folder: Path) -> list[Path]:
    """Return the files whose text is not yet stored: all, or those saved since the editor was left open."""
    files = sorted(file for file in folder.iterdir() if file.is_file() and file.name != _LEFT_OPEN)
    since = _left_open_since(folder)
    return files if since is None else [file for file in files if file.stat().st_mtime > since]


def remove_unless_left_open(folder: Path) -> None:
    """Remove a folder whose texts are stored; if its editor was left open, only a day after its last text."""
    since = _left_open_since(folder)
    if since is not None and time.time() - since < _DAY_SECONDS:
        if files_to_take_in(folder):
            # What has been taken in now is not new the next time.
            os.utime(folder / _LEFT_OPEN)
        return
    shutil.rmtree(folder, ignore_errors=True)


def _left_open_since(folder: Path) -> float | None:
    try:
        return (folder / _LEFT_OPEN).stat().st_mtime
    except FileNotFoundError:
        return None


def _create(folder: Path) -> Path:
    for number in range(1, 10_000):
        path = folder if number == 1 else folder.with_name(f"{folder.name}.{number}")
        try:
            path.mkdir(mode=0o700)
        except FileExistsError:  # left by an editor that outlived an earlier process with this number
            continue
        return path
    raise FileExistsError(folder)


def _lock(folder: Path) -> int | None:
    """Return the locked handle of a folder of ours; None if the platform has no such lock."""
    if fcntl is None:
        return None
    handle = os.open(folder, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    return handle


def _is_locked(folder: Path) -> bool:
    try:
        handle = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False
