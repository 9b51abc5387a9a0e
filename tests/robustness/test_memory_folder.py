"""Only a file system that lives in memory is taken for one: the key, drafts and editor files never lie on a disk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from relational_journal.store.engine import key_derivation, memory_folder
from relational_journal.store.keys import key_cache, keychain

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
ON_A_DISK = ("ext4", "xfs", "btrfs", "zfs", "overlay", "vfat", "nfs4", "fuse.sshfs", "9p", "devtmpfs")


@pytest.fixture
def mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The login's folder for what runs, on a file system of this kind; there is no other in memory."""
    folder = tmp_path / "run of me"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.setattr(memory_folder, "_SHARED_MEMORY", tmp_path / "nowhere")
    monkeypatch.setattr(memory_folder, "_user", lambda: os.getuid())
    monkeypatch.setattr(keychain, "_keychain", lambda: None)
    read_text = Path.read_text

    def mount(kind: str) -> Path:
        point = str(folder).replace(" ", "\\040")
        mounts = f"disk / ext4 rw\nit {point} {kind} rw\nit {tmp_path}/else tmpfs rw\n"
        monkeypatch.setattr(
            Path, "read_text", lambda path, *a, **k: mounts if str(path) == "/proc/mounts" else read_text(path, *a, **k)
        )
        return folder

    return mount


@pytest.mark.parametrize("kind", ON_A_DISK)
def test_on_a_disk_no_key_is_kept_and_no_editor_is_started(rj, mounted, monkeypatch, kind: str) -> None:
    folder = mounted(kind)
    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    monkeypatch.setattr(key_derivation, "_ROUNDS", 1)
    message = rj("init", "--passphrase").err
    monkeypatch.setenv("EDITOR", "true")

    assert "It is kept nowhere: each command asks for it." in message
    assert "there is no storage in memory here for an editor" in rj("log", "-e", "Tea.", code=1).err
    assert list(folder.rglob("*")) == []


@pytest.mark.parametrize("kind", ["tmpfs", "ramfs"])
def test_in_memory_the_key_is_kept_where_only_this_login_reads_it(rj, mounted, monkeypatch, kind: str) -> None:
    folder = mounted(kind)
    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    monkeypatch.setattr(key_derivation, "_ROUNDS", 1)
    rj("init", "--passphrase")
    (ours,) = folder.iterdir()

    assert ours.stat().st_mode & 0o777 == 0o700
    assert all(file.stat().st_mode & 0o777 == 0o600 for file in ours.iterdir())
    assert key_cache.is_held(rj.journal)
    rj("lock")


def test_a_folder_that_is_named_from_the_current_one_is_not_taken(tmp_path: Path, mounted, monkeypatch) -> None:
    mounted("tmpfs")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "run of me")

    assert memory_folder.memory_backed_folder() is None
