"""Index the moments of a window and of the one before, once for all counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from relational_journal.model import Entry, Person, Window
from relational_journal.patterns.bitset import Selection, first_bits, from_positions
from relational_journal.patterns.counting import bases
from relational_journal.patterns.counting.breaks import Break, breaks
from relational_journal.patterns.counting.bursts import Ties
from relational_journal.patterns.counting.counts import PatternHits, Tally, marks, tally
from relational_journal.patterns.counting.index import Index, in_time
from relational_journal.timestamps import beginning, first_day
from relational_journal.vocabulary.safety import Safety

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary
    from relational_journal.vocabulary.patterns import Pattern

LEAST_BEFORE = 5  # counted moments the window before needs; with fewer, everything before this window is compared


class Study:
    """Everything counting needs, computed once: an index, the two windows, breaks, bases, what each pattern finds."""

    def __init__(
        self,
        moments: Sequence[Entry],
        window: Window,
        *,
        now: datetime,
        vocabulary: Vocabulary,
        people: Mapping[str, Person],
        patterns: Sequence[Pattern],
        safety: Safety | None = None,
        chosen: Callable[[Entry], bool] | None = None,
        before: Window | None = None,
    ) -> None:
        of_kind = [moment for moment in moments if moment.kind == "moment"]
        kept = of_kind if chosen is None else [moment for moment in of_kind if chosen(moment)]
        safety = safety or Safety.read(of_kind, people.values(), vocabulary.words)
        inside = moments_in(kept, window)
        self.window = window
        self.before_window, earlier = _before(kept, window, safety, before)
        self.patterns = {pattern.key: pattern for pattern in patterns}
        # The earlier window first: then each window is one run of bits.
        self.index = Index([*in_time(earlier), *in_time(inside)], vocabulary, people, safety)
        self.earlier = first_bits(len(earlier))
        self.inside = self.index.all & ~self.earlier
        self.ties = Ties(self.index.moments)
        # From the whole journal: filters and dates choose what is counted, not what may have repaired a break.
        read = breaks(of_kind, vocabulary=vocabulary, people=people, safety=safety, now=now)
        self.breaks: Mapping[int, Break] = {
            position: read[moment.uid] for position, moment in enumerate(self.index.moments) if moment.uid in read
        }
        self.all_moments = of_kind
        self._ruptures = self._breaks_that(lambda each: each.is_in_base)
        self._repaired = self._breaks_that(lambda each: each.is_repaired)
        self._bases: dict[str, int] = {}
        self._marks: dict[str, PatternHits] = {}

    def _breaks_that(self, holds: Callable[[Break], bool]) -> int:
        return from_positions((i for i, each in self.breaks.items() if holds(each)), self.index.size)

    def those(self, moments: int) -> Selection[Entry]:
        """Return the moments of a set that lie in the window, newest first."""
        return Selection(self.index.moments, moments & self.inside)

    def base(self, name: str) -> int:
        """Return the moments of a base in both windows."""
        if name not in self._bases:
            self._bases[name] = bases.base(name, self.index, self._ruptures)
        return self._bases[name]

    def base_of(self, key: str) -> int:
        """Return the moments of a pattern's own base in both windows."""
        return self.base(self.patterns[key].base)

    def marks(self, key: str) -> PatternHits:
        """Return the moments of both windows that match each part of a pattern's definition."""
        if key not in self._marks:
            self._marks[key] = marks(self.patterns[key], self.index, self._repaired)
        return self._marks[key]

    def tally(self, key: str) -> Tally:
        """Return the counts of a pattern in its base, inside the window."""
        return tally(self.marks(key), self.base_of(key) & self.inside)


def moments_in(moments: Sequence[Entry], window: Window) -> list[Entry]:
    """Return the moments whose day lies in the window; a period counts by its first day."""
    # Dates in ISO format sort as text, so none has to be parsed.
    since, until = window.since.isoformat(), window.until.isoformat()
    return [
        moment
        for moment in moments
        if since <= (moment.when if len(moment.when) >= 10 else beginning(moment.when))[:10] <= until
    ]


def window_before(window: Window) -> Window:
    """Return the window of as many days that ends the day before this one begins."""
    days = max(window.days, 1)
    last = window.since - timedelta(1) if window.since > date.min else date.min
    far = (last - date.min).days < days  # there is no date before year 1
    return Window(date.min if far else last - timedelta(days - 1), last)


def _before(
    moments: Sequence[Entry], window: Window, safety: Safety, wanted: Window | None = None
) -> tuple[Window, list[Entry]]:
    """Return the window to compare with and its moments: everything before `since` if the window before is too thin."""

    # Stops at the fifth: an earlier window may hold ten years.
    def is_enough(found: Sequence[Entry]) -> bool:
        return len(list(islice(filter(safety.is_counted, found), LEAST_BEFORE))) == LEAST_BEFORE

    if wanted is not None and is_enough(held := moments_in(moments, wanted)):
        return wanted, held
    before = window_before(window)
    earlier = moments_in(moments, before) if window.since > date.min else []
    if window.since == date.min or is_enough(earlier):
        return before, earlier
    everything = moments_in(moments, Window(date.min, before.until))
    if not everything:
        return before, []
    first = min(first_day(moment.when) for moment in everything)
    return Window(min(first, before.since), before.until), everything
