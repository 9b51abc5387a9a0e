"""Sentences of docs/privacy.md and docs/reliability.md, each held so that its breaking is seen."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from relational_journal import Journal
from relational_journal.errors import StoreError
from relational_journal.store.engine import memory_folder, private_files
from relational_journal.store.files import backup

WORD, NAME = "quinceparagraph", "Perpetua"


@pytest.fixture
def closed(rj, monkeypatch: pytest.MonkeyPatch):
    """A closed journal with a draft inside and in its copy, both holding the words of entry 1 and a name."""
    monkeypatch.setenv("RJ_PASSPHRASE", "k")
    rj("log", f"{WORD} at breakfast with me. @{NAME}")
    rj("log", f"{WORD} at breakfast with me. @{NAME}", "--tone", "nonsense", code=2)
    assert [draft["text"] for draft in rj("doctor", "--drafts", "--json").json()]
    rj("backup")
    yield rj
    rj("lock")


def drafts_in(rj, file: Path) -> list[str]:
    from relational_journal.store.engine.key_derivation import derive, salt_of

    with Journal.open(file, key=derive("k", salt_of(file))) as journal:
        return list(journal.drafts.all().values())


@pytest.mark.parametrize(
    ("words", "left"), [(("delete", "1", "--for-good", "--yes"), WORD), (("people", "forget", NAME, "--yes"), NAME)]
)
def test_deleted_or_forgotten_words_are_in_no_draft_inside_a_closed_journal_or_its_copies(closed, words, left) -> None:
    copy = backup.copies_of(closed.journal)[0]
    assert any(left in text for text in drafts_in(closed, closed.journal) + drafts_in(closed, copy))

    closed(*words)

    assert not [text for file in (closed.journal, copy) for text in drafts_in(closed, file) if left in text]


def test_a_passphrase_closes_every_copy_and_takes_away_the_bytes_of_a_damaged_journal(rj, monkeypatch) -> None:
    rj("log", f"{WORD} in the open.")
    rj("backup")
    folder = rj.journal.parent / "backups"
    (folder / "by-hand.db").write_bytes(backup.copies_of(rj.journal)[0].read_bytes())
    kept = folder / "journal-2026-11-20-120000-damaged.bytes"
    kept.write_bytes(rj.journal.read_bytes())
    kept.with_name(kept.name + "-wal").write_bytes(f"{WORD} again".encode())
    monkeypatch.setenv("RJ_NEW_PASSPHRASE", "k")

    done = rj("passphrase")

    assert str(kept) in done.out + done.err
    assert not kept.exists()
    assert len(backup.copies_of(rj.journal)) == 3  # by hand, asked for, before the passphrase
    for file in rj.journal.parent.rglob("*"):
        assert not file.is_file() or WORD.encode() not in file.read_bytes(), file
    rj("lock")


def test_an_open_copy_that_a_killed_change_of_passphrase_left_is_closed_by_the_next_rj(rj, monkeypatch) -> None:
    rj("log", f"{WORD} in the open.")
    rj("backup")
    copy = backup.copies_of(rj.journal)[0]
    left = copy.read_bytes()
    monkeypatch.setenv("RJ_NEW_PASSPHRASE", "k")
    rj("passphrase")
    copy.write_bytes(left)
    rj.journal.with_name("journal.db.unfinished").touch()
    monkeypatch.setenv("RJ_PASSPHRASE", "k")

    rj("list")

    assert WORD.encode() not in copy.read_bytes()
    assert not rj.journal.with_name("journal.db.unfinished").exists()
    rj("restore", str(copy), "--yes")
    rj("lock")


def test_a_copy_that_does_not_read_back_is_not_called_done(rj, monkeypatch: pytest.MonkeyPatch) -> None:
    rj("log", "One.")
    force = private_files.force_to_disk

    def spoiled(path: Path) -> None:
        if path.name.endswith(".part"):
            content = bytearray(path.read_bytes())
            for page in range(2, len(content) // 4096):
                content[page * 4096 : page * 4096 + 8] = os.urandom(8)
            path.write_bytes(content)
        force(path)

    monkeypatch.setattr(backup, "force_to_disk", spoiled)
    with Journal.open(rj.journal) as journal, pytest.raises(StoreError):
        journal.backup()
    monkeypatch.undo()

    assert backup.copies_of(rj.journal) == ()
    assert list((rj.journal.parent / "backups").iterdir()) == []


SPOILED = {
    "more than the journal": ("UPDATE entries SET id = id + 5",),
    "an index that says it holds other rows": (
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = replace(sql, 'begins, written, uid', 'uid, text, begins')"
        " WHERE name = 'entries_in_order'",
    ),
}


@pytest.mark.parametrize("how", SPOILED)
def test_a_copy_that_is_not_the_journal_is_not_called_done(rj, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rj("log", "One.")
    rj("log", "Two.")

    def spoiled(path: Path) -> None:
        if path.name.endswith(".part"):
            with closing(dbapi2.connect(str(path), isolation_level=None)) as connection:
                for statement in SPOILED[how]:
                    connection.execute(statement)

    monkeypatch.setattr(backup, "force_to_disk", spoiled)
    with Journal.open(rj.journal) as journal, pytest.raises(StoreError, match="does not read back"):
        journal.backup()


@pytest.mark.parametrize(
    ("kind", "is_memory"),
    [
        *((kind, True) for kind in ("tmpfs", "ramfs")),
        *((kind, False) for kind in ("ext4", "btrfs", "xfs", "zfs", "overlay", "nfs4", "9p", "fuse.sshfs", "devtmpfs")),
        *((kind, False) for kind in ("tmpfsx", "notramfs", "vfat", "ecryptfs", "squashfs", "")),
    ],
)
def test_only_tmpfs_and_ramfs_are_memory_whatever_the_folder_is_called(
    kind: str, is_memory: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "shm").mkdir()
    table = tmp_path / "mounts"
    table.write_text(f"/dev/sda1 / ext4 rw 0 0\nodd\nx {tmp_path / 'shm'} {kind} rw 0 0\n")
    monkeypatch.setattr(memory_folder, "_MOUNTS", table)
    monkeypatch.setattr(memory_folder, "_SHARED_MEMORY", tmp_path / "shm")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "shm"))

    found = memory_folder.memory_backed_folder()

    assert found == (tmp_path / "shm" if is_memory else None)
    assert memory_folder.file_system_of(tmp_path) == "ext4"


def test_a_later_mount_over_the_same_place_is_the_one_that_counts(tmp_path: Path, monkeypatch) -> None:
    table = tmp_path / "mounts"
    inner = tmp_path / "with space"
    inner.mkdir()
    spelled = str(inner).replace(" ", "\\040")
    table.write_text(f"a / ext4 rw 0 0\nb {spelled} tmpfs rw 0 0\nc {spelled} ext4 rw 0 0\n")
    monkeypatch.setattr(memory_folder, "_MOUNTS", table)
    assert memory_folder.file_system_of(inner) == "ext4"
    table.write_text(f"a / ext4 rw 0 0\nb {spelled} tmpfs rw 0 0\n")
    assert memory_folder.file_system_of(inner) == "tmpfs"
    assert memory_folder.file_system_of(tmp_path) == "ext4"
