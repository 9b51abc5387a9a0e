"""Check what around the journal may reveal its texts: shell, editors, synced folders, swap. Nothing is changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from relational_journal.store.checkup import editor_checks, shell_checks
from relational_journal.store.checkup.journal_checks import Check
from relational_journal.store.engine.memory_folder import file_system_of

_SYNCED = re.compile(
    r"dropbox|onedrive|google ?drive|icloud|mobile documents|cloudstorage|nextcloud|owncloud|syncthing|pcloud"
    r"|^box( sync)?$|^sync$|^mega(sync)?$|seafile|tresorit|proton ?drive|^kdrive|^my drive$",
    re.IGNORECASE,
)
_MARKS = (".stfolder", ".dropbox", ".sync", ".owncloudsync.log", ".nextcloudsync.log")
_REMOTE = re.compile(r"nfs\d?|cifs|smb\w*|afs|9p|ceph|fuse\.(sshfs|rclone|gvfsd.*|s3fs|davfs.*)|davfs")
_ELSEWHERE = "rj --journal PATH or RJ_JOURNAL names a place of its own"


def surroundings(path: Path, environment: Mapping[str, str], home: Path, *, closed: bool) -> Iterator[Check]:
    """Yield one check after another.

    Args:
        path: the journal.
        environment: the environment variables.
        home: the home folder.
        closed: whether the journal is encrypted.
    """
    yield shell_checks.history(environment, home)
    yield shell_checks.settings(environment, home)
    yield shell_checks.written_passphrase(environment, home)
    yield editor_checks.editor(environment)
    yield editor_checks.leftovers(environment, home)
    yield _synced(path, home)
    if closed:
        yield _swap()


def _synced(path: Path, home: Path) -> Check:
    # Both paths: the link and its target may lie in different folders.
    for folder in dict.fromkeys([*path.parents, *path.resolve().parents]):
        if _SYNCED.search(folder.name) or any((folder / mark).exists() for mark in _MARKS):
            return Check(
                "synced-folder", False, f"the journal lies in {folder}, which is copied to other machines", _ELSEWHERE
            )
        if (folder / ".git").exists():
            what = f"the journal lies in {folder}, whose history git keeps and may push elsewhere"
            return Check("synced-folder", False, what, _ELSEWHERE)
    # iCloud can take over Desktop and Documents without a trace in their names.
    cloud = home / "Library" / "Mobile Documents" / "com~apple~CloudDocs"
    for name in ("Desktop", "Documents"):
        if home / name in path.parents and (cloud / name).exists():
            return Check("synced-folder", False, f"iCloud copies {home / name}, where the journal lies", _ELSEWHERE)
    kind = file_system_of(path.parent) or ""
    if _REMOTE.fullmatch(kind):
        return Check("synced-folder", False, f"{path.parent} is on another machine ({kind})", _ELSEWHERE)
    return Check("synced-folder", True, "no sign of a folder that is copied to other machines")


def _swap() -> Check:
    try:
        areas = Path("/proc/swaps").read_text(encoding="utf-8").splitlines()[1:]
    except OSError:
        return Check("swap", None, "it is not known whether memory is written to a disk", "encrypt the disk as a whole")
    # dm-, mapper and zram devices are taken as encrypted or in memory; any other counts as readable.
    plain = [
        line.split()[0] for line in areas if not line.split()[0].startswith(("/dev/dm-", "/dev/mapper", "/dev/zram"))
    ]
    if plain:
        return Check(
            "swap", None, f"memory may be written to {plain[0]}, encrypted or not", "encrypt swap, or the disk"
        )
    return Check("swap", True, "no memory is written to an open disk")
