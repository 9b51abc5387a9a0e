"""Build the report of `rj patterns KEY --full`: all about one pattern, exceptions before examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from relational_journal.model import Entry
from relational_journal.patterns.counting.result import Patterns, Row, Toward
from relational_journal.patterns.questions.after import Outcomes
from relational_journal.patterns.questions.detail import Detail
from relational_journal.report.document import wording
from relational_journal.report.document.document import Block, Line, Report, Section, Text, line
from relational_journal.report.document.moment_rows import format_ids, format_period
from relational_journal.report.views.pattern_context import pattern_context
from relational_journal.report.views.pattern_counts import count_lines, not_counted, opening, range_line
from relational_journal.report.views.pattern_rows import PatternRows, by_id
from relational_journal.report.views.tallies import uids

if TYPE_CHECKING:
    from datetime import date

    from relational_journal.vocabulary.load import Vocabulary

MOST_ROWS = {"otherwise": 3, "shows": 6}
_MOST_FEELINGS = 3
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
    detail: Detail,
    patterns: Patterns,
    *,
    today: date,
    every: bool = False,
    ranges: bool = False,
    only: str = "",
    small_print: bool = True,
) -> Report:
    """Return all that is counted about one pattern: exceptions, examples, context, guard and questions.

    Args:
        detail: the row and its context.
        patterns: the counts the row is from.
        today: for dates of another year.
        every: list every moment; if False, the newest ones and the numbers of the others.
        ranges: add the 90 % range in words.
        only: what the filters select, in words; "" without filters.
        small_print: say at the end what the window holds that is not counted; the last of several says it for all.
    """
    parts = _PatternSections(detail, patterns, today, every)
    sections = [Section("count", "", tuple(parts.counts(ranges)), legend=bool(detail.row.of))]
    exceptions, examples = parts.otherwise(), parts.shows()
    # A way into contact shows its examples first, a way of staying safe its exceptions.
    in_order = (examples, exceptions) if detail.row.polarity == "C" else (exceptions, examples)
    sections += [section for section in in_order if section is not None]
    if detail.row.of:
        sections.append(Section("beside", "BESIDE IT", tuple(pattern_context(detail, patterns))))
    last = [*parts.guard(), *parts.left_out(), *(not_counted(patterns) if small_print else ())]
    sections.append(Section("guard", "", tuple(last)))
    return Report(detail.pattern.name, format_period(patterns.window), opening(detail, only), tuple(sections))


class _PatternSections:
    """The sections of the report, built from one row, its definition and the vocabulary."""

    def __init__(self, detail: Detail, patterns: Patterns, today: date, every: bool) -> None:
        self.detail = detail
        self.patterns = patterns
        self.row: Row = detail.row
        self.rule = detail.pattern
        self.vocabulary: Vocabulary = patterns.study.index.vocabulary
        self.rows = PatternRows(detail, patterns, today, every=every)

    # The counts

    def counts(self, ranges: bool) -> Iterator[Line]:
        """Yield the count as `5 of 17 ●●●●◐○…` and the sentence about its size, each number with its moments."""
        yield from count_lines(self.detail, self.patterns, self.rows.ids)
        row = self.row
        if ranges and row.of >= wording.LEAST and row.low is not None and row.high is not None:
            yield range_line(row)

    # The moments

    def otherwise(self) -> Section | None:
        """Return the exceptions and what followed; moments that turned are counted here and listed in `shows`."""
        row = self.row
        if not row.otherwise and not row.turned:
            return None
        blocks: list[Block] = self.rows.listed(row.otherwise, MOST_ROWS["otherwise"]) if row.otherwise else []
        if row.turned:
            turned = wording.turned(row.key, len(row.turned), polarity=row.polarity)
            text = f"Of those that showed, {turned.replace(' of these', '', 1)} ({self.rows.ids(row.turned)})."
            blocks.append(line(text, uids=uids(row.turned)))
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
        blocks = self.rows.listed(row.shows, MOST_ROWS["shows"])
        blocks += self._followed(self.detail.after, row.shows)
        blocks += _afterwards(row.after_shows, len(row.shows), wording.LEAST)
        blocks += self._later(self.detail.after_later)
        return Section("shows", "WHEN IT SHOWED", tuple(blocks))

    # What followed

    def _followed(self, followed: Outcomes, moments: Sequence[Entry]) -> list[Block]:
        """Return feelings and good things after, for the moments that say anything about them."""
        blocks: list[Block] = []
        said = [moment for moment in moments if moment.felt_after]
        often = sorted(followed.feelings.items(), key=lambda item: -item[1])[:_MOST_FEELINGS]
        counts = ", ".join(f"{self.vocabulary.inline_label(key)} in {count}" for key, count in often)
        if said and len(said) < wording.LEAST:
            blocks.append(line(f"Felt afterwards: {counts}; {len(said)} {_say(said)} it, too few to say more."))
        elif said:
            early = f"; {wording.EARLY_IMPRESSION}" if len(said) < wording.EARLY else ""
            families = f" By kind: {self._families(said)}." if len(said) >= wording.LEAST else ""
            blocks.append(line(f"Felt afterwards: {counts} of the {len(said)} that say it{early}.{families}"))
        came = [f"{group} {count}" for group, count in followed.responses.items() if count]
        if sum(followed.responses.values()) >= wording.LEAST:
            blocks.append(line(f"What they did then, by kind: {', '.join(came)}."))
        answered = [moment for moment in moments if moment.good]
        if answered:
            counts = self._good(followed)
            blocks.append(line(f"Of the five good things: {counts}, in the {len(answered)} that {_say(answered)}."))
        closer = [f"{answer} {count}" for answer, count in followed.closer.items() if count]
        if closer:
            blocks.append(line(f"Closer or further, where answered: {', '.join(closer)}."))
        return blocks

    def _families(self, moments: Iterable[Entry]) -> str:
        """Count the moments with each family of feelings after, most frequent first."""
        counts: Counter[str] = Counter()
        for moment in moments:
            families = dict.fromkeys(map(self.vocabulary.group, moment.felt_after))  # in order: a set has none
            counts.update(family for family in families if family)
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
        text = "; ".join([*(", ".join(words) for words in (groups, feelings) if words), *good])
        return [line(f"On later days, where linked: {text}.")] if text else []

    # What it may have guarded

    def guard(self) -> Iterator[Line]:
        """Yield the guard and the questions."""
        yield line(self.rule.guard_full)
        yield line(f"To ask, if you like: {' '.join(self.rule.questions)}")

    def left_out(self) -> Iterator[Line]:
        """Yield how many moments do not say what this count reads."""
        unnoted = self.row.not_noted
        if unnoted and self.rule.base not in ("expect", "answered"):
            verb = "has" if len(unnoted) == 1 else "have"
            text = f"{wording.moments(len(unnoted))} {verb} no note on what came before ({format_ids(by_id(unnoted))})."
            yield line(Text(text, "quiet"))
        elif unnoted:
            verb = "does" if len(unnoted) == 1 else "do"
            asked = "what you braced for" if self.rule.base == "expect" else "what grew"
            yield line(Text(f"{wording.moments(len(unnoted))} {verb} not say {asked}.", "quiet"))


def _afterwards(after: Toward, of: int, least: int) -> list[Block]:
    text = wording.afterwards(after.toward, after.of, of, least=least)
    return [line(f"Afterwards: {text[:1].lower()}{text[1:]}")] if text else []


def _say(moments: Sequence[Entry]) -> str:
    return "says" if len(moments) == 1 else "say"
