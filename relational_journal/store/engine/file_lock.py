"""A lock file beside the journal, held shared while it is open, so that nobody replaces the file under an open rj."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

from relational_journal.errors import StoreError

WAIT_SECONDS = 10.0

_OPEN = os.O_CREAT | os.O_RDWR | getattr(os, "O_CLOEXEC", 0)

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
        self._gate: int | None = None
        self._alone = alone
        self._gate_path = journal.with_name(journal.name + ".gate")
        if fcntl is None:
            return
        self._until = time.monotonic() + WAIT_SECONDS
        try:
            self._handle = os.open(journal.with_name(journal.name + ".lock"), _OPEN, 0o600)
            # Whoever wants the file alone shuts the gate, so that those who come later cannot keep it waiting for ever.
            if alone:
                self._gate = os.open(self._gate_path, _OPEN, 0o600)
            elif self._gate_path.exists():
                self._gate = os.open(self._gate_path, _OPEN & ~os.O_CREAT)
        except FileNotFoundError:
            pass  # the gate has just been opened
        except OSError:
            self.release()
            return  # nothing can be written here, so nothing can be replaced either
        kind = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
        if self._gate is not None:
            self._take(self._gate, kind)
            if not alone:
                os.close(self._gate)
                self._gate = None
        if self._handle is not None:
            self._take(self._handle, kind)

    def _take(self, handle: int, kind: int) -> None:
        while True:
            try:
                fcntl.flock(handle, kind | fcntl.LOCK_NB)
                return
            except OSError as error:
                if time.monotonic() > self._until:
                    self.release()
                    raise StoreError(
                        "another rj is using this journal"
                        if self._alone
                        else "another rj is replacing this journal's file",
                        "Wait until it has ended, then do this again; nothing was changed.",
                    ) from error
                time.sleep(0.05)

    def __enter__(self) -> Holding:
        return self

    def __exit__(self, *_: object) -> None:
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


class Lent(Holding):
    """The hold of someone further out, who keeps it: for opening a file inside a stretch held alone."""

    def __init__(self) -> None:
        self._handle = self._gate = None
