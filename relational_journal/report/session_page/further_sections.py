"""The further reading: every row with its count, power and what else was in the room, people, the weeks, the theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from relational_journal.model import Entry
from relational_journal.patterns.counting.eligibility import is_with_therapist
from relational_journal.patterns.counting.listed import in_order
from relational_journal.patterns.counting.result import TOO_FEW
from relational_journal.patterns.counting.result import Row as Counted
from relational_journal.patterns.questions.echoes import WORTH_A_MENTION
from relational_journal.patterns.questions.people_map import people_map
from relational_journal.patterns.questions.theme import Part, theme
from relational_journal.report.document import wording
from relational_journal.report.document.document import Block, Line, Row, Section, Table, line
from relational_journal.report.document.entry_text import SIDES
from relational_journal.report.document.moment_rows import cell, format_story
from relational_journal.report.document.neighbour import neighbour_of
from relational_journal.report.session_page.moment_sections import breaks_of
from relational_journal.report.session_page.page_material import THERAPIST, Material, in_window
from relational_journal.report.views.claims import standing_out
from relational_journal.report.views.footer import without_note
from relational_journal.report.views.tallies import base_words, definition, uids
from relational_journal.timestamps import beginning, first_day
from relational_journal.vocabulary.patterns import bases
from relational_journal.vocabulary.question_sets import HOW_MUCH, WEEK

MOST_WEEKS = 8
_CHECK_IN = {step.key: step.asks for step in WEEK.steps if step.choices == HOW_MUCH}


def counts_section(material: Material) -> Section:
    """Return every row on a line (x of n, otherwise, elsewhere), and what became of all breaks, in numbers."""
    rows = [row for row in material.patterns.rows if row.key not in material.choices.hidden]
    counted = tuple(_counted(row) for polarity in "CD" for row in in_order(r for r in rows if r.polarity == polarity))
    heads = ("pattern", "showed", "otherwise", "elsewhere", "counted over")
    blocks: list[Block] = [Table(heads, counted, name="counts:rows")]
    if material.is_someone_held_apart:
        blocks.append(line(wording.CONTROL_SPREADS, name="counts:control-spreads"))
    blocks += _breaks(material)
    silent = len(without_note(material.patterns))
    if silent:
        says = "says" if silent == 1 else "say"
        blocks.append(line(f"{wording.moments(silent)} {says} nothing of what came before.", name="counts:silent"))
    if not standing_out(material.patterns, material.choices.hidden):
        blocks.append(line(wording.NOTHING_STANDS_OUT, name="counts:nothing-stands-out"))
    return Section("counts", "All counts", tuple(blocks), further=True)


def _counted(row: Counted) -> tuple[str, ...]:
    base = bases()[row.base]
    words = base_words(base, "me", short=True)
    over = words if words.startswith("when") else f"{base.unit} {words}"
    if row.reading == TOO_FEW:
        shown = f"too few ({row.of} so far)"
        return definition(row).row, shown, "", str(len(row.elsewhere) or ""), over
    early = " (early)" if row.of < wording.EARLY else ""
    # Patterns over breaks or over answers have no opposite, so nothing can have gone otherwise.
    rest = str(len(row.otherwise)) if row.base not in ("rupture", "answered") else ""
    return definition(row).row, f"{len(row.shows)} of {row.of}{early}", rest, str(len(row.elsewhere) or ""), over


def _breaks(material: Material) -> Iterable[Line]:
    found = breaks_of(material)
    words = {"mended": "mended", "partly": "partly", "open": "open", "went-on": "went on", "let-go": "let go"}
    by_status = [f"{n} {said}" for status, said in words.items() if (n := found.with_status(status))]
    by_status += [f"{n} ended"] if (n := found.with_status("ended")) else []
    if by_status:
        yield line(f"Breaks: {', '.join(by_status)}.", name="counts:breaks")
    moved = [f"{who} {count}" for who, count in found.first_move.items() if count]
    if moved:
        yield line(f"Who moved first: {', '.join(moved)}.", name="counts:first-move")


def power_section(material: Material) -> Section | None:
    """Return one table of who had more power, the social contexts and how I was treated: how often, and with whom."""
    labels = material.labels
    rows: list[tuple[str, ...]] = []
    for key, held in _by_key((moment, moment.power) for moment in material.moments):
        rows.append((labels.inline_label(key), "", *_how_often(held, material)))
    for side, words in ((None, ""), *SIDES.items()):
        noted = ((m, [key for key, on in m.context.items() if on == side]) for m in material.moments)
        rows += [(labels.inline_label(key), words, *_how_often(held, material)) for key, held in _by_key(noted)]
    for key, held in _by_key((moment, moment.treated) for moment in material.moments):
        rows.append((labels.inline_label(key), "", *_how_often(held, material)))
    if not rows:
        return None
    table = Table(("what was noted", "my side", "moments", "with"), tuple(rows), name="power:table")
    return Section("power", "Power and what else was in the room", (table,), further=True)


def _by_key(noted: Iterable[tuple[Entry, Iterable[str]]]) -> list[tuple[str, list[Entry]]]:
    """Return the moments that hold each key, the most frequent key first."""
    found: dict[str, list[Entry]] = {}
    for moment, keys in noted:
        for key in dict.fromkeys(keys):
            found.setdefault(key, []).append(moment)
    return sorted(found.items(), key=lambda each: (-len(each[1]), each[0]))


def _how_often(moments: Sequence[Entry], material: Material) -> tuple[str, str]:
    """Return the number of moments, and the roles of the people in them."""
    who = Counter(shown for moment in moments for shown in {material.names.shown(name) for name in moment.people})
    people = sorted(who.items(), key=lambda each: (-each[1], each[0]))
    return str(len(moments)), ", ".join(f"{name} {count}" for name, count in people[:4])


def people_section(material: Material) -> Section | None:
    """Return the people of the window as a map and a table, without people held apart."""
    found = []
    for each in people_map(material.patterns):
        shown = material.names.shown(each.name)
        tones = " · ".join(f"{tone} {count}" for tone, count in each.tones.items() if count)
        started = f"me {each.i_started}, they {each.they_started}" if each.i_started or each.they_started else ""
        row = (shown, str(len(each.moments)), tones, started, str(each.open_breaks or ""))
        found.append((row, neighbour_of(each, shown)))
    if not found:
        return None
    # By what they are called and what is shown: the order of their names would say something of these.
    found.sort(key=lambda person: (person[0], person[1].power))
    rows, around = zip(*found, strict=True)
    heads = ("who", "moments", "how they were", "who reached out", "open breaks")
    return Section(
        "people", "Who is around me", (Table(heads, rows, name="people:table", around=around),), further=True
    )


def checkin_section(material: Material) -> Section | None:
    """Return the weekly check-in as a grid of weeks and words, without totals or comparisons."""
    weeks: dict[date, dict[str, str]] = {}
    for entry in material.of_kind("lookback"):
        if in_window(entry, material.window):
            words = {key: entry.answers[key] for key in _CHECK_IN if entry.answers.get(key) in HOW_MUCH}
            if words:
                day = first_day(entry.when)
                # Of two look-backs in one week the later one stands.
                weeks.setdefault(day - timedelta(day.weekday()), {}).update(words)
    latest = sorted(weeks)[-MOST_WEEKS:]
    if not latest:
        return None
    rows = []
    for key, asked in _CHECK_IN.items():
        answers = [weeks[monday].get(key, "").replace("-", " ") for monday in latest]
        if any(answers):
            rows.append((asked, *(answer or "–" for answer in answers)))
    heads = ("week of", *(material.dated(monday) for monday in latest))
    return Section("checkin", "How the weeks were", (Table(heads, tuple(rows), name="checkin:grid"),), further=True)


def theme_section(material: Material) -> Section | None:
    """Return the theme, if there is one, and past experiences that echo in at least three moments."""
    blocks: list[Block] = []
    found = theme(material.patterns)
    if found.wish and found.response and found.reply:
        parts = [
            _most_frequent("I wished", found.wish, material),
            _most_frequent("they", found.response, material),
            _most_frequent("I", found.reply, material),
        ]
        opening = f"Over {wording.moments(found.full)} told in full: {'; '.join(parts)}."
        blocks.append(line(f"{opening} {found.together} of these hold all three.", name="theme:parts"))
    blocks += _echoes(material)
    return Section("theme", "A theme", tuple(blocks), further=True) if blocks else None


def _most_frequent(who: str, part: Part, material: Material) -> str:
    return f"{who}: {material.labels.inline_label(part.key)}, {part.share.shows} of {part.share.of}"


def _echoes(material: Material) -> Iterable[Line]:
    for memory in material.of_kind("memory"):
        back = {link.to for link in memory.links if link.as_ == "echoes"}
        echoing = [
            moment
            for moment in material.moments
            if moment.uid in back or any(link.to == memory.uid and link.as_ == "echoes" for link in moment.links)
        ]
        if len(echoing) < WORTH_A_MENTION:
            continue
        title = memory.answers.get("title") or memory.text
        # A title is the person's own words, so it stands here only if they chose it.
        is_named = bool(title.strip()) and material.is_chosen(memory)
        how_often = f" echoes in {wording.moments(len(echoing))}, the last on {material.day(echoing[-1])}."
        named = material.words(title) if is_named else "A past experience"
        yield line(named, how_often, uids=uids(echoing), name=f"entry:{memory.uid}")


def therapist_section(material: Material) -> Section | None:
    """Return the moments with the therapist one by one, only if they were included."""
    if THERAPIST not in material.choices.include:
        return None
    people, vocabulary = material.people, material.vocabulary
    moments = [moment for moment in material.moments if is_with_therapist(moment, people, vocabulary)]
    moments.sort(key=lambda moment: beginning(moment.when))
    rows = tuple(
        Row((cell(material.day(each)), cell(format_story(each, material.labels) or "a moment")), uids=(each.uid,))
        for each in moments
    )
    return Section(THERAPIST, "Between us", rows, further=True) if rows else None


def reading_section(material: Material) -> Section:
    """Explain dots, bases and an early impression, and what the sheet cannot see."""
    return Section("reading", "How to read this", tuple(_reading()), further=True)


def _reading() -> Iterable[Line]:
    for at, said in enumerate(READING):
        yield line(said, name=f"reading:{at + 1}")


READING = (
    "One dot is one moment: a full one where the pattern showed, a half one where it showed and then turned, a hollow "
    "one where it went otherwise, a small one where neither is said. Above 20 moments a bar stands for the dots.",
    "Every count is of the moments that gave the pattern a chance, named beside it, never of a whole life: “5 of 11 "
    "when there was something to say”. What showed outside them is told apart and never added.",
    "Under 5 moments nothing is said. Of 5 to 9 it is an early impression: one moment more can change it.",
    "“More”, “fewer” and “stands out” are said only of what chance alone would seldom make; “may be chance” is worth a "
    "question and no more. Noticing more can look like doing more.",
    "It was noted by one person, in their own words, and selected by them. It holds no guess at anyone else, no "
    "score and no diagnosis. Moments kept private or about not being safe are in no word and no number unless they "
    "were included. Nobody reads along between sessions: what cannot wait is for the emergency number, a helpline "
    "(findahelpline.com) or someone near.",
)
