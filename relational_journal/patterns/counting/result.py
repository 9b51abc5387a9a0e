"""The values that counting returns: rows, comparisons and both together. Every number comes with its moments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.model import Entry, Window
from relational_journal.patterns.statistics.contrast import Contrast
from relational_journal.patterns.statistics.detectable import Detectable, could_stand_out

if TYPE_CHECKING:
    from relational_journal.patterns.counting.study import Study
    from relational_journal.patterns.counting.ways import Ways

Moments = Sequence[Entry]

TOO_FEW = "too-few"
EARLY = "early"
COUNT = "count"


class Share(NamedTuple):
    """A share: `shows` of `of` moments, or in a comparison of units after bursts are joined."""

    shows: int
    of: int


class Toward(NamedTuple):
    """The number of moments with a *toward* response, `of` those that say what came after."""

    toward: int
    of: int


class PersonShare(NamedTuple):
    """A person with enough moments in a base, and the share of those moments that show."""

    name: str
    shows: int
    of: int


class Ledger(NamedTuple):
    """The moments in which an *away* or *against* response was braced for, by what happened."""

    better: Moments
    as_feared: Moments
    cannot_say: Moments

    @property
    def of(self) -> int:
        """The number of moments that say what happened."""
        return len(self.better) + len(self.as_feared) + len(self.cannot_say)


class Comparison(NamedTuple):
    """A comparison inside a base: the share with a condition and the share without it."""

    pattern: str
    by: str
    value: str | None
    with_: Share
    without: Share
    reading: str


@dataclass(frozen=True)
class Row:
    """One pattern in its base, with moments newest first. `shows` includes `turned`, `otherwise` includes `held`.

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
        """The number of moments in the base."""
        return len(self.shows) + len(self.otherwise) + len(self.neither)

    @property
    def is_not_noted(self) -> bool:
        """Whether the base has enough moments and the pattern shows neither there nor elsewhere."""
        return self.reading != TOO_FEW and not self.shows and not self.elsewhere

    @property
    def not_noted_before(self) -> int:
        """The number of moments without a note on anything the pattern's base reads."""
        return len(self.not_noted)


@dataclass(frozen=True)
class Patterns:
    """All rows over a window, the ways of moving, and every comparison inside the rows.

    `held_apart` names the people held apart who have a moment in the window; `contrasts` are those tested;
    `before_window` is the window that changes are compared with.
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

        Views say it if nothing stands out: "at this size only a difference like 9 in 10 against 2 in 10 would". It
        is computed on request.

        Args:
            changes: look among the changes since the window before; if False, among all other comparisons.
        """
        return could_stand_out(self.contrasts, changes=changes)

    def row(self, key: str) -> Row:
        """Return the row with this key.

        Raises:
            KeyError: if there is no such row.
        """
        for row in self.rows:
            if row.key == key:
                return row
        raise KeyError(key)


def reading_of(of: int) -> str:
    """Return how a share of `of` moments may be read (docs/counting.md, small-numbers).

    >>> reading_of(4), reading_of(5), reading_of(9), reading_of(10)
    ('too-few', 'early', 'early', 'count')
    """
    return TOO_FEW if of < 5 else EARLY if of < 10 else COUNT
