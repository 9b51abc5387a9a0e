"""The process that removes a cached key when its time is over, even if no `rj` runs any more.

It holds no key and no passphrase. It ends when the key is gone, by `rj lock` or otherwise, and removes the key when it
is terminated, as at logout or shutdown.
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

_LOOK_SECONDS = 20  # in slices, because sleep does not count the time while a laptop was suspended


def wait(
    journal: Path, session: int | None, *, sleep: Callable[[float], None] = time.sleep, look: float = _LOOK_SECONDS
) -> None:
    """Remove the key of the journal once its time is over or the session has ended.

    Args:
        journal: the journal's file.
        session: the process that leads the session; None if the system itself empties memory folders at logout.
        sleep: waits for the given seconds.
        look: seconds between two looks.
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
    """Wait for the key of the journal named in the environment to expire, unless another process does."""
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
        # A key cached between the end of the last one and the release of the lock saw this process and started no
        # other.
        is_over = key_cache.seconds_left(journal) <= 0


if __name__ == "__main__":
    main()
