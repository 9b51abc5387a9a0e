"""Journals in tests of the store: a clock that stands, a moment to store, all a journal holds, all its bytes."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from relational_journal import Journal
from relational_journal.model import Entry, Query

START = datetime.fromisoformat("2026-11-22T18:40:00+01:00")


class Clock:
    """A clock that stands until it is put forward."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **time: float) -> None:
        self.at += timedelta(**time)


def moment(**differences: Any) -> Entry:
    """A moment of some day, but for what is said."""
    return Entry(**{"when": "2026-11-21T18:00:00+01:00", "text": "We talked.", **differences})


def everything(journal: Journal) -> tuple[Any, ...]:
    """All a journal holds, bin and choices among it, to be compared."""
    return (
        list(journal.entries()),
        list(journal.entries(Query(deleted=True))),
        journal.people.all(),
        journal.words(),
        journal.hunches.all(),
        journal.learned.all(),
        journal.settings.hidden_patterns(),
        journal.settings.get("region", ""),
        journal.word_uses(),
        journal.people.seen(),
        [sorted(m.uid for m in journal.search(word)) for word in ("we", "sam", "quiet", "own", "new")],
    )


def bytes_beside(path: Path) -> bytes:
    """Every byte in the journal's folder and below."""
    return b"\n".join(file.read_bytes() for file in sorted(path.parent.rglob("*")) if file.is_file())
