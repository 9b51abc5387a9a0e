"""Build the report of `rj patterns KEY`: one pattern in full, exceptions before examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from relational_journal.model import Entry
from relational_journal.patterns.counting.breaks import Break
from relational_journal.patterns.counting.result import Patterns, Row, Toward
from relational_journal.patterns.questions.after import Outcomes
from relational_journal.patterns.questions.detail import Detail
from relational_journal.report.document import wording
from relational_journal.report.document.document import Block, Line, Report, Section, Text, line, number
from relational_journal.report.document.document import Row as Cells
from relational_journal.report.document.entry_text import format_day, format_people
from relational_journal.report.document.moment_rows import (
    cell,
    format_after,
    format_before,
    format_good_things,
    format_ids,
    format_moves,
    format_moves_and_turn,
    format_period,
)
from relational_journal.report.views.footer import days_seen, set_apart
from relational_journal.report.views.pattern_context import pattern_context
from relational_journal.report.views.tallies import base_words, dots_of, uids
from relational_journal.vocabulary.patterns import bases

if TYPE_CHECKING:
    from datetime import date

    from relational_journal.vocabulary.load import Vocabulary

MOST_ROWS = {"otherwise": 3, "shows": 6}
_MOST_FEELINGS = 3
_MOST_IDS = 40
_ALL_IDS = 100_000
_KINDS = {  # the families of feelings in words that fit after "felt", each by two of its feelings
    "close": "close or loved",
    "alive": "glad or alive",
    "steady": "steady or safe",
    "mixed": "surprised or torn",
    "fear": "afraid or on guard",
    "anger": "angry or resentful",
    "sad": "sad or hurt",
    "shame": "ashamed or guilty",
    "shut": "shut down or drained",
}


def one_pattern(
    detail: Detail, patterns: Patterns, *, today: date, every: bool = False, ranges: bool = False, only: str = ""
) -> Report:
    """Return the report of one pattern: its counts, exceptions, examples, context, guard and questions.

    Args:
        detail: the row and its context.
        patterns: the counts the row is from.
        today: for dates of another year.
        every: list every moment; if False, the newest ones and the numbers of the others.
        ranges: add the 90 % range in words.
        only: what the filters select, in words; "" without filters.
    """
    teller = _PatternSections(detail, patterns, today, every)
    head: list[Block] = [line(detail.pattern.what)]
    if only:
        head.append(line(Text(f"Only {only}.", "quiet")))
    sections = [Section("count", "", tuple(teller.counts(ranges)))]
    exceptions, examples = teller.otherwise(), teller.shows()
    # A way into contact shows its examples first, a way of staying safe its exceptions.
    told = (examples, exceptions) if detail.row.polarity == "C" else (exceptions, examples)
    sections += [section for section in told if section is not None]
    if detail.row.of:
        sections.append(Section("beside", "BESIDE IT", tuple(pattern_context(detail, patterns))))
    sections.append(Section("guard", "", tuple(teller.guard())))
    return Report(detail.pattern.name, format_period(patterns.window), tuple(head), tuple(sections))


class _PatternSections:
    """The sections of the report, built from one row, its definition and the vocabulary."""

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
        """Yield the count as `5 of 17 ●●●●◐○…` and the sentence about its size."""
        row, rule = self.row, self.rule
        base = bases()[row.base]
        if row.of:
            yield line(number(f"{len(row.shows)} of {row.of}"), "   ", dots_of(row), uids=uids(row.shows))
        if row.of < wording.LEAST:
            yield line(wording.too_few_moments(row.of, base.unit))
            return
        counted = wording.of_moments(
            len(row.shows), row.of, base_words(base), unit=base.unit
        )  # fmt: skip
        turned = wording.turned(row.key, len(row.turned), polarity=row.polarity)
        said = [wording.showed_up(rule.subject, counted) + (f"; {turned}." if turned else ".")]
        if rule.opposite or row.otherwise:
            said.append(wording.otherwise(len(row.otherwise), row.of, len(row.held), polarity=row.polarity))
        if row.ledger is not None and row.ledger.of:
            better = wording.went_better(len(row.ledger.better), row.ledger.of)
            said.append(f"{better[:1].upper()}{better[1:]} than braced for.")
        if row.mirror:
            said.append(f"In {len(row.mirror)} three or more of the five were less ({self._ids(row.mirror)}).")
        if row.neither:
            rest = self._not_mended() if row.base == "rupture" else f"In {len(row.neither)}, neither"
            said.append(f"{rest} ({self._ids(row.neither)}).")
        yield line(" ".join(said), uids=uids((*row.shows, *row.otherwise, *row.neither)))
        if row.elsewhere:
            more = wording.more_times(len(row.elsewhere)).removeprefix("and ")
            yield line(Text(f"{more.capitalize()} outside these ({self._ids(row.elsewhere)}).", "quiet"))
        if ranges and row.low is not None and row.high is not None:
            share = wording.percent(len(row.shows), row.of)
            told = wording.in_ten(row.low, row.high)
            yield line(Text(f"{share}; {told}." if share else f"{told[:1].upper()}{told[1:]}.", "quiet"))

    def _ids(self, moments: Iterable[Entry]) -> str:
        return format_ids(_by_id(moments), _ALL_IDS if self.every else _MOST_IDS)

    def _not_mended(self) -> str:
        """Format as `4 are not mended so far, 3 of them let go`."""
        left = [self.breaks[moment.uid].status for moment in self.row.neither if moment.uid in self.breaks]
        gone = left.count("let-go")
        told = f"{len(left)} {'is' if len(left) == 1 else 'are'} not mended so far"
        if gone == len(left):
            return f"{told} but let go"
        return f"{told}, {gone} of them let go" if gone else told

    # The moments

    def otherwise(self) -> Section | None:
        """Return the exceptions and what followed; moments that turned are counted here and listed in `shows`."""
        row = self.row
        if not row.otherwise and not row.turned:
            return None
        blocks: list[Block] = self._listed(row.otherwise, MOST_ROWS["otherwise"]) if row.otherwise else []
        if row.turned:
            turned = wording.turned(row.key, len(row.turned), polarity=row.polarity)
            told = f"Of those that showed, {turned.replace(' of these', '', 1)} ({self._ids(row.turned)})."
            blocks.append(line(told, uids=uids(row.turned)))
        if row.otherwise:
            blocks += _afterwards(row.after_otherwise, len(row.otherwise), 1)
            blocks += self._followed(self.detail.otherwise, row.otherwise)
            blocks += self._later(self.detail.otherwise_later)
        blocks.append(line(wording.EASIER_MOMENTS if row.polarity == "D" else wording.TOGETHER))
        heading = "WHEN IT WENT OTHERWISE" if row.polarity == "D" else "WHEN IT WAS HARD"
        return Section("otherwise", heading, tuple(blocks))

    def shows(self) -> Section | None:
        """Return the moments that show it, and what followed."""
        row = self.row
        if not row.shows:
            return None
        blocks = self._listed(row.shows, MOST_ROWS["shows"])
        blocks += self._followed(self.detail.after, row.shows)
        blocks += _afterwards(row.after_shows, len(row.shows), wording.LEAST)
        blocks += self._later(self.detail.after_later)
        return Section("shows", "WHEN IT SHOWED", tuple(blocks))

    def _listed(self, moments: Sequence[Entry], most: int) -> list[Block]:
        """Return the newest moments as rows, and the numbers of the others."""
        shown = moments if self.every or len(moments) == most + 1 else moments[:most]
        wide = max(len(str(moment.id)) for moment in shown)
        blocks: list[Block] = [self._row(moment, wide) for moment in shown]
        rest = moments[len(shown) :]
        if rest:
            blocks.append(line(f"and {format_ids(_by_id(rest), _MOST_IDS)}", uids=uids(rest)))
        return blocks

    def _row(self, moment: Entry, wide: int) -> Cells:
        return Cells(
            (
                cell(f"{moment.id or '':>{wide}}", "entry"),
                cell(format_day(moment.when, self.today, weekday=False)),
                cell(format_people(moment.people)),
                cell(self._before(moment)),
                self._did(moment),
            ),
            arrow=True,
            uids=(moment.uid,),
        )

    def _before(self, moment: Entry) -> str:
        if self.rule.base == "expect":
            return f"braced for: {', '.join(map(self.vocabulary.inline_label, moment.braced))}"
        return format_before(moment, self.vocabulary)

    def _did(self, moment: Entry) -> Line:
        vocabulary = self.vocabulary
        if self.rule.base == "rupture":
            return cell(self._repair(self.breaks.get(moment.uid)))
        if self.rule.base == "expect":
            came = moment.after or moment.first
            return cell(", ".join(map(vocabulary.inline_label, came)) or "it does not say what they did")
        if self.rule.base == "answered":
            return cell(format_good_things(moment, vocabulary) or "nothing more, nothing less")
        if moment in self.row.turned and self.rule.opposite:
            return format_moves_and_turn(moment, vocabulary, self.rule.opposite)
        return cell(format_moves(moment, vocabulary) or format_after(moment, vocabulary))

    @staticmethod
    def _repair(found: Break | None) -> str:
        """Format as `mended after 2 days`."""
        if found is None:
            return ""
        status = "partly mended" if found.status == "partly" else found.status.replace("-", " ")
        days = found.days if found.is_repaired else None
        if days is None:
            return status
        return f"{status} the same day" if days == 0 else f"{status} after {wording.moments(days, 'day')}"

    # What followed

    def _followed(self, followed: Outcomes, moments: Sequence[Entry]) -> list[Block]:
        """Return feelings and good things after, for the moments that say anything about them."""
        blocks: list[Block] = []
        said = [moment for moment in moments if moment.felt_after]
        often = sorted(followed.feelings.items(), key=lambda item: -item[1])[:_MOST_FEELINGS]
        told = ", ".join(f"{self.vocabulary.inline_label(key)} in {count}" for key, count in often)
        if said and len(said) < wording.LEAST:
            blocks.append(line(f"Felt afterwards: {told}; {len(said)} {_say(said)} it, too few to say more."))
        elif said:
            early = f"; {wording.EARLY_IMPRESSION}" if len(said) < wording.EARLY else ""
            families = f" By kind: {self._families(said)}." if len(said) >= wording.LEAST else ""
            blocks.append(line(f"Felt afterwards: {told} of the {len(said)} that say it{early}.{families}"))
        came = [f"{group} {count}" for group, count in followed.responses.items() if count]
        if sum(followed.responses.values()) >= wording.LEAST:
            blocks.append(line(f"What they did then, by kind: {', '.join(came)}."))
        answered = [moment for moment in moments if moment.good]
        if answered:
            told = self._good(followed)
            blocks.append(line(f"Of the five good things: {told}, in the {len(answered)} that {_say(answered)}."))
        closer = [f"{answer} {count}" for answer, count in followed.closer.items() if count]
        if closer:
            blocks.append(line(f"Closer or further, where answered: {', '.join(closer)}."))
        return blocks

    def _families(self, moments: Iterable[Entry]) -> str:
        """Count the moments with each family of feelings after, most frequent first."""
        counts: Counter[str] = Counter()
        for moment in moments:
            counts.update({self.vocabulary.group(key) for key in moment.felt_after} - {""})
        return ", ".join(f"{_KINDS.get(family, family)} in {count}" for family, count in counts.most_common())

    def _good(self, followed: Outcomes) -> str:
        """Format as `20 more, 4 less (energy 5 more, worth 3 more and 1 less)`."""
        each = []
        for key, amounts in followed.good.items():
            parts = [f"{amounts[amount]} {amount}" for amount in ("more", "less") if amounts[amount]]
            each += [f"{self.vocabulary.inline_label(key)} {' and '.join(parts)}"] if parts else []
        more, less = (sum(amounts[amount] for amounts in followed.good.values()) for amount in ("more", "less"))
        return f"{more} more, {less} less ({', '.join(each)})" if each else "all the same"

    def _later(self, later: Outcomes) -> list[Block]:
        """Return what moments on later days, linked as outcomes, say."""
        groups = [f"{group} {count}" for group, count in later.responses.items() if count]
        often = sorted(later.feelings.items(), key=lambda item: -item[1])[:_MOST_FEELINGS]
        feelings = [f"{self.vocabulary.inline_label(key)} {count}" for key, count in often]
        good = [f"good things {self._good(later)}"] if any(sum(each.values()) for each in later.good.values()) else []
        told = "; ".join([*(", ".join(words) for words in (groups, feelings) if words), *good])
        return [line(f"On later days, where linked: {told}.")] if told else []

    # What it may have guarded

    def guard(self) -> Iterator[Line]:
        """Yield the guard, the questions, and what the count leaves out."""
        yield line(self.rule.guard_full)
        yield line(f"To ask, if you like: {' '.join(self.rule.questions)}")
        unnoted, patterns = self.row.not_noted, self.patterns
        if unnoted and self.rule.base not in ("expect", "answered"):
            verb = "has" if len(unnoted) == 1 else "have"
            told = (
                f"{wording.moments(len(unnoted))} {verb} no note on what came before ({format_ids(_by_id(unnoted))})."
            )
            yield line(Text(told, "quiet"))
        elif unnoted and self.rule.base in ("expect", "answered"):
            verb = "does" if len(unnoted) == 1 else "do"
            asked = "what you braced for" if self.rule.base == "expect" else "what grew"
            yield line(Text(f"{wording.moments(len(unnoted))} {verb} not say {asked}.", "quiet"))
        for sentence in (*set_apart(patterns, unnoted=False), days_seen(patterns)):
            yield line(Text(sentence, "quiet"))


def _afterwards(after: Toward, of: int, least: int) -> list[Block]:
    told = wording.afterwards(after.toward, after.of, of, least=least)
    return [line(f"Afterwards: {told[:1].lower()}{told[1:]}")] if told else []


def _say(moments: Sequence[Entry]) -> str:
    return "says" if len(moments) == 1 else "say"


def _by_id(moments: Iterable[Entry]) -> list[Entry]:
    return sorted(moments, key=lambda moment: moment.id or 0)
