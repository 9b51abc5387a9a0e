"""Read and write the whole journal as JSON Lines (docs/entry-format.md), one line in memory at a time."""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Generator, Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from relational_journal.entry_json import to_record
from relational_journal.errors import UnreadableImport
from relational_journal.exchange.allowed_keys import Known
from relational_journal.exchange.jsonl import record_checks
from relational_journal.exchange.jsonl.entry_checks import FIELDS as ENTRY_FIELDS
from relational_journal.exchange.jsonl.entry_checks import check_entry, entry_of
from relational_journal.exchange.jsonl.field_checks import Misread, one_of, shown, when_of
from relational_journal.exchange.jsonl.lines import bad_line, numbered_lines, read_known_object, read_object
from relational_journal.exchange.parsed_file import LEFT_OUT, Intake, Progress, no_progress
from relational_journal.model import KINDS, Entry, Hunch, Learned, Person, Word
from relational_journal.store.records.bulk_import import Incoming
from relational_journal.text.folding import folded
from relational_journal.timestamps import beginning

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary

NAME = "jsonl"
_READERS = {
    "person": record_checks.read_person,
    "word": record_checks.read_word,
    "hunch": record_checks.read_hunch,
    "learned": record_checks.read_learned,
}
# A line of ours, an entry or another record, has one of these; other programs' JSON begins with none of them.
_EVERY_LINE_HAS = ("kind", "when", "text", "moves", "tone", "uid")
# How many field names are reported at most; a hostile file may have a new one on every line.
_MOST_FIELDS = 200
_EVERY = 256  # lines between two reports of progress


def recognises(beginning: str) -> bool:
    """Return whether a file may be JSON Lines of ours, from its first line; an empty file is an empty journal."""
    first = beginning.partition("\n")[0]
    return not first or (first.startswith("{") and any(f'"{name}"' in first for name in _EVERY_LINE_HAS))


# --- out -------------------------------------------------------------------------------------------------------------

# Line separators and the controls above 127 stay as typed in JSON; a terminal obeys some of the latter.
_CONTROLS = re.compile("[\x7f-\x9f]")


def to_line(record: dict[str, Any]) -> str:
    """Format one object as a line; only control characters are escaped."""
    line = json.dumps(record, ensure_ascii=False)
    if not line.isprintable():
        line = _CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", line)
    return line + "\n"


def lines_of(
    people: Iterable[Person],
    words: Iterable[Word],
    hunches: Iterable[Hunch],
    learned: Iterable[Learned],
    entries: Iterable[Entry],
) -> Generator[str]:
    """Yield the lines in the documented order; `entries` must be sorted by beginning, `written` and `uid`."""
    # In a fixed order, so that two exports of the same journal are equal byte for byte.
    for person in sorted(people, key=lambda person: person.name):
        yield to_line(record_checks.person_record(person))
    for word in sorted(words, key=lambda word: word.key):
        yield to_line(record_checks.word_record(word))
    for hunch in sorted(hunches, key=lambda hunch: (hunch.since, hunch.uid)):
        yield to_line(record_checks.hunch_record(hunch))
    for reading in sorted(learned, key=lambda reading: (reading.phrase, reading.key)):
        yield to_line(record_checks.learned_record(reading))
    for entry in entries:
        yield to_line(to_record(entry, with_id=False))


# --- in --------------------------------------------------------------------------------------------------------------


def read(stream: BinaryIO, *, vocabulary: Vocabulary, progress: Progress = no_progress) -> Intake:
    """Check a whole file and return what it holds.

    Args:
        stream: seekable; every pass starts at its current position.
        vocabulary: includes the own words of the target journal.

    Raises:
        UnreadableImport: the first line that cannot be read, with its number, what is wrong and what to do.
    """
    start = stream.tell()
    check = _Check(Known(vocabulary))
    read_before = array("q")  # a hash of each line, to know it again
    for number, raw in numbered_lines(stream):
        check.take(number, read_object(raw, number))
        read_before.append(hash(raw))
        if number % _EVERY == 0:
            progress(stream.tell() - start)
    progress(stream.tell() - start)
    check.end()
    stated = check.stated

    def entries(progress: Progress = no_progress) -> Iterator[Incoming]:
        """Read the entries again, and check lines that are others than before: the file may have changed meanwhile."""
        for place, (number, raw) in enumerate(numbered_lines(_rewound(stream, start))):
            is_checked = place < len(read_before) and hash(raw) == read_before[place]
            record = read_known_object(raw) if is_checked else read_object(raw, number)
            if record.get("kind") not in _READERS:
                if not is_checked:
                    _check_line(number, record, check.known)
                yield Incoming(entry_of(record), number)
            if number % _EVERY == 0:
                progress(stream.tell() - start)

    return Intake(
        format=NAME,
        read=check.count,
        people=tuple(stated["person"]),
        words=tuple(stated["word"]),
        hunches=tuple(stated["hunch"]),
        learned=tuple(stated["learned"]),
        names=check.names,
        own=check.own,
        fields=check.fields,
        latest=check.latest,
        earliest=check.earliest,
        seen="JSON Lines as rj export writes them" if read_before else "an empty file",
        entries=entries,
    )


def _rewound(stream: BinaryIO, start: int) -> BinaryIO:
    stream.seek(start)
    return stream


def _check_line(number: int, record: dict[str, Any], known: Known) -> None:
    """Check the entry of a line.

    Raises:
        UnreadableImport: it cannot be taken.
    """
    known.line = number
    try:
        check_entry(record, known)
    except Misread as error:
        raise bad_line(number, error.what, error.fix) from error


class _Check:
    """The first pass: checks every line and keeps only what the end of the file decides about."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.stated: dict[str, list[tuple[int, Any]]] = {kind: [] for kind in _READERS}
        self.count = 0
        self.latest = ""
        self.earliest = ""
        self.names: dict[str, tuple[str, int]] = {}
        self.own: dict[str, int] = {}
        self.fields: dict[str, str] = {}
        self._latest_beginning = ""
        self._earliest_beginning = ""
        self._names_met: set[str] = set()
        self._met: dict[str, set[str]] = {}
        self._lines_of_uids: dict[str, int] = {}

    def take(self, number: int, record: dict[str, Any]) -> None:
        """Check one line and note what it uses.

        Raises:
            UnreadableImport: it cannot be taken.
        """
        kind = record.get("kind")
        if isinstance(kind, str) and kind in _READERS:
            self._state(number, kind, record)
            return
        if kind is not None and kind not in KINDS:
            raise bad_line(number, f'has {shown(kind)} as "kind"', f"Use {one_of((*KINDS, *_READERS))}.")
        _check_line(number, record, self.known)
        self.count += 1
        self._note_fields(record, "", ENTRY_FIELDS)
        when = when_of(record, "when")
        begins = beginning(when)
        if begins > self._latest_beginning:
            self._latest_beginning, self.latest = begins, when
        if not self.earliest or begins < self._earliest_beginning:
            self._earliest_beginning, self.earliest = begins, when
        for name in record.get("people") or ():
            if name not in self._names_met:
                self._names_met.add(name)
                self.names.setdefault(folded(name), (name, number))
        for key in record.get("own") or ():
            self.own.setdefault(key, number)
        if uid := record.get("uid"):
            self._note_uid(uid, number)

    def _state(self, number: int, kind: str, record: dict[str, Any]) -> None:
        self.known.line = number
        try:
            value = _READERS[kind](record, self.known)
        except Misread as error:
            raise bad_line(number, error.what, error.fix) from error
        if isinstance(value, Word):
            self.known.state(value.key)
        if isinstance(value, Hunch) and value.with_:
            self.names.setdefault(folded(value.with_), (value.with_, number))
        if isinstance(value, Hunch) and value.uid:
            self._note_uid(value.uid, number)
        self.stated[kind].append((number, value))
        self._note_fields(record, f"{kind}.", record_checks.FIELDS[kind])

    def _note_fields(self, record: dict[str, Any], prefix: str, ours: tuple[str, ...]) -> None:
        met = self._met.setdefault(prefix, set())
        if record.keys() <= met:  # so it is for nearly every line of a file
            return
        for name in record:
            if name not in met and len(self.fields) < _MOST_FIELDS:
                met.add(name)
                self.fields[prefix + name[:100]] = prefix + name if name in ours else LEFT_OUT

    def _note_uid(self, uid: str, number: int) -> None:
        if (first := self._lines_of_uids.setdefault(uid, number)) != number:
            raise bad_line(
                number,
                f"has the same uid as line {first}",
                "Remove one of the two lines, or its uid, and import again; nothing was stored.",
            )

    def end(self) -> None:
        """Check what needs the whole file: no key may be left unexplained.

        Raises:
            UnreadableImport: a key that is in no list, with its line.
        """
        if self.known.undefined:
            key, undefined = min(self.known.undefined.items(), key=lambda item: item[1].line)
            what = f'has {shown(key)} in "{undefined.field}", which is in no list'
            raise bad_line(undefined.line, what, self.known.near(key))


__all__ = ["NAME", "UnreadableImport", "lines_of", "read", "recognises", "to_line"]
