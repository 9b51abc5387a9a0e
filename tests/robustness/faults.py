"""What a kill, a full disk, or a crowd does to a journal: `python -m tests.robustness.faults`.

Every round makes a journal, starts one piece of work in a child, kills it (signal 9) at a random moment of the time
the work takes, and then looks: everything acknowledged is there, the journal and every copy beside it are sound,
nothing half-written lies about, and with a passphrase no marked word is readable. The key is derived in one round
instead of 256,000: what is killed is the work on the files.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from relational_journal import Journal
from relational_journal.errors import JournalError, WrongPassphrase
from relational_journal.store.drafts.draft_files import list_drafts
from relational_journal.store.engine import backup_names, database, key_derivation
from relational_journal.store.engine.columns import VERSION
from relational_journal.store.files import opening, passphrase, reencrypt, restore
from relational_journal.store.schema import schema_shape

MARK = "marmaladesentence"
FIRST = 40  # entries in the journal at the start of a round


def now() -> datetime:
    return datetime.now().astimezone()


class Place(NamedTuple):
    """A journal in a folder of its own, and the passphrases it may have."""

    path: Path
    words: tuple[str, ...] = ("",)

    def key(self, word: str, file: Path | None = None) -> bytes | None:
        return key_derivation.derive(word, key_derivation.salt_of(file or self.path)) if word else None

    def opened(self, file: Path | None = None) -> tuple[Journal, str]:
        """The journal, or a copy, with the first passphrase that opens it."""
        file = file or self.path
        for word in self.words if database.is_encrypted(file) else ("",):
            with suppress(WrongPassphrase):
                return Journal.open(file, key=self.key(word, file), now=now), word
        raise AssertionError(f"no passphrase opens {file}")


@contextmanager
def cheap_keys() -> Iterator[None]:
    rounds, key_derivation._ROUNDS = key_derivation._ROUNDS, 1
    try:
        yield
    finally:
        key_derivation._ROUNDS = rounds


def filled(folder: Path, *, word: str = "", count: int = FIRST) -> Place:
    """A journal with entries, a copy, and a change or two."""
    place = Place(folder / "journal.db", (word,))
    with Journal.open(place.path, now=now) as journal:
        for number in range(count):
            journal.add(f"{MARK} {number}, and what came of it. @Perpetua{number % 7} +reached-out +hurt")
        journal.delete("3")
        journal.backup()
    if word:
        passphrase.change(place.path, None, word, now=now)
    return place


# Each piece of work is given the place and a function that acknowledges a line; it runs in a child.

Work = Callable[[Place, Callable[[str], None]], None]


def log(place: Place, acknowledge: Callable[[str], None]) -> None:
    journal, _ = place.opened()
    with journal:
        for number in range(100):
            acknowledge(journal.add(f"{MARK} more {number} @Perpetua1 +hurt").uid)


def incoming(process: int) -> Path:
    """The file to import: not on the disk that is to be full."""
    return Path(tempfile.gettempdir()) / f"rj-faults-{process}.jsonl"


def bring_in(place: Place, acknowledge: Callable[[str], None]) -> None:
    from relational_journal.cli.app import run

    uids = (f"0190aaaa-0000-7000-8000-{number:012x}" for number in range(1500))
    lines = [json.dumps({"uid": uid, "kind": "moment", "when": "2026-11-01", "text": MARK}) for uid in uids]
    file = incoming(os.getppid())
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    os.environ["RJ_JOURNAL"] = str(place.path)
    os.close(1)
    os.open(os.devnull, os.O_WRONLY)
    os.dup2(1, 2)
    if run(["import", str(file), "--json"]) == 0:
        acknowledge("all 1500")
    else:
        raise JournalError("the import was refused", "")


def set_passphrase(place: Place, acknowledge: Callable[[str], None]) -> None:
    passphrase.change(place.path, None, "one", now=now)
    acknowledge("word one")


def change_passphrase(place: Place, acknowledge: Callable[[str], None]) -> None:
    passphrase.change(place.path, "one", "two", now=now)
    acknowledge("word two")


def remove_passphrase(place: Place, acknowledge: Callable[[str], None]) -> None:
    passphrase.change(place.path, "one", None, now=now)
    acknowledge("word ")


def copy(place: Place, acknowledge: Callable[[str], None]) -> None:
    journal, _ = place.opened()
    with journal:
        for _ in range(5):
            acknowledge(f"copy {journal.backup().file}")


def put_back(place: Place, acknowledge: Callable[[str], None]) -> None:
    from_ = backup_names.copies_of(place.path)[0]
    held = place.key(place.words[0])
    for _ in range(3):
        restore.restore(place.path, from_, key=held, file_key=held, now=now)
        acknowledge("restored")


def migrate(place: Place, acknowledge: Callable[[str], None]) -> None:
    """Open a journal of an older schema, which brings it to today's."""
    journal, _ = place.opened()
    journal.close()
    acknowledge("migrated")


OLD_JOURNALS = Path(__file__).parents[1] / "store" / "journals"


def old(folder: Path, name: str, *, word: str = "", count: int = 300) -> Place:
    """A journal of an older schema, with entries put in by its own triggers."""
    place = Place(folder / "journal.db", (word,))
    folder.mkdir(parents=True, mode=0o700)
    plain = folder / "plain.db" if word else place.path
    plain.write_bytes(gzip.decompress((OLD_JOURNALS / f"{name}.db.gz").read_bytes()))
    with opening.open_database(plain, None, create=False, migrate=False) as db, db.transaction():
        db.run("INSERT INTO changes (at, verb, what) VALUES ('2026-11-20T20:00:00Z', 'add', 'many')")
        db.execute_many(
            "INSERT INTO entries (uid, kind, when_, begins, written, changed, moves, text)"
            " VALUES (?, 'moment', '2026-11-19', '2026-11-19T00:00:00', '2026-11-20T20:00:00+01:00',"
            " '2026-11-20T20:00:00+01:00', '[\"reached-out\"]', ?)",
            [(f"0190bbbb-0000-7000-8000-{number:012x}", f"{MARK} {number} " * 9) for number in range(count)],
        )
    if word:
        salt = os.urandom(16)
        with opening.open_database(plain, None, create=False, migrate=False) as db:
            reencrypt.write_under(db, place.path, reencrypt.keyspec(key_derivation.derive(word, salt), salt))
        for file in folder.glob("plain.db*"):
            file.unlink()
    return place


class Scene(NamedTuple):
    """A piece of work, the passphrase at its start, those it may end with, and the schema it begins with."""

    work: Work
    word: str
    ends: tuple[str, ...]
    journal: str = ""

    def template(self, folder: Path) -> Place:
        """The journal it begins with: a copy of one that is made once for all rounds of all scenes that share it."""
        shutil.copytree(Path(_made_once(self.journal, self.word).name) / "made", folder)
        return Place(folder / "journal.db", (self.word,))


@cache
def _made_once(journal: str, word: str) -> tempfile.TemporaryDirectory[str]:
    """A folder with the journal in `made`, gone with the process; the key is as cheap as when it is first asked for."""
    folder = tempfile.TemporaryDirectory()
    made = Path(folder.name).resolve() / "made"
    if journal:
        old(made, journal, word=word)
    else:
        filled(made, word=word)
    return folder


SCENES = {
    "log": Scene(log, "", ("",)),
    "log, closed": Scene(log, "one", ("one",)),
    "import": Scene(bring_in, "", ("",)),
    "migrate": Scene(migrate, "", ("",), "1-f6fa32d"),
    "migrate, closed": Scene(migrate, "one", ("one",), "1-6a19548"),
    "passphrase set": Scene(set_passphrase, "", ("one", "")),
    "passphrase change": Scene(change_passphrase, "one", ("one", "two")),
    "passphrase removed": Scene(remove_passphrase, "one", ("one", "")),
    "backup": Scene(copy, "one", ("one",)),
    "restore": Scene(put_back, "one", ("one",)),
    "restore, open": Scene(put_back, "", ("",)),
}


def in_a_child(place: Place, work: Work) -> tuple[int, int]:
    """Start a piece of work; (process, the end to read what it acknowledges from)."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(read)
            work(place, lambda line: os.write(write, f"{line}\n".encode()) and None)
            status = 0
        finally:
            os._exit(status)
    os.close(write)
    return child, read


def acknowledged(read: int) -> list[str]:
    """The whole lines the child wrote."""
    with os.fdopen(read, "rb") as pipe:
        return [line.decode() for line in pipe.read().split(b"\n")[:-1]]


def killed(place: Place, scene: Scene, after: float) -> list[str]:
    """Do the work, kill it after so many seconds; what it had acknowledged."""
    child, read = in_a_child(place, scene.work)
    time.sleep(after)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return acknowledged(read)


def how_long(scene: Scene, folder: Path) -> float:
    """The time the work takes when nobody kills it."""
    place = scene.template(folder)
    begin = time.perf_counter()
    child, read = in_a_child(place, scene.work)
    status = os.waitpid(child, 0)[1]
    took = time.perf_counter() - begin
    assert status == 0 and acknowledged(read), f"{scene} does not work at all"
    return took


def held(place: Place) -> dict[str, str]:
    """The text of each entry by its uid; the schema stays as it is."""
    spec = database.key_of(place.key(place.words[0]))
    with opening.open_database(place.path, spec, create=False, migrate=False) as db:
        return dict(db.rows("SELECT uid, text FROM entries"))


def look(place: Place, scene: Scene, before: dict[str, str], said: list[str]) -> None:
    """Everything that must hold after a kill.

    Raises:
        AssertionError: it does not.
    """
    place = place._replace(words=tuple(dict.fromkeys(scene.ends)))
    if scene.journal:
        spec = database.key_of(place.key(place.words[0]))
        with opening.open_database(place.path, spec, create=False, migrate=False) as db:
            is_new = db.fetch_one("PRAGMA user_version")[0] == VERSION
            assert is_new or not said, "said to be migrated, and is not"
            assert is_new == (schema_shape.shape(db.connection) == schema_shape.shape_of_today()), "half a migration"
    if True:
        journal, word = place.opened()
        with journal:
            db = journal._store.db
            here = dict(db.rows("SELECT uid, text FROM entries"))
            assert db.rows("PRAGMA integrity_check") == [("ok",)], "the journal is damaged"
            assert before.items() <= here.items(), "an entry of before is gone"
            assert not [check.what for check in journal.checks() if check.check == "integrity" and not check.ok]
            added = set(here) - set(before)
            if scene.work is log:
                assert set(said) <= added, "an acknowledged entry is gone"
            if scene.work is bring_in:
                assert len(added) in (0, 1500), f"half an import: {len(added)}"
                assert len(added) == 1500 or not said
            if scene.journal:
                assert schema_shape.shape(db.connection) == schema_shape.shape_of_today(), "it is not migrated whole"
                assert len(journal.search(MARK)) == 300, "half an index"
        if any(line.startswith("word ") for line in said):
            assert word == said[-1].removeprefix("word "), "the passphrase acknowledged is not the one that opens it"
        files = [file for file in place.path.parent.rglob("*") if file.is_file()]
        half = [file.name for file in files if file.name.endswith((".new", ".unfinished"))]
        assert not half, f"left half: {half}"
        for file in backup_names.copies_of(place.path):
            opened, _ = place._replace(words=(word,)).opened(file)
            with opened:
                assert opened._store.db.rows("PRAGMA integrity_check") == [("ok",)], f"{file} is damaged"
        for line in said:
            if line.startswith("copy "):
                assert Path(line.removeprefix("copy ")).exists() or len(backup_names.copies_of(place.path)) >= 5
    if word:
        for file in [file for file in place.path.parent.rglob("*") if file.is_file()]:
            assert MARK.encode() not in file.read_bytes(), f"{file} is readable"
        assert not list_drafts(place.path)


def kills(name: str, count: int, chance: random.Random, folder: Path) -> int:
    """So many kills of one scene; how many of them came before the work was done."""
    scene = SCENES[name]
    with cheap_keys():
        took = how_long(scene, folder / "whole")
        template = scene.template(folder / "template")
        before = held(template)
        early = 0
        for number in range(count):
            place = template._replace(path=folder / f"round-{number}" / "journal.db")
            shutil.copytree(template.path.parent, place.path.parent)
            said = killed(place, scene, chance.uniform(0, took * 1.05))
            early += len(said) == 0
            look(place, scene, before, said)
            shutil.rmtree(place.path.parent)
        incoming(os.getpid()).unlink(missing_ok=True)
    return early


def crowd(folder: Path, seconds: float, *, writers: int = 8, readers: int = 4) -> dict[str, int]:
    """Writers and readers, each a process, while a passphrase is set, changed and removed and copies are restored.

    A restore takes back what was written since its copy was made: that is looked for in the journal it kept.
    """
    place = Place(folder / "journal.db", ("", "one", "two"))
    filled(folder, count=5)
    apart = folder / "apart"
    apart.mkdir()
    until = time.monotonic() + seconds

    def write(place: Place, acknowledge: Callable[[str], None]) -> None:
        number = 0
        while time.monotonic() < until:
            number += 1
            with suppress(JournalError, AssertionError):  # waiting too long, or the passphrase changed in between
                journal, _ = place.opened()
                with journal:
                    uid = journal.add(f"{MARK} crowd {os.getpid()} {number} @Perpetua2 +hurt").uid
                acknowledge(uid)

    def read(place: Place, acknowledge: Callable[[str], None]) -> None:
        while time.monotonic() < until:
            with suppress(JournalError, AssertionError):
                journal, _ = place.opened()
                with journal:
                    journal.search("crowd")
                    assert journal._store.db.rows("PRAGMA integrity_check(1)") == [("ok",)]
                acknowledge("read")

    with cheap_keys():
        children = [in_a_child(place, write) for _ in range(writers)] + [
            in_a_child(place, read) for _ in range(readers)
        ]
        changed = restored = refused = 0
        word, kept = "", []
        order = ["one", "two", "", "restore"]
        while time.monotonic() < until - 0.5:
            wanted = order[(changed + restored) % len(order)]
            try:
                if wanted == "restore":
                    journal, _ = place.opened()
                    with journal:
                        made = journal.backup(apart / f"{restored}.db")
                    held = place.key(word)
                    done = restore.restore(place.path, made.file, key=held, file_key=held, now=now)
                    kept.append(shutil.copy(done.kept, apart / f"kept-{restored}.db"))
                    restored += 1
                else:
                    passphrase.change(place.path, word or None, wanted or None, now=now)
                    word, changed = wanted, changed + 1
            except JournalError:
                refused += 1
            time.sleep(0.05)
        said = []
        for child, end in children:
            said.append(acknowledged(end))
            os.waitpid(child, 0)
        journal, _ = place.opened()
        with journal:
            assert journal._store.db.rows("PRAGMA integrity_check") == [("ok",)], "the journal is damaged"
            here = {row[0] for row in journal._store.db.rows("SELECT uid FROM entries")}
        for file in kept:  # what came between a copy and its restore stands in what the restore kept
            opened, _ = place.opened(Path(file))
            with opened:
                here |= {row[0] for row in opened._store.db.rows("SELECT uid FROM entries")}
        written = {uid for lines in said[:writers] for uid in lines}
        assert written <= here, f"{len(written - here)} acknowledged entries are gone"
    return {
        "written": len(written),
        "read": sum(len(lines) for lines in said[writers:]),
        "passphrases": changed,
        "restores": restored,
        "refused after 10 s": refused,
    }


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path | None]:
    """A file system of this size in memory; None where it may not be mounted."""
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if done.returncode:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def full(name: str, folder: Path, kilobytes: int) -> str:
    """Do a piece of work where the disk has so many kilobytes left, or no file may grow past that; what came of it."""
    scene = SCENES[name]
    with cheap_keys():
        template = scene.template(folder / "template")
        before = held(template)
        used = sum(file.stat().st_blocks // 2 + 4 for file in template.path.parent.rglob("*"))
        with small_disk(folder / "disk", used + kilobytes) as disk:
            place = template._replace(path=(disk or folder / "limited") / "kept" / "journal.db")
            shutil.copytree(template.path.parent, place.path.parent)
            limit = None if disk else place.path.stat().st_size + kilobytes * 1024

            def limited(place: Place, acknowledge: Callable[[str], None]) -> None:
                if limit is not None:
                    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
                try:
                    scene.work(place, acknowledge)
                except JournalError as error:
                    acknowledge(f"error {error.sentence}")

            child, read = in_a_child(place, limited)
            status = os.waitpid(child, 0)[1]
            said = acknowledged(read)
            incoming(os.getpid()).unlink(missing_ok=True)
            errors = [line for line in said if line.startswith("error ")]
            assert status == 0, "it did not end with a message of ours"
            if disk:
                subprocess.run(["mount", "-o", f"remount,size={used + 64_000}k", str(disk)], check=True)
            look(place, scene, before, [line for line in said if not line.startswith("error ")])
    return errors[0].removeprefix("error ") if errors else "done"


def main() -> None:
    """Run all of it and print the figures."""
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("--kills", type=int, default=300)
    reader.add_argument("--seconds", type=float, default=60)
    reader.add_argument("--seed", type=int, default=1)
    chosen = reader.parse_args()
    chance = random.Random(chosen.seed)
    each = -(-chosen.kills // len(SCENES))
    with tempfile.TemporaryDirectory() as folder:
        total = 0
        for name in SCENES:
            early = kills(name, each, chance, Path(folder) / name.replace(", ", "-").replace(" ", "-"))
            total += each
            print(f"{name:20} {each:4} kills, {early:4} before anything was acknowledged; nothing lost, nothing half")
            sys.stdout.flush()
        print(f"{total} kills in all")
        count = 0
        for name in SCENES:
            for kilobytes in (0, 8, 40, 120, 300, 700):
                full(name, Path(folder) / f"full-{count}", kilobytes)
                count += 1
        print(f"disk full at {count} points; nothing lost, nothing half")
        print(f"crowd of 12 for {chosen.seconds:g} s: {crowd(Path(folder) / 'crowd', chosen.seconds)}")


if __name__ == "__main__":
    main()
