"""Build the parts about patterns: two of them, one moment that went otherwise, what changed, what to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from relational_journal.model import Entry
from relational_journal.patterns.counting.comparisons import compare_windows
from relational_journal.patterns.counting.listed import listed
from relational_journal.patterns.counting.result import TOO_FEW, Comparison, Patterns, Row
from relational_journal.report.document import wording
from relational_journal.report.document.document import Block, Line, Section, Tally, Text, line, number
from relational_journal.report.document.document import Row as MomentRow
from relational_journal.report.document.moment_rows import cell, format_brief_story
from relational_journal.report.session_page.page_material import Limits, Material
from relational_journal.report.session_page.today_section import SHOW_TO_TRY
from relational_journal.report.views.tallies import base_words, definition, dots_of, uids
from relational_journal.timestamps import beginning
from relational_journal.vocabulary.patterns import bases
from relational_journal.vocabulary.question_sets import answer_steps

MOST_PATTERNS = 2
MOST_CHANGES = 2
MOST_COUNTS = 12  # most "x of n" on the sheet; with more of them nobody reads any
LEAST_NEW = 10  # counted moments since the last session, below which exceptions are sought over the longer window
# A way of staying safe, and the way of reaching that answers it.
_MIRRORS = {
    "pushing-away": "letting-in",
    "going-silent": "saying-whats-true",
    "over-giving": "being-there",
}
# What a preparation holds of our own questions, which stands elsewhere; the rest are answers to questions of one's own.
_OTHER_ANSWERS = frozenset({"state", SHOW_TO_TRY, *(step.key for step in answer_steps("session"))})
_BOTH = "One way of staying safe and one way of reaching"
_READINGS = ("stands-out", "may-be-chance", "no-clear-difference")


def rows_for_page(material: Material) -> tuple[Row, ...]:
    """Return the patterns of the sheet: one way of staying safe and one way of reaching, or those asked for.

    With someone held apart no way of staying safe is shown unless it was asked for: what someone controls at home can
        show with everyone else too.
    """
    patterns = material.patterns
    rows = [row for row in patterns.rows if row.key not in material.choices.hidden]
    safe = listed(patterns, rows, "D", len(rows)).rows
    reaching = listed(patterns, rows, "C", len(rows)).rows
    asked = [patterns.row(key) for key in material.choices.patterns][:MOST_PATTERNS]
    if len(asked) == MOST_PATTERNS:
        return tuple(asked)
    if asked and asked[0].polarity == "D":
        return (*asked, *_mirror(asked[0], reaching))
    first = () if material.is_someone_held_apart else safe[:1]
    if asked:
        return (*first, *asked)
    return (*first, *_mirror(first[0], reaching)) if first else reaching[:MOST_PATTERNS]


def _mirror(row: Row, reaching: Sequence[Row]) -> Sequence[Row]:
    """Return the way of reaching that answers a way of staying safe, else the first one."""
    answer = [each for each in reaching if each.key == _MIRRORS.get(row.key)]
    return (answer or reaching)[:1]


def patterns_section(material: Material, rows: Sequence[Row]) -> Section | None:
    """Return two patterns: x of n, base and exceptions, who had more power, what it guards, one own line if chosen."""
    tallies = tuple(_tally(row, material) for row in rows)
    kinds = {row.polarity for row in rows}
    heading = "Ways of staying safe" if kinds == {"D"} else "Ways of reaching" if kinds == {"C"} else _BOTH
    return Section("patterns", heading, tallies, silent=True, legend=True) if tallies else None


def _tally(row: Row, material: Material) -> Tally:
    rule = definition(row)
    note = wording.EARLY_IMPRESSION if wording.LEAST <= row.of < wording.EARLY else ""
    if row.reading == TOO_FEW:
        note = wording.too_few_moments(row.of, bases()[row.base].unit).removesuffix(".")
    lines = (line(" ".join(filter(None, _sentences(row)))), line(rule.guard_page))
    return Tally(
        row.key, rule.subject, dots_of(row), lines, note, _own_line(row, material), uids(row.shows), power=_power(row)
    )


def _sentences(row: Row) -> Iterator[str]:
    """Return the sentences about the base and what happened outside it, then how often it went otherwise."""
    base = bases()[row.base]
    words = base_words(base, "me", short=True)
    of = words if words.startswith("when") else f"of {base.unit} {words}"
    more = wording.more_times(len(row.elsewhere))
    turned = wording.turned(row.key, len(row.turned), polarity=row.polarity)
    yield f"{of[:1].upper()}{of[1:]}{f', {more}' if more else ''}."
    if not row.of:
        return  # nothing went otherwise, because there was no chance of it
    if turned:
        yield f"{turned[:1].upper()}{turned[1:]}."
    yield _otherwise(row)


def _otherwise(row: Row) -> str:
    """Return how often it went otherwise; for patterns without an opposite, what replaces it."""
    if row.base == "rupture":
        return f"{len(row.neither)} are not mended so far." if row.neither else ""
    if row.base == "answered":
        less = len(row.mirror or ())
        return f"In {less} most of it was less." if less else ""
    # The base is in the sentence before, and the number next to the name, so there is no second "of n".
    said = wording.otherwise(len(row.otherwise), wording.EARLY, len(row.held), polarity=row.polarity, voice="me")
    if row.ledger is not None and row.ledger.of:
        return f"{len(row.ledger.better)} went better than braced for. {said}"
    return said


def _power(row: Row) -> tuple[tuple[str, str], ...]:
    """Return who had more power, a cell for each position; below five moments without a count."""
    noted = [(key, row.by_power[key]) for key in wording.POWERS if row.by_power.get(key, (0, 0))[1]]
    over = " (of all moments)" if row.base == "power" else ""
    return tuple(
        (f"{_HAD_POWER[key]}{over}" if at == 0 else _HAD[key], f"{shows} of {of}" if of >= wording.LEAST else _TOO_FEW)
        for at, (key, (shows, of)) in enumerate(noted)
    )


# The first cell says that it is power the row is about.
_HAD_POWER = {
    "they-had-more": "They had more power",
    "about-equal": "Power about equal",
    "i-had-more": "I had more power",
}
_HAD = {"about-equal": "equal", "i-had-more": "I had more"}
_TOO_FEW = "too few"


def _own_line(row: Row, material: Material) -> tuple[Line, ...]:
    """Return the newest chosen words among the moments that show it."""
    for moment in row.shows:
        own = material.own(moment)
        if own is not None:
            return (line(f"My own line, {material.day(moment)}: ", own, uids=(moment.uid,)),)
    return ()


def otherwise_section(material: Material, rows: Sequence[Row]) -> Section | None:
    """Return one moment that went otherwise, and what came of it: since the last session if that holds enough moments.

    A moment that is already among those of connection is repeated only if there is no other.
    """
    wide = len(material.new_moments) < LEAST_NEW
    safe_rows = [row for row in rows if row.polarity == "D"]
    may_be_others = not material.is_someone_held_apart and not material.choices.patterns
    others = [row for row in material.patterns.rows if row.polarity == "D" and row.key not in material.choices.hidden]
    found = _otherwise_in(safe_rows, material, wide) or (may_be_others and _otherwise_in(others, material, wide))
    if not found:
        return None
    untold = [each for each in found if each.uid not in material.connection] or found
    moment = max(untold, key=lambda each: (material.is_chosen(each), bool(each.after), beginning(each.when)))
    own = material.own(moment) if material.is_wanted(moment) else None
    what = cell(format_brief_story(moment, material.labels, Limits().labels) or "it went otherwise")
    blocks: list[Block] = [
        MomentRow(
            (cell(material.day(moment)), cell(material.who(moment)), what),
            own=(line(own, uids=(moment.uid,)),) if own else (),
            uids=(moment.uid,),
        )
    ]
    is_longer = wide and material.window != material.new
    since = f" since {material.dated(material.window.since)}" if is_longer else ""
    return Section("otherwise", f"When it went otherwise{since}", tuple(blocks))


def _otherwise_in(rows: Sequence[Row], material: Material, wide: bool) -> list[Entry]:
    """Return the moments that went otherwise or turned: all of the longer window, or those since the last session."""
    return [m for row in rows for m in (*row.otherwise, *row.turned) if wide or material.is_new(m)]


def changes_section(material: Material, rows: Sequence[Row]) -> Section | None:
    """Return what changed since the last session: two patterns at most, each with both counts; no direction is better.

    If the days since the session hold too few moments of every pattern, the longer window is compared with the one
    before it; if that is too thin as well, the section says so.
    """
    shown = {row.key for row in rows}
    # A change takes two counts, now and before.
    room = (MOST_COUNTS - 1 - sum(_counts(row) for row in rows)) // 2
    polarity = {row.key: row.polarity for row in material.patterns.rows}
    seen, since, readable = material.since_then, material.new.since, _readable(material.since_then)
    if not readable:
        seen, since, readable = material.patterns, material.window.since, _readable(material.patterns)
    if not readable:
        return _too_few_to_compare(material)
    open_ones = [
        change
        for change in readable
        if change.pattern not in material.choices.hidden
        and (polarity[change.pattern] == "C" or change.pattern in shown or not material.is_someone_held_apart)
    ]
    open_ones.sort(
        key=lambda change: (_READINGS.index(change.reading), change.pattern not in shown, -change.with_.shows)
    )
    unclear = [change for change in open_ones if change.reading == _READINGS[-1]][material.limits.changes :]
    chosen = [change for change in open_ones if change not in unclear][: max(0, min(MOST_CHANGES, room))]
    if not chosen:
        return None
    blocks = [_change(each, seen.row(each.pattern)) for each in chosen]
    blocks.append(line(Text(wording.NOTICING_MORE, "quiet"), name="changes:noticing"))
    return Section("changes", f"What changed since {material.dated(since)}", tuple(blocks))


def _readable(seen: Patterns) -> list[Comparison]:
    """Return the changes that can be described; a pattern that showed in neither window did not change."""
    compared = (change for change in compare_windows(seen) if change.reading in _READINGS)
    return [change for change in compared if change.with_.shows or change.without.shows]


def _too_few_to_compare(material: Material) -> Section | None:
    """Return the sentence that too little is known to compare; nothing if the whole page says so already."""
    if material.patterns.counted < wording.LEAST:
        return None
    heading = f"What changed since {material.dated(material.new.since)}"
    return Section("changes", heading, (line("Too little noted to compare.", name="changes:too-little"),))


def _counts(row: Row) -> int:
    """Return how many counts a pattern takes on the sheet: its own, and those of power that are not too few."""
    return 1 + sum(share.of >= wording.LEAST for share in row.by_power.values())


def _change(change: Comparison, row: Row) -> Line:
    """Format a change: `Reaching out: more, 4 of 9 now, 3 of 23 before (may be chance).`"""
    now, before = (number(f"{side.shows} of {side.of}") for side in (change.with_, change.without))
    subject = definition(row).subject
    is_more = change.with_.shows * change.without.of > change.without.shows * change.with_.of
    which = "no clear change" if change.reading == "no-clear-difference" else "more" if is_more else "fewer"
    chance = " (may be chance)" if change.reading == "may-be-chance" else ""
    name = f"changes:{change.pattern}"
    return line(f"{subject}: {which}, ", now, " now, ", before, f" before{chance}.", uids=uids(row.shows), name=name)


def questions_section(material: Material, rows: Sequence[Row], prepared: Entry | None) -> Section | None:
    """Return what I want to ask, in my words, then one question of each pattern on the sheet."""
    # Backwards, so that a question two patterns share stands once, with the key of the first.
    asked = {definition(row).questions[0]: row.key for row in reversed(rows) if row.of}
    own = [
        line(material.words(text), name=f"answer:{prepared.uid}:{key}")
        for key, text in (prepared.answers.items() if prepared is not None else ())
        if key not in _OTHER_ANSWERS and text.strip().endswith("?") and prepared is not None
    ]
    suggested = [line(question, name=f"questions:{key}") for question, key in reversed(asked.items())]
    suggested = suggested[: material.limits.questions]
    blocks = (*own, *suggested)
    return Section("questions", "Questions for us", blocks) if blocks else None
