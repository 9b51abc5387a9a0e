"""How everyday lines are read back: `python -m tests.capture.forty_lines [FILE]` prints how many could be kept.

Each line is read as at `rj log` in a new journal: what stands ticked when the reading appears is what Enter keeps; the
rest waits under `e`. A line is judged by what Enter keeps. The file is a set as `tests.capture.suggest_quality` reads
them; without one it is the forty lines beside the other sets. No line is ever printed: nothing is to be tuned by them.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from relational_journal.capture.suggest.reading_back import PERSON, TAG, TONE, Part, Reading, read_back
from relational_journal.forms.question import Answered
from relational_journal.forms.reading_question import ReadingBack
from relational_journal.model import Entry
from relational_journal.vocabulary.load import vocabulary
from tests.capture.suggest_quality import FOLDER, Case, cases_in, last_word

# Every line is one of these.
STANDS, ONE_KEY, WRONG = "kept as they stand", "mended by one key", "wrong"
SILENT, LEFT_ALONE = "silent, something told", "nothing told, none kept"
VERDICTS = (STANDS, ONE_KEY, WRONG, SILENT, LEFT_ALONE)
# Of all lines, beside the verdict.
HARMLESS, UNDER_E = "Enter keeps nothing wrong", "what is missing is under e"


def read(text: str) -> Reading:
    """Read a line as in a journal without people."""
    return read_back(Entry(when="2026-11-28T21:00", text=text), vocabulary(), ())


def kept_by_enter(reading: Reading) -> tuple[Part, ...]:
    """Return the parts that one Enter keeps."""
    if not reading.parts:
        return ()
    answer = ReadingBack(reading, vocabulary().inline_label).on_enter("")
    return answer.value.parts if isinstance(answer, Answered) else ()


def verdict(case: Case, reading: Reading) -> str:
    """Judge a line.

    Args:
        case: what the line tells. A tone is missed only if it is clear, a feeling is not judged.
        reading: what is offered for it.

    Returns:
        SILENT if something is told and no tag is offered, ticked or not. Otherwise LEFT_ALONE if nothing is told and
        nothing wrong is kept; STANDS, ONE_KEY or WRONG if none, one or more of the tags, the tone and the people would
        have to be dropped, added or exchanged.
    """
    if case.things_told and not _keys(reading.parts):
        return SILENT
    kept = kept_by_enter(reading)
    # An exchanged tone is wrong and missing, and one key mends it.
    mends = len(_wrong(case, kept) | _missing(case, kept))
    if not (mends or case.things_told):
        return LEFT_ALONE
    return STANDS if mends == 0 else ONE_KEY if mends == 1 else WRONG


def counts(lines: Sequence[Case]) -> Counter[str]:
    """Count the verdicts, and the lines that are HARMLESS and UNDER_E."""
    counted: Counter[str] = Counter()
    for case in lines:
        reading = read(case.text)
        kept = kept_by_enter(reading)
        missing = _missing(case, kept)
        counted[verdict(case, reading)] += 1
        counted[HARMLESS] += not _wrong(case, kept)
        counted[UNDER_E] += bool(missing) and not _missing(case, reading.parts)
    return counted


def _wrong(case: Case, parts: Sequence[Part]) -> set[object]:
    """What is kept and not told: keys, names, and TONE for a tone that the line does not have."""
    tone = {TONE} if _tone(parts) not in (None, case.tone) and case.tone != "mixed" else set()
    return (_keys(parts) - case.keys) | (_names(parts) - {last_word(person) for person in case.people}) | tone


def _missing(case: Case, parts: Sequence[Part]) -> set[object]:
    """What is told and not kept: things told, names, and TONE for a clear one."""
    tone = {TONE} if case.tone in ("connection", "disconnection") and _tone(parts) != case.tone else set()
    tags = {one for one in case.things_told if not one & _keys(parts)}
    return tags | ({last_word(person) for person in case.people} - _names(parts)) | tone


def _keys(parts: Sequence[Part]) -> set[str]:
    return {part.key for part in parts if part.kind == TAG and part.slot in ("first", "moves", "after")}


def _names(parts: Sequence[Part]) -> set[str]:
    return {last_word(part.key) for part in parts if part.kind == PERSON}


def _tone(parts: Sequence[Part]) -> str | None:
    return next((part.key for part in parts if part.kind == TONE), None)


def main() -> None:
    """Print the counts of a file, or of the forty lines."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER / "forty.txt"
    lines = cases_in(path)
    counted = counts(lines)
    print(f"{len(lines)} lines")
    for name in (*VERDICTS, HARMLESS, UNDER_E):
        print(f"  {name:28}{counted[name]:3}")


if __name__ == "__main__":
    main()
