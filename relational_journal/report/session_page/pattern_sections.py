"""Sections of the page for the session that tell of patterns: one or two, when it went otherwise, what to ask."""

from __future__ import annotations

from collections.abc import Sequence

from relational_journal.model import Moment
from relational_journal.patterns.counting.eligibility import setting_of
from relational_journal.patterns.counting.result import TOO_FEW, Row, Toward
from relational_journal.report.document import wording
from relational_journal.report.document.document import Line, Section, Tally, line
from relational_journal.report.document.moment_rows import SETTINGS, format_value
from relational_journal.report.session_page.page_material import Material
from relational_journal.report.views.claims import standing_out, together
from relational_journal.report.views.tallies import base_words, definition, dots_of, uids
from relational_journal.timestamps import beginning
from relational_journal.vocabulary.patterns import bases

MOST_PATTERNS = 2
LEAST_NEW = 10  # counted moments since the last session, below which exceptions are counted over the longer window
_MOST_DATES = 3


def rows_for_page(material: Material) -> tuple[Row, ...]:
    """The patterns of the page: at most two that can be said, those resting on ten moments and more first.

    Ways of staying safe before ways into contact, which the page shows as moments already;
    """
    sayable = [
        row
        for row in material.patterns.rows
        if row.shows and row.reading != TOO_FEW and row.key not in material.choices.hidden
    ]
    return tuple(sorted(sayable, key=_rank, reverse=True)[:MOST_PATTERNS])


def _rank(row: Row) -> tuple[bool, bool, int, str]:
    return (
        row.polarity == "D",
        row.of >= wording.EARLY,
        len(row.shows),
        beginning(row.shows[0].when),
    )


def patterns_section(material: Material, rows: Sequence[Row]) -> Section | None:
    """Section 4: x of n, its base, exceptions, power and settings, what it guards, one own line if chosen."""
    tallies = tuple(_tally(row, material) for row in rows)
    return Section("patterns", "Patterns", tallies, silent=True) if tallies else None


def _tally(row: Row, material: Material) -> Tally:
    rule = definition(row)
    base = bases()[row.base]
    counted = wording.of_moments(
        len(row.shows), row.of, base_words(base, "me"), unit=base.unit
    )  # fmt: skip
    turned = wording.turned(row.key, len(row.turned), polarity=row.polarity)
    said = f"Showed up in {counted}{f'; {turned}' if turned else ''}."
    sentences = [said, _otherwise(row), wording.power_sentence(row.by_power), _settings(row, material)]
    lines = [line(" ".join(sentence for sentence in sentences if sentence)), line(rule.guard_page)]
    claims = [claim for claim in standing_out(material.patterns) if claim.pattern == row.key]
    for claim in claims:
        value = (
            material.names.shown(claim.value or "")
            if claim.by == "person"
            else format_value(claim.by, claim.value, material.told)
        )
        told = wording.compared(claim.by, value, claim.with_, claim.without, claim.reading)
        lines.append(line(f"{told} {together(material.patterns, [row.key])}" if claim is claims[-1] else told))
    note = wording.EARLY_IMPRESSION if wording.LEAST <= row.of < wording.EARLY else ""
    return Tally(row.key, rule.name, dots_of(row), tuple(lines), note, _own_line(row, material), uids(row.shows))


def _otherwise(row: Row) -> str:
    """How often it went otherwise; of patterns that have no opposite, what stands in its place."""
    if row.base == "rupture":
        return f"{len(row.neither)} are not mended so far." if row.neither else ""
    if row.base == "answered":
        less = len(row.mirror or ())
        return f"In {less} three or more of the five were less." if less else ""
    said = wording.otherwise(len(row.otherwise), row.of, len(row.held), polarity=row.polarity, voice="me")
    if row.ledger is not None and row.ledger.of:
        better = wording.went_better(len(row.ledger.better), row.ledger.of)
        return f"{better[:1].upper()}{better[1:]} than braced for. {said}"
    return said


def _settings(row: Row, material: Material) -> str:
    counts: dict[str, list[int]] = {}
    for moments, shows in ((row.shows, 1), (row.otherwise, 0), (row.neither, 0)):
        for moment in moments:
            setting = setting_of(moment, material.people, material.vocabulary)
            if setting:
                counted = counts.setdefault(setting, [0, 0])
                counted[0] += shows
                counted[1] += 1
    return wording.settings_sentence(
        [(words, *counts[setting]) for setting, words in SETTINGS.items() if setting in counts]  # type: ignore[misc]
    )


def _own_line(row: Row, material: Material) -> tuple[Line, ...]:
    """The newest chosen words among the moments that show it."""
    for moment in row.shows:
        own = material.own(moment)
        if own is not None:
            return (line(f"My own line, {material.day(moment)}: ", own, uids=(moment.uid,)),)
    return ()


def otherwise_section(material: Material, rows: Sequence[Row]) -> Section | None:
    """Section 5: how often it went otherwise, and what came of it; since the last session where that holds enough."""
    blocks: list[Line] = []
    wide = len(material.new_moments) < LEAST_NEW
    since = material.dated((material.window if wide else material.new).since)
    for row in rows:
        if row.polarity != "D":
            continue
        told = _exceptions(row, material, wide, since)
        if told:
            blocks.append(line(told, uids=uids(row.otherwise), name=f"otherwise:{row.key}"))
            blocks += _own_words(row.otherwise, material)
    if not blocks:
        return None
    if wide and material.window != material.new:
        few = wording.moments(len(material.new_moments))
        fresh = material.dated(material.new.since)
        blocks.insert(0, line(f"Counted since {since}, as there are {few} since {fresh}.", name="otherwise:since"))
    blocks.append(line(wording.EASIER_MOMENTS, name="otherwise:easier-moments"))
    return Section("otherwise", "When it went otherwise, and what came of it", tuple(blocks))


def _exceptions(row: Row, material: Material, wide: bool, since: str) -> str:
    """`Pushing away: 4 times since 9 Nov; 2 of the 4 say what they did; in both they came toward me.`"""
    free = [moment for moment in row.otherwise if wide or material.is_new(moment)]
    turned = [moment for moment in row.turned if wide or material.is_new(moment)]
    if not free and not turned:
        return ""
    sentences = []
    if free:
        dates = f" ({_dates(free, material)})" if len(free) <= _MOST_DATES else ""
        after = _toward(free, material)
        came = wording.afterwards(after.toward, after.of, len(free), voice="me")
        sentences.append(f"{wording.times(len(free))} since {since}{dates}. {came}")
    if turned:
        once = "once" if len(turned) == 1 else wording.times(len(turned))
        latest = "the latest " if len(turned) > _MOST_DATES else ""
        when = _dates(turned[: 1 if latest else _MOST_DATES], material)
        sentences.append(f"{once.capitalize()} it turned in the same moment ({latest}{when}).")
    subject = definition(row).subject
    first, *rest = sentences
    return " ".join([f"{subject}: {first[:1].lower()}{first[1:]}", *rest])


def _dates(moments: Sequence[Moment], material: Material) -> str:
    """The days, first to last: `12 Nov, 14 Nov`."""
    return ", ".join(dict.fromkeys(material.day(moment) for moment in reversed(moments)))


def _toward(moments: Sequence[Moment], material: Material) -> Toward:
    """Of these moments, those that say what they did then, and those with a response toward among it."""
    vocabulary = material.vocabulary
    said = [moment for moment in moments if moment.after]
    toward = [m for m in said if any(vocabulary.group(key) == "toward" for key in m.after)]
    return Toward(len(toward), len(said))


def _own_words(moments: Sequence[Moment], material: Material) -> list[Line]:
    lines = []
    for moment in moments:
        own = material.own(moment) if material.is_wanted(moment) else None
        if own is not None:
            where = ", ".join(part for part in (material.day(moment), material.who(moment)) if part)
            lines.append(line(f"{where}: ", own, uids=(moment.uid,), name=f"words:{moment.uid}"))
    return lines


def questions_section(rows: Sequence[Row]) -> Section | None:
    """Section 11: a question of each pattern on the page, as a place to begin."""
    asked = {definition(row).questions[0]: row.key for row in reversed(rows)}
    blocks = tuple(line(question, name=f"questions:{key}") for question, key in reversed(asked.items()))
    return Section("questions", "Questions for us", blocks) if blocks else None
