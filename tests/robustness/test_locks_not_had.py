"""A lock that cannot be had is no leave to go on; a journal that goes away under an open rj is noticed."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from relational_journal import Journal
from relational_journal.errors import JournalError, StoreError
from relational_journal.store.engine import file_lock, private_files

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="locks of POSIX")
SOMEBODY = 12345


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_lock, "WAIT_SECONDS", 0.2)


def lock_of(rj) -> Path:
    return rj.journal.with_name("journal.db.lock")


def a_folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()


def a_pipe(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


@pytest.mark.parametrize("spoil", [a_folder, a_pipe])
@pytest.mark.parametrize("words", [("list",), ("log", "Two."), ("backup",), ("passphrase",), ("restore", "--yes")])
def test_a_lock_that_cannot_be_opened_is_one_clear_refusal_and_a_line_in_doctor(
    rj, words, spoil: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    rj("log", "One.")
    rj("backup")
    copy = str(next((rj.journal.parent / "backups").glob("*.db")))
    before = rj.journal.read_bytes()
    spoil(lock_of(rj))
    monkeypatch.setenv("RJ_NEW_PASSPHRASE", "k")

    done = rj(*([words[0], copy, *words[1:]] if words[0] == "restore" else words), code=1)

    assert f"error: the lock {lock_of(rj)} cannot be used" in done.err
    assert done.err.splitlines()[-2].startswith("error: ")
    assert rj.journal.read_bytes() == before
    found = {check["check"]: check for check in rj("doctor", "--json", code=None).json()}
    assert found["lock"]["ok"] is False
    assert str(lock_of(rj)) in found["lock"]["what"]
    assert found["lock"]["mend"]


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that every user can reach."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder).resolve()


def as_somebody(work: Callable[[], str]) -> str:
    """What the work says when another user does it, in a process of its own."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.setgroups([])
            os.setgid(SOMEBODY)
            os.setuid(SOMEBODY)
            os.write(write, work().encode())
        finally:
            os._exit(0)
    os.close(write)
    os.waitpid(child, 0)
    with os.fdopen(read) as reported:
        return reported.read()


def add(path: Path) -> str:
    """How many entries there are, and what is said to one more."""
    reported = ""
    try:
        with Journal.open(path) as journal:
            reported = f"{journal.count()} "
            journal.add("Two.")
    except JournalError as error:
        return reported + error.sentence
    return reported + "stored"


ONLY_ROOT = pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can become another user")


@ONLY_ROOT
def test_a_lock_of_root_keeps_the_owner_from_writing_beside_a_restore(shared: Path) -> None:
    path = shared / "kept" / "journal.db"
    assert add(path) == "0 stored"
    for file in [path.parent, *path.parent.iterdir()]:
        os.chown(file, SOMEBODY, SOMEBODY)
    lock = path.with_name("journal.db.lock")
    os.chown(lock, 0, 0)

    assert as_somebody(lambda: add(path)) == f"the lock {lock} cannot be used: permission denied"
    os.chown(lock, SOMEBODY, SOMEBODY)
    assert as_somebody(lambda: add(path)) == "1 stored"


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.EIO])
def test_a_file_system_without_locks_is_said_at_once(rj, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    rj("log", "One.")
    monkeypatch.setattr(file_lock, "WAIT_SECONDS", 3600)
    monkeypatch.setattr(fcntl, "flock", refuse)

    assert "cannot be used" in rj("log", "Two.", code=1).err


def test_where_no_handle_is_left_nothing_is_done_without_the_lock(rj, monkeypatch: pytest.MonkeyPatch) -> None:
    def none_left(*_: object, **__: object) -> int:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    rj("log", "One.")
    monkeypatch.setattr(private_files, "open_own", none_left)

    done = rj("log", "Two.", code=1)
    assert "too many files are open" in done.err
    monkeypatch.undo()
    assert len(Journal.open(rj.journal).entries().__next__().text) == 4


@ONLY_ROOT
@pytest.mark.parametrize("mode", [0o444, 0o666])
def test_in_a_folder_that_cannot_be_written_the_journal_is_read_and_only_read(shared: Path, mode: int) -> None:
    path = shared / "shown" / "journal.db"
    assert add(path) == "0 stored"
    lock = path.with_name("journal.db.lock")
    lock.unlink()
    path.chmod(mode)
    path.parent.chmod(0o755)
    before = path.read_bytes()

    assert as_somebody(lambda: add(path)).startswith(f"1 {path} cannot be opened for writing")
    assert path.read_bytes() == before
    assert not lock.exists()


def test_a_lock_file_taken_away_and_made_anew_is_the_one_that_counts(rj) -> None:
    rj("log", "One.")
    with file_lock.FileLock(rj.journal, alone=True) as alone:
        lock_of(rj).unlink()
        with pytest.raises(StoreError):
            file_lock.FileLock(rj.journal, alone=True)  # the gate is shut still
        alone.release()
    with file_lock.FileLock(rj.journal):
        assert lock_of(rj).exists()


GONE: dict[str, Callable[[Path], object]] = {
    "taken away": lambda path: path.unlink(),
    "moved": lambda path: path.rename(path.with_name("moved.db")),
    "replaced by a copy": lambda path: shutil.copy(path, path.with_name("x")) and path.with_name("x").replace(path),
    "replaced by a link": lambda path: (path.rename(path.with_name("y")), path.symlink_to(path.with_name("y"))),
    "replaced by a folder": lambda path: (path.unlink(), path.mkdir()),
    "its write-ahead file taken away": lambda path: path.with_name("journal.db-wal").unlink(),
    "its folder moved": lambda path: path.parent.rename(path.parent.with_name("moved")),
}


@pytest.mark.parametrize("how", GONE)
def test_a_journal_that_goes_away_under_an_open_rj_is_noticed_at_the_next_change(rj, how: str) -> None:
    rj("log", "One.")
    with Journal.open(rj.journal) as journal:
        journal.add("Two.")
        GONE[how](rj.journal)
        with pytest.raises(StoreError, match="removed or replaced") as reported:
            journal.add("Three.")
        assert reported.value.next_step

    assert "Three." not in [e.text for place in (rj.journal,) if place.is_file() for e in Journal.open(place).entries()]


def test_the_words_of_a_change_that_came_too_late_are_kept(rj, monkeypatch: pytest.MonkeyPatch) -> None:
    rj("log", "One.")
    opened = Journal.open

    def replaced_once_open(*given, **named):
        journal = opened(*given, **named)
        shutil.copy(rj.journal, rj.journal.with_name("x"))
        rj.journal.with_name("x").replace(rj.journal)
        return journal

    monkeypatch.setattr(Journal, "open", replaced_once_open)
    done = rj("log", "Words that came too late.", code=1)
    monkeypatch.undo()

    assert "removed or replaced" in done.err
    assert [draft.read_text() for draft in (rj.journal.parent / "drafts").iterdir()] == ["Words that came too late."]
    assert "kept in" in done.err


def test_beside_restores_and_a_lock_that_is_taken_away_nothing_acknowledged_is_lost(rj, tmp_path: Path) -> None:
    rj("log", "The first.")
    rj("backup")
    copy = next((rj.journal.parent / "backups").glob("*.db"))
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITE, str(rj.journal), str(number)], stdout=subprocess.PIPE, text=True)
        for number in range(2)
    ]
    for _ in range(3):
        rj("restore", str(copy), "--yes", code=None)
        lock_of(rj).unlink(missing_ok=True)
    reported = {text for writer in writers for text in writer.communicate(timeout=60)[0].splitlines()}

    here = set()
    for file in [rj.journal, *(rj.journal.parent / "backups").glob("*.db")]:
        with Journal.open(file) as journal:
            here |= {entry.text for entry in journal.entries()}
    assert reported <= here


WRITE = """
import sys
from relational_journal import Journal
from relational_journal.errors import JournalError
for number in range(10):
    try:
        with Journal.open(sys.argv[1]) as journal:
            journal.add(f"{sys.argv[2]}-{number}")
        print(f"{sys.argv[2]}-{number}", flush=True)
    except JournalError:
        pass
"""


class TestLockedMeanwhile:
    """`rj lock` reaches an rj that has the journal open."""

    @pytest.fixture
    def closed(self, rj, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv("RJ_PASSPHRASE", "k")
        rj("log", "One.")
        yield rj
        rj("lock")

    def test_what_is_saved_after_it_asks_for_the_passphrase_first(self, closed) -> None:
        with Journal.open(closed.journal, "k") as journal:
            closed("lock")
            with pytest.raises(StoreError, match="was locked"):
                journal.add("Two.")
            asked: list[bool] = []

            def ask(key_of: Callable[[str], bytes | None]) -> bool:
                asked.extend(key_of(typed) is not None for typed in ("wrong", "k"))
                return asked[-1]

            journal.when_locked(ask)
            journal.add("Three.")
            journal.add("Four.")
            assert asked == [False, True]
            assert [entry.text for entry in journal.entries()] == ["Four.", "Three.", "One."]

    def test_two_locks_at_the_same_moment_are_two(self, closed) -> None:
        with Journal.open(closed.journal, "k") as journal:
            closed("lock")
            with pytest.raises(StoreError, match="was locked"):
                journal.add("Two.")
            journal.when_locked(lambda key_of: key_of("k") is not None)
            journal.add("Two.")
            closed("lock")
            journal.when_locked(lambda key_of: False)
            with pytest.raises(StoreError, match="was locked"):
                journal.add("Three.")

    def test_a_plain_journal_has_nothing_to_lock(self, rj) -> None:
        with Journal.open(rj.journal) as journal:
            rj("lock")
            journal.add("One.")

            assert journal.count() == 1

    def test_modes_are_not_changed_by_it(self, closed) -> None:
        assert stat.S_IMODE(lock_of(closed).stat().st_mode) == 0o600
