"""Bringing a file that was read into a journal: merged with what is there, stored as one change, and told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from relational_journal.exchange.intake import Intake, Progress, no_progress
from relational_journal.exchange.merge import merge_people, merge_words
from relational_journal.exchange.place import named, settled
from relational_journal.store.people import folded
from relational_journal.when import beginning

if TYPE_CHECKING:
    from relational_journal.model import Hunch, Learned, Moment, Person, Word
    from relational_journal.vocabulary.load import Vocabulary


class Stored(Protocol):
    """What the journal says of an import: entries added, and lines passed over with the reason."""

    @property
    def added(self) -> int:
        """How many entries were new or took the place of another."""

    @property
    def skipped(self) -> Sequence[tuple[int, str]]:
        """Line and reason of each that was passed over."""

    @property
    def hints(self) -> Sequence[str]:
        """What a person should be told."""


class Target(Protocol):
    """The journal, as far as an import needs it."""

    @property
    def vocabulary(self) -> Vocabulary:
        """With its own words."""

    def now(self) -> datetime:
        """Its clock."""

    def people(self) -> Iterable[Person]:
        """Everyone."""

    def import_all(
        self,
        people: Iterable[Person],
        words: Iterable[Word],
        hunches: Iterable[tuple[int, Hunch]],
        learned: Iterable[tuple[int, Learned]],
        entries: Iterable[tuple[int, Moment]],
        *,
        replace: bool = False,
        dry_run: bool = False,
    ) -> Stored:
        """Store all of it as one change, or nothing."""


@dataclass(frozen=True)
class Result:
    """What an import did, or with `dry_run` would do. `hints` are sentences for the person, one a line."""

    format: str
    read: int
    added: int
    skipped: tuple[tuple[int, str], ...]
    people: tuple[str, ...]
    fields: dict[str, str]
    dry_run: bool
    hints: tuple[str, ...] = field(default=())

    def record(self) -> dict[str, Any]:
        """The object of contract §8, `import`."""
        return {
            "format": self.format,
            "read": self.read,
            "added": self.added,
            "skipped": [{"line": line, "why": why} for line, why in self.skipped],
            "people": list(self.people),
            "fields": self.fields,
            "dry_run": self.dry_run,
        }


def bring_in(
    intake: Intake,
    journal: Target,
    *,
    replace: bool = False,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> Result:
    """Store what a file holds: all of it in one transaction, or nothing.

    Args:
        replace: what is there already and says something else takes the file's word for it.
        dry_run: everything but keeping it.

    Raises:
        UnreadableImport: an entry is there already and says something else, or two people share a name it uses.
        StoreError: the journal does not take it.
    """
    there = tuple(journal.people())
    people = merge_people(there, intake.people, intake.names, replace=replace)
    words = merge_words(journal.vocabulary.words, intake.words, intake.own, replace=replace)
    vocabulary = journal.vocabulary.with_words(words.all.values())

    def entries() -> Iterator[tuple[int, Moment]]:
        for line, entry in intake.entries(progress):
            yield line, settled(named(entry, people.names), vocabulary)

    stored = journal.import_all(
        people.people,
        words.words,
        [(line, _with_name(hunch, people.names)) for line, hunch in intake.hunches],
        intake.learned,
        entries(),
        replace=replace,
        dry_run=dry_run,
    )
    hints = (*people.hints, *words.hints, *stored.hints, *_about_the_future(intake, journal.now()))
    return Result(
        intake.format, intake.read, stored.added, tuple(stored.skipped), people.new, dict(intake.fields), dry_run, hints
    )


def _with_name(hunch: Hunch, names: Any) -> Hunch:
    from dataclasses import replace

    return replace(hunch, with_=names.get(folded(hunch.with_), hunch.with_)) if hunch.with_ else hunch


def _about_the_future(intake: Intake, now: datetime) -> tuple[str, ...]:
    if intake.latest and beginning(intake.latest) > now.replace(tzinfo=None).isoformat():
        return (f"The latest entry is dated {intake.latest[:10]}, which has not come yet.",)
    return ()
