from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from relational_journal import Journal
from relational_journal.errors import (
    DamagedJournal,
    JournalError,
    NewerJournal,
    NotAJournal,
    StoreError,
    WrongPassphrase,
)
from relational_journal.store.engine.columns import APPLICATION_ID, VERSION
from relational_journal.store.engine.key_derivation import derive, salt_of
from tests.support.stored import bytes_beside, moment

posix = pytest.mark.skipif(os.name != "posix", reason="modes of files are those of POSIX")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@posix
def test_folders_and_files_are_made_for_their_owner_only(tmp_path: Path) -> None:
    os.umask(0)
    path = tmp_path / "a" / "b" / "journal.db"

    with Journal.open(path) as journal:
        journal.add(moment())
        files = sorted(path.parent.iterdir())

        assert [mode(folder) for folder in (tmp_path / "a", path.parent)] == [0o700, 0o700]
        assert {file.name: mode(file) for file in files} == {
            "journal.db": 0o600,
            "journal.db-shm": 0o600,
            "journal.db-wal": 0o600,
            "journal.db.lock": 0o600,
        }


@posix
def test_a_journal_others_could_read_is_closed_to_them_again(path: Path) -> None:
    Journal.open(path).close()
    path.chmod(0o644)

    Journal.open(path).close()

    assert mode(path) == 0o600


def test_reading_where_there_is_no_journal_gives_an_empty_one_and_makes_no_file(path: Path) -> None:
    with Journal.open(path, create=False) as journal:
        assert list(journal.entries()) == []
        assert [person.name for person in journal.people.all()] == ["myself"]
        assert journal.search("anything") == []
        with pytest.raises(StoreError, match="no journal yet"):
            journal.add(moment())

    assert not path.parent.exists()


def test_an_empty_file_becomes_a_journal_when_something_is_logged(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with Journal.open(path, create=False) as journal:
        assert journal.count() == 0
    assert path.stat().st_size == 0

    with Journal.open(path) as journal:
        journal.add(moment())

        assert journal.count() == 1


@pytest.mark.parametrize(
    "content",
    [
        b"some notes\n",
        b"%PDF-1.7\n" + b"x" * 9000,
        "Ünïcode notes. ".encode() * 1000,
        b"\x00" * 8192,
        b"SQLite",
        b"the quick brown fox jumps over a dog. " * 4096,
    ],
)
def test_another_file_is_refused_and_left_as_it_is(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)

    for passphrase in (None, "secret"):
        with pytest.raises(NotAJournal, match="not a journal"):
            Journal.open(path, passphrase)

    assert path.read_bytes() == content
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_the_database_of_another_program_is_refused_and_left_as_it_is(path: Path) -> None:
    path.parent.mkdir()
    with dbapi2.connect(str(path)) as other:
        other.execute("CREATE TABLE notes (text)")
    other.close()
    before = path.read_bytes()

    with pytest.raises(NotAJournal):
        Journal.open(path)

    assert path.read_bytes() == before


def test_a_folder_is_no_journal(tmp_path: Path) -> None:
    with pytest.raises(NotAJournal):
        Journal.open(tmp_path)


@pytest.mark.parametrize("passphrase", [None, "secret"])
def test_a_journal_of_a_newer_version_is_refused_untouched(path: Path, passphrase: str | None) -> None:
    with Journal.open(path, passphrase) as journal:
        journal.add(moment())
    with dbapi2.connect(str(path), isolation_level=None) as newer:
        if passphrase:
            newer.execute(f"PRAGMA key = '{passphrase}'")
        newer.execute(f"PRAGMA user_version = {VERSION + 1}")
    newer.close()
    before = path.read_bytes()

    with pytest.raises(NewerJournal, match="newer version") as refused:
        Journal.open(path, passphrase)

    assert path.read_bytes() == before
    assert "untouched" in refused.value.next_step


def test_the_passphrase_opens_and_nothing_else_does(path: Path) -> None:
    passphrase = 'it\'s a lông "passphrase"; --'
    with Journal.open(path, passphrase) as journal:
        journal.add(moment(text="for my eyes"))
    before = path.read_bytes()

    for wrong in ('It\'s a lông "passphrase"; --', "x", "' OR 1"):
        with pytest.raises(WrongPassphrase, match="does not open"):
            Journal.open(path, wrong)
    with pytest.raises(WrongPassphrase, match="has a passphrase"):
        Journal.open(path)
    assert path.read_bytes() == before
    with Journal.open(path, passphrase) as journal:
        assert journal.is_encrypted
        assert [m.text for m in journal.entries()] == ["for my eyes"]
    with Journal.open(path, key=derive(passphrase, salt_of(path))) as journal:
        assert journal.count() == 1


def test_a_wrong_passphrase_prints_nothing_of_the_engines_own(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Journal.open(path, "secret").close()

    with pytest.raises(WrongPassphrase):
        Journal.open(path, "wrong")

    assert capfd.readouterr() == ("", "")


def test_a_plain_journal_needs_no_passphrase_and_is_not_written_to_as_if_it_were_closed_by_one(path: Path) -> None:
    Journal.open(path).close()

    with pytest.raises(StoreError, match="no passphrase"):
        Journal.open(path, "of another journal")
    with Journal.open(path) as journal:
        assert not journal.is_encrypted


def test_an_encrypted_journal_shows_no_word_on_the_disk(path: Path) -> None:
    with Journal.open(path, "secret") as journal:
        first = journal.add("@Zenobia said hello +zonked and I was a marmalade")
        journal.replace(first, verb="edit")
        journal.add(moment(text="marmalade again " * 50, answers={"camera": "marmalade"}))
        while_open = bytes_beside(path)
        journal.delete("2", for_good=True)

    for content in (while_open, bytes_beside(path)):
        for word in (b"marmalade", b"Zenobia", b"zonked", b"entries", b"SQLite"):
            assert word not in content


def test_damage_is_said_and_not_made_worse(path: Path) -> None:
    with Journal.open(path) as journal:
        for number in range(200):
            journal.add(moment(text=f"moment {number} " * 20))
    content = bytearray(path.read_bytes())
    content[4096 * 4 :] = os.urandom(len(content) - 4096 * 4)
    path.write_bytes(content)

    with pytest.raises(DamagedJournal, match="does not read as it should"), Journal.open(path) as journal:
        list(journal.entries())
    assert path.read_bytes() == content


def test_two_journals_open_in_one_process_do_not_loosen_each_others_locks(path: Path) -> None:
    """Opening and closing a file beside the engine would drop its locks; another process would then take the file."""
    with Journal.open(path) as one:
        one.add(moment())
        Journal.open(path).close()
        look = (
            "import sys; from relational_journal import Journal\n"
            f"with Journal.open({str(path)!r}) as journal: print(journal.count())"
        )
        done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)

        assert done.stdout == "1\n"
        assert path.with_name(path.name + "-wal").exists()
        one.add(moment())
        with Journal.open(path) as other:
            assert other.count() == 2


def test_a_closed_journal_says_so(path: Path) -> None:
    journal = Journal.open(path)
    journal.close()
    journal.close()

    with pytest.raises(JournalError, match="closed"):
        journal.add(moment())


def test_the_file_says_whose_it_is(path: Path) -> None:
    Journal.open(path).close()
    header = path.read_bytes()[:100]

    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(header[60:64], "big") == VERSION


def test_opening_a_journal_that_is_up_to_date_loads_neither_sqlite_utils_nor_dateutil(path: Path) -> None:
    Journal.open(path).close()
    look = (
        "import sys; from relational_journal import Journal; from relational_journal.model import Moment\n"
        f"with Journal.open({str(path)!r}) as journal:\n"
        "    journal.add(Moment(when='2026-11-21', text='x', people=('Sam',)))\n"
        "    list(journal.entries())\n"
        "heavy = {'sqlite_utils', 'dateutil', 'rich', 'typer', 'relational_journal.store.schema'}\n"
        "print(sorted(set(sys.modules) & heavy))"
    )

    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"
