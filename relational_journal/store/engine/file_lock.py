"""A lock file next to the journal, held shared while it is open, so that nobody replaces the file under an open rj."""

from __future__ import annotations

import errno
import os
import time
from contextlib import suppress
from pathlib import Path

from relational_journal.errors import StoreError
from relational_journal.store.engine import private_files

WAIT_SECONDS = 10.0
_TRIES = 100  # how often a lock file that was taken away meanwhile is made anew

try:
    import fcntl
except ImportError:  # Windows: an open file cannot be replaced there at all
    fcntl = None  # type: ignore[assignment]


class FileLock:
    """Held from the start; `release` ends it.

    Where nothing can be written in the folder, nothing can be replaced either: then there is no lock, `is_held` is
    False, and the journal is only read. Anything else that keeps the lock from being had is an error.

    Args:
        journal: the journal's file, its real path; the lock file is next to it, `.lock` behind its name.
        alone: for whoever replaces the file: no other may hold it.

    Raises:
        StoreError: it is held against us for 10 s, or cannot be had.
    """

    def __init__(self, journal: Path, *, alone: bool = False) -> None:
        self._handle: int | None = None
        self._gate: int | None = None
        self._alone = alone
        self._journal = journal
        self._lock_path = journal.with_name(journal.name + ".lock")
        self._gate_path = journal.with_name(journal.name + ".gate")
        self._locked_at = 0
        self._is_new = False
        if fcntl is None:
            return
        self._until = time.monotonic() + WAIT_SECONDS
        kind = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
        try:
            # Whoever wants the file alone shuts the gate, so that those who come later cannot keep it waiting for ever.
            if alone or private_files.is_regular(self._gate_path):
                self._gate = self._taken(self._gate_path, kind, create=alone)
            if not alone and self._gate is not None:
                os.close(self._gate)
                self._gate = None
            self._handle = self._taken(self._lock_path, kind, create=True)
        except BaseException:
            self.release()
            raise
        if self._handle is not None:
            self._locked_at = os.fstat(self._handle).st_mtime_ns
        elif alone:
            raise StoreError(
                f"{journal} cannot be opened for writing",
                f"See that {journal.parent} and the files in it belong to you and are not write-protected.",
            )

    @property
    def is_held(self) -> bool:
        """Whether nobody can replace the file now; always where an open file cannot be replaced."""
        return self._handle is not None or fcntl is None

    def is_still_there(self) -> bool:
        """Return whether the lock file is the one next to the journal; one that was taken away holds nobody off."""
        return self._handle is None or _is_still_there(self._handle, self._lock_path)

    def was_locked(self) -> bool:
        """Return whether `rj lock` was run since this was taken, or since the last call of `unlocked`."""
        return self._handle is not None and os.fstat(self._handle).st_mtime_ns != self._locked_at

    def unlocked(self) -> None:
        """Take note that the passphrase was given again."""
        if self._handle is not None:
            self._locked_at = os.fstat(self._handle).st_mtime_ns

    def _taken(self, path: Path, kind: int, *, create: bool) -> int | None:
        """Return a handle of the lock file at `path`, locked; None if there is none and none can be made."""
        for _ in range(_TRIES):
            self._is_new = not path.exists()
            try:
                handle = _opened(path, like=self._journal, create=create)
            except OSError as error:
                raise _refused(path, error) from error
            if handle is None:
                return None
            try:
                self._wait_for(handle, path, kind)
                if _is_still_there(handle, path):
                    return handle
            except BaseException:
                os.close(handle)
                raise
            os.close(handle)  # it was taken away meanwhile: a lock on it holds nobody off
        raise _refused(path, OSError(errno.EAGAIN, "it is taken away again and again"))

    def _wait_for(self, handle: int, path: Path, kind: int) -> None:
        while True:
            try:
                fcntl.flock(handle, kind | fcntl.LOCK_NB)
                return
            except OSError as error:
                if error.errno not in (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EINTR):
                    raise _refused(path, error) from error
                if time.monotonic() > self._until:
                    raise StoreError(
                        "another rj is using this journal"
                        if self._alone
                        else "another rj is replacing this journal's file",
                        "Wait until it has ended, then do this again; nothing was changed.",
                    ) from error
                time.sleep(0.05)

    def __enter__(self) -> FileLock:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def release_untouched(self) -> None:
        """Let go because the file is no journal of ours, and leave no lock file that was not there before."""
        if self._handle is not None and self._is_new:
            with suppress(OSError):  # unless another rj holds it already
                fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self._lock_path.unlink(missing_ok=True)
        self.release()

    def release(self) -> None:
        """Let go; again is harmless."""
        if self._gate is not None:
            if self._alone:
                with suppress(OSError):  # one that stays is shut by nobody
                    self._gate_path.unlink(missing_ok=True)
            os.close(self._gate)
            self._gate = None
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


class BorrowedLock(FileLock):
    """The hold of someone further out, who keeps it: for opening a file inside a stretch held alone."""

    def __init__(self) -> None:
        self._handle = self._gate = None
        self._is_new = False

    @property
    def is_held(self) -> bool:
        """Whether nobody can replace the file now: the one further out sees to it."""
        return True


def lock_everywhere(journal: Path) -> None:
    """Tell every rj that has the journal open that its passphrase is to be given again before anything is stored."""
    with suppress(OSError):
        handle = private_files.open_there(journal.with_name(journal.name + ".lock"), writing=True)
        try:
            # Two seconds on at least: no file system tells times apart that are nearer than that to each other.
            at = max(time.time_ns(), os.fstat(handle).st_mtime_ns + 2_000_000_000)
            os.utime(handle, ns=(at, at))
        finally:
            os.close(handle)


def why_not_lockable(journal: Path) -> str | None:
    """Say why the lock next to a journal cannot be had, for a check-up; None if it can, or if it is not needed."""
    try:
        FileLock(journal).release_untouched()
    except StoreError as error:
        return error.sentence
    return None


def _opened(path: Path, *, like: Path, create: bool) -> int | None:
    """Return a handle of a lock file, made if need be; None if there is none and the folder takes none."""
    try:
        if create:
            return private_files.open_own(path, like=like)
        return private_files.open_there(path, writing=False)
    except FileNotFoundError:
        if create:
            raise  # the folder itself is gone
        return None
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS) or os.access(path.parent, os.W_OK):
            raise
    # Nothing can be made here. A lock file that is there is held all the same, if it can be read.
    with suppress(OSError):
        return private_files.open_there(path, writing=False)
    return None


def _is_still_there(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.lstat())
    except OSError:
        return False


def _refused(path: Path, error: OSError) -> StoreError:
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return StoreError("this computer gives out no more open files", "Close other programs, then do this again.")
    if error.errno == errno.ENOSPC:
        return StoreError("the disk is full", "Free some space, then do this again; nothing was changed.")
    return StoreError(
        f"the lock {path} cannot be had: {(error.strerror or 'refused').lower()}",
        "It keeps two rj from spoiling the journal. See that it is a file of yours, or take it away if no rj runs.",
    )
