"""Breaks that may still be open, newest first, at a cost that grows with how many are taken, not with the journal."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge
from typing import TYPE_CHECKING

from relational_journal.store.records.entries import READ, moment_of, place

if TYPE_CHECKING:
    from relational_journal.model import Moment
    from relational_journal.store.records.session import Store

_ORDER = "ORDER BY begins DESC, written DESC, uid DESC"
_COUNTED = "deleted_at IS NULL AND kind = 'moment' AND NOT unsafe AND NOT story_only"
_HARD = f"SELECT {READ} FROM entries WHERE tone = 'disconnection' AND break_status IS NULL AND {_COUNTED} {_ORDER}"
_SAID = f"SELECT {READ} FROM entries WHERE break_status = ? AND {_COUNTED} {_ORDER}"


def perhaps(store: Store) -> Iterator[Moment]:
    """Disconnections that say nothing of a break, and moments whose break is open or partly mended, newest first.

    Those about keeping safe by a tag, and with oneself alone, are still among them.
    """
    store.look()
    streams = [store.db.stream(_HARD, ()), store.db.stream(_SAID, ("open",)), store.db.stream(_SAID, ("partly",))]
    yield from merge(*((moment_of(store, row) for row in rows) for rows in streams), key=place, reverse=True)
