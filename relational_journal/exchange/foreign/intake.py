"""Turn the entries of another program into entries of the journal: tones, people and tags by the map, checked once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from relational_journal.capture.syntax.fields import Fields
from relational_journal.capture.syntax.story import in_story_order
from relational_journal.capture.syntax.tags import Meaning, read_tag
from relational_journal.errors import UnreadableImport, WordingError
from relational_journal.exchange.allowed_keys import SLOT_LISTS, Known
from relational_journal.exchange.foreign.contents import as_unreadable
from relational_journal.exchange.foreign.entry import Findings, ForeignEntry, odd_entry
from relational_journal.exchange.foreign.mapping import LEAVE_OUT, WordMap
from relational_journal.exchange.jsonl.entry_checks import read_entry
from relational_journal.exchange.jsonl.field_checks import Misread
from relational_journal.exchange.parsed_file import Intake, Progress, no_progress
from relational_journal.exchange.source import Source
from relational_journal.store.records.bulk_import import Incoming
from relational_journal.text.folding import folded
from relational_journal.text.names import is_name
from relational_journal.timestamps import beginning

if TYPE_CHECKING:
    from relational_journal.model import Entry
    from relational_journal.vocabulary.load import Vocabulary

_EVERY = 64
Entries = Callable[[Source, Findings, WordMap], Iterator[ForeignEntry]]
"""What a format's module offers: the entries of a source, in its order."""


def read_foreign(
    source: Source,
    entries_of: Entries,
    *,
    name: str,
    seen: str,
    vocabulary: Vocabulary,
    words: WordMap,
    progress: Progress = no_progress,
) -> Intake:
    """Check a whole file of another program and return what it holds.

    Args:
        entries_of: reads the entries; called once for each pass.
        name: of the format, as in --from; kept as the source of each entry.
        seen: what the file looks like.
        words: the map. Tones decided after this call still hold for the entries, which are read when they are asked
            for.

    Raises:
        UnreadableImport: the first entry that cannot be read, with its place; or the file is damaged.
    """
    findings = Findings()
    reading = _Reading(Known(vocabulary), vocabulary, words)
    count, earliest, latest = 0, "", ""
    names: dict[str, tuple[str, int]] = {}
    own: dict[str, int] = {}
    for entry in _passing(source, entries_of, findings, words, seen, progress):
        moment = reading.moment(entry)
        reading.note_id(entry, findings)
        count += 1
        findings.count(entry)
        if not latest or beginning(moment.when) > beginning(latest):
            latest = moment.when
        if not earliest or beginning(moment.when) < beginning(earliest):
            earliest = moment.when
        for person in moment.people:
            names.setdefault(folded(person), (person, entry.place))
        for key in moment.own:
            own.setdefault(key, entry.place)
    if reading.known.undefined:
        key, undefined = next(iter(reading.known.undefined.items()))
        raise odd_entry(undefined.line, f'has "{key[:40]}" in "{undefined.field}", which is in no list')

    def entries(progress: Progress = no_progress) -> Iterator[Incoming]:
        """Read the entries again, with the map as it is now."""
        for entry in _passing(source, entries_of, Findings(), words, seen, progress):
            moment = reading.moment(entry)
            # An entry with a uid is from a journal of this program, and is recognised by it.
            origin = (None, None) if moment.uid else (name, reading.id_of(entry))
            yield Incoming(moment, entry.place, *origin)

    for thing, number in findings.left_out.items():
        findings.note(f"{number} {thing if number == 1 else _plural(thing)} left out: a moment here is words.")
    if links := source.links:
        findings.note(f"{links} {'link' if links == 1 else 'links'} left out: links in a folder are not followed.")
    return Intake(
        format=name,
        read=count,
        people=(),
        words=(),
        hunches=(),
        learned=(),
        names=names,
        own=own,
        fields=findings.fields,
        latest=latest,
        entries=entries,
        earliest=earliest,
        skipped=tuple(findings.skipped),
        notes=tuple(findings.notes),
        moods=findings.moods,
        tags=findings.tags,
        keys=reading.keys,
        columns=findings.columns,
        seen=seen,
        unit=findings.unit,
    )


def _plural(thing: str) -> str:
    return thing[:-1] + "ies" if thing.endswith("y") else thing + "s"


def _passing(
    source: Source, entries_of: Entries, findings: Findings, words: WordMap, seen: str, progress: Progress
) -> Iterator[ForeignEntry]:
    """Yield the entries once, with progress, and raise every fault as an UnreadableImport."""
    with as_unreadable(source.name, seen):
        for number, entry in enumerate(entries_of(source, findings, words), 1):
            if number % _EVERY == 0:
                progress(number if source.stream is None else source.stream.tell())
            yield entry


class _Reading:
    """Reads one foreign entry after another; knows which ids were met, and which tags are keys by themselves."""

    def __init__(self, known: Known, vocabulary: Vocabulary, words: WordMap) -> None:
        self.known = known
        self._vocabulary = vocabulary
        self._words = words
        self._digests: dict[str, str] = {}
        self.keys: dict[str, str] = {}

    def moment(self, entry: ForeignEntry) -> Entry:
        """Return the entry as the journal stores it.

        Raises:
            UnreadableImport: a field that cannot be read, with the entry's place.
        """
        record = {"text": "", **entry.record}
        answers = dict(record.get("answers") or {})
        if entry.mood:
            answers["mood"] = entry.mood
            record["tone"] = record.get("tone") or self._words.tone_of(entry.mood)
        people = list(record.get("people") or ())
        meanings: list[Meaning] = []
        kept: list[str] = []
        own: list[str] = []
        for tag in (*entry.tags, *entry.text_tags):
            becomes = self._words.becomes(tag)
            # The map does not name it, or says that it stays a word.
            if becomes is None or not becomes:
                meaning = self._exact(tag) if becomes is None and entry.are_keys else None
                if meaning:
                    meanings.append(meaning)
                    self.keys[tag] = tag.lstrip("#+")
                elif tag in entry.tags:
                    (own if entry.is_ours else kept).append(tag)
            elif becomes.startswith("@") and len(becomes) > 1:
                people.append(becomes[1:].strip('" '))
            elif becomes != LEAVE_OUT:
                meanings.append(self._meant(becomes, tag))
        if kept:
            answers["tags"] = " | ".join(kept)
        if not entry.is_ours and (unnamed := [said for said in people if not is_name(said)]):
            # In another program this could be anything: the words stay with the entry, and nobody is made of them.
            answers["with"] = " | ".join(unnamed)
            people = [said for said in people if is_name(said)]
        record |= {"answers": answers, "people": list(dict.fromkeys(people))}
        if entry.is_ours:
            record |= self._with_own_words(record, own)
        self.known.line = entry.place
        try:
            moment = read_entry(record, self.known)
            return self._tagged(moment, meanings) if meanings else moment
        except Misread as error:
            raise odd_entry(entry.place, error.what) from error
        except WordingError as error:
            raise odd_entry(entry.place, f"cannot be read: {error.sentence}") from error

    def _with_own_words(self, record: Mapping[str, Any], own: Sequence[str]) -> dict[str, Any]:
        """Return the lists of a record with every key that is in no list moved to `own`.

        Only JSON Lines say what an own word counts like; without that it has no slot.
        """
        held = {slot: record[slot] for slot in SLOT_LISTS if record.get(slot)}
        known = {slot: [key for key in keys if key in self._vocabulary] for slot, keys in held.items()}
        unknown = [key for slot, keys in held.items() for key in keys if key not in known[slot]]
        return {**known, "own": list(dict.fromkeys((*(record.get("own") or ()), *unknown, *own)))}

    def _tagged(self, moment: Entry, meanings: list[Meaning]) -> Entry:
        fields = Fields(moment, self._vocabulary)
        for slot, meaning in in_story_order(meanings):
            fields.put(slot, meaning)
        return fields.on(moment)

    def _exact(self, tag: str) -> Meaning | None:
        """Return a tag that is a key of the vocabulary as it stands; None if it would have to be guessed."""
        written = "-".join(tag.lstrip("#+").lower().replace("/", ":").split())
        try:
            meaning = read_tag(written, self._vocabulary) if written else None
        except WordingError:
            return None
        if meaning is None or (meaning.list == "own" and meaning.key not in self._vocabulary.words):
            return None
        is_special = meaning.list in ("tone", "good", "setting", "flag")
        return meaning if is_special or meaning.key in written.split(":") else None

    def _meant(self, becomes: str, tag: str) -> Meaning:
        """Return what the map makes of a tag.

        Raises:
            UnreadableImport: the map names no key.
        """
        meaning = self._exact(becomes)
        if meaning is None:
            near = self._vocabulary.near(becomes)
            fix = f"Near: {', '.join(near)}." if near else 'Write a key of rj words, "@Name", "" or "-".'
            raise UnreadableImport(f'the map makes "{tag[:40]}" a "{becomes[:40]}", which is no key', fix)
        return meaning

    def note_id(self, entry: ForeignEntry, findings: Findings) -> None:
        """Record an entry's own id; two different entries with one id are both kept, and a note says so."""
        if entry.source_id and self._digests.setdefault(entry.source_id, entry.digest) != entry.digest:
            findings.note(f"Two different entries have the id {entry.source_id[:40]}; both are kept.")

    def id_of(self, entry: ForeignEntry) -> str:
        """Return what identifies an entry, so that it is imported only once: its own id, else a hash of its content."""
        digest = entry.digest
        if not entry.source_id:
            return digest
        first = self._digests.get(entry.source_id, digest)
        return entry.source_id if first == digest else f"{entry.source_id} {digest}"
