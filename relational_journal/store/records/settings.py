"""Read and write the person's settings, the patterns they hid, and the program's own notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relational_journal.store.records import changes

if TYPE_CHECKING:
    from relational_journal.store.records.session import JournalSession

_HIDDEN = "hidden:"


def get(store: JournalSession, name: str, default: str) -> str:
    """Return a setting, or a note of the program under that name."""
    row = store.db.fetch_one(
        "SELECT value FROM settings WHERE name = ? UNION ALL SELECT value FROM program_notes WHERE name = ?",
        (name, name),
    )
    return default if row is None else str(row[0])


def put(store: JournalSession, name: str, value: str) -> None:
    """Store a setting as one change."""
    with changes.change(store, "setting", f"setting {name}"):
        store.db.run(
            "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
            " WHERE value <> excluded.value",
            (name, value),
        )


def remember(store: JournalSession, name: str, value: str) -> None:
    """Store a note of the program itself; it is no change and is not undone."""
    with store.db.transaction():
        store.db.run(
            "INSERT INTO program_notes (name, value) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )


def hidden(store: JournalSession) -> frozenset[str]:
    """Return the keys of hidden patterns."""
    rows = store.db.rows("SELECT name FROM settings WHERE name GLOB ?", (f"{_HIDDEN}*",))
    return frozenset(row[0].removeprefix(_HIDDEN) for row in rows)


def hide(store: JournalSession, key: str, *, away: bool) -> None:
    """Hide a pattern, or show it again, as one change."""
    with changes.change(store, "hide" if away else "unhide", f"{'hiding' if away else 'showing'} {key}"):
        if away:
            store.db.run(
                "INSERT INTO settings (name, value) VALUES (?, 'yes') ON CONFLICT DO NOTHING", (_HIDDEN + key,)
            )
        else:
            store.db.run("DELETE FROM settings WHERE name = ?", (_HIDDEN + key,))
