"""What counting gives back: rows, comparisons and all of them together. Values only; every number keeps its moments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.model import Moment, Window
from relational_journal.patterns.statistics.contrast import Contrast
from relational_journal.patterns.statistics.detectable import Detectable, could_stand_out

if TYPE_CHECKING:
    from relational_journal.patterns.counting.study import Study
    from relational_journal.patterns.counting.ways import Ways

Moments = Sequence[Moment]

TOO_FEW = "too-few"
EARLY = "early"
COUNT = "count"


class Share(NamedTuple):
    """`shows` of `of` moments (in a comparison: of moments after bursts are joined)."""

    shows: int
    of: int


class Toward(NamedTuple):
    """Of `of` moments that say what came after, in how many a *toward* response did."""

    toward: int
    of: int


class PersonShare(NamedTuple):
    """A person with enough moments in a base, and the share of these that show."""

    name: str
    shows: int
    of: int


class Ledger(NamedTuple):
    """What happened where an *away* or *against* response was braced for."""

    better: Moments
    as_feared: Moments
    cannot_say: Moments

    @property
    def of(self) -> int:
        """The moments that say what happened."""
        return len(self.better) + len(self.as_feared) + len(self.cannot_say)


class Comparison(NamedTuple):
    """One comparison inside a base: the share with a condition and the share without it."""

    pattern: str
    by: str
    value: str | None
    with_: Share
    without: Share
    reading: str


@dataclass(frozen=True)
class Row:
    """One pattern in its base. Moments stand newest first; `shows` holds `turned`, `otherwise` `held`.

    `elsewhere` holds the moments with a marker outside the base, never part of the count. `low` and `high` are shares
    in 0..1, the 90 % interval rounded to 4 places, None when the base is empty. `reading` is `too-few`, `early` or
    `count`, by the size of the base (docs/counting.md, small-numbers).
    """

    key: str
    name: str
    polarity: str
    base: str
    shows: Moments
    turned: Moments
    otherwise: Moments
    held: Moments
    neither: Moments
    elsewhere: Moments
    low: float | None
    high: float | None
    reading: str
    not_noted: Moments
    after_shows: Toward
    after_otherwise: Toward
    people: tuple[PersonShare, ...]
    by_power: Mapping[str, Share]
    mirror: Moments | None = None
    ledger: Ledger | None = None

    @property
    def of(self) -> int:
        """The moments in the base."""
        return len(self.shows) + len(self.otherwise) + len(self.neither)

    @property
    def is_not_noted(self) -> bool:
        """Whether there were chances enough and it showed neither there nor elsewhere."""
        return self.reading != TOO_FEW and not self.shows and not self.elsewhere

    @property
    def not_noted_before(self) -> int:
        """How many moments have no note on what the pattern's own base asks for."""
        return len(self.not_noted)


@dataclass(frozen=True)
class Patterns:
    """All rows over a window, which way I moved, and every comparison made inside the rows.

    `held_apart` names the people held apart who have a moment in the window; `contrasts` holds what was tested;
    `before_window` is what the change comparisons compare with.
    """

    window: Window
    logged: int
    counted: int
    unsafe: int
    story_only: int
    held_apart: tuple[str, ...]
    ways: Ways
    tones: Mapping[str, int]
    rows: tuple[Row, ...]
    comparisons: tuple[Comparison, ...]
    before_window: Window
    study: Study = field(repr=False, compare=False)
    contrasts: tuple[Contrast, ...] = field(default=(), repr=False, compare=False)

    def could_stand_out(self, *, changes: bool = False) -> Detectable | None:
        """Return the smallest difference that could have stood out here, or None if none could.

        To be said wherever nothing stands out: "at this size only a difference like 9 in 10 against 2 in 10 would". It
        is worked out when it is asked for.

        Args:
            changes: whether among the changes since the window before, or among all other comparisons.
        """
        return could_stand_out(self.contrasts, changes=changes)

    def row(self, key: str) -> Row:
        """The row of a key.

        Raises:
            KeyError: there is no such row.
        """
        for row in self.rows:
            if row.key == key:
                return row
        raise KeyError(key)


def reading_of(of: int) -> str:
    """How much a share of `of` moments may be said to say.

    >>> reading_of(4), reading_of(5), reading_of(9), reading_of(10)
    ('too-few', 'early', 'early', 'count')
    """
    return TOO_FEW if of < 5 else EARLY if of < 10 else COUNT
