"""Tab in real bash, zsh and fish: what is typed is completed, and taken as one word by the shell."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are not of this platform", allow_module_level=True)

import pexpect

TAB, ENTER, LEFT = "\t", "\r", "\x1b[D"
CLEAR = "\x15"
# How each shell is started without anybody's own set-up, and begins; in place of rj stands what shows its words.
SHELLS = {
    "bash": (
        ["--norc", "--noprofile", "-i"],
        "PS1='re''ady> '; bind 'set enable-bracketed-paste off'; bind 'set bell-style none'; {load};"
        " rj() {{ printf 'word<%s>\\n' \"$@\"; }}",
    ),
    "zsh": (
        ["-f", "-i"],
        "PROMPT='re''ady> '; unset zle_bracketed_paste; autoload -Uz compinit; compinit -u -D; {load};"
        " rj() {{ printf 'word<%s>\\n' \"$@\" }}",
    ),
    "fish": (
        ["--no-config", "-i"],
        "function fish_prompt; printf 're''ady> '; end; {load}; function rj; printf 'word<%s>\\n' $argv; end",
    ),
}
LOADS = {
    "bash": 'eval "$(command rj completion bash)"',
    "zsh": 'eval "$(command rj completion zsh)"',
    "fish": "command rj completion fish | source",
}


class Shell:
    """A shell at a terminal, ready to be typed into."""

    def __init__(self, name: str, folder: Path, load: str = "") -> None:
        program = shutil.which(name)
        if program is None:
            pytest.skip(f"no {name} here")
        self.name = name
        words, begins = SHELLS[name]
        environment = os.environ | {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "TERM": "xterm",
            "HOME": str(folder),
            "XDG_CACHE_HOME": str(folder),
        }
        self.child = pexpect.spawn(
            program, words, env=environment, encoding="utf-8", timeout=30, dimensions=(40, 120), cwd=str(folder)
        )
        self.child.delaybeforesend = None
        self.child.sendline(begins.format(load=load or LOADS[name]))
        self.child.expect("ready> ")

    def words(self, typed: str) -> list[str]:
        """The words the shell hands on once Tab was pressed behind what was typed, and Enter."""
        self.child.send(typed + TAB + ENTER)  # the shell reads Enter once it has done what Tab asks
        found = []
        while self.child.expect([r"word<([^>]*)>", "ready> "]) == 0:
            found.append(self.child.match[1])
        return found

    def shows(self, typed: str, *shown: str) -> str:
        """Wait until all of this is on the screen after Tab, in any order; return all that came with it."""
        self.child.send(typed + (TAB if self.name == "fish" else TAB + TAB))
        wanted, came = list(shown), ""
        while wanted:
            wanted.pop(self.child.expect_exact(wanted))
            came += self.child.before + self.child.after
        self.child.send(CLEAR + ENTER)
        self.child.expect("ready> ")
        return came + self.child.before

    def ends(self) -> None:
        self.child.close(force=True)


@pytest.fixture
def full(rj: Any) -> Any:
    rj("people", "add", "Aunt May", "--relationship", "wider-family")
    rj("people", "add", "Jonas", "--relationship", "partner")
    rj("people", "add", "Änne: $O'Hara")
    rj.log("Tea. @aunt-may +c +straußig", "--when", "2026-11-20 22:50")
    rj.log("He went quiet. @Jonas +d +went-silent +hurt")
    return rj


@pytest.fixture(params=list(SHELLS))
def shell(request: pytest.FixtureRequest, full: Any, tmp_path: Path) -> Iterator[Shell]:
    started = Shell(request.param, tmp_path)
    yield started
    started.ends()


def test_each_kind_of_word_is_completed_as_one_word(shell: Shell) -> None:
    for typed, words in (
        ("rj cale", ["calendar"]),
        ("rj list --unt", ["list", "--until"]),
        ("rj list --with jon", ["list", "--with", "Jonas"]),
        ("rj people show aun", ["people", "show", "Aunt May"]),
        ("rj list --tag urge:pulled", ["list", "--tag", "urge:pulled-back"]),
        ("rj tag 1 +@jon", ["tag", "1", "+@Jonas"]),
        ("rj patterns pushing", ["patterns", "pushing-away"]),
        ("rj settings date", ["settings", "date-order"]),
    ):
        assert shell.words(typed) == words, typed


def test_within_quotes_and_behind_an_equals_sign_too_the_word_is_one_word(shell: Shell) -> None:
    for typed, words in (
        ('rj list --with "aun', ["list", "--with", "Aunt May"]),
        ("rj list --with 'aun", ["list", "--with", "Aunt May"]),
        ("rj list --with=aun", ["list", "--with=Aunt May"]),
        ('rj list --with="aun', ["list", "--with=Aunt May"]),
        ("rj people show Aunt\\ M", ["people", "show", "Aunt May"]),
        ("rj list --with än", ["list", "--with", "Änne: $O'Hara"]),
        ('rj list --with "än', ["list", "--with", "Änne: $O'Hara"]),
        ("rj list --with 'än", ["list", "--with", "Änne: $O'Hara"]),
        ("rj list --with=Änne:\\ ", ["list", "--with=Änne: $O'Hara"]),
        ('rj tag 2 "+@jon', ["tag", "2", "+@Jonas"]),
        ('rj list --tag "urge:pulled', ["list", "--tag", "urge:pulled-back"]),
        ("rj list --tag=urge:pulled", ["list", "--tag=urge:pulled-back"]),
    ):
        assert shell.words(typed) == words, typed


def test_a_star_in_a_name_never_becomes_names_of_files(shell: Shell, full: Any, tmp_path: Path) -> None:
    full("people", "add", "Zo*")
    for name in ("Zoe", "Zola"):
        (tmp_path / name).touch()

    for typed in ("rj list --with zo", 'rj list --with "zo'):
        assert shell.words(typed) == ["list", "--with", "Zo*"], typed


def test_a_word_in_the_middle_of_a_line_is_completed_and_the_rest_stays(shell: Shell) -> None:
    assert shell.words("rj list --unt --json" + LEFT * len(" --json")) == ["list", "--until", "--json"]


def test_entries_are_offered_with_their_day_and_who_was_there_and_never_a_word_of_theirs(shell: Shell) -> None:
    came = shell.shows("rj show ", "Fri 20 Nov 22:50", "Aunt May", "Jonas")

    assert "Tea." not in came
    assert "quiet" not in came


def test_what_is_a_file_is_completed_by_the_shell_itself(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "older-copy.db").touch()
    (tmp_path / "my notes.csv").touch()

    for typed, words in (
        ("rj restore older-c", ["restore", "older-copy.db"]),
        (f"rj restore {tmp_path}/older-c", ["restore", f"{tmp_path}/older-copy.db"]),
        ('rj import "my', ["import", "my notes.csv"]),
        ("rj import ~/my", ["import", f"{tmp_path}/my notes.csv"]),
        ("rj import --map=./my", ["import", "--map=./my notes.csv"]),
        ('rj import --map="./my', ["import", "--map=./my notes.csv"]),
    ):
        assert shell.words(typed) == words, typed


@pytest.mark.parametrize("name", list(SHELLS))
def test_a_locked_journal_is_not_asked_for_and_nothing_is_said(name: str, rj: Any, tmp_path: Path) -> None:
    rj("people", "add", "Zenobia")
    rj.process("passphrase", RJ_NEW_PASSPHRASE="correct horse", RJ_KEEP="0")
    shell = Shell(name, tmp_path)

    assert shell.words("rj people show Zen") == ["people", "show", "Zen"]
    assert shell.words("rj cale") == ["calendar"]
    shell.ends()


@pytest.mark.parametrize("name", list(SHELLS))
def test_installed_it_holds_in_the_next_shell(name: str, full: Any) -> None:
    home = Path(os.environ["HOME"])
    rc = {"bash": home / ".bashrc", "zsh": home / ".zshrc"}.get(name)
    if rc:
        rc.write_text("# mine", encoding="utf-8")
    full("completion", name, "--install")
    full("completion", name, "--install")

    if rc:
        first, line = rc.read_text(encoding="utf-8").splitlines()
        assert (first, "completion" in line) == ("# mine", True)
    shell = Shell(name, home, load=f". {rc}" if rc else f"source {home}/fish/completions/rj.fish")
    assert shell.words("rj list --with jon") == ["list", "--with", "Jonas"]
    shell.ends()


def test_a_set_up_file_that_is_a_link_is_left_and_the_line_to_add_is_named(rj: Any, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles"
    real.write_text("# mine\n", encoding="utf-8")
    (Path(os.environ["HOME"]) / ".bashrc").symlink_to(real)

    answer = rj("completion", "bash", "--install", code=1)

    assert "is a link, which is not followed" in answer.err
    assert "Add this line to it by hand: [ -r " in answer.err
    assert real.read_text(encoding="utf-8") == "# mine\n"


def test_the_completion_of_another_program_called_rj_is_left(rj: Any) -> None:
    path = Path(os.environ["HOME"]) / "fish" / "completions" / "rj.fish"
    path.parent.mkdir(parents=True)
    path.write_text("complete -c rj -a julia\n", encoding="utf-8")

    answer = rj("completion", "fish", "--install", code=1)

    assert "is there, and rj did not make it" in answer.err
    assert "rj completion fish > FILE" in answer.err
    assert path.read_text(encoding="utf-8") == "complete -c rj -a julia\n"


def test_another_shell_is_an_error(rj: Any) -> None:
    assert '"tcsh" is no shell rj knows' in rj("completion", "tcsh", code=2).err
