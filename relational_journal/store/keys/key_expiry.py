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
from relational_journal.store.engine.memory_folder import outlives_login, place_of, private_place
from relational_journal.store.keys import expiry_lock, key_cache

_LOOK_SECONDS = 20  # in slices, because a sleep does not count the time a laptop was closed
_JOURNAL, _SESSION = "RJ_EXPIRY_OF", "RJ_EXPIRY_WITH"


def watch_from_now_on(journal: Path) -> None:
    """Start the process that waits; if none can be started the time is looked at when the key is next used."""
    import subprocess

    from relational_journal import child_processes

    environment = child_processes.few_variables(
        **{_JOURNAL: str(journal.absolute()), _SESSION: str(_session_to_end_with(journal) or "")}
    )
    nowhere = subprocess.DEVNULL
    try:
        started = subprocess.Popen(
            child_processes.isolated_python("relational_journal.store.keys.key_expiry"),
            env=environment,
            cwd=child_processes.FOLDER,
            stdin=nowhere,
            stdout=nowhere,
            stderr=nowhere,
            start_new_session=True,
            creationflags=getattr(subprocess, "DETACHED_PROCESS", 0),
        )
    except OSError:
        return
    started.returncode = 0  # it outlives this one, and nobody waits for it


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


def _session_to_end_with(journal: Path) -> int | None:
    """The terminal session whose end is as near to a logout as can be told, where the system takes nothing away."""
    place = place_of(journal)
    if place is None or not outlives_login(place) or not hasattr(os, "getsid"):
        return None
    leader = os.getsid(0)
    # Started by a script, or alone in a terminal of its own, there is no session that would say anything.
    is_a_persons = os.isatty(0) and leader not in (0, os.getpid())
    return leader if is_a_persons else None


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
    journal, session = Path(os.environ[_JOURNAL]), os.environ.get(_SESSION, "")

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
