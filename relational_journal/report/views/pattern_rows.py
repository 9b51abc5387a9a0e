"""Format the moments behind a pattern's count as rows: what came before, and what was done or came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from relational_journal.model import Entry
from relational_journal.patterns.counting.breaks import Break
from relational_journal.patterns.counting.result import Patterns
from relational_journal.patterns.questions.detail import Detail
from relational_journal.report.document import wording
from relational_journal.report.document.document import Block, Line, Row, line
from relational_journal.report.document.entry_text import format_day, format_people
from relational_journal.report.document.moment_rows import (
    cell,
    format_after,
    format_before,
    format_good_things,
    format_ids,
    format_moves,
    format_moves_and_turn,
)
from relational_journal.report.views.tallies import uids

if TYPE_CHECKING:
    from datetime import date

    from relational_journal.vocabulary.load import Vocabulary

_MOST_IDS = 40
_ALL_IDS = 100_000


class PatternRows:
    """The moments of one pattern as rows.

    Args:
        detail: the pattern with its counts.
        patterns: the counts the row is from.
        today: for dates of another year.
        every: show every moment and every number.
    """

    def __init__(self, detail: Detail, patterns: Patterns, today: date, *, every: bool = False) -> None:
        self.detail = detail
        self.rule = detail.pattern
        self.vocabulary: Vocabulary = patterns.study.index.vocabulary
        self.today = today
        self.every = every
        self.breaks: Mapping[str, Break] = {each.moment.uid: each for each in patterns.study.breaks.values()}

    def listed(self, moments: Sequence[Entry], most: int) -> list[Block]:
        """Return the newest moments as rows, and the numbers of the others."""
        # One more row takes no more lines than the one that would name it.
        shown = moments if self.every or len(moments) == most + 1 else moments[:most]
        blocks: list[Block] = [*self.rows(shown)]
        rest = moments[len(shown) :]
        if rest:
            blocks.append(line(f"and {format_ids(by_id(rest), _MOST_IDS)}", uids=uids(rest)))
        return blocks

    def rows(self, moments: Sequence[Entry]) -> list[Row]:
        """Return moments as rows."""
        wide = max((len(str(moment.id)) for moment in moments), default=0)
        return [self._row(moment, wide) for moment in moments]

    def ids(self, moments: Iterable[Entry]) -> str:
        """Format the numbers of moments in order, at most 40 unless every one is wanted."""
        return format_ids(by_id(moments), _ALL_IDS if self.every else _MOST_IDS)

    def _row(self, moment: Entry, wide: int) -> Row:
        return Row(
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
            return cell(_format_repair(self.breaks.get(moment.uid)))
        if self.rule.base == "expect":
            came = moment.after or moment.first
            return cell(", ".join(map(vocabulary.inline_label, came)) or "it does not say what they did")
        if self.rule.base == "answered":
            return cell(format_good_things(moment, vocabulary) or "nothing more, nothing less")
        if moment in self.detail.row.turned and self.rule.opposite:
            return format_moves_and_turn(moment, vocabulary, self.rule.opposite)
        return cell(format_moves(moment, vocabulary) or format_after(moment, vocabulary))


def by_id(moments: Iterable[Entry]) -> list[Entry]:
    """Sort moments by their numbers."""
    return sorted(moments, key=lambda moment: moment.id or 0)


def _format_repair(found: Break | None) -> str:
    """Format as `mended after 2 days`."""
    if found is None:
        return ""
    status = "partly mended" if found.status == "partly" else found.status.replace("-", " ")
    days = found.days if found.is_repaired else None
    if days is None:
        return status
    return f"{status} the same day" if days == 0 else f"{status} after {wording.moments(days, 'day')}"
