"""What a file to import holds, in the same shape for every format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from relational_journal.model import Hunch, Learned, Person, Word
from relational_journal.store.records.bulk_import import Incoming

LEFT_OUT = "left out"
Progress = Callable[[int], None]
"""Called now and then with the number of bytes read so far in this pass."""


def no_progress(_: int) -> None:
    """Ignore progress."""


@dataclass(frozen=True)
class Intake:
    """A file that was read once and found whole.

    Attributes:
        format: its name in `rj import --from`.
        read: how many entries it holds.
        people, words, hunches, learned: in the order of the file, with their lines.
        names: every name its entries use, with the line of its first use, by case-folded name.
        own: every own word its entries use, with the line of its first use.
        fields: where each field of the source went, or "left out".
        latest: the latest `when` of an entry, or "".
        entries: reads the file again and yields its entries in file order; `uid` is "" if the file has none.
        earliest: the earliest `when` of an entry, or "".
        skipped: place and reason of what the file holds and is no entry.
        notes: sentences for the user.
        moods, tags: words of another program and how often they are used.
        keys: tag → the key of the vocabulary it is by itself, if tags of the format become keys.
        columns: column of a CSV file → what it is read as; None for every other format.
        seen: what the file looks like, for example "a Day One archive".
        unit: what places count: "line" or "entry", "line or entry" if files differ.
    """

    format: str
    read: int
    people: tuple[tuple[int, Person], ...]
    words: tuple[tuple[int, Word], ...]
    hunches: tuple[tuple[int, Hunch], ...]
    learned: tuple[tuple[int, Learned], ...]
    names: Mapping[str, tuple[str, int]]
    own: Mapping[str, int]
    fields: Mapping[str, str]
    latest: str
    entries: Callable[[Progress], Iterator[Incoming]] = field(repr=False)
    earliest: str = ""
    skipped: tuple[tuple[int, str], ...] = ()
    notes: tuple[str, ...] = ()
    moods: Mapping[str, int] = field(default_factory=dict)
    tags: Mapping[str, int] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] | None = None
    seen: str = ""
    unit: str = "line"
