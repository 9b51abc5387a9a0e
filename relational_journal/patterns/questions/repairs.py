"""Count how often breaks are mended, and how long it takes (docs/counting.md, repairing)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.patterns.bitset import to_flags
from relational_journal.patterns.counting.breaks import IN_BASE, LEFT_OUT, Break
from relational_journal.timestamps import beginning

if TYPE_CHECKING:
    from relational_journal.patterns.counting.result import Patterns


class Within(NamedTuple):
    """The number of breaks mended or partly mended in time, `of` those old enough."""

    mended: int
    of: int


class Repairs(NamedTuple):
    """How often breaks were mended and how long it took; `breaks` and `left_out` are newest first."""

    breaks: tuple[Break, ...]
    left_out: tuple[Break, ...]
    within_7: Within
    within_30: Within
    median_days: float | None
    first_move: Mapping[str, int]

    def with_status(self, status: str) -> int:
        """Return the number of breaks with this status, of any age."""
        return sum(each.status == status for each in (*self.breaks, *self.left_out))

    @property
    def seen(self) -> tuple[Break, ...]:
        """The breaks whose repair is a repair-seen: noted soon after, and not tied to them."""
        return tuple(each for each in self.breaks if each.seen_in is not None)


def mended_within(breaks: Iterable[Break], *, days: int) -> Within:
    """Count the breaks mended or partly mended with the repair day within `days` days.

    Args:
        breaks: in any order. Those ended, not safe to mend, or younger than `days` are not in the base.
        days: whole days from the break to its repair day.
    """
    old = [each for each in breaks if each.status in IN_BASE and each.age >= days]
    return Within(sum(each.is_repaired and (each.days or 0) <= days for each in old), len(old))


def repairs(patterns: Patterns) -> Repairs:
    """Count the breaks of the window that was counted."""
    study = patterns.study
    inside = to_flags(study.inside, study.index.size)
    return repairs_of(each for position, each in study.breaks.items() if inside[position])


def repairs_of(breaks: Iterable[Break]) -> Repairs:
    """Count breaks of any age.

    The median of the days and who moved first are taken over those mended or partly with a repair day. Open breaks
    are counted separately.
    """
    newest_first = sorted(breaks, key=lambda each: (beginning(each.moment.when), each.moment.uid), reverse=True)
    counted = tuple(each for each in newest_first if each.status in IN_BASE)
    repaired = [each for each in counted if each.is_repaired]
    moved = [each.moved_first for each in repaired]
    taken = [each.days for each in repaired if each.days is not None]
    return Repairs(
        breaks=counted,
        left_out=tuple(each for each in newest_first if each.status in LEFT_OUT),
        within_7=mended_within(counted, days=7),
        within_30=mended_within(counted, days=30),
        median_days=median(taken) if taken else None,
        first_move={who: moved.count(who) for who in ("me", "them", "both")},
    )
