"""Build the parts about patterns: two of them, one moment that went otherwise, what to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from relational_journal.model import Entry
from relational_journal.patterns.counting.listed import listed
from relational_journal.patterns.counting.result import TOO_FEW, Row
from relational_journal.patterns.counting.ways import WAYS
from relational_journal.report.document import split_wording, wording
from relational_journal.report.document.document import DOT_WORDS, REACHING_WORDS, Block, Line, Section, Tally, line
from relational_journal.report.document.document import Row as MomentRow
from relational_journal.report.document.moment_rows import cell, format_brief_story
from relational_journal.report.session_page.page_material import Limits, Material
from relational_journal.report.session_page.sheet_names import subject
from relational_journal.report.session_page.today_section import SHOW_TO_TRY, is_about_a_break
from relational_journal.report.views.tallies import base_words, definition, dots_of, uids
from relational_journal.timestamps import beginning
from relational_journal.vocabulary.patterns import bases
from relational_journal.vocabulary.question_sets import answer_steps

MOST_PATTERNS = 2
LEAST_NEW = 10  # counted moments since the last session, below which exceptions are sought over the longer window
# A way of staying safe, and the way of reaching that answers it.
_MIRRORS = {
    "pushing-away": "letting-in",
    "going-silent": "saying-whats-true",
    "over-giving": "being-there",
}
# What a preparation holds of our own questions, which stands elsewhere; the rest are answers to questions of one's own.
_OTHER_ANSWERS = frozenset({"state", SHOW_TO_TRY, *(step.key for step in answer_steps("session"))})
_OF_A_BREAK = "What would I want understood about it?"
_BOTH = "One way of staying safe and one way of reaching"


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
    lines = (line(" ".join(filter(None, _sentences(row, material.limits)))), line(rule.guard_page))
    return Tally(
        row.key,
        subject(row),
        dots_of(row),
        lines,
        note,
        _own_line(row, material),
        uids(row.shows),
        power=_power(row, material.limits),
        dot_words=REACHING_WORDS if row.polarity == "C" else DOT_WORDS,
    )


def _sentences(row: Row, limits: Limits) -> Iterator[str]:
    """Return the sentences about the base and what happened outside it, then how often it went otherwise."""
    base = bases()[row.base]
    words = base_words(base, "me", short=True)
    of = words if words.startswith("when") else f"of {base.unit} {words}"
    more = f"; {len(row.elsewhere)} more besides" if row.elsewhere and limits.asides else ""
    turned = wording.turned(row.key, len(row.turned), polarity=row.polarity, short=True)
    yield f"{of[:1].upper()}{of[1:]}{more}."
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


def _power(row: Row, limits: Limits) -> tuple[tuple[str, str], ...]:
    """Return who had more power, a cell for each position; below five moments without a count."""
    noted = [(key, row.by_power[key]) for key in split_wording.POWERS if row.by_power.get(key, (0, 0))[1]]
    if noted and all(of < wording.LEAST for _, (_, of) in noted):
        return (("Power", _TOO_FEW),)
    all_ = " (of all moments)" if limits.asides else " (of all)"
    about = f"Power{all_ if row.base == 'power' else ''}: "  # the first cell says what the row is about
    return tuple(
        (f"{'' if at else about}{_HAD[key]}", f"{shows} of {of}" if of >= wording.LEAST else _TOO_FEW)
        for at, (key, (shows, of)) in enumerate(noted)
    )


_HAD = {"they-had-more": "they more", "about-equal": "equal", "i-had-more": "I more"}
_TOO_FEW = "too few"


def _own_line(row: Row, material: Material) -> tuple[Line, ...]:
    """Return the newest chosen words among the moments that show it."""
    for moment in row.shows:
        own = material.own(moment)
        if own is not None:
            return (line(f"{material.day(moment)}: ", own, uids=(moment.uid,)),)
    return ()


def otherwise_section(material: Material, rows: Sequence[Row]) -> Section | None:
    """Return one moment that went otherwise, and what came of it: since the last session if that holds enough moments.

    A moment that is already among those of connection is repeated only if there is no other.
    """
    wide = len(material.new_moments) < LEAST_NEW
    safe_rows = [row for row in rows if row.polarity == "D"]
    may_be_others = not material.is_someone_held_apart and not material.choices.patterns
    others = [row for row in material.patterns.rows if row.polarity == "D" and row.key not in material.choices.hidden]
    of_told = _otherwise_in(safe_rows, material, wide)
    found = of_told or (may_be_others and _otherwise_in(others, material, wide))
    if not found:
        return None
    untold = [each for each in found if each.uid not in material.connection] or found
    moment = max(untold, key=lambda each: (material.is_chosen(each), bool(each.after), beginning(each.when)))
    own = material.own(moment) if material.is_wanted(moment) else None
    what = cell(
        format_brief_story(moment, material.labels, Limits().labels, before=material.limits.before)
        or "it went otherwise"
    )
    blocks: list[Block] = [
        MomentRow(
            (cell(material.day(moment)), cell(material.who_of_row(moment)), what),
            own=(line(own, uids=(moment.uid,)),) if own else (),
            uids=(moment.uid,),
        )
    ]
    is_longer = wide and material.window != material.new
    since = f" since {material.dated(material.window.since)}" if is_longer else ""
    if of_told:
        count = len({each.uid for each in found})
        heading = f"When it went otherwise: {'the one time' if count == 1 else f'one example of {count}'}"
    else:  # no way of staying safe is told, and nobody could say otherwise than what
        count = len(material.patterns.ways.held[WAYS[0]]) if wide else 0
        heading = f"When I stayed in contact: {f'one example of {count}' if count > 1 else 'one time'}"
    return Section("otherwise", f"{heading}{since}", tuple(blocks))


def _otherwise_in(rows: Sequence[Row], material: Material, wide: bool) -> list[Entry]:
    """Return the moments that went otherwise or turned: all of the longer window, or those since the last session."""
    return [m for row in rows for m in (*row.otherwise, *row.turned) if wide or material.is_new(m)]


def questions_section(material: Material, rows: Sequence[Row], prepared: Entry | None) -> Section | None:
    """Return what I want to ask, in my words, then one question of each pattern on the sheet."""
    asked = {definition(row).question_page: row.key for row in reversed(rows) if row.of}
    own = [
        line(material.words(text), name=f"answer:{prepared.uid}:{key}")
        for key, text in (prepared.answers.items() if prepared is not None else ())
        if key not in _OTHER_ANSWERS and text.strip().endswith("?") and prepared is not None
    ]
    if prepared is None and is_about_a_break(material, rows):
        # What made contact possible is no question for an hour about a break.
        asked = {_OF_A_BREAK: "a-break"}
    suggested = [line(question, name=f"questions:{key}") for question, key in reversed(asked.items())]
    # Without a wish one question stays, for it may become the hour's; a worksheet has room under it.
    most = max(material.limits.questions, int(prepared is None or material.choices.worksheet))
    suggested = suggested[:most]
    blocks = (*own, *suggested)
    return Section("questions", "Questions for us", blocks) if blocks else None
