from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from relational_journal import Journal
from relational_journal.errors import StoreError, WrongPassphrase
from relational_journal.store.drafts import draft_rows
from relational_journal.store.drafts.draft_files import keep_draft
from relational_journal.store.engine import backup_names, file_lock, key_derivation
from relational_journal.store.engine.database import is_encrypted
from relational_journal.store.files import backup, passphrase, reencrypt
from tests.support.stored import Clock, bytes_beside, everything

WORDS = "marmaladesentence"


@pytest.fixture
def filled(path: Path, clock: Clock) -> Path:
    """A journal of a few entries, changes and a bin, with a copy and a draft beside it."""
    with Journal.open(path, now=clock) as journal:
        for number in range(5):
            journal.add(f"{WORDS} {number}. @Perpetua +reached-out +ownword{number}")
        journal.delete("2")
        journal.replace(journal.find("3"), verb="edit")
        journal.settings.set("region", "uk")
        backup.copy_into_backups(journal._store.db, clock(), before="import")
    keep_draft(path, f"a draft of {WORDS}", clock())
    return path


def contents(path: Path, word: str | None, clock: Clock) -> tuple[object, ...]:
    with Journal.open(path, word, now=clock) as journal:
        assert journal._store.db.fetch_one("PRAGMA journal_mode")[0] == "wal"
        return everything(journal)


def test_setting_it_closes_the_journal_its_copies_and_its_drafts_and_keeps_everything(filled, clock) -> None:
    before = contents(filled, None, clock)
    assert WORDS.encode() in bytes_beside(filled)

    changed = passphrase.change(filled, None, "first one", now=clock)

    assert contents(filled, "first one", clock) == before
    for readable in (WORDS, "Perpetua", "ownword", "SQLite format"):
        assert readable.encode() not in bytes_beside(filled)
    assert changed.copies == len(backup_names.copies_of(filled)) == 2
    with Journal.open(filled, "first one") as journal:
        assert list(journal.drafts.all().values()) == [f"a draft of {WORDS}"]
    with Journal.open(filled, key=changed.key) as journal:
        assert journal.count() == 4


def test_changing_it_lets_the_new_one_in_and_the_old_one_out_copies_included(filled, clock) -> None:
    passphrase.change(filled, None, "first one", now=clock)
    before = contents(filled, "first one", clock)

    passphrase.change(filled, "first one", "sécond 'one'", now=clock)

    assert contents(filled, "sécond 'one'", clock) == before
    for file in (filled, *backup_names.copies_of(filled)):
        with pytest.raises(WrongPassphrase):
            Journal.open(file, "first one")
        Journal.open(file, "sécond 'one'").close()


def test_taking_it_away_opens_the_journal_and_its_copies(filled, clock) -> None:
    before = contents(filled, None, clock)
    passphrase.change(filled, None, "first one", now=clock)

    changed = passphrase.change(filled, "first one", None, now=clock)

    assert contents(filled, None, clock) == before
    assert changed.key is None
    for file in backup_names.copies_of(filled):
        with Journal.open(file) as copy:
            assert copy.count() == 4


@pytest.mark.parametrize(("old", "new"), [("first one", "second"), ("first one", None)])
def test_a_wrong_one_changes_nothing(filled, clock, old, new) -> None:
    passphrase.change(filled, None, old, now=clock)
    before = bytes_beside(filled)

    with pytest.raises(WrongPassphrase):
        passphrase.change(filled, "not it", new, now=clock)

    assert bytes_beside(filled) == before


def test_it_waits_for_whoever_has_the_journal_open_and_then_refuses(filled, clock, monkeypatch) -> None:
    monkeypatch.setattr(file_lock, "WAIT_SECONDS", 0.1)
    before = filled.read_bytes()

    with Journal.open(filled), pytest.raises(StoreError, match="another rj is using"):
        passphrase.change(filled, None, "first one", now=clock)

    assert filled.read_bytes() == before


def test_what_fails_half_way_leaves_everything_as_it_was(filled, clock, monkeypatch) -> None:
    passphrase.change(filled, None, "first one", now=clock)
    before = contents(filled, "first one", clock)

    def full(*_: object) -> None:
        raise StoreError("the disk is full", "Free some space.")

    monkeypatch.setattr(reencrypt, "_check", full)
    for new in ("second", None):
        with pytest.raises(StoreError, match="full"):
            passphrase.change(filled, "first one", new, now=clock)

    assert contents(filled, "first one", clock) == before
    assert not [file.name for file in filled.parent.rglob("*") if file.name.endswith((".new", ".unfinished"))]


KILLED = """
import os, sys
from datetime import datetime
from pathlib import Path
from relational_journal.store.files import backup, passphrase, reencrypt
path, old, new, step = Path(sys.argv[1]), sys.argv[2] or None, sys.argv[3] or None, int(sys.argv[4])
count = 0
def counted(function):
    def call(*given, **named):
        global count
        count += 1
        if count == step:
            os.kill(os.getpid(), 9)
        return function(*given, **named)
    return call
for name in ("write_under", "take_name", "shred", "force_to_disk", "_overwrite", "_check"):
    setattr(reencrypt, name, counted(getattr(reencrypt, name)))
from relational_journal.store.keys import key_cache
key_cache._ROUNDS = 1
passphrase.finish = counted(passphrase.finish)
passphrase._finish_at_once = counted(passphrase._finish_at_once)
passphrase.mark = counted(passphrase.mark)
passphrase.change(path, old, new, now=lambda: datetime.now().astimezone())
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
@pytest.mark.parametrize(("old", "new"), [("", "first one"), ("first one", "second"), ("first one", "")])
def test_killed_at_any_step_it_is_the_old_one_or_the_new_one_and_nothing_lies_about(
    filled, clock, old, new, monkeypatch
) -> None:
    monkeypatch.setattr(key_derivation, "_ROUNDS", 1)  # the file is opened by key: deriving is not what is asked here
    if old:
        passphrase.change(filled, None, old, now=clock)
    with _opened(filled, old, clock) as journal:
        before = everything(journal)
    for step in (2, 5, 8, 10, 11, 12, 14, 17, 20):
        done = subprocess.run([sys.executable, "-c", KILLED, str(filled), old, new, str(step)], capture_output=True)
        holds = _which_opens(filled, old, new)
        with _opened(filled, holds, clock) as journal:
            assert everything(journal) == before
        assert not [file.name for file in filled.parent.rglob("*") if file.name.endswith((".new", ".unfinished"))]
        if holds:
            assert WORDS.encode() not in bytes_beside(filled)
        for copy in backup_names.copies_of(filled):
            _opened(copy, holds, clock).close()
        if holds != old:
            passphrase.change(filled, holds or None, old or None, now=clock)
        if done.returncode == 0:
            break


def _opened(path: Path, word: str, clock: Clock) -> Journal:
    return Journal.open(
        path, key=key_derivation.derive(word, key_derivation.salt_of(path)) if word else None, now=clock
    )


def _which_opens(path: Path, *words: str) -> str:
    for word in words if is_encrypted(path) else ("",):
        try:
            _opened(path, word, Clock()).close()
        except WrongPassphrase:
            continue
        return word
    raise AssertionError("neither opens it")


def test_drafts_inside_are_kept_once_and_can_be_let_go(filled, clock) -> None:
    with Journal.open(filled, now=clock) as journal:
        db = journal._store.db
        for words in ("one", "one", "two"):
            draft_rows.put(db, "2026-11-22-1840.txt", words)
        held, beside = "2026-11-22-1840.txt", "drafts/2026-11-22-1840.txt"

        assert journal.drafts.all() == {held: "one", "2026-11-22-1840-2.txt": "two", beside: f"a draft of {WORDS}"}
        journal.drafts.remove(held)
        assert set(journal.drafts.all().values()) == {"two", f"a draft of {WORDS}"}
        journal.drafts.remove(held)
        assert list(journal.drafts.all().values()) == ["two"]
