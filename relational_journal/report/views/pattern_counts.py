"""Word the count of one pattern: the number with its marks, its base, what went otherwise, and what it leaves out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from relational_journal.model import Entry
from relational_journal.patterns.counting.result import Patterns, Row
from relational_journal.patterns.questions.detail import Detail
from relational_journal.report.document import wording
from relational_journal.report.document.document import Line, Text, line, number
from relational_journal.report.views.footer import days_seen, set_apart
from relational_journal.report.views.tallies import base_words, dots_of, uids
from relational_journal.vocabulary.patterns import bases

Ids = Callable[[Iterable[Entry]], str]


def opening(detail: Detail, only: str) -> tuple[Line, ...]:
    """Return what the pattern is, in one sentence, and what the filters select."""
    what = line(detail.pattern.what)
    return (what, line(Text(f"Only {only}.", "quiet"))) if only else (what,)


def count_lines(detail: Detail, patterns: Patterns, ids: Ids | None = None) -> Iterator[Line]:
    """Yield the count as `5 of 17 ●●●●◐○…` and the sentence about its size.

    Args:
        detail: the row and its definition.
        patterns: the counts the row is from.
        ids: formats the numbers of moments that are listed nowhere else; None leaves them out.
    """
    row, rule = detail.row, detail.pattern
    base = bases()[row.base]
    if row.of:
        yield line(number(f"{len(row.shows)} of {row.of}"), "   ", dots_of(row), uids=uids(row.shows))
    if row.of < wording.LEAST:
        yield line(wording.too_few_moments(row.of, base.unit))
        return
    counted = wording.of_moments(len(row.shows), row.of, base_words(base), unit=base.unit)
    turned = wording.turned(row.key, len(row.turned), polarity=row.polarity)
    said = [wording.showed_up(rule.subject, counted) + (f"; {turned}." if turned else ".")]
    if rule.opposite or row.otherwise:
        said.append(wording.otherwise(len(row.otherwise), row.of, len(row.held), polarity=row.polarity))
    if row.ledger is not None and row.ledger.of:
        better = wording.went_better(len(row.ledger.better), row.ledger.of)
        said.append(f"{better[:1].upper()}{better[1:]} than braced for.")
    if row.mirror:
        said.append(f"In {len(row.mirror)} three or more of the five were less{_numbers(row.mirror, ids)}.")
    if row.neither:
        rest = _not_mended(row, patterns) if row.base == "rupture" else f"In {len(row.neither)}, neither"
        said.append(f"{rest}{_numbers(row.neither, ids)}.")
    yield line(" ".join(said), uids=uids((*row.shows, *row.otherwise, *row.neither)))
    if row.elsewhere:
        more = wording.more_times(len(row.elsewhere)).removeprefix("and ")
        yield line(Text(f"{more.capitalize()} outside these{_numbers(row.elsewhere, ids)}.", "quiet"))


def range_line(row: Row) -> Line:
    """Return the share and its 90 % range in words, of a row that has them."""
    assert row.low is not None and row.high is not None
    share = wording.percent(len(row.shows), row.of)
    words = wording.in_ten(row.low, row.high)
    return line(Text(f"{share}; {words}." if share else f"{words[:1].upper()}{words[1:]}.", "quiet"))


def not_counted(patterns: Patterns) -> list[Line]:
    """Return what the window holds that is in no count, and how many of its days are seen at all."""
    return [line(Text(" ".join([*set_apart(patterns, unnoted=False), days_seen(patterns)]), "quiet"))]


def _numbers(moments: Sequence[Entry], ids: Ids | None) -> str:
    return f" ({ids(moments)})" if ids else ""


def _not_mended(row: Row, patterns: Patterns) -> str:
    """Format as `4 are not mended so far, 3 of them let go`."""
    status_of = {each.moment.uid: each.status for each in patterns.study.breaks.values()}
    left = [status_of[moment.uid] for moment in row.neither if moment.uid in status_of]
    gone = left.count("let-go")
    words = f"{len(left)} {'is' if len(left) == 1 else 'are'} not mended so far"
    if gone == len(left):
        return f"{words} but let go"
    return f"{words}, {gone} of them let go" if gone else words
