"""Fold two comparisons that say the same from both sides into one: `with A 0 of 13; with B 13 of 14`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.patterns.counting.values import power_positions
from relational_journal.report.document import comparison_wording
from relational_journal.report.document.moment_rows import format_value

if TYPE_CHECKING:
    from relational_journal.patterns.counting.result import Comparison, Patterns
    from relational_journal.vocabulary.load import Vocabulary

# The field of each comparison's value. Context and treated are missing: there *without* is all other moments,
# also those with nothing noted, so two of them are never mirror images.
_FIELDS = {
    "person": "people",
    "cue": "first",
    "felt-before": "felt_before",
    "wish": "wishes",
    "setting": "setting",
    "power": "power",
}


class Claim(NamedTuple):
    """A comparison, and its mirror image from the other side or None."""

    one: Comparison
    other: Comparison | None = None


def fold_mirrored(comparisons: Iterable[Comparison], patterns: Patterns) -> tuple[Claim, ...]:
    """Return comparisons in order, each mirrored pair as one claim in the place of its first."""
    claims: list[Claim] = []
    for each in comparisons:
        at = next((at for at, claim in enumerate(claims) if _mirrors(claim, each, patterns)), None)
        if at is None:
            claims.append(Claim(each))
        else:
            claims[at] = Claim(claims[at].one, each)
    return tuple(claims)


def _mirrors(claim: Claim, each: Comparison, patterns: Patterns) -> bool:
    """Return whether the same moments hold one value and lack the other; equal counts alone are not enough."""
    one = claim.one
    if claim.other is not None or (one.pattern, one.by, one.reading) != (each.pattern, each.by, each.reading):
        return False
    if one.by not in _FIELDS or (one.with_, one.without) != (each.without, each.with_):
        return False
    study = patterns.study
    index = study.index
    base = study.base_of(one.pattern) & study.inside
    field = _FIELDS[one.by]
    known = power_positions(index.vocabulary) if one.by == "power" else index.positions(field)
    here, there = (index.holding(field, (value or "",)) & base for value in (one.value, each.value))
    return not here & there and here | there == index.holding(field, known) & base


def format_claim(claim: Claim, vocabulary: Vocabulary) -> str:
    """Format both sides: `with M., 9 of 10; with others, 4 of 15`, or `with Sam, 4 of 15` if Sam is all others."""
    one, other = claim
    value = format_value(one.by, one.value, vocabulary)
    against = format_value(other.by, other.value, vocabulary) if other is not None else ""
    return comparison_wording.sides(one.by, value, one.with_, one.without, against=against)


def format_claim_with_reading(claim: Claim, vocabulary: Vocabulary) -> str:
    """Format both sides of a claim and how far it can be trusted."""
    one, other = claim
    value = format_value(one.by, one.value, vocabulary)
    against = format_value(other.by, other.value, vocabulary) if other is not None else ""
    return comparison_wording.compared(one.by, value, one.with_, one.without, one.reading, against=against)
