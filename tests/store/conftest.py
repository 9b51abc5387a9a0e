"""What the tests of the store share: a journal in a temporary folder, its clock, a moment to store, all it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from relational_journal import Journal
from tests.support.stored import Clock


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
