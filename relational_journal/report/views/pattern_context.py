"""Describe the context of a pattern: with whom, power, setting, what came before, then and now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from relational_journal.model import Entry
from relational_journal.patterns.counting.eligibility import setting_of
from relational_journal.patterns.counting.result import TOO_FEW, Comparison, Patterns
from relational_journal.patterns.questions.before import conditions_before
from relational_journal.patterns.questions.detail import Detail
from relational_journal.report.document import comparison_wording, split_wording, wording
from relational_journal.report.document.document import Pair, line
from relational_journal.report.document.mirrored_claims import fold_mirrored, format_claim_with_reading
from relational_journal.report.document.moment_rows import SETTINGS, day_and_month, format_context
from relational_journal.report.views.claims import together
from relational_journal.report.views.tallies import power_over

_TELLING = ("stands-out", "may-be-chance")
_MOST_BEFORE = 3


def pattern_context(detail: Detail, patterns: Patterns) -> Iterator[Pair]:
    """Yield a labelled line for each part; people are in alphabetical order, and nothing is called a cause."""
    yield from _PatternContext(detail, patterns).pairs()


class _PatternContext:
    """The context of one row, built from its comparisons."""

    def __init__(self, detail: Detail, patterns: Patterns) -> None:
        self.detail = detail
        self.row = detail.row
        self.patterns = patterns
        self.vocabulary = patterns.study.index.vocabulary
        # All are ranked: which of them may be shown is known only from their readings and sides.
        ranked = conditions_before(patterns, detail.row.key, most=len(detail.comparisons))
        self._before = [each for each in ranked if each.reading != TOO_FEW and _is_more(each)][:_MOST_BEFORE]

    def pairs(self) -> Iterator[Pair]:
        """Yield the lines that are not empty."""
        row = self.row
        everyone = (*row.shows, *row.otherwise, *row.neither)
        people = [(share.name, share.shows, share.of) for share in row.people]
        others = {name for moment in everyone for name in moment.people} - {share.name for share in row.people}
        yield Pair("With whom", line(split_wording.split(people, others=bool(others))))
        yield Pair("Power", line(split_wording.power_split(row.by_power) + power_over(row)))
        places = self._by_setting(everyone)
        if places:
            yield Pair("Where", line(split_wording.split(places, rest="elsewhere")))
        room = self._in_the_room(everyone)
        if room:
            yield Pair("In the room", line(split_wording.split(room, rest="what else was noted")))
        yield Pair("Just before", line(self._just_before()))
        standing = self._others_standing()
        if standing:
            yield Pair("Beyond that", line(standing))
        yield Pair("Then and now", line(self._then_and_now()))

    def _by_setting(self, everyone: Iterable[Entry]) -> list[tuple[str, int, int]]:
        index = self.patterns.study.index
        keyed = [((setting_of(moment, index.people, self.vocabulary) or "",), moment) for moment in everyone]
        counts = self._shares(keyed)
        return [(words, *counts[key]) for key, words in SETTINGS.items() if key in counts]

    def _in_the_room(self, everyone: Iterable[Entry]) -> list[tuple[str, int, int]]:
        """Return the social contexts and being treated as less, if noted."""
        as_less = {term.key for term in self.vocabulary.list_of("treated") if term.polarity == "D"}
        keyed = []
        for moment in everyone:
            keys = [
                each for key, side in moment.context.items() for each in ((key, f"{key}:{side}") if side else (key,))
            ]
            is_as_less = any(self.vocabulary.counts_as(key) in as_less for key in moment.treated)
            keyed.append(((*keys, "as-less" if is_as_less else "none"), moment))
        shares = self._shares(keyed)
        if "as-less" not in shares:  # "not noted" says something only next to moments where it was
            shares.pop("none", None)
        for key, share in [each for each in shares.items() if ":" in each[0]]:
            if shares.get(key.partition(":")[0]) == share:  # all on one side, so said once
                del shares[key.partition(":")[0]]
        words = {"as-less": "treated as less", "none": "treated as less not noted"}
        order = sorted(shares, key=lambda key: (*words,).index(key) if key in words else -1)
        return [(words.get(key) or format_context(key, self.vocabulary), *shares[key]) for key in order]

    def _shares(self, keyed: Iterable[tuple[tuple[str, ...], Entry]]) -> dict[str, tuple[int, int]]:
        """Return `shows` and `of` for each key."""
        showing = {moment.uid for moment in self.row.shows}
        counts: dict[str, tuple[int, int]] = {}
        for keys, moment in keyed:
            for key in keys:
                shows, of = counts.get(key, (0, 0))
                counts[key] = shows + (moment.uid in showing), of + 1
        return counts

    def _just_before(self) -> str:
        """Return the three conditions that most often come before, with both sides and how far each can be trusted.

        Conditions with a side under five are left out here; the JSON has them.
        """
        if not any(each.reading != TOO_FEW and each.by != "change" for each in self.detail.comparisons):
            return "too few moments to compare"
        sentences = [
            format_claim_with_reading(claim, self.vocabulary) for claim in fold_mirrored(self._before, self.patterns)
        ]
        if self._is_telling():
            return " ".join([*sentences, together(self.patterns, [self.row.key])])
        return " ".join(["Nothing compared stands out.", *sentences]) if sentences else "nothing compared stands out"

    def _is_telling(self) -> bool:
        return any(each.reading in _TELLING for each in self._before)

    def _others_standing(self) -> str:
        """Return what stands out and did not come before; "not a cause" is said once, here or above."""
        named = [each for each in self.detail.comparisons if each.reading == "stands-out" and each.by != "change"]
        rest = fold_mirrored([each for each in named if each not in self._said()], self.patterns)
        sentences = [format_claim_with_reading(claim, self.vocabulary) for claim in rest]
        return " ".join(
            [*sentences, together(self.patterns, [self.row.key])] if sentences and not self._is_telling() else sentences
        )

    def _said(self) -> list[Comparison]:
        """Return the comparisons already said under what came before, with their mirrored ones."""
        claims = fold_mirrored(self.detail.comparisons, self.patterns)
        pairs = [(claim.one, claim.other) for claim in claims if claim.other is not None]
        mirrored = [one if other in self._before else other for one, other in pairs if {one, other} & {*self._before}]
        return [*self._before, *mirrored]

    def _then_and_now(self) -> str:
        since = day_and_month(self.patterns.window.since)
        change = next((each for each in self.detail.comparisons if each.by == "change"), None)
        study = self.patterns.study
        counted = (study.index.counted & study.earlier).bit_count()
        if change is None or not counted:
            return f"nothing before {since} to compare with"
        if counted < wording.LEAST:
            return f"too few moments before {since} to compare with ({counted} so far). {wording.NOTICING_MORE}"
        return f"{comparison_wording.changed(change.with_, change.without, change.reading)} {wording.NOTICING_MORE}"


def _is_more(each: Comparison) -> bool:
    """Return whether the share with the condition is the larger one; a smaller one did not "come before"."""
    return each.with_.shows * each.without.of > each.without.shows * each.with_.of
