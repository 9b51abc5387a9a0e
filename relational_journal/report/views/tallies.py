"""Format a pattern's count, in full lines or in short among others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter

from relational_journal.model import Entry
from relational_journal.patterns.bitset import to_flags
from relational_journal.patterns.counting.listed import Fold
from relational_journal.patterns.counting.result import Patterns, Row
from relational_journal.report.document import split_wording, wording
from relational_journal.report.document.document import Dots, Part, Tally, Text, line, number
from relational_journal.text.wrap import GLUE
from relational_journal.vocabulary.patterns import Base, Pattern, bases, pattern

_LONGEST_NAME = 30  # longer names would move the dots to another column


def definition(row: Row) -> Pattern:
    """Return the definition of a row's pattern."""
    found = pattern(row.key)
    assert found is not None, row.key
    return found


def dots_of(row: Row) -> Dots:
    """Return a row's moments as dots."""
    return Dots(len(row.shows), len(row.turned), len(row.otherwise), len(row.neither))


def base_words(base: Base, voice: str = "you", *, short: bool = False) -> str:
    """Return what the moments of a base have in common, in the voice of the page."""
    if voice == "you":
        return (base.you_short if short else "") or base.you
    return (base.me_short if short else "") or base.me


def tally_of(row: Row, patterns: Patterns, *, ranges: bool = False, folds: Sequence[Fold] = ()) -> Tally:
    """Return a pattern in full: a D pattern with base, exceptions, guard and power, a C pattern on one line."""
    rule = definition(row)
    lines = []
    if row.polarity == "D":
        lines.append(line(f"{_of_which(row)}{_exceptions_or_breaks(row, patterns)}"))
        lines.append(line(rule.guard_line))
        if any(share.of for share in row.by_power.values()):
            split = split_wording.power_split(row.by_power, short=True)
            lines.append(line(f"power{GLUE * 3}{split}{power_over(row, short=True)}"))
    asides = [wording.more_times(len(row.elsewhere))]
    if folds and row.polarity == "D":
        lines.append(line(_folded(folds)))
    elif folds:
        asides.append(_folded(folds))
    if ranges and row.low is not None and row.high is not None:
        share = wording.percent(len(row.shows), row.of)
        words = wording.in_ten(row.low, row.high)
        lines.append(line(Text(f"{share}; {words}" if share else words, "quiet")))
    aside = "; ".join(each for each in asides if each)
    name = rule.name if len(rule.name) <= _LONGEST_NAME else rule.subject
    return Tally(row.key, name, dots_of(row), tuple(lines), uids=uids(row.shows), aside=aside)


def power_over(row: Row, *, short: bool = False) -> str:
    """Return the note for a split by power that is over more moments than the base, else ""."""
    if row.base != "power":
        return ""
    return " (of all moments)" if short else " (of all moments that say what you did)"


def _folded(folds: Sequence[Fold]) -> str:
    """Format as `3 of these also count as shutting down under power`, or `also going quiet 3, pleasing 3`."""
    if len(folds) == 1:
        return f"{folds[0].moments} of these also count as {definition(folds[0].row).row}"
    names = ", ".join(f"{definition(fold.row).row} {fold.moments}" for fold in folds)
    return f"also count as {names}"


def _of_which(row: Row) -> str:
    """Return which moments a count is out of, on one line."""
    base = bases()[row.base]
    words = base_words(base, short=True)
    if words.startswith("when"):
        return words
    unit = f"{base.unit} " if base.unit != "moments" else ""
    return f"of the {row.of} {unit}{words}"


def _exceptions_or_breaks(row: Row, patterns: Patterns) -> str:
    """Return what follows the base on its line: exceptions, or for repairing the breaks."""
    rest = len(row.otherwise)
    if row.base == "answered":
        return f"; in {len(row.mirror)} it was less" if row.mirror else ""
    if row.base == "rupture":
        return f"; {len(row.neither)} not mended so far" if row.neither else ""
    parts = []
    if row.ledger is not None and row.ledger.of:
        better = f"; {len(row.ledger.better)} of {row.ledger.of} went better"
        return f"{better}, {rest} otherwise" if rest else better
    if row.polarity == "C":
        parts += [f"it was hard in {rest}"] if rest else []
    else:
        parts.append(f"in {rest or 'none'} it went otherwise")
    return "".join(f"; {part}" for part in parts)


def so_far(row: Row) -> tuple[Part, ...]:
    """Format a row under five chances as `bracing 4` or `going quiet 0 (5 elsewhere)`."""
    apart = f" ({len(row.elsewhere)} elsewhere)" if row.elsewhere else ""
    return (Text(f"{definition(row).row}{GLUE}{row.of}{apart}"),)


def in_short(row: Row, patterns: Patterns, *, asides: bool = True) -> tuple[Part, ...]:
    """Format as `shutting down under power 4 of 11 (power equal: 2 of 21)` or `repairing 5 of 9 breaks`.

    Args:
        row: the pattern.
        patterns: the counts.
        asides: with what stands in brackets.
    """
    unit = bases()[row.base].unit
    parts = [Text(f"{definition(row).row} ")]
    if unit != "moments" and row.of < wording.LEAST:
        parts.append(Text(f"{wording.moments(row.of, unit.removesuffix('s'))}, {wording.TOO_FEW}"))
        return tuple(parts)
    parts.append(number(f"{len(row.shows)} of {row.of}"))
    if unit != "moments":
        parts.append(Text(f" {unit}"))
        seen = _seen_mended(row, patterns) if asides else 0
        if seen:
            looks = f"{seen} {'looks' if seen == 1 else 'look'} mended, from what you noted"
            parts.append(Text(f" ({looks})"))
    if row.elsewhere:
        parts.append(Text(f" and {len(row.elsewhere)} more"))
    if row.key == "shutting-down-under-power" and asides:
        equal = row.by_power.get("about-equal")
        if equal and equal.of:
            parts += [Text(" (power equal: "), number(f"{equal.shows} of {equal.of}"), Text(")")]
    return tuple(parts)


def _seen_mended(row: Row, patterns: Patterns) -> int:
    """Return how many breaks that show repairing have a repair that was seen and not tied to them."""
    study = patterns.study
    shows = to_flags(study.tally(row.key).shows, study.index.size)
    return sum(each.seen_in is not None for position, each in study.breaks.items() if shows[position])


def uids(moments: Iterable[Entry]) -> tuple[str, ...]:
    """Return the uids of the entries behind a number."""
    return tuple(map(attrgetter("uid"), moments))
