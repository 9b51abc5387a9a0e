"""Find the past experiences that echo in the moments of a window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from relational_journal.model import Entry
from relational_journal.patterns.bitset import from_positions
from relational_journal.patterns.counting.result import Patterns
from relational_journal.timestamps import beginning, first_day

WORTH_A_MENTION = 3  # links
ECHOES = "echoes"


class Echo(NamedTuple):
    """A past experience, the counted moments of the window linked to it (newest first), and the patterns
    among these by number of moments that show."""

    memory: Entry
    moments: tuple[Entry, ...]
    patterns: Mapping[str, int]

    @property
    def title(self) -> str:
        """Its title, else the first line of its text."""
        return self.memory.answers.get("title") or self.memory.text.strip().partition("\n")[0]

    @property
    def last(self) -> date:
        """The day of the latest moment."""
        return first_day(self.moments[0].when)

    @property
    def is_worth_a_mention(self) -> bool:
        """Whether it has three links or more."""
        return len(self.moments) >= WORTH_A_MENTION


def echoes(patterns: Patterns, entries: Iterable[Entry]) -> tuple[Echo, ...]:
    """Return the past experiences that echo, the most recent echo first.

    Args:
        entries: all entries; past experiences are those of kind `memory`. Either end can hold the link.
    """
    study = patterns.study
    index = study.index
    memories = {entry.uid: entry for entry in entries if entry.kind == "memory"}
    linked: dict[str, set[int]] = {uid: set() for uid in memories}
    position_of = {moment.uid: position for position, moment in enumerate(index.moments)}
    for position, moment in enumerate(index.moments):
        for link in moment.links:
            if link.as_ == ECHOES and link.to in linked:
                linked[link.to].add(position)
    for uid, memory in memories.items():
        linked[uid].update(
            position_of[link.to] for link in memory.links if link.as_ == ECHOES and link.to in position_of
        )
    found = []
    for uid, positions in linked.items():
        bits = from_positions(positions, index.size) & index.counted
        moments = tuple(study.those(bits))
        if moments:
            showing = {key: (study.tally(key).shows & bits).bit_count() for key in study.patterns}
            found.append(Echo(memories[uid], moments, {key: n for key, n in showing.items() if n}))
    return tuple(sorted(found, key=lambda echo: (beginning(echo.moments[0].when), echo.memory.uid), reverse=True))
