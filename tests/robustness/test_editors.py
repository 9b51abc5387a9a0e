"""Editors that return at once, empty or remove their file, outlive their `rj`, or would leave copies of their own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from relational_journal.cli.entries import editor_command
from relational_journal.store.drafts import editor_folder, memory_drafts
from tests.support.at_terminal import ENTER, AtTerminal

pytestmark = pytest.mark.skipif(os.name != "posix", reason="programs of POSIX")
UNSAVED = "What happened on Sunday. @Sam"


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """An editor of that name, which is EDITOR from now on; `$1` is its file, `$SAID` where it may say something."""
    folder = tmp_path / "editors"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    monkeypatch.setenv("SAID", str(tmp_path / "said"))
    monkeypatch.setenv("GATE", str(tmp_path / "gate"))
    os.mkfifo(tmp_path / "gate")

    def made(script: str, name: str = "an-editor", options: str = "") -> Path:
        program = folder / name
        program.write_text(f'#!/bin/sh\nfor file in "$@"; do :; done\n{script}\n')
        program.chmod(0o755)
        monkeypatch.setenv("EDITOR", f"{name} {options}".strip())
        return tmp_path / "said"

    return made


def eventually(holds: Callable[[], object]) -> bool:
    until = time.monotonic() + 60
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True


def open_gate(tmp_path: Path) -> None:
    """Let the editor that waits go on."""
    gates: list[int] = []

    def is_open() -> bool:
        with suppress(OSError):  # it does not wait yet
            gates.append(os.open(tmp_path / "gate", os.O_WRONLY | os.O_NONBLOCK))
        return bool(gates)

    assert eventually(is_open)
    os.write(gates[0], b"\n")
    os.close(gates[0])


def drafts(rj) -> list[str]:
    return [draft["text"] for draft in rj("doctor", "--drafts", "--json").json()]


def left_file(message: str) -> Path:
    """The file the message names."""
    return Path(message.split("What is saved in ")[1].split(" becomes a draft")[0])


# Returning at once

IN_THE_BACKGROUND = """(read go < "$GATE"; printf 'Saved later.' > "$file"; echo saved > "$SAID") > /dev/null 2>&1 &"""


@pytest.mark.parametrize("closed", [False, True], ids=["plain", "passphrase"])
def test_an_editor_that_returns_at_once_keeps_its_file_and_what_it_saves_becomes_a_draft(
    rj, editor, tmp_path: Path, monkeypatch, closed: bool
) -> None:
    if closed:
        monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    rj("log", "Tea.")
    said = editor(IN_THE_BACKGROUND)
    done = rj("log", "-e", code=1)
    file = left_file(done.err)

    assert done.err.startswith('error: the editor "an-editor" has returned at once and may still be open\n')
    assert len(done.err.splitlines()) == 2
    editor("printf 'Another.' > \"$file\"")
    rj("log", "-e")  # another rj, while it is open
    assert file.exists()
    open_gate(tmp_path)
    assert eventually(said.exists)
    assert eventually(lambda: not editor_folder.is_in_use(file.parent))
    assert drafts(rj) == ["Saved later."]
    assert drafts(rj) == ["Saved later."]  # once is enough
    rj("lock")


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("code", "code --wait"),
        ("subl", "subl --wait"),
        ("gvim", "gvim -f"),
        ("mate", "mate -w"),
        ("kate", "kate --block"),
    ],
)
def test_an_editor_known_to_return_at_once_is_said_so_with_the_line_that_mends_it(rj, editor, name, way) -> None:
    rj("log", "Tea.")
    editor("", name)
    done = rj("edit", "1", code=1)

    assert f'EDITOR="{way}" makes rj wait for it.' in done.err
    assert left_file(done.err).read_text() == "Tea."
    editor("printf 'Green tea.' > \"$file\"", name, way.split()[1])
    assert rj("edit", "1", "--json").json()["text"] == "Green tea."


def test_an_unknown_editor_that_returns_at_once_without_a_word_keeps_its_file_for_a_day(rj, editor) -> None:
    rj("log", "Tea.")
    editor("")
    done = rj("edit", "1")
    file = left_file(done.err)

    assert "Nothing changed" in done.out
    assert '"an-editor" has returned at once. If it is still open' in done.err
    assert drafts(rj) == []
    yesterday = time.time() - 24 * 3600 - 10
    os.utime(file, (yesterday, yesterday))
    os.utime(file.parent / ".left-open", (yesterday, yesterday))
    assert drafts(rj) == []
    assert not file.exists()


def test_at_a_terminal_rj_waits_until_the_person_says_that_it_is_closed(rj, editor, tmp_path: Path) -> None:
    rj("log", "Tea.")
    said = editor(IN_THE_BACKGROUND, "code")
    run = AtTerminal("edit", "1").sees('EDITOR="code --wait"').sees("Saved and closed?")
    open_gate(tmp_path)
    assert eventually(said.exists)
    run.types(ENTER)

    assert run.ends()[0] == 0
    assert rj("show", "1", "--json").json()["text"] == "Saved later."


def test_an_editor_of_the_terminal_that_is_left_without_writing_keeps_nothing(rj, editor) -> None:
    rj("log", "Tea.")
    editor('echo "$file" > "$SAID"', "nano")
    done = rj("edit", "1")

    assert "returned at once" not in done.err
    assert not Path(Path(os.environ["SAID"]).read_text().strip()).exists()


# Outliving rj

WAITS = """
exec > /dev/null 2>&1
echo "$file" > "$SAID.part"; mv "$SAID.part" "$SAID"
read go < "$GATE"
printf 'Saved at last.' > "$file"
"""


@pytest.fixture
def editing(rj, editor, tmp_path: Path) -> Iterator[Callable[[], tuple[subprocess.Popen[bytes], Path]]]:
    """An `rj log -e` whose editor is open, and the editor's file."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> tuple[subprocess.Popen[bytes], Path]:
        said = editor(WAITS)
        command = [sys.executable, "-m", "relational_journal", "log", "-e"]
        run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        started.append(run)
        assert eventually(said.exists)
        return run, Path(said.read_text().strip())

    yield start
    for run in started:
        run.kill()
        run.communicate()
    with suppress(OSError):  # nobody waits there any more
        os.close(os.open(tmp_path / "gate", os.O_WRONLY | os.O_NONBLOCK))


def test_another_rj_takes_no_file_away_from_an_editor_that_is_still_open(rj, editor, editing, tmp_path) -> None:
    rj("log", "Tea.")
    run, file = editing()
    file.write_text(UNSAVED)
    assert drafts(rj) == []
    assert file.exists()
    run.kill()
    run.communicate()

    assert drafts(rj) == []  # rj is dead, its editor is not
    assert file.read_text() == UNSAVED
    open_gate(tmp_path)
    assert eventually(lambda: not editor_folder.is_in_use(file.parent))
    assert drafts(rj) == ["Saved at last."]
    assert not file.parent.exists()


def test_told_to_end_while_an_editor_is_open_rj_leaves_it_its_file_and_says_where(rj, editing, tmp_path) -> None:
    rj("log", "Tea.")
    run, file = editing()
    run.send_signal(signal.SIGTERM)
    _, err = run.communicate(timeout=60)

    assert run.returncode == 130
    assert left_file(err.decode()) == file
    open_gate(tmp_path)
    assert eventually(lambda: not editor_folder.is_in_use(file.parent))
    assert drafts(rj) == ["Saved at last."]


def test_ctrl_c_while_an_editor_is_open_is_for_the_editor(rj, editing, tmp_path) -> None:
    rj("log", "Tea.")
    run, _ = editing()
    run.send_signal(signal.SIGINT)
    open_gate(tmp_path)
    run.communicate(timeout=60)

    assert run.returncode == 0
    assert rj("show", "2", "--json").json()["text"] == "Saved at last."


def test_asked_to_end_while_an_editor_is_being_started_rj_leaves_it_its_file(
    editor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(f'cat "{tmp_path}/gate"')
    start, started = subprocess.Popen, []

    def start_and_be_interrupted(*command: object, **how: object) -> object:
        started.append(start(*command, **how))  # type: ignore[call-overload]
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess, "Popen", start_and_be_interrupted)
    with pytest.raises(KeyboardInterrupt) as ended, editor_folder.EditorFolder(tmp_path / "rj-") as folder:
        editor_command.run(editor_command.chosen(), folder)
    monkeypatch.undo()

    assert folder.file.parent.is_dir()
    assert str(folder.file) in ended.value.where_kept  # type: ignore[attr-defined]
    open_gate(tmp_path)
    started[0].wait()


def test_without_memory_the_words_of_a_killed_editor_are_found_next_to_the_drafts(rj, editor, monkeypatch) -> None:
    monkeypatch.setattr(memory_drafts, "private_place", lambda _: None)
    monkeypatch.setattr(memory_drafts, "place_of", lambda _: None)
    rj("log", "Tea.")
    folder = memory_drafts.folder_for_editor(rj.journal, on_disk=True)
    assert folder is not None
    folder.file.write_text("Half a sentence")
    folder.editor_has_started()
    assert drafts(rj) == []
    os.close(folder._lock)  # as the system does when a process is killed

    assert drafts(rj) == ["Half a sentence"]
    assert not folder.path.exists()


# Emptying, removing


def test_an_emptied_file_empties_no_entry_without_being_asked(rj, editor) -> None:
    rj("log", UNSAVED)
    editor(': > "$file"')
    done = rj("edit", "1", code=2)

    assert 'rj edit 1 --text "" answers yes.' in done.err
    assert rj("show", "1", "--json").json()["text"] == UNSAVED


@pytest.mark.parametrize(("key", "text"), [("n", UNSAVED), ("y", "")])
def test_at_a_terminal_it_is_asked(rj, editor, key: str, text: str) -> None:
    rj("log", UNSAVED)
    editor("printf '\\n \\n' > \"$file\"")
    run = AtTerminal("edit", "1").sees("The file is empty. Take all words out of 1").types(key)

    assert run.ends()[0] == 0
    assert rj("show", "1", "--json").json()["text"].strip() == text


def test_a_file_the_editor_removed_changes_nothing(rj, editor) -> None:
    rj("log", UNSAVED)
    editor('rm "$file"')

    assert "left no file" in rj("edit", "1", code=1).err
    assert rj("show", "1", "--json").json()["text"] == UNSAVED


# What it is told


QUIET_FLAGS = {
    "nano": ["-I"],
    "vim": ["-n", "-i NONE", "nobackup nowritebackup noundofile", "noswapfile viminfo="],
    "nvim": ["-n", "-i NONE", "nobackup nowritebackup noundofile", "noswapfile viminfo="],
    "emacs": [
        "make-backup-files nil",
        "auto-save-default nil",
        "create-lockfiles nil",
        "undo-tree-auto-save-history nil",
    ],
    "micro": ["-backup false", "-savehistory false", "-saveundo false", "-savecursor false"],
}


@pytest.mark.parametrize("name", QUIET_FLAGS)
@pytest.mark.parametrize("called", ["", ".basic", " by another name"], ids=["plain", "variant", "link"])
def test_a_known_editor_is_told_to_keep_no_files_of_its_own(rj, editor, tmp_path, monkeypatch, name, called) -> None:
    said = editor('printf "%s " "$@" > "$SAID"; printf x > "$file"', f"{name}{called if called == '.basic' else ''}")
    if called.startswith(" "):
        (tmp_path / "editors" / "vi").symlink_to(tmp_path / "editors" / name)
        monkeypatch.setenv("EDITOR", "vi")
    rj("log", "-e")

    assert [flag for flag in QUIET_FLAGS[name] if flag not in said.read_text()] == []


def test_what_an_editor_puts_into_its_temporary_folder_goes_with_its_file(rj, editor) -> None:
    said = editor('printf x > "$TMPDIR/copy"; echo "$TMPDIR" > "$SAID"; printf x > "$file"')
    rj("log", "-e")
    folder = Path(said.read_text().strip())

    assert folder.name == "tmp"
    assert not folder.exists()
    assert not folder.parent.exists()
