"""Index moments in time order: one bit set for each key in each field, built in one pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

from relational_journal.model import KEY_LISTS, MYSELF, Entry, Person
from relational_journal.patterns.bitset import first_bits, from_flags, from_positions
from relational_journal.patterns.counting.eligibility import relationship_of, setting_of
from relational_journal.timestamps import beginning

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary
    from relational_journal.vocabulary.safety import Safety

GOOD = ("zest", "action", "clarity", "worth", "more-connection")
ENOUGH_ANSWERS = 3  # of the five good things, for the base `answered` and for both markers of `growth-moments`

_LISTS = (*KEY_LISTS, "people")
_lists_of = attrgetter(*_LISTS)


def in_time(moments: Iterable[Entry]) -> list[Entry]:
    """Sort moments by the start of `when`, then by when they were written, then by uid."""
    return sorted(moments, key=lambda moment: (beginning(moment.when), moment.written, moment.uid))


def newest_first(moments: Iterable[Entry]) -> tuple[Entry, ...]:
    """Sort moments newest first, as in every list."""
    return tuple(reversed(in_time(moments)))


class Index:
    """The moments that hold each key in each field. Bit i is the i-th moment in time; own words count as their key.

    Fields are those of an Entry, `setting` (inferred from the people if empty), `context` (`key` and `key:side`) and
    `good` (`key:amount`).

    Args:
        moments: in time order, all of kind `moment`.
        people: people by name, spelled as in the moments.
        safety: which moments are unsafe, worked out from the whole journal.
    """

    def __init__(
        self, moments: Sequence[Entry], vocabulary: Vocabulary, people: Mapping[str, Person], safety: Safety
    ) -> None:
        self.moments = moments
        self.safety = safety
        self.vocabulary = vocabulary
        self.people = people
        self.size = len(moments)
        self.all = first_bits(self.size)
        self._sets: dict[tuple[str, str], int] = {}
        self._filled: dict[str, int] = {}
        raw = _positions_by_key(moments)
        self._positions = {field: self._counted(field, table) for field, table in raw.items()}
        self._positions["setting"] = self._settings()

    def _counted(self, field: str, table: Mapping[str, list[int]]) -> Mapping[str, list[int]]:
        """Return the table with own words moved to the key they count like."""
        if field == "people" or not self.vocabulary.words:
            return table
        counted: dict[str, list[int]] = {}
        for key, positions in table.items():
            word, colon, side = key.partition(":")
            counted.setdefault(self.vocabulary.counts_as(word) + colon + side, []).extend(positions)
        return counted

    def _settings(self) -> Mapping[str, list[int]]:
        table: dict[str, list[int]] = defaultdict(list)
        known: dict[tuple[str | None, tuple[str, ...]], str | None] = {}
        for position, moment in enumerate(self.moments):
            said = (moment.setting, moment.people)
            if said not in known:
                known[said] = setting_of(moment, self.people, self.vocabulary)
            setting = known[said]
            if setting is not None:
                table[setting].append(position)
        return table

    def positions(self, field: str) -> Mapping[str, list[int]]:
        """Return the positions of each key that occurs in the field; a position may occur twice."""
        return self._positions[field]

    def holding(self, field: str, keys: Iterable[str]) -> int:
        """Return the moments that hold any of the keys in the field."""
        found = 0
        for key in keys:
            bits = self._sets.get((field, key))
            if bits is None:
                bits = from_positions(self._positions[field].get(key, ()), self.size)
                self._sets[field, key] = bits
            found |= bits
        return found

    def filled(self, field: str) -> int:
        """Return the moments whose field is not empty."""
        if field not in self._filled:
            self._filled[field] = self.holding(field, self._positions[field])
        return self._filled[field]

    def where(self, flags: Iterable[bool]) -> int:
        """Return the moments whose flag is true, given one flag for each moment in order."""
        return from_flags(bytes(map(bool, flags)))

    @cached_property
    def unsafe(self) -> int:
        """Moments that are unsafe by themselves, and all with people held apart."""
        return self.where(map(self.safety.is_unsafe, self.moments))

    @cached_property
    def story_only(self) -> int:
        """Moments marked as a story only, which are never counted."""
        return self.where(map(attrgetter("story_only"), self.moments))

    @cached_property
    def counted(self) -> int:
        """Moments that are neither unsafe nor story-only."""
        return self.all & ~self.unsafe & ~self.story_only

    @cached_property
    def eligible(self) -> int:
        """Counted moments that are not with the writer alone: every base is part of them."""
        people = self._positions["people"]
        me = {name for name in people if relationship_of(name, self.people, self.vocabulary) == MYSELF}
        others = self.holding("people", (name for name in people if name not in me))
        return self.counted & ~(self.holding("people", me) & ~others)

    @cached_property
    def acts(self) -> int:
        """Moments with a move or an urge: without one a pattern can neither show nor fail to show."""
        return self.filled("moves") | self.filled("urges")

    def good(self, least: int, *amounts: str) -> int:
        """Return the moments with `least` (1 or more) or more of the five good things answered by these amounts."""
        # reached[n] holds the moments with n answers or more so far; from the top, so that one answer counts once.
        reached = [self.all] + [0] * least
        for key in GOOD:
            answered = self.holding("good", (f"{key}:{amount}" for amount in amounts))
            for count in range(least, 0, -1):
                reached[count] |= reached[count - 1] & answered
        return reached[least]

    @cached_property
    def days(self) -> tuple[int, ...]:
        """The ordinal of each moment's day, -1 if it has none."""
        known: dict[str, int] = {"": -1}
        return tuple(
            known[day] if day in known else known.setdefault(day, date.fromisoformat(day).toordinal())
            # A bare year or month has fewer letters than a day and is on none.
            for day in (moment.when[:10] if len(moment.when) >= 10 else "" for moment in self.moments)
        )

    @cached_property
    def companies(self) -> tuple[frozenset[str], ...]:
        """The people of each moment as a set."""
        known: dict[tuple[str, ...], frozenset[str]] = {}
        return tuple(
            known[names] if names in known else known.setdefault(names, frozenset(names))
            for names in (moment.people for moment in self.moments)
        )


def _positions_by_key(moments: Sequence[Entry]) -> dict[str, Mapping[str, list[int]]]:
    tables: dict[str, dict[str, list[int]]] = {field: defaultdict(list) for field in (*_LISTS, "context", "good")}
    lists = [tables[field] for field in _LISTS]
    context, good = tables["context"], tables["good"]
    for position, moment in enumerate(moments):
        for table, keys in zip(lists, _lists_of(moment), strict=True):
            for key in keys:
                table[key].append(position)
        if moment.context:
            for key, side in moment.context.items():
                context[key].append(position)
                if side:
                    context[f"{key}:{side}"].append(position)
        if moment.good:
            for key, amount in moment.good.items():
                good[f"{key}:{amount}"].append(position)
    return dict(tables)
