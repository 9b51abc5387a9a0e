"""Build the report of `rj patterns`: ways of moving, then patterns, each number with its base and exceptions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.patterns.counting.listed import Listed, in_order, listed
from relational_journal.patterns.counting.result import TOO_FEW, Patterns, Row
from relational_journal.report.document import wording
from relational_journal.report.document.document import Block, Line, Part, Report, Section, Text, ToneMark, line
from relational_journal.report.document.mirrored_claims import fold_mirrored, format_claim
from relational_journal.report.document.moment_rows import format_period
from relational_journal.report.views.claims import nothing_stands_out, standing_out, together
from relational_journal.report.views.footer import days_seen, set_apart
from relational_journal.report.views.one_screen import COLUMNS, fullest_that_fits
from relational_journal.report.views.tallies import definition, dots_of, in_short, so_far, tally_of
from relational_journal.report.views.ways import way_pairs
from relational_journal.text.wrap import GLUE
from relational_journal.vocabulary.pattern_names import typed_name
from relational_journal.vocabulary.patterns import pattern

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary

_TONES = ("connection", "mixed", "ordinary", "disconnection")
_MOST_CLAIMS = 3


class _Room(NamedTuple):
    """What a screen has room for: rows of connection and of staying safe in full, claims, and whether all small print.

    Without all of it, what could have stood out, the numbers of moments, what looks mended and the days that nobody saw
    are left to `rj patterns KEY`.
    """

    contact: int
    safe: int
    claims: int = _MOST_CLAIMS
    is_whole: bool = True


# From most to fewest.
_ROOMS = (
    *(_Room(3, 3), _Room(3, 2), _Room(2, 2), _Room(2, 1), _Room(1, 1)),
    *(_Room(2, 2, is_whole=False), _Room(2, 1, is_whole=False), _Room(1, 1, is_whole=False)),
    *(_Room(1, 1, 1, is_whole=False), _Room(0, 1, 1, is_whole=False), _Room(0, 0, 1, is_whole=False)),
)
_GROUPS = (("connection", "CONNECTION"), ("safe", "WAYS OF STAYING SAFE"))


def overview(
    patterns: Patterns,
    vocabulary: Vocabulary,
    *,
    hidden: Collection[str] = (),
    every: bool = False,
    ranges: bool = False,
    only: str = "",
    columns: int = COLUMNS,
) -> Report:
    """Return the ways of moving, then all patterns of a window, connection first; one screen of 40 lines.

    Args:
        patterns: the counts.
        vocabulary: the words of the tags.
        hidden: keys the person does not want to see.
        every: list all in full, however long it gets; if False, at most three of each kind in full, fewer if the screen
            has no room, and the others on one line.
        ranges: add the 90 % range of each in words.
        only: what the filters select, in words; "" without filters.
        columns: of the screen; with fewer than 80 less is told in full.
    """
    title = f"Patterns · {format_period(patterns.window)} · {wording.moments(patterns.counted)} counted"
    whole_title = f"{title}, as you noted them"
    head = [_tones(patterns)] if patterns.counted else []
    if only:
        head.append(line(Text(f"Only {only}.", "quiet")))
    if patterns.counted < wording.LEAST:
        return Report(whole_title, head=tuple(head), foot=_too_few(patterns))
    rows = [row for row in patterns.rows if row.key not in hidden]
    # Built once: the versions that are tried differ mostly in their rows.
    ways = (*_ways(patterns, columns),)

    @cache
    def claims(most: int | None) -> Sequence[Section]:
        return (*_standing_out(patterns, vocabulary, hidden, most=most),)

    @cache
    def based_on(is_whole: bool) -> str:  # looks through all moments
        return _based_on(patterns, hidden, is_whole=is_whole)

    def version(groups: Sequence[Listed], room: _Room, most: int | None) -> Report:
        shown = [row for group in groups for row in group.rows]
        placed = {row.key for row in shown} | {fold.row.key for group in groups for fold in group.folds}
        others = _others(patterns, [row for row in rows if row.key not in placed], is_whole=room.is_whole)
        sections = (*ways, *_groups(patterns, groups, ranges=ranges), *others, *claims(most))
        foot = _foot(patterns, rows, shown, based_on(room.is_whole), hidden)
        shown_title = whole_title if room.is_whole else title
        return Report(shown_title, head=tuple(head), sections=sections, foot=foot)

    if every:
        return version([_all_of(rows, polarity) for polarity in "CD"], _ROOMS[0], None)
    versions = (
        version([listed(patterns, rows, "C", room.contact), listed(patterns, rows, "D", room.safe)], room, room.claims)
        for room in _ROOMS
    )
    return fullest_that_fits(versions, columns)


def _all_of(rows: Sequence[Row], polarity: str) -> Listed:
    """Return all rows of a polarity with enough moments, none folded."""
    return Listed(tuple(row for row in rows if row.polarity == polarity and row.reading != TOO_FEW), ())


def _ways(patterns: Patterns, columns: int) -> Iterator[Section]:
    """Yield the ways of moving, which need no base: whoever notes only what they did sees them."""
    found = patterns.ways
    if not found.of:
        return
    aside = f"in {wording.moments(found.of)} that {'says' if found.of == 1 else 'say'} what I did"
    if found.of < wording.LEAST:
        yield Section("ways", "WHICH WAY I MOVED", (line(wording.too_few_moments(found.of)),))
        return
    yield Section("ways", "WHICH WAY I MOVED", tuple(way_pairs(found, columns)), aside=aside)


def _groups(patterns: Patterns, groups: Sequence[Listed], *, ranges: bool) -> Iterator[Section]:
    """Yield connection, then the ways of staying safe; with people held apart, what control does is said above them."""
    legend = any(dots_of(row).of for group in groups for row in group.rows)
    for (key, heading), group in zip(_GROUPS, groups, strict=True):
        blocks: list[Block] = [
            tally_of(row, patterns, ranges=ranges, folds=group.folds_into(row.key)) for row in group.rows
        ]
        if key == "safe" and patterns.held_apart:
            blocks.insert(0, line(Text(wording.CONTROL_SPREADS, "quiet")))
        if blocks:
            yield Section(key, heading if group.rows else "", tuple(blocks), legend=legend and bool(group.rows))
            legend = legend and not group.rows


def _tones(patterns: Patterns) -> Line:
    parts: list[str | Part] = []
    for tone in _TONES:
        parts += [ToneMark(tone), f"{GLUE}{tone}{GLUE}{patterns.tones.get(tone, 0)}   "]
    unmarked = patterns.tones.get("unmarked", 0)
    return line(*parts, f"unmarked{GLUE}{unmarked}" if unmarked else "")


def _too_few(patterns: Patterns) -> tuple[Line, ...]:
    few = f"{wording.too_few_moments(patterns.counted)} Ordinary ones count too. "
    apart = set_apart(patterns, unnoted=False)
    return line(few, Text("rj log", "command"), " notes one."), *map(line, apart)


def _others(patterns: Patterns, rows: Sequence[Row], *, is_whole: bool) -> Iterable[Section]:
    """Return the patterns not listed in full, each kind on a line of its own."""
    # Repairing counts breaks, and says by itself if they are too few.
    few = [row for row in rows if row.reading == TOO_FEW and row.base != "rupture"]
    unseen = [row for row in rows if row.is_not_noted and row.base != "rupture"]
    also = [row for row in in_order(rows) if row not in few and row not in unseen and row.of]
    also.sort(key=lambda row: row.base != "rupture")  # repairing first: it is never among those in full
    kinds = (
        ("ALSO", [in_short(row, patterns, asides=is_whole) for row in also]),
        ("TOO FEW CHANCES NOTED", _chances(few)),
        ("NOT NOTED", [(Text(definition(row).row),) for row in unseen]),
    )
    lines = [line(Text(f"{label}   ", "label"), *_joined(phrases).parts) for label, phrases in kinds if phrases]
    if lines:
        yield Section("others", "", tuple(lines))


def _chances(few: Sequence[Row]) -> list[tuple[Part, ...]]:
    """Return by name the patterns with a chance or shown elsewhere, and the number of those without a chance."""
    named = [row for row in few if row.of or row.elsewhere]
    none = len(few) - len(named)
    rest = [(Text(f"none for {none} {'other' if none == 1 else 'others'}"),)] if none and named else []
    # what is counted are chances, and a bare number would be read as how often it was done
    return [
        (Text("chances for "), *phrase) if not number else phrase
        for number, phrase in enumerate((*map(so_far, named), *rest))
    ]


def _joined(phrases: Iterable[tuple[Part, ...]]) -> Line:
    parts: list[Part] = []
    for phrase in phrases:
        if parts:
            parts.append(Text(" · "))
        parts += phrase
    return Line(tuple(parts))


def _standing_out(
    patterns: Patterns, vocabulary: Vocabulary, hidden: Collection[str], *, most: int | None
) -> Iterable[Section]:
    """Yield what stands out, at most so many claims; the pages of the patterns have the others."""
    claims = standing_out(patterns, hidden)
    if not claims:
        return
    lines = []
    folded = fold_mirrored(claims, patterns)
    for claim in folded[:most]:
        found = pattern(claim.one.pattern)
        name = found.subject if found else claim.one.pattern
        lines.append(line(f"{name}: {format_claim(claim, vocabulary)}"))
    if len(folded) > len(lines):
        more = f"{len(folded) - len(lines)} more, each with its pattern: "
        lines.append(line(more, Text("rj patterns --all", "command")))
    lines.append(line(Text(together(patterns, {claim.pattern for claim in claims}), "quiet")))
    if any(claim.by == "change" for claim in claims):
        lines.append(line(Text(wording.NOTICING_MORE, "quiet")))
    yield Section("stands-out", "STANDS OUT", tuple(lines))


def _based_on(patterns: Patterns, hidden: Collection[str], *, is_whole: bool) -> str:
    """Return in sentences what the counts are based on and do not see; `is_whole` as in _Room."""
    nothing = [nothing_stands_out(patterns)] if is_whole and not standing_out(patterns, hidden) else []
    return " ".join([*nothing, *set_apart(patterns, named=is_whole), days_seen(patterns, others=is_whole)])


def _foot(
    patterns: Patterns, rows: Sequence[Row], shown: Sequence[Row], based_on: str, hidden: Collection[str]
) -> tuple[Line, ...]:
    """Return what the counts are based on, and where the rest is."""
    last: list[str | Part] = []
    if any(row.reading == "early" for row in rows):
        last.append(f"{wording.WHAT_EARLY_MEANS} ")
    example = next((row for row in shown if row.polarity == "D"), None) or next(iter(shown or rows), None)
    if example is not None:
        last += ["In full: ", Text(f"rj patterns {typed_name(definition(example))}", "command")]
    if not patterns.study.index.acts & patterns.study.inside:
        last = [
            "No moment says what you did yet, and most patterns ask for that. ",
            Text("rj more", "command"),
            " asks the latest moment, ",
            Text("rj more ID", "command"),
            " any other.",
        ]
    foot = [line(based_on, " ", *last)]
    if hidden:
        foot.append(
            line(
                Text(f"Hidden by you: {', '.join(sorted(hidden))}. ", "quiet"),
                Text("rj patterns KEY --unhide", "command"),
            )
        )
    return tuple(sentence for sentence in foot if sentence.parts)
