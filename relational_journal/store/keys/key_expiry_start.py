"""Start the small process that forgets a kept key when its time is over."""

from __future__ import annotations

import os
from pathlib import Path

from relational_journal.store.engine.memory_folder import outlives_login, place_of

JOURNAL, SESSION = "RJ_EXPIRY_OF", "RJ_EXPIRY_WITH"


def watch_from_now_on(journal: Path) -> None:
    """Start the process that waits; if none can be started the time is looked at when the key is next used."""
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
    started.returncode = 0  # it outlives this one, and nobody waits for it


def _session_to_end_with(journal: Path) -> int | None:
    """The terminal session whose end is as near to a logout as can be told, where the system takes nothing away."""
    place = place_of(journal)
    if place is None or not outlives_login(place) or not hasattr(os, "getsid"):
        return None
    leader = os.getsid(0)
    # Started by a script, or alone in a terminal of its own, there is no session that would say anything.
    is_a_persons = os.isatty(0) and leader not in (0, os.getpid())
    return leader if is_a_persons else None
