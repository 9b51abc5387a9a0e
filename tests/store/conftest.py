"""What the tests of the store share: a journal in a temporary folder, its clock, a moment to store, all it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from relational_journal import Journal
from relational_journal.model import Moment, Query

START = datetime.fromisoformat("2026-11-22T18:40:00+01:00")


class Clock:
    """A clock that stands until it is put forward."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **time: float) -> None:
        self.at += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the journal of this test will lie."""
    return tmp_path / "kept" / "journal.db"


@pytest.fixture
def journal(path: Path, clock: Clock) -> Iterator[Journal]:
    """An empty journal."""
    with Journal.open(path, now=clock) as opened:
        yield opened


@pytest.fixture
def reopened(path: Path, clock: Clock) -> Callable[[], Journal]:
    """Opens the journal of this test once more."""
    return lambda: Journal.open(path, now=clock)


def moment(**differences: Any) -> Moment:
    """A moment of some day, but for what is said."""
    return Moment(**{"when": "2026-11-21T18:00:00+01:00", "text": "We talked.", **differences})


def everything(journal: Journal) -> tuple[Any, ...]:
    """All a journal holds, bin and choices among it, to be compared."""
    return (
        list(journal.entries()),
        list(journal.entries(Query(deleted=True))),
        journal.people(),
        journal.words(),
        journal.hunches(),
        journal.learned(),
        journal.hidden_patterns(),
        journal.setting("region", ""),
        journal.word_uses(),
        journal.people_seen(),
        [sorted(m.uid for m in journal.search(word)) for word in ("we", "sam", "quiet", "own", "new")],
    )


def bytes_beside(path: Path) -> bytes:
    """Every byte in the journal's folder and below."""
    return b"\n".join(file.read_bytes() for file in sorted(path.parent.rglob("*")) if file.is_file())
