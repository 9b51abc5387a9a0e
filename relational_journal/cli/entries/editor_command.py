"""Find and run the person's editor, without copies left behind, and know whether it waits."""

from __future__ import annotations

import os
import shlex
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

from relational_journal import child_processes, interrupts
from relational_journal.errors import JournalError
from relational_journal.store.drafts.editor_folder import EditorFolder

# Known editors are started without swap, backup, undo and history files, which would leave the words on disk. The
# person's own settings are read first and overruled, in an autocommand group, since settings often clear the others.
_QUIET_VIM = [
    *("-n", "-i", "NONE"),
    *("--cmd", "set nobackup nowritebackup noundofile"),
    *("--cmd", "silent! augroup rj"),
    *("--cmd", "silent! autocmd VimEnter,BufReadPre,BufNewFile,BufWritePre * set updatecount=0 noswapfile viminfo="),
    *("--cmd", "silent! autocmd VimEnter,BufReadPre,BufNewFile,BufWritePre * set nobackup nowritebackup noundofile"),
    *("--cmd", "silent! augroup END"),
]
_QUIET_EMACS = (
    "(setq make-backup-files nil auto-save-default nil create-lockfiles nil auto-save-list-file-prefix nil"
    " undo-tree-auto-save-history nil)"
)
QUIET = {
    "vim": _QUIET_VIM,
    "nvim": _QUIET_VIM,
    "nano": ["-I"],
    "emacs": ["--eval", _QUIET_EMACS],
    "micro": [*("-backup", "false"), *("-savehistory", "false"), *("-saveundo", "false"), *("-savecursor", "false")],
}
# Editors with their own window return at once; these options make them wait, and the first one is proposed.
_WAITS = {
    **dict.fromkeys(("code", "code-insiders", "codium", "vscodium", "cursor", "windsurf"), ("--wait", "-w")),
    **dict.fromkeys(("subl", "sublime_text", "atom", "pulsar", "bbedit"), ("--wait", "-w")),
    **dict.fromkeys(("zed", "zeditor", "gedit", "xed", "idea"), ("--wait", "-w")),
    **dict.fromkeys(("gvim", "mvim", "vimx"), ("-f", "--nofork")),
    "mate": ("-w", "--wait"),
    "kate": ("--block", "-b"),
}
_AT_ONCE_SECONDS = 0.5  # nobody opens, reads and closes a text so fast: the editor has handed it to a window


class Run(NamedTuple):
    """A run of the editor: its exit code, and whether it ended too soon for anybody to have written."""

    code: int
    was_short: bool


def chosen() -> list[str]:
    """Return the command in VISUAL or EDITOR, or the first editor found.

    Raises:
        JournalError: if the variable does not hold a command, or there is no editor.
    """
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or _first_there()
    try:
        command = shlex.split(named)
    except ValueError:
        command = []
    if not command:
        raise JournalError(f'EDITOR "{named}" is no command', "Set EDITOR to an editor that is there.")
    return command


def _first_there() -> str:
    return next((name for name in ("nano", "vim", "vi") if child_processes.find_program(name)), "vi")


def run(command: list[str], folder: EditorFolder) -> Run:
    """Run the editor on the file; whatever it writes next to it is in the same folder and removed with it.

    Raises:
        JournalError: if it could not be started.
    """
    began = time.monotonic()
    process = None
    try:
        # Before it is started, for Ctrl-C may come as soon as it is there.
        with interrupts.left_to_the_child():
            process = _started(command, folder)
            folder.editor_has_started()
            process.wait()
    except JournalError:
        raise
    except BaseException as error:  # asked to end: the editor goes on, and what is saved in it must not be lost
        if process is None or process.poll() is None:
            folder.stay()
            error.words_are_kept = True  # type: ignore[attr-defined]
            error.where_kept = where_file_stays(folder)  # type: ignore[attr-defined]
        raise
    return Run(process.returncode, time.monotonic() - began < _AT_ONCE_SECONDS)


def _started(command: list[str], folder: EditorFolder) -> subprocess.Popen[bytes]:
    program = child_processes.find_program(command[0])
    places = dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(folder.temporary))
    try:
        if program is None:
            raise FileNotFoundError(command[0])
        return subprocess.Popen(
            [program, *command[1:], *_quiet(command[0], program), str(folder.file)],
            env=child_processes.without_passphrases(**places),
            cwd=child_processes.FOLDER,
            pass_fds=(folder.lock_of_editor,) if folder.lock_of_editor is not None else (),
        )
    except OSError as error:
        raise JournalError(
            f'the editor "{command[0]}" could not be started', "Set EDITOR to one that is there."
        ) from error


def where_file_stays(folder: EditorFolder) -> str:
    """Return the sentence that says where a file stays because its editor may still be open."""
    return f"What is saved in {folder.file} becomes a draft with the next rj log -e."


def option_to_wait(command: list[str]) -> str | None:
    """Return the missing option that makes this editor wait until its file is closed, or None if unknown."""
    options = _WAITS.get(Path(command[0]).name.partition(".")[0])
    return options[0] if options and not set(options) & set(command[1:]) else None


def is_known_to_wait(command: list[str]) -> bool:
    """Return whether this editor runs in the terminal and so waits."""
    return Path(command[0]).name.partition(".")[0] in (*QUIET, "vi", "ed", "ex", "hx", "helix", "kak", "joe", "ne")


def _quiet(name: str, program: str) -> list[str]:
    """Return the options that keep a known editor from leaving files."""
    # `vi` is often vim by another name, and vim is often vim.basic or vim.tiny.
    names = [Path(name).name.partition(".")[0], Path(program).resolve().name.partition(".")[0]]
    return next((QUIET[name] for name in names if name in QUIET), [])
