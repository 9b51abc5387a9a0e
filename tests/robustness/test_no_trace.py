"""With a passphrase no readable byte of what was written is left on a disk, whatever is done and however it ends.

Marked words are logged, edited, searched, summarised, crashed and deleted; then every file is searched for them in each
way a program might have written them.
"""

from __future__ import annotations

import base64
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest

from relational_journal.store.engine.memory_folder import memory_backed_folder, place_of
from tests.support.at_terminal import ENTER, AtTerminal

pytestmark = pytest.mark.skipif(memory_backed_folder() is None, reason="no memory-backed storage here")

TEXT, NAME, WORD = "märzipanwörter", "Perpétua", "quincewort"
MARKS = (TEXT, NAME, WORD)


def spelled(word: str) -> set[bytes]:
    """A word in every way a program might have written it."""
    forms = {unicodedata.normalize(form, word) for form in ("NFC", "NFD")}
    found = set()
    for form in forms | {form.lower() for form in forms}:
        found |= {form.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")}
        found |= {json.dumps(form)[1:-1].encode(), quote(form).encode(), quote_plus(form).encode()}
        found |= {form.encode().hex().encode(), form.encode("latin-1", "replace")}
        # In base64 a word looks otherwise at each of three places.
        found |= {base64.b64encode(b"." * shift + form.encode())[4:-4] for shift in (0, 1, 2)}
    return found


SPELLED = {word: spelled(word) for word in MARKS}


def readable_in(*folders: Path, leave_out: tuple[Path, ...] = ()) -> list[str]:
    """Which marked words stand in which files."""
    found = []
    for file in (file for folder in folders for file in sorted(folder.rglob("*"))):
        if file.is_file() and not file.is_symlink() and file not in leave_out:
            content = file.read_bytes()
            found += [f"{word} in {file}" for word, forms in SPELLED.items() if any(form in content for form in forms)]
            found += [f"{word} names {file}" for word in MARKS if word in str(file)]
    return found


@pytest.fixture
def watched(rj, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in which home, temporary files, caches, states, the working folder and core dumps all lie."""
    for name in ("TMPDIR", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        folder = tmp_path / name.lower()
        folder.mkdir(exist_ok=True)
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    (tmp_path / "cwd").mkdir()
    monkeypatch.chdir(tmp_path / "cwd")
    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    began = time.time()
    before = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    yield tmp_path
    resource.setrlimit(resource.RLIMIT_CORE, before)
    rj("doctor", "--drafts")  # takes in what a crash left in memory
    rj("lock")
    place = place_of(rj.journal)
    assert place is None or not list(place.parent.glob(f"{place.name}*"))
    # Some programs take these whatever they are told.
    for folder in (Path("/tmp"), Path("/var/tmp")):
        for file in folder.iterdir():
            if file.is_file() and file.stat().st_mtime >= began and file.stat().st_uid == os.getuid():
                assert not any(form in file.read_bytes() for forms in SPELLED.values() for form in forms), file


def test_the_search_finds_each_way_of_writing_a_word(tmp_path: Path) -> None:
    for number, form in enumerate(spelled(TEXT)):
        (tmp_path / str(number)).write_bytes(b"\0\xff" + form + b"\0")

    assert len(readable_in(tmp_path)) == len(spelled(TEXT))


def test_without_a_passphrase_the_same_search_finds_them(rj, watched: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RJ_PASSPHRASE")
    rj("log", f"{TEXT} with @{NAME} +{WORD}")

    assert {line.split()[0] for line in readable_in(watched)} == set(MARKS)


def test_a_session_with_a_passphrase_leaves_no_readable_byte(rj, watched: Path, monkeypatch) -> None:
    said = ""
    rj("log", f"{TEXT} at breakfast. @{NAME} +{WORD} +hurt +went-silent +d")
    rj("log", "-", stdin=f"{TEXT} again with @{NAME} +reached-out +c")
    rj("edit", "1", "--text", f"{TEXT} edited @{NAME} +{WORD} +hurt +joke")
    rj("hunch", "add", f"{TEXT} as a hunch", "--when", "hurt", "--then", "joke", "--with", NAME)
    rj("people", "rename", NAME, f"{NAME}-two")
    rj("mend", "1", f"{TEXT} mended @{NAME}")
    rj("session", "after", f"{TEXT} in the session", "--with", NAME)
    rj("import", "-", stdin=json.dumps({"when": "2026-11-01", "text": TEXT, "people": [NAME], "own": [WORD]}) + "\n")
    for words in (("search", TEXT), ("patterns",), ("look",), ("calendar",), ("export",), ("people",), ("words",)):
        said += rj(*words).err
    # A page that is asked for is readable; what it takes to make it is not.
    rj("summary", "--format", "pdf", "--output", "page.pdf", "--include", "therapist", "--yes")
    (watched / "cwd" / "page.pdf").unlink()
    for form in ("text", "md", "html", "json"):
        said += rj("summary", "--format", form, "--yes").err
    rj("backup")
    monkeypatch.setenv("RJ_NEW_PASSPHRASE", "other")
    rj("passphrase")
    monkeypatch.setenv("RJ_PASSPHRASE", "other")
    rj("undo")
    rj("delete", "2")
    rj("delete", "1", "--for-good", "--yes")
    rj("restore", str(next((rj.journal.parent / "backups").glob("*.db"))), "--yes")
    rj("list")
    rj("people", "forget", f"{NAME}-two", "--yes", code=None)

    assert readable_in(watched) == []
    assert not any(mark in said for mark in MARKS)


def test_tracebacks_and_rj_debug_show_no_word(rj, watched: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from relational_journal import Journal

    rj("log", f"{TEXT} with @{NAME} +{WORD}")

    def fails(self: Journal, *given: object, **named: object) -> None:
        raise ValueError(f"{TEXT} {NAME} {WORD}", given)

    monkeypatch.setenv("RJ_DEBUG", "1")
    for method, words in (("search", ("search", TEXT)), ("add", ("log", f"{TEXT} @{NAME} +{WORD}"))):
        monkeypatch.setattr(Journal, method, fails)
        done = rj(*words, code=1)
        assert "inside rj (ValueError)" in done.err
        assert "test_no_trace.py" in done.err  # where it happened
        assert not any(mark in done.err + done.out for mark in MARKS)

    assert readable_in(watched) == []


CRASH = "import os, sys, signal; kept = sys.argv[1]; os.kill(os.getpid(), signal.SIGABRT)"


def test_a_crash_leaves_no_core_dump(rj, watched: Path) -> None:
    unprotected = subprocess.run([sys.executable, "-c", CRASH, TEXT], check=False)
    assert unprotected.returncode == -signal.SIGABRT
    cores = list((watched / "cwd").iterdir())
    if not cores:
        pytest.skip("no core dump is written here at all")
    for core in cores:
        core.unlink()
    rj("log", f"{TEXT} with @{NAME} +{WORD}")

    for how in (signal.SIGABRT, signal.SIGSEGV, signal.SIGKILL):
        editor = watched / "editor"
        editor.write_text(f"#!/bin/sh\nprintf '{TEXT} in the editor' > \"$1\"\nkill -{int(how)} $PPID\n")
        editor.chmod(0o755)
        assert rj.process("edit", "1", EDITOR=str(editor)).code == -how
        assert rj.process("log", "-e", EDITOR=str(editor)).code == -how
        run = AtTerminal("log", ANEW="1").sees("What happened?").types(f"{TEXT} asked", ENTER).sees("Saved")
        os.kill(run.process, how)
        run.ends()
        assert not list((watched / "cwd").iterdir())
    rj("list")

    assert readable_in(watched, leave_out=(watched / "editor",)) == []


def test_a_command_that_reads_with_a_key_or_passphrase_leaves_no_core_either(rj, watched: Path) -> None:
    rj("log", f"{TEXT} with @{NAME} +{WORD}")
    code = (
        "import os, signal, sys\n"
        "from relational_journal.{place} import {room}\n"
        "def crash(*given, **named): os.kill(os.getpid(), signal.SIGABRT)\n"
        "{room}.{name} = crash\n"
        "from relational_journal.cli.app import run; run(sys.argv[1:])"
    )
    for place, room, name, words in (
        ("store.files", "passphrase", "change", ("passphrase",)),
        ("store.files", "restore", "contents", ("restore", str(rj.journal), "--yes")),
        ("store.checkup", "journal_checks", "inside_checks", ("doctor",)),
        ("store.queries", "search", "search", ("search", TEXT)),
        ("store.files", "passphrase", "make", ("--journal", str(watched / "new" / "j.db"), "log", TEXT)),
    ):
        done = subprocess.run(
            [sys.executable, "-c", code.format(place=place, room=room, name=name), *words],
            env=os.environ | {"RJ_NEW_PASSPHRASE": "other"},
            capture_output=True,
            check=False,
        )
        assert done.returncode == -signal.SIGABRT, (words, done.stderr)

    assert not list((watched / "cwd").iterdir())
    assert readable_in(watched) == []


SPITEFUL = """\
autocmd!
set swapfile updatecount=1 updatetime=20 directory={0}/swap
set backup writebackup backupdir={0}/backup
set undofile undodir={0}/undo
set viminfo='100,f1,<100,n{0}/viminfo
"""


@pytest.mark.skipif(not shutil.which("vim"), reason="no vim here")
@pytest.mark.parametrize("ends", ["closed", "killed"])
def test_vim_leaves_no_swap_backup_undo_or_history_whatever_its_settings(rj, watched: Path, ends: str) -> None:
    folder = watched / "of-vim"
    for name in ("swap", "backup", "undo"):
        (folder / name).mkdir(parents=True)
    (Path(os.environ["HOME"]) / ".vimrc").write_text(SPITEFUL.format(folder))
    rj("log", f"{TEXT} with @{NAME} +{WORD}")
    run = AtTerminal("edit", "1", ANEW="1", EDITOR="vim").sees(TEXT)
    run.types("O", f"{TEXT} in vim", "\x1b", ":w", ENTER).sees("written")
    assert [file for file in folder.rglob("*") if file.is_file()] == []
    if ends == "killed":
        editors = Path(f"/proc/{run.process}/task/{run.process}/children").read_text().split()
        run.kill()
        for process in editors:
            os.kill(int(process), signal.SIGKILL)
        rj("list")
        rj("log", "Something else.")
        assert any(f"{TEXT} in vim" in draft["text"] for draft in rj("doctor", "--drafts", "--json").json())
    else:
        run.types("yy", ":x", ENTER)
        assert run.ends()[0] == 0
        assert f"{TEXT} in vim" in rj("show", "1", "--json").json()["text"]

    assert [file for file in folder.rglob("*") if file.is_file()] == []
    assert readable_in(watched) == []
