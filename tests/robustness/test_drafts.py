"""Drafts keep no word that was deleted or forgotten, wherever they lie, and nobody else can read one."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from relational_journal import Journal
from relational_journal.store.drafts import draft_files, draft_rows, memory_drafts
from relational_journal.store.engine import backup_names
from relational_journal.store.engine.memory_folder import memory_backed_folder

PASSPHRASE = "seven quiet herons"
WORDS = "Marmalade with Perpetua"
in_memory = pytest.mark.skipif(memory_backed_folder() is None, reason="no memory-backed storage here")


@pytest.fixture
def closed(rj: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A journal with a passphrase, an entry, drafts of its words and others inside it, and a copy that holds them."""
    monkeypatch.setenv("RJ_PASSPHRASE", PASSPHRASE)
    rj("log", f"{WORDS}. @Perpetua +c")
    with Journal.open(rj.journal, PASSPHRASE) as journal:
        draft_rows.put(journal._store.db, "2026-11-20-0900.txt", f"{WORDS}. @Perpetua +c")
        draft_rows.put(journal._store.db, "2026-11-21-0900.txt", "Perpetua again")
    rj("backup")
    return rj


def everywhere(rj: Any) -> dict[str, list[str]]:
    """The drafts inside the journal and inside each of its copies."""
    found = {}
    for path in (rj.journal, *backup_names.copies_of(rj.journal)):
        with Journal.open(path, PASSPHRASE, create=False) as journal:
            found[path.name] = list(draft_rows.named(journal._store.db).values())
    return found


def test_deleting_for_good_takes_drafts_of_the_words_out_of_a_closed_journal_and_its_copies(closed: Any) -> None:
    assert len(everywhere(closed)) == 2
    closed("delete", "1", "--for-good", "--yes")

    assert list(everywhere(closed).values()) == [["Perpetua again"], ["Perpetua again"]]


def test_forgetting_somebody_takes_the_name_out_of_drafts_inside_a_closed_journal_and_its_copies(closed: Any) -> None:
    closed("people", "forget", "Perpetua", "--yes")

    assert len(everywhere(closed)) == 2
    for drafts in everywhere(closed).values():
        assert len(drafts) == 2
        assert "perpetua" not in " ".join(drafts).casefold()


def test_thirty_days_in_the_bin_take_the_drafts_of_the_words_too(closed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    closed("delete", "1")
    monkeypatch.setenv("RJ_NOW", "2026-12-23T18:40:00+01:00")
    closed("log", "Tea.")

    assert list(everywhere(closed).values()) == [["Perpetua again"], ["Perpetua again"]]


@pytest.fixture
def open_umask() -> Iterator[None]:
    """What a process makes is open to everyone unless it says otherwise."""
    before = os.umask(0)
    yield
    os.umask(before)


def modes(folder: Path) -> set[int]:
    return {stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*") if path.is_file()}


@pytest.mark.usefixtures("open_umask")
def test_a_draft_can_be_read_by_its_owner_alone_whatever_the_umask(rj: Any) -> None:
    rj("log", "Tea with @Perpetua.")
    rj("log", "--nope", WORDS, code=2)
    folder = draft_files.folder_of(rj.journal)
    assert (stat.S_IMODE(folder.stat().st_mode), modes(folder)) == (0o700, {0o600})

    rj("people", "forget", "Perpetua", "--yes")
    assert [file.read_text() for file in folder.iterdir()] == ["Marmalade with someone"]
    assert modes(folder) == {0o600}


@in_memory
@pytest.mark.usefixtures("open_umask")
def test_a_draft_in_memory_can_be_read_by_its_owner_alone_too(rj: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RJ_PASSPHRASE", PASSPHRASE)
    rj("log", "Tea.")
    rj("log", "--nope", WORDS, code=2)
    place = memory_drafts.place_of(rj.journal)
    assert place is not None
    held = [path for path in place.parent.iterdir() if memory_drafts._DRAFT in path.name]

    assert [stat.S_IMODE(path.stat().st_mode) for path in held] == [0o600]
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
