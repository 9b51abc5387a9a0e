"""One person on the map of people: how near, with how many moments, who starts, who had more power."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relational_journal.report.document.wording import LEAST

if TYPE_CHECKING:
    from relational_journal.patterns.questions.people_map import OnMap


@dataclass(frozen=True)
class Neighbour:
    """Someone around the writer, as every form of the map draws them.

    Attributes:
        name: what they are called there.
        moments: how many moments they are in.
        near: the share of connection among those that have a tone, in 0..1; None with fewer than LEAST of these.
        is_broken: whether a break with them is open.
        starts: who began more moments, `they` or `i`; "" if neither.
        power: who had more power in more of the noted moments, `they` or `i`; "" if neither.
    """

    name: str
    moments: int
    near: float | None
    is_broken: bool
    starts: str
    power: str


def neighbour_of(each: OnMap, name: str | None = None) -> Neighbour:
    """Return someone as the map draws them.

    Args:
        each: their counts.
        name: what they are called, if not as in the journal.
    """
    return Neighbour(
        name=each.name if name is None else name,
        moments=len(each.moments),
        near=_nearness(each),
        is_broken=bool(each.open_breaks),
        starts=_more_often(each.they_started, each.i_started),
        power=_had_more_power(each),
    )


def _nearness(each: OnMap) -> float | None:
    toned = sum(n for tone, n in each.tones.items() if tone != "unmarked")
    return None if toned < LEAST else each.tones.get("connection", 0) / toned


def _had_more_power(each: OnMap) -> str:
    they, i = each.by_power["they-had-more"], each.by_power["i-had-more"]
    # Where power was about equal as often, or more often, neither had more.
    return _more_often(they, i) if max(they, i) == max(each.by_power.values()) else ""


def _more_often(they: int, i: int) -> str:
    return "" if they == i else "they" if they > i else "i"
