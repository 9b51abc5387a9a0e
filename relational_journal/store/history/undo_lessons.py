"""Undo what one change taught about the person's phrases, and leave what other changes taught.

Lessons are counts, and many entries add to the same one. To put back the row as it was before the change would undo
every lesson since; so only the difference that the change made is undone.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from relational_journal.store.records.session import JournalSession

_READ = "SELECT json_object('phrase', phrase, 'key', key, 'kept', kept, 'dropped', dropped) FROM learned WHERE id = ?"
_LATER = (
    "SELECT before FROM row_history WHERE tbl = 'learned' AND row_id = ? AND change_id > ? ORDER BY change_id LIMIT 1"
)


class _Counts(NamedTuple):
    """A learned reading, as it was at one time."""

    phrase: str
    key: str
    kept: int
    dropped: int


def put_back(store: JournalSession, change: int, live: str) -> None:
    """Undo what a change taught. Call it inside the change that undoes.

    Args:
        store: the open journal.
        change: its id.
        live: the condition on `row_history k` for the rows of `:c` that are not undone yet.
    """
    rows = store.db.rows(
        f"SELECT k.row_id, k.before FROM row_history k WHERE {live} AND k.tbl = 'learned' ORDER BY k.row_id",
        {"c": change},
    )
    for number, image in rows:
        # How the change left the row: as the next change found it, or as it is now.
        later = store.db.fetch_one(_LATER, (number, change)) or store.db.fetch_one(_READ, (number,))
        before, after = _counts(image), _counts(later[0] if later else None)
        reading = before or after
        if reading is not None:
            _put(store, number, reading, before or reading._replace(kept=0, dropped=0), after)


def _put(store: JournalSession, number: int, reading: _Counts, before: _Counts, after: _Counts | None) -> None:
    """Store the present counts without the difference between `before` and `after`.

    Args:
        store: the open journal.
        number: the id of the row, used again if the row is gone.
        reading: says which phrase and key.
        before, after: the counts on both sides of the change; None if there was no row.
    """
    db = store.db
    now = db.fetch_one("SELECT id, kept, dropped FROM learned WHERE phrase = ? AND key = ?", reading[:2])
    kept = max(0, (now[1] if now else 0) + before.kept - (after.kept if after else 0))
    dropped = max(0, (now[2] if now else 0) + before.dropped - (after.dropped if after else 0))
    if not kept and not dropped:
        db.run("DELETE FROM learned WHERE phrase = ? AND key = ?", reading[:2])
    elif now:
        db.run("UPDATE learned SET kept = ?, dropped = ? WHERE id = ?", (kept, dropped, now[0]))
    else:
        db.run(
            # The same id, so that earlier changes of the row still find it.
            "INSERT INTO learned (id, phrase, key, kept, dropped)"
            " VALUES (iif(? IN (SELECT id FROM learned), NULL, ?), ?, ?, ?, ?)",
            (number, number, *reading[:2], kept, dropped),
        )


def _counts(image: str | None) -> _Counts | None:
    """Return the counts in the JSON of a row; None for no row."""
    if image is None:
        return None
    row = json.loads(image)
    return _Counts(row["phrase"], row["key"], row["kept"], row["dropped"])
