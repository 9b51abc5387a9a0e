"""`rj patterns KEY`: one pattern in full; exceptions before examples, every number with its entries (screens §5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from relational_journal.model import Moment
from relational_journal.patterns.after import Followed
from relational_journal.patterns.breaks import Break
from relational_journal.patterns.counted import setting_of
from relational_journal.patterns.detail import Detail
from relational_journal.patterns.result import Comparison, Patterns, Row, Toward
from relational_journal.report import wording
from relational_journal.report.moments import (
    SETTINGS,
    before,
    came_after,
    cell,
    context_told,
    day_and_month,
    did,
    did_and_turned,
    grew,
    ids,
    period,
    value_told,
)
from relational_journal.report.patterns import base_words, dots_of, set_apart, uids
from relational_journal.report.told import day_told, people_told
from relational_journal.report.value import Block, Line, Pair, Report, Said, Section, line, number
from relational_journal.report.value import Row as Cells
from relational_journal.vocabulary.patterns import bases

if TYPE_CHECKING:
    from datetime import date

    from relational_journal.vocabulary.load import Vocabulary

MOST_ROWS = {"otherwise": 3, "shows": 6}
_MOST_FEELINGS = 3
_TELLING = ("stands-out", "may-be-chance")


def one_pattern(
    detail: Detail, patterns: Patterns, *, today: date, every: bool = False, ranges: bool = False, only: str = ""
) -> Report:
    """One pattern: what it is, its counts, when it went otherwise, when it showed, beside what, guard and questions.

    Args:
        detail: the row and what is told beside it.
        patterns: what it was taken from.
        today: for dates of another year.
        every: list every moment; else the newest, and the numbers of the others.
        ranges: with the 90 % range in words.
        only: what the filters let through, in words.
    """
    teller = _Teller(detail, patterns, today, every)
    head: list[Block] = [line(detail.pattern.what)]
    if only:
        head.append(line(Said(f"Only {only}.", "quiet")))
    sections = [Section("count", "", tuple(teller.counts(ranges)))]
    exceptions, examples = teller.otherwise(), teller.shows()
    # For a way into contact what happened stands first; for a way of staying safe its exceptions do.
    told = (examples, exceptions) if detail.row.polarity == "C" else (exceptions, examples)
    sections += [section for section in told if section is not None]
    sections.append(Section("beside", "BESIDE IT", tuple(teller.beside())))
    sections.append(Section("guard", "", tuple(teller.guard())))
    return Report(detail.pattern.name, period(patterns.window), tuple(head), tuple(sections))


class _Teller:
    """What the parts of the report share: the row, its words, and the vocabulary they are told in."""

    def __init__(self, detail: Detail, patterns: Patterns, today: date, every: bool) -> None:
        self.detail = detail
        self.patterns = patterns
        self.row: Row = detail.row
        self.rule = detail.pattern
        self.vocabulary: Vocabulary = patterns.study.index.vocabulary
        self.today = today
        self.every = every
        self.breaks: Mapping[str, Break] = {each.moment.uid: each for each in patterns.study.breaks.values()}

    # The counts

    def counts(self, ranges: bool) -> Iterator[Line]:
        """`5 of 17 ●●●●◐○…` and the standing sentence."""
        row, rule = self.row, self.rule
        base = bases()[row.base]
        yield line(number(f"{len(row.shows)} of {row.of}"), "   ", dots_of(row), uids=uids(row.shows))
        if row.of < wording.LEAST:
            yield line(wording.too_few_moments(row.of, base.unit))
            return
        counted = wording.of_moments(
            len(row.shows), row.of, base_words(base), fallback=row.fallback, unit=base.unit
        )  # fmt: skip
        turned = wording.turned(row.key, len(row.turned), polarity=row.polarity)
        said = [wording.showed_up(rule.subject, counted) + (f"; {turned}." if turned else ".")]
        if rule.opposite or row.otherwise:
            said.append(wording.otherwise(len(row.otherwise), row.of, len(row.held), polarity=row.polarity))
        if row.ledger is not None and row.ledger.of:
            better = wording.went_better(len(row.ledger.better), row.ledger.of)
            said.append(f"{better[:1].upper()}{better[1:]} than braced for.")
        if row.mirror:
            said.append(f"In {len(row.mirror)} three or more of the five were less ({ids(row.mirror)}).")
        if row.neither:
            said.append(f"{wording.neither(len(row.neither))[:-1]} ({ids(row.neither)}).")
        yield line(" ".join(said), uids=uids((*row.shows, *row.otherwise, *row.neither)))
        if row.fallback:
            own = base_words(bases()[rule.base])
            yield line(Said(f"Too few moments say {_whether(own)}; so it is counted over all.", "quiet"))
        if ranges and row.low is not None and row.high is not None:
            share = wording.percent(len(row.shows), row.of)
            told = wording.in_ten(row.low, row.high)
            yield line(Said(f"{share}; {told}." if share else f"{told[:1].upper()}{told[1:]}.", "quiet"))

    # The moments

    def otherwise(self) -> Section | None:
        """The exceptions and what came of them."""
        row = self.row
        if not row.otherwise:
            return None
        blocks = self._listed(row.otherwise, MOST_ROWS["otherwise"])
        blocks += _afterwards(row.after_otherwise, len(row.otherwise), 1)
        blocks += self._followed(self.detail.otherwise, row.otherwise)
        blocks.append(line(wording.EASIER_MOMENTS if row.polarity == "D" else wording.TOGETHER))
        heading = "WHEN IT WENT OTHERWISE" if row.polarity == "D" else "WHEN IT WAS HARD"
        return Section("otherwise", heading, tuple(blocks))

    def shows(self) -> Section | None:
        """The moments that show it, and what followed."""
        row = self.row
        if not row.shows:
            return None
        blocks = self._listed(row.shows, MOST_ROWS["shows"])
        blocks += self._followed(self.detail.after, row.shows)
        blocks += _afterwards(row.after_shows, len(row.shows), wording.LEAST)
        blocks += self._later()
        return Section("shows", "WHEN IT SHOWED", tuple(blocks))

    def _listed(self, moments: Sequence[Moment], most: int) -> list[Block]:
        """The newest as rows, and the numbers of the others."""
        shown = moments if self.every or len(moments) == most + 1 else moments[:most]
        wide = max(len(str(moment.id)) for moment in shown)
        blocks: list[Block] = [self._row(moment, wide) for moment in shown]
        rest = moments[len(shown) :]
        if rest:
            blocks.append(line(f"and {ids(sorted(rest, key=lambda moment: moment.id or 0), 40)}", uids=uids(rest)))
        return blocks

    def _row(self, moment: Moment, wide: int) -> Cells:
        return Cells(
            (
                cell(f"{moment.id or '':>{wide}}", "entry"),
                cell(day_told(moment.when, self.today, weekday=False)),
                cell(people_told(moment.people)),
                cell(self._before(moment)),
                self._did(moment),
            ),
            arrow=True,
            uids=(moment.uid,),
        )

    def _before(self, moment: Moment) -> str:
        if self.rule.base == "expect":
            return f"braced for: {', '.join(map(self.vocabulary.told, moment.braced))}"
        return before(moment, self.vocabulary)

    def _did(self, moment: Moment) -> Line:
        vocabulary = self.vocabulary
        if self.rule.base == "rupture":
            return cell(self._repair(self.breaks.get(moment.uid)))
        if self.rule.base == "expect":
            came = moment.after or moment.first
            return cell(", ".join(map(vocabulary.told, came)) or "it does not say what they did")
        if self.rule.base == "answered":
            return cell(grew(moment, vocabulary) or "nothing more, nothing less")
        if moment in self.row.turned and self.rule.opposite:
            return did_and_turned(moment, vocabulary, self.rule.opposite)
        return cell(did(moment, vocabulary) or came_after(moment, vocabulary))

    @staticmethod
    def _repair(found: Break | None) -> str:
        """`mended after 2 days`."""
        if found is None:
            return ""
        status = found.status.replace("-", " ")
        days = found.days if found.is_repaired else None
        if days is None:
            return status
        return f"{status} the same day" if days == 0 else f"{status} after {wording.moments(days, 'day')}"

    # What followed

    def _followed(self, followed: Followed, moments: Sequence[Moment]) -> list[Block]:
        """Feelings and good things after: of those moments that say anything of them."""
        blocks: list[Block] = []
        said = [moment for moment in moments if moment.felt_after]
        often = sorted(followed.feelings.items(), key=lambda item: -item[1])[:_MOST_FEELINGS]
        if often and said:
            told = ", ".join(f"{self.vocabulary.told(key)} in {count}" for key, count in often)
            blocks.append(line(f"Felt afterwards: {told} of the {len(said)} that {_say(said)}{_note(len(said))}."))
        answered = [moment for moment in moments if moment.good]
        if answered:
            more = sum(amounts["more"] for amounts in followed.good.values())
            less = sum(amounts["less"] for amounts in followed.good.values())
            told = f"{more} more, {less} less" if more or less else "all the same"
            blocks.append(line(f"Of the five good things: {told}, in the {len(answered)} that {_say(answered)}."))
        closer = [f"{answer} {count}" for answer, count in followed.closer.items() if count]
        if closer:
            blocks.append(line(f"Closer or further, where answered: {', '.join(closer)}."))
        return blocks

    def _later(self) -> list[Block]:
        """What moments on later days tell that are linked as its outcome (domain §6, question 4)."""
        groups = [f"{group} {count}" for group, count in self.detail.after_later.responses.items() if count]
        feelings = [
            f"{self.vocabulary.told(key)} {count}" for key, count in self.detail.after_later.feelings.items() if count
        ]
        told = "; ".join(", ".join(words) for words in (groups, feelings[:_MOST_FEELINGS]) if words)
        return [line(f"On later days, where linked: {told}.")] if told else []

    # Beside it

    def beside(self) -> Iterator[Pair]:
        """With whom, under what power, where, what came before, then and now."""
        row = self.row
        everyone = (*row.shows, *row.otherwise, *row.neither)
        told = [(share.name, share.shows, share.of) for share in row.people]
        others = {name for moment in everyone for name in moment.people} - {share.name for share in row.people}
        yield Pair("With whom", line(wording.split(told, others=bool(others))))
        yield Pair("Power", line(wording.power_split(row.by_power)))
        places = self._by_setting(everyone)
        if len(places) > 1:
            yield Pair("Where", line(wording.split(places)))
        room = self._in_the_room(everyone)
        if room:
            yield Pair("In the room", line(wording.split(room)))
        yield Pair("Just before", line(self._just_before()))
        standing = self._others_standing()
        if standing:
            yield Pair("Stands out", line(standing))
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
        telling = [each for each in self.detail.before if each.reading in _TELLING]
        if telling:
            return " ".join([*(self._compared(each) for each in telling), wording.TOGETHER])
        return "nothing compared stands out" if tested else "too few moments to compare"

    def _others_standing(self) -> str:
        """What stands out and did not come before."""
        named = [each for each in self.detail.comparisons if each.reading == "stands-out" and each.by != "change"]
        return " ".join(self._compared(each) for each in named if each not in self.detail.before)

    def _compared(self, each: Comparison) -> str:
        value = value_told(each.by, each.value, self.vocabulary)
        return wording.compared(each.by, value, each.with_, each.without, each.reading)

    def _then_and_now(self) -> str:
        since = day_and_month(self.patterns.window.since)
        change = next((each for each in self.detail.comparisons if each.by == "change"), None)
        if change is None or not change.without.of:
            return f"nothing before {since} to compare with"
        return f"{wording.changed(change.with_, change.without, change.reading)} {wording.NOTICING_MORE}"

    # What it may have guarded

    def guard(self) -> Iterator[Line]:
        """The guard, the questions, and what the count leaves out; it ends on a question's page, not on a number."""
        yield line(self.rule.guard_full)
        yield line(f"To ask, if you like: {' '.join(self.rule.questions)}")
        unnoted, patterns = self.row.not_noted, self.patterns
        if unnoted and not self.row.fallback and self.rule.base not in ("expect", "answered"):
            in_order = sorted(unnoted, key=lambda moment: moment.id or 0)
            verb = "has" if len(unnoted) == 1 else "have"
            told = f"{wording.moments(len(unnoted))} {verb} no note on what came before ({ids(in_order)})."
            yield line(Said(told, "quiet"))
        elif unnoted and self.rule.base in ("expect", "answered"):
            verb = "does" if len(unnoted) == 1 else "do"
            asked = "what you braced for" if self.rule.base == "expect" else "what grew"
            yield line(Said(f"{wording.moments(len(unnoted))} {verb} not say {asked}.", "quiet"))
        for sentence in set_apart(patterns, unnoted=False):
            yield line(Said(sentence, "quiet"))


def _whether(base: str) -> str:
    """What too few moments say, from the words of a base: `when someone came closer` → `whether someone …`."""
    return f"whether {base.removeprefix('when ')}" if base.startswith("when ") else base


def _afterwards(after: Toward, of: int, least: int) -> list[Block]:
    told = wording.afterwards(after.toward, after.of, of, least=least)
    return [line(f"Afterwards: {told[:1].lower()}{told[1:]}")] if told else []


def _say(moments: Sequence[Moment]) -> str:
    return "says" if len(moments) == 1 else "say"


def _note(of: int) -> str:
    return f"; {wording.TOO_FEW} more" if of < wording.LEAST else f"; {wording.EARLY_IMPRESSION}" if of < 10 else ""
