"""Breaks: their status and age, the day they were repaired, and who moved first (domain §5, P13; §6, question 7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.model import Moment
from relational_journal.patterns.bitset import positions_of, to_flags
from relational_journal.patterns.counting.index import Index
from relational_journal.timestamps import beginning, first_day
from relational_journal.vocabulary.patterns import pattern

if TYPE_CHECKING:
    from relational_journal.patterns.counting.result import Patterns
    from relational_journal.vocabulary.load import Vocabulary
    from relational_journal.vocabulary.safety import Safety

OLD_ENOUGH = 7  # days a break has had its chance after
LEFT_OUT = ("not-safe-to-mend", "ended")
IN_BASE = ("open", "partly", "mended", "let-go")
REPAIRED = ("mended", "partly")


class Break(NamedTuple):
    """A break: `age` in whole days up to now; `repaired_on` and `moved_first` (me, them, both) where it has them."""

    moment: Moment
    status: str
    day: date
    age: int
    repaired_on: date | None
    moved_first: str | None

    @property
    def days(self) -> int | None:
        """Days from the break to its repair day."""
        return None if self.repaired_on is None else (self.repaired_on - self.day).days

    @property
    def is_repaired(self) -> bool:
        """Whether it shows P13: mended or partly, and a repair day."""
        return self.status in REPAIRED and self.repaired_on is not None

    @property
    def is_in_base(self) -> bool:
        """Whether it is in the base `rupture`: at least 7 days old, and neither ended nor not safe to mend."""
        return self.age >= OLD_ENOUGH and self.status in IN_BASE


class Mending(NamedTuple):
    """Something that repaired: when, on which day, and who moved."""

    when: str
    day: date
    moved: str | None


def status_of(moment: Moment) -> str | None:
    """What became of the break a moment is, or None where it is no break; a bare disconnection reads as open."""
    return moment.break_status or ("open" if moment.tone == "disconnection" else None)


class Tags:
    """The four tags that repair and who moved where one stands, own words that count like one of them among them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        repairing = pattern("repairing")
        assert repairing is not None
        moved = {key: who for who, keys in repairing.rule_keys.items() for key in keys}
        own = {key: moved[like] for key in vocabulary.words if (like := vocabulary.counts_as(key)) in moved}
        self._moved_by = moved | own
        self._amends = {key for key in self._moved_by if vocabulary.slot_list(key) == "responses"}

    def who_moved(self, moves: Iterable[str], responses: Iterable[str]) -> str | None:
        """Who moved where these moves were made and these responses came: me, them, both, or None."""
        moved_by, amends = self._moved_by, self._amends
        movers = {moved_by[key] for key in moves if key in moved_by}
        movers |= {moved_by[key] for key in responses if key in amends}
        return "both" if len(movers) > 1 else movers.pop() if movers else None


def repairs_by_break(
    moments: Iterable[Moment], vocabulary: Vocabulary, safety: Safety
) -> Mapping[str, Sequence[Mending]]:
    """By the uid of what they repair, the counted moments that repair something, in the window or not.

    Such a moment is linked as `repairs` and holds one of the four tags: they-made-amends first or after.
    """
    tags = Tags(vocabulary)
    found: dict[str, list[Mending]] = defaultdict(list)
    for moment in moments:
        targets = [link.to for link in moment.links if link.as_ == "repairs"] if moment.links else ()
        if not targets or not safety.is_counted(moment):
            continue
        moved = tags.who_moved(moment.moves, (*moment.first, *moment.after))
        if moved:
            for uid in targets:
                found[uid].append(Mending(beginning(moment.when), first_day(moment.when), moved))
    return found


def breaks_in(index: Index, repairs: Mapping[str, Sequence[Mending]], *, now: datetime) -> dict[int, Break]:
    """The breaks of an index by position: counted, not with the writer alone, of any age and status."""
    broken = index.eligible & index.where(status_of(moment) is not None for moment in index.moments)
    today, tags = now.date(), Tags(index.vocabulary)
    return {
        position: _read(index.moments[position], repairs, today, tags) for position in positions_of(broken, index.size)
    }


def _read(moment: Moment, repairs: Mapping[str, Sequence[Mending]], today: date, tags: Tags) -> Break:
    day = first_day(moment.when)
    mendings = [*_own_mendings(moment, day, tags), *repairs.get(moment.uid, ())]
    # The first of one day wins: the break's own moment, then the moments as they came, then a mend without a moment.
    earliest = min(mendings, key=lambda mending: (max(mending.day, day), mending.when)) if mendings else None
    return Break(
        moment,
        status_of(moment) or "open",
        day,
        (today - day).days,
        # What is dated before its break (by a month alone, say) cannot have come earlier than on its day.
        None if earliest is None else max(earliest.day, day),
        None if earliest is None else earliest.moved,
    )


def _own_mendings(moment: Moment, day: date, tags: Tags) -> list[Mending]:
    mendings = []
    moved = tags.who_moved(moment.moves, moment.after)
    if moved:
        mendings.append(Mending("", day, moved))
    if moment.mended is not None:
        when = moment.mended.when
        mendings.append(Mending("~" + beginning(when), first_day(when), moment.mended.by))
    return mendings


class Within(NamedTuple):
    """Of `of` breaks old enough, how many were mended, or partly, in time."""

    mended: int
    of: int


class Repairs(NamedTuple):
    """How often breaks were mended and how long it took (contract §7, `rj look repairs`)."""

    breaks: tuple[Break, ...]
    left_out: tuple[Break, ...]
    within_7: Within
    within_30: Within
    median_days: float | None
    first_move: Mapping[str, int]

    def with_status(self, status: str) -> int:
        """How many breaks have a status, of any age."""
        return sum(each.status == status for each in (*self.breaks, *self.left_out))


def mended_within(breaks: Iterable[Break], *, days: int) -> Within:
    """How many breaks were mended, or partly, with the repair day within `days` days.

    Args:
        breaks: in any order; ended ones and those not safe to mend leave the base, so do those younger than `days`.
        days: whole days from the break to its repair day.
    """
    old = [each for each in breaks if each.status in IN_BASE and each.age >= days]
    return Within(sum(each.is_repaired and (each.days or 0) <= days for each in old), len(old))


def repairs(patterns: Patterns) -> Repairs:
    """The answer to question 7 over the breaks of the window that was counted."""
    study = patterns.study
    inside = to_flags(study.inside, study.index.size)
    return repairs_of(each for position, each in study.breaks.items() if inside[position])


def repairs_of(breaks: Iterable[Break]) -> Repairs:
    """The answer to question 7 over breaks of a window, of any age.

    The middle value is that of the mended ones (status mended, with a repair day); open ones are neither zero days
    nor dropped, but counted beside. Who moved first is told of those mended or partly.
    """
    newest_first = sorted(breaks, key=lambda each: (beginning(each.moment.when), each.moment.uid), reverse=True)
    counted = tuple(each for each in newest_first if each.status in IN_BASE)
    taken = [each.days for each in counted if each.status == "mended" and each.days is not None]
    moved = [each.moved_first for each in counted if each.is_repaired]
    return Repairs(
        breaks=counted,
        left_out=tuple(each for each in newest_first if each.status in LEFT_OUT),
        within_7=mended_within(counted, days=7),
        within_30=mended_within(counted, days=30),
        median_days=median(taken) if taken else None,
        first_move={who: moved.count(who) for who in ("me", "them", "both")},
    )
