"""Start the small process that removes a cached key when its time is over."""

from __future__ import annotations

import os
from pathlib import Path

from relational_journal.store.engine.memory_folder import outlives_login, place_of

JOURNAL, SESSION = "RJ_EXPIRY_OF", "RJ_EXPIRY_WITH"


def watch_from_now_on(journal: Path) -> None:
    """Start the waiting process. If that fails, the key's time is still checked at its next use."""
    import subprocess

    from relational_journal import child_processes

    environment = child_processes.few_variables(
        **{JOURNAL: str(journal.absolute()), SESSION: str(_session_to_end_with(journal) or "")}
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
    started.returncode = 0  # it outlives this process, so nobody waits for it


def _session_to_end_with(journal: Path) -> int | None:
    """Return the session leader whose end comes closest to a logout, if the system does not empty the memory folder."""
    place = place_of(journal)
    if place is None or not outlives_login(place) or not hasattr(os, "getsid"):
        return None
    leader = os.getsid(0)
    # Without a session of a person (a script, or the only process of a terminal) there is nothing to wait for.
    is_a_persons = os.isatty(0) and leader not in (0, os.getpid())
    return leader if is_a_persons else None
