"""Remove people and words that one answer of a form created and a later answer corrected."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import TYPE_CHECKING

from relational_journal.store.records import changes

if TYPE_CHECKING:
    from relational_journal.store.records.session import JournalSession

_MADE = (
    "SELECT k.row_id FROM row_history k"
    " WHERE k.tbl = '{}' AND k.before IS NULL AND k.change_id IN (SELECT value FROM parameters)"
)
# Entries in the bin are asked too, which the derived tables do not hold: one of them may be brought back.
_UNUSED_PEOPLE = f"""
  WITH parameters AS (SELECT value FROM json_each(?)) SELECT id FROM people WHERE id IN ({_MADE.format("people")})
  AND id NOT IN (SELECT person_id FROM with_people)
  AND id NOT IN (SELECT j.value FROM entries e, json_each(e.people) j WHERE e.deleted_at IS NOT NULL)
  AND id NOT IN (SELECT CAST(person AS INTEGER) FROM hunches WHERE person IS NOT NULL)"""
_UNUSED_WORDS = f"""
  WITH parameters AS (SELECT value FROM json_each(?)) SELECT id FROM words WHERE id IN ({_MADE.format("words")})
  AND key NOT IN (SELECT key FROM tagged)
  AND key NOT IN (SELECT key FROM as_tagged WHERE deleted_at IS NOT NULL)
  AND key NOT IN (SELECT j.value FROM hunches h, json_each(h.condition) j)
  AND key NOT IN (SELECT j.value FROM hunches h, json_each(h.marker) j)
  AND key NOT IN (SELECT key FROM learned)"""


def drop_unused(store: JournalSession, made_in: Collection[int]) -> None:
    """Delete people and words that these changes created and nothing uses now, as part of the last of the changes."""
    parameters = (json.dumps(sorted(made_in)),)
    people = store.db.rows(_UNUSED_PEOPLE, parameters)
    words = store.db.rows(_UNUSED_WORDS, parameters)
    if not people and not words:
        return
    with changes.change(store, "edit", "a correction", continues=max(made_in)):
        for table, rows in (("people", people), ("words", words)):
            for (number,) in rows:
                store.db.run(f"DELETE FROM {table} WHERE id = ?", (number,))
    store.forget_what_was_read()
