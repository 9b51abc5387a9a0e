"""Nobody else's code runs: not out of the current folder, and no program that is started sees a passphrase."""

from __future__ import annotations

import ast
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from relational_journal.cli import output
from relational_journal.cli.output_file import show
from relational_journal.store.engine.memory_folder import memory_backed_folder, private_place
from relational_journal.store.keys import expiry_lock, key_cache

pytestmark = pytest.mark.skipif(os.name != "posix", reason="programs of POSIX")
in_memory = pytest.mark.skipif(memory_backed_folder() is None, reason="no memory-backed storage here")
HERE = Path(__file__).parent
PACKAGE = HERE.parents[1] / "relational_journal"
SECRETS = {"RJ_PASSPHRASE": "quiet one", "RJ_NEW_PASSPHRASE": "quiet two", "RJ_PDF_PASSPHRASE": "quiet three"}
RJ = Path(sys.executable).with_name("rj")


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a file by the name of every module and program there is; `ran` tells which ran."""
    folder = tmp_path / "hostile"
    folder.mkdir()
    ran = folder / "ran"
    modules = {*sys.stdlib_module_names, *packages_distributions(), "sitecustomize", "usercustomize"} - {"__future__"}
    for name in modules:
        (folder / f"{name}.py").write_text(f"open({str(ran)!r}, 'a').write(__name__ + ' ')\n")
    for name in ("less", "more", "nano", "vim", "vi", "xdg-open", "open", "sh", "python", "python3", "rj"):
        program = folder / name
        program.write_text(f"#!/bin/sh\necho {name} >> {ran}\n")
        program.chmod(0o755)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PATH", f".:{os.environ['PATH']}:")
    return folder


def eventually(holds: Callable[[], object]) -> bool:
    """Whether it comes to hold; waits generously, for nothing else can tell."""
    until = time.monotonic() + 60
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True


def test_every_command_runs_nothing_out_of_a_folder_full_of_shadowing_names(rj, hostile: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(HERE / "every_command_here.py")],
        env=os.environ | {"RJ_NEW_PASSPHRASE": "secret"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not (hostile / "ran").exists()


@in_memory
@pytest.mark.skipif(not RJ.exists(), reason="no rj is installed")
def test_neither_rj_nor_what_takes_the_key_away_runs_a_file_of_that_folder(rj, hostile: Path, monkeypatch) -> None:
    monkeypatch.setenv("RJ_PASSPHRASE", "k")
    subprocess.run([str(RJ), "init", "--passphrase"], capture_output=True, check=True)
    assert eventually(lambda: watcher(rj.journal))

    assert not (hostile / "ran").exists()
    rj("lock")


def test_run_as_a_module_it_leaves_the_current_folder_out_once_it_runs(rj, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("typer", "sqlcipher3", "json", "sqlite3", "datetime", "platformdirs"):
        Path(f"{name}.py").write_text("open('ran', 'a').write(__name__)\n")
    done = rj.process("log", "Tea with @Sam.", "--json")

    assert (done.code, Path("ran").exists()) == (0, False)


# What they see


@pytest.fixture
def spying(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """A program of that name, first on the path, and the file it writes its environment and folder to."""
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")

    def made(name: str) -> Path:
        saw = tmp_path / f"{name} saw"
        program = folder / name
        program.write_text(f'#!/bin/sh\ncat < /dev/null > /dev/null\npwd > "{saw}.part"\nenv >> "{saw}.part"\n')
        program.write_text(program.read_text() + f'mv "{saw}.part" "{saw}"\n')
        program.chmod(0o755)
        return saw

    return made


def assert_saw_nothing(saw: Path) -> None:
    where, *variables = saw.read_text().splitlines()
    assert where == "/"
    assert not [line for line in variables if "PASSPHRASE" in line or "quiet" in line]
    assert [line for line in variables if line.startswith("HOME=")]


def test_the_editor_sees_no_passphrase_and_starts_in_the_root_folder(rj, spying, monkeypatch) -> None:
    saw = spying("spy-editor")
    monkeypatch.setenv("EDITOR", "spy-editor")
    rj("log", "-e", "Tea.")

    assert_saw_nothing(saw)
    rj("lock")


def test_the_pager_sees_no_passphrase_keeps_no_history_and_opens_no_shell(spying, monkeypatch) -> None:
    saw = spying("less")
    monkeypatch.setattr(output, "is_terminal", lambda: True)
    monkeypatch.setattr(sys, "stdin", type("Keyboard", (), {"isatty": lambda _: True})())
    monkeypatch.delenv("PAGER", raising=False)
    output.page("line\n" * 500)

    assert_saw_nothing(saw)
    seen = saw.read_text().splitlines()
    assert {"LESSHISTFILE=-", "LESSSECURE=1"} <= set(seen)
    assert [line for line in seen if line.startswith("LESS=-R ") and "q leaves" in line]


def test_what_opens_a_page_sees_no_passphrase(spying, tmp_path: Path) -> None:
    saw = spying("open" if sys.platform == "darwin" else "xdg-open")
    show(tmp_path / "page.html")

    assert eventually(saw.exists)
    assert_saw_nothing(saw)


def test_every_program_the_package_starts_is_given_its_environment_and_folder() -> None:
    started = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                module = getattr(node.func.value, "id", "")
                if module == "subprocess" or (
                    module == "os" and node.func.attr.startswith(("exec", "spawn", "system"))
                ):
                    started.append((path.name, node.func.attr, {named.arg for named in node.keywords}))

    assert len(started) == 4
    assert [where for where in started if not {"env", "cwd"} <= where[2]] == []


# The process that takes the key away


def watcher(journal: Path) -> int:
    """The process that waits for the end of this journal's key; 0 while there is none."""
    file = expiry_lock.file_of(journal, private_place(journal))
    try:
        return int(file.read_text() or 0) if expiry_lock.is_watched(journal, private_place(journal)) else 0
    except FileNotFoundError:
        return 0


@in_memory
def test_the_process_that_takes_the_key_away_is_started_anew_if_it_died(rj, monkeypatch) -> None:
    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    rj("log", "Tea.")
    assert eventually(lambda: watcher(rj.journal))
    first = watcher(rj.journal)
    rj("list")
    assert watcher(rj.journal) == first
    os.kill(first, signal.SIGKILL)
    assert eventually(lambda: not watcher(rj.journal))
    monkeypatch.delenv("RJ_PASSPHRASE")
    rj("list")
    assert eventually(lambda: watcher(rj.journal))
    second = watcher(rj.journal)

    assert second != first
    os.kill(second, signal.SIGTERM)
    assert eventually(lambda: not key_cache.is_held(rj.journal))
    assert eventually(lambda: not expiry_lock.file_of(rj.journal, private_place(rj.journal)).exists())
    rj("list", code=1)


@in_memory
def test_whoever_asks_how_long_a_key_is_kept_does_not_read_it(rj, monkeypatch) -> None:
    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    rj("log", "Tea.")
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path} was read"))

    assert 29 * 60 < key_cache.seconds_left(rj.journal) <= 30 * 60
    monkeypatch.undo()
    key_cache.forget(rj.journal)


# What a crash, and another process, can see


def dumpable_after(*words: str, **environment: str) -> tuple[str, str]:
    """Whether a run's memory can be read by others of this login, and its limit for cores, at its end."""
    code = (
        "import ctypes, resource, sys\n"
        "from relational_journal.__main__ import main\n"
        "sys.argv = ['rj', *sys.argv[1:]]\n"
        "try: main()\n"
        "finally: print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE)[0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words], env=os.environ | environment, capture_output=True, text=True, check=False
    )
    return tuple(done.stdout.split()[-2:])  # type: ignore[return-value]


@pytest.mark.skipif(sys.platform != "linux", reason="a flag of Linux")
def test_a_process_that_holds_a_key_cannot_be_read_by_others_and_no_process_leaves_a_core(rj) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
    none = "1" if hard else "0"
    try:
        assert dumpable_after("log", "Tea.") == ("1", none)
        assert dumpable_after("passphrase", RJ_NEW_PASSPHRASE="secret") == ("0", none)
        assert dumpable_after("list", RJ_PASSPHRASE="secret") == ("0", none)
        assert dumpable_after("list") == ("0", none)  # with the key that is kept
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, (soft, hard))
        rj("lock")


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no /dev/fd here")
def test_with_a_passphrase_files_named_by_their_number_are_still_read(rj, monkeypatch) -> None:
    """`rj import <(zcat export.gz)`: the folder of open files belongs to root once memory is guarded."""
    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    rj("init")
    done = rj.process("import", "/dev/stdin", stdin='{"when": "2026-11-01", "text": "Tea."}\n')

    assert done.code == 0, done.err
    rj("lock")


# The real pager


@pytest.mark.skipif(not shutil.which("less"), reason="no less here")
def test_in_the_pager_no_shell_or_editor_opens_and_no_search_is_remembered(rj) -> None:
    from tests.support.at_terminal import ENTER, AtTerminal

    for number in range(60):
        rj("log", f"Number {number} @Sam +hurt", "--when", "2026-11-20")
    run = AtTerminal("list", "-n", "0", PAGER="less").sees("Sam").types("/marzipan", ENTER).sees("Pattern not found")
    run.types(ENTER, "!").sees("not available").types(ENTER, "v").sees("not available")
    assert run.types(ENTER, "q").ends()[0] == 0

    assert [file for file in Path(os.environ["HOME"]).rglob("*less*") if stat.S_ISREG(file.stat().st_mode)] == []
