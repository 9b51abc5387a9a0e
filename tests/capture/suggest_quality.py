"""How well short sentences are read: `python -m tests.capture.suggest_quality [SET…]` prints the figures of each set.
`--table` prints them as Markdown for docs/suggestions.md, `-v` what is missed and wrong.

A set is a text file, a sentence a line: `sentence || tone || moves || responses || people`. In moves and responses,
`a/b` is one thing told that either key says, `(a)` a key that may be offered and is not asked for. The tone is c, d, m,
or - where none is clear.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from relational_journal.capture.suggest.suggest import Suggestion, suggest
from relational_journal.vocabulary.load import vocabulary

FOLDER = Path(__file__).parent / "suggest_sets"
_TONES = {"c": "connection", "d": "disconnection", "m": "mixed", "-": None}


class Case(NamedTuple):
    """A sentence and what it tells: things told as sets of keys that say them, and keys that are allowed."""

    text: str
    tone: str | None
    moves: tuple[frozenset[str], ...]
    responses: tuple[frozenset[str], ...]
    allowed: frozenset[str]
    people: tuple[str, ...]

    @property
    def things_told(self) -> tuple[frozenset[str], ...]:
        """Everything the sentence tells, each as the keys that say it."""
        return (*self.moves, *self.responses)

    @property
    def keys(self) -> frozenset[str]:
        """Every key that is not wrong here."""
        return self.allowed.union(*self.things_told)


class Figures(NamedTuple):
    """Shares from 0 to 1. `silent`: of the sentences that tell a move or response, those of which none is offered;
    `as_they_stand`: of those with an offer, the ones without a wrong one."""

    sentences: int
    moves_precision: float
    moves_recall: float
    responses_precision: float
    responses_recall: float
    silent: float
    as_they_stand: float
    tone_spoken: float
    tone_right: float
    people: float


def cases(name: str) -> list[Case]:
    """Read a set by the name of its file without `.txt`."""
    return cases_in(FOLDER / f"{name}.txt")


def cases_in(path: Path) -> list[Case]:
    """Read a set from a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_case(line) for line in lines if line.strip() and not line.startswith("#")]


def _case(line: str) -> Case:
    text, tone, moves, responses, people = (part.strip() for part in f"{line} ".split("||"))
    allowed = frozenset(re.findall(r"[a-z-]{3,}", " ".join(re.findall(r"\(([^)]*)\)", f"{moves} {responses}"))))
    answer = [
        tuple(frozenset(one.split("/")) for one in re.sub(r"/?\([^)]*\)", " ", part).split())
        for part in (moves, responses)
    ]
    named = tuple(name.strip() for name in people.split(",") if name.strip())
    return Case(text, _TONES[tone], answer[0], answer[1], allowed, named)


@cache
def reading(text: str) -> Suggestion:
    """Read a sentence of a set, once for all tests of a run that ask for it."""
    return suggest(text, vocabulary())


def offered(read: Suggestion) -> tuple[set[str], set[str]]:
    """Return the moves and the responses a reading offers."""
    moves = {tag.key for tag in read.tags if tag.slot == "moves"}
    return moves, {tag.key for tag in read.tags if tag.slot in ("first", "after")}


def wrong_keys(case: Case, read: Suggestion) -> set[str]:
    """Return what a reading offers that the sentence does not tell."""
    moves, responses = offered(read)
    return (moves | responses) - case.keys


def last_word(person: str) -> str:
    """Return what a person is told by: the last word of the name, in small letters."""
    return person.split()[-1].lower().strip(".,'\"@")


def figures(name: str) -> Figures:
    """Read every sentence of a set and compare."""
    counts = dict.fromkeys("m_off m_right m_want m_found r_off r_right r_want r_found".split(), 0)
    telling = silent = offers = clean = spoken = clear = tones = tones_right = named = found_names = 0
    everything = cases(name)
    for case in everything:
        read = reading(case.text)
        moves, responses = offered(read)
        wrong = wrong_keys(case, read)
        for letter, got, want in (("m", moves, case.moves), ("r", responses, case.responses)):
            counts[f"{letter}_off"] += len(got)
            counts[f"{letter}_right"] += len(got - wrong)
            counts[f"{letter}_want"] += len(want)
            counts[f"{letter}_found"] += sum(bool((moves | responses) & one) for one in want)
        if case.things_told:
            telling += 1
            silent += not (moves or responses)
        if moves or responses:
            offers += 1
            clean += not wrong
        if case.tone in ("connection", "disconnection"):
            clear += 1
            spoken += read.tone is not None
        if read.tone:
            tones += 1
            tones_right += case.tone in (read.tone, "mixed")
        said = {last_word(person) for person in read.people}
        named += len(case.people)
        found_names += sum(last_word(person) in said for person in case.people)
    return Figures(
        len(everything),
        counts["m_right"] / max(1, counts["m_off"]),
        counts["m_found"] / max(1, counts["m_want"]),
        counts["r_right"] / max(1, counts["r_off"]),
        counts["r_found"] / max(1, counts["r_want"]),
        silent / max(1, telling),
        clean / max(1, offers),
        spoken / max(1, clear),
        tones_right / max(1, tones),
        found_names / max(1, named),
    )


def main() -> None:
    """Print the figures of the sets named, or of all; with -v what is missed and wrong, with --table as Markdown."""
    names = [name for name in sys.argv[1:] if not name.startswith("-")]
    names = names or sorted(path.stem for path in FOLDER.glob("*.txt"))
    if "--table" in sys.argv:
        print(table(names))
        return
    for name in names:
        print(name)
        for field, value in figures(name)._asdict().items():
            print(f"  {field.replace('_', ' '):22}{value if field == 'sentences' else format(value, '.3f')}")
        if "-v" in sys.argv:
            _print_mistakes(name)


def table(names: Sequence[str]) -> str:
    """Return the figures of sets as the table of docs/suggestions.md, a column a set."""
    measured = [figures(name) for name in names]
    rows = [["", *names], ["---"] * (1 + len(names))]
    for field in Figures._fields:
        values = [getattr(one, field) for one in measured]
        rows.append([field.replace("_", " "), *(f"{one}" if field == "sentences" else f"{one:.2f}" for one in values)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _print_mistakes(name: str) -> None:
    for case in cases(name):
        read = reading(case.text)
        moves, responses = offered(read)
        missed = ["/".join(sorted(one)) for one in case.things_told if not one & (moves | responses)]
        wrong = sorted(wrong_keys(case, read))
        said = {last_word(person) for person in read.people}
        unnamed = [person for person in case.people if last_word(person) not in said]
        tone = "" if read.tone == case.tone or case.tone == "mixed" else f" tone {read.tone} not {case.tone}"
        if missed or wrong or unnamed or tone:
            print(f"- {case.text}\n    missed {missed} wrong {wrong} unnamed {unnamed}{tone}")


if __name__ == "__main__":
    main()
