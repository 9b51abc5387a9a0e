"""Drafts inside an encrypted journal; stored in `program_notes`, which `rj undo` does not touch."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from relational_journal.store.engine.database import Database

_DRAFT = "draft:"


def put(db: Database, name: str, words: str) -> None:
    """Store a draft. The same text under the same name is stored once; another text gets a numbered name."""
    # SQLite stores no text that is not UTF-8.
    words = words.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    stem, number = name.removesuffix(".txt"), 1
    with db.transaction():
        held = named(db)
        # The same words under this name are the same draft.
        while held.get(name, words) != words:
            number += 1
            name = f"{stem}-{number}.txt"
        db.run("INSERT OR IGNORE INTO program_notes (name, value) VALUES (?, ?)", (_DRAFT + name, words))


def named(db: Database) -> dict[str, str]:
    """Map the name of every draft in the journal to its text, oldest first."""
    rows = db.rows("SELECT name, value FROM program_notes WHERE name GLOB ? ORDER BY name", (f"{_DRAFT}*",))
    return {name.removeprefix(_DRAFT): words for name, words in rows}


def remove(db: Database, name: str) -> None:
    """Remove a draft."""
    with db.transaction():
        db.run("DELETE FROM program_notes WHERE name = ?", (_DRAFT + name,))


def rewrite(db: Database, change: Callable[[str], str]) -> None:
    """Replace the text of every draft by `change(text)`."""
    with db.transaction():
        for name, words in named(db).items():
            if change(words) != words:
                db.run("UPDATE program_notes SET value = ? WHERE name = ?", (change(words), _DRAFT + name))
