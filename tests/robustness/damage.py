"""What damage on the disk does: `python -m tests.robustness.damage`.

Each round damages a journal that has a copy: cut short, bits flipped, pages of noise or zeros, the first page, a
write-ahead file with flipped bits, one of an older day. Then commands are given as a person would: each ends with its
result or one message, the file is not made worse, `rj doctor` tells of it, and its mend leaves a sound journal that
holds all the copy holds.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from relational_journal.store.engine import backup_names
from tests.robustness.faults import MARK, Place, cheap_keys, filled, in_a_child, now

PAGE = 4096


class Said(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


def rj(*words: str) -> Said:
    """A command as a person gives it."""
    from relational_journal.cli import this_run
    from relational_journal.cli.app import run

    this_run.choose_path(None)
    streams = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(3))
    sys.stdout, sys.stderr = out, err
    try:
        code = run(list(words))
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams
    out.flush()
    err.flush()
    return Said(code, out.buffer.getvalue().decode(), err.buffer.getvalue().decode())  # type: ignore[attr-defined]


def cut(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(1, len(content)) :]


def cut_at_a_page(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(1, len(content) // PAGE) * PAGE :]


def flip(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 8, 64))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def flip_in_the_first_page(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 8))):
        content[chance.randrange(16, PAGE)] ^= 1 << chance.randrange(8)


def noise(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 4))):
        at = chance.randrange(1, len(content) // PAGE) * PAGE
        content[at : at + PAGE] = chance.randbytes(PAGE)


def zeros(content: bytearray, chance: random.Random) -> None:
    at = chance.randrange(1, len(content) // PAGE) * PAGE
    content[at : at + PAGE] = bytes(PAGE)


IN_THE_FILE = (cut, cut_at_a_page, flip, flip_in_the_first_page, noise, zeros)


def with_write_ahead(place: Place) -> None:
    """Log some more and be killed, so that a write-ahead file is left."""

    def work(place: Place, _: Callable[[str], None]) -> None:
        journal, _word = place.opened()
        for number in range(20):
            journal.add(f"{MARK} late {number} @Perpetua2 +hurt")
        os.kill(os.getpid(), signal.SIGKILL)

    child, read = in_a_child(place, work)
    os.close(read)
    os.waitpid(child, 0)
    assert place.path.with_name("journal.db-wal").stat().st_size


def damage(place: Place, kind: str, chance: random.Random) -> None:
    """Damage the journal in one of the ways."""
    wal = place.path.with_name("journal.db-wal")
    if kind == "bits of the write-ahead file":
        with_write_ahead(place)
        content = bytearray(wal.read_bytes())
        flip(content, chance)
        wal.write_bytes(content)
    elif kind == "a stale write-ahead file":
        before = place.path.read_bytes()
        with_write_ahead(place)
        stale = wal.read_bytes()
        journal, _ = place.opened()
        with journal:
            for number in range(chance.randrange(1, 60)):
                journal.add(f"{MARK} later still {number} @Perpetua3 +lonely")
        if chance.random() < 0.5:
            place.path.write_bytes(before)
        wal.write_bytes(stale)
    else:
        content = bytearray(place.path.read_bytes())
        next(way for way in IN_THE_FILE if way.__name__ == kind)(content, chance)
        place.path.write_bytes(content)


KINDS = (*(way.__name__ for way in IN_THE_FILE), "bits of the write-ahead file", "a stale write-ahead file")


def uids() -> set[str]:
    return {entry["uid"] for entry in json.loads(rj("list", "-n", "0", "--json").out)}


def once(template: Place, kind: str, chance: random.Random, folder: Path, held: set[str]) -> str:
    """One round; how it stood: unseen (no harm done), mended, or restored."""
    place = template._replace(path=folder / "journal.db")
    shutil.copytree(template.path.parent, folder)
    os.environ["RJ_JOURNAL"] = str(place.path)
    damage(place, kind, chance)
    for words in (("list",), ("show", "3"), ("search", MARK), ("patterns",), ("log", "A new one."), ("doctor",)):
        said = rj(*words)
        assert said.code in (0, 1), (words, said)
        assert "inside rj" not in said.err, (words, said.err)
        assert len(said.err.splitlines()) <= 6, (words, said.err)
        assert said.code == 0 or said.err.count("error: ") == (words != ("doctor",)), (words, said.err)
    checks = {check["check"]: check for check in json.loads(rj("doctor", "--json").out)}
    if checks["integrity"]["ok"]:
        assert held <= uids() or kind == "a stale write-ahead file", "entries are gone, and doctor says nothing"
        return "no harm"
    assert "rj doctor --mend" in checks["integrity"]["mend"], checks["integrity"]
    was = place.path.read_bytes()
    said = rj("doctor", "--mend", "--yes", "--json")
    assert said.code == 0, said
    done = json.loads(said.out)
    assert Path(done["kept"]).read_bytes() == was, "the damaged file is not kept as it was"
    after = json.loads(rj("doctor", "--json").out)
    assert next(check for check in after if check["check"] == "integrity")["ok"], after
    assert held <= uids(), f"{len(held - uids())} entries of the copy are gone"
    copy = next(file for file in backup_names.copies_of(place.path) if "-before-" not in file.name)
    assert rj("restore", str(copy), "--yes").code == 0
    return "mended"


def run(rounds: int, seed: int, words: Sequence[str] = ("", "one")) -> dict[str, Counter[str]]:
    """So many rounds of each kind, with a passphrase and without; how they ended."""
    chance = random.Random(seed)
    found: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    kept = dict(os.environ)
    wrong = []
    with tempfile.TemporaryDirectory() as folder, cheap_keys():
        try:
            os.environ |= {"RJ_KEEP": "0", "HOME": folder, "RJ_NOW": f"{now():%Y-%m-%dT%H:%M}"}
            for word in words:
                os.environ.pop("RJ_PASSPHRASE", None)
                if word:
                    os.environ["RJ_PASSPHRASE"] = word
                template = filled(Path(folder).resolve() / f"template{word}", word=word)
                os.environ["RJ_JOURNAL"] = str(template.path)
                held = uids()
                for kind in KINDS:
                    for number in range(rounds):
                        place = Path(folder).resolve() / "round"
                        try:
                            found[kind][once(template, kind, chance, place, held)] += 1
                        except AssertionError as error:
                            wrong.append(f"{kind}, {word or 'open'}, round {number}: {error}")
                        finally:
                            shutil.rmtree(place, ignore_errors=True)
        finally:
            os.environ.clear()
            os.environ.update(kept)
    assert not wrong, "\n".join(wrong)
    return found


def main() -> None:
    """Run all of it and print the figures."""
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("--rounds", type=int, default=20, help="of each kind, with a passphrase and without")
    reader.add_argument("--seed", type=int, default=1)
    chosen = reader.parse_args()
    for kind, counted in run(chosen.rounds, chosen.seed).items():
        print(f"{kind.replace('_', ' '):30} {dict(counted)}")


if __name__ == "__main__":
    main()
