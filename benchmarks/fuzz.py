"""Hostile input by the million, none a traceback, none a wrong store: `python -m benchmarks.fuzz`.

Four doors: quick syntax, dates, lines of an import, words of a search. An input is put together of words that mean
something to a door and of signs that have broken programs; one sentence in 500 is also stored and read back.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from relational_journal import Journal
from relational_journal.capture.dates import read_when
from relational_journal.capture.draft import Options
from relational_journal.capture.quick import read_moment
from relational_journal.errors import JournalError
from relational_journal.exchange import jsonl
from relational_journal.model import Query
from relational_journal.vocabulary.load import vocabulary

NOW = datetime.fromisoformat("2026-11-22T18:40:00+01:00")
SIGNS = [
    *"+@#:-–\"'`\\/%&;|<>(){}[]=*?!.,~^$_ \t\n\r", "\0", "\x1b[2J", "\x07", "\u202e", "\u2066", "\u200b", "\ufeff",
    "\u0301",
    "ß", "İ", "ﬁ", "語", "🌧️", "👩‍👩‍👧", "\ud800", "\U0010ffff", "' OR 1=1 --", "NEAR(", "AND", "*", "=cmd|", "{{7*7}}",
]  # fmt: skip
WORDS = [
    "+hurt", "+went-silent", "-joke", "@ada", '@"Aunt May"', "+before:hurt", "+urge:left", "+c", "+d", "~d",
    "yesterday",
    "yesterday 6pm:", "2026-11-02:", "last friday:", "29 feb", "31.12.", "1998", "25:61", "noon", "in 3 days", "00:00",
    "9999-12-31", "-1", "1e999", "999999999999", "Mum", "said", "nothing", "x" * 300,
]  # fmt: skip
FIELDS = [
    "uid", "kind", "when", "written", "changed", "text", "tone", "people", "setting", "first", "braced", "moves",
    "good",
    "after", "own", "break", "mended", "links", "answers", "context", "name", "key", "like", "label", "phrase", "also",
]  # fmt: skip
VALUES = [
    None, True, 0, -1, 1e308, "", "moment", "2026-11-02", "person", "word", "hunch", "connection", [], {}, ["hurt"],
    [None],
    {"to": "x", "as": "repairs"}, [{"to": 1}], {"more": "x"}, "a\0b", "\u202e", ["a"] * 50, {"a": {"b": {"c": []}}},
]  # fmt: skip


def sentence(chance: random.Random) -> str:
    parts = [chance.choice(SIGNS if chance.random() < 0.5 else WORDS) for _ in range(chance.randrange(1, 12))]
    return chance.choice(("", " ")).join(parts)


def line(chance: random.Random) -> bytes:
    """An entry that is well but for a field or two, or a byte."""
    record: dict[str, object] = {"kind": "moment", "when": "2026-11-02", "text": sentence(chance), "tone": "mixed"}
    for _ in range(chance.choice((0, 0, 1, 1, 2))):
        record[chance.choice(FIELDS)] = chance.choice([*VALUES, sentence(chance)])
    raw = bytearray(json.dumps(record, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass"))
    if chance.random() < 0.1:
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    return bytes(raw) + b"\n"


def doors(journal: Journal, chance: random.Random) -> dict[str, Callable[[], object]]:
    """Each door with a function that makes one input and puts it in."""
    words = vocabulary()

    def quick() -> None:
        typed = sentence(chance)
        draft = read_moment(typed, now=NOW, vocabulary=words, people=(), options=Options())
        assert typed.endswith(draft.moment.text) or not typed.strip(), f"the text was changed: {typed!r}"
        if chance.random() < 0.002:
            stored = journal.add(draft)
            assert journal.find(stored.uid).text == draft.moment.text, f"stored otherwise: {typed!r}"

    def date() -> None:
        words_of_dates = [*WORDS[10:24], "at", "monday", "nov", "2", "11", "2026", "morning", "ago", "days", "this"]
        parts = [chance.choice(words_of_dates) for _ in range(chance.randrange(1, 5))]
        read_when(" ".join([*parts, *chance.sample(SIGNS, chance.choice((0, 0, 0, 1)))]), now=NOW)

    def bring_in() -> None:
        intake = jsonl.read(io.BytesIO(b"".join(line(chance) for _ in range(2))), vocabulary=words)
        list(intake.entries())

    def search() -> None:
        journal.search(sentence(chance), Query(limit=20))

    return {"quick syntax": quick, "dates": date, "import lines": bring_in, "search words": search}


def run(inputs: int, seed: int) -> dict[str, Counter[str]]:
    """So many inputs, spread over the doors; how many were taken and how many refused in our words.

    Raises:
        Exception: any other, with the seed and number that bring it again.
    """
    chance = random.Random(seed)
    found: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as folder, Journal.open(Path(folder) / "journal.db", now=lambda: NOW) as journal:
        for name, door in doors(journal, chance).items():
            found[name] = Counter()
            for number in range(inputs // 4):
                try:
                    door()
                    found[name]["taken"] += 1
                except JournalError:
                    found[name]["refused"] += 1
                except Exception as error:
                    error.add_note(f"door {name}, input {number}, seed {seed}")
                    raise
        assert journal._store.db.rows("PRAGMA integrity_check") == [("ok",)]
    return found


def main() -> None:
    """Run it and print the figures."""
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("--inputs", type=int, default=1_000_000)
    reader.add_argument("--seed", type=int, default=1)
    chosen = reader.parse_args()
    begin = time.monotonic()
    for name, counted in run(chosen.inputs, chosen.seed).items():
        print(f"{name:14} {counted['taken']:8} taken, {counted['refused']:8} refused in two lines, 0 tracebacks")
    print(f"{time.monotonic() - begin:.0f} s, seed {chosen.seed}")


if __name__ == "__main__":
    main()
