"""Forgetting a kept key when its time is over, also where no `rj` is run any more: a small process that waits.

It holds no key and no passphrase. It ends when the key is gone, by `rj lock` or otherwise, and takes the key with it
when it is told to end, as at logout or shutdown.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from relational_journal.process_guard import guard_memory
from relational_journal.store.engine.memory_folder import private_place
from relational_journal.store.keys import expiry_lock, key_cache
from relational_journal.store.keys.key_expiry_start import JOURNAL, SESSION

_LOOK_SECONDS = 20  # in slices, because a sleep does not count the time a laptop was closed


def wait(
    journal: Path, session: int | None, *, sleep: Callable[[float], None] = time.sleep, look: float = _LOOK_SECONDS
) -> None:
    """Forget the key of the journal once its time is over, or the session has ended.

    Args:
        session: the process that leads it; None where the system ends what lies in memory with the login.
    """
    while (left := key_cache.seconds_left(journal)) > 0 and _is_there(session):
        sleep(min(left, look))
    key_cache.forget(journal)


def _is_there(process: int | None) -> bool:
    if process is None:
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def main() -> None:
    """Wait for the end of the key of the journal named in the environment, unless another process does."""
    guard_memory()
    journal, session = Path(os.environ[JOURNAL]), os.environ.get(SESSION, "")

    def end(*_: object) -> None:
        key_cache.forget(journal)
        sys.exit(0)

    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), end)
    place, is_over = private_place(journal), False
    while not is_over:
        try:
            lock = expiry_lock.take(journal, place)
        except expiry_lock.Taken:
            return
        try:
            expiry_lock.sign(lock)
            wait(journal, int(session) if session else None)
        finally:
            expiry_lock.put_back(journal, place, lock)
        # A key that came between the end of the last one and of the lock found this process still there.
        is_over = key_cache.seconds_left(journal) <= 0


if __name__ == "__main__":
    main()
