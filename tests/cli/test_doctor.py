"""`rj doctor`: each thing it looks at, well and not well, with a mend of one line that mends."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from relational_journal.cli.entries import editor_command as started_editors
from relational_journal.store.checkup import editor_checks
from relational_journal.store.checkup.shell_checks import _SENTENCE
from relational_journal.store.engine import key_derivation, memory_folder
from relational_journal.store.keys import keychain

posix = pytest.mark.skipif(os.name != "posix", reason="modes and shells of POSIX")


def home() -> Path:
    return Path(os.environ["HOME"])


def write(name: str, content: str) -> Path:
    file = home() / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content)
    return file


@pytest.fixture
def well(rj, monkeypatch: pytest.MonkeyPatch):
    """A journal with a passphrase, where all is well."""
    monkeypatch.setattr(key_derivation, "_ROUNDS", 1)  # how long deriving takes is not what is asked here
    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    monkeypatch.setenv("SHELL", "/bin/bash")
    monkeypatch.setenv("EDITOR", "nano")
    monkeypatch.setenv("TMPDIR", str(home()))
    for name in ("HISTFILE", "HISTCONTROL", "HISTIGNORE", "ZDOTDIR"):
        monkeypatch.delenv(name, raising=False)
    write(".bash_history", "ls\nrj log\nrj log -e\nrj log - < words\nrj list\nrj log --tone c\n")
    write(".bashrc", "HISTCONTROL=ignoreboth\n")
    rj("log", "Something.")
    rj("backup")
    yield rj
    rj("lock")


def row(rj, check: str) -> dict[str, object]:
    return next(row for row in rj("doctor", "--json", code=None).json() if row["check"] == check)


def test_where_all_is_well_every_check_passes(well) -> None:
    found = {row["check"]: row["ok"] for row in well("doctor", "--json").json()}

    assert list(found) == [
        *("integrity", "schema", "drafts", "modes", "writing", "lock", "passphrase", "copies", "backup", "key"),
        *("shell-history", "shell-settings", "passphrase-file", "editor", "editor-files", "synced-folder", "swap"),
    ]
    assert {name for name, ok in found.items() if ok is not True} <= {"swap"}


def journal_is_open_to_others(rj) -> None:
    rj.journal.chmod(0o644)


def copy_is_open_to_others(rj) -> None:
    next((rj.journal.parent / "backups").glob("*.db")).chmod(0o640)


def folder_is_open_to_others(rj) -> None:
    rj.journal.parent.chmod(0o777)


def copy_lies_in_clear(rj) -> None:
    (rj.journal.parent / "backups" / "journal-2026-11-22-184000-old.db").write_bytes(b"SQLite format 3\0")


def copies_are_gone(rj) -> None:
    shutil.rmtree(rj.journal.parent / "backups")


def copies_are_old(rj) -> None:
    copy = next((rj.journal.parent / "backups").glob("*.db"))
    copy.rename(copy.with_name(copy.name.replace("2026-11-22", "2026-09-22")))


def shell_keeps_every_line(rj) -> None:
    write(".bashrc", "# HISTCONTROL=ignorespace\nHISTSIZE=1000\n")


def zsh_keeps_every_line(rj) -> None:
    os.environ["SHELL"] = "/usr/bin/zsh"
    write(".zshrc", "HISTFILE=~/.zsh_history\nSAVEHIST=5000\n")


def sentence_in_history(rj) -> None:
    write(".zsh_history", ': 1690000000:0;rj log "We quarrelled." +hurt\n')


def passphrase_in_history(rj) -> None:
    write(".bash_history", "RJ_PASSPHRASE=secret rj list\n")


def passphrase_in_a_file_of_the_shell(rj) -> None:
    write(".config/fish/config.fish", "set -x RJ_PASSPHRASE secret\n")


def editor_that_keeps_copies(rj) -> None:
    os.environ["EDITOR"] = "code --wait"


def swap_file_of_an_editor(rj) -> None:
    write(".vim/swap/%dev%shm%relational-journal-1000%abc.edit-5%moment.txt.swp", "words")


def file_of_a_killed_editor(rj) -> None:
    write("rj-abcdef/moment.txt", "words")


def synced(rj) -> None:
    (rj.journal.parent / ".stfolder").mkdir()


def in_git(rj) -> None:
    (rj.journal.parent / ".git").mkdir()


def kept_for_days(rj) -> None:
    rj("settings", "idle", "6000")


BAD: list[tuple[Callable[..., None], str, str]] = [
    (journal_is_open_to_others, "modes", "others could read"),
    (copy_is_open_to_others, "modes", "others may read"),
    (folder_is_open_to_others, "modes", "others may write in"),
    (copy_lies_in_clear, "copies", "is not encrypted"),
    (copies_are_gone, "backup", "no copy yet"),
    (copies_are_old, "backup", "2026-09-22"),
    (shell_keeps_every_line, "shell-settings", "keeps every line"),
    (zsh_keeps_every_line, "shell-settings", "keeps every line"),
    (sentence_in_history, "shell-history", "1 sentence"),
    (passphrase_in_history, "passphrase-file", "passphrase in clear"),
    (passphrase_in_a_file_of_the_shell, "passphrase-file", "config.fish"),
    (editor_that_keeps_copies, "editor", "code keeps copies"),
    (swap_file_of_an_editor, "editor-files", "words of an entry"),
    (file_of_a_killed_editor, "editor-files", "words of an entry"),
    (synced, "synced-folder", "copied to other machines"),
    (in_git, "synced-folder", "git"),
    (kept_for_days, "key", "6000 minutes"),
]
RUN_AS_THEY_STAND = ("chmod", "echo", "rm ")


@posix
@pytest.mark.parametrize(("spoil", "check", "lines_of_checks"), BAD, ids=[spoil.__name__ for spoil, _, _ in BAD])
def test_what_is_not_well_is_told_with_its_mend_in_one_line(well, spoil, check, lines_of_checks, monkeypatch) -> None:
    monkeypatch.setenv("EDITOR", "nano")  # undone afterwards, whatever the spoiling sets
    spoil(well)
    lines = well("doctor").out.splitlines()
    spoil(well) if check == "modes" else None
    found = row(well, check)

    assert found["ok"] is False
    assert lines_of_checks in str(found["what"])
    assert "\n" not in str(found["mend"])
    at = next(number for number, line in enumerate(lines) if line.startswith(f"look  {check}"))
    assert str(found["mend"]) in (line.strip() for line in lines[at + 1 :])
    assert "secret" not in str(found) + "".join(lines)
    assert "quarrelled" not in str(found) + "".join(lines)

    mend = str(found["mend"])
    if mend.startswith(RUN_AS_THEY_STAND):
        subprocess.run(["sh", "-c", mend], check=True)
    elif mend.startswith("remove "):
        subprocess.run(["sh", "-c", mend.replace("remove ", "rm ")], check=True)
    elif mend.startswith("rj backup"):
        well("backup")
    elif mend.startswith("rj settings"):
        well(*mend.split(",")[0].split()[1:])
    elif lines_of_checks != "others could read":
        return  # a choice or a search of the person's own
    assert row(well, check)["ok"] is True


def test_a_file_open_to_others_is_closed_and_that_is_said_once(well) -> None:
    if os.name != "posix":
        pytest.skip("modes of POSIX")
    well.journal.chmod(0o644)

    assert row(well, "modes") | {"check": 0, "what": 0} == {
        "check": 0,
        "ok": False,
        "what": 0,
        "mend": "rj has just made it private",
    }
    assert row(well, "modes")["ok"] is True


def test_without_a_passphrase_that_is_what_is_to_be_looked_at(rj) -> None:
    rj("log", "Something.")

    assert row(rj, "passphrase") == {
        "check": "passphrase",
        "ok": False,
        "what": "not encrypted: anyone using this login, the disk or a copy can read it",
        "mend": "rj passphrase sets one",
    }


@posix
def test_a_folder_for_the_key_that_is_open_to_others_is_told(well, tmp_path: Path, monkeypatch) -> None:
    folder = tmp_path / "memory"
    memory_folder.folder_of_ours(folder).mkdir(parents=True)
    memory_folder.folder_of_ours(folder).chmod(0o755)
    monkeypatch.setattr(memory_folder, "_folders", lambda: iter([folder]))
    found = row(well, "key")
    assert (found["ok"], "entered by other users" in found["what"]) == (False, True)

    memory_folder.folder_of_ours(folder).chmod(0o700)
    assert row(well, "key")["ok"] is True


def test_it_says_where_the_key_is_kept(well, monkeypatch: pytest.MonkeyPatch) -> None:
    if memory_folder.memory_backed_folder():
        assert "only in memory" in row(well, "key")["what"]
    monkeypatch.setattr(memory_folder, "_folders", lambda: iter(()))
    monkeypatch.setattr(keychain, "name", lambda: "macOS")
    assert "in the keychain (macOS)" in row(well, "key")["what"]
    monkeypatch.setattr(keychain, "name", lambda: None)
    assert "stored nowhere" in row(well, "key")["what"]


def test_what_cannot_be_told_is_neither_passed_nor_failed(well, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "edit-o-matic")
    monkeypatch.setenv("SHELL", "/bin/tcsh")

    assert row(well, "editor")["ok"] is None
    assert row(well, "shell-settings")["ok"] is None
    assert "?     editor" in well("doctor").out


@pytest.mark.parametrize("columns", [60, 80])
def test_lines_keep_to_the_terminal_and_a_mend_to_one_line(well, columns: int, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    sentence_in_history(well)
    shell_keeps_every_line(well)
    lines = well("doctor").out.splitlines()

    mend = f"    echo 'HISTIGNORE=\"$HISTIGNORE:rj *:relational-journal *\"' >> {home()}/.bashrc"
    assert mend in lines
    lines_of_checks = [
        line for line in lines if not line.startswith("    ") or line.startswith(" " * 25)
    ]  # what is no mend
    assert [line for line in lines_of_checks if len(line) > columns and "/" not in line] == []


@pytest.mark.parametrize(
    ("line", "holds_a_sentence"),
    [
        ('rj log "We talked"', True),
        ("rj log We talked", True),
        ("rj log --private --when yesterday 'We talked'", True),
        ("rj log --tone=c --with Sam We talked", True),
        ("- cmd: rj log We talked", True),
        ("rj --journal ~/j.db log We talked", True),
        ("cd; relational-journal suggest 'Mum went quiet'", True),
        ("rj edit 3 --text 'We talked'", True),
        ("rj mend 3 'I rang' --by me", True),
        ("rj hunch add 'When hurt I go quiet' --when hurt", True),
        ("rj session after 'We talked'", True),
        ("rj log", False),
        ("rj log -e", False),
        ("rj log - < words.txt", False),
        ("rj log --tone c --with Sam", False),
        ("rj log --minute", False),
        ("rj list", False),
        ("rj mend 3 --by me", False),
        ("rj mend 3", False),
        ("rj session before", False),
        ("rj session after --when yesterday", False),
        ("git log words", False),
        ("rj log | cat", False),
    ],
)
def test_a_sentence_in_a_history_is_told_from_a_command(line: str, holds_a_sentence: bool) -> None:
    assert bool(_SENTENCE.search(line.encode())) is holds_a_sentence


@pytest.mark.parametrize(
    "line", ["export RJ_PASSPHRASE=$(pass show rj)", 'RJ_PASSPHRASE="$P" rj list', "read -rs RJ_PASSPHRASE", "unset X"]
)
def test_a_passphrase_that_is_looked_up_is_not_one_in_clear(well, line: str) -> None:
    write(".bashrc", f"HISTCONTROL=ignoreboth\n{line}\n")

    assert row(well, "passphrase-file")["ok"] is True


def test_the_editors_called_quiet_are_those_that_are_made_so() -> None:
    assert set(editor_checks.QUIET) == set(started_editors.QUIET)


@posix
@pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
def test_with_its_mend_bash_keeps_no_sentence_given_to_rj(well, tmp_path: Path) -> None:
    def kept_by_bash() -> str:
        typed = "rj log 'marzipanwords'\nls\nhistory -a\n"
        environment = {"HOME": str(home()), "PATH": os.environ["PATH"], "HISTFILE": str(tmp_path / "history")}
        given = {"input": typed, "text": True, "capture_output": True, "cwd": tmp_path}
        subprocess.run(["bash", "-i"], env=environment, check=False, start_new_session=True, **given)
        return (tmp_path / "history").read_text()

    write(".bashrc", "PS1=\nrj() { :; }\n")
    assert "marzipanwords" in kept_by_bash()
    (tmp_path / "history").unlink()
    subprocess.run(["sh", "-c", str(row(well, "shell-settings")["mend"])], check=True)

    kept = kept_by_bash()
    assert "marzipanwords" not in kept
    assert "ls" in kept
