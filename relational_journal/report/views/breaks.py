"""Build the reports of `rj look repairs` and `rj look therapist`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from relational_journal.patterns.counting.breaks import REPAIRED, WENT_ON, Break
from relational_journal.patterns.counting.listed import listed
from relational_journal.patterns.counting.result import Row as Counted
from relational_journal.patterns.counting.result import Toward
from relational_journal.patterns.questions.after import Outcomes, outcomes_after
from relational_journal.patterns.questions.repairs import Repairs, Within
from relational_journal.report.document import wording
from relational_journal.report.document.document import Block, Report, Row, Section, Text, line
from relational_journal.report.document.moment_rows import format_period
from relational_journal.report.views.answer import MOST_ROWS, answer, empty_answer, moment_row, rest_of
from relational_journal.report.views.footer import set_apart
from relational_journal.report.views.tallies import definition, tally_of

if TYPE_CHECKING:
    from relational_journal.patterns.counting.result import Patterns
    from relational_journal.patterns.questions.therapist import WithTherapist

_LOOKS_MENDED = "looks-mended"
_STATUS = {
    "open": "open",
    _LOOKS_MENDED: "look mended, from what you noted",
    "partly": "partly mended",
    "mended": "mended",
    "let-go": "let go",
    WENT_ON: "went on",
}
_ONE = _STATUS | {_LOOKS_MENDED: "looks mended"}
_HEADINGS = {
    "open": "OPEN",
    _LOOKS_MENDED: "LOOKS MENDED, FROM WHAT YOU NOTED",
    "partly": "PARTLY MENDED",
    "mended": "MENDED",
    "let-go": "LET GO",
    WENT_ON: "WENT ON",
}
_LEFT_OUT = {"not-safe-to-mend": "not safe to mend", "ended": "ended"}
_MOVERS = {"me": "you", "them": "they", "both": "both of you"}


def repairs_report(repairs: Repairs, patterns: Patterns, *, today: date) -> Report:
    """Return the report of how often breaks were mended, how long it took and who moved first."""
    title = "Breaks and repairs"
    if not repairs.breaks and not repairs.left_out:
        reason = "No breaks in these weeks: no moment is marked as disconnection or as a break."
        return empty_answer(title, patterns, reason)
    return answer(title, patterns, list(_repairs(repairs, today)))


def _repairs(repairs: Repairs, today: date) -> Iterator[Section]:
    """Return the counts, then every break under its status."""
    yield Section("counts", "", tuple(line(sentence) for sentence in _counts(repairs)))
    for key, heading in _HEADINGS.items():
        rows: list[Block] = [_break_row(each, today) for each in repairs.breaks if _kind(each) == key]
        if rows and key == _LOOKS_MENDED:
            rows.append(line(Text("rj link or rj mend says otherwise.", "quiet")))
        if rows:
            yield Section(key, heading, tuple(rows))
    rest = [_break_row(each, today) for each in repairs.left_out]
    if rest:
        yield Section("left-out", "NOT COUNTED HERE", tuple(rest))


def _counts(repairs: Repairs) -> Iterator[str]:
    kinds = [_kind(each) for each in repairs.breaks]
    by_status = [f"{n} {words}" for key, words in _STATUS.items() if (n := kinds.count(key))]
    apart = [f"{n} {words}" for key, words in _LEFT_OUT.items() if (n := repairs.with_status(key))]
    counted = (
        f"{wording.moments(len(repairs.breaks), 'break')}: {' · '.join(by_status)}"
        if by_status
        else "No break to count"
    )
    yield f"{counted}; not counted: {' · '.join(apart)}" if apart else counted
    if not repairs.breaks:
        return
    for days, within in ((7, repairs.within_7), (30, repairs.within_30)):
        yield _mended_within(within, days)
    yield _how_long(repairs)
    movers = [f"{who} {repairs.first_move[key]}" for key, who in _MOVERS.items() if repairs.first_move[key]]
    if movers:
        yield f"Who moved first: {', '.join(movers)}."


def _kind(each: Break) -> str:
    """Return the heading of a break: its status, or one of its own if its repair is a repair-seen."""
    return _LOOKS_MENDED if each.seen_in is not None else each.status


def _mended_within(within: Within, days: int) -> str:
    """Format as `Within 7 days 6 of the 13 breaks at least 7 days old were mended, or partly.`"""
    if within.of < wording.LEAST:
        return f"Within {days} days: too few breaks at least {days} days old to say ({within.of} so far)."
    verb = "was" if within.mended == 1 else "were"
    old = f"breaks at least {days} days old {verb} mended, or partly"
    return f"Within {days} days {within.mended} of the {within.of} {old}{wording.early_note(within.of)}."


def _how_long(repairs: Repairs) -> str:
    """Format the median days of the breaks mended or partly mended, with the number of open ones after it."""
    repaired = [each for each in repairs.breaks if each.status in REPAIRED]
    dated = [each for each in repaired if each.days is not None]
    rest = []
    if len(repaired) > len(dated):
        rest.append(f"{len(repaired) - len(dated)} mended on no known day")
    still_open = repairs.with_status("open")
    if still_open:
        rest.append(f"{still_open} still open")
    if repairs.median_days is None:
        return f"From break to repair: {'; '.join(['none is mended with a day to it', *rest])}."
    others = f"; {' and '.join(rest)}, and not among these" if rest else ""
    middle = f"{repairs.median_days:g} {'day' if repairs.median_days == 1 else 'days'}"
    note = f", {wording.TOO_FEW}" if len(dated) < wording.LEAST else wording.early_note(len(dated))
    whose = "for the one" if len(dated) == 1 else f"in the middle of the {len(dated)}"
    return f"From break to repair: {middle} {whose} mended, or partly{note}{others}."


def _break_row(each: Break, today: date) -> Row:
    words = _LEFT_OUT.get(each.status) or _ONE[_kind(each)]
    if each.is_repaired and each.days is not None:
        words += f" after {each.days} {'day' if each.days == 1 else 'days'}" if each.days else " the same day"
        words += f"; {_MOVERS[each.moved_first]} moved first" if each.moved_first else ""
    elif each.status in ("open", "partly"):
        words += f", {each.age} {'day' if each.age == 1 else 'days'} ago"
    return moment_row(each.moment, today, words)


def therapist_report(found: WithTherapist, *, today: date, hidden: Collection[str] = ()) -> Report:
    """Return patterns, exceptions and repairs in the moments with the therapist, which only the person sees."""
    title = "Between you and your therapist"
    closing = "It is on no summary unless you include it: --include therapist."
    patterns = found.patterns
    if not patterns.counted:
        reason = "No counted moment with your therapist in these weeks: nobody in them is known as your therapist, "
        how = line("rj people edit NAME --relationship therapist says who it is.")
        last = [line(Text(sentence, "quiet")) for sentence in (closing, *set_apart(patterns, unnoted=False))]
        head = (line(f"{reason}and none has therapy as its setting."), how)
        return Report(title, format_period(patterns.window), head, (), tuple(last))
    rows = [row for row in patterns.rows if row.key not in hidden]
    sections = [
        Section(key, heading, tuple(tally_of(row, patterns, folds=group.folds_into(row.key)) for row in group.rows))
        for (key, heading), group in zip(_GROUPS, (listed(patterns, rows, each) for each in "CD"), strict=True)
        if group.rows
    ]
    if not sections:
        few = wording.too_few_moments(patterns.counted, "moments with your therapist")
        sections.append(Section("patterns", "", (line(few),)))
    sections += _otherwise(found, rows, today)
    if found.repairs.breaks or found.repairs.left_out:
        # The first has no heading of its own, so it stands under this one.
        first, *others = _repairs(found.repairs, today)
        sections += [Section("breaks", "BREAKS AND REPAIRS", first.blocks), *others]
    return answer(title, patterns, sections, closing)


_GROUPS = (("connection", "CONNECTION"), ("safe", "WAYS OF STAYING SAFE"))


def _otherwise(found: WithTherapist, rows: Iterable[Counted], today: date) -> Iterator[Section]:
    """Return the exceptions, and what followed them next to what followed when the pattern showed."""
    moments = found.otherwise
    if not moments:
        return
    vocabulary = found.patterns.study.index.vocabulary
    blocks: list[Block] = [
        moment_row(moment, today, ", ".join(map(vocabulary.inline_label, moment.moves or moment.urges)))
        for moment in moments[:MOST_ROWS]
    ]
    blocks += rest_of(moments, MOST_ROWS)
    for row in rows:
        if row.polarity == "D" and row.otherwise and row.of >= wording.LEAST:
            went = _came_of_it(row.after_otherwise, outcomes_after(row.otherwise, vocabulary))
            showed = _came_of_it(row.after_shows, outcomes_after(row.shows, vocabulary)) if row.shows else ""
            outcome = f"{definition(row).subject}: where it went otherwise, {went}"
            blocks.append(line(f"{outcome}; where it showed, {showed}." if showed else f"{outcome}."))
    blocks.append(line(wording.EASIER_MOMENTS))
    yield Section("otherwise", "WHEN IT WENT OTHERWISE", tuple(blocks))


def _came_of_it(after: Toward, then: Outcomes) -> str:
    """Format as `they came toward you in 2 of the 3 that say; good things 4 more, 0 less; closer 2`."""
    parts = [
        f"they came toward you in {after.toward} of the {after.of} that say" if after.of else "none says what they did"
    ]
    more, less = (sum(amounts[amount] for amounts in then.good.values()) for amount in ("more", "less"))
    if more or less:
        parts.append(f"good things {more} more, {less} less")
    parts += [f"{answered} {n}" for answered, n in then.closer.items() if n]
    return ", ".join(parts)
