"""Let the person write in their own editor, in a private file that is removed afterwards."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from relational_journal.errors import JournalError, NeedsTerminal

if TYPE_CHECKING:
    from relational_journal.cli.drafts import kept_on_failure
    from relational_journal.store.drafts.editor_folder import EditorFolder


def written_in_editor(
    text: str = "",
    *,
    stored: str = "",
    instead: str = "rj log - reads the words from a pipe.",
    kept: kept_on_failure | None = None,
) -> str:
    """Return what the person wrote, without the last line feed.

    Args:
        text: the text in the file at the start.
        stored: the words already in the journal; if they are unchanged, no draft is needed.
        instead: the command to name in the error if there is no terminal.
        kept: what stores the command's words if it fails; from the moment they are read it holds these.

    Raises:
        NeedsTerminal: if there is no terminal to edit on.
        JournalError: if the editor could not be started, failed, or may still be open; nothing was stored.
    """
    from relational_journal.cli.drafts import kept_on_failure
    from relational_journal.cli.entries import editor_command
    from relational_journal.cli.output import can_ask

    kept = kept_on_failure(text) if kept is None else kept
    if not can_ask() and not os.environ.get("VISUAL") and not os.environ.get("EDITOR"):
        raise NeedsTerminal("there is no terminal to edit on", instead)
    command = editor_command.chosen()
    given = text.encode("utf-8", "surrogateescape")
    # The folder is removed inside: Ctrl-C while that lasts must not lose what was in it.
    with kept, _private_folder() as folder:
        before = _put(folder, given)
        written: bytes | None = None
        try:
            run = editor_command.run(command, folder)
            # Nothing was saved: either the person changed nothing, or the editor went on in a window of its own.
            if not run.code and _stamp(folder) == before:
                _see_that_it_is_closed(command, folder, was_short=run.was_short)
        finally:
            # Also after an error: what was saved in the editor becomes a draft.
            written = folder.file.read_bytes() if folder.file.is_file() else None
            words = (written or b"").decode("utf-8", "surrogateescape").removesuffix("\n")
            kept.typed = "" if words == stored.removesuffix("\n") else words
        if run.code:
            raise JournalError(f'the editor "{command[0]}" ended with {run.code}', "Nothing was stored.")
        if written is None:
            raise JournalError(f'the editor "{command[0]}" left no file', "Nothing was stored or changed.")
        return text if written == given else _read(written, text)


def _put(folder: EditorFolder, content: bytes) -> tuple[int, ...]:
    descriptor = os.open(folder.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    return _stamp(folder)


def _stamp(folder: EditorFolder) -> tuple[int, ...]:
    """Return a value that changes as soon as an editor saves the file."""
    try:
        status = folder.file.stat()
    except FileNotFoundError:
        return ()
    return status.st_ino, status.st_mtime_ns, status.st_size


def _read(written: bytes, given: str) -> str:
    try:
        # Some editors begin a file with a byte order mark; it is kept only if the text had one.
        return written.decode("utf-8" if given.startswith("\ufeff") else "utf-8-sig").removesuffix("\n")
    except UnicodeDecodeError as error:
        raise JournalError(
            f"what the editor wrote is not UTF-8 (byte {error.start + 1})", "Let it save as UTF-8."
        ) from error


def _see_that_it_is_closed(command: list[str], folder: EditorFolder, *, was_short: bool) -> None:
    """Make sure that an editor that ended without saving is closed: ask, or leave its file in place.

    Raises:
        JournalError: if it may still be open and nobody can be asked, or it was not closed.
    """
    from relational_journal.cli.entries import editor_command
    from relational_journal.cli.output import can_ask, hint
    from relational_journal.text.safe import one_line

    name, option = command[0], editor_command.option_to_wait(command)
    way = f'EDITOR="{name} {option}" makes rj wait for it.' if option else "Set EDITOR to a command that waits for it."
    if option or folder.is_with_the_editor():
        if can_ask():
            hint(one_line(f'"{name}" has returned at once and may still be open. {way}'))
            if _is_closed_now():
                return
        folder.stay()
        raise JournalError(
            f'the editor "{name}" has returned at once and may still be open',
            f"{way} {editor_command.where_file_stays(folder)}",
        )
    if was_short and not editor_command.is_known_to_wait(command):
        folder.stay()
        hint(
            one_line(
                f'"{name}" has returned at once. If it is still open: {way} {editor_command.where_file_stays(folder)}'
            )
        )


def _is_closed_now() -> bool:
    """Ask until the person has closed the editor; return False if they leave the question."""
    from relational_journal.cli.asking import keyboard
    from relational_journal.cli.asking.prompter import ask
    from relational_journal.forms.key_questions import Letter, Word

    reply = ask(Letter("Saved and closed?", (Word("n", "no, leave it open", "no"),), skipping="yes"))
    keyboard.release()
    if reply.how == "interrupted":
        raise KeyboardInterrupt
    # Only Enter says yes: after Esc the file must stay, as somebody may still be writing in it.
    return reply.how == "skipped"


def _private_folder() -> EditorFolder:
    """Make a new folder with mode 0700, in memory-backed storage if there is any.

    Raises:
        JournalError: if there is none and the journal has a passphrase, since its words must not be on a disk.
    """
    from relational_journal.cli.drafts import has_passphrase
    from relational_journal.cli.this_run import journal_path
    from relational_journal.store.drafts.memory_drafts import folder_for_editor

    folder = folder_for_editor(journal_path(), on_disk=not has_passphrase())
    if folder is None:
        raise JournalError(
            "there is no storage in memory here for an editor to work on",
            "Your journal has a passphrase, and an editor would leave words on the disk; rj log alone asks for them.",
        )
    return folder
