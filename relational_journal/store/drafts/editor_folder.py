"""The folder of the file an editor works on: private, and locked as long as its `rj` or the editor itself lives.

An editor may outlive the `rj` that started it. So the editor inherits a lock of its own, on the folder `tmp` in this
one, and whoever finds the folder later can tell whether somebody still writes in it.
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
except ImportError:  # Windows: there the number of the process in the folder's name is asked
    fcntl = None  # type: ignore[assignment]

_LEFT_OPEN = ".left-open"
_DAY_SECONDS = 24 * 3600


class EditorFolder:
    """A new folder; a context manager that removes it, unless it is to stay.

    Args:
        place: where it lies and how its name begins; the number of this process follows.
    """

    def __init__(self, place: Path) -> None:
        self.path = _made(place.with_name(f"{place.name}{os.getpid()}"))
        self.file = self.path / "moment.txt"
        self.temporary = self.path / "tmp"
        self.temporary.mkdir(mode=0o700)
        self._stays = False
        self._lock = _locked(self.path)
        self.lock_of_editor = _locked(self.temporary)

    def __enter__(self) -> EditorFolder:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if not self._stays:
            shutil.rmtree(self.path, ignore_errors=True)
        self.editor_has_started()
        if self._lock is not None:
            os.close(self._lock)

    def editor_has_started(self) -> None:
        """Leave the editor's lock to the editor, which has inherited it."""
        if self.lock_of_editor is not None:
            os.close(self.lock_of_editor)
            self.lock_of_editor = None

    def is_with_the_editor(self) -> bool:
        """Whether the editor, or what it started, is still there."""
        return self.lock_of_editor is None and _is_locked(self.temporary)

    def stay(self) -> None:
        """Leave the folder where it is: its editor may still be open."""
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
    """The files that hold words nobody has taken in: all, or of an editor that was left open those saved since."""
    files = sorted(file for file in folder.iterdir() if file.is_file() and file.name != _LEFT_OPEN)
    since = _left_open_since(folder)
    return files if since is None else [file for file in files if file.stat().st_mtime > since]


def remove_unless_left_open(folder: Path) -> None:
    """Remove a folder whose words are taken in; one of an editor left open a day after its last word."""
    since = _left_open_since(folder)
    if since is not None and time.time() - since < _DAY_SECONDS:
        if files_to_take_in(folder):
            os.utime(folder / _LEFT_OPEN)
        return
    shutil.rmtree(folder, ignore_errors=True)


def _left_open_since(folder: Path) -> float | None:
    try:
        return (folder / _LEFT_OPEN).stat().st_mtime
    except FileNotFoundError:
        return None


def _made(folder: Path) -> Path:
    for number in range(1, 10_000):
        path = folder if number == 1 else folder.with_name(f"{folder.name}.{number}")
        try:
            path.mkdir(mode=0o700)
        except FileExistsError:  # of an editor that outlived a process of this number
            continue
        return path
    raise FileExistsError(folder)


def _locked(folder: Path) -> int | None:
    """The lock of a folder of ours, as an open file."""
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
