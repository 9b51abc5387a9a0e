"""Read the entries a page for the session can say anything about, without the moments of the years before."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from relational_journal.store.records.entries import READ, moment_of

if TYPE_CHECKING:
    from datetime import date

    from relational_journal.model import Entry
    from relational_journal.store.records.session import JournalSession

_OTHERS = "kind <> 'moment' AND deleted_at IS NULL"  # the condition of their index
_ENTRIES = f"""
    SELECT id FROM entries WHERE deleted_at IS NULL AND begins >= :since
    UNION ALL SELECT id FROM entries WHERE {_OTHERS} AND (kind <> 'lookback' OR share = 1)
    UNION ALL SELECT entry_id FROM linked WHERE as_ = 'repairs'
      AND to_uid IN (SELECT uid FROM entries WHERE deleted_at IS NULL AND begins >= :since)
    UNION ALL SELECT entry_id FROM linked WHERE as_ = 'does-not-fit'
      AND to_uid IN (SELECT uid FROM entries WHERE kind = 'picture' AND {_OTHERS})
    UNION ALL SELECT fits.id FROM
      (SELECT links FROM entries WHERE kind = 'picture' AND {_OTHERS}) picture, json_each(picture.links) link
      JOIN entries fits ON fits.uid = link.value ->> '$.to' WHERE link.value ->> '$.as' = 'does-not-fit'
    UNION ALL SELECT id FROM entries WHERE uid IN (SELECT value FROM json_each(:uids))"""


def entries_for_page(store: JournalSession, since: date, uids: Iterable[str]) -> list[Entry]:
    """Return the entries from a day on, and of earlier ones those that may still stand on a page.

    These are past experiences, pictures, experiments, sessions, and check-ins whose words may be shown; moments that
    repair one from that day on or do not fit a picture; and those with the given uids.
    """
    store.look()
    rows = store.db.stream(
        f"SELECT {READ} FROM entries WHERE id IN ({_ENTRIES}) AND deleted_at IS NULL",
        {"since": since.isoformat(), "uids": json.dumps(list(uids))},
    )
    return [moment_of(store, row) for row in rows]
