"""The six fuzz targets: readers of input from outside, each with what must be true of whatever it accepts.

A target refuses input with a JournalError or VocabularyError. Any other exception is a fault, and so is accepted input
that comes out different: from a second way of reading it, after the journal was closed and opened, or after an export
and an import.
"""

from __future__ import annotations

import io
import json
import random
import re
from abc import ABC, abstractmethod
from datetime import datetime
from pathlib import Path
from typing import Any, Generic, TypeVar

from relational_journal import Journal
from relational_journal.capture.dates.when import read_day, read_when
from relational_journal.capture.syntax.draft import Options
from relational_journal.capture.syntax.edited_text import reread_text
from relational_journal.capture.syntax.marks import shown_text
from relational_journal.capture.syntax.quick_entry import read_moment
from relational_journal.cli.people.words import own_word
from relational_journal.entry_json import to_record
from relational_journal.errors import JournalError, UnreadableDate
from relational_journal.exchange.allowed_keys import SLOT_LISTS
from relational_journal.exchange.export import export_lines
from relational_journal.exchange.import_file import bring_in
from relational_journal.exchange.jsonl import reader, record_checks
from relational_journal.exchange.parsed_file import no_progress
from relational_journal.model import MYSELF, Entry, Person, Query, Word
from relational_journal.text.folding import folded
from relational_journal.vocabulary.build import compact
from relational_journal.vocabulary.build.pattern_source import patterns_of
from relational_journal.vocabulary.build.term_source import read_terms, read_toml, tables_of, terms_of
from relational_journal.vocabulary.load import Vocabulary, _Tables, vocabulary
from tests.robustness import fuzz_inputs as inputs
from tests.robustness.fuzz_inputs import NOW, Asked, Files, Own
from tests.support.entries import from_record

T = TypeVar("T")
PEOPLE = tuple(map(Person, ("Ada", "Aunt May", "Sam", "Anna", MYSELF)))
OWN = (Word("clammed", "clammed up", "D", "went-silent"), Word("mywort", "my word"))
MADE = ("uid", "id", "written", "changed")


def opened(folder: Path, name: str) -> Journal:
    """A journal of that name in the folder, opened or made."""
    return Journal.open(folder / f"{name}.db", now=lambda: NOW)


def exported(journal: Journal) -> str:
    """The whole journal as JSON Lines."""
    return "".join(export_lines(journal))


def import_into(journal: Journal, raw: bytes) -> None:
    """Bring in a file."""
    bring_in(reader.read(io.BytesIO(raw), vocabulary=journal.vocabulary), journal)


def same_again(folder: Path, name: str, before: str) -> None:
    """An export imported into an empty journal gives the same export, byte for byte."""
    again = folder / f"{name}-again.db"
    with Journal.open(again, now=lambda: NOW) as journal:
        import_into(journal, before.encode())
    with Journal.open(again, now=lambda: NOW) as journal:
        assert exported(journal) == before, "export and import gave another journal"
        assert journal._store.db.rows("PRAGMA integrity_check") == [("ok",)]
    for path in folder.glob(f"{name}-again.db*"):
        path.unlink()


class Target(ABC, Generic[T]):
    """One reader of input. `stored` counts the inputs that were stored and read back the same after closing."""

    name: str
    share: float  # of all inputs

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.stored = 0

    @abstractmethod
    def make(self, chance: random.Random, number: int) -> T:
        """Return an input; `number` counts the inputs from 0."""

    @abstractmethod
    def put(self, given: T, keep: bool) -> None:
        """Read an input and check the result; with `keep`, store it too if it is accepted.

        Raises:
            JournalError, VocabularyError: the input is refused.
            AssertionError: it is accepted, and the result is wrong.
        """

    def end(self) -> None:
        """Close the journal, open it again, and check what was stored."""


class QuickSyntax(Target[str]):
    """`[WHEN:] words with @people and +tags anywhere`."""

    name, share = "quick syntax", 0.2

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.words = vocabulary().with_words(OWN)
        self.journal = opened(folder, "quick")
        for person in PEOPLE[:-1]:
            self.journal.people.add(person)
        for word in OWN:
            self.journal.add_word(word)
        self.kept: dict[str, tuple[str, Entry]] = {}

    def make(self, chance: random.Random, number: int) -> str:
        """A sentence."""
        return inputs.sentence(chance)

    def put(self, given: str, keep: bool) -> None:
        """Read it; every field must follow from the words."""
        draft = read_moment(given, now=NOW, vocabulary=self.words, people=PEOPLE, options=Options())
        moment = draft.moment
        head = given.removesuffix(moment.text) if moment.text else given
        assert given == head + moment.text, f"the text was changed: {given!r}"
        if head.strip():
            assert read_when(head.rstrip()[:-1], now=NOW) == moment.when, f"another day: {given!r}"
        else:
            assert moment.when == NOW.isoformat(timespec="seconds"), f"a day nobody named: {given!r}"
        new = {word.key for word in draft.new_words}
        for slot, name in SLOT_LISTS.items():
            for key in getattr(moment, slot):
                assert self.words.slot_list(key) == name or (key in new and slot == "own"), (
                    f"{key} in {slot}: {given!r}"
                )
        assert new <= {*moment.own}, f"a word from nowhere: {given!r}"
        shown = shown_text(moment.text)
        assert len(shown) <= len(moment.text), f"shown longer than it is: {given!r}"
        again = reread_text(moment, moment.text, vocabulary=self.words, people=(*PEOPLE, *draft.new_people))
        assert again.moment == moment, f"read again it is another moment: {given!r}"
        assert from_record(json.loads(json.dumps(to_record(moment)))) == moment, f"another record: {given!r}"
        if keep:
            made = self.journal.add(draft)
            self.kept[made.uid] = (given, moment._replace(**{name: getattr(made, name) for name in MADE}))

    def end(self) -> None:
        """Every sentence stored is there, field by field; undone, all of them are gone."""
        self.journal.close()
        with opened(self.folder, "quick") as journal:
            for uid, (given, expected) in self.kept.items():
                found = journal.find(uid)
                assert [*map(folded, found.people)] == [*map(folded, expected.people)], f"other people: {given!r}"
                assert found._replace(people=()) == expected._replace(people=()), f"stored otherwise: {given!r}"
                self.stored += 1
            before = exported(journal)
        same_again(self.folder, "quick", before)


class Dates(Target[Asked]):
    """Everything a `WHEN` may be."""

    name, share = "dates", 0.3
    _FORM = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?)?)?", re.ASCII)

    def make(self, chance: random.Random, number: int) -> Asked:
        """Words of a date, or nearly."""
        return inputs.date(chance)

    def put(self, given: Asked, keep: bool) -> None:
        """Read it: in one of the forms of a `when`, not in the future, and read again the same."""
        words, expected = given
        try:
            read = read_when(words, now=NOW)
        except JournalError:
            assert expected is None, f"refused: {words!r}"
            raise
        assert self._FORM.fullmatch(read), f"{words!r} gave {read!r}"
        assert expected in (None, read), f"{words!r} gave {read!r} and not {expected!r}"
        assert read_when(read, now=NOW) == read, f"{words!r} gave {read!r}, which reads otherwise"
        if len(read) > 10:
            assert datetime.fromisoformat(read) <= NOW, f"{words!r} has not come yet"
        day = read_day(words, NOW)
        assert day.isoformat().startswith(read[: min(len(read), 10)]), f"{words!r} is another day for a filter"


class ImportLines(Target[bytes]):
    """Lines of a file to import: entries, people, words, hunches, learned readings."""

    name, share = "import lines", 0.15
    _TOGETHER = 400

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.words = vocabulary()
        self.waiting: list[bytes] = []
        self.uids: set[str] = set()

    def make(self, chance: random.Random, number: int) -> bytes:
        """A line to three."""
        return inputs.lines(chance, number)

    def put(self, given: bytes, keep: bool) -> None:
        """Read the file; every field of every entry must be what its JSON says."""
        intake = reader.read(io.BytesIO(given), vocabulary=self.words)
        said = [json.loads(line) for line in given.decode("utf-8-sig").split("\n") if line.strip()]
        entries = [record for record in said if record.get("kind") not in record_checks.FIELDS]
        read = [item.moment for item in intake.entries(no_progress)]
        assert len(read) == len(entries), f"{len(read)} of {len(entries)}: {given!r}"
        for entry, record in zip(read, entries, strict=True):
            as_the_file_says(to_record(entry), record)
        uids = {str(record["uid"]) for record in said if record.get("uid")}
        if not uids & self.uids:
            self.uids |= uids
            self.waiting.append(given)
            if len(self.waiting) >= self._TOGETHER:
                self._store()

    def _store(self) -> None:
        """Import what was taken into a journal of its own, close it, and compare each entry with its line."""
        name, raw = "imported", b"".join(self.waiting)
        self.waiting = []
        try:
            with opened(self.folder, name) as journal:
                import_into(journal, raw)
            with opened(self.folder, name) as journal:
                for line in raw.decode("utf-8").split("\n"):
                    record = json.loads(line) if line.strip() else {"kind": "person"}
                    if record.get("kind") not in record_checks.FIELDS and record.get("uid"):
                        as_the_file_says(to_record(journal.find(record["uid"])), record)
                        self.stored += 1
                before = exported(journal)
            same_again(self.folder, name, before)
        except JournalError as error:  # each file alone is valid, but two people may share a name
            assert "another name" in error.sentence or "is a name of" in error.sentence, error.sentence
        finally:
            for path in self.folder.glob(f"{name}*"):
                path.unlink() if path.is_file() else None

    def end(self) -> None:
        """Store the rest."""
        if self.waiting:
            self._store()


_EMPTY: dict[str, Any] = {"tone": None, "setting": None, "break": None, "mended": None, "text": "", "kind": "moment"}
_EMPTY |= {name: {} for name in ("good", "context", "answers")}
_EMPTY |= dict.fromkeys(("unsafe", "private", "share", "story_only"), False)
_EMPTY |= {name: [] for name in (*SLOT_LISTS, "own", "links")}


def as_the_file_says(stored: dict[str, Any], record: dict[str, Any]) -> None:
    """Compare a stored entry with the JSON it came from, field by field, without the code that read it.

    An own word is stored in the slot of the key it counts like, whichever slot the file has it in.
    """
    slots = (*SLOT_LISTS, "own")
    theirs = {key for slot in slots for key in record.get(slot) or () if key not in vocabulary().terms}
    if theirs:
        held = {key for slot in slots for key in stored[slot]}
        assert theirs <= held, f"{theirs - held} is missing"
        stored, record = ({**one, **_without(theirs, one)} for one in (stored, record))
    for name, empty in _EMPTY.items():
        said = record.get(name)
        expected = empty if said is None else said
        if name in SLOT_LISTS or name == "own":
            expected = list(dict.fromkeys(expected)) if stored[name] != expected else expected
        if name == "links":
            expected = [{"to": link["to"], "as": link["as"]} for link in expected]
        if name == "mended" and said is not None:
            expected = {"when": said["when"], "by": said.get("by")}
            if len(said["when"]) > 10:
                expected["when"] = stored[name]["when"]
        assert stored[name] == expected, f"{name} is {stored[name]!r}, the file says {said!r}"
    names = [folded(name) for name in record.get("people") or ()]
    own = {"me": MYSELF, "samuel": "?"}
    found = [folded(name) for name in stored["people"]]
    for name in names:
        assert own.get(name, name) in found or "samuel" in names or len(found) == len(set(names)), f"{name} is missing"
    when = record["when"]
    if len(when) <= 10:
        assert stored["when"] == when
    else:
        assert instant(stored["when"]) == instant(when), f"{stored['when']} is not {when}"


def _without(keys: set[str], record: dict[str, Any]) -> dict[str, Any]:
    slots = [slot for slot in (*SLOT_LISTS, "own") if record.get(slot)]
    return {slot: [key for key in record[slot] if key not in keys] for slot in slots}


def instant(written: str) -> datetime:
    """A date-time as a point in time; without an offset on the local clock."""
    moment = datetime.fromisoformat(written)
    return moment.astimezone() if moment.tzinfo is None else moment


class SearchWords(Target[str]):
    """Words to search for."""

    name, share = "search words", 0.1

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        chance = random.Random(7)
        texts = [inputs.stored_text(chance) for _ in range(80)] + [inputs.sentence(chance) for _ in range(80)]
        self.journal = opened(folder, "searched")
        raw = "".join(
            json.dumps(
                {"when": "2026-11-02", "text": text.encode("utf-8", "replace").decode(), "moves": ["went-silent"]}
            )
            + "\n"
            for text in texts
        )
        import_into(self.journal, raw.encode())
        self.entries = list(self.journal.entries())
        self.spelled = {entry.uid: re.findall(r"[a-z]+", entry.text.casefold()) for entry in self.entries}
        self.plain = {entry.uid for entry in self.entries if re.fullmatch(r"[a-z ]+", entry.text)}

    def make(self, chance: random.Random, number: int) -> str:
        """Words of the entries, or a sentence."""
        return inputs.search_words(chance)

    def put(self, given: str, keep: bool) -> None:
        """Search; of plain words the same must be found as by looking through the texts."""
        if not re.fullmatch(r"[a-z]{3,}( [a-z]{3,})*", given):
            self.journal.search(given, Query(limit=20))
            return
        found = {entry.uid for entry in self.journal.search(given)} & self.plain
        label = re.findall(r"[a-z]+", f"{vocabulary().label('went-silent')} went silent".casefold())
        for uid in self.plain:
            holds = all(any(word.startswith(asked) for word in [*self.spelled[uid], *label]) for asked in given.split())
            assert holds == (uid in found), f"{given!r} found otherwise"

    def end(self) -> None:
        """Searching changes nothing."""
        assert list(self.journal.entries()) == self.entries
        self.journal.close()


class VocabularyFiles(Target[Files]):
    """The files a person can read and correct: terms, patterns, bases, everyday names."""

    name, share = "vocabulary files", 0.15

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.terms = read_terms()
        self.bases = read_toml("bases")

    def make(self, chance: random.Random, number: int) -> Files:
        """A file, spoilt or not."""
        return inputs.files(chance)

    def put(self, given: Files, keep: bool) -> None:
        """Read it; each accepted term must be found in the compact form by its key, and equal the file's."""
        for name, text in given.texts.items():
            if name == "everyday":
                patterns_of(self.terms, {}, {}, text)
                continue
            tables = tables_of(f"{name}.toml", text)
            if name in ("patterns", "bases"):
                bases = tables if name == "bases" else self.bases
                made = patterns_of(self.terms, bases, tables if name == "patterns" else {}, "names = []")
                json.loads(compact.written(made))
                continue
            terms = terms_of({name: tables})
            compacted = json.loads(compact.written(compact.compact_terms(terms)))
            compact.near_words(terms)
            forms = tuple((how, compacted[how]) for how in ("key", "short", "label"))
            words = Vocabulary(_Tables(compacted["lists"], compacted["terms"], forms))
            for term in terms:
                found = words.get(term.key)
                assert found is not None
                assert (found.label, found.polarity) == (tables[term.key]["label"], tables[term.key]["polarity"])
                assert words.read(term.key).keys[:1] == (term.key,), f"{term.key} does not find itself"
                for form in term.short:
                    assert words.read(form).keys == (term.key,), f"{form} does not find {term.key}"


class OwnWords(Target[Own]):
    """`rj words add KEY --like … --label … --polarity …`, and the word as a line of an export."""

    name, share = "own words", 0.1

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.journal = opened(folder, "words")
        self.kept: dict[str, Word] = {}

    def make(self, chance: random.Random, number: int) -> Own:
        """A word."""
        return inputs.own_word(chance)

    def put(self, given: Own, keep: bool) -> None:
        """Add it; written after a + it must be read as itself, in the slot of the key it counts like."""
        word = own_word(given.key, like=given.like, label=given.label, polarity=given.polarity).with_options(None)
        words = vocabulary().with_words((word,))
        moment = read_moment(f"+{word.key}", now=NOW, vocabulary=words, people=()).moment
        where = words.slot_list(word.key)
        held = {key for slot in (*SLOT_LISTS, "own") for key in getattr(moment, slot)} | {*moment.context}
        assert word.key in held, f"+{word.key} is not read as itself ({where})"
        line = reader.to_line(record_checks.word_record(word)).encode()
        read = reader.read(io.BytesIO(line), vocabulary=vocabulary()).words
        assert [found for _, found in read] == [word], f"{word} is another word in a file"
        if keep:
            before = self.kept.get(word.key)
            word = own_word(given.key, like=given.like, label=given.label, polarity=given.polarity).with_options(before)
            self.journal.add_word(word)
            self.kept[word.key] = word

    def end(self) -> None:
        """Every word stored is there as it was said."""
        self.journal.close()
        with opened(self.folder, "words") as journal:
            assert {word.key: word for word in journal.words()} == self.kept
            self.stored = len(self.kept)
            before = exported(journal)
        same_again(self.folder, "words", before)


TARGETS: tuple[type[Target[Any]], ...] = (QuickSyntax, Dates, ImportLines, SearchWords, VocabularyFiles, OwnWords)
__all__ = ["TARGETS", "Target", "UnreadableDate"]
