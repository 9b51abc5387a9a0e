"""`rj patterns`: which patterns were around, each number with its base, its exceptions, guard and power beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from relational_journal.patterns.counting.result import TOO_FEW, Comparison, Patterns, Row, leading
from relational_journal.report.document import wording
from relational_journal.report.document.document import (
    MOST_DOTS,
    Dots,
    Line,
    Pair,
    Part,
    Report,
    Said,
    Section,
    Tally,
    ToneMark,
    line,
    number,
)
from relational_journal.report.document.mirrored_claims import folded, told
from relational_journal.report.document.moment_rows import ids, period
from relational_journal.text.wrap import GLUE
from relational_journal.timestamps import day_of
from relational_journal.vocabulary.patterns import Base, Pattern, bases, pattern

if TYPE_CHECKING:
    from relational_journal.model import Moment
    from relational_journal.vocabulary.load import Vocabulary

_TONES = ("connection", "mixed", "ordinary", "disconnection")
_GROUPS = (("connection", "CONNECTION"), ("safe", "WAYS OF STAYING SAFE"))
MOST_IN_FULL = 3


def overview(
    patterns: Patterns,
    vocabulary: Vocabulary,
    *,
    hidden: Collection[str] = (),
    every: bool = False,
    ranges: bool = False,
    only: str = "",
) -> Report:
    """All patterns of a window, connection first.

    Args:
        patterns: as counted.
        hidden: keys the person does not want to see.
        every: all of them in full lines; else at most three and three, the others on a line each of their kind.
        ranges: with the 90 % range of each, in words.
        only: what the filters let through, in words; "" without filters.
    """
    title = f"Patterns · {period(patterns.window)} · {wording.moments(patterns.counted)} counted, as you noted them"
    head = [_tones(patterns)] if patterns.counted else []
    if only:
        head.append(line(Said(f"Only {only}.", "quiet")))
    if patterns.counted < wording.LEAST:
        return Report(title, head=tuple(head), foot=_too_few(patterns))
    rows = [row for row in patterns.rows if row.key not in hidden]
    full = in_full(rows, every=every)
    shown = [row for group in full for row in group]
    sections = (
        *(
            Section(key, heading, tuple(tally_of(row, patterns, ranges=ranges) for row in group))
            for (key, heading), group in zip(_GROUPS, full, strict=True)
            if group
        ),
        *_others([row for row in rows if row not in shown]),
        *_standing_out(patterns, vocabulary, hidden),
    )
    return Report(title, head=tuple(head), sections=sections, foot=_foot(patterns, rows, shown, hidden))


def _tones(patterns: Patterns) -> Line:
    parts: list[str | Part] = []
    for tone in _TONES:
        parts += [ToneMark(tone), f"{GLUE}{tone}{GLUE}{patterns.tones.get(tone, 0)}   "]
    unmarked = patterns.tones.get("unmarked", 0)
    return line(*parts, f"unmarked{GLUE}{unmarked}" if unmarked else "")


def _too_few(patterns: Patterns) -> tuple[Line, ...]:
    few = f"{wording.too_few_moments(patterns.counted)} Ordinary ones count too. "
    apart = set_apart(patterns, unnoted=False)
    return line(few, Said("rj log", "command"), " notes one."), *map(line, apart)


def in_full(rows: Sequence[Row], *, every: bool = False) -> tuple[list[Row], list[Row]]:
    """The C rows and the D rows that get full lines: three of each at most, by moments that show (question 1)."""
    sayable = tuple(row for row in rows if row.reading != TOO_FEW)
    if every:
        return ([row for row in sayable if row.polarity == "C"], [row for row in sayable if row.polarity == "D"])
    return list(leading(sayable, "C", MOST_IN_FULL)), list(leading(sayable, "D", MOST_IN_FULL))


def definition(row: Row) -> Pattern:
    """The words and rules of a row."""
    found = pattern(row.key)
    assert found is not None, row.key
    return found


def dots_of(row: Row) -> Dots:
    """A row for the eye."""
    return Dots(len(row.shows), len(row.turned), len(row.otherwise), len(row.neither))


def dots_drawn(report: Report) -> bool:
    """Whether any count of a report is drawn as dots, so that their meaning need be said."""
    blocks = [block for section in report.sections for block in section.blocks]
    drawn = [block.dots for block in blocks if isinstance(block, Tally)]
    drawn += [part for block in blocks if isinstance(block, Line) for part in block.parts if isinstance(part, Dots)]
    return any(0 < dots.of <= MOST_DOTS for dots in drawn)


def base_words(base: Base, voice: str = "you", *, short: bool = False) -> str:
    """What the moments of a base have in common, in the voice of the page."""
    if voice == "you":
        return (base.you_short if short else "") or base.you
    return (base.me_short if short else "") or base.me


def _of_which(row: Row) -> str:
    """Which moments a count is of, on one line."""
    base = bases()[row.base]
    words = base_words(base, short=True)
    if row.fallback:
        return f"of all {row.of} logged moments"
    if words.startswith("when"):
        return words
    unit = f"{base.unit} " if base.unit != "moments" else ""
    return f"of the {row.of} {unit}{words}"


def tally_of(row: Row, patterns: Patterns, *, ranges: bool = False) -> Tally:
    """A pattern in full lines: its count and base, what stands beside it, and for a D pattern its guard and power."""
    rule = definition(row)
    lines = [line(f"{_of_which(row)}{_beside(row, patterns)}")]
    if row.polarity == "D":
        lines.append(line(rule.guard_line))
        lines.append(line(wording.power_split(row.by_power)))
    if ranges and row.low is not None and row.high is not None:
        share = wording.percent(len(row.shows), row.of)
        told = wording.in_ten(row.low, row.high)
        lines.append(line(Said(f"{share}; {told}" if share else told, "quiet")))
    note = wording.EARLY_IMPRESSION if wording.LEAST <= row.of < wording.EARLY else ""
    return Tally(row.key, rule.name, dots_of(row), tuple(lines), note, uids=uids(row.shows))


def _beside(row: Row, patterns: Patterns) -> str:
    """What stands behind the base on the same line: exceptions, or what the pattern counts in their place."""
    rest = len(row.otherwise)
    if row.base == "answered":
        silent = patterns.counted - row.of
        less = f"; in {len(row.mirror)} it was less" if row.mirror else ""
        return f"{less}; the other {silent} do not say" if silent > 0 else less
    if row.base == "rupture":
        return f"; {len(row.neither)} not mended so far" if row.neither else ""
    parts = []
    if row.ledger is not None and row.ledger.of:
        parts.append(wording.went_better(len(row.ledger.better), row.ledger.of))
        if not rest:
            return f"; {parts[0]}"
    if row.polarity == "C":
        parts.append(f"it was hard in {rest or 'none'}")
    else:
        parts.append(f"in {rest or 'none'} it went otherwise")
    return "".join(f"; {part}" for part in parts)


def _others(rows: Sequence[Row]) -> Iterable[Section]:
    """The patterns that get no full line, each kind on a line of its own."""
    certain = [row for row in rows if row.reading != TOO_FEW and not row.fallback]
    also = sorted((row for row in certain if row.shows), key=lambda row: -len(row.shows))
    unseen = [row for row in certain if not row.shows]
    over_all = [row for row in rows if row.reading != TOO_FEW and row.fallback]
    few = [row for row in rows if row.reading == TOO_FEW]
    few_yet = [*map(_in_short, over_all)]
    if few:
        too_few, *others = map(_so_far, few)
        few_yet += [(Said(f"{wording.TOO_FEW}: "), *too_few), *others]
    told = (("ALSO", [*map(_in_short, also)]), ("NOT SEEN", [*map(_in_short, unseen)]), ("FEW YET", few_yet))
    pairs = [Pair(label, _joined(phrases)) for label, phrases in told if phrases]
    if pairs:
        yield Section("others", "", tuple(pairs))


def _so_far(row: Row) -> tuple[Part, ...]:
    """`bracing (3 so far)`, `repairing (2 breaks so far)`: what a row under five can say (rule 7)."""
    unit = bases()[row.base].unit
    of = str(row.of) if unit == "moments" else wording.moments(row.of, unit.removesuffix("s"))
    return (Said(f"{definition(row).row} ({of} so far)"),)


def _in_short(row: Row) -> tuple[Part, ...]:
    """`shutting down under power 4 of 11 (power equal: 2 of 21)`."""
    name = definition(row).row
    unit = bases()[row.base].unit
    whole = "all " if row.fallback else ""
    parts = [Said(f"{name} "), number(f"{len(row.shows)} of {whole}{row.of}")]
    if unit != "moments":
        parts.append(Said(f" {unit}"))
    if row.key == "shutting-down-under-power":
        equal = row.by_power.get("about-equal")
        if equal and equal.of:
            parts += [Said(" (power equal: "), number(f"{equal.shows} of {equal.of}"), Said(")")]
    return tuple(parts)


def _joined(phrases: Iterable[tuple[Part, ...]]) -> Line:
    parts: list[Part] = []
    for phrase in phrases:
        if parts:
            parts.append(Said(" · "))
        parts += phrase
    return Line(tuple(parts))


def standing_out(patterns: Patterns, hidden: Collection[str] = ()) -> tuple[Comparison, ...]:
    """The comparisons that may be claimed."""
    return tuple(each for each in patterns.comparisons if each.reading == "stands-out" and each.pattern not in hidden)


def together(patterns: Patterns, keys: Iterable[str]) -> str:
    """What stands beside comparisons of these rows: no cause, and why their numbers can lie below the counts."""
    study = patterns.study
    joined = any(study.ties.joined(study.base(study.base_shown(key)) & study.inside) for key in keys)
    return f"{wording.TOGETHER} {wording.ONE_OF_A_DAY}" if joined else wording.TOGETHER


def _standing_out(patterns: Patterns, vocabulary: Vocabulary, hidden: Collection[str]) -> Iterable[Section]:
    claims = standing_out(patterns, hidden)
    if not claims:
        return
    lines = []
    for claim in folded(claims, patterns):
        found = pattern(claim.one.pattern)
        name = found.subject if found else claim.one.pattern
        lines.append(line(f"{name}: {told(claim, vocabulary)}"))
    lines.append(line(Said(together(patterns, {claim.pattern for claim in claims}), "quiet")))
    if any(claim.by == "change" for claim in claims):
        lines.append(line(Said(wording.NOTICING_MORE, "quiet")))
    yield Section("stands-out", "STANDS OUT", tuple(lines))


def _foot(patterns: Patterns, rows: Sequence[Row], shown: Sequence[Row], hidden: Collection[str]) -> tuple[Line, ...]:
    """What the counts rest on and do not see (domain §6, question 16)."""
    sentences = []
    if not standing_out(patterns, hidden):
        tested = any(each.reading != TOO_FEW for each in patterns.comparisons)
        sentences.append(wording.NOTHING_STANDS_OUT if tested else "Too few moments to compare anything yet.")
    sentences += [*set_apart(patterns), days_seen(patterns)]
    last: list[str | Part] = []
    if any(row.reading == "early" for row in rows):
        last.append(f"{wording.WHAT_EARLY_MEANS} ")
    example = next((row for row in shown if row.polarity == "D"), None) or next(iter(shown or rows), None)
    if example is not None:
        last += ["In full: ", Said(f"rj patterns {example.key}", "command")]
    foot = [line(" ".join(sentences)), line(*last)]
    if not patterns.study.index.acts & patterns.study.inside:
        foot[1] = line(
            "No moment says what you did yet, and most patterns ask for that. ",
            Said("rj more", "command"),
            " asks the latest moment, ",
            Said("rj more ID", "command"),
            " any other.",
        )
    if hidden:
        foot.append(
            line(
                Said(f"Hidden by you: {', '.join(sorted(hidden))}. ", "quiet"),
                Said("rj patterns KEY --unhide", "command"),
            )
        )
    return tuple(sentence for sentence in foot if sentence.parts)


def set_apart(patterns: Patterns, *, unnoted: bool = True) -> list[str]:
    """What the counts leave out, each number with its entries where they may be named."""
    silent = without_note(patterns) if unnoted else []
    parts = []
    if silent:
        verb = "has" if len(silent) == 1 else "have"
        parts.append(f"{wording.moments(len(silent))} {verb} no note on what came before ({ids(silent)})")
    if patterns.unsafe:
        one = patterns.unsafe == 1
        parts.append(
            f"{patterns.unsafe} {'was' if one else 'were'} about keeping safe and {'is' if one else 'are'} not counted"
        )
    if patterns.story_only:
        one = patterns.story_only == 1
        parts.append(f"{patterns.story_only} {'is a story only' if one else 'are stories only'}")
    if not parts:
        return []
    said = "; ".join(parts)
    return [f"{said}."]


def without_note(patterns: Patterns) -> list[Moment]:
    """Counted moments with a move or urge that say nothing of what came before, in time order."""
    index = patterns.study.index
    noted = index.filled("first") | index.filled("braced") | index.filled("felt_before") | index.filled("wishes")
    return inside(patterns, index.counted & index.acts & ~noted)


def inside(patterns: Patterns, bits: int) -> list[Moment]:
    """The moments of a set that lie in the window, in time order."""
    from relational_journal.patterns.bitset import positions_of

    index = patterns.study.index
    return [index.moments[at] for at in positions_of(bits & patterns.study.inside, index.size)]


def days_seen(patterns: Patterns) -> str:
    """How many days of the window have a moment, and that the others are not seen (domain §6, question 16)."""
    days = {day_of(moment.when) for moment in inside(patterns, patterns.study.index.all)} - {None}
    told = wording.days_with_moments(len(days), patterns.window.days)
    return f"{told}; what the others held, this journal does not see."


def uids(moments: Iterable[Moment]) -> tuple[str, ...]:
    """The entries behind a number."""
    return tuple(moment.uid for moment in moments)
