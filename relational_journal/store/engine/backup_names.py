"""Name, find and date the copies (backups) of a journal in the folder `backups` next to it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from relational_journal.store.engine import first_page
from relational_journal.store.engine.private_files import regular_files

if TYPE_CHECKING:
    pass

PART = ".part"
TWIN = ".new"  # a copy re-encrypted under a new key, before it replaces the old copy
BYTES = ".bytes"


def folder_of(journal: Path) -> Path:
    """Return the folder of a journal's copies."""
    return journal.parent / "backups"


def copies_of(journal: Path) -> tuple[Path, ...]:
    """Return the copies of a journal in its `backups` folder, oldest first, without those of a neighbouring journal.

    The folder may hold other files. A file counts as a copy if this program named it, or, whatever its name, if its
    first page says that it is a journal or may be an encrypted one: people put copies there under names of their own.
    """
    found = []
    for path in regular_files(folder_of(journal), "*.db"):
        stem = _stem(path)
        if stem == journal.stem or (stem is None and first_page.may_be_a_journal(path)):
            found.append(path)
    return tuple(found)


def leftovers_of(journal: Path, ending: str) -> tuple[Path, ...]:
    """Return the files this program left in the folder of copies whose names end with PART, TWIN or BYTES."""
    ours = re.compile(rf"{re.escape(journal.stem)}-\d{{4}}-\d{{2}}-\d{{2}}-\d{{6}}\b.*{re.escape(ending)}")
    copies = {copy.name for copy in copies_of(journal)}
    found = regular_files(folder_of(journal), f"*{ending}")
    return tuple(path for path in found if ours.fullmatch(path.name) or path.name.removesuffix(ending) in copies)


_COPY_NAME = re.compile(r"(.+)-(\d{4}-\d{2}-\d{2})-\d{6}\b.*\.db")


def _stem(copy: Path) -> str | None:
    """Return the stem of the journal that this program copied into this file; None if the name is not ours."""
    found = _COPY_NAME.fullmatch(copy.name)
    return found[1] if found else None


def day_of(copy: Path) -> date | None:
    """Return the day a copy was made, read from its name; None if this program did not name it."""
    found = _COPY_NAME.fullmatch(copy.name)
    return date.fromisoformat(found[2]) if found else None
