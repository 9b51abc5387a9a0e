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
_TRIES = 100  # how often to make the lock file again if somebody removes it meanwhile

try:
    import fcntl
except ImportError:  # Windows has no fcntl, and an open file cannot be replaced there anyway
    fcntl = None  # type: ignore[assignment]


class FileLock:
    """A lock that is held from the moment it is made; `release` ends it.

    If the folder cannot be written to, nothing in it can be replaced either: then no lock is taken, `is_held` is False
    and the journal is only read. Any other failure to get the lock is an error.

    Args:
        journal: the journal's file, its real path. The lock file has the same name followed by `.lock`.
        alone: take the exclusive lock, for a caller that replaces the file.

    Raises:
        StoreError: another process held the lock for 10 s, or the lock file cannot be used.
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
            # A process that wants the exclusive lock locks the gate first. Later readers wait at the gate; without it a
            # steady stream of readers could keep the writer waiting for ever.
            if alone or private_files.is_regular(self._gate_path):
                self._gate = self._acquire(self._gate_path, kind, create=alone)
            if not alone and self._gate is not None:
                os.close(self._gate)
                self._gate = None
            self._handle = self._acquire(self._lock_path, kind, create=True)
        except BaseException:
            self.release()
            raise
        if self._handle is not None:
            self._locked_at = os.fstat(self._handle).st_mtime_ns
        elif alone:
            raise StoreError(
                f"{journal} cannot be opened for writing",
                f"Check that {journal.parent} and the files in it belong to you and are not write-protected.",
            )

    @property
    def is_held(self) -> bool:
        """Whether nobody can replace the file now; always true on Windows, which replaces no open file."""
        return self._handle is not None or fcntl is None

    def is_still_there(self) -> bool:
        """Whether the lock file is still the one next to the journal; a lock on a removed file keeps nobody out."""
        return self._handle is None or _is_still_there(self._handle, self._lock_path)

    def was_locked(self) -> bool:
        """Whether `rj lock` was run since this lock was taken, or since the last call of `unlocked`."""
        return self._handle is not None and os.fstat(self._handle).st_mtime_ns != self._locked_at

    def unlocked(self) -> None:
        """Record that the passphrase was given again."""
        if self._handle is not None:
            self._locked_at = os.fstat(self._handle).st_mtime_ns

    def _acquire(self, path: Path, kind: int, *, create: bool) -> int | None:
        """Return a locked handle of the lock file at `path`; None if there is none and none can be made."""
        for _ in range(_TRIES):
            self._is_new = not path.exists()
            try:
                handle = _open_lock_file(path, like=self._journal, create=create)
            except OSError as error:
                raise _lock_error(path, error) from error
            if handle is None:
                return None
            try:
                self._wait_for(handle, path, kind)
                if _is_still_there(handle, path):
                    return handle
            except BaseException:
                os.close(handle)
                raise
            os.close(handle)  # removed meanwhile: a lock on it keeps nobody out
        raise _lock_error(path, OSError(errno.EAGAIN, "it is removed again and again"))

    def _wait_for(self, handle: int, path: Path, kind: int) -> None:
        while True:
            try:
                fcntl.flock(handle, kind | fcntl.LOCK_NB)
                return
            except OSError as error:
                if error.errno not in (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EINTR):
                    raise _lock_error(path, error) from error
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
        """Release the lock because the file is not our journal, and remove the lock file if this lock created it."""
        if self._handle is not None and self._is_new:
            with suppress(OSError):  # unless another rj holds it already
                fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self._lock_path.unlink(missing_ok=True)
        self.release()

    def release(self) -> None:
        """Release the lock. Releasing it again does nothing."""
        if self._gate is not None:
            if self._alone:
                with suppress(OSError):  # a gate file that stays is harmless: nobody holds its lock
                    self._gate_path.unlink(missing_ok=True)
            os.close(self._gate)
            self._gate = None
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


class BorrowedLock(FileLock):
    """A no-op lock for callers that already hold the exclusive lock."""

    def __init__(self) -> None:
        self._handle = self._gate = None
        self._is_new = False

    @property
    def is_held(self) -> bool:
        """Always true: the caller's exclusive lock protects the file."""
        return True


def lock_everywhere(journal: Path) -> None:
    """Make every rj that has the journal open ask for the passphrase again before it stores anything."""
    with suppress(OSError):
        handle = private_files.open_there(journal.with_name(journal.name + ".lock"), writing=True)
        try:
            # Processes compare the lock file's mtime. Move it by two seconds at least: FAT stores times in steps of two
            # seconds.
            at = max(time.time_ns(), os.fstat(handle).st_mtime_ns + 2_000_000_000)
            os.utime(handle, ns=(at, at))
        finally:
            os.close(handle)


def why_not_lockable(journal: Path) -> str | None:
    """Return why the lock cannot be taken, for `rj doctor`; None if it can, or if none is needed."""
    try:
        FileLock(journal).release_untouched()
    except StoreError as error:
        return error.sentence
    return None


def _open_lock_file(path: Path, *, like: Path, create: bool) -> int | None:
    """Return a handle of a lock file, created if `create`; None if there is none and the folder takes none."""
    try:
        if create:
            return private_files.open_own(path, like=like)
        return private_files.open_there(path, writing=False)
    except FileNotFoundError:
        if create:
            raise  # the folder itself is missing
        return None
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS) or os.access(path.parent, os.W_OK):
            raise
    # The folder is read-only. An existing lock file can still be locked if it can be read.
    with suppress(OSError):
        return private_files.open_there(path, writing=False)
    return None


def _is_still_there(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.lstat())
    except OSError:
        return False


def _lock_error(path: Path, error: OSError) -> StoreError:
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return StoreError("too many files are open on this computer", "Close other programs, then do this again.")
    if error.errno == errno.ENOSPC:
        return StoreError("the disk is full", "Free some space, then do this again; nothing was changed.")
    return StoreError(
        f"the lock {path} cannot be used: {(error.strerror or 'refused').lower()}",
        "It keeps two rj from damaging the journal. Make it a file of yours, or remove it if no rj is running.",
    )
