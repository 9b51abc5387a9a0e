"""What a file to import holds, in the same shape for every format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from relational_journal.model import Hunch, Learned, Moment, Person, Word

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
        entries: reads the file again and yields (line, entry) in file order; `uid` is "" if the file has none.
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
    entries: Callable[[Progress], Iterator[tuple[int, Moment]]] = field(repr=False)
