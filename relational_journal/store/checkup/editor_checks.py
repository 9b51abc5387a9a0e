"""Check which editor `rj` starts, whether it keeps texts of its own, and whether one has left any behind."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from relational_journal.store.checkup.journal_checks import Check

# Started without swap, backup, undo and history files; see cli/entries/editor_command.py.
QUIET = ("vim", "nvim", "nano", "emacs", "micro")
_KEEPING = (
    "code",
    "code-insiders",
    "codium",
    "subl",
    "sublime_text",
    "gedit",
    "kate",
    "atom",
    "zed",
    "idea",
    "notepad++",
)
_INSTEAD = "EDITOR=nano or EDITOR=vim is quiet; so is rj log alone"
_KEPT_IN = (
    ".vim",
    ".vim/swap",
    ".vim/undo",
    ".vim/undodir",
    ".vim/backup",
    ".vim/tmp",
    ".cache/vim",
    ".cache/vim/swap",
    ".cache/vim/undo",
    ".cache/vim/backup",
    ".local/state/nvim/swap",
    ".local/state/nvim/undo",
    ".local/state/nvim/backup",
    ".local/share/nvim/swap",
    ".local/share/nvim/undo",
    ".emacs.d/backups",
    ".emacs.d/auto-save-list",
    ".local/share/nano",
    ".config/micro/backups",
)
_LISTED_IN = (
    ".config/Code/User/History",
    ".config/VSCodium/User/History",
    "Library/Application Support/Code/User/History",
    "AppData/Roaming/Code/User/History",
)
# Editors name their own copies after the path: %dev%shm%relational-journal-1000%…%moment.txt.
_OURS = re.compile(r"(?:relational-journal-|\brj-).*moment\.txt")


def editor(environment: Mapping[str, str]) -> Check:
    """Check whether the editor that would be started keeps texts of its own."""
    named = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        command = shlex.split(named)
    except ValueError:
        command = []
    if not command:
        return Check("editor", True, "none is set; nano or vim is started without files of its own")
    found = shutil.which(command[0], path=environment.get("PATH"))
    names = [Path(command[0]).name, Path(os.path.realpath(found)).name if found else ""]
    quiet = next((name for name in names if name.partition(".")[0] in QUIET), None)
    if quiet:
        return Check("editor", True, f"{names[0]} is started without swap, backup, undo and history files")
    if any(name in _KEEPING for name in names):
        return Check("editor", False, f"{names[0]} keeps copies of what it edits in folders of its own", _INSTEAD)
    return Check("editor", None, f"whether {names[0]} keeps texts of its own is not known", _INSTEAD)


def leftovers(environment: Mapping[str, str], home: Path) -> Check:
    """Check whether an editor has left a copy of an entry behind."""
    for file in _left(environment, home):
        return Check("editor-files", False, f"{file} holds words of an entry", f"rm {shlex.quote(str(file))}")
    return Check("editor-files", True, "no copy of an entry was found where editors leave them")


def _left(environment: Mapping[str, str], home: Path) -> Iterator[Path]:
    temporary = Path(environment.get("TMPDIR") or tempfile.gettempdir())
    yield from sorted(temporary.glob("rj-*/moment.txt*"))
    for folder in [home / name for name in _KEPT_IN] + [temporary]:
        if folder.is_dir():
            yield from sorted(file for file in folder.iterdir() if _OURS.search(file.name) and file.is_file())
    for listed in (home / name for name in _LISTED_IN):
        for entries in sorted(listed.glob("*/entries.json")):
            if _OURS.search(entries.read_text("utf-8", "replace")):
                yield from sorted(file for file in entries.parent.iterdir() if file != entries)
