"""A few of each fault of `tests/robustness/faults.py`; its full run is in docs/reliability.md."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from relational_journal import Journal
from tests.robustness import faults, fuzz

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills and forks of POSIX")


@pytest.mark.parametrize("name", faults.SCENES)
def test_killed_at_a_random_moment_nothing_is_lost_or_half(name: str, tmp_path: Path) -> None:
    early = faults.kills(name, 3, random.Random(name), tmp_path)  # raises where anything was lost or half

    assert 0 <= early <= 3


@pytest.mark.parametrize("name", ["log, closed", "import", "passphrase set", "passphrase change", "backup", "restore"])
@pytest.mark.parametrize("kilobytes", [4, 200])
def test_on_a_full_disk_nothing_is_lost_or_half(name: str, kilobytes: int, tmp_path: Path) -> None:
    came = faults.full(name, tmp_path, kilobytes)  # raises where anything was lost, half or not told

    assert came == "done" or (came.strip() and "Traceback" not in came)


def test_eight_writers_and_four_readers_beside_passphrases_and_restores_lose_nothing(tmp_path: Path) -> None:
    done = faults.crowd(tmp_path / "crowd", 5)

    assert done["written"] > 0
    assert done["passphrases"] > 0


def goes_on(rj, path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[set[str], bool]:
    """Log, copy, close, restore, import and check a journal; the texts it holds then, and whether it is sound."""
    monkeypatch.setenv("RJ_JOURNAL", str(path))
    monkeypatch.setenv("RJ_NEW_PASSPHRASE", "one")
    rj("log", "Something at an odd place. @ada")
    rj("backup")
    rj("passphrase")
    monkeypatch.setenv("RJ_PASSPHRASE", "one")
    rj("restore", str(next((path.parent / "backups").glob("*.db"))), "--yes")
    rj("import", "-", stdin='{"when": "2026-11-20", "text": "From elsewhere."}\n')
    texts = {entry["text"] for entry in rj("list", "--json").json()}
    is_sound = rj("doctor", "--json").json()[0]["ok"] is True
    rj("lock")
    return texts, is_sound


ALL_OF_IT = ({"Something at an odd place. @ada", "From elsewhere."}, True)


def longest(folder: Path, bytes_in_all: int) -> Path:
    """A path of so many bytes below a folder, in parts of at most 190."""
    left = bytes_in_all - len(os.fsencode(folder)) - len("/journal.db")
    while left > 0:
        part = min(left - 1, 190) if left - 1 - min(left - 1, 190) != 1 else 180
        folder /= "n" * part
        left -= part + 1
    return folder / "journal.db"


@pytest.mark.parametrize(
    "name", ["with spaces and 'quotes' and ?#%&;", "emoji 🌧️ ünïcode", "-begins-with-a-dash", "a\\b"]
)
def test_any_path_will_do(rj, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert goes_on(rj, tmp_path / name / f"{name}.db", monkeypatch) == ALL_OF_IT


def test_a_name_of_190_characters_will_do(rj, monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert goes_on(rj, Path(folder).resolve() / f"{'n' * 190}.db", monkeypatch) == ALL_OF_IT


@pytest.mark.parametrize("length", [200, 444])
def test_a_path_of_any_length_up_to_the_longest_will_do(
    rj, length: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = longest(tmp_path, length)
    assert len(os.fsencode(path)) == length

    assert goes_on(rj, path, monkeypatch) == ALL_OF_IT


def test_a_longer_path_is_refused_in_one_message_and_nothing_is_made(
    rj, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = longest(tmp_path, 445)
    monkeypatch.setenv("RJ_JOURNAL", str(path))

    done = rj("log", "Too far down.", code=1)

    assert "is too long: 445 bytes with its folders, 444 at most" in done.err
    assert [file.read_text() for file in path.parent.rglob("*") if file.is_file()] == ["Too far down."]
    monkeypatch.setenv("RJ_JOURNAL", str(tmp_path / "kept" / "journal.db"))
    rj("log", "Here it fits.")
    done = rj("backup", str(longest(tmp_path, 504)), code=1)
    assert "is too long" in done.err


@pytest.mark.parametrize("passphrase", ["", "secret"])
def test_a_journal_that_cannot_be_written_is_still_read_and_says_so_when_something_is_logged(
    rj, tmp_path: Path, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if passphrase:
        monkeypatch.setenv("RJ_PASSPHRASE", passphrase)
    with faults.small_disk(tmp_path / "disk", 4000) as disk:
        if disk is None:
            pytest.skip("no file system can be mounted here")
        monkeypatch.setenv("RJ_JOURNAL", str(disk / "kept" / "journal.db"))
        rj("log", "Before it was closed to writing.")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        try:
            assert [entry["text"] for entry in rj("list", "--json").json()] == ["Before it was closed to writing."]
            assert len(rj("search", "closed", "--json").json()) == 1
            done = rj("log", "Now.", code=1)
            found = {check["check"]: check for check in rj("doctor", "--json").json()}
        finally:
            subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)

        assert "cannot be opened for writing" in done.err
        assert "Now." in done.err or "kept" in done.err
        assert len(done.err.splitlines()) <= 3
        assert (found["integrity"]["ok"], found["writing"]["ok"]) == (True, False)
        assert found["writing"]["mend"]
        rj("log", "After.")
        assert len(rj("list", "--json").json()) == 2
        rj("lock")


def test_a_write_ahead_file_left_by_a_killed_run_is_not_lost_and_brings_nothing_back_after_a_restore(rj) -> None:
    rj("log", "The first.")
    rj("backup")
    killed = "import os; from relational_journal import Journal; j = Journal.open(os.environ['RJ_JOURNAL']);"
    killed += "j.add('The second.'); os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", killed], check=False)
    assert rj.journal.with_name("journal.db-wal").stat().st_size > 0
    rj("restore", str(next((rj.journal.parent / "backups").glob("*.db"))), "--yes")

    assert [entry["text"] for entry in rj("list", "--json").json()] == ["The first."]
    kept = next((rj.journal.parent / "backups").glob("*before-restore*"))
    with Journal.open(kept) as copy:
        assert copy.count() == 2


def test_a_clock_that_jumps_back_loses_nothing(rj, monkeypatch: pytest.MonkeyPatch) -> None:
    for now in ("2026-11-22T18:40", "2031-01-01T00:00", "2020-02-02T02:02", "2026-11-22T18:41"):
        monkeypatch.setenv("RJ_NOW", now)
        rj("log", f"At {now}.")
        rj("backup")

    assert len(rj("list", "-n", "0", "--json").json()) == 4
    assert rj("doctor", "--json", code=None).json()[0]["ok"] is True


KILLED_WHILE_EDITING = "#!/bin/sh\nprintf 'marzipanwords in the editor' > \"$1\"\nkill -9 $PPID\n"


def test_a_session_with_a_passphrase_leaves_no_readable_byte_anywhere(rj, tmp_path: Path, monkeypatch) -> None:
    words = ("marzipanwords", "Perpetua", "marzipantag")
    editor = tmp_path / "editor"
    editor.write_text(KILLED_WHILE_EDITING)
    editor.chmod(0o755)
    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    rj("log", "marzipanwords one. @Perpetua +marzipantag +hurt")
    rj("log", "-", stdin="marzipanwords two @Perpetua +joke")
    rj("edit", "1", "--text", "marzipanwords three @Perpetua +marzipantag")
    rj("search", "marzipanwords")
    rj("summary", "--format", "text")
    rj("backup")
    assert rj.process("log", "-e", EDITOR=str(editor)).code == -9
    assert rj.process("log", "marzipanwords four", RJ_NOW="no time").code == 2
    assert rj.process("log", "marzipanwords five +laughed", RJ_DEBUG="1").code == 2
    rj("delete", "2", "--for-good", "--yes")
    rj("list")
    rj("log", "The last. @Perpetua")
    rj("lock")

    for file in [file for file in tmp_path.rglob("*") if file.is_file() and file != editor]:
        for word in words:
            assert word.encode() not in file.read_bytes(), f"{word} is readable in {file}"
    drafts = rj("doctor", "--drafts", "--json").json()
    assert "marzipanwords in the editor" in [draft["text"] for draft in drafts]
    rj("lock")


def test_gone_is_gone_from_the_bytes_also_with_another_reader(rj) -> None:
    for number in range(20):
        rj("log", f"ordinary words {number}")
    rj("log", "marzipanwords with @Perpetua")
    rj("backup")
    with Journal.open(rj.journal) as reader:
        reader.search("marzipanwords")
        rj("delete", "21", "--for-good", "--yes")
        rj("people", "forget", "Perpetua", "--yes")
    rj("list")

    for file in rj.journal.parent.rglob("*"):
        if file.is_file():
            assert b"marzipanwords" not in file.read_bytes(), file
            assert b"Perpetua" not in file.read_bytes(), file


def test_hostile_input_is_taken_or_refused_in_our_words_and_stored_as_typed() -> None:
    found = fuzz.run(2000, seed=3)

    assert all(counted["taken"] for counted in found.values())


def test_half_a_character_is_refused_in_our_words(rj) -> None:
    rj("log", "One.")
    for command in (("search", "\udcff"), ("people", "add", "\udcff"), ("list", "--with", "\udcff")):
        assert "inside rj" not in rj(*command, code=None).err


@pytest.mark.parametrize("written", ["2 nov 2026 00:00 +2500", "2026 nov 2 10:00 -9999", "2 nov 2026 00:00+9959"])
def test_an_hour_too_far_from_greenwich_is_no_date(rj, written: str) -> None:
    done = rj("log", "Something.", "--when", written, code=2)

    assert "does not read as a date" in done.err
