"""What around the journal may give its words away: shell history, editors, synced folders, swap. Nothing is changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from relational_journal.store.check import Check

_HISTORIES = (".bash_history", ".zsh_history", ".histfile", ".local/share/fish/fish_history", ".history")
# A sentence behind the command, not an option, a dash or nothing.
_SENTENCE = re.compile(
    rb"(?:^|[;&|\s:])(?:rj|relational-journal)[ \t]+(?:log|suggest)[ \t]+(?!-)[^\s|;&]", re.MULTILINE
)
_QUIET_EDITORS = ("vim", "nvim", "nano", "emacs", "micro")
_SYNCED = re.compile(
    r"dropbox|onedrive|google ?drive|icloud|mobile documents|cloudstorage|nextcloud|owncloud|syncthing|pcloud|box sync"
    r"|megasync|seafile",
    re.IGNORECASE,
)


def surroundings(path: Path, environment: Mapping[str, str], home: Path, *, closed: bool) -> Iterator[Check]:
    """One check after another.

    Args:
        path: the journal.
        closed: it has a passphrase.
    """
    yield _history(environment, home)
    yield _editor(environment)
    yield _synced(path)
    if closed:
        yield _swap()


def _history(environment: Mapping[str, str], home: Path) -> Check:
    told = environment.get("HISTFILE")
    files = [Path(told)] if told else []
    files += [home / name for name in _HISTORIES]
    read = False
    for file in dict.fromkeys(files):
        try:
            lines = len(_SENTENCE.findall(file.read_bytes()))
            read = True
        except OSError:
            continue
        if lines:
            sentences = "1 sentence" if lines == 1 else f"{lines} sentences"
            return Check(
                "shell-history", False, f"{file} holds {sentences} given to rj log", "take them out; rj log alone asks"
            )
    if not read:
        return Check("shell-history", None, "no history file was found", "rj log alone leaves nothing in one")
    return Check("shell-history", True, "no sentence given to rj log stands in it")


def _editor(environment: Mapping[str, str]) -> Check:
    command = (environment.get("VISUAL") or environment.get("EDITOR") or "").split()
    if not command:
        return Check("editor", True, "none is set; nano or vim is started without files of its own")
    name = Path(command[0]).name
    if name in _QUIET_EDITORS:
        return Check("editor", True, f"{name} is started without swap, backup, undo and history files")
    return Check(
        "editor", None, f"whether {name} keeps words of its own is not known", "EDITOR=nano or vim is; rj log alone too"
    )


def _synced(path: Path) -> Check:
    for folder in path.parents:
        name = folder.name if _SYNCED.search(folder.name) else ""
        if name or any((folder / mark).exists() for mark in (".stfolder", ".dropbox", ".sync", ".git")):
            what = f"the journal lies in {folder}, which is copied to other machines"
            return Check("synced-folder", False, what, "rj --journal PATH or RJ_JOURNAL names a place of its own")
    return Check("synced-folder", True, "no sign of a folder that is copied to other machines")


def _swap() -> Check:
    try:
        areas = Path("/proc/swaps").read_text(encoding="utf-8").splitlines()[1:]
    except OSError:
        return Check("swap", None, "whether memory goes to a disk is not known here", "encrypt the disk as a whole")
    plain = [
        line.split()[0] for line in areas if not line.split()[0].startswith(("/dev/dm-", "/dev/mapper", "/dev/zram"))
    ]
    if plain:
        return Check(
            "swap", None, f"memory may be written to {plain[0]}, encrypted or not", "encrypt swap, or the disk"
        )
    return Check("swap", True, "no memory is written to an open disk")
