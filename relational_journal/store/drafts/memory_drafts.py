"""Words in memory-backed storage: drafts of a journal with a passphrase, editor files, and what killed runs left.

Beside the name of a journal's place in memory: `.draft-NAME` is a draft, `.edit-PID` a folder of a running editor.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from relational_journal.store.drafts import draft_files, draft_rows
from relational_journal.store.engine.memory_folder import place_of, private_place

if TYPE_CHECKING:
    from relational_journal.store.engine.database import Database

_DRAFT, _EDITOR = ".draft-", ".edit-"


def keep_in_memory(journal: Path, text: str, now: datetime) -> Path | None:
    """Keep words as a draft in memory; None where there is no such storage."""
    place = private_place(journal)
    if place is None:
        return None
    return draft_files.write_new(lambda name: place.with_name(f"{place.name}{_DRAFT}{name}"), text, now, force=False)


def folder_for_editor(journal: Path) -> Path | None:
    """A new folder in memory for the file an editor works on; None where there is no such storage."""
    place = private_place(journal)
    if place is None:
        return None
    folder = place.with_name(f"{place.name}{_EDITOR}{os.getpid()}")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    return folder


def take_in(database: Database, now: datetime) -> int:
    """Move what lies in memory into the journal as drafts: inside one with a passphrase, else into `drafts/`.

    Returns:
        how many drafts there are now that were not there before.
    """
    place = place_of(database.path)
    if place is None:
        return 0
    found = 0
    for path in sorted(place.parent.glob(f"{place.name}.*")):
        ending = path.name.removeprefix(place.name)
        with suppress(FileNotFoundError):  # another rj that does the same has been faster
            if ending.startswith(_DRAFT):
                found += _keep(database, ending.removeprefix(_DRAFT), path, now)
                path.unlink()
            elif ending.startswith(_EDITOR) and not _is_running(ending.removeprefix(_EDITOR)):
                for file in sorted(file for file in path.iterdir() if file.is_file()):
                    found += _keep(database, f"{now:%Y-%m-%d-%H%M}.txt", file, now)
                shutil.rmtree(path, ignore_errors=True)
    return found


def _keep(database: Database, name: str, file: Path, now: datetime) -> int:
    words = file.read_bytes().decode("utf-8", "surrogateescape")
    if not words.strip():
        return 0
    if database.encrypted:
        draft_rows.put(database, name, words)
    else:
        draft_files.keep_draft(database.path, words, now)
    return 1


def _is_running(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, ValueError):
        return False
    except OSError:
        return True
    return True
