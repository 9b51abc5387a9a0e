"""What our copies of a journal are called, and where they lie."""

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
TWIN = ".new"  # a copy under a new key, before it takes the place of the copy
BYTES = ".bytes"


def folder_of(journal: Path) -> Path:
    """Where our own copies lie."""
    return journal.parent / "backups"


def copies_of(journal: Path) -> tuple[Path, ...]:
    """The copies in our folder, oldest first; not those of another journal beside this one.

    A folder of that name may hold other things. Ours are the files that have a name of ours, and others that are a
    journal or may be one, being encrypted, as whoever lays a copy there under another name calls it one.
    """
    found = []
    for path in regular_files(folder_of(journal), "*.db"):
        stem = _stem(path)
        if stem == journal.stem or (stem is None and first_page.may_be_a_journal(path)):
            found.append(path)
    return tuple(found)


def leftovers_of(journal: Path, ending: str) -> tuple[Path, ...]:
    """What this program has put beside the copies under names that end so: PART, TWIN or BYTES."""
    ours = re.compile(rf"{re.escape(journal.stem)}-\d{{4}}-\d{{2}}-\d{{2}}-\d{{6}}\b.*{re.escape(ending)}")
    copies = {copy.name for copy in copies_of(journal)}
    found = regular_files(folder_of(journal), f"*{ending}")
    return tuple(path for path in found if ours.fullmatch(path.name) or path.name.removesuffix(ending) in copies)


_OF_OURS = re.compile(r"(.+)-(\d{4}-\d{2}-\d{2})-\d{6}\b.*\.db")


def _stem(copy: Path) -> str | None:
    """The name of the journal a copy was made of by this program, without its ending."""
    found = _OF_OURS.fullmatch(copy.name)
    return found[1] if found else None


def day_of(copy: Path) -> date | None:
    """The day a copy was made, by its name; None where this program did not name it."""
    found = _OF_OURS.fullmatch(copy.name)
    return date.fromisoformat(found[2]) if found else None
