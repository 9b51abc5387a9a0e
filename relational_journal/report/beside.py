"""What a pattern is told beside: with whom, under what power, where, what came before, then and now (screens §5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from relational_journal.model import Moment
from relational_journal.patterns.counted import setting_of
from relational_journal.patterns.detail import Detail
from relational_journal.patterns.result import Comparison, Patterns
from relational_journal.report import wording
from relational_journal.report.moments import SETTINGS, context_told, day_and_month, value_told
from relational_journal.report.patterns import together
from relational_journal.report.value import Pair, line

_TELLING = ("stands-out", "may-be-chance")


def beside(detail: Detail, patterns: Patterns) -> Iterator[Pair]:
    """A line each: people alphabetic and never ranked, nobody and nothing called a cause."""
    yield from _Beside(detail, patterns).pairs()


class _Beside:
    """The row and what it is compared by."""

    def __init__(self, detail: Detail, patterns: Patterns) -> None:
        self.detail = detail
        self.row = detail.row
        self.patterns = patterns
        self.vocabulary = patterns.study.index.vocabulary

    def pairs(self) -> Iterator[Pair]:
        """All of them that say anything."""
        row = self.row
        everyone = (*row.shows, *row.otherwise, *row.neither)
        told = [(share.name, share.shows, share.of) for share in row.people]
        others = {name for moment in everyone for name in moment.people} - {share.name for share in row.people}
        yield Pair("With whom", line(wording.split(told, others=bool(others))))
        yield Pair("Power", line(wording.power_split(row.by_power)))
        places = self._by_setting(everyone)
        if len(places) > 1:
            yield Pair("Where", line(wording.split(places, rest="elsewhere")))
        room = self._in_the_room(everyone)
        if room:
            yield Pair("In the room", line(wording.split(room, rest="what else was noted")))
        yield Pair("Just before", line(self._just_before()))
        standing = self._others_standing()
        if standing:
            yield Pair("Beyond that", line(standing))
        yield Pair("Then and now", line(self._then_and_now()))

    def _by_setting(self, everyone: Iterable[Moment]) -> list[tuple[str, int, int]]:
        index = self.patterns.study.index
        keyed = [((setting_of(moment, index.people, self.vocabulary) or "",), moment) for moment in everyone]
        counts = self._shares(keyed)
        return [(words, *counts[key]) for key, words in SETTINGS.items() if key in counts]

    def _in_the_room(self, everyone: Iterable[Moment]) -> list[tuple[str, int, int]]:
        """Social contexts, and having been treated as less, where they were noted."""
        as_less = {term.key for term in self.vocabulary.list_of("treated") if term.polarity == "D"}
        keyed = []
        for moment in everyone:
            keys = list(moment.context)
            if any(self.vocabulary.counts_as(key) in as_less for key in moment.treated):
                keys.append("as-less")
            keyed.append((tuple(keys), moment))
        return [
            ("treated as less" if key == "as-less" else context_told(key, self.vocabulary), *share)
            for key, share in self._shares(keyed).items()
        ]

    def _shares(self, keyed: Iterable[tuple[tuple[str, ...], Moment]]) -> dict[str, tuple[int, int]]:
        """Shows and of for each key."""
        showing = {moment.uid for moment in self.row.shows}
        counts: dict[str, tuple[int, int]] = {}
        for keys, moment in keyed:
            for key in keys:
                shows, of = counts.get(key, (0, 0))
                counts[key] = shows + (moment.uid in showing), of + 1
        return counts

    def _just_before(self) -> str:
        """The conditions that tell most, each with both sides; else that nothing compared stands out."""
        tested = [each for each in self.detail.comparisons if each.reading != "too-few" and each.by != "change"]
        telling = self._telling()
        if telling:
            return " ".join([*(self._compared(each) for each in telling), together(self.patterns, [self.row.key])])
        return "nothing compared stands out" if tested else "too few moments to compare"

    def _others_standing(self) -> str:
        """What stands out and did not come before; that it is no cause is said once, here or above."""
        named = [each for each in self.detail.comparisons if each.reading == "stands-out" and each.by != "change"]
        told = [self._compared(each) for each in named if each not in self.detail.before]
        return " ".join([*told, together(self.patterns, [self.row.key])] if told and not self._telling() else told)

    def _telling(self) -> list[Comparison]:
        return [each for each in self.detail.before if each.reading in _TELLING]

    def _compared(self, each: Comparison) -> str:
        value = value_told(each.by, each.value, self.vocabulary)
        return wording.compared(each.by, value, each.with_, each.without, each.reading)

    def _then_and_now(self) -> str:
        since = day_and_month(self.patterns.window.since)
        change = next((each for each in self.detail.comparisons if each.by == "change"), None)
        if change is None or not change.without.of:
            return f"nothing before {since} to compare with"
        return f"{wording.changed(change.with_, change.without, change.reading)} {wording.NOTICING_MORE}"
