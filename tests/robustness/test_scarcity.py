"""Memory or handles that run out, at every point that can be reached: done, or one error in two lines; nothing lost."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("the name behind a handle is read from /proc", allow_module_level=True)

import resource

from relational_journal.store.engine import database

MB = 1024 * 1024


def in_child(rj, words: tuple[str, ...], scarce: Callable[[], None]) -> tuple[int, str, str]:
    """What a command says in a process of its own in which something is scarce: exit code and both streams."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        code = 99
        try:
            os.dup2(write, 1)
            os.dup2(write, 2)
            scarce()
            result = rj(*words, code=None)
            code = result.code
            os.write(write, f"{result.out}\0{result.err}".encode())
        except MemoryError:  # in the test's own streams, not in rj
            code = 98
        except Exception as error:
            os.write(2, repr(error).encode())
        finally:
            os._exit(code)
    os.close(write)
    with os.fdopen(read, "rb") as answer:
        text = answer.read().decode("utf-8", "replace")
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    out, _, err = text.partition("\0")
    return status, out, err


COMMANDS = [("log", "Written while it was scarce."), ("list",), ("backup",), ("search", "first"), ("doctor",)]


def see(rj, code: int, out: str, err: str, acknowledged: list[str], words: tuple[str, ...]) -> None:
    assert code in (0, 1), (words, code, out, err)
    assert "Traceback" not in out + err
    assert "inside rj" not in err, err
    if code == 0 and words[0] == "log":
        acknowledged.append(words[1])
    if code == 1 and words[0] != "doctor":
        assert [line for line in err.splitlines() if line.startswith("error: ")], (words, out, err)


def _every_command(rj) -> None:
    rj("log", "The first.")
    for words in COMMANDS:
        rj(*words, code=None)


@pytest.fixture
def warm(made_once):
    """Every module is loaded before anything is scarce: in this process, by whichever of these tests is the first."""
    return made_once(_every_command)


def written(rj) -> int:
    return sum(entry["text"] == COMMANDS[0][1] for entry in rj("list", "-n", "0", "--json").json())


@pytest.mark.parametrize("words", COMMANDS)
def test_out_of_handles_at_every_number_of_them(warm, words: tuple[str, ...]) -> None:
    acknowledged: list[str] = []
    before = written(warm)
    codes = []
    for further in range(12):

        def few(further: int = further) -> None:
            used = {int(name.name) for name in Path("/proc/self/fd").iterdir()}
            free = [number for number in range(max(used) + further + 2) if number not in used]
            resource.setrlimit(resource.RLIMIT_NOFILE, (free[further], free[further]))

        code, out, err = in_child(warm, words, few)
        see(warm, code, out, err, acknowledged, words)
        codes.append(code)

    assert 1 in codes or words == ("doctor",)
    assert codes[-1] == 0
    assert written(warm) == before + len(acknowledged)


@pytest.mark.parametrize("words", COMMANDS)
def test_out_of_memory_in_the_engine_at_every_few_kilobytes(warm, words: tuple[str, ...], monkeypatch) -> None:
    acknowledged: list[str] = []
    before = written(warm)
    codes = []
    connect = database.connect
    for kilobytes in (8, 40, 80, 120, 160, 200, 240, 280, 320, 360, 400, 500, 700, 1000, 4000, 8000, 16000):

        def little(kilobytes: int = kilobytes) -> None:
            def connected(path: Path, key: str | None) -> object:
                connection = connect(path, key)
                connection.execute(f"PRAGMA hard_heap_limit = {kilobytes * 1024}")
                return connection

            database.connect = connected

        code, out, err = in_child(warm, words, little)
        see(warm, code, out, err, acknowledged, words)
        codes.append(code)

    assert 1 in codes
    assert codes[-1] == 0
    assert written(warm) == before + len(acknowledged)


def test_out_of_memory_of_the_whole_process(warm) -> None:
    acknowledged: list[str] = []
    before = written(warm)
    codes = set()
    for megabytes in (0, 1, 2, 3, 4, 6, 8, 12, 64):

        def little(megabytes: int = megabytes) -> None:
            used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
            resource.setrlimit(resource.RLIMIT_AS, (used + megabytes * MB, used + megabytes * MB))

        code, out, err = in_child(warm, COMMANDS[0], little)
        if code == 98:
            continue
        see(warm, code, out, err, acknowledged, COMMANDS[0])
        codes.add(code)

    assert 0 in codes
    assert written(warm) == before + len(acknowledged)
