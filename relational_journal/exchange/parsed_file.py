"""What a file holds, as every format hands it over: checked once, then its entries one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from relational_journal.model import Hunch, Learned, Moment, Person, Word

LEFT_OUT = "left out"
Progress = Callable[[int], None]
"""Called now and then with how many bytes of the file are behind us in this pass."""


def no_progress(_: int) -> None:
    """Where nobody watches."""


@dataclass(frozen=True)
class Intake:
    """A file that was read and found whole.

    Attributes:
        format: its name in `rj import --from`.
        read: how many entries it holds.
        people, words, hunches, learned: in the order of the file, with their lines.
        names: every name its entries use, with the line of the first use, by its case-folded form.
        own: every own word its entries use, with the line of the first use.
        fields: where each field of the source went, or "left out".
        latest: the latest `when` of an entry, or "".
        entries: reads the file again and gives (line, entry) in its order; entries without uid have an empty one.
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
