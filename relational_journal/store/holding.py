"""A lock file beside the journal, held shared while it is open, so that nobody replaces the file under an open rj."""

from __future__ import annotations

import os
import time
from pathlib import Path

from relational_journal.errors import StoreError

WAIT_SECONDS = 10.0

try:
    import fcntl
except ImportError:  # Windows: an open file cannot be replaced there at all
    fcntl = None  # type: ignore[assignment]


class Holding:
    """Held from the start; `release` ends it.

    Args:
        journal: the journal's file; the lock file is beside it, `.lock` behind its name.
        alone: for whoever replaces the file: no other may hold it.

    Raises:
        StoreError: it is held against us for 10 s.
    """

    def __init__(self, journal: Path, *, alone: bool = False) -> None:
        self._handle: int | None = None
        if fcntl is None:
            return
        try:
            self._handle = os.open(
                journal.with_name(journal.name + ".lock"), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600
            )
        except OSError:
            return  # nothing can be written here, so nothing can be replaced either
        until = time.monotonic() + WAIT_SECONDS
        kind = (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB
        while True:
            try:
                fcntl.flock(self._handle, kind)
                return
            except OSError as error:
                if time.monotonic() > until:
                    self.release()
                    raise StoreError(
                        "another rj is using this journal" if alone else "another rj is replacing this journal's file",
                        "Wait until it has ended, then do this again; nothing was changed.",
                    ) from error
                time.sleep(0.05)

    def __enter__(self) -> Holding:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def release(self) -> None:
        """Let go; again is harmless."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


class Lent(Holding):
    """The hold of someone further out, who keeps it: for opening a file inside a stretch held alone."""

    def __init__(self) -> None:
        self._handle = None
