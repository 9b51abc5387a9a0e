"""Find breaks, their status, their repair day and who moved first (docs/counting.md, break).

A break is a moment of disconnection, or one marked as a break. Most people never set its status: they note the
morning after ("we talked, I said sorry"). So a missing status is inferred from later moments, and shown as inferred.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.model import MYSELF, Entry, Person
from relational_journal.patterns.counting.eligibility import relationship_of
from relational_journal.timestamps import beginning, first_day
from relational_journal.vocabulary.patterns import pattern

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary
    from relational_journal.vocabulary.safety import Safety

OLD_ENOUGH = 7  # days before a break counts as having had its chance of repair
MOST_DAYS_TO_SEE = 14  # days after a break in which an untied moment can still count as its repair
GONE_ON_AFTER = 60  # days after which a break followed by connection no longer counts as open

LEFT_OUT = ("not-safe-to-mend", "ended")
WENT_ON = "went-on"
IN_BASE = ("open", "partly", "mended", "let-go", WENT_ON)
REPAIRED = ("mended", "partly")

# With them a hard moment on a bus is no break in a relationship.
_IN_PASSING = ("stranger", "official-or-service")


class Break(NamedTuple):
    """A break, its status and its repair.

    Attributes:
        status: as stored, or inferred if nothing is stored: `partly`, `went-on` or `open`.
        age: whole days from its day to now.
        repaired_on: its repair day, or None.
        moved_first: who made the repair: `me`, `them`, `both` or None.
        seen_in: uid of the moment counted as its repair without being tied to it, or None.
    """

    moment: Entry
    status: str
    day: date
    age: int
    repaired_on: date | None
    moved_first: str | None
    seen_in: str | None = None

    @property
    def days(self) -> int | None:
        """Days from the break to its repair day, or None."""
        return None if self.repaired_on is None else (self.repaired_on - self.day).days

    @property
    def is_read(self) -> bool:
        """Whether the status is inferred and not stored."""
        return self.moment.break_status is None

    @property
    def is_repaired(self) -> bool:
        """Whether it is mended or partly mended, with a repair day."""
        return self.status in REPAIRED and self.repaired_on is not None

    @property
    def is_in_base(self) -> bool:
        """Whether it is in the base `rupture`: at least 7 days old, not ended and safe to mend."""
        return self.age >= OLD_ENOUGH and self.status in IN_BASE


class RepairTags:
    """The repair tags, including own words that count like one, and who moved for each."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        repairing = pattern("repairing")
        assert repairing is not None
        moved = {key: who for who, keys in repairing.rule_keys.items() for key in keys}
        own = {key: moved[like] for key in vocabulary.words if (like := vocabulary.counts_as(key)) in moved}
        self._moved_by = moved | own
        self._responses = {key for key in self._moved_by if vocabulary.slot_list(key) == "responses"}
        self._moves = self._moved_by.keys() - self._responses

    def who_moved(self, moves: Iterable[str], responses: Iterable[str]) -> str | None:
        """Return who moved, given these moves and responses: `me`, `them`, `both` or None."""
        moved_by = self._moved_by
        movers = {moved_by[key] for key in moves if key in self._moves}
        movers |= {moved_by[key] for key in responses if key in self._responses}
        return "both" if len(movers) > 1 else movers.pop() if movers else None

    def who_moved_in(self, moment: Entry) -> str | None:
        """Return who moved in a moment that may repair an earlier break."""
        if not self.may_hold(moment):
            return None
        return self.who_moved(moment.moves, (*moment.first, *moment.after))

    def may_hold(self, moment: Entry) -> bool:
        """Return whether a moment holds a repair tag among its moves or responses: a quick look, for most hold none."""
        responses = self._responses
        return not (
            self._moves.isdisjoint(moment.moves)
            and responses.isdisjoint(moment.first)
            and responses.isdisjoint(moment.after)
        )


class _Repair(NamedTuple):
    """A repair of a break: its place in time, and who moved."""

    place: tuple[str, str, str]
    day: date
    moved: str | None


def breaks(
    moments: Sequence[Entry],
    *,
    vocabulary: Vocabulary,
    people: Mapping[str, Person],
    safety: Safety,
    now: datetime,
) -> Mapping[str, Break]:
    """Return all breaks of a journal by uid.

    Args:
        moments: all moments of the journal, in any order. Those that are not a break, hold no repair tag and
            are not the last connection with somebody change nothing and may be left out.
        people: people by name, spelled as in the moments.
        now: the time to compute ages for.
    """
    return _Reading(moments, vocabulary, people, safety, now.date()).breaks()


class BreakRule:
    """Decide for one moment at a time whether it is a break."""

    def __init__(self, vocabulary: Vocabulary, people: Mapping[str, Person], safety: Safety) -> None:
        self._vocabulary = vocabulary
        self._people = people
        self._safety = safety
        self._others: dict[tuple[str, ...], tuple[frozenset[str], bool]] = {}

    def others(self, moment: Entry) -> frozenset[str]:
        """Return the people of a moment other than the writer."""
        return self._company(moment)[0]

    def _company(self, moment: Entry) -> tuple[frozenset[str], bool]:
        """Return the other people, and whether all of them are strangers or offices."""
        found = self._others.get(moment.people)
        if found is None:  # once for each group of people: a journal has far fewer of them than moments
            kinds = {name: relationship_of(name, self._people, self._vocabulary) for name in moment.people}
            others = frozenset(name for name, kind in kinds.items() if kind != MYSELF)
            found = self._others[moment.people] = others, all(kinds[name] in _IN_PASSING for name in others)
        return found

    def is_break(self, moment: Entry) -> bool:
        """Return whether a moment is marked as a break or is a disconnection with someone not met in passing."""
        said = moment.break_status is not None
        if not (said or moment.tone == "disconnection") or not self._safety.is_counted(moment):
            return False
        others, in_passing = self._company(moment)
        return (bool(others) or not moment.people) if said else (bool(others) and not in_passing)


class _Reading:
    """Work out the breaks of a journal in four steps: tied repairs, repairs seen, went on, and open."""

    def __init__(
        self,
        moments: Sequence[Entry],
        vocabulary: Vocabulary,
        people: Mapping[str, Person],
        safety: Safety,
        today: date,
    ) -> None:
        self.rule = BreakRule(vocabulary, people, safety)
        self.tags = RepairTags(vocabulary)
        self.today = today
        self.counted = [moment for moment in moments if safety.is_counted(moment)]
        self.broken = [moment for moment in self.counted if self.rule.is_break(moment)]

    def breaks(self) -> dict[str, Break]:
        tied = self._tied()
        found = {moment.uid: self._first(moment, tied.get(moment.uid, ())) for moment in self.broken}
        seen = self._seen(found)
        latest = self._latest_connection()
        read = {}
        for moment in self.broken:
            repair, seen_in = found[moment.uid], None
            if moment.uid in seen:
                seen_in, repair = seen[moment.uid]
            status = moment.break_status or self._status(moment, repair, latest)
            day = first_day(moment.when)
            read[moment.uid] = Break(
                moment,
                status,
                day,
                (self.today - day).days,
                # A repair dated before its break (a bare month, say) is moved to the day of the break.
                None if repair is None else max(repair.day, day),
                None if repair is None else repair.moved,
                seen_in,
            )
        return read

    def _tied(self) -> Mapping[str, Sequence[_Repair]]:
        """Return repairs by uid of their break, from moments linked as `repairs` that hold a repair tag."""
        found: dict[str, list[_Repair]] = defaultdict(list)
        for moment in self.counted:
            targets = [link.to for link in moment.links if link.as_ == "repairs"] if moment.links else ()
            moved = self.tags.who_moved_in(moment) if targets else None
            if moved:
                for uid in targets:
                    found[uid].append(_Repair(_place(moment), first_day(moment.when), moved))
        return found

    def _first(self, moment: Entry, tied: Sequence[_Repair]) -> _Repair | None:
        """Return the earliest of the break's own repair, the tied ones, and `rj mend` as the last of its day."""
        day = first_day(moment.when)
        repairs = [repair._replace(day=max(repair.day, day)) for repair in tied]
        # Without what they did first: it came before the break.
        moved = self.tags.who_moved(moment.moves, moment.after)
        if moved:
            repairs.append(_Repair(("", "", ""), day, moved))
        if moment.mended is not None:
            mended = first_day(moment.mended.when)
            # "~" sorts behind every date: on one day a repair that is a moment of its own comes first.
            repairs.append(_Repair(("~", "", ""), max(mended, day), moment.mended.by))
        return min(repairs, key=lambda repair: (repair.day, repair.place)) if repairs else None

    def _seen(self, found: Mapping[str, _Repair | None]) -> Mapping[str, tuple[str, _Repair]]:
        """Return by uid of a break the uid and repair of the moment counted as its repair.

        In time order each moment that may be a repair counts for the latest earlier break without a repair, and for
        one only.
        """
        # Both need a day: a bare month or year cannot be put before or after the other.
        waiting = {m.uid for m in self.broken if m.break_status is None and found[m.uid] is None and _has_day(m)}
        events = [m for m in self.counted if _has_day(m) and (m.uid in waiting or self._may_repair(m))]
        open_with: dict[str, list[Entry]] = defaultdict(list)
        seen: dict[str, tuple[str, _Repair]] = {}
        for moment in sorted(events, key=_place):
            if moment.uid in waiting:
                for name in self.rule.others(moment):
                    open_with[name].append(moment)
                continue
            broken = self._latest_before(moment, open_with, seen)
            if broken is not None:
                moved = self.tags.who_moved_in(moment)
                seen[broken.uid] = moment.uid, _Repair(_place(moment), first_day(moment.when), moved)
        return seen

    def _may_repair(self, moment: Entry) -> bool:
        """Return whether a moment can be a repair-seen: it has a repair tag, is no break and is not tied to one."""
        return (
            self.tags.who_moved_in(moment) is not None
            and not any(link.as_ == "repairs" for link in moment.links)
            and not self.rule.is_break(moment)
        )

    def _latest_before(
        self, moment: Entry, open_with: Mapping[str, Sequence[Entry]], seen: Mapping[str, object]
    ) -> Entry | None:
        found: Entry | None = None
        for name in self.rule.others(moment):
            for broken in reversed(open_with.get(name, ())):
                days = (first_day(moment.when) - first_day(broken.when)).days
                if days > MOST_DAYS_TO_SEE:
                    break  # all others are older still
                if broken.uid not in seen and (days > 0 or _is_later_that_day(moment, broken)):
                    if found is None or _place(broken) > _place(found):
                        found = broken
                    break
        return found

    def _latest_connection(self) -> Mapping[str, date]:
        """Return the day of the latest moment of connection by person."""
        latest: dict[str, str] = {}  # the days as text, which sorts
        for moment in self.counted:
            if moment.tone == "connection":
                day = beginning(moment.when)[:10]
                for name in self.rule.others(moment):
                    if day > latest.get(name, ""):
                        latest[name] = day
        return {name: date.fromisoformat(day) for name, day in latest.items()}

    def _status(self, moment: Entry, repair: _Repair | None, latest: Mapping[str, date]) -> str:
        """Infer the status of a break that has none stored."""
        if repair is not None:
            return "partly"
        day = first_day(moment.when)
        is_old = (self.today - day).days > GONE_ON_AFTER
        went_on = is_old and any(latest.get(name, day) > day for name in self.rule.others(moment))
        return WENT_ON if went_on else "open"


def _has_day(moment: Entry) -> bool:
    """Return whether the day is known, and not only a month or a year."""
    return len(moment.when) >= 10


def _place(moment: Entry) -> tuple[str, str, str]:
    """Return a sort key: day, then clock time as written (moments without a time first), then uid."""
    begins = beginning(moment.when)
    return begins[:10], begins[11:] if len(moment.when) > 10 else "", moment.uid


def _is_later_that_day(moment: Entry, broken: Entry) -> bool:
    """Return whether both, on the same day, have a time and the moment's is later."""
    times = _place(moment)[1], _place(broken)[1]
    return all(times) and times[0] > times[1]
