"""Merge a file that was read into a journal and store it as one change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from relational_journal.exchange.foreign.mapping import WordMap
from relational_journal.exchange.merge import merge_hunches, merge_learned, merge_people, merge_words
from relational_journal.exchange.parsed_file import Intake, Progress, no_progress
from relational_journal.exchange.reconcile import Spelling, settled
from relational_journal.model import replace
from relational_journal.store.records.bulk_import import Incoming
from relational_journal.text.folding import folded
from relational_journal.timestamps import beginning

if TYPE_CHECKING:
    from relational_journal.exchange.collections import Collection
    from relational_journal.model import Entry, Hunch, Learned, Person, Word
    from relational_journal.store.records.bulk_import import Imported
    from relational_journal.vocabulary.load import Vocabulary


class Target(Protocol):
    """The part of a journal that an import needs."""

    @property
    def vocabulary(self) -> Vocabulary:
        """With its own words."""

    def now(self) -> datetime:
        """Its clock."""

    @property
    def people(self) -> Collection[Person]:
        """Everyone."""

    @property
    def hunches(self) -> Collection[Hunch]:
        """All of them."""

    @property
    def learned(self) -> Collection[Learned]:
        """All readings."""

    def import_all(
        self,
        people: Iterable[Person],
        words: Iterable[Word],
        hunches: Iterable[Hunch],
        learned: Iterable[Learned],
        entries: Iterable[Entry | Incoming],
        *,
        replace: bool = False,
        dry_run: bool = False,
    ) -> Imported:
        """Store all of it as one change, or nothing."""


@dataclass(frozen=True)
class Result:
    """What an import did, or would do with `dry_run`.

    Attributes:
        added: entries that were new or replaced others.
        replaced: how many of these replaced others.
        skipped: line and reason of each entry that was left as it was, and of what was no entry.
        left_out: how many of these were no entry.
        people: the names of people who were new.
        hints: sentences for the user, one a line.
        seen: what the file looks like.
        since, until: the `when` of the earliest and of the latest entry; "" if there is none.
        moods, tags: words of another program → how often they are used and what becomes of them; None: undecided.
        columns: column of a CSV file → what it is read as; None for every other format.
        unit: what the places of `skipped` count: "line" or "entry".
    """

    format: str
    read: int
    added: int
    replaced: int
    skipped: tuple[tuple[int, str], ...]
    left_out: int
    people: tuple[str, ...]
    fields: Mapping[str, str]
    dry_run: bool
    hints: tuple[str, ...]
    seen: str = ""
    since: str = ""
    until: str = ""
    moods: Mapping[str, tuple[int, str | None]] = field(default_factory=dict)
    tags: Mapping[str, tuple[int, str | None]] = field(default_factory=dict)
    columns: Mapping[str, str] | None = None
    unit: str = "line"

    def record(self) -> dict[str, Any]:
        """Return the JSON object that `rj import --json` prints."""
        return {
            "format": self.format,
            "read": self.read,
            "added": self.added,
            "replaced": self.replaced,
            "skipped": [{"line": line, "why": why} for line, why in self.skipped],
            "people": list(self.people),
            "fields": dict(self.fields),
            "dry_run": self.dry_run,
            "seen": self.seen,
            "since": self.since or None,
            "until": self.until or None,
            "moods": {mood: {"count": count, "tone": tone or None} for mood, (count, tone) in self.moods.items()},
            "tags": {tag: {"count": count, "becomes": becomes} for tag, (count, becomes) in self.tags.items()},
            "notes": list(self.hints),
        }


def bring_in(
    intake: Intake,
    journal: Target,
    *,
    replacing: bool = False,
    dry_run: bool = False,
    progress: Progress = no_progress,
    map_: WordMap | None = None,
) -> Result:
    """Store everything a file holds in one transaction, or nothing.

    Args:
        replacing: if an entry is there already and differs, the file's version is stored.
        dry_run: do everything but keep the result.
        map_: what was decided for moods and tags, for the result.

    Raises:
        UnreadableImport: an entry is there already and differs, or two people share a name that an entry uses.
        StoreError: the journal does not take it.
    """
    people = merge_people(journal.people.all(), intake.people, intake.names, replacing=replacing)
    words = merge_words(journal.vocabulary.words, intake.words, intake.own, replacing=replacing)
    hunches = merge_hunches(
        journal.hunches.all(), (_with_name(hunch, people.names) for _, hunch in intake.hunches), replacing=replacing
    )
    learned = merge_learned(journal.learned.all(), (reading for _, reading in intake.learned), replacing=replacing)
    vocabulary = journal.vocabulary.with_words(words.all.values())

    spelling = Spelling(people.names)

    def entries() -> Iterator[Incoming]:
        for item in intake.entries(progress):
            moment = settled(spelling.of(item.moment), vocabulary)
            yield item if moment is item.moment else item._replace(moment=moment)

    # Someone who is no more than a name is added with the first entry that comes in; all may be here already.
    stated = {folded(person.name) for _, person in intake.people} | {folded(h.with_ or "") for h in hunches.values}
    names_alone = {name for name in people.new if folded(name) not in stated}
    added = [person for person in people.people if person.name not in names_alone]
    stored = journal.import_all(
        added, words.words, hunches.values, learned.values, entries(), replace=replacing, dry_run=dry_run
    )
    hints = (*people.hints, *words.hints, *hunches.hints, *learned.hints, *about_the_future(intake, journal.now()))
    return _result(
        intake,
        map_,
        added=stored.added + stored.replaced,
        replaced=stored.replaced,
        skipped=stored.skipped,
        people=tuple(name for name in people.new if name not in names_alone or name in stored.people),
        dry_run=dry_run,
        hints=hints,
    )


def foretell(intake: Intake, now: datetime, map_: WordMap | None = None) -> Result:
    """Return what an import into a journal that does not exist yet would do."""
    people = merge_people((), intake.people, intake.names)
    words = merge_words({}, intake.words, intake.own)
    hints = (*people.hints, *words.hints, *about_the_future(intake, now))
    return _result(
        intake, map_, added=intake.read, replaced=0, skipped=(), people=people.new, dry_run=True, hints=hints
    )


def _result(
    intake: Intake,
    map_: WordMap | None,
    *,
    skipped: tuple[tuple[int, str], ...],
    hints: tuple[str, ...],
    **done: Any,
) -> Result:
    said = map_ or WordMap()
    return Result(
        format=intake.format,
        read=intake.read,
        skipped=tuple(sorted((*intake.skipped, *skipped))),
        left_out=len(intake.skipped),
        fields=intake.fields,
        hints=(*intake.notes, *hints),
        seen=intake.seen,
        since=intake.earliest,
        until=intake.latest,
        moods={mood: (count, said.moods.get(folded(mood))) for mood, count in intake.moods.items()},
        tags={tag: (count, _becomes(tag, said, intake)) for tag, count in intake.tags.items()},
        columns=intake.columns,
        unit=intake.unit,
        **done,
    )


def _becomes(tag: str, said: WordMap, intake: Intake) -> str | None:
    by_map = said.becomes(tag)
    return intake.keys.get(tag) if by_map is None else by_map


def about_the_future(intake: Intake, now: datetime) -> tuple[str, ...]:
    """Return a hint if an entry is dated after `now`: no window of `rj patterns` includes it yet."""
    if intake.latest and beginning(intake.latest) > now.replace(tzinfo=None).isoformat():
        return (f"The latest entry is dated {intake.latest[:10]}, which has not come yet.",)
    return ()


def _with_name(hunch: Hunch, names: Mapping[str, str]) -> Hunch:
    return replace(hunch, with_=names.get(folded(hunch.with_), hunch.with_)) if hunch.with_ else hunch
