"""Fuzzing driven by coverage: bytes that reach new lines of a reader are kept and changed further.

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
    from tests.robustness import fuzz_inputs, fuzz_targets

_FILES = ("moves", "responses", "feelings", "relationships", "patterns", "bases", "everyday")


def _made(target: Any, raw: bytes) -> Any:
    """Return the bytes as what the target takes: text for most, a file for some."""
    if isinstance(target, fuzz_targets.ImportLines):
        return raw
    text = raw.decode("utf-8", "surrogateescape")
    if isinstance(target, fuzz_targets.Dates):
        return fuzz_inputs.Asked(text)
    if isinstance(target, fuzz_targets.VocabularyFiles):
        return fuzz_inputs.Files({_FILES[len(text) % len(_FILES)]: text})
    if isinstance(target, fuzz_targets.OwnWords):
        key, _, rest = text.partition("\n")
        like, _, rest = rest.partition("\n")
        label, _, polarity = rest.partition("\n")
        return fuzz_inputs.Own(key, like, label, polarity)
    return text


def _seeds(folder: Path) -> None:
    """Write well-formed inputs for each target, for the fuzzer to start from."""
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
        for target, raw in enumerate(texts):
            (folder / f"{target}-{number}").write_bytes(bytes([target]) + raw)


def run_guided(seconds: int) -> None:
    """Fuzz every target for this many seconds; a fault ends the run with the bytes that reproduce it.

    Raises:
        Exception: any that is not a refusal.
    """
    counted: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        corpus = folder / "corpus"
        corpus.mkdir()
        _seeds(corpus)
        targets = [make(folder) for make in fuzz_targets.TARGETS]
        atheris.Setup(
            [sys.argv[0], "-max_len=2000", "-verbosity=0", str(corpus)],
            _one_input(targets, counted, seconds, folder),
            enable_python_coverage=True,
        )
        atheris.Fuzz()


def _one_input(targets: list[Any], counted: Counter[str], seconds: int, folder: Path) -> Callable[[bytes], None]:
    until = time.monotonic() + seconds

    def one_input(raw: bytes) -> None:
        if time.monotonic() > until:
            _print_counts(counted, seconds)
            shutil.rmtree(folder, ignore_errors=True)
            os._exit(0)
        if not raw:
            return
        target = targets[raw[0] % len(targets)]
        try:
            target.put(_made(target, raw[1:]), False)
            counted[f"{target.name}: taken"] += 1
        except (JournalError, VocabularyError):
            counted[f"{target.name}: refused"] += 1

    return one_input


def _print_counts(counted: Counter[str], seconds: int) -> None:
    for name, times in sorted(counted.items()):
        print(f"{name:28} {times:9,}")
    print(f"{counted.total():,} inputs, driven by coverage for {seconds} s", flush=True)


if __name__ == "__main__":
    run_guided(int(sys.argv[1]))
