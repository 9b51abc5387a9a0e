"""Build "How it moved": the weeks as a picture of tones, the ways of moving, what changed, what is known of power."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from relational_journal.model import MYSELF, Entry, Window
from relational_journal.patterns.counting.result import Row
from relational_journal.patterns.counting.ways import WAYS
from relational_journal.report.document import wording
from relational_journal.report.document.document import TONES, UNMARKED, Bars, Block, Pair, Section, Weeks, line
from relational_journal.report.session_page.page_material import Material
from relational_journal.report.session_page.tone_change import is_wanted, tone_change, tone_line
from relational_journal.report.views.tallies import uids
from relational_journal.timestamps import first_day
from relational_journal.vocabulary.names import WAYS as WAY_NAMES
from relational_journal.vocabulary.patterns import pattern

MOST_COLUMNS = 26
_WEEK = 7
_MOST_MOVES = 3
_MOST_ROLES = 2
_WORTH_SAYING = 5  # moments without a note on power are told of from one in so many on
_LEAST_ALONE = 3  # moments that name nobody, and at least this part of all of them, before it is said
# How each position of power is told on one line, in the order it is told.
_POWER = {
    "they-had-more": "they had more",
    "about-equal": "equal",
    "i-had-more": "I had more",
}


def ways_section(material: Material, rows: Sequence[Row]) -> Section | None:
    """Return the weeks by tone, how many moments hold each way, and whether the tones changed, who had more power.

    Nothing without moments.

    Args:
        material: of the page.
        rows: the patterns of the page.
    """
    blocks: list[Block] = []
    weeks = weeks_of(material)
    if set(weeks.tones) - {UNMARKED}:
        blocks.append(weeks)
    found = material.patterns.ways
    if found.of >= wording.LEAST:
        counts = tuple((WAY_NAMES[way], len(found.held[way])) for way in WAYS)
        if any(count for _, count in counts):
            says = "says" if found.of == 1 else "say"
            # Where the counts are more than the moments, it would look like a mistake.
            twice = "; some count twice" if sum(count for _, count in counts) > found.of else ""
            blocks.append(Bars(counts, f"(of {found.of} that {says}{twice})", uids(found.moments)))
    elif found.of:
        blocks.append(line(f"Which way I moved: {wording.too_few_moments(found.of).lower()}", name="ways:too-few"))
    blocks += _in_words(material, rows) if blocks else ()
    return Section("ways", "How it moved", tuple(blocks)) if blocks else None


def _in_words(material: Material, rows: Sequence[Row]) -> Iterator[Pair]:
    """Yield what the pictures above do not say."""
    if away := _moves_away(material, rows):
        yield away
    if (alone := alone_in(material)) is not None:
        words = f"nobody is named in {alone} of {len(material.moments)}; was anyone there?"
        yield Pair("With whom", line(words, name="ways:alone"))
    if is_wanted(material):
        yield Pair("Change", tone_line(tone_change(material), material))
    yield Pair("Power", line(_power(material), name="ways:power"))


def _moves_away(material: Material, rows: Sequence[Row]) -> Pair | None:
    """Return what was done most on the way that is not contact, if no way of staying safe is told with its chances.

    Whoever notes only what they did has too few chances noted for any pattern, and yet has a way that weighs most.
    """
    found = way_that_weighs(material, rows)
    if found is None:
        return None
    way, moments = found
    hidden = {key for each in material.choices.hidden if (rule := pattern(each)) for key in rule.markers}
    group = material.vocabulary.group
    done = Counter(
        key
        for moment in moments
        for key in dict.fromkeys(moment.moves)
        if group(material.vocabulary.counts_as(key)) == way and key not in hidden
    )
    often = [(key, count) for key, count in done.most_common(_MOST_MOVES) if count > 1]
    moves = [f"{material.labels.inline_label(key)} {count}" for key, count in often]
    most = line(f"most often: {', '.join(moves)}", name="ways:moves")
    return Pair(WAY_NAMES[way].capitalize(), most) if moves else None


def way_that_weighs(material: Material, rows: Sequence[Row]) -> tuple[str, Sequence[Entry]] | None:
    """Return the way other than contact with most moments, five at least, and these, newest first.

    None if a way of staying safe is told with its chances, or someone is held apart.
    """
    if any(row.polarity == "D" for row in rows) or material.is_someone_held_apart:
        return None
    held = material.patterns.ways.held
    way = max(WAYS[1:], key=lambda each: len(held[each]))
    return (way, held[way]) if len(held[way]) >= wording.LEAST else None


def alone_in(material: Material) -> int | None:
    """Return in how many moments nobody else is named, if that is much of what was noted; else None."""
    others = [[name for name in moment.people if not _is_me(name, material)] for moment in material.moments]
    alone = sum(not names for names in others)
    is_much = alone >= _LEAST_ALONE and _LEAST_ALONE * alone >= len(others) >= wording.LEAST
    return alone if is_much else None


def _is_me(name: str, material: Material) -> bool:
    person = material.people.get(name)
    return name == MYSELF or (person is not None and person.relationship == MYSELF)


def _power(material: Material) -> str:
    """Return who had more power in how many moments, and with whom: only what was noted."""
    noted: dict[str, list[Entry]] = {key: [] for key in _POWER}
    for moment in material.moments:
        for key in {material.vocabulary.counts_as(key) for key in moment.power} & noted.keys():
            noted[key].append(moment)
    positions = [
        f"{words} {len(noted[key])}{_with_whom(noted[key], material) if key == 'they-had-more' else ''}"
        for key, words in _POWER.items()
        if noted[key]
    ]
    if not positions:
        return "not noted here; worth asking"
    silent = len(material.moments) - len({moment.uid for moments in noted.values() for moment in moments})
    if silent * _WORTH_SAYING >= len(material.moments):
        positions.append(f"not noted {silent}")
    return "; ".join(positions)


def _with_whom(moments: Sequence[Entry], material: Material) -> str:
    """Format the roles of most of some moments, as ` (my manager 5, my mother 4)`."""
    roles = Counter(role for moment in moments for role in {material.names.shown(name) for name in moment.people})
    by_role = sorted(roles.items(), key=lambda each: (-each[1], each[0]))[:_MOST_ROLES]
    return f" ({', '.join(f'{role} {count}' for role, count in by_role)})" if by_role else ""


def weeks_of(material: Material) -> Weeks:
    """Return calendar weeks from the window's first Monday; several in a column if there are more than MOST_COLUMNS."""
    window = _seen(material)
    monday = window.since - timedelta(min(window.since.weekday(), (window.since - date.min).days))
    weeks = (window.until - monday).days // _WEEK + 1
    size = -(-weeks // MOST_COLUMNS) * _WEEK
    columns: list[list[str]] = [[] for _ in range(-(-weeks * _WEEK // size))]
    for moment in material.moments:
        tone = moment.tone if moment.tone in TONES else UNMARKED
        columns[(first_day(moment.when) - monday).days // size].append(tone)
    # The first column begins with the window, not with the Monday before it.
    begins = [max(monday + timedelta(at * size), window.since) for at in range(len(columns))]
    return Weeks(
        material.dated(window.since),
        material.dated(window.until),
        tuple(day.isoformat() for day in begins),
        tuple(tuple(column) for column in columns),
    )


def _seen(material: Material) -> Window:
    """Return the window without the empty years before the first moment."""
    days = [first_day(moment.when) for moment in material.moments]
    return Window(max(material.window.since, min(days)), material.window.until) if days else material.window
