"""Hostile input driven by coverage: bytes that reach new lines of a reader are kept and changed further.

Needs atheris: `python -m tests.robustness.fuzz_guided SECONDS`.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]

with atheris.instrument_imports(include=["relational_journal"]):
    from relational_journal.errors import JournalError
    from relational_journal.vocabulary.build.term_source import VocabularyError
    from tests.robustness import fuzz_doors, fuzz_inputs

_FILES = ("moves", "responses", "feelings", "relationships", "patterns", "bases", "everyday")


def _made(door: Any, raw: bytes) -> Any:
    """What a door takes, of these bytes: text for most, a file for some."""
    if isinstance(door, fuzz_doors.ImportLines):
        return raw
    text = raw.decode("utf-8", "surrogateescape")
    if isinstance(door, fuzz_doors.Dates):
        return fuzz_inputs.Asked(text)
    if isinstance(door, fuzz_doors.VocabularyFiles):
        return fuzz_inputs.Files({_FILES[len(text) % len(_FILES)]: text})
    if isinstance(door, fuzz_doors.OwnWords):
        key, _, rest = text.partition("\n")
        like, _, rest = rest.partition("\n")
        label, _, polarity = rest.partition("\n")
        return fuzz_inputs.Own(key, like, label, polarity)
    return text


def _seeds(folder: Path) -> None:
    """Something well-formed for each door, for the changes to begin with."""
    import random

    chance = random.Random(1)
    for number in range(40):
        texts = [
            fuzz_inputs.sentence(chance).encode("utf-8", "replace"),
            fuzz_inputs.date(chance).words.encode("utf-8", "replace"),
            fuzz_inputs.lines(chance, number),
            fuzz_inputs.search_words(chance).encode("utf-8", "replace"),
            next(iter(fuzz_inputs.files(chance).texts.values())).encode("utf-8", "replace"),
            "\n".join(fuzz_inputs.own_word(chance)).encode("utf-8", "replace"),
        ]
        for door, raw in enumerate(texts):
            (folder / f"{door}-{number}").write_bytes(bytes([door]) + raw)


def run_guided(seconds: int) -> None:
    """Drive every door for so long; a fault ends it with the bytes that bring it again.

    Raises:
        Exception: whatever is no refusal in our words.
    """
    counted: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        corpus = folder / "corpus"
        corpus.mkdir()
        _seeds(corpus)
        doors = [make(folder) for make in fuzz_doors.DOORS]
        atheris.Setup(
            [sys.argv[0], "-max_len=2000", "-verbosity=0", str(corpus)],
            _one_input(doors, counted, seconds, folder),
            enable_python_coverage=True,
        )
        atheris.Fuzz()


def _one_input(doors: list[Any], counted: Counter[str], seconds: int, folder: Path) -> Callable[[bytes], None]:
    until = time.monotonic() + seconds

    def one_input(raw: bytes) -> None:
        if time.monotonic() > until:
            _tell(counted, seconds)
            shutil.rmtree(folder, ignore_errors=True)
            os._exit(0)
        if not raw:
            return
        door = doors[raw[0] % len(doors)]
        try:
            door.put(_made(door, raw[1:]), False)
            counted[f"{door.name}: taken"] += 1
        except (JournalError, VocabularyError):
            counted[f"{door.name}: refused"] += 1

    return one_input


def _tell(counted: Counter[str], seconds: int) -> None:
    for name, times in sorted(counted.items()):
        print(f"{name:28} {times:9,}")
    print(f"{counted.total():,} inputs, driven by coverage for {seconds} s", flush=True)


if __name__ == "__main__":
    run_guided(int(sys.argv[1]))
