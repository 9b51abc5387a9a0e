"""Check where the key of an encrypted journal is cached, and whether it is safe there."""

from __future__ import annotations

from pathlib import Path

from relational_journal.store.checkup.journal_checks import Check
from relational_journal.store.engine import memory_folder
from relational_journal.store.keys import keychain

_LONG_MINUTES = 8 * 60


def key_storage(path: Path, minutes: int) -> Check:
    """Check that nobody else can read the cached key, and that it is not cached for too long.

    Args:
        path: an encrypted journal.
        minutes: the time without use after which the key expires; 0: it is not cached.
    """
    folder = memory_folder.memory_backed_folder()
    ours = memory_folder.folder_of_ours(folder) if folder else None
    if ours and ours.exists() and not memory_folder.is_ours_alone(ours):
        what = f"{ours} can be entered by other users, so the key is not stored there"
        return Check("key", False, what, f"chmod 700 '{ours}', or remove it if it is not yours")
    if not minutes:
        return Check("key", True, "it is stored nowhere: each command asks for the passphrase")
    if minutes > _LONG_MINUTES:
        return Check("key", False, f"it is stored for {minutes} minutes without use", "rj settings idle 30, RJ_KEEP=30")
    until = f"until {minutes} minutes without use, or rj lock"
    if folder:
        return Check("key", True, f"it is stored only in memory ({folder}), {until}")
    if name := keychain.name():
        return Check("key", True, f"it is stored in the keychain ({name}), {until}")
    return Check("key", True, "it is stored nowhere: no private folder in memory and no known keychain here")
