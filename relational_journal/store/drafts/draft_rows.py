"""Drafts kept inside a journal with a passphrase, where its key hides them; in `program_notes`, so never undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from relational_journal.store.engine.database import Database

_DRAFT = "draft:"


def put(db: Database, name: str, words: str) -> None:
    """Keep a draft; a name that is taken gets a number, the same words under the same name are kept once."""
    words = words.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    stem, number = name.removesuffix(".txt"), 1
    with db.transaction():
        held = named(db)
        while held.get(name, words) != words:
            number += 1
            name = f"{stem}-{number}.txt"
        db.run("INSERT OR IGNORE INTO program_notes (name, value) VALUES (?, ?)", (_DRAFT + name, words))


def named(db: Database) -> dict[str, str]:
    """Name → words of every draft inside, oldest first."""
    rows = db.rows("SELECT name, value FROM program_notes WHERE name GLOB ? ORDER BY name", (f"{_DRAFT}*",))
    return {name.removeprefix(_DRAFT): words for name, words in rows}


def remove(db: Database, name: str) -> None:
    """Take a draft out."""
    with db.transaction():
        db.run("DELETE FROM program_notes WHERE name = ?", (_DRAFT + name,))


def rewrite(db: Database, change: Callable[[str], str]) -> None:
    """Change the words of every draft."""
    with db.transaction():
        for name, words in named(db).items():
            if change(words) != words:
                db.run("UPDATE program_notes SET value = ? WHERE name = ?", (change(words), _DRAFT + name))
