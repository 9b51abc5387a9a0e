"""What is said to be stored is on the disk: the settings of every connection, and every file forced there in order."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from relational_journal import Journal
from relational_journal.store.drafts.draft_files import keep_draft
from relational_journal.store.engine import backup_names
from relational_journal.store.engine import database as engine
from relational_journal.store.files import opening, passphrase
from relational_journal.store.files.restore import restore
from tests.support.stored import Clock

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the name behind a handle is read from /proc")
SETTINGS = {"synchronous": 2, "fullfsync": 1, "foreign_keys": 1, "secure_delete": 1, "trusted_schema": 0}


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every forcing to the disk and every taking of a name by this program, in order, without folders and numbers."""
    done: list[str] = []
    fsync, rename, replace, link = os.fsync, os.rename, os.replace, os.link

    def forced(handle: int) -> None:
        done.append(f"force {kind(Path(f'/proc/self/fd/{handle}').readlink())}")
        fsync(handle)

    def named(how: Callable[..., None]) -> Callable[..., None]:
        def do(source: Path, target: Path, **given: object) -> None:
            done.append(f"{kind(Path(source))} becomes {kind(Path(target))}")
            how(source, target, **given)

        return do

    monkeypatch.setattr(os, "fsync", forced)
    for name, how in (("rename", rename), ("replace", replace), ("link", link)):
        monkeypatch.setattr(os, name, named(how))
    yield done


def kind(path: Path) -> str:
    """What a file is, by its name."""
    if path.is_dir():
        return f"folder {path.name}"
    for ending in (".part", ".new", ".bytes", ".txt", ".unfinished", "-wal"):
        if path.name.endswith(ending):
            return f"{path.parent.name}/*{ending}"
    return f"{path.parent.name}/*{path.suffix}"


@pytest.mark.parametrize("key", [None, "k"])
def test_every_connection_that_writes_commits_to_the_disk_itself(path: Path, clock: Clock, key: str | None) -> None:
    def settings() -> dict[str, int]:
        with Journal.open(path, key, now=clock) as journal:
            db = journal._store.db
            assert db.fetch_one("PRAGMA journal_mode") == ("wal",)
            return {name: db.fetch_one(f"PRAGMA {name}")[0] for name in SETTINGS}

    assert settings() == SETTINGS  # as it is made
    assert settings() == SETTINGS  # as it is opened
    with Journal.open(path, key, now=clock) as journal:
        journal.backup()
    copy = backup_names.copies_of(path)[0]
    derived = None
    if key:
        from relational_journal.store.engine.key_derivation import derive, salt_of

        derived = derive(key, salt_of(path))
    restore(path, copy, key=derived, file_key=derived, now=clock)
    assert settings() == SETTINGS
    passphrase.change(path, key, "another", now=clock)
    key = "another"
    assert settings() == SETTINGS
    with opening.open_database(path, engine.key_of(key), create=False, migrate=False) as db:
        assert {name: db.fetch_one(f"PRAGMA {name}")[0] for name in SETTINGS} == SETTINGS


def test_a_copy_is_on_the_disk_before_it_has_its_name_and_its_name_before_it_is_called_done(
    path: Path, clock: Clock, calls: list[str]
) -> None:
    with Journal.open(path, now=clock) as journal:
        journal.add("One.")
        calls.clear()
        journal.backup()

    assert calls == ["force backups/*.part", "backups/*.part becomes backups/*.db", "force folder backups"]


def test_a_copy_elsewhere_too(path: Path, clock: Clock, calls: list[str], tmp_path: Path) -> None:
    with Journal.open(path, now=clock) as journal:
        journal.add("One.")
        calls.clear()
        journal.backup(tmp_path / "copy.db")

    name = tmp_path.name
    assert calls == [f"force {name}/*.part", f"{name}/*.part becomes {name}/*.db", f"force folder {name}"]


def test_a_draft_is_on_the_disk_when_it_is_said_to_be_kept(path: Path, clock: Clock, calls: list[str]) -> None:
    keep_draft(path, "Words.", clock())

    assert calls == ["force drafts/*.txt", "force folder drafts"]


def test_a_restored_journal_is_on_the_disk_before_it_takes_the_name(
    path: Path, clock: Clock, calls: list[str], tmp_path: Path
) -> None:
    with Journal.open(path, now=clock) as journal:
        journal.add("One.")
        journal.backup(tmp_path / "copy.db")
    calls.clear()

    restore(path, tmp_path / "copy.db", key=None, file_key=None, now=clock)

    takes = calls.index("kept/*.new becomes kept/*.db")
    assert "force kept/*.new" in calls[:takes]
    assert "force folder kept" in calls[:takes]  # the mark that something has begun
    assert calls[takes + 1] == "force folder kept"
    assert "backups/*.part becomes backups/*.db" in calls[:takes]


@pytest.mark.parametrize(("old", "new"), [(None, "k"), ("k", None), ("k", "l")])
def test_a_passphrase_is_changed_only_once_all_that_follows_is_on_the_disk(
    path: Path, clock: Clock, calls: list[str], old: str | None, new: str | None
) -> None:
    with Journal.open(path, old, now=clock) as journal:
        journal.add("One.")
        journal.backup()
    calls.clear()

    passphrase.change(path, old, new, now=clock)

    twins = [at for at, call in enumerate(calls) if call == "backups/*.new becomes backups/*.db"]
    forced = [at for at, call in enumerate(calls) if call == "force backups/*.new"]
    assert len(twins) == 2  # the copy there was, and the one made before the change
    assert len(forced) >= 2 and max(forced[:2]) < min(twins)
    if not (old and new):
        takes = calls.index("kept/*.new becomes kept/*.db")
        assert max(forced[:2]) < takes < min(twins)
        assert "force kept/*.new" in calls[:takes]


def test_a_damaged_file_that_is_kept_is_on_the_disk(rj, calls: list[str]) -> None:
    rj("log", "One.")
    rj("log", "Two.")
    content = bytearray(rj.journal.read_bytes())
    content[5 * 4096 : 6 * 4096] = bytes(4096)
    rj.journal.write_bytes(content)
    calls.clear()

    rj("doctor", "--mend", "--yes", code=None)

    takes = calls.index("kept/*.new becomes kept/*.db")
    assert "backups/*.part becomes backups/*.bytes" in calls[:takes]
    assert "force backups/*.part" in calls[:takes]
    assert "force folder backups" in calls[:takes]


def test_an_export_and_a_page_are_on_the_disk_before_they_have_their_name(rj, calls: list[str], tmp_path: Path) -> None:
    rj("log", "One.")
    calls.clear()
    rj("export", "--output", str(tmp_path / "all.jsonl"))

    names = [at for at, call in enumerate(calls) if "becomes" in call]
    assert len(names) == 1
    assert any(call.startswith("force") for call in calls[: names[0]])
