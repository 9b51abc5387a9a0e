"""What a device that fails does to a journal: `python -m tests.robustness.io_errors`.

A small library loaded before the C library (io_errors.c, made with `cc`) lets one call on the files of the journal's
folder fail: the first, the second, and so on to the last that a piece of work makes. Each time the work must be done,
or end with one message; what was there is there, whole, nothing half-written lies about, and the next command works.
"""

from __future__ import annotations

import argparse
import ctypes
import errno
import importlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from relational_journal.cli import app
from relational_journal.errors import JournalError
from relational_journal.store.engine import backup_names, database
from relational_journal.store.files import opening, passphrase, restore
from tests.robustness.faults import MARK, Place, cheap_keys, filled, now, old

SOURCE = Path(__file__).with_suffix(".c")
NEW = "violetnewsentence"
WRITING, READING = 1, 2
HALF = -1  # half of what is to be written is, as a disk may


class Fault(NamedTuple):
    """How calls fail: their kind, with which error, and whether all after the first do too."""

    error: int
    for_good: bool = False
    kind: int = WRITING


FAULTS = {
    "one call fails (EIO)": Fault(errno.EIO),
    "it fails and stays broken (EIO)": Fault(errno.EIO, for_good=True),
    "the disk is full from then on (ENOSPC)": Fault(errno.ENOSPC, for_good=True),
    "half is written": Fault(HALF),
    "one reading fails (EIO)": Fault(errno.EIO, kind=READING),
}


def library(folder: Path) -> Path | None:
    """The library, compiled; None where there is no compiler."""
    compiler = shutil.which("cc")
    if compiler is None or sys.platform != "linux":
        return None
    made = folder / "io_errors.so"
    subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", str(made), str(SOURCE), "-ldl"], check=True)
    return made


class Result(NamedTuple):
    """How the work ended: its exit code, what it said on stderr, how many calls it made, the modules it has used."""

    code: int
    said: str
    calls: int
    modules: Sequence[str]


def command(*words: str) -> Callable[[Place], None]:
    """A command as a person gives it."""

    def work(place: Place) -> None:
        from relational_journal.cli import this_run
        from relational_journal.cli.app import run

        this_run.choose_path(None)
        code = run(list(words))
        sys.stdout.flush()
        sys.stderr.flush()
        os.environ["CODE"] = str(code)

    return work


def changed(was: str | None, to: str | None) -> Callable[[Place], None]:
    """A change of passphrase; below the command, whose engine would derive the key at full length."""
    return lambda place: passphrase.change(place.path, was, to, now=now) and None


def restored(place: Place) -> None:
    key = place.key(place.words[0])
    restore.restore(place.path, backup_names.copies_of(place.path)[0], key=key, file_key=key, now=now)


class Work(NamedTuple):
    """A piece of work, the passphrase at its start and its end, and the schema it begins with."""

    do: Callable[[Place], None]
    word: str = ""
    end: str = ""
    journal: str = ""
    keeps_words: bool = False


INCOMING = "".join(
    json.dumps({"uid": f"0190aaaa-0000-7000-8000-{n:012x}", "when": "2026-11-01", "text": MARK}) + "\n"
    for n in range(30)
)
WORKS = {
    "log": Work(command("log", f"{NEW} @Ada +hurt"), keeps_words=True),
    "log, closed": Work(command("log", f"{NEW} @Ada +hurt"), "one", "one", keeps_words=True),
    "edit": Work(command("edit", "1", "--text", NEW), keeps_words=True),
    "delete --for-good": Work(command("delete", "2", "--for-good", "--yes")),
    "import": Work(command("import", "-")),
    "backup": Work(command("backup")),
    "restore": Work(restored, "one", "one"),
    "passphrase set": Work(changed(None, "one"), "", "one"),
    "passphrase change": Work(changed("one", "two"), "one", "two"),
    "passphrase removed": Work(changed("one", None), "one", ""),
    "migrate": Work(command("list"), journal="1-f6fa32d"),
    "migrate, closed": Work(command("list"), "one", "one", journal="1-6a19548"),
}


def template(work: Work, folder: Path) -> Place:
    """The journal the work begins with."""
    if work.journal:
        return old(folder, work.journal, word=work.word, count=30)
    return filled(folder, word=work.word, count=6)


def run(place: Place, work: Work, fault: Fault, at: int) -> Result:
    """Do it in a child whose `at`-th call fails; 0: none."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        said, code = io.StringIO(), 0
        status = 70
        try:
            os.environ |= {"RJ_JOURNAL": str(place.path), "RJ_KEEP": "0", "CODE": "0"}
            os.environ.pop("RJ_PASSPHRASE", None)
            if work.word:
                os.environ["RJ_PASSPHRASE"] = work.word
            sys.stdin = io.TextIOWrapper(io.BytesIO(INCOMING.encode()), encoding="utf-8")
            sys.stdout, sys.stderr = io.StringIO(), said
            engine = ctypes.CDLL(None)
            folder = str(place.path.parent).encode()
            engine.rj_fail(folder, at, fault.error, int(fault.for_good), fault.kind)
            try:
                work.do(place)
                code = int(os.environ["CODE"])
            except JournalError as error:
                code, status = 1, 0
                said.write(f"error: {error.sentence}\n{error.next_step}\n")
            except OSError as error:  # the program tells these too, as one message
                code = 1
                said.write(f"error: {error}\n\n")
            engine.rj_seen.restype = ctypes.c_long
            used = [name for name in sys.modules if name.startswith("relational_journal")]
            reported = json.dumps([code, said.getvalue(), engine.rj_seen(), used])
            os.write(into, reported.encode())
            status = 0
        except BaseException as error:
            os.write(into, json.dumps([70, repr(error), 0, []]).encode())
        finally:
            os._exit(status)
    os.close(into)
    with os.fdopen(out, "rb") as pipe:
        answer = pipe.read()
    status = os.waitpid(child, 0)[1]
    assert status == 0, f"it ended badly ({status}): {answer[:400]!r}"
    return Result(*json.loads(answer))


class Tally(NamedTuple):
    """How many calls the work makes, how many were let fail, and how often it then said that it could not be done."""

    calls: int
    failed: int
    refused: int


class State(NamedTuple):
    """What a journal holds: the text of each entry by its uid, those in the bin too, and what opens it."""

    entries: dict[str, str]
    word: str


def state(place: Place, words: tuple[str, ...]) -> State:
    """Open it as the next command would, whole."""
    journal, word = place._replace(words=tuple(dict.fromkeys(words))).opened()
    with journal:
        db = journal._store.db
        assert db.rows("PRAGMA integrity_check") == [("ok",)], "the journal is damaged"
        found = [check.what for check in journal.checks() if check.check in ("integrity", "schema") and not check.ok]
        assert not found, found
        return State(dict(db.rows("SELECT uid, text FROM entries")), word)


def look(place: Place, work: Work, result: Result, before: State, after: State) -> None:
    """Everything that must hold.

    Raises:
        AssertionError: it does not.
    """
    lines = result.said.splitlines()
    if result.code:
        assert result.code == 1, result
        assert sum(line.startswith("error: ") for line in lines) == 1, result.said
        assert "inside rj" not in result.said and "Traceback" not in result.said, result.said
        assert len(lines) <= 5, result.said
    held = state(place, (work.word, work.end))
    same = [one for one in (before, after) if one.word == held.word and one.entries.items() <= held.entries.items()]
    added = [text for uid, text in held.entries.items() if uid not in before.entries and uid not in after.entries]
    assert all(NEW in text for text in added) and len(added) <= 1, added
    is_before = before.word == held.word and before.entries == held.entries
    assert same or is_before, f"neither as before nor as after: {result}"
    if before != after:
        assert result.code or not is_before, f"said to be done, and is not: {result}"
        # Where a device takes what it says it has not, and can then not be read, the words may be kept twice.
        reported = "It is stored" in result.said or (work.keeps_words and "kept" in result.said)
        assert result.code == 0 or is_before or reported, f"it says nothing of what is: {result}"
    files = [file for file in place.path.parent.rglob("*") if file.is_file()]
    half = [file.name for file in files if file.name.endswith((".new", ".unfinished"))]
    assert not half, f"left half: {half}"
    for file in backup_names.copies_of(place.path):
        opened, _ = place._replace(words=(held.word,)).opened(file) if not work.journal else (None, "")
        if opened is not None:
            with opened:
                assert opened._store.db.rows("PRAGMA integrity_check") == [("ok",)], f"{file} is damaged"
    if held.word:
        for file in files:
            assert MARK.encode() not in file.read_bytes(), f"{file} is readable"
    if result.code and work.keeps_words and is_before:
        kept = [file for file in files if file.parent.name == "drafts" and NEW in file.read_text("utf-8", "replace")]
        assert kept or NEW in result.said or "kept" in result.said, f"the words are nowhere: {result.said}"


def walk(name: str, faults: Sequence[Fault], folder: Path, *, steps: Sequence[int], first: int = 1) -> list[Tally]:
    """One work with every so many-th call failing, for each of the faults; how many there were, and how they ended.

    Raises:
        AssertionError: something that must hold did not; each is told.
    """
    work = WORKS[name]
    with cheap_keys():
        start = template(work, folder / "template")
        before = _as_it_is(start)

        def fresh(named: str) -> Place:
            place = Place(folder / named / "journal.db", (work.word,))
            shutil.copytree(start.path.parent, place.path.parent)
            return place

        whole = {}
        for kind in (WRITING, READING):
            whole[kind] = run(fresh(f"whole-{kind}"), work, Fault(0, kind=kind), 0)
            assert whole[kind].code == 0, whole[kind]
            for module in whole[kind].modules:  # so that not each of the children that follow loads them
                importlib.import_module(module)
        after = state(Place(folder / f"whole-{WRITING}" / "journal.db", (work.end,)), (work.end,))
        found, wrong = [], []
        for fault, step in zip(faults, steps, strict=True):
            failed = refused = 0
            for at in range(min(first, step), whole[fault.kind].calls + 1, step):
                place = fresh("round")
                try:
                    result = run(place, work, fault, at)
                    look(place, work, result, before, after)
                    failed += 1
                    refused += bool(result.code)
                except (AssertionError, JournalError) as error:
                    wrong.append(f"{name}, {fault}, call {at} of {whole[fault.kind].calls}: {error}")
                shutil.rmtree(place.path.parent)
            found.append(Tally(whole[fault.kind].calls, failed, refused))
    assert not wrong, "\n".join(wrong)
    return found


def _as_it_is(place: Place) -> State:
    spec = database.key_of(place.key(place.words[0]))
    with opening.open_database(place.path, spec, create=False, migrate=False) as db:
        return State(dict(db.rows("SELECT uid, text FROM entries")), place.words[0])


def main() -> None:
    """Run all of it and print the figures."""
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("--step", type=int, default=1, help="let every so many-th call fail")
    reader.add_argument("--others", type=int, default=5, help="times that for all faults but the first")
    reader.add_argument("--first", type=int, default=1)
    reader.add_argument("--work", action="append", choices=list(WORKS))
    reader.add_argument("--fault", action="append", choices=list(FAULTS))
    chosen = reader.parse_args()
    if "io_errors" not in os.environ.get("LD_PRELOAD", ""):
        with tempfile.TemporaryDirectory() as folder:
            made = library(Path(folder))
            if made is None:
                sys.exit("no compiler here, or not Linux")
            again = [sys.executable, "-m", "tests.robustness.io_errors", *sys.argv[1:]]
            sys.exit(subprocess.run(again, env=os.environ | {"LD_PRELOAD": str(made)}, check=False).returncode)
    os.environ.pop("LD_PRELOAD")
    app._leave_out_data_libraries()
    faults = {said: fault for said, fault in FAULTS.items() if said in (chosen.fault or FAULTS)}
    steps = [chosen.step * (1 if said == next(iter(FAULTS)) else chosen.others) for said in faults]
    totals = dict.fromkeys(faults, (0, 0))
    for name in chosen.work or WORKS:
        with tempfile.TemporaryDirectory() as folder:
            found = walk(name, list(faults.values()), Path(folder).resolve(), steps=steps, first=chosen.first)
        for said, tally in zip(faults, found, strict=True):
            failed, refused = totals[said]
            totals[said] = failed + tally.failed, refused + tally.refused
        print(f"{name:20} {found[0].calls:4} calls; let fail: {', '.join(str(tally.failed) for tally in found)}")
        sys.stdout.flush()
    for said, (failed, refused) in totals.items():
        print(f"{said:40} {failed:5} times, {refused:5} refused with one message, the others done")
    print(f"{sum(failed for failed, _ in totals.values())} in all; nothing lost, nothing half")


if __name__ == "__main__":
    main()
