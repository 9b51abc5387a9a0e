"""Writing in the person's own editor, on a file that only they can read and that is gone afterwards."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

from relational_journal import child_processes, interrupts
from relational_journal.errors import JournalError, NeedsTerminal

# Known editors are started without swap, backup, undo and history files: each would keep the words on the disk. What
# the person's own settings say of these comes first and is overruled; in a group, as settings often clear the rest.
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
_QUIET = {
    "vim": _QUIET_VIM,
    "nvim": _QUIET_VIM,
    "nano": ["-I"],
    "emacs": ["--eval", _QUIET_EMACS],
    "micro": [*("-backup", "false"), *("-savehistory", "false"), *("-saveundo", "false"), *("-savecursor", "false")],
}


def written_in_editor(
    text: str = "", *, stored: str = "", instead: str = "rj log - reads the words from a pipe."
) -> str:
    """What the person wrote, without the last line feed.

    Args:
        text: what stands in the file at the start.
        stored: words that are in the journal: where the editor leaves them so, there is nothing to keep.
        instead: what does the same where there is no terminal.

    Raises:
        NeedsTerminal: there is no terminal to edit on.
        JournalError: the editor could not be started or failed; nothing was stored.
    """
    from relational_journal.cli.drafts import kept_on_failure
    from relational_journal.cli.output import can_ask

    if not can_ask() and not os.environ.get("VISUAL") and not os.environ.get("EDITOR"):
        raise NeedsTerminal("there is no terminal to edit on", instead)
    command = _command()
    folder = _private_folder()
    path = folder / "moment.txt"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode("utf-8", "surrogateescape"))
        with kept_on_failure(text) as kept:
            try:
                status = _run(command, path)
            except OSError as error:
                raise JournalError(
                    f'the editor "{command[0]}" could not be started', "Set EDITOR to one that is there."
                ) from error
            finally:
                written = path.read_bytes() if path.is_file() else b""
                words = written.decode("utf-8", "surrogateescape").removesuffix("\n")
                kept.typed = "" if words == stored.removesuffix("\n") else words
            if status.returncode:
                raise JournalError(f'the editor "{command[0]}" ended with {status.returncode}', "Nothing was stored.")
            if written == text.encode("utf-8", "surrogateescape"):
                return text
            try:
                return written.decode("utf-8" if text.startswith("\ufeff") else "utf-8-sig").removesuffix("\n")
            except UnicodeDecodeError as error:
                raise JournalError(
                    f"what the editor wrote is not UTF-8 (byte {error.start + 1})", "Let it save as UTF-8."
                ) from error
    finally:
        import shutil

        shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[str], path: Path) -> subprocess.CompletedProcess[bytes]:
    """Let the editor work on the file; what it writes beside it lies in the same folder, and goes with it."""
    # `vi` is often vim by another name, and vim is often vim.basic or vim.tiny.
    names = [Path(command[0]).name, Path(os.path.realpath(child_processes.find_program(command[0]) or command[0])).name]
    quiet = next((_QUIET[name.partition(".")[0]] for name in names if name.partition(".")[0] in _QUIET), [])
    temporary = path.parent / "tmp"
    temporary.mkdir(mode=0o700)
    places = dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(temporary))
    program = child_processes.find_program(command[0])
    if program is None:
        raise FileNotFoundError(command[0])
    with interrupts.left_to_the_child():
        return subprocess.run(
            [program, *command[1:], *quiet, str(path)],
            env=child_processes.without_passphrases(**places),
            cwd=child_processes.FOLDER,
            check=False,
        )


def _command() -> list[str]:
    """The person's editor as a command: VISUAL, EDITOR, or the first there is.

    Raises:
        JournalError: what stands there is no command.
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


def _private_folder() -> Path:
    """A new folder, 0700, in memory-backed storage where there is one.

    Raises:
        JournalError: there is none, and the journal has a passphrase: its words may not lie on a disk.
    """
    import tempfile

    from relational_journal.cli.context import journal_path
    from relational_journal.cli.drafts import has_passphrase
    from relational_journal.store.drafts.memory_drafts import folder_for_editor

    folder = folder_for_editor(journal_path())
    if folder is not None:
        return folder
    if has_passphrase():
        raise JournalError(
            "there is no storage in memory here for an editor to work on",
            "Your journal has a passphrase, and an editor would leave words on the disk; rj log alone asks for them.",
        )
    return Path(tempfile.mkdtemp(prefix="rj-"))
