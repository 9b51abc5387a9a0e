"""Several processes at one journal, and processes that die."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from relational_journal import Journal
from relational_journal.errors import StoreError
from relational_journal.model import MYSELF
from relational_journal.store.engine.database import Database
from relational_journal.store.engine.file_lock import FileLock
from tests.support.stored import moment

ADDING = """
import sys
from relational_journal import Journal
from relational_journal.model import Moment
path, name, count = sys.argv[1:4]
with Journal.open(path) as journal:
    for number in range(int(count)):
        stored = journal.add(Moment(when="2026-11-21", text=f"{name} {number}", people=("Sam", name)))
        print(stored.uid, flush=True)
"""


def start(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", ADDING, str(path), name, str(count)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_processes_that_write_at_once_lose_nothing(path: Path) -> None:
    """From a journal that is not there yet: both make it, and the same new person, at the same time."""
    writers = [start(path, name, 12) for name in ("Ada", "Bo")]
    said = [writer.communicate(timeout=60) for writer in writers]

    assert [error for _, error in said] == ["", ""]
    with Journal.open(path) as journal:
        assert {m.uid for m in journal.entries()} == {uid for out, _ in said for uid in out.split()}
        assert [person.name for person in journal.people.all()] == ["Ada", "Bo", MYSELF, "Sam"]
        assert len({m.id for m in journal.entries()}) == 24
        for _ in range(24):
            journal.undo()
        assert journal.count() == 0


@pytest.mark.skipif(os.name != "posix", reason="there is no such signal")
def test_what_was_acknowledged_is_there_after_a_kill(path: Path) -> None:
    Journal.open(path).close()
    writer = start(path, "Ada", 10_000)
    assert writer.stdout is not None
    acknowledged = [writer.stdout.readline().strip() for _ in range(20)]
    writer.send_signal(signal.SIGKILL)
    # Through the same reader: communicate() would pass over what it has read ahead.
    acknowledged += writer.stdout.read().split()
    writer.communicate(timeout=60)

    with Journal.open(path) as journal:
        there = [m.uid for m in journal.entries(oldest_first=True)]

        assert set(acknowledged) <= set(there)
        assert len(there) <= len(acknowledged) + 1
        assert len(journal.search("ada")) == len(there)
        assert journal._store.db.fetch_one("PRAGMA integrity_check") == ("ok",)
        journal.add(moment())


def test_a_process_killed_in_the_middle_of_a_change_leaves_nothing_of_it(path: Path) -> None:
    with Journal.open(path) as journal:
        journal.add(moment(text="before"))
    half = """
import os, sys
from relational_journal import Journal
from relational_journal.model import Moment
def entries():
    for number in range(2000):
        yield Moment(when="2026-11-21", text=f"half {number}")
    os._exit(9)
Journal.open(sys.argv[1]).import_all([], [], [], [], entries())
"""
    assert subprocess.run([sys.executable, "-c", half, str(path)], check=False).returncode == 9

    with Journal.open(path) as journal:
        assert [m.text for m in journal.entries()] == ["before"]
        assert journal.search("half") == []
        journal.undo()
        assert journal.count() == 0


def test_a_writer_that_does_not_end_is_waited_for_and_then_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Database, "busy_seconds", 0.1)
    with Journal.open(path) as one, Journal.open(path) as other:
        with one._store.db.transaction(), pytest.raises(StoreError, match="another rj is writing") as refused:
            other.add(moment())

        assert refused.value.next_step == "Wait until it is done, then do this again; nothing was changed."
        other.add(moment())
        assert one.count() == 1


@pytest.mark.skipif(os.name != "posix", reason="there is no such signal")
def test_waiting_for_another_writer_ends_at_ctrl_c(path: Path) -> None:
    with Journal.open(path) as one, Journal.open(path) as other, one._store.db.transaction():
        threading.Timer(0.2, lambda: os.kill(os.getpid(), signal.SIGINT)).start()

        with pytest.raises(KeyboardInterrupt):
            other.add(moment())


def test_what_another_process_adds_is_seen_by_one_that_is_open(path: Path) -> None:
    with Journal.open(path) as one, Journal.open(path) as other:
        one.add("@Sam +knackered")
        assert [person.name for person in other.people.all()] == [MYSELF, "Sam"]
        assert other.words()[0].key == "knackered"

        other.people.rename("Sam", "Samuel")
        other.add(moment(people=("samuel",)))

        assert one.find("1").people == one.find("2").people == ("Samuel",)
        assert {m.id for m in one.search("samuel")} == {1, 2}


def test_a_full_disk_is_said_and_nothing_is_half_stored(path: Path) -> None:
    with Journal.open(path) as journal:
        journal.add(moment(text="before"))
        db: Database = journal._store.db
        pages = db.fetch_one("PRAGMA page_count")[0]
        db.run(f"PRAGMA max_page_count = {pages + 2}")

        with pytest.raises(StoreError, match="disk is full") as refused:
            journal.add(moment(text="too long " * 20_000, people=("New",)))

        assert refused.value.next_step == "Free some space, then do this again; nothing was changed."
        assert [m.text for m in journal.entries()] == ["before"]
        assert [person.name for person in journal.people.all()] == [MYSELF]
        db.run(f"PRAGMA max_page_count = {pages + 2000}")
        assert journal.add(moment(text="there is space again", people=("New",))).people == ("New",)


@pytest.mark.skipif(os.name != "posix" or os.getuid() == 0, reason="nothing is write-protected for root")
def test_a_write_protected_folder_is_said(path: Path) -> None:
    Journal.open(path).close()
    path.parent.chmod(0o500)
    try:
        with pytest.raises(StoreError):
            Journal.open(path)
    finally:
        path.parent.chmod(0o700)


def test_a_journal_cannot_be_made_where_a_file_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StoreError):
        Journal.open(tmp_path / "file" / "journal.db")


@pytest.mark.skipif(os.name != "posix", reason="an open file cannot be replaced there")
def test_whoever_replaces_the_file_waits_for_those_who_have_it_open(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("relational_journal.store.engine.file_lock.WAIT_SECONDS", 0.1)
    with Journal.open(path), pytest.raises(StoreError, match="another rj is using this journal"):
        FileLock(path, alone=True)
    alone = FileLock(path, alone=True)
    with pytest.raises(StoreError, match="replacing this journal's file"):
        Journal.open(path)
    alone.release()

    Journal.open(path).close()
