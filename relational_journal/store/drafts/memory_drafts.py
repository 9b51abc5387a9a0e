"""Texts in memory-backed storage: drafts of an encrypted journal, editor files, and what killed runs left.

The journal's name in memory is followed by `.draft-NAME` for a draft, `.edit-PID` for the folder of an editor.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from relational_journal.store.drafts import draft_files, draft_rows, editor_folder
from relational_journal.store.drafts.editor_folder import EditorFolder
from relational_journal.store.engine.memory_folder import place_of, private_place

if TYPE_CHECKING:
    from relational_journal.store.engine.database import Database

_DRAFT, _EDITOR = ".draft-", ".edit-"


def keep_in_memory(journal: Path, text: str, now: datetime) -> Path | None:
    """Store a text as a draft in memory; None if there is no such storage."""
    place = private_place(journal)
    if place is None:
        return None
    return draft_files.write_new(lambda name: place.with_name(f"{place.name}{_DRAFT}{name}"), text, now, force=False)


def folder_for_editor(journal: Path, *, on_disk: bool) -> EditorFolder | None:
    """Create a folder for the file an editor works on, in memory; None if there is no such storage.

    Args:
        journal: the journal's file.
        on_disk: without such storage create one next to the drafts, for a journal that is not encrypted itself.

    Raises:
        OSError: it cannot be made.
    """
    place = private_place(journal)
    if place is not None:
        return EditorFolder(place.with_name(f"{place.name}{_EDITOR}"))
    if not on_disk:
        return None
    folder = draft_files.folder_of(journal)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return EditorFolder(folder / _EDITOR)


def take_in(database: Database, now: datetime) -> int:
    """Move drafts from memory and from editor folders into the journal: as rows if it is encrypted, else as files.

    Returns:
        The number of new drafts.
    """
    found = 0
    place = place_of(database.path)
    for path in sorted(place.parent.glob(f"{place.name}.*")) if place is not None else ():
        ending = path.name.removeprefix(place.name)  # type: ignore[union-attr]
        if ending.startswith(_DRAFT):
            with suppress(FileNotFoundError):  # another rj that does the same was faster
                found += _keep(database, ending.removeprefix(_DRAFT), path, now)
                path.unlink()
        elif ending.startswith(_EDITOR):
            found += _take_in_folder(database, path, now)
    for path in sorted(draft_files.folder_of(database.path).glob(f"{_EDITOR}*")):
        found += _take_in_folder(database, path, now)
    return found


def _take_in_folder(database: Database, folder: Path, now: datetime) -> int:
    """Store what an editor left in its folder, unless it is still open."""
    found = 0
    with suppress(FileNotFoundError):  # another rj that does the same was faster
        if editor_folder.is_in_use(folder):
            return 0
        for file in editor_folder.files_to_take_in(folder):
            found += _keep(database, f"{now:%Y-%m-%d-%H%M}.txt", file, now)
        editor_folder.remove_unless_left_open(folder)
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
