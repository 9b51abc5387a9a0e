"""The fictional journal of `rj demo`, built once for all tests of a run; each works on a copy of its own."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from relational_journal import Journal
from relational_journal.demo.load import FILE
from relational_journal.exchange.import_file import bring_in
from relational_journal.exchange.jsonl import reader
from relational_journal.vocabulary.load import vocabulary

NOW = datetime.fromisoformat("2026-11-22T20:00:00+01:00")  # the evening it ends on


@pytest.fixture(scope="session")
def demo_kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The journal as it comes, which no test opens: `copied` gives one to work on."""
    path = tmp_path_factory.mktemp("demo") / "journal.db"
    with Journal.open(path, now=lambda: NOW) as journal, FILE.open("rb") as stream:
        bring_in(reader.read(stream, vocabulary=vocabulary()), journal)
    return path


def copied(kept: Path, folder: Path) -> Path:
    """Copy the journal into a new folder."""
    shutil.copytree(kept.parent, folder)
    return folder / kept.name


@pytest.fixture(scope="module")
def demo_of_module(demo_kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy that the tests of a module share."""
    return copied(demo_kept, tmp_path_factory.mktemp("module") / "demo")


@pytest.fixture
def demo_of_mine(demo_kept: Path, tmp_path: Path) -> Path:
    """A copy for one test."""
    return copied(demo_kept, tmp_path / "demo")
